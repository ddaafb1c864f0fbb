"""What a client may rely on. Run as: scenarios.py FOLDER; writes a line of JSON for each scenario: its name, and what went wrong or null."""
import inspect
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from pathlib import Path

import zmq
from jupyter_client import BlockingKernelClient, KernelManager

from kernel import PATIENCE, Kernel, wait_for_end

SCENARIOS = []


def scenario(function):
    SCENARIOS.append(function)
    return function


# Running cells


@scenario
def a_cell_is_announced_and_its_result_follows(kernel):
    run = kernel.run("6 * 7")
    assert run.kinds == ["status", "execute_input", "execute_result", "status"], run.kinds
    assert run.of("status") == [{"execution_state": "busy"}, {"execution_state": "idle"}]
    assert run.of("execute_input")[0]["code"] == "6 * 7"
    assert run.value == "42"
    counts = {run.reply["execution_count"], run.of("execute_input")[0]["execution_count"], run.of("execute_result")[0]["execution_count"]}
    assert len(counts) == 1, counts


@scenario
def cells_see_earlier_ones_and_are_counted(kernel):
    first = kernel.run("var seen = 20;")
    second = kernel.run("seen + 1")
    assert second.value == "21"
    assert second.reply["execution_count"] == first.reply["execution_count"] + 1
    assert "execute_result" not in first.kinds


@scenario
def a_silent_cell_shows_nothing_and_is_not_counted(kernel):
    before = kernel.run("1").reply["execution_count"]
    run = kernel.run('var silently = 5; Console.WriteLine("heard by nobody"); display(1); silently', silent=True)
    assert run.status == "ok" and run.kinds == ["status", "status"], run.kinds
    failed = kernel.run('throw new Exception("only in the reply");', silent=True)
    assert failed.reply["evalue"] == "only in the reply" and failed.kinds == ["status", "status"]
    after = kernel.run("silently")
    assert after.value == "5" and after.reply["execution_count"] == before + 1


@scenario
def a_cell_may_stay_out_of_history_and_count(kernel):
    before = kernel.run("1").reply["execution_count"]
    run = kernel.run("2 + 0", store_history=False)
    assert run.value == "2" and run.reply["execution_count"] == before
    assert kernel.run("1").reply["execution_count"] == before + 1


@scenario
def an_empty_cell_is_no_run(kernel):
    before = kernel.run("1").reply["execution_count"]
    run = kernel.run(" \n")
    assert run.status == "ok" and run.reply["execution_count"] == before


@scenario
def user_expressions_are_evaluated_after_the_cell_and_leave_nothing(kernel):
    run = kernel.run("var width = 3;", user_expressions={"area": "width * width", "bad": "height", "thrown": 'throw new Exception("no")', "name": "var left = 1;"})
    values = run.reply["user_expressions"]
    assert values["area"]["data"]["text/plain"] == "9"
    assert values["bad"]["status"] == "error" and "height" in values["bad"]["evalue"]
    assert values["thrown"]["status"] == "error"
    assert kernel.run("left").status == "error"
    assert kernel.run("throw new Exception();", user_expressions={"area": "width"}).status == "error"


@scenario
def an_error_names_exception_cell_and_line(kernel):
    kernel.run("int Divide(int a, int b)\n{\n    return a / b;\n}")
    run = kernel.run('Console.WriteLine("before");\nDivide(1, 0)')
    count = run.reply["execution_count"]
    assert run.status == "error" and run.reply["ename"] == "DivideByZeroException"
    assert run.error == {key: run.reply[key] for key in ("ename", "evalue", "traceback")}
    trace = "\n".join(run.error["traceback"])
    assert f"at Divide(Int32 a, Int32 b) in cell {count - 1}, line 3" in trace and f"at cell {count}, line 2" in trace, trace
    assert "-->   2  Divide(1, 0)" in trace, trace
    assert run.kinds == ["status", "execute_input", "stream", "error", "status"], run.kinds


@scenario
def code_that_does_not_compile_is_marked(kernel):
    run = kernel.run("var fine = 1;\nvar wrong = undefined + 1;")
    trace = "\n".join(run.error["traceback"])
    assert run.reply["ename"] == "CompilationError" and "line 2, column 13" in trace and "^^^^^^^^^" in trace, trace


