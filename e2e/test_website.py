"""The public site in a browser: every page in three languages, light and dark, small, without scripts, by keyboard."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from e2e.server import Site, free_port

LANGUAGES = ("kk", "ru", "en")
PAGES = (
    "", "programme/", "programme/grid/", "programme/topics/", "programme/kinds/", "programme/kinds/plenary/",
    "programme/versions/", "topics/{topic}/", "programme/sessions/{session}/", "speakers/", "speakers/{person}/",
    "rooms/", "rooms/{room}/", "about/", "search/?q=opening", "search/?q=xyzzy", "nothing-here/",
)  # fmt: skip


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, str]]]:
    """A site of its own with a published programme."""
    running = Site(tmp_path_factory.mktemp("website"), free_port())
    running.start()
    try:
        yield running, running.call("e2e.website_seeds:published_forum")
    finally:
        running.stop()


def addresses(page: Page, site: Site, codes: dict[str, str]) -> list[str]:
    """Every kind of page, with a topic and a room as the site itself links them."""
    found = {}
    for kind, start in (("topic", "programme/topics/"), ("room", "rooms/")):
        page.goto(f"{site.url}/en/{start}")
        found[kind] = page.locator(".topic-card a").first.get_attribute("href").rstrip("/").rpartition("/")[2]
    return [address.format(**codes, **found) for address in PAGES]


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark"), ("en", "light"), ("en", "dark")])
def test_every_page_satisfies_axe_and_fits_360_pixels(
    forum: tuple[Site, dict[str, str]], page: Page, axe: Callable, fits: Callable, language: str, scheme: str
) -> None:
    site, codes = forum
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found, wide = {}, []
    for address in addresses(page, site, codes):
        page.goto(f"{site.url}/{language}/{address}")
        if findings := axe(page):
            found[address] = findings
        if not fits(page):
            wide.append(address)
        assert page.locator("html").get_attribute("lang") == language
    assert found == {}
    assert wide == []


def test_a_clash_with_a_long_name_stays_in_its_card_at_360_pixels(
    forum: tuple[Site, dict[str, str]], page: Page, axe: Callable, fits: Callable
) -> None:
    site, _codes = forum
    page.goto(f"{site.url}/en/sign-in/link/{site.call('e2e.website_seeds:busy_participant')}/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/en/my/")
    for language in LANGUAGES:
        page.goto(f"{site.url}/{language}/my/sessions/")
        assert page.locator(".session-tags .badge-danger").count() == 1
        assert (language, fits(page), axe(page)) == (language, True, [])


def test_a_sessions_own_public_page_warns_of_a_clash_whoever_is_signed_in_and_asks_nothing_of_others(
    forum: tuple[Site, dict[str, str]], page: Page, axe: Callable, fits: Callable
) -> None:
    site, codes = forum
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/my/" in request.url else None)
    page.goto(f"{site.url}/en/programme/sessions/{codes['session']}/")
    page.wait_for_load_state("networkidle")
    assert (asked, page.locator("[data-mine]").is_visible()) == ([], False)
    page.goto(f"{site.url}/en/sign-in/link/{site.call('e2e.website_seeds:busy_participant', name='Aru Warned')}/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/en/my/")
    for language, words in (("kk", "Дәл осы уақытта"), ("ru", "В это же время"), ("en", "At the same time")):
        page.goto(f"{site.url}/{language}/programme/sessions/{codes['session']}/")
        page.locator("[data-mine] .note").wait_for()
        assert words in page.locator("[data-mine]").inner_text()
        assert page.locator("[data-mine] a").get_attribute("href") == f"/{language}/my/agenda/"
        assert (language, fits(page), axe(page)) == (language, True, [])


def test_on_a_phone_the_header_has_two_rows_and_all_of_it_is_reached_by_keyboard_without_scripts(
    forum: tuple[Site, dict[str, str]], browser: Browser
) -> None:
    site, _codes = forum
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for language in LANGUAGES:
        page.goto(f"{site.url}/{language}/speakers/")
        links = page.locator("header.top a")
        boxes = [link.bounding_box() for link in links.all()]
        assert page.locator("header.top").bounding_box()["height"] <= 104
        assert all(box["height"] >= 44 for box in boxes)
        reached = set()
        for _ in range(links.count() + 1):
            page.keyboard.press("Tab")
            reached.add(page.locator(":focus").get_attribute("href"))
        assert reached == {"#main", *(link.get_attribute("href") for link in links.all())}
    context.close()


def test_a_speaker_is_found_as_one_writes(forum: tuple[Site, dict[str, str]], page: Page, axe: Callable) -> None:
    site, _codes = forum
    page.goto(f"{site.url}/en/speakers/")
    words, people = page.locator("[data-sift-words]"), page.locator(".people > li:visible")
    for typed, found in (("Айгул", 1), ("aygul ser", 1), ("zorq", 0)):
        words.fill(typed)
        assert (typed, people.count(), page.locator("[data-sifted]").inner_text()) == (typed, found, f"Found: {found}")
    assert axe(page) == []
    words.fill("")
    assert (people.count(), page.locator(".letters").is_visible()) == (1, True)


def test_every_page_can_be_read_without_scripts(forum: tuple[Site, dict[str, str]], browser: Browser) -> None:
    site, codes = forum
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site.url}/ru/")
    page.locator("a", has_text="Смотреть программу").click()
    page.locator(".session a", has_text="Открытие").first.click()
    assert page.url == f"{site.url}/ru/programme/sessions/{codes['session']}/"
    page.locator("a[hreflang=kk]").click()
    assert page.locator("h1").inner_text() == "Ашылу"
    context.close()


def test_the_programme_can_be_walked_by_keyboard_alone(forum: tuple[Site, dict[str, str]], page: Page) -> None:
    site, codes = forum
    page.goto(f"{site.url}/en/programme/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.session') !== null"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/programme/sessions/{codes['session']}/")


def test_the_front_page_counts_the_days_in_each_language(forum: tuple[Site, dict[str, str]], page: Page) -> None:
    site, _codes = forum
    said = {}
    for language in LANGUAGES:
        page.goto(f"{site.url}/{language}/")
        said[language] = page.locator("[data-countdown]").inner_text().replace("39", "40").replace("41", "40")
    assert said == {"kk": "40 күн қалды", "ru": "осталось 40 дней", "en": "in 40 days"}


def test_the_policy_lets_the_data_for_machines_stand(forum: tuple[Site, dict[str, str]], page: Page) -> None:
    site, codes = forum
    page.goto(f"{site.url}/en/programme/sessions/{codes['session']}/")
    kind = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']"
    )
    assert kind == "Event"


def test_the_copy_works_from_a_folder_of_any_file_server(
    forum: tuple[Site, dict[str, str]], page: Page, tmp_path: Path
) -> None:
    site, codes = forum
    site.manage("export-site", "--out", str(tmp_path / "deep" / "copy"))
    with served(tmp_path) as address:
        page.goto(f"{address}/deep/copy/index.html")
        page.locator("a[lang=en]").click()
        page.locator("a", has_text="See the programme").click()
        page.locator(".session a", has_text="Opening").first.click()
        assert page.url == f"{address}/deep/copy/en/programme/sessions/{codes['session']}/index.html"
        page.locator("a[hreflang=ru]").click()
        assert page.url == f"{address}/deep/copy/ru/programme/sessions/{codes['session']}/index.html"
        page.wait_for_load_state()
        assert page.evaluate("document.styleSheets[0].cssRules.length > 100")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A plain file server over a folder."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files without a log."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""
