"""A guest withdraws a consent, takes a copy of what is kept of her, and asks to be erased; she is, with an act."""

import pytest
from playwright.sync_api import expect

from e2e.test_cabinet import enter

OFFICER = {"name": "Dina Officer", "email": "dina.officer@example.org", "roles": ["dpo", "part"]}
HERE = "office/people/erasures/"


@pytest.fixture(scope="module")
def letter(site):
    """The link in the letter of somebody who is approved and agreed to be photographed."""
    return site.call("e2e.registration_seeds:somebody_in_pictures")


def both_widths(page, axe, fits):
    """Nothing is found on this page, neither on a telephone nor on a desk."""
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found.append((fits(page), axe(page)))
    return found


def test_from_a_consent_withdrawn_to_an_act_of_erasure(site, page, context, letter, axe, fits):
    clean = [(True, []), (True, [])]
    page.goto(f"{site.url}{letter['path']}")
    assert both_widths(page, axe, fits) == clean
    page.get_by_role("button", name="Withdraw this consent").click()
    expect(page.locator("#consents")).to_contain_text("Withdrawn on")
    assert both_widths(page, axe, fits) == clean
    with page.expect_download() as download:
        page.get_by_role("link", name="My data", exact=True).click()
    assert download.value.suggested_filename.endswith(".zip")
    page.get_by_role("link", name="Erase my data").click()
    assert both_widths(page, axe, fits) == clean
    page.get_by_role("button", name="Ask to be erased").click()
    page.get_by_role("link", name="Erase my data").click()
    expect(page.locator("main")).to_contain_text("We answer within 30 days.")
    desk = context.new_page()
    enter(site, desk, **OFFICER)
    for language in ("kk", "ru", "en"):
        desk.goto(f"{site.url}/{language}/{HERE}")
        assert (language, both_widths(desk, axe, fits)) == (language, clean)
    desk.locator("#asked a").first.click()
    assert both_widths(desk, axe, fits) == clean
    desk.get_by_label("Code of the request").fill("WRONG")
    desk.locator("#id_do").select_option("erase")
    desk.get_by_role("button", name="Answer").click()
    expect(desk.locator(".errorlist").first).to_contain_text("This is not the code of the request.")
    assert both_widths(desk, axe, fits) == clean
    desk.get_by_label("Code of the request").fill(desk.locator("main dl dd").first.inner_text())
    desk.get_by_role("button", name="Answer").click()
    expect(desk.locator("h1")).to_have_text("Act of erasure No. 1")
    assert both_widths(desk, axe, fits) == clean
    page.goto(f"{site.url}{letter['path']}")
    expect(page.locator("main")).not_to_contain_text("Aru Pictured")
    assert both_widths(page, axe, fits) == clean
