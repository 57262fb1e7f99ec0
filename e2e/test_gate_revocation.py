"""How soon a blocked badge is refused: at once in contact, by the next contact alone; a clock that the test moves."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from e2e.gate_steps import paired, scans, waiting

EVERY = 5_000
"""A gate asks for news so often, in ms."""


@pytest.fixture
def codes(site):
    return site.call("e2e.gate_seeds:badges")


def held(site, browser, name, zone):
    """A phone at a gate whose clock stands still; it has just heard of the server."""
    page = paired(site, browser, site.call("e2e.gate_seeds:gate", name=name, zone=zone)["pairing"], clock=True)
    waiting(page, 0)
    page.clock.pause_at(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60))
    page.clock.run_for(EVERY)
    expect(page.locator("#gate-age")).to_contain_text("List is 0 s old")
    expect(page.locator("#gate-status")).to_contain_text("In contact")
    return page


@pytest.mark.parametrize("zone", [1, 2, 3])
def test_in_contact_a_badge_that_was_just_blocked_is_refused_by_the_very_next_scan(site, browser, codes, zone):
    page = held(site, browser, f"Now {zone}", zone)
    site.call("e2e.gate_seeds:block", serial=1)
    page.clock.run_for(2_000)
    scans(page, codes[0], "Stop!", "The badge is blocked.")
    scans(page, codes[1], "Go in")
    page.context.close()


def test_alone_an_exhibition_gate_says_how_old_its_list_is_and_refuses_after_its_next_contact(site, browser, codes):
    page = held(site, browser, "Far", 3)
    page.context.set_offline(True)
    site.call("e2e.gate_seeds:block", serial=1)
    page.clock.run_for(EVERY)
    expect(page.locator("#gate-status")).to_contain_text("No contact")
    page.clock.fast_forward(7 * 60_000)
    expect(page.locator("#gate-age")).to_contain_text("List is 7 min old")
    scans(page, codes[0], "Go in")
    page.context.set_offline(False)
    page.clock.run_for(EVERY)
    expect(page.locator("#gate-status")).to_contain_text("In contact")
    waiting(page, 0)
    scans(page, codes[0], "Stop!", "The badge is blocked.")
    page.clock.run_for(EVERY)
    waiting(page, 0)
    assert ["blocked_badge", 1] in site.call("e2e.gate_seeds:told")["problems"]
    page.context.close()


@pytest.mark.parametrize(("zone", "word"), [(1, "Stop!"), (2, "Look")])
def test_alone_a_zone_of_class_a_is_closed_and_b_asks_the_guard(site, browser, codes, zone, word):
    page = held(site, browser, f"Alone {zone}", zone)
    page.context.set_offline(True)
    page.clock.run_for(EVERY)
    expect(page.locator("#gate-status")).to_contain_text("No contact")
    scans(page, codes[0], word, "This zone needs contact with the server, and there is none.")
    page.context.close()
