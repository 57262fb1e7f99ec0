"""The gallery: every component in each kind of screen, language and theme, as a browser shows it.

Where components stand and how large they are is kept in gallery_boxes.json; after a wanted change, look at the gallery
and run these tests once with RENEW_GALLERY=1.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from qurultai.kit.ui.testing import address, serve_gallery

pytestmark = pytest.mark.urls("qurultai.kit.ui.tests.urls")
LAYOUTS = ("website", "cabinet", "office", "kiosk")
BOXES = Path(__file__).parent / "gallery_boxes.json"
TOLERANCE = 6
SMALL_TARGETS = """least => [...document.querySelectorAll(":is(main, header, nav) :is(a, button, input, select)")]
  .filter(e => e.checkVisibility() && e.type !== "hidden" && !e.closest("dialog"))
  .map(e => [e, (e.matches("[type=checkbox], [type=radio]") && e.closest("label, .choice, th")) || e])
  .filter(([e]) => !(e.matches("a") && getComputedStyle(e).display === "inline"))
  .map(([e, target]) => [e.outerHTML.slice(0, 90), target.getBoundingClientRect()])
  .filter(([, box]) => box.height < least || box.width < least)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
MEASURED = """() => {
  const boxes = {};
  for (const e of document.querySelectorAll("main [class], header[class], nav[class]")) {
    if (!e.checkVisibility() || e.closest("svg")) continue;
    const name = e.classList[0], box = e.getBoundingClientRect();
    if (!(name in boxes)) boxes[name] = [Math.round(box.x), Math.round(box.width), Math.round(box.height)];
  }
  return boxes;
}"""


