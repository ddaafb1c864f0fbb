"""A kernel with a client of python3-jupyter-client, which checks every message that it gets against protocol.schema.json."""
import json
import os
import queue
import signal
import time
from pathlib import Path

import jsonschema
from jupyter_client import KernelManager

# A machine that is busy with other work may take its time. Speed is for the benchmark.
PATIENCE = 240

SCHEMA = json.loads((Path(__file__).parent / "protocol.schema.json").read_text())


def check(message):
    """Fails where a message is not what the protocol says."""
    names = SCHEMA["definitions"]
    kind = message["header"]["msg_type"]
    assert kind in names, f"the protocol knows no message {kind}"
    header = {**message["header"], "date": message["header"]["date"].isoformat()} if not isinstance(message["header"]["date"], str) else message["header"]
    for part, name in ((header, "header"), (message["content"], kind)):
        jsonschema.Draft7Validator({**SCHEMA, "$ref": f"#/definitions/{name}"}).validate(part)
    assert isinstance(message["metadata"], dict)


class Run:
    """What came of a request: its reply, and the messages on iopub from busy to idle."""

    def __init__(self, reply, published):
        self.reply = reply["content"] if reply else None
        self.published = published

    def of(self, kind):
        return [message["content"] for message in self.published if message["msg_type"] == kind]

    @property
    def kinds(self):
        return [message["msg_type"] for message in self.published]

    @property
    def status(self):
        return self.reply["status"]

    @property
    def value(self):
        (result,) = self.of("execute_result")
        return result["data"]["text/plain"]

    def text(self, stream="stdout"):
        return "".join(content["text"] for content in self.of("stream") if content["name"] == stream)

    @property
    def error(self):
        (error,) = self.of("error")
        return error


class Kernel:
    def __init__(self, folder, **traits):
        self.folder = Path(folder)
        self.log = self.folder / f"kernel-{time.monotonic_ns()}.log"
        self.manager = KernelManager(kernel_name=".net-csharp", **traits)
        self.start()

    def start(self):
        # Stays open: a restarted kernel writes to it too.
        self.manager.start_kernel(cwd=str(self.folder), stderr=open(self.log, "ab"))
        self.connect()

    def connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()

    @property
    def pid(self):
        return self.manager.provisioner.pid

    @property
    def workers(self):
        """The processes that the kernel started."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in " ".join(task.read_text() for task in Path(f"/proc/{self.pid}/task").glob("*/children")).split()] if children else []

    @property
    def complaints(self):
        return self.log.read_text()

    # Requests: send_... gives the message's id, the others wait for all that comes of it.

    def send(self, kind, content, channel="shell"):
        message = self.client.session.msg(kind, content)
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def send_run(self, code, **options):
        return self.send("execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True, **options})

    def run(self, code, **options):
        return self.finish(self.send_run(code, **options))

    def ask(self, kind, channel="shell", **content):
        return self.finish(self.send(kind, content, channel), channel)

    def finish(self, request, channel="shell", replies=True):
        published = []
        while True:
            message = self.next("iopub", request)
            published.append(message)
            if message["content"].get("execution_state") == "idle":
                break
        return Run(self.next(channel, request) if replies else None, published)

    def next(self, channel, request, patience=PATIENCE):
        """The next message on a channel that a request is the parent of."""
        held = self.__dict__.setdefault(f"held_{channel}", [])
        for index, message in enumerate(held):
            if message["parent_header"].get("msg_id") == request:
                return held.pop(index)
        deadline = time.monotonic() + patience
        while True:
            try:
                message = getattr(self.client, f"get_{channel}_msg")(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"nothing came on {channel} for {request} in {patience} s; the kernel says: {self.complaints}") from None
            check(message)
            if message["parent_header"].get("msg_id") == request:
                return message
            held.append(message)

    def wait_for_text(self, request, text):
        """Waits until a cell has written something: it is running then, and has come that far."""
        written = ""
        while text not in written:
            message = self.next("iopub", request)
            assert message["content"].get("execution_state") != "idle", f"the cell ended without '{text}'"
            written += message["content"].get("text", "") if message["msg_type"] == "stream" else ""

    def wait_for_complaint(self, text):
        deadline = time.monotonic() + PATIENCE
        while text not in self.complaints:
            assert time.monotonic() < deadline, f"the kernel did not say '{text}' but: {self.complaints}"
            time.sleep(0.05)

    def interrupt(self):
        return self.ask("interrupt_request", "control")

    def signal(self):
        os.kill(self.pid, signal.SIGINT)


def wait_for_end(pid):
    deadline = time.monotonic() + PATIENCE
    while os.path.exists(f"/proc/{pid}") and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
        assert time.monotonic() < deadline, f"process {pid} is still there"
        time.sleep(0.05)
