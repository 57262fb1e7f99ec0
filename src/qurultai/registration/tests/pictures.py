"""Pictures for tests, made and not kept."""

import io
import struct
import zlib

from PIL import Image


def jpeg(width=600, height=800, colour=(120, 140, 160), **more):
    """A plain photograph."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG", **more)
    return file.getvalue()


def jpeg_that_says(width, height):
    """A small file whose head claims a huge picture."""
    body = bytearray(jpeg(16, 16))
    place = body.index(b"\xff\xc0") + 5
    body[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(body)


def png(width=600, height=800):
    """A picture of another kind."""
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def png_bomb(side=50_000):
    """A PNG of 50,000 × 50,000 in some kilobytes."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * 200), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