@scenario
def after_an_error_what_waits_is_aborted(kernel):
    requests = [kernel.send_run(code) for code in ('System.Threading.Thread.Sleep(500); throw new Exception("first");', "var never = 1;", "never")]
    failed, *aborted = [kernel.finish(request) for request in requests]
    assert failed.status == "error"
    assert [run.status for run in aborted] == ["aborted", "aborted"] and aborted[0].kinds == ["status", "status"]
    assert kernel.run("never").status == "error"


@scenario
def a_client_may_ask_to_go_on_after_an_error(kernel):
    requests = [kernel.send_run('throw new Exception("first");', stop_on_error=False), kernel.send_run("1 + 1")]
    failed, second = [kernel.finish(request) for request in requests]
    assert failed.status == "error" and second.value == "2"


# Output


@scenario
def ten_thousand_lines_arrive_whole_and_in_few_messages(kernel):
    run = kernel.run("for (var i = 0; i < 10_000; i++) Console.WriteLine(i);")
    assert run.text() == "".join(f"{i}\n" for i in range(10_000))
    assert len(run.of("stream")) < 1000, len(run.of("stream"))


@scenario
def streams_keep_their_order_with_other_outputs(kernel):
    run = kernel.run('Console.Write("a"); Console.Error.Write("b"); Console.Write("c"); display("d"); Console.Write("e"); 1')
    shown = [content.get("text") or content["data"]["text/plain"] for content in (message["content"] for message in run.published) if "text" in content or "data" in content]
    assert shown == ["a", "b", "c", "d", "e", "1"], shown


@scenario
def a_progress_line_arrives_as_it_was_written(kernel):
    run = kernel.run('for (var i = 0; i <= 3; i++) Console.Write($"\\repoch {i}"); Console.WriteLine();')
    assert run.text() == "\repoch 0\repoch 1\repoch 2\repoch 3\n"


@scenario
def what_native_code_prints_is_shown_while_the_cell_runs(kernel):
    request = kernel.send_run('Console.OpenStandardOutput().Write("past the console\\n"u8); Console.ReadLine()', allow_stdin=True)
    kernel.wait_for_text(request, "past the console\n")
    kernel.next("stdin", request)
    kernel.client.input("go on")
    assert kernel.finish(request).value == "go on"


@scenario
def what_a_thread_writes_after_its_cell_belongs_to_that_cell(kernel):
    run = kernel.run("var mayWrite = new System.Threading.ManualResetEventSlim(); var late = Task.Run(() => { mayWrite.Wait(); Console.WriteLine(\"late\"); });")
    request = kernel.send_run("mayWrite.Set(); late.Wait();")
    assert kernel.finish(request).text() == "late\n" and run.text() == ""


@scenario
def values_come_in_several_forms(kernel):
    kernel.run("""
        using Microsoft.DotNet.Interactive.Formatting;
        class Chart { }
        Formatter.Register<Chart>(chart => "{\\"data\\": [1], \\"layout\\": {}}", "application/vnd.plotly.v1+json");
        Formatter.Register<Chart>(chart => "<svg/>", "image/svg+xml");
        Formatter.SetPreferredMimeTypesFor(typeof(Chart), "application/vnd.plotly.v1+json", "image/svg+xml");
        """)
    (result,) = kernel.run("new Chart()").of("execute_result")
    assert result["data"] == {"application/vnd.plotly.v1+json": {"data": [1], "layout": {}}, "image/svg+xml": "<svg/>"}, result
    assert "<table" in kernel.run("new[] { new { A = 1, B = 2 } }").of("execute_result")[0]["data"]["text/html"]
    assert kernel.run('HTML("<b>bold</b>")').of("execute_result")[0]["data"]["text/html"] == "<b>bold</b>"


@scenario
def a_display_is_updated_where_it_stands_also_by_a_later_cell(kernel):
    first = kernel.run('var shown = display("one"); shown.Update("two");')
    (display,), (update,) = first.of("display_data"), first.of("update_display_data")
    assert display["data"]["text/plain"] == "one" and update["data"]["text/plain"] == "two"
    (later,) = kernel.run('shown.Update("three");').of("update_display_data")
    assert display["transient"] == update["transient"] == later["transient"]
    assert later["data"]["text/plain"] == "three"


