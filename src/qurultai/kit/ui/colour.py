"""Colour arithmetic: OKLCH to sRGB (Ottosson 2020, CSS Color 4) and contrast as WCAG 2.2 defines it."""

import math
import re
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
PART_CONTRAST = 3.0
ACCENT_HUES = tuple(range(0, 360, 15))
DEFAULT_ACCENT_HUE = 205
NAMED_HUES = {"turquoise": 210, "indigo": 270, "gold": 90, "poppy": 30, "steppe": 150}
_OKLCH = re.compile(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: / ([\d.]+))?\)")


@dataclass(frozen=True, slots=True)
class Oklch:
    """A colour by lightness 0–1, chroma (0 is grey) and hue in degrees."""

    lightness: float
    chroma: float
    hue: float
    alpha: float = 1.0

    @classmethod
    def parse(cls, css: str) -> "Oklch":
        """Read `oklch(L C H)` or `oklch(L C H / A)`; raises ValueError for anything else."""
        found = _OKLCH.fullmatch(css.strip())
        if not found:
            raise ValueError(f"{css!r} is not an oklch() colour with plain numbers")
        return cls(*(float(part) for part in found.groups(default="1")))

    def linear_srgb(self) -> tuple[float, float, float]:
        """Linear-light sRGB; outside 0–1 when the screen cannot show it."""
        a = self.chroma * math.cos(math.radians(self.hue))
        b = self.chroma * math.sin(math.radians(self.hue))
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )

    def in_gamut(self, tolerance: float = 0.002) -> bool:
        """Whether an ordinary sRGB screen shows it unchanged."""
        return all(-tolerance <= part <= 1 + tolerance for part in self.linear_srgb())

    def hex(self) -> str:
        """The nearest `#rrggbb` (or `#rrggbbaa`), for browsers without oklch()."""
        parts = [_encoded(min(max(part, 0.0), 1.0)) for part in self.linear_srgb()]
        if self.alpha < 1:
            parts.append(self.alpha)
        return "#" + "".join(f"{round(part * 255):02x}" for part in parts)

    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white)."""
        red, green, blue = (min(max(part, 0.0), 1.0) for part in self.linear_srgb())
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _encoded(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def contrast(one: Oklch, other: Oklch) -> float:
    """The WCAG contrast ratio of two opaque colours, 1 to 21."""
    low, high = sorted((one.luminance(), other.luminance()))
    return (high + 0.05) / (low + 0.05)


def nearest_accent(hue: float) -> int:
    """The offered accent hue nearest to the hue asked for, in degrees around the circle."""
    return min(ACCENT_HUES, key=lambda offered: abs((offered - hue + 180) % 360 - 180))


def accent_hue(wish: str) -> int | None:
    """The accent for an edition's wish: one of the five names or a hue in degrees; None when it has none of these.

    Lightness and chroma are the theme's, so every accent keeps its contrast.
    """
    if wish in NAMED_HUES:
        return NAMED_HUES[wish]
    return nearest_accent(float(wish)) if wish.isdecimal() else None
