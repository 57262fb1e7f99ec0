"""The style sheets that pages load: fresh, small, and without a colour that is no token."""

import re

import brotli
import pytest

from qurultai.kit.ui import bundle
from qurultai.kit.ui.colour import Oklch

STATIC = bundle.HERE / "static" / "qurultai"
SOURCES = sorted((bundle.HERE / "css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:oklch|rgb|hsl)\(")


@pytest.mark.parametrize("name", bundle.BUNDLES)
def test_the_committed_bundle_is_what_its_sources_give(name):
    assert (STATIC / name).read_text("utf-8") == bundle.BUNDLES[name]()


def test_the_bundle_takes_at_most_12_kilobytes_on_the_wire():
    assert len(brotli.compress((STATIC / "qurultai.css").read_bytes())) <= 12 * 1024


def test_scripts_and_styles_of_a_public_page_leave_three_quarters_of_its_40_kilobytes_to_words():
    names = ("qurultai.css", "schedule.css", "theme.js", "qurultai.js", "icons.svg")
    assert sum(len(brotli.compress((STATIC / name).read_bytes())) for name in names) <= 18 * 1024


@pytest.mark.parametrize("path", [p for p in SOURCES if p.stem not in {"tokens", "print"}], ids=lambda path: path.stem)
def test_no_sheet_but_the_tokens_names_a_colour(path):
    assert COLOUR.findall(path.read_text("utf-8")) == []


def test_every_custom_property_in_use_is_a_token_or_set_in_the_same_sheets():
    everything = "".join(path.read_text("utf-8") for path in SOURCES)
    used = set(re.findall(r"var\(--([\w-]+)", everything))
    assert used - set(re.findall(r"--([\w-]+):", everything)) == set()


def test_minifying_keeps_rules_and_drops_comments_and_space():
    assert bundle.minified("/* why */ a  b ,\n c { margin : 0 ; padding: calc(1px + 2px) ; }\n") == (
        "a b,c{margin : 0;padding: calc(1px + 2px)}\n"
    )


def test_dark_is_written_for_the_system_and_for_the_choice_alike():
    css = bundle.main_bundle()
    ground = bundle.tokens((bundle.HERE / "css" / "tokens.css").read_text("utf-8"))["dark"]["ground"]
    assert css.count(f"--ground: {ground}") == 2
    assert css.count(f"--ground:{Oklch.parse(ground).hex()}") == 2


def test_paper_is_light_whatever_was_chosen():
    css = bundle.main_bundle()
    dark = [found.start() for found in re.finditer(re.escape('[data-theme="dark"]{color-scheme'), css)]
    assert [css[:at].endswith("@media screen{") for at in dark] == [True]


def test_the_grid_has_a_class_for_each_step_of_a_day():
    css = bundle.schedule_bundle()
    assert ".gr-289{grid-row-start:289}" in css
    assert re.findall(r"\.gr-290\b|\.gs-0\b|\.gc-1\{", css) == []