@scenario
def magic_commands_work_or_say_why_not(kernel):
    timed = kernel.run("#!time\n6 * 7")
    assert timed.value == "42" and "Wall time: " in timed.of("display_data")[0]["data"]["text/plain"]
    assert kernel.run("#!html\n<b>x</b>").of("display_data")[0]["data"]["text/html"] == "<b>x</b>"
    assert "Unknown magic command '#!nope'" in "".join(kernel.run("#!nope\n1").error["traceback"])


@scenario
def a_package_is_restored_and_used(kernel):
    """One that the kernel's build restored too, so that it lies in NuGet's folder."""
    kernel.run('#r "nuget: Giraffe.ViewEngine, 1.4.0"\nusing Giraffe.ViewEngine;')
    assert kernel.run("typeof(HtmlElements).Name").value == "HtmlElements"


@scenario
def a_cell_may_clear_its_output(kernel):
    run = kernel.run('Console.Write("old"); ClearOutput(); ClearOutput(wait: true); Console.Write("new");')
    assert run.of("clear_output") == [{"wait": False}, {"wait": True}]
    assert run.kinds == ["status", "execute_input", "stream", "clear_output", "clear_output", "stream", "status"], run.kinds


# Input


@scenario
def a_cell_reads_lines_from_the_front_end(kernel):
    request = kernel.send_run('Console.Write("Name: "); var name = Console.ReadLine(); var next = Console.ReadLine(); $"{name} and {next}"', allow_stdin=True)
    kernel.wait_for_text(request, "Name: ")
    for line in ("Ada", "Grüße 😀"):
        asked = kernel.next("stdin", request)
        assert asked["msg_type"] == "input_request" and asked["content"]["password"] is False
        kernel.client.input(line)
    assert kernel.finish(request).value == "Ada and Grüße 😀"


@scenario
def single_characters_are_read_from_a_line(kernel):
    request = kernel.send_run("(char)Console.Read() + Console.ReadLine()", allow_stdin=True)
    kernel.next("stdin", request)
    kernel.client.input("xyz")
    assert kernel.finish(request).value == "xyz"


@scenario
def a_cell_asks_with_a_prompt_and_for_a_password(kernel):
    request = kernel.send_run('var user = await GetInputAsync("Name?"); var word = await GetPasswordAsync("Word?"); $"{user} {word.GetClearTextPassword()}"', allow_stdin=True)
    for prompt, password, answer in (("Name?", False, "Ada"), ("Word?", True, "secret")):
        asked = kernel.next("stdin", request)["content"]
        assert asked == {"prompt": prompt, "password": password}, asked
        kernel.client.input(answer)
    assert kernel.finish(request).value == "Ada secret"
    assert "Nobody is there to answer" in kernel.run('await GetInputAsync("Name?")').reply["evalue"]


@scenario
def where_nobody_answers_input_has_ended(kernel):
    assert kernel.run("Console.ReadLine() is null", allow_stdin=False).value == "True"


# Questions about code


@scenario
def names_are_completed_from_what_ran(kernel):
    kernel.run("var curve = new List<double> { 1 };\nint Halve(int number) => number / 2;")
    answer = kernel.ask("complete_request", code="curve.Ad", cursor_pos=8).reply
    assert answer["matches"][:2] == ["Add", "AddRange"] and (answer["cursor_start"], answer["cursor_end"]) == (6, 8), answer
    assert "Halve" in kernel.ask("complete_request", code="var x = Hal", cursor_pos=11).reply["matches"]
    assert "Count" in kernel.ask("complete_request", code="curve.\nMath.Abs(1)", cursor_pos=6).reply["matches"]
    assert "while" in kernel.ask("complete_request", code="whi", cursor_pos=3).reply["matches"]
    assert kernel.ask("complete_request", code='"curve.', cursor_pos=7).reply["matches"] == []
    assert kernel.ask("complete_request", code="// cur", cursor_pos=6).reply["matches"] == []


@scenario
def places_are_counted_in_characters_not_in_utf16(kernel):
    answer = kernel.ask("complete_request", code='"😀😀".Len + 1', cursor_pos=8).reply
    assert answer["matches"] == ["Length"] and (answer["cursor_start"], answer["cursor_end"]) == (5, 8), answer


