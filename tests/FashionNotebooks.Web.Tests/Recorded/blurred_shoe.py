"""A sample picture out of focus: blurred by two of the 28 pixels that are left of it. Made with Debian's python3-pil 9.4.0.

Run in this folder: /usr/bin/python3 blurred_shoe.py
"""
from PIL import Image, ImageFilter

shoe = Image.open("../../../data/samples/tennis-shoe-openclipart.jpg").convert("RGB")
shoe.filter(ImageFilter.GaussianBlur(2 * max(shoe.size) / 28)).save("blurred-shoe.jpg", quality=90)
