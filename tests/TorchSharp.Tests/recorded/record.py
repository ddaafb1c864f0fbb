"""Records what PyTorch computes, for the tests to hold TorchSharp to. Run in this folder: python3 record.py"""
import json

import torch
import torch.nn as nn
import torch.nn.functional as F


class Record(dict):
    def put(self, name, tensor):
        tensor = tensor.detach()
        values = [float(f"{v:.8g}") for v in tensor.double().flatten().tolist()]
        self[name] = {"shape": list(tensor.shape), "values": values}

    def save(self, topic):
        with open(topic + ".json", "w") as file:
            json.dump({"torch": torch.__version__, "tensors": self}, file, separators=(",", ":"))
            file.write("\n")


def numbers(*shape):
    """Numbers from -2 to 3 in another order than memory's: the tests make the same."""
    count = torch.Size(shape).numel()
    return ((torch.arange(count) * 7) % count).float().div(count).mul(5).sub(2).reshape(shape)


def operations():
    r = Record()
    x, y = numbers(2, 3, 4), numbers(2, 3, 4).flip(0)
    r.put("x", x)
    for name in "abs square exp sin cos floor ceil sign sigmoid tanh relu reciprocal neg trunc".split():
        r.put(name, getattr(x, name)())
    for name in "sqrt rsqrt log log1p log2 log10".split():
        r.put(name, getattr(x.abs() + 0.1, name)())
    r.put("round 1 decimal", x.round(decimals=1))
    r.put("gelu", F.gelu(x))
    r.put("silu", F.silu(x))
    r.put("leaky_relu", F.leaky_relu(x, 0.2))
    r.put("clamp", x.clamp(-1, 1.5))
    r.put("clamp below", x.clamp(min=0.5))
    r.put("pow", x.pow(3))
    r.put("tensor pow", x.abs().pow(y))
    for name in "add sub mul div remainder atan2 maximum minimum hypot".split():
        r.put(name, getattr(x, name)(y))
    r.put("div floor", x.div(y, rounding_mode="floor"))
    r.put("expression", 2 - x / 3 + y * x - 1 / (x.abs() + 1))
    r.put("softmax", x.softmax(1))
    r.put("log_softmax", x.log_softmax(2))
    r.put("matmul", x.matmul(y.transpose(1, 2)))
    r.put("einsum", torch.einsum("bij,bkj->bik", x, y))
    r.put("sum", x.sum())
    r.put("sum of dimension", x.sum(1))
    r.put("mean", x.mean([0, 2], keepdim=True))
    r.put("var", x.var(2))
    r.put("var biased", x.var([0, 2], unbiased=False))
    r.put("std", x.std())
    r.put("max", x.max(2)[0])
    r.put("max places", x.max(2)[1])
    r.put("argmax", x.argmax(1))
    r.put("argmin", x.argmin())
    r.put("norm", x.norm())
    r.put("logsumexp", x.logsumexp(1))
    r.put("cumsum", x.cumsum(2))
    r.put("quantile", x.flatten().quantile(torch.tensor([0.1, 0.5])))
    r.put("topk", x.topk(2, 2)[0])
    r.put("topk places", x.topk(2, 2)[1])
    r.put("sort", x.sort(1, True)[0])
    r.put("argsort", x.argsort(2))
    r.put("histc", x.histc(5, -2, 3))
    r.put("bincount", torch.tensor([1, 4, 1, 0, 4, 4]).bincount(minlength=6))
    r.put("nonzero", (x > 1).nonzero())
    r.put("masked_select", x.masked_select(x > 1))
    r.put("where", torch.where(x > y, x, y * 10))
    r.put("flip", x.flip(0, 2))
    r.put("roll", x.roll(1, 2))
    r.put("rot90", x.rot90(1, (1, 2)))
    r.put("permute", x.permute(2, 0, 1))
    r.put("gather", x.gather(2, torch.tensor([[[0, 3], [1, 1], [2, 0]]] * 2)))
    r.put("scatter", torch.zeros(2, 3, 4).scatter_(2, torch.tensor([[[0, 3], [1, 2], [2, 0]]] * 2), x[:, :, :2]))
    r.put("index_select", x.index_select(2, torch.tensor([3, 0])))
    r.put("cat", torch.cat([x, y], 1))
    r.put("stack", torch.stack([x, y], 1))
    r.put("one_hot", F.one_hot(torch.tensor([2, 0, 3])))
    r.put("unique counts", torch.tensor([3, 1, 3, 2, 1, 3]).unique(return_counts=True)[1])
    r.put("linspace", torch.linspace(-1, 1, 5))
    r.put("arange", torch.arange(1, 2, 0.3))
    r.save("operations")


