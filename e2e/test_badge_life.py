"""A lost badge from the report to the red light; a journalist from security's list to her badge and her visa letter."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from e2e.gate_steps import SAME_AGAIN, paired, scans
from e2e.server import Site, free_port
from e2e.signing_in import follow
from e2e.test_accreditation import enter, is_sound
from e2e.test_gate import WAY_IN
from qurultai.documents.testing import ISSUER, apple_file, google_file
from qurultai.kit.sheets import as_xlsx

HERE = "/en/office"
TAGS = ("kk", "ru", "en")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own whose operator has set up both wallets."""
    keys = tmp_path_factory.mktemp("keys")
    more = {
        "QURULTAI_APPLE_PASS_FILE": str(apple_file(keys)[0]),
        "QURULTAI_GOOGLE_WALLET_FILE": str(google_file(keys)[0]),
        "QURULTAI_GOOGLE_WALLET_ISSUER": ISSUER,
    }
    running = Site(tmp_path_factory.mktemp("badge-life"), free_port(), more)
    running.start()
    try:
        running.call("e2e.seeds:forum")
        yield running
    finally:
        running.stop()


def in_each_language(site, page, path, axe, fits):
    for tag in TAGS:
        page.goto(f"{site.url}/{tag}/{path}")
        is_sound(page, axe, fits)


def headings(site, address):
    """What somebody was told by mail, oldest first."""
    site.call("e2e.accreditation_seeds:delivered")
    return [_heading(mail) for mail in site.mails() if address in str(mail["To"])]


def _heading(mail):
    return str(mail["Subject"]).split(":")[0].strip()


def test_a_lost_badge_is_blocked_made_anew_and_the_old_one_is_red(site, browser, axe, fits):
    lost = site.call("e2e.accreditation_seeds:lost")
    gate = paired(site, browser, site.call("e2e.gate_seeds:gate", name="Foyer", zone=9)["pairing"])
    scans(gate, lost["code"], WAY_IN["en"])

    guest = browser.new_context().new_page()
    follow(site, guest, lost["link"])
    in_each_language(site, guest, "my/badge/", axe, fits)
    with guest.expect_download() as file:
        guest.get_by_role("link", name="Add to Apple Wallet").click()
    passed = zipfile.ZipFile(io.BytesIO(file.value.path().read_bytes())).read("pass.json").decode()
    saves = guest.get_by_role("link", name="Save to Google Wallet").get_attribute("href")
    answer = guest.request.get(f"{site.url}{saves}", max_redirects=0)
    assert (lost["code"] in passed, answer.status, answer.headers["location"][:23]) == (
        True,
        302,
        "https://pay.google.com/",
    )

    desk = browser.new_context().new_page()
    enter(site, desk, "prot")
    in_each_language(site, desk, "office/badges/", axe, fits)
    desk.get_by_text("Find by identity document").click()
    is_sound(desk, axe, fits)
    desk.get_by_label("Number of the document").fill("n1234567")
    desk.get_by_role("button", name="Find by the document").click()
    expect(desk.locator("h1")).to_contain_text("Dana Serik")
    assert "1234567" not in desk.url + desk.content()
    gate.context.set_offline(True)
    desk.get_by_label("Why").select_option("lost")
    desk.get_by_role("button", name="Block it and make a new one").click()
    expect(desk.get_by_text("A new badge is made.")).to_be_visible()
    is_sound(desk, axe, fits)
    with desk.expect_response(re.compile("/print/$")) as printed:
        desk.get_by_role("button", name="Print the badge").click()
    assert printed.value.headers["content-type"] == "application/pdf"

    site.call("e2e.accreditation_seeds:delivered")
    gate.context.set_offline(False)
    expect(gate.locator("#gate-status")).to_contain_text("List is 0 s old", timeout=12_000)
    gate.wait_for_timeout(SAME_AGAIN)
    scans(gate, lost["code"], "Stop!", "The badge is blocked.")
    scans(gate, site.call("e2e.accreditation_seeds:code_of", name="Dana Serik"), WAY_IN["en"])
    assert lost["code"] not in guest.request.get(f"{site.url}/en/my/badge/").text()
    assert headings(site, "@")[-1] == "You have a new badge"


def test_a_journalist_is_cleared_by_security_and_told_and_gets_her_letter(site, browser, axe, fits):
    made = site.call("e2e.accreditation_seeds:journalist")
    guest = browser.new_context().new_page()
    follow(site, guest, made["link"])
    guest.goto(f"{site.url}/en/my/badge/")
    expect(guest.get_by_text("Accreditation has begun")).to_be_visible()

    secu = browser.new_context().new_page()
    enter(site, secu, "secu")
    secu.goto(f"{site.url}{HERE}/accreditation/batches/")
    secu.get_by_role("button", name="Make a batch").click()
    expect(secu.get_by_role("cell", name="••••••21")).to_be_visible()
    batch = secu.url.split("/en/")[1]
    in_each_language(site, secu, batch, axe, fits)
    with secu.expect_download() as file:
        secu.get_by_role("button", name="Take the list with documents").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.value.path().read_bytes()))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert [(row[1], row[6], row[8]) for row in rows if row[1] == "Indira Rao"] == [
        ("Indira Rao", "P7654321", "1990-01-02")
    ]
    answer = as_xlsx(head, [[*row[:-1], "cleared"] for row in rows], "1")
    upload = {"name": "answer.xlsx", "mimeType": "application/octet-stream", "buffer": answer}
    secu.get_by_label("Table with the columns").set_input_files(upload)
    secu.get_by_role("button", name="Read the decisions").click()
    expect(secu.locator("#toasts")).to_contain_text("kept.")

    visa = browser.new_context().new_page()
    enter(site, visa, "visa")
    visa.goto(f"{site.url}{HERE}/visas/?q=indira")
    visa.goto(f"{site.url}{visa.get_by_role('link', name='Indira Rao').get_attribute('href')}")
    in_each_language(site, visa, visa.url.split("/en/")[1], axe, fits)
    visa.get_by_role("button", name="Make a letter").click()
    expect(visa.get_by_role("link", name="Letter No. 1")).to_be_visible()

    site.call("e2e.accreditation_seeds:delivered")
    told = [mail for mail in site.mails() if "Indira" in mail.get_body(("plain",)).get_content()]
    told = [mail for mail in told if "/my/badge/" in mail.get_body(("plain",)).get_content()]
    assert [_heading(mail) for mail in told] == [
        "Вы аккредитованы",
        "Ваше письмо-приглашение готово",
    ]
    links = [re.search(r"http://\S+/my/badge/\S*", mail.get_body(("plain",)).get_content())[0] for mail in told]
    guest.goto(links[0])
    expect(guest.locator(".badge-code svg")).to_be_visible()
    in_each_language(site, guest, "my/badge/", axe, fits)
    letter = guest.request.get(links[1])
    assert (letter.status, letter.body()[:5]) == (200, b"%PDF-")
