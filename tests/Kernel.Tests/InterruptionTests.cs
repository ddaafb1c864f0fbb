using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NotebookKernel.Tests;

/// <summary>Ctrl-C while a cell runs. The cell reports by a connection that it has got as far as the test wants it.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TcpListener reports = new(IPAddress.Loopback, 0);

    public InterruptionTests() => reports.Start();

    private string Report => $"new System.Net.Sockets.TcpClient(\"127.0.0.1\", {((IPEndPoint)reports.LocalEndpoint).Port});";

    public void Dispose() => reports.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Code_that_listens_may_finish_its_cell_and_the_rest_does_not_run(string signal)
    {
        var run = await InterruptAsync(
            [
                $$"""
                var stop = new System.Threading.ManualResetEventSlim();
                Console.CancelKeyPress += (sender, pressed) => { pressed.Cancel = true; stop.Set(); };
                {{Report}}
                stop.Wait();
                Console.WriteLine("history kept");
                """,
                "\"never run\"",
            ], signal);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("history kept\n", run.Console(0));
        Assert.Empty(run.Outputs(1));
        Assert.Contains("interrupted: stopped after cell 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_does_not_listen_is_ended_and_what_it_wrote_is_kept()
    {
        var run = await InterruptAsync([$"Console.WriteLine(\"half way\");\n{Report}\nwhile (true) {{ }}", "\"never run\""], "INT");
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("half way\n", run.Console(0));
        Assert.Equal("Interrupted", run.Error(0)["ename"]!.ToString());
        Assert.Empty(run.Outputs(1));
    }

    [Fact]
    public async Task A_second_signal_ends_code_that_will_not_stop()
    {
        var run = await InterruptAsync([$"Console.CancelKeyPress += (sender, pressed) => {{ pressed.Cancel = true; {Report} }};\n{Report}\nwhile (true) {{ }}"], "INT", "INT");
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("Interrupted", run.Error(0)["ename"]!.ToString());
    }

    [Fact]
    public async Task Code_that_will_not_stop_is_ended_a_few_seconds_after_SIGTERM()
    {
        var run = await InterruptAsync([$"Console.CancelKeyPress += (sender, pressed) => pressed.Cancel = true;\n{Report}\nwhile (true) {{ }}"], "TERM");
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("Interrupted", run.Error(0)["ename"]!.ToString());
    }

    [Fact]
    public async Task An_interrupted_notebook_is_not_saved_in_place()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", $"{Report}\nwhile (true) {{ }}");
        var before = File.ReadAllText(program.PathOf("a.ipynb"));
        var process = program.Start(["run", "--in-place", "--output", "out", "a.ipynb"]);
        await SignalAsync(process, "INT");
        Assert.Equal(130, program.Finish(process, "a.ipynb").ExitCode);
        Assert.Equal(before, File.ReadAllText(program.PathOf("a.ipynb")));
    }

    [Fact]
    public async Task A_run_that_a_script_starts_in_the_background_hears_Ctrl_C_too()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", $"{Report}\nwhile (true) {{ }}");
        var process = program.Start(["run", "--output", "out", "a.ipynb"], start =>
        {
            foreach (var argument in (string[])[start.FileName, "trap '' INT; exec \"$0\" \"$@\"", "-c"])
                start.ArgumentList.Insert(0, argument);
            start.FileName = "sh";
        });
        await SignalAsync(process, "INT");
        Assert.Equal(130, program.Finish(process, "a.ipynb").ExitCode);
    }

    private async Task<KernelRun> InterruptAsync(string[] cells, params string[] signals)
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", cells);
        var process = program.Start(["run", "--output", "out", "a.ipynb"]);
        foreach (var signal in signals)
            await SignalAsync(process, signal);
        return program.Finish(process, "a.ipynb");
    }

    private async Task SignalAsync(Process process, string signal)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        (await reports.AcceptTcpClientAsync(patience.Token)).Dispose();
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        await kill.WaitForExitAsync(patience.Token);
    }
}
