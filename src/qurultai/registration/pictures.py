"""Photographs from outside are decoded by a process of its own with little memory and time, and written anew.

Run as `python -m qurultai.registration.pictures`: the file on standard input; on standard output the photograph as JPEG
without anything but its picture, or the name of what is wrong after an `!`. Whether a face is on it no library of ours
can tell: people look.
"""

import io

from qurultai.kit.limited import TooCostly, run_apart, work_apart

MOST_BYTES = 10 * 1024 * 1024
LEAST_WIDTH, LEAST_HEIGHT = 480, 640
LARGEST = (900, 1200)
MOST_PIXELS = 60_000_000
QUALITY = 88
CPU_SECONDS = 10
WALL_SECONDS = 30
PROBLEMS = ("not_jpeg", "small", "large", "broken")


class PictureRefused(Exception):
    """Not a photograph that a badge can show; the argument says why (PROBLEMS)."""


def photograph(body: bytes) -> bytes:
    """The picture as it is kept: JPEG, upright, at most 900 × 1200, without metadata. Raises PictureRefused."""
    if len(body) > MOST_BYTES:
        raise PictureRefused("large")
    if body[:3] != b"\xff\xd8\xff":
        raise PictureRefused("not_jpeg")
    try:
        answer = run_apart(__name__, body, wall_seconds=WALL_SECONDS)
    except TooCostly as costly:
        raise PictureRefused("broken") from costly
    if answer[:1] == b"!":
        raise PictureRefused(answer[1:].decode())
    return answer


def read(body: bytes) -> bytes:
    """Decode, turn upright, shrink and write anew. Raises PictureRefused."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(body), formats=["JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureRefused("large")
            turned = ImageOps.exif_transpose(picture.convert("RGB"))
    except Image.DecompressionBombError as bomb:
        raise PictureRefused("large") from bomb
    except (OSError, SyntaxError, ValueError) as broken:
        raise PictureRefused("broken") from broken
    if turned.width < LEAST_WIDTH or turned.height < LEAST_HEIGHT:
        raise PictureRefused("small")
    turned.thumbnail(LARGEST)
    kept = io.BytesIO()
    turned.save(kept, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    return kept.getvalue()


def answer_to(body: bytes) -> bytes:
    """The photograph, or what is wrong after an `!`."""
    try:
        return read(body)
    except PictureRefused as why:
        return f"!{why}".encode()


if __name__ == "__main__":
    work_apart(answer_to, most=MOST_BYTES, cpu_seconds=CPU_SECONDS)
