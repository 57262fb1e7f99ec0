"""From invitation to hall: the guest in Kazakh, the office in Russian, the gates in English; alone and merged."""

import pytest
from playwright.sync_api import expect

from e2e.conftest import PHONE
from e2e.gate_steps import SAME_AGAIN, paired, scans, waiting
from e2e.server import Site, free_port
from e2e.signing_in import follow

GUEST, ADDRESS = "Дана Серікқызы", "dana@example.org"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own, on which nobody is invited yet."""
    running = Site(tmp_path_factory.mktemp("journey"), free_port())
    running.start()
    try:
        running.call("e2e.seeds:forum")
        running.guests = running.call("e2e.journey_seeds:categories")
        yield running
    finally:
        running.stop()


@pytest.fixture
def sound(axe, fits):
    """Whether a page has no finding and fits a phone."""

    def is_sound(page):
        page.set_viewport_size(PHONE)
        assert (page.url, fits(page), axe(page)) == (page.url, True, [])

    return is_sound


def entered(site, browser, link):
    """Somebody on her phone, signed in by a link."""
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(15_000)
    page = context.new_page()
    follow(site, page, link)
    return page


def of_role(site, browser, role):
    made = site.call("e2e.seeds:person", name=role.title(), email=f"{role}@example.org", roles=[role])
    return entered(site, browser, made["link"])


def invited(site, protocol, sound):
    """Protocol drafts a letter by a row and sends the wave."""
    protocol.goto(f"{site.url}/ru/office/registration/invitations/new/")
    sound(protocol)
    protocol.locator("#id_category").select_option(site.guests)
    protocol.locator("#id_language").select_option("kk")
    protocol.locator("#id_rows").fill(f"name\temail\tcountry\torganisation\n{GUEST}\t{ADDRESS}\tKZ\tҒалам")
    protocol.get_by_role("button", name="Подготовить приглашения").click()
    protocol.get_by_role("button", name="Отправить").click()
    sound(protocol)
    return site.link_to("register/invitation", ADDRESS).removeprefix(site.url)


def registered(site, browser, path, sound):
    """The guest comes, in Kazakh, and sends her application."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{site.url}{path}")
    assert page.locator("html").get_attribute("lang") == "kk"
    sound(page)
    page.locator("form[action*=acceptance] button").click()
    expect(page.locator("#id_name")).to_have_value(GUEST)
    sound(page)
    page.locator("button[value=send]").click()
    expect(page.locator("main .badge").first).to_have_text("Жіберілді")
    sound(page)
    page.context.close()


def approved(site, protocol, sound):
    """Protocol approves her, in Russian."""
    protocol.goto(f"{site.url}/ru/office/registration/?state=submitted")
    sound(protocol)
    protocol.set_viewport_size({"width": 1280, "height": 900})
    protocol.locator("[data-ticks-all]").check()
    protocol.get_by_role("button", name="Решить").click()
    expect(protocol.locator("#toasts")).not_to_be_empty()
    site.call("e2e.journey_seeds:settle")


def cleared(site, browser, sound):
    """Security makes a batch and clears both."""
    page = of_role(site, browser, "secu")
    page.goto(f"{site.url}/en/office/accreditation/batches/")
    page.get_by_role("button", name="Make a batch").click()
    expect(page.locator("h1")).to_have_text("Batch 1")
    sound(page)
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV 1").click()
    lines = file.value.path().read_text(encoding="utf-8-sig").splitlines()
    answer = "\n".join([lines[0], *(f"{line}cleared" for line in lines[1:])])
    page.get_by_label("Table with the columns").set_input_files(
        {"name": "answer.csv", "mimeType": "text/csv", "buffer": answer.encode()}
    )
    page.get_by_role("button", name="Read the decisions").click()
    expect(page.locator("#toasts")).to_contain_text("2 decisions are kept.")
    return page


def at(site, browser, name, zone):
    return paired(site, browser, site.call("e2e.gate_seeds:gate", name=name, zone=zone)["pairing"])


def test_from_the_invitation_to_the_hall_alone_and_merged_with_a_lost_badge_and_the_press(site, browser, sound):
    protocol = of_role(site, browser, "prot")
    registered(site, browser, invited(site, protocol, sound), sound)
    approved(site, protocol, sound)
    security = cleared(site, browser, sound)
    codes = site.call("e2e.journey_seeds:badges")
    guest = entered(site, browser, site.call("e2e.journey_seeds:link_of", name=GUEST))
    guest.goto(f"{site.url}/kk/my/badge/")
    expect(guest.locator(".badge-code svg")).to_be_visible()
    sound(guest)

    north, south, newsroom = (at(site, browser, *one) for one in (("North", 3), ("South", 3), ("Newsroom", 4)))
    scans(newsroom, codes["Marie Dubois"], "Go in", "The badge is good.")
    scans(newsroom, codes[GUEST], "Stop!", "The badge does not open this zone.")
    for gate in (north, south):
        gate.context.set_offline(True)
        gate.reload()
        scans(gate, codes[GUEST], "Go in")
        expect(gate.locator(".gate-name")).to_have_text(GUEST)
        waiting(gate, 1)
        sound(gate)
    for gate in (north, south):
        gate.context.set_offline(False)
        waiting(gate, 0)
    security.goto(f"{site.url}/ru/office/onsite/problems/")
    expect(security.get_by_role("row").filter(has_text=GUEST)).to_contain_text("Повторный вход")
    sound(security)

    protocol.goto(f"{site.url}/en/office/badges/")
    protocol.get_by_label("Scan a code").fill("dana")
    protocol.get_by_role("button", name="Find").click()
    protocol.get_by_role("button", name="It is handed out").click()
    protocol.get_by_role("button", name="Block it and make a new one").click()
    expect(protocol.get_by_text("A new badge is made.")).to_be_visible()
    new = site.call("e2e.journey_seeds:badges")[GUEST]
    assert new != codes[GUEST]
    north.wait_for_timeout(SAME_AGAIN)
    scans(north, codes[GUEST], "Stop!", "The badge is blocked.")
    scans(north, new, "Go in", "The badge is good.")
    for page in (protocol, security, guest, north, south, newsroom):
        page.context.close()
