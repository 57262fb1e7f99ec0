"""Merges the web subsets of Golos Text into one TrueType file a weight, for PDFs."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
REQUIRED = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё₸№«»„“–…0123456789"
EPOCH = 3_600_000_000
"""Seconds since 1904 written as both dates, so that the same subsets give the same bytes."""
WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)


def merged(source: Path, weight: int) -> TTFont:
    """Return one font holding every subset of a weight; raises ValueError when a required letter is missing."""
    with TemporaryDirectory() as folder:
        paths = []
        for subset in SUBSETS:
            font = TTFont(source / f"golos-text-{subset}-{weight}-normal.woff2")
            font.flavor = None
            paths.append(str(Path(folder) / f"{subset}.ttf"))
            font.save(paths[-1])
        font = Merger().merge(paths)
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created = EPOCH
    missing = [letter for letter in REQUIRED if ord(letter) not in font.getBestCmap()]
    if missing:
        raise ValueError(f"Golos Text {weight} lacks {' '.join(missing)}")
    return font


def named(font: TTFont, weight: int) -> TTFont:
    """Give the merged font the names by which Typst and other programs find it."""
    style = WEIGHTS[weight]
    names = {
        1: "Golos Text" if weight in (400, 700) else f"Golos Text {style}",
        2: style if weight in (400, 700) else "Regular",
    }
    names |= {4: f"Golos Text {style}", 6: f"GolosText-{style}", 16: "Golos Text", 17: style}
    for number, text in names.items():
        font["name"].setName(text, number, *WINDOWS_UNICODE_ENGLISH)
    font["OS/2"].usWeightClass = weight
    return font


def write(source: Path, target: Path) -> None:
    """Write GolosText-Regular.ttf, GolosText-SemiBold.ttf and GolosText-Bold.ttf to the target folder."""
    for weight, style in WEIGHTS.items():
        named(merged(source, weight), weight).save(target / f"GolosText-{style}.ttf")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