def opened(browser: Browser, layout: str, language: str = "en", width: int = 1280, **choices: object) -> Iterator[Page]:
    """A tab on the gallery in which an error on the console, such as a breach of the policy, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **choices)
    serve_gallery(context)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(address(language, layout))
    tab.evaluate("document.fonts.ready")
    yield tab
    context.close()
    assert said == []


@pytest.fixture
def office(browser: Browser) -> Iterator[Page]:
    """The gallery as an office page on a laptop."""
    yield from opened(browser, "office")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("language", "theme"), [("kk", "light"), ("ru", "dark"), ("en", "light"), ("en", "dark")])
def test_axe_finds_nothing(browser, axe, layout, language, theme):
    for tab in opened(browser, layout, language, color_scheme=theme):
        assert axe(tab) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("language", "theme"), [("kk", "dark"), ("ru", "light")])
def test_a_phone_of_360_pixels_needs_no_scrolling_sideways(browser, fits, axe, layout, language, theme):
    for tab in opened(browser, layout, language, width=360, color_scheme=theme):
        assert fits(tab)
        assert axe(tab) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_laptop_page_at_400_percent_needs_no_scrolling_sideways(browser, fits, layout):
    for tab in opened(browser, layout, width=320):
        assert fits(tab)


@pytest.mark.parametrize(("layout", "least"), [("website", 44), ("cabinet", 44), ("office", 24)])
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_that_can_be_pressed_is_large_enough(browser, layout, least, width):
    for tab in opened(browser, layout, width=width):
        assert tab.evaluate(SMALL_TARGETS, least) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_scripts_everything_is_there_and_nothing_pretends_to_work(browser, layout):
    for tab in opened(browser, layout, java_script_enabled=False):
        assert tab.locator(".only-js:visible").count() == 0
        assert tab.locator("h1:visible").count() == 1


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", [360, 1280])
def test_components_keep_their_places_and_sizes(browser, layout, width):
    name = f"{layout} {width}"
    for tab in opened(browser, layout, width=width):
        seen = tab.evaluate(MEASURED)
        if os.environ.get("RENEW_GALLERY"):
            kept = json.loads(BOXES.read_text("utf-8")) | {name: seen}
            lines = (f"{json.dumps(key)}: {json.dumps(kept[key], sort_keys=True)}" for key in sorted(kept))
            BOXES.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
        known = json.loads(BOXES.read_text("utf-8"))[name]
        assert sorted(seen) == sorted(known)
        assert moved(known, seen) == {}


def moved(known: dict[str, list[int]], seen: dict[str, list[int]]) -> dict[str, tuple[list[int], list[int]]]:
    """Components whose left edge, width or height differs by more than the tolerance or, if larger, three percent."""
    pairs = {name: (known[name], seen[name]) for name in known}
    return {
        name: (before, after)
        for name, (before, after) in pairs.items()
        if any(abs(a - b) > max(TOLERANCE, 0.03 * a) for a, b in zip(before, after, strict=True))
    }


def test_a_component_that_grew_is_noticed():
    assert moved({"a": [0, 100, 40], "b": [0, 9, 9]}, {"a": [0, 100, 52], "b": [2, 9, 9]}) == {
        "a": ([0, 100, 40], [0, 100, 52])
    }


def test_a_theme_that_was_chosen_stays(office):
    office.click("[data-theme-toggle]")
    assert office.locator("html").get_attribute("data-theme") == "dark"
    office.reload()
    assert office.locator("html").get_attribute("data-theme") == "dark"
    assert office.locator("[data-theme-toggle]").get_attribute("aria-pressed") == "true"


def test_rows_are_walked_ticked_and_searched_by_keyboard_alone(office):
    for key in ("j", "j", "x"):
        office.keyboard.press(key)
    assert office.locator(".row-here th").inner_text() == "John Smith"
    assert office.evaluate("document.activeElement.getAttribute('href')") == "#p2"
    assert office.locator("#list [name=ticked]:checked").evaluate_all("all => all.map(e => e.value)") == ["2"]
    assert office.locator("[data-ticked]").inner_text() == "1"
    office.keyboard.press("k")
    office.keyboard.press("/")
    office.keyboard.type("jx")
    assert office.locator("#list-search").input_value() == "jx"
    assert office.locator(".row-here th").inner_text() == "Айгүл Сапарова"


def test_the_keys_can_be_read_and_switched_off(office):
    office.keyboard.press("?")
    office.uncheck("[data-keys-off]")
    office.keyboard.press("Escape")
    office.keyboard.press("j")
    assert office.locator(".row-here").count() == 0


def test_a_step_that_cannot_be_undone_asks_for_the_name(office):
    office.click("[data-opens=g-remove]")
    go_on = office.locator("#g-remove [data-when-equal]")
    assert go_on.is_disabled()
    office.fill("#g-remove-name", "Q7K3")
    assert go_on.is_disabled()
    office.fill("#g-remove-name", "Q7K2")
    assert go_on.is_enabled()
    office.keyboard.press("Escape")
    assert office.evaluate("document.activeElement.dataset.opens") == "g-remove"


def test_what_was_typed_comes_back_until_it_is_confirmed_or_begun_anew(office):
    office.fill("#id_name", "Айгүл")
    office.check("#id_languages_1")
    office.reload()
    assert (office.input_value("#id_name"), office.is_checked("#id_languages_1")) == ("Айгүл", True)
    office.click("[data-draft-note] button")
    office.reload()
    assert (office.input_value("#id_name"), office.is_visible("[data-draft-note]")) == ("", False)


def test_a_draft_is_gone_once_the_server_has_it(office):
    office.fill("#id_name", "Айгүл")
    office.evaluate("""() => { const p = document.createElement("p"); p.dataset.draftDone = "gallery";
      document.querySelector("main").append(p); htmx.process(p); htmx.trigger(p, "htmx:load"); }""")
    assert office.evaluate("localStorage.getItem('draft:gallery')") is None


def test_the_language_switch_keeps_what_was_typed_and_only_once(browser):
    for tab in opened(browser, "cabinet"):
        tab.fill("#id_bad-name", "Айгүл")
        tab.click(".languages a[lang=ru]")
        tab.wait_for_url("**/ru/gallery/**")
        assert tab.input_value("#id_bad-name") == "Айгүл"
        tab.reload()
        assert tab.input_value("#id_bad-name") == ""


def test_arrow_keys_walk_between_the_sessions_of_the_grid(office):
    first = office.locator(".schedule a[href='#b']")
    first.focus()
    office.keyboard.press("ArrowRight")
    assert office.evaluate("document.activeElement.getAttribute('href')") == "#c"
    office.keyboard.press("ArrowLeft")
    assert office.evaluate("document.activeElement.getAttribute('href')") == "#b"


def test_rooms_stay_in_sight_while_the_grid_scrolls(browser):
    for tab in opened(browser, "website"):
        offset = """() => { const s = document.querySelector(".schedule-scroll"); s.style.maxHeight = "200px";
          s.scrollTop = 150; const top = e => e.getBoundingClientRect().top;
          return top(document.querySelector(".schedule-head.gc-2")) - top(s); }"""
        assert abs(tab.evaluate(offset)) <= 2


def test_a_printed_programme_has_neither_navigation_nor_buttons(office):
    office.emulate_media(media="print")
    assert office.locator(".nav:visible, .button:visible, .toasts:visible, .tabs:visible").count() == 0
    assert office.locator(".session:visible").count() > 0


def test_the_skip_link_comes_first_and_leads_to_the_content(office):
    office.keyboard.press("Tab")
    assert office.evaluate("document.activeElement.className") == "skip"
    office.keyboard.press("Enter")
    assert office.evaluate("document.activeElement.id") == "main"