@scenario
def code_is_completed_while_a_cell_runs(kernel):
    kernel.run("var before = 1;")
    request = kernel.send_run("Console.ReadLine()", allow_stdin=True)
    kernel.next("stdin", request)
    answer = kernel.ask("complete_request", code="befo", cursor_pos=4)
    assert answer.reply["matches"] == ["before"]
    kernel.client.input("")
    states = [content["execution_state"] for content in kernel.finish(request).of("status")]
    assert states[-2:] == ["busy", "idle"], "front ends must hear again that the cell runs"


@scenario
def a_name_is_explained_with_signature_and_documentation(kernel):
    kernel.run("/// <summary>Twice the number.</summary>\nint Double(int number) => 2 * number;")
    found = kernel.ask("inspect_request", code="Double(4)", cursor_pos=3, detail_level=0).reply
    assert found["found"] and "int Double(int number)" in found["data"]["text/plain"], found
    inside = kernel.ask("inspect_request", code="Double(", cursor_pos=7, detail_level=1).reply
    assert "int Double(int number)" in inside["data"]["text/plain"], inside
    overloads = kernel.ask("inspect_request", code="Math.Max", cursor_pos=8, detail_level=0).reply["data"]["text/plain"]
    assert overloads.count("Math.Max(") > 5, overloads
    nothing = kernel.ask("inspect_request", code="1 +  2", cursor_pos=4, detail_level=0).reply
    assert not nothing["found"] and nothing["data"] == {}


@scenario
def a_library_is_explained_from_the_xml_beside_it(kernel):
    kernel.run('#r "Shapes.dll"\nusing Shapes;')
    explained = kernel.ask("inspect_request", code="new Circle(2).Area", cursor_pos=18, detail_level=1).reply["data"]["text/plain"]
    assert all(text in explained for text in ("double Circle.Area(int digits = 2)", "The area of Shapes.Circle", "digits: After the point.", "Square metres.")), explained
    assert "Area" in kernel.ask("complete_request", code="new Circle(2).", cursor_pos=14).reply["matches"]


@scenario
def code_is_complete_incomplete_or_invalid(kernel):
    states = {code: kernel.ask("is_complete_request", code=code).reply for code in ("1 + 1", "if (true) {", "for (;;) { if (true) {", "var = ;", "")}
    assert [state["status"] for state in states.values()] == ["complete", "incomplete", "incomplete", "invalid", "complete"], states
    assert states["for (;;) { if (true) {"]["indent"] == " " * 8


@scenario
def what_ran_is_history(kernel):
    kernel.run('"in history"')
    kernel.run("var quiet = 1;", store_history=False)
    tail = kernel.ask("history_request", hist_access_type="tail", n=1, output=True, raw=True).reply["history"]
    assert tail[0][2] == ['"in history"', "in history"], tail
    line = tail[0][1]
    asked = kernel.ask("history_request", hist_access_type="range", session=0, start=line, stop=line + 1, output=False, raw=True).reply["history"]
    assert asked == [[1, line, '"in history"']], asked
    kernel.run('"in history"')
    found = kernel.ask("history_request", hist_access_type="search", pattern='"in h*', n=5, unique=True, output=False, raw=True).reply["history"]
    assert found == [[1, line + 1, '"in history"']], found


# Asking the kernel about itself


@scenario
def the_kernel_says_what_it_speaks(kernel):
    info = kernel.ask("kernel_info_request").reply
    assert info["language_info"]["file_extension"] == ".cs" and info["language_info"]["pygments_lexer"] == "csharp"
    assert kernel.ask("kernel_info_request", "control").reply == info


@scenario
def comms_are_answered_though_there_are_none(kernel):
    assert kernel.ask("comm_info_request").reply["comms"] == {}
    opened = kernel.finish(kernel.send("comm_open", {"comm_id": "c1", "target_name": "widget", "data": {}}), replies=False)
    assert opened.of("comm_close") == [{"comm_id": "c1", "data": {}}]
    kernel.finish(kernel.send("comm_msg", {"comm_id": "c1", "data": {}}), replies=False)


# Interrupts


@scenario
def one_busy_loop_after_another_is_interrupted(kernel):
    kernel.run("var survivor = 1;")
    for _ in range(3):
        request = kernel.send_run('var turns = 0; Console.WriteLine("running"); while (true) turns++;')
        kernel.wait_for_text(request, "running")
        kernel.interrupt()
        assert kernel.finish(request).reply["ename"] == "Interrupted"
    assert kernel.run("survivor").value == "1"


