"""The calendar and the oracle take the same steps and must always agree."""

from dataclasses import replace

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from qurultai.calendar.public import (
    MoveSpec,
    TimeTaken,
    book,
    cancel,
    confirm,
    join,
    leave,
    move_many,
    retitle,
)
from qurultai.calendar.testing import NINE, Booking, Claim, ClaimedSlot, a_person, a_venue, at
from qurultai.calendar.tests.oracle import YIELDING, Known, Oracle
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.ranges import During
from qurultai.kit.text import Text

PEOPLE, ROOMS = ("aru", "bek", "dana"), ("hall", "side", "far")
starts = st.one_of(st.integers(0, 24).map(lambda n: n * 5), st.integers(0, 120))
lengths = st.one_of(st.sampled_from([15, 20, 30]), st.integers(1, 45))
rooms = st.lists(st.sampled_from(ROOMS), max_size=2, unique=True).map(tuple)
people = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(["speaker", YIELDING]), max_size=2)
on_clash = st.sampled_from(["refuse", "soft"])


class CalendarMachine(RuleBasedStateMachine):
    """Book, move, exchange, join, leave, confirm, cancel in any order."""

    live = Bundle("live")

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.frozen = clock.frozen(NINE)
        self.frozen.__enter__()
        venue = a_venue(f"m{self.savepoint[-8:]}".lower())
        self.edition_id = venue.edition.id
        self.key_of = {name: ("person", a_person(name).id) for name in PEOPLE}
        self.key_of |= {name: ("room", getattr(venue, name).id) for name in ROOMS}
        self.oracle = Oracle()

    def teardown(self):
        self.frozen.__exit__(None, None, None)
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, expected, function, *args, **kwargs):
        """Do it; the calendar must refuse exactly when the oracle expects it."""
        try:
            with transaction.atomic():
                done = function(*args, **kwargs)
        except TimeTaken:
            assert expected, "refused what is free"
            return None
        assert not expected, "allowed what is taken"
        return done

    @rule(
        target=live,
        start=starts,
        length=lengths,
        who=people,
        where=rooms,
        change_over=st.sampled_from([0, 0, 10]),
        pending=st.sampled_from([False, False, False, True]),
        on_clash=on_clash,
    )
    def book(self, *, start, length, who, where, change_over, pending, on_clash):
        return self.booked(start, length, who, where, change_over, pending, on_clash)

    @rule(target=live, key=live, gap=st.sampled_from([-1, 0, 1, 5, 10, 15]), length=lengths, where=rooms)
    def follow(self, *, key, gap, length, where):
        """Somebody's next thing, close behind: where ends touch and ways are walked."""
        before = self.oracle.bookings[key]
        return self.booked(before.end + gap, length, before.people, where, 0, False, "refuse")

    def booked(self, start, length, who, where, change_over, pending, on_clash):
        """Book it, and let the oracle know."""
        known = Known(start, start + length, dict(who), where, change_over, pending)
        refused = on_clash == "refuse" and not pending and self.oracle.would_block(None, known)
        booking = self.attempt(
            refused,
            book,
            edition_id=self.edition_id,
            kind="session",
            title=Text(en="x"),
            during=at(start, length),
            people={self.key_of[name][1]: purpose for name, purpose in who.items()},
            places=[self.key_of[name] for name in where],
            by=SYSTEM,
            change_over_minutes=change_over,
            on_clash=on_clash,
            pending_until=NINE.replace(year=2100) if pending else None,
        )
        if booking is None:
            return self.any_key()
        self.oracle.put(booking.id, known)
        return booking.id

    def any_key(self):
        """Some booking, for a step that made none."""
        return next(iter(self.oracle.bookings))

    def alive(self, *keys):
        return all(not self.oracle.bookings[key].cancelled for key in keys)

    @rule(key=live, start=starts, length=lengths, where=st.one_of(st.none(), rooms), on_clash=on_clash)
    def move(self, key, start, length, where, on_clash):
        if self.alive(key):
            self.move_all({key: (start, length, where)}, on_clash)

    @rule(one=live, other=live, on_clash=on_clash)
    def exchange(self, one, other, on_clash):
        if one != other and self.alive(one, other):
            known = self.oracle.bookings
            self.move_all(
                {
                    a: (known[b].start, known[b].end - known[b].start, known[b].rooms)
                    for a, b in ((one, other), (other, one))
                },
                on_clash,
            )

    def move_all(self, wishes, on_clash):
        before = dict(self.oracle.bookings)
        moved = {}
        for key, (start, length, where) in wishes.items():
            was = before[key]
            now = replace(was, start=start, end=start + length, rooms=was.rooms if where is None else where)
            if (now.start, now.end, set(now.rooms)) != (was.start, was.end, set(was.rooms)):
                since = {name: order for name, order in was.since.items() if name in now.names()}
                moved[key] = replace(now, changes=was.changes + 1, firm={}, since=since)
        freed = {name for key in moved for name, firm in before[key].firm.items() if firm}
        for key in moved:
            self.oracle.bookings[key] = replace(before[key], firm={})
        refused = False
        for key, now in moved.items():
            but = {name for name, purpose in now.people.items() if purpose == YIELDING}
            refused = refused or (
                on_clash == "refuse" and not now.pending and bool(self.oracle.would_block(key, now, but=but))
            )
            self.oracle.put(key, now)
        specs = [
            MoveSpec(key, at(start, length), None if where is None else [self.key_of[name] for name in where])
            for key, (start, length, where) in wishes.items()
        ]
        if self.attempt(refused, move_many, specs, by=SYSTEM, on_clash=on_clash) is None:
            self.oracle.bookings = before
        else:
            self.oracle.free(freed, but=set(moved))

    @rule(key=live, who=st.sampled_from(PEOPLE), purpose=st.sampled_from(["speaker", YIELDING]), on_clash=on_clash)
    def join(self, key, who, purpose, on_clash):
        known = self.oracle.bookings[key]
        if known.cancelled:
            return
        wanted = replace(known, people=known.people | {who: purpose})
        new = who not in known.people
        refused = new and on_clash == "refuse" and not known.pending and self.oracle.would_block(key, wanted, [who])
        if self.attempt(refused, join, key, self.key_of[who][1], purpose, by=SYSTEM, on_clash=on_clash):
            known.people[who] = purpose
            if new:
                self.oracle.put(key, known, [who])

    @rule(key=live, who=st.sampled_from(PEOPLE))
    def leave(self, key, who):
        known = self.oracle.bookings[key]
        if known.cancelled:
            return
        assert leave(key, self.key_of[who][1], by=SYSTEM) is (who in known.people)
        if known.people.pop(who, None):
            del known.since[who]
            known.firm.pop(who)
            self.oracle.free([who])

    @rule(key=live, on_clash=on_clash)
    def confirm(self, key, on_clash):
        known = self.oracle.bookings[key]
        if known.cancelled or not known.pending:
            return
        refused = on_clash == "refuse" and self.oracle.would_block(key, known)
        if self.attempt(refused, confirm, key, by=SYSTEM, on_clash=on_clash):
            known.pending = False
            known.changes += 1
            self.oracle.put(key, known)

    @rule(key=live, title=st.sampled_from(["x", "y"]))
    def retitle(self, key, title):
        if self.alive(key):
            was = Booking.objects.get(id=key).title
            retitle(key, Text(en=title), by=SYSTEM)
            self.oracle.bookings[key].changes += was != Text(en=title)

    @rule(key=consumes(live))
    def cancel(self, key):
        known = self.oracle.bookings[key]
        assert cancel(key, by=SYSTEM).change_number == known.changes + (not known.cancelled)
        known.changes += not known.cancelled
        known.cancelled = True
        known.firm = dict.fromkeys(known.firm, False)
        self.oracle.free(known.names())

    @invariant()
    def claims_are_those_of_the_oracle(self):
        name_of = {key: name for name, key in self.key_of.items()}
        claims = {
            (
                claim.booking_id,
                name_of[(claim.resource.kind, claim.resource.ref)],
                (claim.starts_at - NINE).total_seconds() / 60,
                (claim.ends_at - NINE).total_seconds() / 60,
                claim.firm,
            )
            for claim in Claim.objects.filter(booking__edition_id=self.edition_id).select_related("resource")
        }
        assert claims == self.oracle.claims()

    @invariant()
    def change_numbers_are_those_of_the_oracle(self):
        numbers = dict(Booking.objects.filter(edition_id=self.edition_id).values_list("id", "change_number"))
        assert numbers == {key: known.changes for key, known in self.oracle.bookings.items()}

    @invariant()
    def slots_are_those_of_the_firm_claims(self):
        firm = Claim.objects.filter(firm=True)
        wanted = {(claim.id, slot) for claim in firm for slot in During(claim.starts_at, claim.ends_at).slots()}
        assert set(ClaimedSlot.objects.values_list("claim_id", "slot")) == wanted
