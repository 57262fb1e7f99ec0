"""Kazakh, Russian and English, and the tenge, can be written on pages and on paper."""

import pytest
from fontTools.ttLib import TTFont

from qurultai.kit.ui.bundle import HERE
from qurultai.kit.ui.merge_fonts import WEIGHTS

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
OTHER = "ABCxyz0123456789₸№«»„“”’–—…·×ŞşğıİĞłŁżäöüÄÖÜßéñ"


@pytest.mark.parametrize(("weight", "style"), WEIGHTS.items())
def test_each_weight_for_pdfs_has_every_letter_and_its_name(weight, style):
    with TTFont(HERE / "fonts" / f"GolosText-{style}.ttf") as font:
        known = font.getBestCmap()
        assert [letter for letter in KAZAKH + OTHER if ord(letter) not in known] == []
        assert (font["name"].getDebugName(16), font["OS/2"].usWeightClass) == ("Golos Text", weight)


def test_the_web_subsets_together_have_every_letter():
    known = set()
    for path in (HERE / "static" / "qurultai" / "fonts").glob("*.woff2"):
        with TTFont(path) as font:
            known |= set(font.getBestCmap())
    assert [letter for letter in KAZAKH + OTHER if ord(letter) not in known] == []


@pytest.mark.parametrize("folder", [HERE / "fonts", HERE / "static" / "qurultai" / "fonts"], ids=["pdf", "web"])
def test_the_licence_lies_beside_the_fonts(folder):
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