@scenario
def a_busy_loop_is_interrupted_and_the_state_survives(kernel):
    kernel.run("var kept = 1;")
    request = kernel.send_run('kept = 2; var own = 3; Console.WriteLine("running"); while (true) own++;')
    behind = kernel.send_run("kept = 4;")
    kernel.wait_for_text(request, "running")
    assert kernel.interrupt().status == "ok"
    run = kernel.finish(request)
    assert run.reply["ename"] == "Interrupted", run.reply
    assert any("line 1" in line for line in run.error["traceback"]), run.error
    assert kernel.finish(behind).status == "aborted"
    assert kernel.run("kept").value == "2"
    assert int(kernel.run("own").value) >= 3


@scenario
def a_waiting_cell_is_interrupted(kernel):
    for code in ("System.Threading.Thread.Sleep(-1);", "await Task.Delay(-1);", "new System.Threading.ManualResetEventSlim().Wait();"):
        request = kernel.send_run(f'Console.WriteLine("running"); {code}')
        kernel.wait_for_text(request, "running")
        kernel.interrupt()
        assert kernel.finish(request).reply["ename"] == "Interrupted", code
    assert kernel.run("1 + 1").value == "2"


@scenario
def a_cell_that_waits_for_input_is_interrupted(kernel):
    request = kernel.send_run("Console.ReadLine()", allow_stdin=True)
    kernel.next("stdin", request)
    kernel.interrupt()
    assert kernel.finish(request).reply["ename"] == "Interrupted"
    assert kernel.run("1 + 1").value == "2"


@scenario
def code_that_listens_finishes_its_cell(kernel):
    request = kernel.send_run("""
        var stop = new System.Threading.ManualResetEventSlim();
        ConsoleCancelEventHandler listener = (sender, pressed) => { pressed.Cancel = true; stop.Set(); };
        Console.CancelKeyPress += listener;
        Console.WriteLine("running");
        stop.Wait();
        Console.CancelKeyPress -= listener;
        "finished"
        """)
    behind = kernel.send_run("1")
    kernel.wait_for_text(request, "running")
    kernel.signal()
    assert kernel.finish(request).value == "finished"
    assert kernel.finish(behind).status == "aborted", "an interrupt stops what waits too"


@scenario
def code_that_only_seems_to_listen_is_stopped_by_a_second_interrupt(kernel):
    request = kernel.send_run("""
        ConsoleCancelEventHandler deaf = (sender, pressed) => { pressed.Cancel = true; Console.WriteLine("heard"); };
        Console.CancelKeyPress += deaf;
        var turns = 0L;
        try { Console.WriteLine("running"); while (true) { turns++; System.Threading.Thread.Yield(); } } finally { Console.CancelKeyPress -= deaf; }
        """)
    kernel.wait_for_text(request, "running")
    kernel.interrupt()
    kernel.wait_for_text(request, "heard")
    kernel.interrupt()
    assert kernel.finish(request).reply["ename"] == "Interrupted"
    assert int(kernel.run("(turns > 0 ? 1 : 0)").value) == 1


@scenario
def code_that_cannot_be_stopped_is_ended_by_a_third_interrupt(kernel):
    request = kernel.send_run("""
        static class Native { [System.Runtime.InteropServices.DllImport("libc")] public static extern uint sleep(uint seconds); }
        Console.WriteLine("running");
        Native.sleep(100_000);
        """)
    kernel.wait_for_text(request, "running")
    for _ in range(3):
        kernel.interrupt()
    run = kernel.finish(request)
    assert run.reply["ename"] == "Interrupted" and "is lost" in run.reply["evalue"], run.reply
    assert kernel.run("1 + 1").value == "2"


@scenario
def what_an_interrupted_cell_awaited_does_not_come_back(kernel):
    kernel.run("var latest = 1;")
    request = kernel.send_run('Console.WriteLine("running"); await Task.Delay(3000); latest = 9;')
    kernel.wait_for_text(request, "running")
    kernel.interrupt()
    assert kernel.finish(request).reply["ename"] == "Interrupted"
    assert kernel.run("var after = 5; System.Threading.Thread.Sleep(3500); after").value == "5"
    assert kernel.run("after").value == "5"


@scenario
def an_interrupt_between_cells_does_nothing(kernel):
    kernel.run("var untouched = 1;")
    kernel.interrupt()
    assert kernel.run("System.Threading.Thread.Sleep(1); untouched").value == "1"


