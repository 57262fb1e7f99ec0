"""Photographs from outside are decoded by a process of its own with little memory and time, and written anew.

Run as `python -m qurultai.registration.pictures`: the file on standard input; on standard output the photograph as JPEG
without anything but its picture, or the name of what is wrong after an `!`. Whether a face is on it no library of ours
can tell: people look.
"""

import io
import resource
import subprocess
import sys

MOST_BYTES = 10 * 1024 * 1024
LEAST_WIDTH, LEAST_HEIGHT = 480, 640
LARGEST = (900, 1200)
MOST_PIXELS = 60_000_000
QUALITY = 88
MEMORY_BYTES = 512 * 1024 * 1024
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
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=WALL_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise PictureRefused("broken") from late
    if done.returncode != 0 or not done.stdout:
        raise PictureRefused("broken")
    if done.stdout[:1] == b"!":
        raise PictureRefused(done.stdout[1:].decode())
    return done.stdout


def limit_myself() -> None:
    """Give this process at most so much memory and time from now on, and let it write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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


def main() -> None:
    """Read standard input and answer on standard output."""
    limit_myself()
    try:
        answer = read(sys.stdin.buffer.read(MOST_BYTES + 1))
    except PictureRefused as why:
        answer = f"!{why}".encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
