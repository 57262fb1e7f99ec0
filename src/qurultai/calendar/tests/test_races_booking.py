"""I2: nobody and nothing is double-booked, however many ask at once; each guard with its mutant."""

import datetime as dt
import random
from itertools import pairwise

import pytest
from django.db import connection

from qurultai.calendar.actions import ledger
from qurultai.calendar.public import NotOnCalendar, TimeTaken, book, cancel, confirm, expire_pending, join, leave, move
from qurultai.calendar.rules.claims import Hurdle
from qurultai.calendar.testing import (
    NINE,
    WALK_MINUTES,
    Booking,
    Claim,
    ClaimedSlot,
    Resource,
    a_person,
    a_venue,
    at,
    in_room,
    told_facts,
)
from qurultai.editions.public import places_named
from qurultai.kit.access import SYSTEM
from qurultai.kit.ids import uuid7
from qurultai.kit.ranges import During
from qurultai.kit.testing.databases import without_constraint, without_exclusion
from qurultai.kit.testing.races import answers_of, errors_of, refusals_of, together
from qurultai.kit.text import Text

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def ask(venue, during, people=(), places=(), **more):
    return book(
        edition_id=venue.edition.id,
        kind="meeting",
        title=Text(en="Meeting"),
        during=during,
        people={person.id: "side" for person in people},
        places=places,
        by=SYSTEM,
        **more,
    )


def overlaps():
    """Pairs of firm claims on one resource that overlap, found from the rows alone."""
    held = {}
    for claim in Claim.objects.filter(firm=True):
        held.setdefault(claim.resource_id, []).append((claim.starts_at, claim.ends_at, claim.booking_id))
    return [
        (one[2], other[2]) for claims in held.values() for one, other in pairwise(sorted(claims)) if other[0] < one[1]
    ]


def hurried_walks():
    """Consecutive firm bookings of a person that are too far apart, found from the rows alone."""
    rooms, spans = {}, {}
    for claim in Claim.objects.select_related("resource"):
        if claim.resource.kind == "room":
            rooms.setdefault(claim.booking_id, set()).add(claim.resource.ref)
        elif claim.firm:
            spans.setdefault(claim.resource.ref, []).append((claim.starts_at, claim.ends_at, claim.booking_id))
    house = {place.id: str(place.building) for place in places_named(set().union(*rooms.values())).values()}
    found = []
    for claims in spans.values():
        for one, other in pairwise(sorted(claims)):
            houses = {house[room] for key in (one[2], other[2]) for room in rooms.get(key, ())}
            if len(houses) > 1 and rooms.get(one[2]) and rooms.get(other[2]):
                minutes = (other[0] - one[1]).total_seconds() / 60
                found += [(one[2], other[2])] if minutes < WALK_MINUTES else []
    return found


def wrong_slots():
    """Slots that do not belong to a firm claim, and firm claims without all their slots."""
    wanted = {
        (claim.id, slot)
        for claim in Claim.objects.filter(firm=True)
        for slot in During(claim.starts_at, claim.ends_at).slots()
    }
    return wanted ^ set(ClaimedSlot.objects.values_list("claim_id", "slot"))


def test_of_two_hundred_who_want_one_hour_of_one_table_one_gets_it():
    venue = a_venue()
    places = [("table", venue.tables[0].id)]
    outcomes = together(lambda _: ask(venue, at(0), places=places), 200)
    assert (errors_of(outcomes), len(answers_of(outcomes))) == ([], 1)
    assert refusals_of(outcomes) == ["time_taken"] * 199
    assert (Booking.objects.count(), overlaps(), wrong_slots()) == (1, [], set())


def test_of_many_who_want_overlapping_minutes_of_one_person_none_overlap():
    venue, aru = a_venue(), a_person("Aru")
    dice = random.Random(1)
    wishes = [at(dice.randrange(240), dice.randrange(1, 30)) for _ in range(120)]
    outcomes = together(lambda number: ask(venue, wishes[number], [aru]), 120)
    assert (errors_of(outcomes), overlaps(), wrong_slots()) == ([], [], set())
    held = [one.during for one in Booking.objects.all()]
    refused = [wish for wish, one in zip(wishes, outcomes, strict=True) if one.refusal]
    assert [wish for wish in refused if not any(wish.overlaps(during) for during in held)] == []


def test_whoever_books_the_same_subject_at_once_books_it_once():
    venue, subject = a_venue(), uuid7()
    outcomes = together(lambda n: ask(venue, at(60 * n), subject_id=subject), 24)
    assert (errors_of(outcomes), len(answers_of(outcomes)), Booking.objects.count()) == ([], 1, 1)
    assert refusals_of(outcomes) == ["already_booked"] * 23


