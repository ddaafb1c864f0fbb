"""Seconds that an epoch of each system's network takes with this library and in other ways, turn by turn, so that a busy
moment of the machine meets all of them: environment/speed.json, and the table of environment/README.md.

    training.py measure TURNS THREADS IMAGES    measures and writes both
    training.py table                           prints the table of the file
    training.py epoch SYSTEM THREADS IMAGES     one epoch in PyTorch
"""
import datetime
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FIGURES = os.path.join(ROOT, "environment", "speed.json")
PAGE = os.path.join(ROOT, "environment", "README.md")
BENCHMARKS = ["dotnet", os.path.join(ROOT, "tests", "Benchmarks", "bin", "Release", "net10.0", "Benchmarks.dll")]
DATA = "/usr/share/datasets/fashion-mnist/"
WARM_UP = 2
BATCH = {"baseline": 128, "jalan": 32, "kotb": 128, "mahesh": 512, "webapp": 64, "dropout4": 64, "regularized": 128}
WAYS = {"float32": ["train", "{}", "ours", "float32"], "bfloat16": ["train", "{}", "ours", "bfloat16"], "plain": ["train", "{}", "plain", "float32"], "python": None}


def network(system):
    from torch import nn

    def conv(i, o, padding=1):
        return [nn.Conv2d(i, o, 3, padding=padding), nn.ReLU()]

    def normed(i, o):
        return [nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU()]

    class Residual(nn.Module):
        def __init__(self, channels):
            super().__init__()
            self.inner = nn.Sequential(*normed(channels, channels), *normed(channels, channels)[:2])

        def forward(self, images):
            return nn.functional.relu(self.inner(images) + images)

    pool, flat = nn.MaxPool2d(2), nn.Flatten()
    layers = {
        "baseline": lambda: conv(1, 32) + [pool] + conv(32, 64) + [pool, flat, nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10)],
        "jalan": lambda: conv(1, 32) + [nn.Dropout(.25)] + conv(32, 32) + [pool] + conv(32, 64) + [nn.Dropout(.25)] + conv(64, 64) + [pool]
        + conv(64, 128) + [nn.Dropout(.25)] + conv(128, 128) + [pool, flat, nn.Linear(1152, 512), nn.ReLU(), nn.Dropout(.5), nn.Linear(512, 10)],
        "kotb": lambda: conv(1, 32) + [nn.BatchNorm2d(32)] + conv(32, 32) + [nn.BatchNorm2d(32), nn.Dropout(.1)] + conv(32, 64) + [pool, nn.Dropout(.1)]
        + conv(64, 128) + [nn.BatchNorm2d(128), nn.Dropout(.1), flat, nn.Linear(25088, 512), nn.ReLU(), nn.BatchNorm1d(512), nn.Dropout(.3),
                           nn.Linear(512, 128), nn.ReLU(), nn.BatchNorm1d(128), nn.Dropout(.3), nn.Linear(128, 10)],
        "mahesh": lambda: conv(1, 32, 0) + [pool] + conv(32, 64, 0) + [pool] + conv(64, 64, 0) + [flat, nn.Linear(576, 64), nn.ReLU(), nn.Linear(64, 10)],
        "webapp": lambda: [layer for i, o in ((1, 32), (32, 64), (64, 128)) for layer in conv(i, o) + [pool, nn.BatchNorm2d(o), nn.Dropout(.25)]]
        + [flat, nn.Linear(1152, 128), nn.ReLU(), nn.Dropout(.3), nn.Linear(128, 10)],
        "dropout4": lambda: [layer for i, o, p in ((1, 32, .25), (32, 64, .25), (64, 128, .4)) for layer in conv(i, o) + [pool, nn.Dropout(p)]]
        + [flat, nn.Linear(1152, 128), nn.ReLU(), nn.Dropout(.3), nn.Linear(128, 10)],
        "regularized": lambda: normed(1, 32) + [pool] + normed(32, 64) + [Residual(64), Residual(64), pool] + normed(64, 112)
        + [nn.MaxPool2d(7), flat, nn.Linear(112, 10)],
    }
    return nn.Sequential(*layers[system]())


