"""What a gate shows, rule by rule."""

import dataclasses

import pytest

from qurultai.onsite.rules.verdicts import Attempt, GateList, Held, verdict

BADGE = Held(serial=7, key=1, zones=frozenset("ABCX"), valid_from=100, valid_until=200)
KNOWN = GateList(keys=frozenset({1}), classes={"A": "A", "B": "B", "C": "C"})
ATTEMPT = Attempt(BADGE, "C", "in", 150, "server", 0)


def shown(known=KNOWN, badge=BADGE, **fields):
    told = verdict(known, dataclasses.replace(ATTEMPT, badge=badge, **fields))
    return told.colour, told.reason


@pytest.mark.parametrize("zone", ["A", "B", "C", "X"])
def test_a_good_badge_with_the_server_in_reach_is_green_everywhere(zone):
    assert shown(zone=zone) == ("green", "fine")


@pytest.mark.parametrize(
    ("zone", "colour"), [("A", ("red", "nobody_to_ask")), ("B", ("amber", "nobody_to_ask")), ("C", ("green", "fine"))]
)
def test_alone_a_is_closed_b_asks_the_guard_and_c_goes_on(zone, colour):
    assert shown(zone=zone, reach="alone") == colour


def test_a_zone_without_a_class_is_closed_like_a():
    assert shown(zone="X", reach="alone") == ("red", "nobody_to_ask")
    assert shown(zone="X", reach="hub", list_age=1_001) == ("red", "nobody_to_ask")


@pytest.mark.parametrize(
    ("zone", "age", "colour"),
    [("A", 1_000, "green"), ("A", 1_001, "red"), ("B", 30_000, "green"), ("B", 30_001, "amber"), ("C", 10**9, "green")],
)
def test_a_list_may_be_so_old_and_no_older(zone, age, colour):
    assert shown(zone=zone, reach="hub", list_age=age)[0] == colour


def test_a_blocked_badge_is_red_whatever_else_is_wrong():
    known = dataclasses.replace(KNOWN, blocked={7}, keys=frozenset())
    assert shown(known, zone="A", reach="alone", now=0) == ("red", "blocked")


def test_key_zone_and_span_are_looked_at_before_who_can_be_asked():
    assert shown(badge=dataclasses.replace(BADGE, key=2), zone="A", reach="alone") == ("red", "unknown_key")
    assert shown(badge=dataclasses.replace(BADGE, zones=frozenset("C")), zone="A", reach="alone") == (
        "red",
        "other_zone",
    )
    assert [shown(now=now)[1] for now in (99, 100, 199, 200)] == ["not_yet", "fine", "fine", "expired"]


def test_whoever_is_inside_already_is_for_the_guard():
    known = dataclasses.replace(KNOWN, inside={(7, "C")})
    assert shown(known) == ("amber", "already_inside")
    assert shown(known, zone="B") == ("green", "fine")


def test_nobody_is_held_inside():
    known = dataclasses.replace(KNOWN, blocked={7}, keys=frozenset())
    assert shown(known, zone="A", direction="out", reach="alone", now=0) == ("green", "on_the_way_out")


def test_of_an_organisation_that_is_full_nobody_more_goes_in_unasked():
    full = dataclasses.replace(KNOWN, full={("acme", "C")})
    acme = dataclasses.replace(BADGE, organisation="acme")
    inside = dataclasses.replace(full, inside={(7, "C")})
    assert [shown(full, acme), shown(full), shown(full, acme, direction="out"), shown(inside, acme)] == [
        ("amber", "organisation_full"), ("green", "fine"), ("green", "on_the_way_out"), ("amber", "already_inside"),
    ]  # fmt: skip
