"""Small photographs for screens."""

import io
from functools import lru_cache

from PIL import Image

from qurultai.registration.public import photo_bytes

SIDES = (180, 240)
"""Points, three to four: what a guard needs to know a face, in about ten kilobytes."""


@lru_cache(maxsize=2000)
def thumbnail(sha256: str) -> bytes:
    """A photograph made small, as JPEG without anything but the picture. Raises what `photo_bytes` raises."""
    with Image.open(io.BytesIO(photo_bytes(sha256))) as picture:
        picture.draft("RGB", SIDES)
        small = picture.convert("RGB")
        small.thumbnail(SIDES)
        file = io.BytesIO()
        small.save(file, "JPEG", quality=80)
    return file.getvalue()