def test_cancelling_and_confirming_at_once_happen_once():
    venue, aru = a_venue(), a_person("Aru")
    pending = ask(venue, at(0), [aru], pending_until=NINE + dt.timedelta(days=3650))
    outcomes = together(lambda n: (confirm if n % 2 else cancel)(pending, by=SYSTEM), 24)
    assert errors_of(outcomes) == []
    assert Booking.objects.get().state == "cancelled"
    assert (len(told_facts("BookingCancelled")), overlaps(), wrong_slots()) == (1, [], set())


def chaos(clients, steps):
    """Clients book, move, join, leave, confirm and cancel at random over a few people and rooms; their errors."""
    venue, people = a_venue(), [a_person(f"P{number}") for number in range(4)]
    rooms = [venue.hall, venue.side, venue.far]

    def client(seed):
        dice, mine = random.Random(seed), []
        for _ in range(steps):
            step, during = dice.random(), at(dice.randrange(0, 300), dice.choice([5, 12, 20, 31]))
            soft = dice.choice(["refuse", "soft"])
            room = in_room(dice.choice(rooms))
            try:
                if step < 0.35 or not mine:
                    who = dice.sample(people, dice.randrange(3))
                    pending = NINE + dt.timedelta(days=3650) if dice.random() < 0.2 else None
                    mine.append(ask(venue, during, who, room, on_clash=soft, pending_until=pending))
                elif step < 0.6:
                    move(dice.choice(mine), during=during, places=room, by=SYSTEM, on_clash=soft)
                elif step < 0.7:
                    join(dice.choice(mine), dice.choice(people).id, "attendee", by=SYSTEM, on_clash=soft)
                elif step < 0.8:
                    leave(dice.choice(mine), dice.choice(people).id, by=SYSTEM)
                elif step < 0.9:
                    confirm(dice.choice(mine), by=SYSTEM, on_clash=soft)
                elif step < 0.92:
                    expire_pending(NINE)
                else:
                    cancel(mine.pop(dice.randrange(len(mine))), by=SYSTEM)
            except (TimeTaken, NotOnCalendar):
                continue

    return errors_of(together(client, clients))


def test_everything_at_once_leaves_no_overlap_no_hurried_walk_and_no_lost_slot():
    assert chaos(clients=24, steps=8) == []
    assert (overlaps(), hurried_walks(), wrong_slots()) == ([], [], set())
    assert Claim.objects.filter(firm=True).count() > 10


def no_look(wanted, held, walking):
    """Nothing is ever in the way: the check taken away."""


def test_without_the_check_the_constraints_still_hold(monkeypatch):
    monkeypatch.setattr(ledger, "hurdle", no_look)
    venue, aru = a_venue(), a_person("Aru")
    outcomes = together(lambda n: ask(venue, at(n % 3 * 10, 30), [aru]), 24)
    assert (errors_of(outcomes), overlaps(), len(answers_of(outcomes))) == ([], [], 1)
    assert refusals_of(outcomes) == ["time_taken"] * 23


def test_mutant_without_the_check_and_the_unique_slots_time_is_taken_twice(monkeypatch):
    monkeypatch.setattr(ledger, "hurdle", no_look)
    with (
        without_exclusion("calendar_claim", "no_overlapping_claims"),
        without_constraint(ClaimedSlot, "one_claim_a_slot"),
    ):
        venue, aru = a_venue(), a_person("Aru")
        outcomes = together(lambda n: ask(venue, at(n % 3 * 10, 30), [aru]), 24)
        assert (len(answers_of(outcomes)), overlaps() == []) == (24, False)


def only_slots(wanted, held, walking):
    """The exact check taken away: only whole slots are compared."""
    return Hurdle(wanted.key, held) if set(wanted.during.slots()) & set(held.during.slots()) else None


def test_mutant_without_the_exact_check_short_overlaps_slip_through(monkeypatch):
    monkeypatch.setattr(ledger, "hurdle", only_slots)
    with without_exclusion("calendar_claim", "no_overlapping_claims"):
        venue, aru = a_venue(), a_person("Aru")
        outcomes = together(lambda n: ask(venue, at(n * 7, 9), [aru]), 24)
        assert (errors_of(outcomes), overlaps() == []) == ([], False)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_without_the_exact_check_the_exclusion_constraint_still_holds(monkeypatch):
    monkeypatch.setattr(ledger, "hurdle", only_slots)
    venue, aru = a_venue(), a_person("Aru")
    outcomes = together(lambda n: ask(venue, at(n * 7, 9), [aru]), 24)
    assert (errors_of(outcomes), overlaps()) == ([], [])


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_mutant_without_the_locks_only_the_constraints_stand_between_two(monkeypatch):
    monkeypatch.setattr(ledger, "_rows_of", lambda refs: list(Resource.objects.filter(ref__in=refs)))
    with (
        without_exclusion("calendar_claim", "no_overlapping_claims"),
        without_constraint(ClaimedSlot, "one_claim_a_slot"),
    ):
        venue, aru = a_venue(), a_person("Aru")
        ask(venue, at(-60), [aru])
        together(lambda _: ask(venue, at(0), [aru]), 24)
        assert (overlaps() == [], connection.vendor) == (False, "postgresql")
