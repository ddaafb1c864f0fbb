"""A boot as CMYK, and as the first frame of animations whose second is a T-shirt. Made with Debian's python3-pil 9.4.0.

Run in this folder: /usr/bin/python3 odd_pictures.py
"""
from PIL import Image

samples = "../../../data/samples/"
boot = Image.open(samples + "boot-fluent.jpg").convert("RGB").resize((160, 160))
shirt = Image.open(samples + "t-shirt-openclipart.jpg").convert("RGB").resize((160, 160))

boot.save("boot.jpg", quality=80)
boot.convert("CMYK").save("boot-cmyk.jpg", quality=80)
for kind in ("gif", "png", "webp"):
    boot.quantize(16).convert("RGB").save(f"boot-animated.{kind}", save_all=True, append_images=[shirt.quantize(16).convert("RGB")])