def indexing():
    r = Record()
    x = numbers(3, 4, 5)
    mask = torch.tensor([[True, False, True, False], [False, True, False, False], [True, True, False, True]])
    rows, columns = torch.tensor([2, 0]), torch.tensor([1, 4])
    r.put("place", x[1])
    r.put("places", x[1, 2])
    r.put("slice", x[:, 1:3])
    r.put("slice steps", x[..., 1::2])
    r.put("from the end", x[-1, ..., -2])
    r.put("new dimension", x[:, None, 2])
    r.put("tensor", x[rows])
    r.put("tensor after slice", x[:, rows])
    r.put("tensors with a slice between", x[rows, 1:3, columns])
    r.put("tensors after a place", x[0, rows, columns])
    r.put("mask", x[mask])
    r.put("mask then tensor", x[mask, torch.tensor([0, 1, 2, 3, 4, 0])])
    r.put("slice then mask", x[:, x[0, :, 0] > 0])
    for name, place in (("set place", (1,)), ("set slice", (slice(None), slice(1, 3), Ellipsis)), ("set mask", (mask,)),
                        ("set tensor", (slice(None), rows)), ("set whole mask", (x > 1,))):
        changed = x.clone()
        changed[place] = 9
        r.put(name, changed)
    changed = x.clone()
    changed[:, 2] = torch.tensor([1.0, 2, 3, 4, 5])
    r.put("set broadcast", changed)
    r.save("indexing")


def gradients_of(r, name, module, x, make_loss=lambda y: (y * y).mean()):
    x = x.clone().requires_grad_()
    y = module(x)
    make_loss(y).backward()
    r.put(name + " output", y)
    r.put(name + " input gradient", x.grad)
    for parameter_name, parameter in module.named_parameters():
        r.put(f"{name} {parameter_name}", parameter)
        r.put(f"{name} {parameter_name} gradient", parameter.grad)


def layers():
    r = Record()
    images, vectors = numbers(2, 2, 6, 6), numbers(4, 5)
    made = {
        "conv2d": lambda: nn.Conv2d(2, 3, 3),
        "conv2d stride 2 padding 1": lambda: nn.Conv2d(2, 4, 3, stride=2, padding=1),
        "conv2d same": lambda: nn.Conv2d(2, 3, 3, padding="same"),
        "conv2d reflect": lambda: nn.Conv2d(2, 3, (3, 5), padding=(1, 2), padding_mode="reflect"),
        "conv2d groups dilation no bias": lambda: nn.Conv2d(2, 4, 2, dilation=2, groups=2, bias=False),
        "max_pool2d": lambda: nn.MaxPool2d(2),
        "max_pool2d 3 1 1": lambda: nn.MaxPool2d(3, stride=1, padding=1),
        "avg_pool2d": lambda: nn.AvgPool2d(2),
        "avg_pool2d ceil": lambda: nn.AvgPool2d(4, padding=1, ceil_mode=True, count_include_pad=False),
        "adaptive_avg_pool2d": lambda: nn.AdaptiveAvgPool2d((2, 1)),
        "flatten": lambda: nn.Flatten(),
        "softmax": lambda: nn.Softmax(1),
        "log_softmax": lambda: nn.LogSoftmax(1),
        "gelu": lambda: nn.GELU(),
        "silu": lambda: nn.SiLU(),
        "leaky_relu": lambda: nn.LeakyReLU(0.1),
        "sigmoid": lambda: nn.Sigmoid(),
        "tanh": lambda: nn.Tanh(),
        "dropout": lambda: nn.Dropout(0.3),
        "dropout2d": lambda: nn.Dropout2d(0.5),
        "batch_norm2d": lambda: nn.BatchNorm2d(2),
    }
    for name, make in made.items():
        torch.manual_seed(5)
        gradients_of(r, name, make(), images)
    torch.manual_seed(5)
    gradients_of(r, "linear", nn.Linear(5, 3), vectors)
    torch.manual_seed(5)
    gradients_of(r, "linear no bias", nn.Linear(5, 3, bias=False), vectors)
    torch.manual_seed(5)
    gradients_of(r, "batch_norm1d", nn.BatchNorm1d(5), vectors)
    torch.manual_seed(5)
    small = nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12, 4))
    gradients_of(r, "network", small, images, lambda y: F.cross_entropy(y, torch.tensor([3, 1])))
    r.save("layers")


def batch_norm():
    r = Record()
    for name, module in (("default", nn.BatchNorm2d(3)), ("cumulative", nn.BatchNorm2d(3, momentum=None)), ("half", nn.BatchNorm2d(3, eps=0.1, momentum=0.5))):
        for step in range(3):
            module(numbers(4, 3, 2, 2) * (step + 1) + step)
        r.put(name + " mean", module.running_mean)
        r.put(name + " var", module.running_var)
        r.put(name + " batches", module.num_batches_tracked)
        module.eval()
        r.put(name + " evaluated", module(numbers(4, 3, 2, 2)))
    untracked = nn.BatchNorm2d(3, affine=False, track_running_stats=False).eval()
    r.put("untracked evaluated", untracked(numbers(4, 3, 2, 2)))
    r.save("batch_norm")