# Code that ends its process


def dies(kernel, code, name, message):
    kernel.run("var before = 1;")
    request = kernel.send_run('Console.WriteLine("last words");\n' + code)
    behind = kernel.send_run("1")
    run = kernel.finish(request)
    assert run.reply["ename"] == name and message in run.reply["evalue"], run.reply
    assert "is lost" in run.reply["evalue"] and run.error["evalue"] == run.reply["evalue"]
    assert run.text().startswith("last words\n"), run.text()
    assert kernel.finish(behind).status == "aborted"
    after = kernel.run("var alive = 2; alive")
    assert after.value == "2" and after.reply["execution_count"] == run.reply["execution_count"] + 1
    assert kernel.run("before").status == "error"


@scenario
def environment_exit_is_reported_and_a_fresh_process_goes_on(kernel):
    dies(kernel, "Environment.Exit(3);", "ProcessExited", "exit code 3")


@scenario
def fail_fast_is_reported_and_a_fresh_process_goes_on(kernel):
    dies(kernel, 'Environment.FailFast("enough");', "ProcessCrashed", "FailFast")


@scenario
def endless_recursion_is_reported_and_a_fresh_process_goes_on(kernel):
    dies(kernel, "int Down(int n) => Down(n + 1) + 1;\nDown(0)", "ProcessCrashed", "stack overflow")


@scenario
def an_exception_on_a_thread_is_reported_and_a_fresh_process_goes_on(kernel):
    dies(kernel, 'var thread = new System.Threading.Thread(() => throw new Exception("loose")); thread.Start(); thread.Join();', "ProcessCrashed", "thread")


@scenario
def a_killed_process_is_reported_and_a_fresh_one_goes_on(kernel):
    dies(kernel, "System.Diagnostics.Process.GetCurrentProcess().Kill();", "ProcessKilled", "memory")


@scenario
def memory_without_bound_is_an_exception(kernel):
    kernel.run("var before = 1;")
    run = kernel.run("var hoard = new List<byte[]>(); while (true) hoard.Add(new byte[1 << 30]);")
    assert run.reply["ename"] == "OutOfMemoryException", run.reply
    assert kernel.run("hoard = null; GC.Collect(); before").value == "1"


@scenario
def a_death_between_cells_is_reported(kernel):
    signal_to_end = kernel.folder / "end"
    run = kernel.run("var end = new System.Threading.Thread(() => { while (!System.IO.File.Exists(\"end\")) System.Threading.Thread.Sleep(10); Environment.Exit(4); }); end.Start();")
    signal_to_end.touch()
    written = ""
    while "is lost" not in written:
        message = kernel.client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "stream":
            written += message["content"]["text"]
    assert "exit code 4" in written, written
    assert kernel.run("1 + 1").value == "2" and run.status == "ok"


# What isn't as it should be


@scenario
def a_wrong_signature_is_refused(kernel):
    message = kernel.client.session.msg("execute_request", {"code": "var forged = 1;", "silent": False})
    frames = kernel.client.session.serialize(message)
    frames[1] = b"0" * 64
    kernel.client.shell_channel.socket.send_multipart(frames)
    kernel.wait_for_complaint("signature is wrong")
    assert kernel.run("forged").status == "error"


@scenario
def garbage_is_survived(kernel):
    session, shell = kernel.client.session, kernel.client.shell_channel.socket
    before = kernel.complaints.count("Ignored")
    good = session.serialize(session.msg("kernel_info_request", {}))
    garbage = [
        [b"garbage"],
        [b"", b"\xff\xfe\x00", b"\x80" * 1000],
        [b"<IDS|MSG>"],
        [b"<IDS|MSG>", b"", b"{}", b"{}", b"{}"],
        [*good[:2], b"not json", *good[3:]],
        signed(session, [b"not json", b"{}", b"{}", b"{}"]),
        signed(session, [b"[]", b"{}", b"{}", b"{}"]),
        signed(session, [b"{}", b"{}", b"{}", b"{}"]),
        signed(session, [b'{"msg_type": 5}', b"{}", b"{}", b"{}"]),
        signed(session, [b'{"msg_type": "execute_request"}', b"{}", b"{}", b"\xff"]),
        signed(session, [b'{"msg_type": "input_reply"}', b"{}", b"{}"]),
    ]
    for frames in garbage:
        shell.send_multipart(frames)
    assert kernel.run("1 + 1").value == "2"
    assert kernel.complaints.count("Ignored") - before == len(garbage), kernel.complaints
    kernel.client.stdin_channel.socket.send_multipart([b"garbage"])
    kernel.client.control_channel.socket.send_multipart([b"garbage"])
    with socket.create_connection((kernel.manager.ip, kernel.manager.shell_port)) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\n\r\n" + b"\xff" * 4096)
    assert kernel.run("1 + 1").value == "2"


