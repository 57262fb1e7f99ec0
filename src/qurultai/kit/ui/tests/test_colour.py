"""Colours: the arithmetic against published values, and the contrast of every pair of tokens."""

from pathlib import Path

import pytest

from qurultai.kit.ui import bundle
from qurultai.kit.ui.colour import ACCENT_HUES, Oklch, accent_hue, contrast, nearest_accent
from qurultai.kit.ui.contrast import too_faint

TOKENS = (Path(bundle.HERE) / "css" / "tokens.css").read_text("utf-8")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("oklch(0.62796 0.25768 29.234)", "#ff0000"),
        ("oklch(0.86644 0.29483 142.495)", "#00ff00"),
        ("oklch(0.45201 0.31321 264.052)", "#0000ff"),
        ("oklch(1 0 0)", "#ffffff"),
        ("oklch(0 0 0 / 0.5)", "#00000080"),
    ],
)
def test_the_primaries_have_the_values_of_css_color_4(css, expected):
    assert Oklch.parse(css).hex() == expected


def test_contrast_of_black_and_white_is_21_and_of_a_colour_with_itself_1():
    black, white = Oklch(0, 0, 0), Oklch(1, 0, 0)
    assert round(contrast(black, white), 3) == round(contrast(white, black), 3) == 21.0
    assert contrast(black, black) == 1.0


def test_a_colour_with_units_or_names_is_refused():
    with pytest.raises(ValueError, match="oklch"):
        Oklch.parse("oklch(50% 0.1 20deg)")


def test_every_pair_of_tokens_can_be_read_in_both_themes_and_all_accents():
    assert list(too_faint(TOKENS)) == []


def test_a_soft_ink_made_paler_is_found():
    paler = TOKENS.replace("--ink-soft: oklch(0.45 0.035 275)", "--ink-soft: oklch(0.62 0.035 275)")
    assert paler != TOKENS
    assert {line.split(" on ")[0] for line in too_faint(paler)} == {"light: ink-soft"}


def test_an_accent_that_fails_for_some_hues_only_is_found():
    paler = TOKENS.replace("--accent: oklch(0.5 0.085", "--accent: oklch(0.565 0.085")
    assert paler != TOKENS
    hues = {line.split("hue ")[1].split(" ")[0] for line in too_faint(paler) if "on-accent on accent" in line}
    assert 0 < len(hues) < len(ACCENT_HUES)


def test_every_token_can_be_shown_by_an_ordinary_screen():
    values = [(name, value) for theme in bundle.tokens(TOKENS).values() for name, value in theme.items()]
    colours = [(name, bundle.resolved(value, hue)) for name, value in values for hue in ACCENT_HUES]
    assert [name for name, colour in colours if colour and not colour.in_gamut()] == []


def test_an_editions_accent_is_a_name_or_the_nearest_hue_and_nothing_else():
    wishes = ("turquoise", "7", "353", "352", "212", "", "#ff0000", "-5", "red")
    assert [accent_hue(wish) for wish in wishes] == [210, 0, 0, 345, 210, None, None, None, None]
    assert nearest_accent(359) == 0
