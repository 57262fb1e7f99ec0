"""Somebody without a badge stands at a gate: the guard registers her in her own language, with a network only."""

import pytest
from playwright.sync_api import expect

from e2e.gate_steps import paired, say

WORDS = {
    "kk": ("Аты-жөні", "Ел", "Адамды тіркеу", "Суретке түсіруге келісемін", "бейдж үстеліне"),
    "ru": ("Полное имя", "Страна", "Зарегистрировать", "Согласен на съёмку", "к столу выдачи бейджей"),
    "en": ("Full name", "Country", "Register this person", "I agree to be photographed", "Send her to the badge desk"),
}


@pytest.fixture(scope="module")
def visitors(site):
    site.call("e2e.gate_seeds:badges")
    return site.call("e2e.gate_seeds:door")


@pytest.mark.parametrize("language", WORDS)
def test_a_guard_registers_who_stands_there_and_sends_her_to_the_badge_desk(
    site, browser, visitors, axe, fits, language
):
    full_name, country, send, consent, desk = WORDS[language]
    page = paired(site, browser, site.call("e2e.gate_seeds:gate", name=f"Door {language}", zone=3)["pairing"])
    say(page, language)
    summary = page.locator("summary").last
    page.context.set_offline(True)
    summary.click()
    expect(page.locator("#gate-door .gate-problem")).to_contain_text(desk)
    summary.click()
    page.context.set_offline(False)
    summary.click()
    page.get_by_label(full_name, exact=True).fill(f"Әлия {language}")
    assert (axe(page), fits(page)) == ([], True)
    page.get_by_role("button", name=send, exact=True).click()
    expect(page.locator("#gate-door [role=alert]")).not_to_be_empty()
    expect(page.get_by_label(country, exact=True)).to_be_focused()
    page.get_by_label(country, exact=True).select_option("KZ")
    page.locator("#door-house").fill("Ghalam")
    page.get_by_label(consent).check()
    page.get_by_role("button", name=send, exact=True).click()
    expect(page.locator("#gate-door")).to_contain_text(desk)
    code = page.locator("#door-code").inner_text()
    assert (axe(page), fits(page)) == ([], True)
    assert site.call("e2e.gate_seeds:at_the_door")[-1] == [f"Әлия {language}", "Ghalam", language, code, True]
    page.context.close()


def test_what_the_server_refuses_is_said_in_the_guards_language(site, browser, visitors):
    page = paired(site, browser, site.call("e2e.gate_seeds:gate", name="Door twice", zone=3)["pairing"])
    page.locator("summary").last.click()
    _types_in(page)
    page.get_by_role("button", name="Register another").click()
    _types_in(page)
    expect(page.locator("#gate-door [role=alert]")).to_have_text(
        "She is registered already. Find her by name, or send her to the badge desk."
    )
    page.context.close()


def _types_in(page) -> None:
    page.get_by_label("Full name", exact=True).fill("Once Only")
    page.get_by_label("Country", exact=True).select_option("KZ")
    page.locator("#door-email").fill("once@example.org")
    page.get_by_label("I agree to be photographed").check()
    page.get_by_role("button", name="Register this person").click()