def signed(session, parts):
    return [b"<IDS|MSG>", session.sign(parts), *parts]


@scenario
def an_unknown_message_is_logged(kernel):
    kernel.finish(kernel.send("frobnicate_request", {}), replies=False)
    kernel.wait_for_complaint("frobnicate_request")
    assert kernel.run("1 + 1").value == "2"


@scenario
def a_request_without_what_it_needs_is_answered_with_an_error(kernel):
    for kind, content in (("execute_request", {}), ("execute_request", {"code": 5}), ("execute_request", {"code": "1", "user_expressions": [1]}), ("complete_request", {"code": "x", "cursor_pos": "end"}),
                          ("inspect_request", {}), ("is_complete_request", {}), ("history_request", {"hist_access_type": "all"})):
        reply = kernel.next("shell", kernel.send(kind, content))["content"]
        assert reply["status"] == "error", (kind, reply)
    assert kernel.run("1 + 1").value == "2"


@scenario
def a_client_may_vanish_and_another_go_on(kernel):
    other = BlockingKernelClient(connection_file=kernel.manager.connection_file)
    other.load_connection_file()
    other.start_channels()
    other.execute('var visitor = 1; for (var i = 0; i < 1000; i++) Console.WriteLine(i); Console.ReadLine();')
    other.get_stdin_msg(timeout=PATIENCE)
    other.stop_channels()
    kernel.interrupt()
    while (run := kernel.run("visitor")).status == "aborted":
        pass
    assert run.value == "1"


@scenario
def heartbeats_are_echoed(kernel):
    with zmq.Context() as context, context.socket(zmq.REQ) as beat:
        beat.linger = 0
        beat.connect(f"tcp://{kernel.manager.ip}:{kernel.manager.hb_port}")
        for text in (b"ping", b"\x00" * 100):
            beat.send(text)
            assert beat.poll(PATIENCE * 1000) and beat.recv() == text


@scenario
def it_listens_on_the_five_ports_of_the_connection_file_and_nothing_else(kernel):
    manager = kernel.manager
    wanted = {manager.shell_port, manager.iopub_port, manager.stdin_port, manager.control_port, manager.hb_port}
    assert {("127.0.0.1", port) for port in wanted} == listening(kernel.pid)
    assert all(listening(worker) == set() for worker in kernel.workers)


def listening(pid):
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(descriptor)
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes and (fields[3] == "0A" or table.startswith("udp")):
                address, port = fields[1].split(":")
                found.add((socket.inet_ntoa(bytes.fromhex(address)[::-1]) if len(address) == 8 else address, int(port, 16)))
    return found


# Kernels of their own


@scenario
def a_restarted_kernel_begins_anew(folder):
    kernel = Kernel(folder)
    try:
        kernel.run("var gone = 1;")
        (worker,) = kernel.workers
        kernel.client.stop_channels()
        kernel.manager.restart_kernel()
        kernel.connect()
        wait_for_end(worker)
        assert kernel.run("gone").status == "error"
        assert kernel.run("1").reply["execution_count"] == 2
    finally:
        kernel.close()


@scenario
def a_kernel_of_a_server_in_the_background_is_interrupted(folder):
    """Scripts start with SIGINT ignored what they start with '&', and it stays so for all that is started from there."""
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        kernel = Kernel(folder)
    finally:
        signal.signal(signal.SIGINT, heard)
    try:
        for interrupt in (kernel.interrupt, kernel.signal):
            request = kernel.send_run('Console.WriteLine("running"); System.Threading.Thread.Sleep(-1);')
            kernel.wait_for_text(request, "running")
            interrupt()
            assert kernel.finish(request).reply["ename"] == "Interrupted"
    finally:
        kernel.close()


