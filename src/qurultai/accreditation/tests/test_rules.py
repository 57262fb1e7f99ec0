"""Rules of clearances, badges, zones, visas, desks and piles, as tables."""

import datetime as dt
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qurultai.accreditation.rules import badges, clearances, visas, zones
from qurultai.accreditation.rules.desks import Desk, desk_of
from qurultai.accreditation.rules.piles import Waiting, parts_of
from qurultai.accreditation.rules.visas import Rule, deadline_of, flag_of, need_of

ENTRY = dt.date(2027, 9, 12)
EVER = dt.date(2020, 1, 1)


def may(table, before, after):
    return table.may_follow(before, after)


def test_only_security_clears_and_a_blocked_badge_stays_blocked():
    states = list(clearances.FOLLOWS)
    allowed = {(a, b) for a, b in product(states, states) if may(clearances, a, b)}
    assert {pair for pair in allowed if pair[1] == "cleared"} == {("in_batch", "cleared"), ("refused", "cleared")}
    assert [after for after in badges.FOLLOWS if may(badges, "blocked", after)] == []


def test_no_badge_without_clearance():
    assert [state for state in clearances.FOLLOWS if clearances.may_have_a_badge(state)] == ["cleared"]


def test_a_serial_is_never_zero_taken_or_given_twice():
    serials = badges.new_serials(500)
    assert (len(set(serials)), 0 in serials, max(serials) < 2**63) == (500, False, True)
    assert not set(badges.new_serials(50, taken=serials)) & set(serials)


@given(st.integers(1, 2**63 - 1))
def test_a_spoken_serial_is_read_back(serial):
    words = badges.spoken(serial)
    assert (badges.serial_in(words), badges.serial_in(f" {words.lower().replace('-', ' ')} ")) == (serial, serial)


@pytest.mark.parametrize("words", ["", "22222-2222", "22222-2222-222O", "ZZZZZ-ZZZZ-ZZZZ", "22222-2222-22222"])
def test_other_words_are_no_serial(words):
    assert badges.serial_in(words) is None


def test_zones_are_bits_and_back():
    assert [zones.mask_of([0, 2, 31]), zones.zones_in(0b101 | 1 << 31)] == [0b101 | 1 << 31, [0, 2, 31]]
    with pytest.raises(ValueError, match="no zone 32"):
        zones.mask_of([32])


def test_a_category_without_a_policy_opens_nothing():
    span = (dt.datetime(2027, 9, 13, tzinfo=dt.UTC), dt.datetime(2027, 9, 15, tzinfo=dt.UTC))
    whole, press = zones.Policy(frozenset(range(9)), *span), zones.Policy(frozenset({5}), *span)
    assert zones.grant({7: press}, 7, whole) == press
    assert zones.grant({7: press}, 8, whole) == zones.Policy(frozenset(), *span)


TABLE = [
    Rule("KZ", "none", EVER),
    Rule("DE", "visa", EVER, dt.date(2026, 12, 31)),
    Rule("DE", "none", dt.date(2027, 1, 1), days=30),
    Rule("IN", "letter", EVER),
    Rule("TR", "none", dt.date(2027, 1, 1)),
    Rule("TR", "visa", EVER),
]


@pytest.mark.parametrize(
    ("country", "on", "days", "need"),
    [
        ("KZ", ENTRY, 400, "none"),
        ("DE", dt.date(2026, 12, 31), 3, "visa"),
        ("DE", ENTRY, 30, "none"),
        ("DE", ENTRY, 31, "visa"),
        ("IN", ENTRY, 3, "letter"),
        ("TR", ENTRY, 3, "none"),
        ("TR", dt.date(2026, 12, 31), 3, "visa"),
        ("XX", ENTRY, 3, "visa"),
        ("IN", dt.date(2019, 12, 31), 3, "visa"),
    ],
)
def test_what_a_citizenship_needs_is_the_youngest_rule_in_force(country, on, days, need):
    assert need_of(TABLE, country, on, days) == need


@pytest.mark.parametrize(
    ("state", "days_before", "flag"),
    [
        ("needed", 30, ""),
        ("needed", 29, "due"),
        ("submitted", 29, ""),
        ("needed", 21, "due"),
        ("submitted", 21, ""),
        ("submitted", 20, "red"),
        ("number_received", 20, "red"),
        ("visa_issued", 1, ""),
        ("refused", 1, ""),
        ("not_needed", 1, ""),
    ],
)
def test_flags_go_up_at_thirty_and_twenty_one_days(state, days_before, flag):
    assert flag_of(state, ENTRY, ENTRY - dt.timedelta(days=days_before)) == flag
    assert deadline_of(ENTRY) == dt.date(2027, 8, 13)


def test_a_visa_that_was_issued_is_the_end_of_its_case():
    assert [after for after in visas.FOLLOWS if visas.may_follow("visa_issued", after)] == []


DESKS = [Desk("VIP", frozenset({1})), Desk("A–K", last="K"), Desk("L–Z", first="L")]


@pytest.mark.parametrize(
    ("category", "name", "desk"),
    [(1, "Zhanar", "VIP"), (2, "Kim", "A–K"), (2, "kim", "A–K"), (2, "Lee", "L–Z"), (2, "Әсел", "L–Z"), (2, "", "L–Z")],
)
def test_a_badge_waits_at_the_first_desk_that_takes_it(category, name, desk):
    assert desk_of(DESKS, category, name) == desk


def test_where_no_desk_takes_a_badge_it_has_none():
    assert desk_of(DESKS[:2], 2, "Lee") == ""


@given(
    st.lists(st.tuples(st.sampled_from(["A/B", "A B", "", "Ә"]), st.text(max_size=5)), max_size=60), st.integers(1, 9)
)
def test_every_badge_is_in_one_part_and_parts_are_sorted_and_named_apart(badges_, largest):
    waiting = [Waiting(key, desk, name) for key, (desk, name) in enumerate(badges_)]
    parts = list(parts_of(waiting, largest))
    assert sorted(key for part in parts for key in part.keys) == list(range(len(waiting)))
    assert len({part.name for part in parts}) == len(parts)
    assert all(0 < len(part.keys) <= largest for part in parts)
    ordered = [(part.desk, badges_[key][1].casefold()) for part in parts for key in part.keys]
    assert all(one <= other for one, other in pairwise(ordered))
