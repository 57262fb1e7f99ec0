"""What the gates' journeys do again and again: a phone that stands at a gate, and scans."""

from playwright.sync_api import Browser, Page, expect

from e2e.conftest import PHONE

SAME_AGAIN = 4_100
"""A code that is still before the camera is not judged again for so many ms."""


def paired(site, browser: Browser, pairing: str, *, clock: bool = False) -> Page:
    """A phone that stands at a gate; its clock can be set if that is wanted."""
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(15_000)
    page = context.new_page()
    if clock:
        page.clock.install()
    page.goto(f"{site.url}/gate/#pair={pairing}")
    page.get_by_role("button", name="Pair").click()
    expect(page.locator("#gate-result")).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready")
    return page


def scans(page: Page, code: str, word: str, reason: str = "") -> None:
    """A hardware scanner types a code; the page shows a word."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.locator(".gate-word")).to_have_text(word)
    if reason:
        expect(page.locator(".gate-reason")).to_have_text(reason)


def waiting(page: Page, number: int) -> None:
    """So many scans wait on the phone."""
    expect(page.locator("#gate-waiting")).to_have_attribute("data-n", str(number), timeout=20_000)


def say(page: Page, language: str) -> None:
    """The guard chooses her language."""
    page.get_by_role("combobox").first.select_option(language)
