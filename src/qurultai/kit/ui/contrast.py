"""Which tokens stand on which, and whether each pair can be read (WCAG 2.2: 1.4.3 text, 1.4.11 parts)."""

from collections.abc import Iterator

from qurultai.kit.ui.bundle import resolved, tokens
from qurultai.kit.ui.colour import ACCENT_HUES, PART_CONTRAST, TEXT_CONTRAST, Oklch, contrast

SURFACES = ("ground", "surface", "sunken")
TEXT = (
    *((ink, on) for ink in ("ink", "ink-soft", "action", "action-strong", "danger", "accent-ink") for on in SURFACES),
    *((ink, on) for ink in ("done", "sun-ink") for on in ("ground", "surface")),
    *((ink, on) for ink in ("on-night", "on-night-soft", "sun") for on in ("night", "night-raised")),
    *(("ink", f"{name}-soft") for name in ("action", "sun", "danger", "done", "accent")),
    *(("ink-soft", f"{name}-soft") for name in ("action", "sun", "danger", "done")),
    *((f"on-{name}", name) for name in ("action", "danger", "done", "sun", "accent", "chosen")),
    ("on-action", "action-strong"),
    ("on-danger", "danger-strong"),
    ("action-strong", "action-soft"),
    ("sun-ink", "sun-soft"),
    ("danger", "danger-soft"),
    ("danger-strong", "danger-soft"),
    ("done", "done-soft"),
    ("accent-ink", "accent-soft"),
)
PARTS = (
    *((part, on) for part in ("edge", "focus", "action", "danger", "done") for on in SURFACES),
    *((f"tone-{number}", on) for number in range(8) for on in ("ground", "surface")),
    ("accent", "ground"),
    ("accent", "surface"),
    ("focus", "danger-soft"),
    ("sun", "night"),
    ("action", "line"),
)


def _colour(value: str, hue: int) -> Oklch:
    colour = resolved(value, hue)
    if colour is None:
        raise ValueError(f"{value!r} is no colour")
    return colour


def too_faint(css: str) -> Iterator[str]:
    """Every pair of a tokens sheet that misses its ratio, in each theme and for each accent, as a line of words."""
    for theme, values in tokens(css).items():
        for wanted, pairs in ((TEXT_CONTRAST, TEXT), (PART_CONTRAST, PARTS)):
            for ink, ground in pairs:
                turns = ACCENT_HUES if "var(--accent-hue)" in values[ink] + values[ground] else ACCENT_HUES[:1]
                for hue in turns:
                    ratio = contrast(_colour(values[ink], hue), _colour(values[ground], hue))
                    if ratio < wanted:
                        yield f"{theme}: {ink} on {ground} at hue {hue} is {ratio:.2f}, needs {wanted}"
