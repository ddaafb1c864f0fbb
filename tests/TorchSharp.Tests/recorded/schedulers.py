"""Records the learning rates (and momenta) that PyTorch's schedulers give: schedulers.json.

The optimizer has two parameter groups, at 0.1 and 0.05. Each row holds the two rates after construction and after
every step. Run: python3 schedulers.py > schedulers.json
"""
import json
import warnings

import torch
from torch.optim import lr_scheduler as s

warnings.simplefilter("ignore")  # No optimizer step between scheduler steps: only the rates matter here.

STEPS = 14
METRICS = [1.0, 0.9, 0.9, 0.91, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]


def sgd():
    return torch.optim.SGD([{"params": [torch.zeros(1)], "lr": 0.1}, {"params": [torch.zeros(1)], "lr": 0.05}],
                           lr=1.0, momentum=0.9)


def adam():
    return torch.optim.Adam([{"params": [torch.zeros(1)], "lr": 0.1}, {"params": [torch.zeros(1)], "lr": 0.05}])


def rates(optimizer):
    return [g["lr"] for g in optimizer.param_groups]


def momenta(optimizer):
    return [g["betas"][0] if "betas" in g else g["momentum"] for g in optimizer.param_groups]


def record(make, read=rates, optimizer=sgd, steps=STEPS):
    o = optimizer()
    scheduler = make(o)
    rows = [read(o)]
    for i in range(steps):
        scheduler.step(METRICS[i]) if isinstance(scheduler, s.ReduceLROnPlateau) else scheduler.step()
        rows.append(read(o))
    return rows


def jump(make, epochs):
    o = sgd()
    scheduler = make(o)
    rows = []
    for e in epochs:
        scheduler.step(e)
        rows.append(rates(o))
    return rows


def one_cycle(o):
    return s.OneCycleLR(o, max_lr=0.4, total_steps=15)


print(json.dumps({
    "torch": torch.__version__,
    "metrics": METRICS,
    "StepLR": record(lambda o: s.StepLR(o, 3, gamma=0.5)),
    "MultiStepLR": record(lambda o: s.MultiStepLR(o, [2, 5, 9], gamma=0.3)),
    "ExponentialLR": record(lambda o: s.ExponentialLR(o, 0.9)),
    "CosineAnnealingLR": record(lambda o: s.CosineAnnealingLR(o, 5, eta_min=0.001)),
    "LinearLR": record(lambda o: s.LinearLR(o, start_factor=0.25, end_factor=0.8, total_iters=6)),
    "LambdaLR": record(lambda o: s.LambdaLR(o, lambda epoch: 1 / (1 + epoch))),
    "ReduceLROnPlateau": record(lambda o: s.ReduceLROnPlateau(o, factor=0.5, patience=1)),
    "ReduceLROnPlateau with cooldown": record(
        lambda o: s.ReduceLROnPlateau(o, factor=0.1, patience=1, cooldown=2, min_lr=0.004)),
    "ReduceLROnPlateau maximizing": record(
        lambda o: s.ReduceLROnPlateau(o, mode="max", factor=0.5, patience=2, threshold=0.05, threshold_mode="abs",
                                      min_lr=[0.02, 0.0])),
    "OneCycleLR": record(one_cycle),
    "OneCycleLR momentum": record(one_cycle, momenta),
    "OneCycleLR beta": record(one_cycle, momenta, adam),
    "OneCycleLR in three phases": record(
        lambda o: s.OneCycleLR(o, max_lr=[0.4, 0.2], epochs=3, steps_per_epoch=5, pct_start=0.4,
                               anneal_strategy="linear", cycle_momentum=False, div_factor=10, final_div_factor=100,
                               three_phase=True)),
    "SequentialLR": record(lambda o: s.SequentialLR(
        o, [s.LinearLR(o, start_factor=0.1, total_iters=4), s.CosineAnnealingLR(o, 8)], [4])),
    "StepLR jumping": jump(lambda o: s.StepLR(o, 3, gamma=0.5), [7, 2, 12]),
    "MultiStepLR jumping": jump(lambda o: s.MultiStepLR(o, [2, 5, 9], gamma=0.3), [7, 2, 12]),
    "CosineAnnealingLR jumping": jump(lambda o: s.CosineAnnealingLR(o, 5, eta_min=0.001), [7, 2, 12]),
}, indent=1))