@scenario
def two_kernels_do_not_disturb_each_other(folder):
    one, other = Kernel(folder), Kernel(folder)
    try:
        one.run("var mine = 1;")
        other.run("var mine = 2;")
        dying = one.send_run("Environment.FailFast(null);")
        assert other.run("mine").value == "2"
        assert one.finish(dying).reply["ename"] == "ProcessCrashed"
        assert one.run("mine").status == "error" and other.run("mine").value == "2"
    finally:
        one.close()
        other.close()


@scenario
def a_shutdown_is_answered_and_ends_both_processes(folder):
    kernel = Kernel(folder)
    busy = kernel.send_run('Console.WriteLine("running"); while (true) { }')
    kernel.wait_for_text(busy, "running")
    pid, (worker,) = kernel.pid, kernel.workers
    reply = kernel.next("control", kernel.send("shutdown_request", {"restart": False}, "control"))
    assert reply["content"] == {"status": "ok", "restart": False}
    wait_for_end(pid)
    wait_for_end(worker)
    kernel.close()


@scenario
def a_killed_kernel_leaves_no_process(folder):
    kernel = Kernel(folder)
    busy = kernel.send_run('Console.WriteLine("running"); while (true) { }')
    kernel.wait_for_text(busy, "running")
    (worker,) = kernel.workers
    os.kill(kernel.pid, signal.SIGKILL)
    wait_for_end(worker)
    kernel.close()


@scenario
def a_kernel_ends_with_the_front_end_that_was_killed(folder):
    script = "import sys; sys.path.insert(0, sys.argv[1]); from kernel import Kernel; k = Kernel(sys.argv[2]); print(k.pid, flush=True); input()"
    front = subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    pid = int(front.stdout.readline())
    front.kill()
    front.wait()
    wait_for_end(pid)


@scenario
def unix_sockets_and_unsigned_messages_work_too(folder):
    kernel = Kernel(folder, transport="ipc", ip=str(folder / "kernel"), session=unsigned())
    try:
        assert kernel.run("1 + 1").value == "2" and listening(kernel.pid) == set()
    finally:
        kernel.close()


def unsigned():
    from jupyter_client.session import Session
    return Session(key=b"")


@scenario
def nbconvert_runs_a_notebook(folder):
    import nbformat
    cells = ["var numbers = new[] { 1, 2 };", 'Console.WriteLine("written"); numbers.Sum()', 'display(HTML("<b>x</b>")); var line = Console.ReadLine();']
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    notebook.metadata["kernelspec"] = {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}
    nbformat.write(notebook, folder / "small.ipynb")
    subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--output", "executed", f"--ExecutePreprocessor.timeout={PATIENCE}", "small.ipynb"],
                   cwd=folder, check=True, capture_output=True)
    executed = nbformat.read(folder / "executed.ipynb", 4)
    nbformat.validate(executed)
    assert [cell.execution_count for cell in executed.cells] == [1, 2, 3]
    assert executed.cells[1].outputs[0].text == "written\n" and executed.cells[1].outputs[1].data["text/plain"] == "3"
    assert executed.cells[2].outputs[0].data["text/html"] == "<b>x</b>"
    assert executed.metadata.kernelspec.name == ".net-csharp" and executed.metadata.language_info.pygments_lexer == "csharp"


@scenario
def nbconvert_names_the_cell_that_fails(folder):
    import nbformat
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in ("1", "Environment.Exit(5);", "2")])
    notebook.metadata["kernelspec"] = {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}
    nbformat.write(notebook, folder / "failing.ipynb")
    run = subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--output", "failed", "failing.ipynb"], cwd=folder, capture_output=True, text=True)
    assert run.returncode != 0 and "exit code 5" in run.stderr, run.stderr


def main(folder):
    shared = None
    for function in SCENARIOS:
        complaint = None
        try:
            if "kernel" in inspect.signature(function).parameters:
                shared = shared or Kernel(folder)
                function(shared)
            else:
                function(folder)
        except Exception:
            complaint = traceback.format_exc()
            if shared:
                shared.close()
                shared = None
        print(json.dumps({"name": function.__name__, "complaint": complaint}), flush=True)
    if shared:
        shared.close()


if __name__ == "__main__":
    if sys.argv[2:]:
        SCENARIOS = [function for function in SCENARIOS if any(part in function.__name__ for part in sys.argv[2:])]
    main(Path(sys.argv[1]))
