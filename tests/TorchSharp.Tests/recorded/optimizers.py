"""Records what PyTorch's optimizers do to two small parameters in five steps: optimizers.json.

Parameters start at fixed values, the gradient of each step is a fixed formula, and in step 2 the second parameter
has no gradient, so that its step count and its averages fall behind. Run: python3 optimizers.py > optimizers.json
"""
import json
import math

import torch

STEPS = 5
SHAPES = [(2, 3), (4,)]
START = [[0.5, -1.0, 2.0, 0.25, -0.75, 1.5], [1.0, -2.0, 0.1, -0.3]]


def gradient(step, parameter, size):
    if step == 2 and parameter == 1:
        return None
    return [math.sin(1.3 * step + 0.7 * i + 2.1 * parameter) * (1 + i) / 2 for i in range(size)]


CASES = {
    "SGD": (torch.optim.SGD, dict(lr=0.1)),
    "SGD with momentum": (torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
    "SGD with dampening": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, dampening=0.5)),
    "SGD with Nesterov momentum": (torch.optim.SGD, dict(lr=0.1, momentum=0.9, nesterov=True)),
    "SGD with weight decay": (torch.optim.SGD, dict(lr=0.1, momentum=0.8, weight_decay=0.05)),
    "SGD maximizing": (torch.optim.SGD, dict(lr=0.1, momentum=0.8, maximize=True)),
    "RMSProp": (torch.optim.RMSprop, dict(lr=0.01)),
    "RMSProp centered": (torch.optim.RMSprop, dict(lr=0.01, alpha=0.9, centered=True)),
    "RMSProp with momentum": (torch.optim.RMSprop, dict(lr=0.01, momentum=0.9)),
    "RMSProp with weight decay": (torch.optim.RMSprop, dict(lr=0.01, eps=1e-3, weight_decay=0.05)),
    "RMSProp with everything": (
        torch.optim.RMSprop,
        dict(lr=0.01, alpha=0.95, momentum=0.9, centered=True, weight_decay=0.01, maximize=True)),
    "Adam": (torch.optim.Adam, dict(lr=0.01)),
    "Adam with weight decay": (torch.optim.Adam, dict(lr=0.01, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.05)),
    "Adam with amsgrad": (torch.optim.Adam, dict(lr=0.01, amsgrad=True)),
    "Adam maximizing": (torch.optim.Adam, dict(lr=0.01, maximize=True)),
    "AdamW": (torch.optim.AdamW, dict(lr=0.01, weight_decay=0.1)),
    "AdamW with amsgrad": (torch.optim.AdamW, dict(lr=0.01, betas=(0.8, 0.99), weight_decay=0.1, amsgrad=True)),
    "AdamW maximizing": (torch.optim.AdamW, dict(lr=0.01, weight_decay=0.1, maximize=True)),
}


def run(make, options):
    parameters = [torch.nn.Parameter(torch.tensor(v).reshape(s)) for v, s in zip(START, SHAPES)]
    optimizer = make(parameters, foreach=True, **options)
    values = []
    for step in range(1, STEPS + 1):
        for i, p in enumerate(parameters):
            g = gradient(step, i, p.numel())
            p.grad = None if g is None else torch.tensor(g).reshape(p.shape)
        optimizer.step()
        values.append([p.detach().flatten().tolist() for p in parameters])
    return values


print(json.dumps({
    "torch": torch.__version__,
    "start": [{"shape": s, "values": v} for s, v in zip(SHAPES, START)],
    "gradients": [[gradient(step, i, len(v)) for i, v in enumerate(START)] for step in range(1, STEPS + 1)],
    "values": {name: run(*case) for name, case in CASES.items()},
}, indent=1))