def losses():
    r = Record()
    logits, classes, weight = numbers(6, 4), torch.tensor([0, 3, 2, 2, 1, 0]), torch.tensor([1.0, 2, 0.5, 3])
    truth = numbers(6, 4).add(2).div(5).flip(1)

    def put(name, loss):
        x = logits.clone().requires_grad_()
        value = loss(x)
        value.sum().backward()
        r.put(name, value)
        r.put(name + " gradient", x.grad)

    put("cross_entropy", lambda x: F.cross_entropy(x, classes))
    put("cross_entropy weighted", lambda x: F.cross_entropy(x, classes, weight))
    put("cross_entropy sum", lambda x: F.cross_entropy(x, classes, reduction="sum"))
    put("cross_entropy each", lambda x: F.cross_entropy(x, classes, reduction="none"))
    put("cross_entropy ignoring 2", lambda x: F.cross_entropy(x, classes, ignore_index=2))
    put("cross_entropy smoothed", lambda x: F.cross_entropy(x, classes, label_smoothing=0.1))
    put("cross_entropy of probabilities", lambda x: F.cross_entropy(x, truth))
    put("nll", lambda x: F.nll_loss(x.log_softmax(1), classes, weight))
    put("mse", lambda x: F.mse_loss(x, truth))
    put("bce", lambda x: F.binary_cross_entropy_with_logits(x, truth))
    put("bce weighted", lambda x: F.binary_cross_entropy_with_logits(x, truth, pos_weight=weight))
    r.save("losses")


def randomness():
    r = Record()
    torch.manual_seed(11)
    r.put("rand", torch.rand(5))
    r.put("randn", torch.randn(2, 3))
    r.put("randn of 20", torch.randn(20))
    r.put("randint", torch.randint(3, 100, (6,)))
    r.put("randperm", torch.randperm(10))
    r.put("bernoulli", torch.full((12,), 0.3).bernoulli())
    r.put("multinomial", torch.tensor([0.1, 0.2, 0.7]).multinomial(8, True))
    r.put("uniform", torch.empty(4).uniform_(-3, 5))
    r.put("normal", torch.empty(4).normal_(2, 0.5))
    generator = torch.Generator().manual_seed(3)
    r.put("randperm of a generator", torch.randperm(8, generator=generator))
    torch.manual_seed(12)
    r.put("xavier_uniform", nn.init.xavier_uniform_(torch.empty(3, 4)))
    r.put("kaiming_normal", nn.init.kaiming_normal_(torch.empty(3, 2, 2, 2), mode="fan_out", nonlinearity="relu"))
    r.put("kaiming_uniform", nn.init.kaiming_uniform_(torch.empty(3, 4)))
    torch.manual_seed(13)
    r.put("standard_gamma", torch._standard_gamma(torch.tensor([0.05, 0.2, 1, 4.5, 30], dtype=torch.float64)))
    r.save("randomness")


def images():
    r = Record()
    x = numbers(2, 1, 4, 5)
    theta = torch.tensor([[[0.9, 0.2, 0.1], [-0.2, 1.1, 0]], [[1, 0, 0.4], [0, -1, 0]]])
    grid = F.affine_grid(theta, [2, 1, 4, 5], align_corners=False)
    r.put("affine_grid", grid)
    r.put("affine_grid align", F.affine_grid(theta, [2, 1, 4, 5], align_corners=True))
    for mode in ("bilinear", "nearest"):
        for padding in ("zeros", "border", "reflection"):
            r.put(f"grid_sample {mode} {padding}", F.grid_sample(x, grid, mode, padding, False))
    for mode in ("nearest", "bilinear", "bicubic", "area", "nearest-exact"):
        r.put("interpolate " + mode, F.interpolate(x, size=(7, 3), mode=mode))
    r.put("interpolate by a factor", F.interpolate(x, scale_factor=1.5, mode="bilinear", align_corners=True))
    r.put("interpolate antialias", F.interpolate(x, size=(2, 2), mode="bilinear", antialias=True))
    r.put("pad constant", F.pad(x, (1, 2, 0, 1), value=7))
    for mode in ("reflect", "replicate", "circular"):
        r.put("pad " + mode, F.pad(x, (1, 2, 0, 1), mode))
    r.save("images")


for topic in (operations, indexing, layers, batch_norm, losses, randomness, images):
    topic()
