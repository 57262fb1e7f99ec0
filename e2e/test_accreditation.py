"""From the approved registration to the badge: security, badge desk, visa desk, the guest, each on her own screen."""

import pytest
from playwright.sync_api import expect

from e2e.server import Site, free_port
from e2e.signing_in import follow

LAPTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
HERE = "/en/office"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own, with four people who are approved."""
    running = Site(tmp_path_factory.mktemp("accreditation"), free_port())
    running.start()
    try:
        running.call("e2e.seeds:forum")
        running.people = running.call("e2e.accreditation_seeds:approved")
        yield running
    finally:
        running.stop()


def enter(site, page, role):
    """Make somebody of a role and sign her in by her link."""
    made = site.call("e2e.seeds:person", name=role.title(), email=f"{role}@example.org", roles=[role])
    follow(site, page, made["link"])


def is_sound(page, axe, fits):
    """Whether a page has no finding and does not scroll sideways, on a laptop and on a phone."""
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        assert (page.url, size["width"], fits(page), axe(page)) == (page.url, size["width"], True, [])


def test_security_makes_a_batch_and_decides(site, page, axe, fits):
    enter(site, page, "secu")
    for part in ("accreditation/", "accreditation/batches/", "accreditation/zones/"):
        page.goto(f"{site.url}{HERE}/{part}")
        is_sound(page, axe, fits)
    page.goto(f"{site.url}{HERE}/accreditation/batches/")
    page.get_by_role("button", name="Make a batch").click()
    expect(page.locator("h1")).to_have_text("Batch 1")
    is_sound(page, axe, fits)
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV 1").click()
    lines = file.value.path().read_text(encoding="utf-8-sig").splitlines()
    answer = [lines[0], *(f"{line}{'refused' if 'Wolfgang' in line else 'cleared'}" for line in lines[1:])]
    page.get_by_label("Table with the columns").set_input_files(
        {"name": "answer.csv", "mimeType": "text/csv", "buffer": "\n".join(answer).encode()}
    )
    page.get_by_role("button", name="Read the decisions").click()
    expect(page.locator("#toasts")).to_contain_text("4 decisions are kept.")
    states = site.call("e2e.accreditation_seeds:states")
    assert {name: state for name, state in states.items() if state != "cleared"} == {
        "Wolfgang Amadeus von Habsburg-Lothringen": "refused"
    }
    page.goto(f"{site.url}{HERE}/accreditation/")
    is_sound(page, axe, fits)


def test_the_desk_finds_prints_hands_out_and_protocol_replaces_a_lost_badge(site, page, axe, fits):
    enter(site, page, "prot")
    page.goto(f"{site.url}{HERE}/badges/")
    is_sound(page, axe, fits)
    page.get_by_label("Scan a code").fill("aygerim")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("h1")).to_contain_text("Әйгерім Сәрсенбай")
    is_sound(page, axe, fits)
    number = page.locator("dd", has_text="ready").inner_text().split()[0]
    page.get_by_role("button", name="It is handed out").click()
    expect(page.locator("dd .badge", has_text="handed out")).to_be_visible()
    page.get_by_role("button", name="Block it and make a new one").click()
    expect(page.get_by_text("A new badge is made.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=number)).to_contain_text("lost")
    is_sound(page, axe, fits)
    for part in ("badges/all/", "badges/piles/"):
        page.goto(f"{site.url}{HERE}/{part}")
        is_sound(page, axe, fits)
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.get_by_text("3 of 3 badges are printed.")).to_be_visible()
    is_sound(page, axe, fits)
    with page.expect_download() as file:
        page.get_by_role("link", name="001-A-K.pdf").click()
    assert file.value.path().read_bytes()[:5] == b"%PDF-"


def test_the_visa_desk_makes_letters(site, page, axe, fits):
    enter(site, page, "visa")
    for part in ("visas/", "visas/table/"):
        page.goto(f"{site.url}{HERE}/{part}")
        is_sound(page, axe, fits)
    page.goto(f"{site.url}{HERE}/visas/?q=asha")
    page.goto(f"{site.url}{page.get_by_role('link', name='Asha Venkataraman').get_attribute('href')}")
    page.get_by_role("button", name="Make a letter").click()
    expect(page.get_by_role("link", name="Letter No. 1")).to_be_visible()
    is_sound(page, axe, fits)


def test_the_guest_shows_her_code_on_a_phone_in_three_languages(site, page, axe, fits):
    page.goto(f"{site.url}/en/sign-in/link/{site.people['link']}/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/my/")
    for language in ("kk", "ru", "en"):
        page.goto(f"{site.url}/{language}/my/badge/")
        expect(page.locator(".badge-code svg")).to_be_visible()
        is_sound(page, axe, fits)
