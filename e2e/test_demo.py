"""What `make demo` promises: a forum planned in this very run, read by everybody, used by a guest and by the office.

With QURULTAI_SCREENSHOTS set to a folder the journeys also write the README's pictures there.
"""

import os
import re
from pathlib import Path

import pytest

from e2e.conftest import PHONE
from e2e.server import Site, free_port

DESK = {"width": 1280, "height": 860}
PICTURES = os.environ.get("QURULTAI_SCREENSHOTS", "")
PLANNING_SECONDS = "20"
PUBLIC = ["", "programme/", "programme/grid/", "speakers/", "rooms/", "programme/topics/", "past/", "search/"]

SIDEWAYS = """() => [...document.querySelectorAll(".table-scroll")].filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.getAttribute("aria-label"))"""


def links_in(said: str) -> dict[str, str]:
    """The one-time sign-in links that the command printed, by role."""
    return {m[1].strip(): m[2] for m in re.finditer(r"^  (.{34}) .{28} http://\S+?(/en/\S+)$", said, re.MULTILINE)}


class Staged(Site):
    """The demonstration, entered, planned and published before it is served."""

    links: dict[str, str]

    def stage(self) -> str:
        """Run `qurultai demo --no-serve` and remember its sign-in links by role."""
        said = self.run(
            "-c", "from qurultai.cli import main; main()", "demo", "--no-serve", "--seconds", PLANNING_SECONDS
        )
        self.links = links_in(said)
        return said


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    staged = Staged(tmp_path_factory.mktemp("demo"), free_port())
    staged.said = staged.stage()
    staged.start()
    yield staged
    staged.stop()


def picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def sign_in(page, demo, role):
    page.goto(demo.url + demo.links.pop(role))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_the_plan_is_made_in_this_run_and_its_bound_is_told(demo):
    assert re.search(r"best \d+, proven: no plan is below \d+", demo.said)
    assert re.search(r"publishing version 1", demo.said)
    assert len(links_in(demo.said)) == 24


def test_a_second_start_finds_everything_there(demo):
    said = demo.run("-c", "from qurultai.cli import main; main()", "demo", "--no-serve")
    assert "planning" not in said
    assert links_in(said).keys() == demo.links.keys()
    demo.links = links_in(said)


@pytest.mark.parametrize(("path", "language"), [*zip(PUBLIC, ("en", "kk", "ru") * 3, strict=False)])
def test_everybody_reads_every_public_page_on_a_phone(demo, page, axe, fits, language, path):
    answer = page.goto(f"{demo.url}/{language}/{path}")
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert axe(page) == []
    assert fits(page)
    picture(page, f"phone-{path.strip('/').replace('/', '-') or 'home'}")


def test_a_session_and_a_speaker_are_one_tap_away(demo, page, axe):
    page.goto(f"{demo.url}/ru/programme/")
    page.locator("main a[href*='/programme/']").first.click()
    page.goto(f"{demo.url}/ru/speakers/")
    page.locator("main a[href*='/speakers/']").first.click()
    assert page.locator("h1").count() == 1
    assert axe(page) == []


def test_the_programme_is_read_without_javascript(demo, browser):
    visitor = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = visitor.new_page()
    page.goto(f"{demo.url}/kk/programme/")
    assert page.locator("main a").count() > 60
    visitor.close()


def test_pictures_of_the_public_site_on_a_desk(demo, browser, axe):
    for scheme in ("light", "dark"):
        visitor = browser.new_context(viewport=DESK, color_scheme=scheme)
        page = visitor.new_page()
        for path in ("", "programme/grid/"):
            page.goto(f"{demo.url}/en/{path}")
            assert axe(page) == []
            picture(page, f"desk-{scheme}-{path.strip('/').replace('/', '-') or 'home'}")
        visitor.close()


def test_the_grid_says_that_there_are_more_halls_and_is_scrolled_by_keyboard(demo, browser):
    visitor = browser.new_context(viewport=DESK)
    page = visitor.new_page()
    page.goto(f"{demo.url}/en/programme/grid/")
    region = page.get_by_role("region").first
    hint = "one => getComputedStyle(one, '::after').opacity"
    assert (region.get_attribute("aria-label"), region.evaluate(hint)) == ("Monday, 13 September", "1")
    region.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "one => one.scrollLeft + one.clientWidth >= one.scrollWidth - 1", arg=region.element_handle()
    )
    page.wait_for_function(f"one => ({hint})(one) === '0'", arg=region.element_handle())
    visitor.close()


def test_a_guest_stars_a_session_and_finds_her_agenda(demo, page, axe, fits):
    sign_in(page, demo, "Participant")
    for path in ("my/", "my/agenda/", "my/sessions/", "my/me/", "my/feed/"):
        for language in ("kk", "ru", "en"):
            assert page.goto(f"{demo.url}/{language}/{path}").status == 200
            assert axe(page) == []
            assert fits(page)
        picture(page, f"cabinet-{path.strip('/').replace('/', '-')}")


def test_a_speaker_sees_her_own_session_in_her_agenda(demo, page):
    sign_in(page, demo, "Speaker")
    page.goto(f"{demo.url}/en/my/agenda/")
    assert page.locator("main time").count() > 0


def test_the_office_is_the_programme_managers_and_nobody_elses(demo, browser, axe):
    visitor = browser.new_context(viewport=DESK)
    page = visitor.new_page()
    sign_in(page, demo, "Programme manager")
    for path in (
        "office/",
        "office/programme/sessions/",
        "office/programme/plan/",
        "office/programme/versions/",
        "office/programme/import/",
        "office/programme/topics/",
        "office/calendar/",
        "office/people/",
    ):
        for language in ("kk", "ru", "en"):
            answer = page.goto(f"{demo.url}/{language}/{path}")
            assert answer.status == 200, (language, path)
            assert axe(page) == []
            assert page.evaluate(SIDEWAYS) == [], (language, path)
        picture(page, path.strip("/").replace("/", "-"))
    visitor.close()

    guest = browser.new_context()
    page = guest.new_page()
    sign_in(page, demo, "Job seeker")
    assert page.goto(f"{demo.url}/en/office/programme/sessions/").status == 403
    guest.close()


def test_the_owner_reads_the_forum_places_roles_and_journal(demo, browser, axe):
    visitor = browser.new_context(viewport=DESK)
    page = visitor.new_page()
    sign_in(page, demo, "Forum owner")
    for path in (
        "office/edition/",
        "office/edition/change/",
        "office/edition/places/",
        "office/edition/roles/",
        "office/journal/",
        "office/people/organisations/",
    ):
        for language in ("kk", "ru", "en"):
            assert page.goto(f"{demo.url}/{language}/{path}").status == 200
            assert axe(page) == []
        picture(page, path.strip("/").replace("/", "-"))
    visitor.close()
