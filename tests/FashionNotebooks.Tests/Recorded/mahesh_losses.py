"""The seeded losses of `mahesh`'s network in PyTorch, to which EngineTests holds TorchSharp's.

manual_seed(0) before the network is made, the first 6,400 training images in order, divided by 255, batches of 512
(the last of a pass is smaller), Adam with its defaults, cross-entropy on plain logits; the loss of the last batch of
each pass. Needs Debian's dataset-fashion-mnist.

    python3 mahesh_losses.py [avx2]

Convolutions sum in an order that depends on the processor's vector instructions, and forty steps of training let the
last bit grow to the third digit: avx2 holds the kernels to AVX2, which gives the same figures on every x86 machine.
"""
import os
import sys

if "avx2" in sys.argv:
    os.environ["DNNL_MAX_CPU_ISA"] = "AVX2"
    os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import gzip
import json

import numpy as np
import torch
from torch import nn

FOLDER = "/usr/share/datasets/fashion-mnist/"
IMAGES, BATCH, PASSES = 6400, 512, 3


def read(name, offset):
    with gzip.open(FOLDER + name) as f:
        return np.frombuffer(f.read(), np.uint8, offset=offset).copy()


images = torch.from_numpy(read("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28))[:IMAGES].float() / 255
labels = torch.from_numpy(read("train-labels-idx1-ubyte.gz", 8))[:IMAGES].long()

torch.manual_seed(0)
model = nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(64, 64, 3), nn.ReLU(),
    nn.Flatten(), nn.Linear(576, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.Adam(model.parameters())
losses = []
for _ in range(PASSES):
    for i in range(0, IMAGES, BATCH):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images[i:i + BATCH]), labels[i:i + BATCH])
        loss.backward()
        optimizer.step()
    losses.append(loss.item())

print(json.dumps({"torch": torch.__version__, "images": IMAGES, "batch": BATCH, "last_batch_losses": losses}, indent=1))
