"""Writes canny.txt: the Canny edges of the first 25 test images of Fashion-MNIST, as scikit-image finds them.

    /usr/bin/python3 canny.py

Recorded with Python 3.11.2, scikit-image 0.19.3, scipy 1.10.1, numpy 1.24.2 (Debian's python3-skimage). A line is: index,
sigma, low and high threshold, then the 784 pixels, an edge being 1, as a hexadecimal number.
"""
import gzip

import numpy as np
from skimage.feature import canny

SETTINGS = [(1.0, 0.1, 0.2), (0.5, 0.4, 1.2), (1.0, 0.5, 1.5), (2.0, 0.05, 0.6)]

with gzip.open("/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz") as file:
    images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28)

with open("canny.txt", "w") as file:
    for index in range(25):
        for sigma, low, high in SETTINGS:
            edges = canny(images[index] / 255.0, sigma=sigma, low_threshold=low, high_threshold=high)
            bits = "".join("1" if edge else "0" for edge in edges.ravel())
            file.write(f"{index} {sigma} {low} {high} {int(bits, 2):0196x}\n")
