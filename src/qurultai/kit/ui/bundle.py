"""Joins the hand-written style sheets into the files that pages load.

`python -m qurultai.kit.ui.bundle` writes them; a test refuses a bundle that is older than its sources.
"""

import re
import sys
from pathlib import Path

from qurultai.kit.ui.colour import ACCENT_HUES, DEFAULT_ACCENT_HUE, Oklch

HERE = Path(__file__).parent
PARTS = ("tokens", "base", "forms", "parts", "table", "sessions", "layouts", "print")
STEPS_A_DAY = 24 * 12
MOST_STEPS_A_SESSION = 12 * 12
MOST_ROOMS = 40
ROOM_WIDTH = 10.5
_BLOCK = re.compile(r"^(:root|\[data-theme=\"dark\"\]) \{\n(.*?)^\}", re.S | re.M)
_TOKEN = re.compile(r"--([\w-]+): (.+?);")


def tokens(css: str) -> dict[str, dict[str, str]]:
    """The custom properties of each theme, by the names `light` and `dark`; dark inherits what it does not change."""
    themes: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for selector, body in _BLOCK.findall(css):
        themes["light" if selector == ":root" else "dark"].update(_TOKEN.findall(body))
    themes["dark"] = {**themes["light"], **themes["dark"]}
    return themes


def resolved(value: str, hue: int = DEFAULT_ACCENT_HUE) -> Oklch | None:
    """A token's colour with the accent's hue put in, or None for a token that is no colour."""
    value = value.replace("var(--accent-hue)", str(hue))
    return Oklch.parse(value) if value.startswith("oklch(") else None


def _hex_fallback(theme: dict[str, str]) -> str:
    colours = ((name, resolved(value)) for name, value in theme.items())
    return "".join(f"--{name}:{colour.hex()};" for name, colour in colours if colour)


def _derived(css: str) -> str:
    themes = tokens(css)
    light, dark = (_hex_fallback(themes[name]) for name in ("light", "dark"))
    night = dict(_BLOCK.findall(css))['[data-theme="dark"]']
    system = "@media screen and (prefers-color-scheme: dark)"
    chosen = ':root:not([data-theme="light"])'
    hues = "".join(f'[data-accent="{hue}"]{{--accent-hue:{hue}}}' for hue in ACCENT_HUES)
    return (
        f"{system}{{{chosen}{{{night}}}}}{hues}"
        f"@supports not (color: oklch(0 0 0)){{:root{{{light}}}{system}{{{chosen}{{{dark}}}}}"
        f'@media screen{{[data-theme="dark"]{{{dark}}}}}}}'
    )


def _dark_on_screens(css: str) -> str:
    """Paper is always light."""
    return re.sub(r"^\[data-theme=\"dark\"\] \{\n.*?^\}", r"@media screen{\g<0>}", css, flags=re.S | re.M)


def minified(css: str) -> str:
    """The same rules without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def main_bundle() -> str:
    """The style sheet of every page."""
    sheets = {name: (HERE / "css" / f"{name}.css").read_text("utf-8") for name in PARTS}
    sheets["tokens"] = _dark_on_screens(sheets["tokens"]) + _derived(sheets["tokens"])
    return minified("".join(sheets.values()))


def _placement() -> str:
    rows = "".join(f".gr-{n}{{grid-row-start:{n}}}" for n in range(1, STEPS_A_DAY + 2))
    spans = "".join(f".gs-{n}{{grid-row-end:span {n}}}" for n in range(1, MOST_STEPS_A_SESSION + 1))
    columns = "".join(f".gc-{n}{{grid-column-start:{n}}}" for n in range(2, MOST_ROOMS + 2))
    kinds = "".join(
        f".gk-{n}{{grid-template-columns:4rem repeat({n},minmax(0,1fr));min-width:{4 + n * ROOM_WIDTH:g}rem}}"
        for n in range(1, MOST_ROOMS + 1)
    )
    return f"@media (min-width: 60rem){{{rows}{spans}{columns}{kinds}}}"


def schedule_bundle() -> str:
    """The style sheet of pages with a programme grid, with one class for each row, span, column and room count."""
    return minified((HERE / "css" / "schedule.css").read_text("utf-8") + _placement())


def gallery_bundle() -> str:
    """The little that only the gallery needs."""
    return minified((HERE / "css" / "gallery.css").read_text("utf-8"))


def gate_bundle() -> str:
    """What the page of a gate needs beside the main sheet."""
    return minified((HERE / "css" / "gate.css").read_text("utf-8"))


BUNDLES = {
    "qurultai.css": main_bundle,
    "schedule.css": schedule_bundle,
    "gallery.css": gallery_bundle,
    "gate.css": gate_bundle,
}


def write() -> None:
    """Write both bundles into the static files."""
    for name, made in BUNDLES.items():
        (HERE / "static" / "qurultai" / name).write_text(made(), "utf-8")


if __name__ == "__main__":
    write()
    sys.stdout.write("".join(f"{name}\n" for name in BUNDLES))
