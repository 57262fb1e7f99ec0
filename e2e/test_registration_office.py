"""Groups by spreadsheet, invitations in waves, identity documents, duplicates: from the first click to the last."""

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from e2e.server import Site, free_port
from e2e.signing_in import follow
from qurultai.kit import sheets

PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
OFFICE = "office/registration"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A forum of its own, with a delegation, an identity document and two who are alike."""
    running = Site(tmp_path_factory.mktemp("registry"), free_port())
    running.start()
    try:
        running.call("e2e.seeds:forum")
        running.made = running.call("e2e.registration_seeds:registry")
        yield running
    finally:
        running.stop()


def enter(site, page, role, email=""):
    """Make somebody of a role and sign her in."""
    made = site.call("e2e.seeds:person", name=role.title(), email=email or f"{role}@example.org", roles=[role])
    follow(site, page, made["link"])


def is_sound(page, axe, fits, languages=("en",)):
    """No finding and no scrolling sideways, on a phone and on a laptop, in these languages."""
    here = page.url
    for language in languages:
        if language != "en":
            page.goto(here.replace("/en/", f"/{language}/"))
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            assert (page.url, size["width"], fits(page), axe(page)) == (page.url, size["width"], True, [])
    if languages != ("en",):
        page.goto(here)


GIVEN = ("Name *", "E-mail", "Country *")
THREE = ("en", "kk", "ru")


def test_a_delegation_is_registered_by_spreadsheet_and_its_people_are_followed(site, page, axe, fits):
    follow(site, page, site.made["head"])
    page.goto(f"{site.url}/en/register/groups/")
    is_sound(page, axe, fits, THREE)
    page.get_by_role("link", name="Orbit delegation").click()
    is_sound(page, axe, fits, THREE)
    page.set_viewport_size(PHONE)
    with page.expect_download() as file:
        page.get_by_role("link", name="Spreadsheet to fill in").click()
    columns = CalamineWorkbook.from_path(str(file.value.path())).get_sheet_by_index(0).to_python()[0]

    def sheet(*people):
        rows = [[dict(zip(GIVEN, one, strict=True)).get(column, "") for column in columns] for one in people]
        body = sheets.as_xlsx(columns, rows, "people")
        return {"name": "people.xlsx", "mimeType": sheets.XLSX, "buffer": body}

    page.locator("#id_file").set_input_files(sheet(("Aru Kim", "aru.kim@example.org", "Nowhere")))
    page.get_by_role("button", name="Register them").click()
    expect(page.locator(".note li").first).to_contain_text("Row 2")
    is_sound(page, axe, fits)
    people = [("Aru Kim", "aru.kim@example.org", "Kazakhstan"), ("Boris Ten", "boris@example.org", "Kazakhstan")]
    page.locator("#id_file").set_input_files(sheet(*people))
    page.get_by_role("button", name="Register them").click()
    expect(page.locator("#toasts")).to_contain_text("New: 2.")
    is_sound(page, axe, fits, THREE)
    page.get_by_role("link", name="Somebody else Boris Ten").click()
    is_sound(page, axe, fits, THREE)
    page.locator("#id_name").fill("Chen Li")
    page.locator("#id_country").select_option("CN")
    page.get_by_role("button", name="Swap").click()
    expect(page.locator("tbody")).to_contain_text("Chen Li")
    page.get_by_role("button", name="Withdraw Aru Kim").click()
    expect(page.get_by_role("button", name="Take part after all Aru Kim")).to_be_visible()
    page.locator("#id_q").fill("chen")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    is_sound(page, axe, fits)


def test_protocol_invites_in_waves_and_the_invited_answers(site, page, browser, axe, fits):
    enter(site, page, "prot")
    page.goto(f"{site.url}/en/{OFFICE}/invitations/")
    is_sound(page, axe, fits, THREE)
    page.get_by_role("link", name="Invite").click()
    is_sound(page, axe, fits, THREE)
    page.locator("#id_category").select_option(label="Honoured guest")
    page.locator("#id_language").select_option("en")
    page.locator("#id_rows").fill("Name\tE-mail\tCountry\nHer Excellency\thonour@example.org\tKZ\n")
    page.get_by_role("button", name="Draft invitations").click()
    is_sound(page, axe, fits, THREE)
    page.get_by_role("button", name="Send them").click()
    expect(page.locator("tbody")).to_contain_text("Sent")
    visitor = browser.new_context(viewport=PHONE)
    try:
        guest = visitor.new_page()
        guest.goto(site.link_to("register/invitation", "honour@example.org"))
        is_sound(guest, axe, fits, THREE)
        guest.get_by_role("button", name="I come").click()
        expect(guest.locator("#id_name")).to_have_value("Her Excellency")
        guest.get_by_role("button", name="Send", exact=True).click()
        expect(guest.locator(".badge")).to_have_text("Approved")
    finally:
        visitor.close()
    page.reload()
    expect(page.locator("tbody")).to_contain_text("Accepted")


def test_the_visa_desk_reads_a_document_masked_and_then_in_full(site, page, axe, fits):
    enter(site, page, "visa")
    page.goto(f"{site.url}/en/{OFFICE}/registrations/{site.made['bearer']}/identity/")
    expect(page.locator("main dl").first).to_contain_text("••••••67")
    is_sound(page, axe, fits, THREE)
    page.get_by_role("button", name="Show in full").click()
    expect(page.locator("main dl").first).to_contain_text("N1234567")
    is_sound(page, axe, fits)


def test_two_registrations_of_one_person_are_made_one_and_that_is_undone(site, page, axe, fits):
    enter(site, page, "prot", "merging@example.org")
    page.goto(f"{site.url}/en/{OFFICE}/")
    is_sound(page, axe, fits, THREE)
    page.get_by_role("link", name="Possible duplicates").click()
    expect(page.locator("h1")).to_have_text("Possible duplicates")
    is_sound(page, axe, fits, THREE)
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_have_text("One person or two?")
    is_sound(page, axe, fits, THREE)
    page.get_by_label("Engineer").check()
    page.get_by_role("button", name="Make them one").click()
    expect(page.locator("#toasts")).to_contain_text("They are one registration now.")
    expect(page.locator("main dl").first).to_contain_text("Engineer")
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{site.url}/en/{OFFICE}/duplicates/")
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="They are two persons").click()
    expect(page.locator("main")).to_contain_text("No duplicate in sight")


def test_the_lists_of_the_office_have_no_finding_in_three_languages(site, page, axe, fits):
    enter(site, page, "prot", "lists@example.org")
    shown = ("groups/", "groups/?q=orbit&sort=-capacity", "categories/", "?source=rows&col=name&col=source", "forms/")
    for part in shown:
        page.goto(f"{site.url}/en/{OFFICE}/{part}")
        is_sound(page, axe, fits, THREE)
