"""I8: each command of the calendar sent two to five times under one key, one after another and at once, acts once."""

import datetime as dt

import pytest
from django.db.models import Sum

from qurultai.calendar import public
from qurultai.calendar.testing import (
    NINE,
    Booking,
    Capacity,
    Claim,
    ClaimedSlot,
    FeedAddress,
    a_person,
    a_venue,
    at,
    booked,
)
from qurultai.kit import idempotency
from qurultai.kit.access import SYSTEM
from qurultai.kit.ids import uuid7
from qurultai.kit.models import Command, Event
from qurultai.kit.testing.races import errors_of, together
from qurultai.kit.text import Text

FAR = NINE + dt.timedelta(days=36500)


class Scene:
    """What the commands act on: one confirmed booking, one pending, two due to expire, a person, places."""

    def __init__(self, slug):
        self.venue = a_venue(slug)
        self.person = a_person()
        self.guest = a_person()
        self.booking = booked(self.venue, at(0), [self.guest])
        self.pending = booked(self.venue, at(0), [a_person()], pending_until=FAR)
        self.due = [booked(self.venue, at(0), [a_person()], pending_until=at(n).starts_at) for n in (1, 2)]
        self.subject = uuid7()
        public.set_places(self.subject, 5)
        public.take_place(self.subject)
        public.take_place(self.subject)

    def spec(self):
        return public.BookingSpec(self.venue.edition.id, "shift", Text(en="x"), at(300), {uuid7(): "x"})


COMMANDS = {
    "book": lambda s: booked(s.venue, at(300), [s.person]),
    "book_many": lambda s: public.book_many([s.spec(), s.spec()], by=SYSTEM),
    "cancel": lambda s: public.cancel(s.booking, by=SYSTEM),
    "confirm": lambda s: public.confirm(s.pending, by=SYSTEM),
    "expire_pending": lambda s: public.expire_pending(at(1).starts_at),
    "feed_address": lambda s: public.feed_address(s.person.id, by=SYSTEM, edition_id=None),
    "forget_person": lambda s: public.forget_person(s.guest.id),
    "give_back": lambda s: public.give_back(s.subject),
    "join": lambda s: public.join(s.booking, s.person.id, "attendee", by=SYSTEM),
    "leave": lambda s: public.leave(s.booking, s.person.id, by=SYSTEM),
    "move": lambda s: public.move(s.booking, during=at(300), by=SYSTEM),
    "move_many": lambda s: public.move_many([public.MoveSpec(s.booking.id, at(300))], by=SYSTEM),
    "renew_feed_address": lambda s: public.renew_feed_address(s.person.id, by=SYSTEM, edition_id=None),
    "retitle": lambda s: public.retitle(s.booking, Text(en="Other"), by=SYSTEM),
    "set_places": lambda s: public.set_places(s.subject, 7),
    "take_place": lambda s: public.take_place(s.subject),
}


def state():
    """The size of everything that a command can change."""
    sums = Booking.objects.aggregate(changes=Sum("change_number")), Capacity.objects.aggregate(Sum("used"))
    counted = [model.objects.count() for model in (Booking, Claim, ClaimedSlot, Event, FeedAddress, Command)]
    live = Booking.objects.exclude(state="cancelled").count()
    return [*counted, live, *(number or 0 for one in sums for number in one.values())]


def send(name, scene, key):
    """A POST's way: answered from before, or carried out under the key."""
    pending = idempotency.Pending(key, "body")
    if idempotency.earlier_answer(pending, "/") is None:
        try:
            with idempotency.command(pending):
                COMMANDS[name](scene)
        except idempotency.DoneElsewhere:
            assert idempotency.earlier_answer(pending, "/") is not None


def effect(name, scene, act):
    """By how much a command changes each number."""
    before = state()
    act(name, scene)
    return [after - number for after, number in zip(state(), before, strict=True)]


def once(name, scene):
    send(name, scene, f"{scene.venue.edition.slug}-{name}")


def five_times(name, scene):
    for _ in range(5):
        once(name, scene)


def five_at_once(name, scene):
    assert errors_of(together(lambda _: once(name, scene), 5)) == []


def without_a_key(name, scene):
    for _ in range(2):
        COMMANDS[name](scene)


def test_every_action_is_among_the_commands():
    assert {name for name in public.__all__ if getattr(getattr(public, name), "is_action", False)} == set(COMMANDS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_sent_five_times_it_acts_once(name):
    expected = effect(name, Scene("first"), once)
    assert effect(name, Scene("second"), five_times) == expected
    assert expected[5] == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_sent_five_times_at_once_it_acts_once(name):
    expected = effect(name, Scene("first"), once)
    assert effect(name, Scene("second"), five_at_once) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["book_many", "give_back", "take_place"])
def test_mutant_without_a_key_it_acts_twice(name):
    expected = effect(name, Scene("first"), once)
    assert effect(name, Scene("second"), without_a_key) != [*expected[:5], 0, *expected[6:]]
