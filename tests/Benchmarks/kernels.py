"""This repository's kernel, .NET Interactive's own tool and Python's ipykernel, measured by the same client, taking turns. Run as: kernels.py TURNS"""
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

ROOT = Path(__file__).parents[2]
CSHARP = {
    "cell": "1 + {}", "lines": "for (var i = 0; i < 10_000; i++) Console.WriteLine(i);", "define": "var names = new List<string>();", "complete": "names.",
    "loop": "Console.WriteLine(1); while (true) { }", "wait": "Console.WriteLine(1); System.Threading.Thread.Sleep(-1);",
}
# What ends the tool is not asked of it.
KERNELS = {
    "this one": {
        **CSHARP, "spec": KernelSpec(argv=["dotnet", str(ROOT / "environment/kernel/bin/Release/net10.0/notebook-kernel.dll"), "jupyter", "{connection_file}"]),
    },
    "the tool": {**CSHARP, "spec": KernelSpecManager().get_kernel_spec("dotnet-interactive"), "loop": None, "wait": None},
    "Python": {
        "spec": KernelSpec(argv=["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"]),
        "loop": "print(1, flush=True)\nwhile True: pass", "wait": "print(1, flush=True)\nimport time; time.sleep(1000)",
        "cell": "1 + {}", "lines": "for i in range(10_000): print(i)", "define": "names = []", "complete": "names.",
    },
}
ROWS = {
    "start to first result, s": 2, "a trivial cell, ms": 1, "first completion, ms": 0, "completion, ms": 1, "10,000 lines, ms": 0, "messages for these": 0,
    "memory of the idle kernel, MB": 0, "the same after all of this, MB": 0, "a loop interrupted, ms": 0, "a wait interrupted, ms": 0,
}
PATIENCE = 300


def measure(kernel, folder):
    """One value for each row."""
    manager = KernelManager()
    manager._kernel_spec = kernel["spec"]
    begin = time.perf_counter()
    manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        run(client, kernel["cell"].format(0))
        start = time.perf_counter() - begin
        time.sleep(2)
        idle = memory(manager.provisioner.pid)
        cells = [run(client, kernel["cell"].format(number))[0] for number in range(1, 31)]
        run(client, kernel["define"])
        completions = [complete(client, kernel["complete"]) for _ in range(11)]
        lines, messages = run(client, kernel["lines"])
        used = memory(manager.provisioner.pid)
        stops = [kernel[name] and 1000 * interrupt(client, manager, kernel[name]) for name in ("loop", "wait")]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
    return [start, 1000 * statistics.median(cells), 1000 * completions[0], 1000 * statistics.median(completions[1:]), 1000 * lines, messages, idle, used, *stops]


def run(client, code):
    """Seconds until the kernel is idle again, and how many messages of output there were."""
    begin = time.perf_counter()
    request = client.execute(code)
    outputs = 0
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != request:
            continue
        outputs += message["msg_type"] in ("stream", "execute_result")
        if message["content"].get("execution_state") == "idle":
            client.get_shell_msg(timeout=PATIENCE)
            return time.perf_counter() - begin, outputs


def interrupt(client, manager, code):
    """Seconds from the interrupt until the cell has ended."""
    request = client.execute(code)
    while (message := client.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "stream":
        pass
    time.sleep(0.2)
    begin = time.perf_counter()
    manager.interrupt_kernel()
    while message["parent_header"].get("msg_id") != request or message["content"].get("execution_state") != "idle":
        message = client.get_iopub_msg(timeout=PATIENCE)
    client.get_shell_msg(timeout=PATIENCE)
    return time.perf_counter() - begin


def complete(client, code):
    begin = time.perf_counter()
    request = client.complete(code, len(code))
    while (reply := client.get_shell_msg(timeout=PATIENCE))["parent_header"].get("msg_id") != request:
        pass
    assert len(reply["content"]["matches"]) > 5, reply["content"]
    return time.perf_counter() - begin


def memory(pid):
    """Megabytes of a process and those that it started; pages that several processes share are shared out among them."""
    processes = [pid, *(int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split())]
    rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes]
    return sum(int(line.split()[1]) for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def main(turns):
    with tempfile.TemporaryDirectory() as folder:
        values = {name: [] for name in KERNELS}
        for _ in range(turns):
            for name, kernel in KERNELS.items():
                values[name].append(measure(kernel, folder))
    print(f"{f'the kernels (medians of {turns})':<32}" + "".join(f"  {name:>9}" for name in KERNELS))
    for row, (title, digits) in enumerate(ROWS.items()):
        columns = [[turn[row] for turn in values[name]] for name in KERNELS]
        print(f"{title:<32}" + "".join("          -" if None in column else f"  {statistics.median(column):>9.{digits}f}" for column in columns))


if __name__ == "__main__":
    main(int(sys.argv[1]))
