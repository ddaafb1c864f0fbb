"""What PyTorch makes of exported weights: python3 exported_weights.py NETWORK WEIGHTS IMAGES > LOGITS

NETWORK is dropout4 or regularized, rebuilt here; WEIGHTS a .pt or .safetensors file; IMAGES and LOGITS are raw float32.
"""
import json
import struct
import sys
from collections import OrderedDict

import torch
from torch import nn


def convolution(inputs, outputs, relu=True):
    layers = [("conv", nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)), ("norm", nn.BatchNorm2d(outputs))]
    return nn.Sequential(OrderedDict(layers + [("relu", nn.ReLU())] if relu else layers))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = convolution(channels, channels)
        self.second = convolution(channels, channels, relu=False)

    def forward(self, images):
        return torch.relu(self.second(self.first(images)) + images)


NETWORKS = {
    "dropout4": lambda: nn.Sequential(OrderedDict(
        conv1=nn.Conv2d(1, 32, 3, padding=1), relu1=nn.ReLU(), pool1=nn.MaxPool2d(2),
        conv2=nn.Conv2d(32, 64, 3, padding=1), relu2=nn.ReLU(), pool2=nn.MaxPool2d(2),
        conv3=nn.Conv2d(64, 128, 3, padding=1), relu3=nn.ReLU(), pool3=nn.MaxPool2d(2),
        flatten=nn.Flatten(), dense1=nn.Linear(1152, 128), relu4=nn.ReLU(), dense2=nn.Linear(128, 10))),
    "regularized": lambda: nn.Sequential(OrderedDict(
        stage1=convolution(1, 32), pool1=nn.MaxPool2d(2),
        stage2=convolution(32, 64), residual1=Residual(64), residual2=Residual(64), pool2=nn.MaxPool2d(2),
        stage3=convolution(64, 112), pool3=nn.MaxPool2d(7), flatten=nn.Flatten(), dense=nn.Linear(112, 10))),
}


def safetensors(path):
    """By the description of the format: the header's length, the header in JSON, the numbers."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        numbers = file.read()
    types = {"F32": torch.float32, "I64": torch.int64}
    state = {}
    for name, tensor in header.items():
        begin, end = tensor["data_offsets"]
        state[name] = torch.frombuffer(bytearray(numbers[begin:end]), dtype=types[tensor["dtype"]]).reshape(tensor["shape"])
    return state


name, weights, images = sys.argv[1:]
network = NETWORKS[name]()
network.load_state_dict(torch.load(weights) if weights.endswith(".pt") else safetensors(weights))
network.eval()
with open(images, "rb") as file, torch.no_grad():
    logits = network(torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(-1, 1, 28, 28))
sys.stdout.buffer.write(logits.numpy().tobytes())
