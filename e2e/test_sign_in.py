"""Somebody signs in with a code by mail, adds her device, and comes back with it; nobody else learns anything."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

CODE = re.compile(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", re.M)
FIRST = {"en": "Sign in", "ru": "Войти", "kk": "Кіру"}


def newest_code(site, address: str) -> str:
    """The code in the newest mail to an address."""
    letters = [letter for letter in site.mails() if letter["To"] == address]
    return CODE.search(letters[-1].get_body(("plain",)).get_content()).group(1)


def device(context: BrowserContext, page: Page) -> tuple[object, str]:
    """A virtual authenticator that knows its owner: what a telephone with a fingerprint is."""
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return wire, wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def sign_in_by_code(site, page: Page, address: str, language: str = "en") -> None:
    """From the sign-in page to the cabinet."""
    page.goto(f"{site.url}/{language}/sign-in/")
    page.get_by_role("textbox").fill(address)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"**/{language}/sign-in/code/")
    page.get_by_role("textbox").fill(newest_code(site, address))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"{site.url}/{language}/my/")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_code_by_mail_in_three_languages(site, page, axe, fits, language):
    address = f"code-{language}@example.org"
    site.call("e2e.seeds:person", name="Айгүл Сапарова", email=address, roles=["part"], language=language)
    page.goto(f"{site.url}/{language}/sign-in/")
    assert (page.locator("h1").inner_text(), fits(page), axe(page)) == (FIRST[language], True, [])
    page.get_by_role("textbox").fill("nobody")
    page.locator("main button[type=submit]").first.click()
    assert axe(page) == []
    page.get_by_role("textbox").fill(address)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"**/{language}/sign-in/code/")
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_role("textbox").fill(newest_code(site, address))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"{site.url}/{language}/my/")
    assert (fits(page), axe(page)) == (True, [])


def test_a_passkey_is_added_and_signs_in_without_a_mail(site, context, page, axe, fits):
    site.call("e2e.seeds:person", name="Dana Passkey", email="dana@example.org", roles=["part"])
    wire, key = device(context, page)
    sign_in_by_code(site, page, "dana@example.org")
    page.goto(f"{site.url}/en/sign-in/passkeys/")
    assert (fits(page), axe(page)) == (True, [])
    page.locator("main").get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call this device").fill("My telephone")
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url(f"{site.url}/en/sign-in/passkeys/")
    expect(page.locator("main li .strong")).to_have_text("My telephone")
    assert axe(page) == []
    stored = wire.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert [(one["isResidentCredential"], one["rpId"]) for one in stored] == [(True, "localhost")]

    context.clear_cookies()
    before = len(site.mails())
    page.goto(f"{site.url}/en/my/agenda/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{site.url}/en/my/agenda/")
    assert len(site.mails()) == before

    page.goto(f"{site.url}/en/sign-in/passkeys/")
    page.get_by_role("link", name="Remove").click()
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url(f"{site.url}/en/sign-in/passkeys/")
    context.clear_cookies()
    page.goto(f"{site.url}/en/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("#toasts")).to_contain_text("This passkey did not work here.")
    page.goto(f"{site.url}/en/my/")
    assert page.url == f"{site.url}/en/sign-in/?next=/en/my/"


def test_a_broken_off_ceremony_is_said_in_words(site, context, page, axe):
    wire, key = device(context, page)
    page.goto(f"{site.url}/ru/sign-in/")
    wire.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_role("button", name="Войти с ключом входа").click()
    expect(page.locator("[data-passkey-failed]")).to_be_visible()
    assert axe(page) == []


def test_without_javascript_a_code_is_enough(site, browser):
    site.call("e2e.seeds:person", name="Plain Paper", email="paper@example.org", roles=["part"])
    visitor = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = visitor.new_page()
    sign_in_by_code(site, page, "paper@example.org")
    page.goto(f"{site.url}/en/my/me/")
    page.get_by_label("Full name").or_(page.get_by_label("Name", exact=True)).fill("Plain Paper the Second")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_label("Name", exact=True).input_value() == "Plain Paper the Second"
    visitor.close()


def test_a_link_of_the_demonstration_signs_in_by_its_button_only(site, page, axe, fits):
    made = site.call("e2e.seeds:person", name="Lina Link", email="lina@example.org", roles=["part"])
    page.goto(f"{site.url}/en/sign-in/link/{made['link']}/")
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_role("button", name="Sign in as Lina Link").click()
    page.wait_for_url(f"{site.url}/en/my/")
    page.goto(f"{site.url}/en/sign-in/link/{made['link']}/")
    expect(page.locator("h1")).to_have_text("This link is spent")
    assert axe(page) == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_security_officer_creates_a_passkey_before_the_office_opens(site, context, page, axe, fits, language):
    address = f"officer-{language}@example.org"
    site.call("e2e.seeds:person", name="Sayan Officer", email=address, roles=["secu", "prog"], language=language)
    device(context, page)
    page.goto(f"{site.url}/{language}/sign-in/")
    page.get_by_role("textbox").fill(address)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"**/{language}/sign-in/code/")
    page.get_by_role("textbox").fill(newest_code(site, address))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"**/{language}/sign-in/staff/")
    assert (fits(page), axe(page)) == (True, [])
    page.goto(f"{site.url}/{language}/office/people/")
    assert page.url == f"{site.url}/{language}/sign-in/staff/?next=/{language}/office/people/"
    page.locator("main a.button").first.click()
    page.wait_for_url(f"**/{language}/sign-in/passkeys/add/")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(f"**/{language}/sign-in/passkeys/")
    page.goto(f"{site.url}/{language}/office/people/")
    assert page.url == f"{site.url}/{language}/office/people/"
    page.goto(f"{site.url}/{language}/sign-in/devices/")
    assert (page.locator("main li.card").count(), fits(page), axe(page)) == (1, True, [])


def test_a_form_that_met_the_end_of_the_session_is_sent_after_signing_in_again(site, page, browser, axe, fits):
    site.call("e2e.seeds:person", name="Wanda Writer", email="wanda@example.org", roles=["part"])
    sign_in_by_code(site, page, "wanda@example.org")
    page.goto(f"{site.url}/en/my/me/")
    page.get_by_label("Name", exact=True).fill("Wanda the Writer")
    other = browser.new_context()
    elsewhere = other.new_page()
    sign_in_by_code(site, elsewhere, "wanda@example.org")
    elsewhere.goto(f"{site.url}/en/sign-in/devices/")
    elsewhere.get_by_role("button", name="Sign out on all other devices").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/en/sign-in/**")
    page.get_by_role("textbox").fill("wanda@example.org")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/en/sign-in/code/**")
    page.get_by_role("textbox").fill(newest_code(site, "wanda@example.org"))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/en/sign-in/kept/")
    assert (fits(page), axe(page)) == (True, [])
    page.get_by_role("button", name="Send it now").click()
    page.wait_for_url("**/en/my/me/**")
    assert page.get_by_label("Name", exact=True).input_value() == "Wanda the Writer"
    other.close()
