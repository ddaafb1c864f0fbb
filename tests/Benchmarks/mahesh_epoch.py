"""Seconds that an epoch of mahesh's network takes in PyTorch, written the ordinary way: the counterpart of MaheshEpoch.cs.

Arguments: batch size, threads, images. Images are a part of the 60,000; the time is scaled to all.
"""
import gzip
import sys
import time

import numpy as np
import torch
from torch import nn

FOLDER = "/usr/share/datasets/fashion-mnist/"
WARM_UP = 2

batch, threads, count = (int(argument) for argument in sys.argv[1:])


def read(name, offset):
    with gzip.open(FOLDER + name) as f:
        return torch.from_numpy(np.frombuffer(f.read(), np.uint8, offset=offset).copy())


torch.set_num_threads(threads)
images = read("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)[:count].float() / 255
labels = read("train-labels-idx1-ubyte.gz", 8)[:count].long()

model = nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(64, 64, 3), nn.ReLU(),
    nn.Flatten(), nn.Linear(576, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(model.parameters())


def train(end):
    for i in range(0, end, batch):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images[i:i + batch]), labels[i:i + batch])
        loss.backward()
        optimizer.step()


train(min(count, WARM_UP * batch))
start = time.perf_counter()
train(count)
print(f"{(time.perf_counter() - start) * 60_000 / count:.3f}")
