"""This repository's kernel beside .NET Interactive's own tool, asked the same by one client. Run as: kernels.py TURNS; writes the table of environment/kernel/README.md."""
import datetime
import os
import queue
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

ROOT = Path(__file__).parents[2]
README = ROOT / "environment/kernel/README.md"
BEGIN, END = "<!-- measured: written by environment/bench.sh kernel -->\n", "<!-- end of measured -->\n"
KERNELS = {
    "the tool": KernelSpecManager().get_kernel_spec("dotnet-interactive"),
    "here": KernelSpec(argv=["dotnet", str(ROOT / "environment/kernel/bin/Release/net10.0/notebook-kernel.dll"), "jupyter", "{connection_file}"], interrupt_mode="message"),
}
PATIENCE = 300
SHORT_PATIENCE = 10
LONG_PATIENCE = 60


class Kernel:
    def __init__(self, spec, folder):
        self.manager = KernelManager()
        self.manager._kernel_spec = spec
        self.manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()

    def run(self, code, patience=PATIENCE):
        """Seconds until the kernel is idle again, and what it published."""
        begin = time.perf_counter()
        published = self.follow(self.client.execute(code, allow_stdin=False), lambda message: message["content"].get("execution_state") == "idle", patience)
        return time.perf_counter() - begin, published

    def follow(self, request, ends, patience=PATIENCE):
        published = []
        while not published or not ends(published[-1]):
            message = self.client.get_iopub_msg(timeout=patience)
            if message["parent_header"].get("msg_id") == request:
                published.append(message)
        return published

    def answer(self, request, patience=PATIENCE):
        while (reply := self.client.get_shell_msg(timeout=patience))["parent_header"].get("msg_id") != request:
            pass
        return reply["content"]

    def complete(self, code):
        begin = time.perf_counter()
        assert len(self.answer(self.client.complete(code, len(code)))["matches"]) > 5
        return time.perf_counter() - begin

    @property
    def processes(self):
        pid = self.manager.provisioner.pid
        return [pid, *(int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split())]

    def memory(self):
        """Megabytes of all its processes; pages that several of them share are shared out among them."""
        rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in self.processes]
        return sum(int(line.split()[1]) for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


# What is measured in turns: medians of seconds, megabytes, messages.


def speed(spec, folder):
    begin = time.perf_counter()
    with Kernel(spec, folder) as kernel:
        kernel.run("1 + 0")
        start = time.perf_counter() - begin
        time.sleep(2)
        idle = kernel.memory()
        cells = [kernel.run(f"1 + {number}")[0] for number in range(1, 31)]
        kernel.run("var names = new List<string>();")
        first, *completions = [kernel.complete("names.") for _ in range(11)]
        lines, published = kernel.run("for (var i = 0; i < 10_000; i++) Console.WriteLine(i);")
        return {
            "start to first result": (start, "{:.1f} s"),
            "a trivial cell": (1000 * statistics.median(cells), "{:.0f} ms"),
            "completion, the first time": (1000 * first, "{:.0f} ms"),
            "completion": (1000 * statistics.median(completions), "{:.0f} ms"),
            "10,000 lines": (1000 * lines, "{:.0f} ms"),
            "messages for these": (sum(message["msg_type"] in ("stream", "execute_result") for message in published), "{:,.0f}"),
            "memory when idle": (idle, "{:.0f} MB"),
            "memory after all of this": (kernel.memory(), "{:.0f} MB"),
        }


# What is looked at once, each with a kernel of its own.


def interrupted(code):
    def probe(kernel):
        kernel.run("var kept = 5;")
        request = kernel.client.execute(code)
        kernel.follow(request, lambda message: message["msg_type"] == "stream" and "running" in message["content"]["text"])
        time.sleep(0.5)
        begin = time.perf_counter()
        kernel.manager.interrupt_kernel()
        try:
            kernel.follow(request, lambda message: message["content"].get("execution_state") == "idle", SHORT_PATIENCE)
            seconds = time.perf_counter() - begin
            return f"{1000 * seconds:.0f} ms" + {"5": "", None: ", then no cell runs"}.get(value(kernel, "kept"), ", state lost")
        except queue.Empty:
            return "no answer" if kernel.manager.is_alive() else "ends the kernel"
    return probe


def killed_by(code):
    def probe(kernel):
        try:
            kernel.run(code, SHORT_PATIENCE)
        except queue.Empty:
            pass
        if not kernel.manager.is_alive():
            return "ends the kernel"
        return "answers on" if value(kernel, "1 + 1", LONG_PATIENCE) == "2" else "no answer"
    return probe


def value(kernel, code, patience=SHORT_PATIENCE):
    try:
        return next((message["content"]["data"]["text/plain"] for message in kernel.run(code, patience)[1] if message["msg_type"] == "execute_result"), None)
    except (queue.Empty, KeyError):
        return None


def help_on_a_name(kernel):
    try:
        return "answered" if kernel.answer(kernel.client.inspect("Math.Max", 8), LONG_PATIENCE).get("found") else "nothing found"
    except queue.Empty:
        return "no answer"


def read_line(kernel):
    kernel.client.execute("Console.ReadLine()", allow_stdin=True)
    try:
        return "asks the reader" if kernel.client.get_stdin_msg(timeout=SHORT_PATIENCE) else ""
    except queue.Empty:
        return "gives null"


def error(kernel):
    content = next(message["content"] for message in kernel.run("var none = 0;\n\n1 / none")[1] if message["msg_type"] == "error")
    return f"{content['ename']}, {'with' if 'line 3' in ''.join(content['traceback']) else 'without'} line"


def update(kernel):
    published = kernel.run('var shown = display("a"); shown.Update("b");')[1]
    names = [message["content"]["transient"]["display_id"] for message in published if "display_data" in message["msg_type"]]
    return "replaces x" if len(names) == 2 and len(set(names)) == 1 else "replaces nothing"


def chart(kernel):
    code = '"{\\"data\\": []}".DisplayAs("application/vnd.plotly.v1+json");'
    data = next(message["content"]["data"] for message in kernel.run(code)[1] if "application/vnd.plotly.v1+json" in message["content"].get("data", {}))
    return "text" if isinstance(data["application/vnd.plotly.v1+json"], str) else "JSON"


def listening(kernel):
    found = set()
    for process in kernel.processes:
        inodes = {link[8:-1] for link in map(os.readlink, Path(f"/proc/{process}/fd").iterdir()) if link.startswith("socket:[")}
        for line in Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                found.add(socket.inet_ntoa(bytes.fromhex(fields[1].split(":")[0])[::-1]))
    return "this machine alone" if all(address.startswith("127.") for address in found) else "the network, too"


def orphan(name):
    """Started by a front end that is killed."""
    script = "import sys, tempfile; sys.path.insert(0, sys.argv[1]); from kernels import *; k = Kernel(KERNELS[sys.argv[2]], tempfile.gettempdir()); print(k.manager.provisioner.pid, flush=True); input()"
    front = subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    pid = int(front.stdout.readline())
    front.kill()
    front.wait()
    time.sleep(SHORT_PATIENCE)
    if not Path(f"/proc/{pid}").exists():
        return "ends"
    os.kill(pid, signal.SIGKILL)
    return "goes on"


TRAINING = f"""#load "{ROOT}/notebooks/setup.csx"
using TorchSharp;
var layer = torch.nn.Linear(784, 784); var images = torch.rand(512, 784);
Console.WriteLine("running");
while (true) {{ using var step = torch.NewDisposeScope(); layer.forward(images).sum().backward(); }}"""
PROBES = {
    "a loop interrupted": interrupted('Console.WriteLine("running"); while (true) { }'),
    "`Thread.Sleep` interrupted": interrupted('Console.WriteLine("running"); System.Threading.Thread.Sleep(-1);'),
    "an await interrupted": interrupted('Console.WriteLine("running"); await Task.Delay(-1);'),
    "training interrupted": interrupted(TRAINING),
    "after `Environment.Exit`": killed_by("Environment.Exit(1);"),
    "after endless recursion": killed_by("int Down(int n) => Down(n + 1) + 1;\nDown(0)"),
    "help on a name": help_on_a_name,
    "`Console.ReadLine()`": read_line,
    "1 / 0": error,
    "`display(x).Update(y)`": update,
    "a chart's data comes as": chart,
    "listens on": listening,
}


def main(turns):
    columns = {name: [] for name in KERNELS}
    found = {name: {} for name in KERNELS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(turns):
            for name, spec in KERNELS.items():
                columns[name].append(speed(spec, folder))
        for name, spec in KERNELS.items():
            for title, (_, form) in columns[name][0].items():
                found[name][title] = form.format(statistics.median(turn[title][0] for turn in columns[name]))
            for title, probe in PROBES.items():
                with Kernel(spec, folder) as kernel:
                    found[name][title] = probe(kernel)
            found[name]["after its front end was killed"] = orphan(name)
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
    table = "\n".join([
        f"| | {' | '.join(KERNELS)} |", "|---|" + "---|" * len(KERNELS),
        *(f"| {title} | {' | '.join(found[name][title] for name in KERNELS)} |" for title in found["here"]), "",
        f"Medians of {turns} for the first eight. {datetime.date.today()}, {processor}, {os.cpu_count()} cores, load {os.getloadavg()[2]:.1f}.", "",
    ])
    print(table)
    before, _, rest = README.read_text().partition(BEGIN)
    README.with_suffix(".tmp").write_text(before + BEGIN + table + END + rest.partition(END)[2])
    README.with_suffix(".tmp").replace(README)


if __name__ == "__main__":
    main(int(sys.argv[1]))
