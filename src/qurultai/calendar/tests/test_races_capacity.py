"""I1: never oversold, never undersold, and a full house is answered as full; each with its mutant."""

import random

import pytest
from django.db import connection
from django.db.models import F

from qurultai.calendar.actions import capacity
from qurultai.calendar.public import TooFewPlaces, book, cancel, give_back, places_left, set_places, take_place
from qurultai.calendar.testing import Booking, Capacity, a_venue, at
from qurultai.kit.access import SYSTEM
from qurultai.kit.action import action
from qurultai.kit.ids import uuid7
from qurultai.kit.sqlite import base
from qurultai.kit.testing.databases import without_constraint
from qurultai.kit.testing.races import answers_of, errors_of, together
from qurultai.kit.text import Text

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SEAT = "seat"


@action
def sign_up(venue, subject):
    """Look how many are left, take one, write the row that it is for: as sign-up to a session does."""
    places_left([subject])
    if not capacity.take_place(subject):
        return None
    return book(
        edition_id=venue.edition.id, kind=SEAT, title=Text(en="Seat"), during=at(0), people={uuid7(): "x"}, by=SYSTEM
    ).id


@action
def withdraw(booking_id, subject):
    """Give one back, once."""
    if Booking.objects.select_for_update().get(id=booking_id).state != "cancelled":
        cancel(booking_id, by=SYSTEM)
        give_back(subject)


def rows():
    """Seats recounted from rows."""
    return Booking.objects.filter(kind=SEAT).exclude(state="cancelled").count()


def deviations(venue, places, clients):
    """Let clients ask for places; everything that is not as it must be."""
    subject = uuid7()
    before = rows()
    set_places(subject, places)
    outcomes = together(lambda _: sign_up(venue, subject), clients)
    sold = sum(answer is not None for answer in answers_of(outcomes))
    used, there = Capacity.objects.get(subject_id=subject).used, rows() - before
    found = {f"error: {error}" for error in errors_of(outcomes)}
    wanted = min(places, clients)
    return found | {
        f"{name} {number}" for name, number in (("sold", sold), ("used", used), ("rows", there)) if number != wanted
    }


@pytest.mark.parametrize("places", [1, 7, 199, 200, 201])
def test_two_hundred_clients_get_exactly_the_places_there_are(places):
    assert deviations(a_venue(), places, 200) == set()


def test_taking_withdrawing_and_changing_the_number_at_once_keeps_the_count():
    venue, subject = a_venue(), uuid7()
    set_places(subject, 20)

    def client(seed):
        dice, mine = random.Random(seed), []
        for _ in range(6):
            if mine and dice.random() < 0.4:
                withdraw(mine.pop(), subject)
            elif dice.random() < 0.1:
                try:
                    set_places(subject, dice.choice([18, 20, 25]))
                except TooFewPlaces:
                    continue
            elif taken := sign_up(venue, subject):
                mine.append(taken)

    outcomes = together(client, 40)
    left = Capacity.objects.get(subject_id=subject)
    assert errors_of(outcomes) == []
    assert (left.used, left.used <= left.places) == (rows(), True)
    seats = Booking.objects.filter(kind=SEAT).exclude(state="cancelled").values_list("id", flat=True)
    for booking_id in seats:
        withdraw(booking_id, subject)
    assert (Capacity.objects.get(subject_id=subject).used, rows()) == (0, 0)


def test_withdrawing_the_same_place_many_times_gives_one_back():
    venue, subject = a_venue(), uuid7()
    set_places(subject, 5)
    mine = [sign_up(venue, subject) for _ in range(3)]
    outcomes = together(lambda _: withdraw(mine[0], subject), 20)
    assert (errors_of(outcomes), places_left([subject])) == ([], {subject: 3})


def test_mutant_without_the_limit_a_full_house_is_an_error(monkeypatch):
    def unlimited(subject_id):
        return Capacity.objects.filter(subject_id=subject_id).update(used=F("used") + 1) == 1

    monkeypatch.setattr(capacity, "take_place", unlimited)
    assert any(found.startswith("error: IntegrityError") for found in deviations(a_venue(), 5, 20))


def test_mutant_without_the_limit_and_its_constraint_is_oversold(monkeypatch):
    def unlimited(subject_id):
        return Capacity.objects.filter(subject_id=subject_id).update(used=F("used") + 1) == 1

    monkeypatch.setattr(capacity, "take_place", unlimited)
    with without_constraint(Capacity, "never_oversold"):
        assert deviations(a_venue(), 5, 20) == {"sold 20", "used 20", "rows 20"}


def test_mutant_reading_first_and_writing_later_miscounts(monkeypatch):
    def in_two_steps(subject_id):
        row = Capacity.objects.get(subject_id=subject_id)
        if row.used >= row.places:
            return False
        row.used += 1
        row.save()
        return True

    monkeypatch.setattr(capacity, "take_place", in_two_steps)
    if connection.vendor == "sqlite":
        without_queue(monkeypatch, "DEFERRED")
    assert deviations(a_venue(), 30, 60) != set()


def without_queue(monkeypatch, mode):
    """Let this process's writers meet at SQLite's own lock, in a transaction of this mode."""

    def parameters(self):
        given = base.base.DatabaseWrapper.get_connection_params(self)
        given.setdefault("timeout", base.WAIT_SECONDS)
        self.transaction_mode = mode
        return given

    class NoQueue:
        def enter(self, timeout):
            """Come in."""

        def leave(self):
            """Go out."""

    monkeypatch.setattr(base, "turnstile_of", lambda path: NoQueue())
    monkeypatch.setattr(base.DatabaseWrapper, "get_connection_params", parameters)


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_immediate_transactions_do_without_the_queue(monkeypatch):
    without_queue(monkeypatch, "IMMEDIATE")
    assert deviations(a_venue(), 30, 40) == set()


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_mutant_deferred_transactions_undersell(monkeypatch):
    without_queue(monkeypatch, "DEFERRED")
    found = deviations(a_venue(), 30, 40)
    assert "error: OperationalError: database is locked" in found


def test_places_left_is_a_plain_number_while_others_take():
    subject = uuid7()
    set_places(subject, 3)
    assert sorted(answers_of(together(lambda _: take_place(subject), 10))) == [False] * 7 + [True] * 3
