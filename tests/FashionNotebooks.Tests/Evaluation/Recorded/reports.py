"""Writes reports.txt: classification reports as scikit-learn prints them, and the confusion counts they are of.

scikit-learn 1.2.1, NumPy 1.24.2, Python 3.11. Each case: a line "case NAME DIGITS CLASSES" with the names' number,
a line with the names, a line of counts for each true class, then the report between two lines "---".
"""
import numpy as np
from sklearn.metrics import classification_report

FASHION = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]


def fashion_like(per_class, seed):
    """A matrix such as a classifier of the ten classes gives: good, with the shirt-like classes mixed up."""
    rng = np.random.default_rng(seed)
    weights = np.full((10, 10), 0.002) + np.eye(10) * 0.9
    for a in (0, 2, 4, 6):
        weights[a, [0, 2, 4, 6]] += 0.04
    weights /= weights.sum(axis=1, keepdims=True)
    return np.stack([rng.multinomial(per_class, weights[c]) for c in range(10)])


def never_predicted(counts, c):
    counts = counts.copy()
    counts[:, (c + 1) % len(counts)] += counts[:, c]
    counts[:, c] = 0
    return counts


def absent_from_truth(counts, c):
    counts = counts.copy()
    counts[c] = 0
    return counts


fashion = fashion_like(1000, 0)
cases = [
    ("ten-classes", 2, FASHION, fashion),
    ("ten-classes-four-digits", 4, FASHION, fashion),
    ("ten-classes-no-digits", 0, FASHION, fashion),
    ("ten-classes-fifteen-digits", 15, FASHION, fashion_like(600, 1)),
    ("a-class-never-predicted", 2, FASHION, never_predicted(fashion_like(100, 2), 6)),
    ("a-class-absent-from-truth", 2, FASHION, absent_from_truth(fashion_like(100, 3), 8)),
    ("nothing-right", 2, ["a", "b"], np.array([[0, 3], [5, 0]])),
    ("always-right", 3, FASHION, np.eye(10, dtype=int) * 7),
    ("ties-to-round", 2, ["no", "yes"], np.array([[1, 7], [3, 5]])),
    ("uneven-classes", 3, ["rare", "common", "a name longer than weighted avg"], np.array([[1, 2, 0], [3, 900, 40], [0, 11, 43]])),
    ("one-right", 2, ["x", "y"], np.array([[0, 1], [0, 1]])),
    # Found by trying: in other orders of adding and multiplying a last bit, and with it a printed digit, differs.
    ("an-accuracy-that-a-last-bit-decides", 2, ["no", "yes"], np.array([[69, 31], [24, 76]])),
    ("an-average-that-a-last-bit-decides", 2, list("abcdefgh"), np.array([[764, 0, 0, 236, 0, 0, 0, 0], [0, 741, 0, 0, 259, 0, 0, 0], [0, 0, 601, 0, 0, 399, 0, 0], [0, 0, 0, 965, 0, 0, 35, 0], [0, 0, 0, 0, 859, 0, 0, 141], [374, 0, 0, 0, 0, 626, 0, 0], [0, 188, 0, 0, 0, 0, 812, 0], [0, 0, 248, 0, 0, 0, 0, 752]])),
]

with open(__file__.replace(".py", ".txt"), "w") as f:
    for name, digits, names, counts in cases:
        truth, predicted = [], []
        for t in range(len(names)):
            for p in range(len(names)):
                truth += [t] * counts[t, p]
                predicted += [p] * counts[t, p]
        print("case", name, digits, len(names), file=f)
        print(",".join(names), file=f)
        for row in counts:
            print(*row, file=f)
        report = classification_report(truth, predicted, target_names=names, digits=digits, zero_division=0)
        print("---\n" + report + "---", file=f)
