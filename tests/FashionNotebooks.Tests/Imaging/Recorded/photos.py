"""Writes a 12 x 8 picture in every format that photos are read from, and photos.txt: what each shows when it is decoded.

    /usr/bin/python3 photos.py

Recorded with Python 3.11.2 and Pillow 9.4.0 (Debian's python3-pil: libjpeg-turbo 2.1.5, libwebp 1.2.4). Where Pillow
writes no such file (PNG of 16 bits or with a single transparent grey), the bytes and the expected pixels are laid out here
by hand. A line of photos.txt is: name, width, height, base64 of red, green, blue, opacity of each pixel.
"""
import base64
import struct
import zlib

from PIL import Image, ImageOps

WIDTH, HEIGHT = 12, 8
COLORS = [(200, 30, 40), (30, 160, 60), (40, 60, 200), (240, 220, 40)]
expected = []


def quarters(mode="RGB"):
    """Red and green above, blue and yellow below, a darker spot in the red: no two of its eight orientations look alike."""
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            picture.putpixel((x, y), COLORS[x // 6 + 2 * (y // 4)])
    picture.putpixel((1, 1), (90, 10, 10))
    return picture.convert(mode)


def with_opacity():
    picture = quarters("RGBA")
    for y in range(HEIGHT):
        for x in range(WIDTH):
            picture.putpixel((x, y), picture.getpixel((x, y))[:3] + (255 * x // (WIDTH - 1),))
    return picture


def record(name, picture=None):
    picture = ImageOps.exif_transpose(picture or Image.open(name)).convert("RGBA")
    expected.append(f"{name} {picture.width} {picture.height} {base64.b64encode(picture.tobytes()).decode()}\n")


def save(name, picture, **options):
    picture.save(name, **options)
    record(name)


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def save_png(name, bits, color_type, rows, shown, transparent=b"", width=WIDTH, height=HEIGHT):
    header = struct.pack(">IIBBBBB", width, height, bits, color_type, 0, 0, 0)
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + (chunk(b"tRNS", transparent) if transparent else b"")
                   + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))) + chunk(b"IEND", b""))
    record(name, Image.frombytes("RGBA", (width, height), shown))


JPEG = {"quality": 95, "subsampling": 0}
for orientation in range(1, 9):
    save(f"orientation-{orientation}.jpg", quarters(), exif=exif(orientation), **JPEG)
save("progressive.jpg", quarters(), progressive=True, **JPEG)
save("subsampled.jpg", quarters(), quality=90, subsampling=2)
save("grey.jpg", quarters("L"), quality=95)
save("cmyk.jpg", quarters("CMYK"), quality=95, subsampling=0)
save("opacity.png", with_opacity())
save("orientation-6.png", quarters(), exif=exif(6))
save("palette.png", quarters("P"))
palette = quarters().quantize(4)
palette.save("palette-transparent.png", transparency=bytes([0, 100, 200, 255]))
record("palette-transparent.png")
save("grey-opacity.png", with_opacity().convert("LA"))
save("one-bit.png", quarters("1"))
save("lossy.webp", quarters(), quality=90)
save("lossless.webp", with_opacity(), lossless=True, exact=True)
save("lossy-opacity.webp", with_opacity(), quality=90)
save("orientation-6.webp", quarters(), lossless=True, exif=exif(6))
save("still.gif", quarters("P"))
save("palette.bmp", quarters("P"))
save("colors.bmp", quarters())
save("grey.bmp", quarters("L"))
save("one-bit.bmp", quarters("1"))

see_through = quarters().quantize(4)
see_through.save("transparent.gif", transparency=0)
record("transparent.gif")
upside_down = quarters("P").transpose(Image.Transpose.FLIP_TOP_BOTTOM)
quarters("P").save("animated.gif", save_all=True, append_images=[upside_down], duration=100, loop=0)
record("animated.gif", quarters("P").convert("RGB"))
quarters().save("animated.webp", save_all=True, append_images=[upside_down.convert("RGB")], duration=100)

pixels = [(x, y) for y in range(HEIGHT) for x in range(WIDTH)]
high = [[(17 * (x + y)) % 256 for x in range(WIDTH)] for y in range(HEIGHT)]
save_png("sixteen-bits.png", 16, 2, [b"".join(struct.pack(">HHH", value << 8 | 0x34, value << 8 | 0xF0, 0x8000) for value in row) for row in high],
         b"".join(bytes([high[y][x], high[y][x], 0x80, 255]) for x, y in pixels))
save_png("sixteen-bits-grey.png", 16, 0, [b"".join(struct.pack(">H", value << 8 | 0x12) for value in row) for row in high],
         b"".join(bytes([high[y][x]] * 3 + [255]) for x, y in pixels))
save_png("transparent-grey.png", 8, 0, [bytes(row) for row in high],
         b"".join(bytes([high[y][x]] * 3 + [0 if high[y][x] == 34 else 255]) for x, y in pixels), transparent=struct.pack(">H", 34))

with open("photos.txt", "w") as file:
    file.writelines(expected)