def epoch(system, threads, count):
    """An epoch written the ordinary way; operations are counted by twice the products of a forward pass, three times over."""
    import gzip

    import numpy as np
    import torch

    def read(name, offset):
        with gzip.open(DATA + name) as f:
            return torch.from_numpy(np.frombuffer(f.read(), np.uint8, offset=offset).copy())

    torch.set_num_threads(threads)
    images = read("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)[:count].float() / 255
    labels = read("train-labels-idx1-ubyte.gz", 8)[:count].long()
    model, batch, products = network(system), BATCH[system], []
    for layer in model.modules():
        if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)):
            layer.register_forward_hook(lambda layer, _, made: products.append(layer.weight.numel() * made[0].numel() // made.shape[1]))
    with torch.no_grad():
        model.eval()(images[:1])
    operations = sum(products)
    for layer in model.modules():
        layer._forward_hooks.clear()
    optimizer = torch.optim.Adam(model.train().parameters())

    def train(end):
        for i in range(0, end, batch):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(images[i:i + batch]), labels[i:i + batch]).backward()
            optimizer.step()

    train(min(count, WARM_UP * batch))
    start = time.perf_counter()
    train(count)
    return {"seconds": (time.perf_counter() - start) * 60_000 / count, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "teraoperations": 6 * operations * 60_000 / 1e12, "torch": torch.__version__}


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def measure(turns, threads, images):
    runs = {system: {way: [] for way in WAYS} for system in BATCH}
    rates = {precision: [] for precision in ("float32", "bfloat16")}
    for turn in range(1, turns + 1):
        for precision in rates:
            matrix = run(BENCHMARKS + ["matrix", precision, str(threads)])
            rates[precision].append(matrix["rate"])
        for system in BATCH:
            for way, command in WAYS.items():
                print(f"\rturn {turn} of {turns}: {system}, {way}          ", end="", file=sys.stderr, flush=True)
                runs[system][way].append(run(
                    [sys.executable, os.path.abspath(__file__), "epoch", system, str(threads), str(images)] if command is None
                    else BENCHMARKS + [part.format(system) for part in command] + [str(threads), str(images)]))
    print(file=sys.stderr)
    with open("/proc/cpuinfo") as f:
        processor = re.search("model name[^:]*: (.*)", f.read()).group(1)

    def median(values, digits):
        return round(statistics.median(values), digits)

    figures = {
        "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(), "processor": processor, "threads": threads, "turns": turns, "images": images,
        "software": matrix["software"], "python3-torch": runs["mahesh"]["python"][0]["torch"],
        "matrix_gigaoperations_per_second": {precision: median(values, 0) for precision, values in rates.items()},
        "systems": {system: {
            "batch": BATCH[system], "teraoperations": round(ways["python"][0]["teraoperations"], 2),
            "seconds": {way: median((one["seconds"] for one in ones), 2) for way, ones in ways.items()},
            "megabytes": {way: median((one["megabytes"] for one in ones), 0) for way, ones in ways.items()},
        } for system, ways in runs.items()},
    }
    with open(FIGURES + ".new", "w") as f:
        f.write(json.dumps(figures, indent=2) + "\n")
    os.replace(FIGURES + ".new", FIGURES)
    with open(PAGE) as f:
        page = f.read()
    page = re.sub(r"(<!-- speed -->\n).*?(<!-- /speed -->)", lambda found: found.group(1) + table(figures) + "\n" + found.group(2), page, flags=re.S)
    with open(PAGE + ".new", "w") as f:
        f.write(page)
    os.replace(PAGE + ".new", PAGE)
    print(table(figures))


def table(figures):
    rate = figures["matrix_gigaoperations_per_second"]
    lines = [
        f"Seconds an epoch of 60,000 images, medians of {figures['turns']} turns on {figures['images']:,} of them, {figures['threads']} threads of {figures['processor']}, "
        f"{figures['date']}, {figures['software']} here and {figures['python3-torch']} in Debian's python3-torch. In brackets the share of what a product of two matrices of 2,048 x 2,048 reaches "
        f"in the same run: {rate['float32']:.0f} billion operations a second in float32, {rate['bfloat16']:.0f} in bfloat16.",
        "",
        "| network, batch | 10^12 operations | ours, float32 | ours, bfloat16 | plain TorchSharp | python3-torch | ours / plain | ours / Python | MB: ours, plain, Python |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for system, one in figures["systems"].items():
        seconds, megabytes = one["seconds"], one["megabytes"]

        def share(precision):
            return f"{seconds[precision]:.1f} ({100 * one['teraoperations'] * 1000 / seconds[precision] / rate[precision]:.0f} %)"

        lines.append(
            f"| {system}, {one['batch']} | {one['teraoperations']:.1f} | {share('float32')} | {share('bfloat16')} | {seconds['plain']:.1f} | {seconds['python']:.1f} "
            f"| {seconds['float32'] / seconds['plain']:.2f} | {seconds['float32'] / seconds['python']:.2f} "
            f"| {megabytes['float32']:.0f}, {megabytes['plain']:.0f}, {megabytes['python']:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1] == "epoch":
        print(json.dumps(epoch(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
    elif sys.argv[1] == "table":
        with open(FIGURES) as recorded:
            print(table(json.load(recorded)))
    else:
        measure(*(int(number) for number in sys.argv[2:]))
