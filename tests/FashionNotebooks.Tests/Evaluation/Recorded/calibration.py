"""Writes calibration.json: reliability bins by scikit-learn and temperatures by SciPy, of the same small random predictions.

scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2, Python 3.11.
"""
import json

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve
from sklearn.metrics import log_loss

BINS = 15


def case(name, images, sharpness, seed):
    """Labels drawn from softmax(logits), then the logits made too sharp or too flat: the best temperature is about sharpness."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, (images, 5))
    truth = np.array([rng.choice(5, p=softmax(row)) for row in logits])
    logits *= sharpness
    probabilities = softmax(logits, axis=1).astype(np.float32)
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth

    accuracy, mean_confidence = calibration_curve(right, confidence, n_bins=BINS, strategy="uniform")
    bin_of = np.ceil(confidence * np.float64(BINS)).astype(int) - 1
    count = np.bincount(bin_of, minlength=BINS)
    gaps = np.abs(accuracy - mean_confidence)

    def loss(log_t):
        return -log_softmax(logits / np.exp(log_t), axis=1)[np.arange(images), truth].mean()

    best = minimize_scalar(loss, bracket=(-1, 1), tol=1e-12)
    interval = binomtest(int(right.sum()), images).proportion_ci(method="wilson")
    return dict(
        name=name, truth=truth.tolist(), probabilities=[[float(str(p)) for p in row] for row in probabilities],
        count=count.tolist(), accuracy=accuracy.tolist(), confidence=mean_confidence.tolist(),
        ece=float((count[count > 0] * gaps).sum() / images), mce=float(gaps.max()),
        loss=log_loss(truth, softmax(logits, axis=1)), temperature=float(np.exp(best.x)), scaledLoss=float(best.fun),
        interval=[interval.low, interval.high],
    )


cases = [case("too sure", 150, 2.5, 0), case("not sure enough", 100, 0.4, 1)]
with open(__file__.replace(".py", ".json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
