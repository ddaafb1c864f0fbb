"""Writes affine.txt: images changed as Keras 2's apply_affine_transform changes them, by its published definition.

Debian's python3-scipy; the version stands in affine.txt. The matrix is rotation . shift . shear . zoom about the centre
size / 2 - 0.5, acting on (row, column); scipy.ndimage.affine_transform finds the pixels, order 1, mode "nearest".
A line: rows, columns, theta, tx, ty, shear (degrees), zx, zy, then the rows x columns results.
Pixel (r, c) of the image is ((31 r + 17 c) mod 23) / 22.
"""
import numpy
import scipy
from scipy import ndimage

CASES = [
    # rows, columns, theta, tx, ty, shear, zx, zy
    (7, 9, 8, 0, 0, 0, 1, 1),
    (7, 9, -35, 0, 0, 0, 1, 1),
    (7, 9, 0, 1.25, -0.5, 0, 1, 1),
    (7, 9, 0, 0, 0, 20, 1, 1),
    (7, 9, 0, 0, 0, 0, 0.8, 1.3),
    (7, 9, 8, 0.6, -1.2, 0.3, 1.1, 0.9),
    (7, 9, 120, -1.5, 2.25, -40, 0.5, 1.7),
    (10, 4, -170, 2, 1, 60, 1.5, 0.6),
    (1, 6, 5, 0.2, 0.7, 10, 0.9, 1.1),
]


def transformed(image, theta, tx, ty, shear, zx, zy):
    t, s = numpy.deg2rad(theta), numpy.deg2rad(shear)
    rotation = numpy.array([[numpy.cos(t), -numpy.sin(t), 0], [numpy.sin(t), numpy.cos(t), 0], [0, 0, 1]])
    shift = numpy.array([[1, 0, tx], [0, 1, ty], [0, 0, 1]])
    shearing = numpy.array([[1, -numpy.sin(s), 0], [0, numpy.cos(s), 0], [0, 0, 1]])
    zoom = numpy.diag([zx, zy, 1])
    to_centre, back = numpy.eye(3), numpy.eye(3)
    to_centre[:2, 2] = [size / 2 - 0.5 for size in image.shape]
    back[:2, 2] = -to_centre[:2, 2]
    matrix = to_centre @ rotation @ shift @ shearing @ zoom @ back
    return ndimage.affine_transform(image, matrix[:2, :2], matrix[:2, 2], order=1, mode="nearest")


with open(__file__.replace(".py", ".txt"), "w") as f:
    print("# scipy", scipy.__version__, "numpy", numpy.__version__, file=f)
    for rows, columns, *parameters in CASES:
        image = numpy.array([[(31 * r + 17 * c) % 23 / 22 for c in range(columns)] for r in range(rows)])
        print(rows, columns, *parameters, *(f"{v:.6f}" for v in transformed(image, *parameters).ravel()), file=f)
