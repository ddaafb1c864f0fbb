"""Writes a 12 x 8 picture as BMP in the ways that programs write it, and bmps.txt: what each shows, in the form of photos.txt.

    /usr/bin/python3 bmps.py

Laid out by hand after Microsoft's BITMAPINFOHEADER, BITMAPV4HEADER and BITMAPV5HEADER, and IBM's for OS/2.
"""
import base64
import struct

W, H = 12, 8
COLORS = [(200, 30, 40), (30, 160, 60), (40, 60, 200), (240, 220, 40)]
expected = []


def quarter(x, y):
    return x // 6 + 2 * (y // 4)


def info(size, bpp, compression, masks=(), height=H, colors=0, length=0):
    header = struct.pack("<IiiHHIIiiII", size, W, height, 1, bpp, compression, length, 2835, 2835, colors, 0)
    header += struct.pack(f"<{len(masks)}I", *masks)
    return header.ljust(size, b"\0")


def rows(bits, pixel, down=False):
    """Lines from the bottom up, each filled up to four bytes; pixel gives the number that stands for a colour."""
    lines = []
    for y in range(H):
        number, line = 0, b""
        for x in range(W):
            number = number << bits | pixel(x, y) if bits < 8 else pixel(x, y)
            if bits >= 8:
                line += number.to_bytes(bits // 8, "little")
            elif (x + 1) * bits % 8 == 0:
                line, number = line + bytes([number]), 0
        lines.append(line + b"\0" * (-len(line) % 4))
    return b"".join(lines if down else reversed(lines))


def packed(red, green, blue, opacity=(0, 0)):
    """A pixel of so many bits a channel, each at its place; and what is left of the colour. The first pixel is transparent."""
    channels = (red, green, blue, opacity)

    def values(x, y):
        return (*COLORS[quarter(x, y)], 0 if x == y == 0 else 255)

    def pixel(x, y):
        return sum(((value * ((1 << bits) - 1) + 127) // 255) << at for value, (bits, at) in zip(values(x, y), channels))

    def shown(x, y):
        most = [(1 << bits) - 1 for bits, _ in channels]
        return [255 if m == 0 else (value * m + 127) // 255 * 255 // m for value, m in zip(values(x, y), most)]

    return pixel, shown


def save(name, header, data, shown, between=b""):
    offset = 14 + len(header) + len(between)
    with open(name, "wb") as file:
        file.write(b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + header + between + data)
    rgba = bytes(value for y in range(H) for x in range(W) for value in shown(x, y))
    expected.append(f"{name} {W} {H} {base64.b64encode(rgba).decode()}\n")


def masks(*channels):
    return [((1 << bits) - 1) << at for bits, at in channels]


RGB = [(8, 16), (8, 8), (8, 0)]
for name, size, bpp, channels, height in [
    ("v3-565.bmp", 40, 16, [(5, 11), (6, 5), (5, 0)], H),
    ("v3-555.bmp", 40, 16, [(5, 10), (5, 5), (5, 0)], H),
    ("v4-1555.bmp", 108, 16, [(5, 10), (5, 5), (5, 0), (1, 15)], H),
    ("v5-alpha.bmp", 124, 32, [*RGB, (8, 24)], H),
    ("v5-alpha-from-the-top.bmp", 124, 32, [*RGB, (8, 24)], -H),
    ("v5-other-order.bmp", 124, 32, [(8, 8), (8, 16), (8, 24), (8, 0)], H),
    ("v3-masks.bmp", 40, 32, RGB, H),
    ("v3-ten-bits.bmp", 40, 32, [(10, 20), (10, 10), (10, 0)], H),
]:
    pixel, shown = packed(*channels)
    fields = masks(*channels)
    header = info(size, bpp, 3, fields if size > 40 else (), height)
    save(name, header, rows(bpp, pixel, height < 0), shown, b"" if size > 40 else struct.pack("<3I", *fields))

solid = lambda x, y: [*COLORS[quarter(x, y)], 255]
palette = b"".join(bytes([b, g, r, 0]) for r, g, b in COLORS)
rle8 = b"".join(bytes([6, quarter(0, y), 6, quarter(6, y), 0, 0]) for y in reversed(range(H))) + b"\0\1"
rle4 = b"".join(bytes([6, 17 * quarter(0, y), 6, 17 * quarter(6, y), 0, 0]) for y in reversed(range(H))) + b"\0\1"
save("rle8.bmp", info(40, 8, 1, colors=4, length=len(rle8)), rle8, solid, palette)
save("rle4.bmp", info(40, 4, 2, colors=4, length=len(rle4)), rle4, solid, palette)
save("four-bits.bmp", info(40, 4, 0, colors=4), rows(4, quarter), solid, palette)
save("no-opacity.bmp", info(40, 32, 0), rows(32, packed(*RGB)[0]), solid)
save("os2.bmp", struct.pack("<IHHHH", 12, W, H, 1, 24), rows(24, packed(*RGB)[0]), solid)
save("os2-later.bmp", info(64, 24, 0), rows(24, packed(*RGB)[0]), solid)
save("gap.bmp", info(40, 24, 0), rows(24, packed(*RGB)[0]), solid, bytes(16))

with open("bmps.txt", "w") as file:
    file.writelines(expected)
