"""Photographs made smaller: for screens, and as large as paper needs them."""

import io

from PIL import Image

Sides = tuple[int, int]
ON_SCREEN: Sides = (180, 240)
"""What a guard needs to know a face, in about ten kilobytes."""
ON_PAPER: Sides = (300, 400)
"""The 30 × 40 mm of a badge at 254 points an inch."""


def smaller(photo: bytes, sides: Sides) -> bytes:
    """A JPEG that lies within these sides, without anything but the picture."""
    with Image.open(io.BytesIO(photo), formats=["JPEG"]) as picture:
        picture.draft("RGB", sides)
        small = picture.convert("RGB")
        small.thumbnail(sides)
        file = io.BytesIO()
        small.save(file, "JPEG", quality=82)
    return file.getvalue()
