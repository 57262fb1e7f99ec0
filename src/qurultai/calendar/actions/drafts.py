"""Claims on their way into the tables: decided in memory against the ledger, written in a few statements."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction

from qurultai.calendar.actions.ledger import BATCH, Ledger
from qurultai.calendar.actions.refusals import TimeTaken, TooFarToWalk
from qurultai.calendar.models import Booking, Claim, ClaimedSlot
from qurultai.calendar.queries.clashes import told
from qurultai.calendar.rules.claims import PERSON, Held, Hurdle, Key, OnClash, claimed
from qurultai.kit.access import Actor
from qurultai.kit.ranges import During

INSERT_SLOT = f"INSERT INTO {ClaimedSlot._meta.db_table} (claim_id, resource_id, slot) VALUES (%s, %s, %s)"


@dataclass
class Draft:
    """One booking with the claims that it shall have and what stood in their way."""

    booking: Booking
    during: During
    people: dict[Key, str]
    places: tuple[Key, ...]
    hurdles: list[Hurdle] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def change_over_minutes(self) -> int:
        """Minutes that its places need afterwards."""
        return self.booking.change_over_minutes

    def resources(self) -> list[Key]:
        """All its resources."""
        return [*self.people, *self.places]

    def purpose(self, key: Key) -> str:
        """Why it takes this resource's time."""
        return self.people.get(key, "")

    def soft_keys(self) -> list[Key]:
        """The resources whose time was not free, each once, in order."""
        blocked = {found.key for found in self.hurdles}
        return [key for key in self.resources() if key in blocked]

    def reach(self) -> During:
        """Its time with the longest of its claims."""
        return claimed(("place", self.booking.id), self.during, self.change_over_minutes)


def weigh(draft: Draft, ledger: Ledger, *, at: Sequence[Key] | None = None, pending: bool = False) -> None:
    """Make the draft's claims: firm where the time is free, soft where it is not; pending ones are all soft (R3).

    `at` are the places where it is held, when the draft itself claims none.
    """
    buildings = ledger.buildings(draft.places if at is None else at)
    for key in draft.resources():
        during = claimed(key, draft.during, draft.change_over_minutes)
        wanted = Held(key, during, draft.booking.id, buildings)
        hurdles = ledger.hurdles(wanted)
        draft.hurdles += hurdles
        firm = not pending and not hurdles
        if firm:
            ledger.take(wanted)
        draft.claims.append(
            Claim(
                booking=draft.booking,
                resource_id=ledger.resource_ids[key],
                purpose=draft.purpose(key),
                firm=firm,
                starts_at=during.starts_at,
                ends_at=during.ends_at,
            )
        )


def settle(hurdles: Sequence[Hurdle], on_clash: OnClash, by: Actor) -> None:
    """Refuse when anything stands in the way and nothing may be soft."""
    if hurdles and on_clash == "refuse":
        refuse(hurdles, by)


def refuse(hurdles: Sequence[Hurdle], by: Actor) -> None:
    """Say no and name what is taken, overlaps before walks."""
    ordered = sorted(hurdles, key=lambda found: (found.too_far, found.key[0], found.held.during))
    kind = TooFarToWalk if ordered[0].too_far else TimeTaken
    raise kind(told(ordered, by))


class Slot(NamedTuple):
    """One row to be: five minutes of a resource that a claim owns."""

    claim_id: int
    resource_id: int
    slot: int


def slots_of(claims: Iterable[Claim]) -> list[Slot]:
    """The 5-minute slots that firm claims, which have their rows, own."""
    return [
        Slot(claim.id, claim.resource_id, slot)
        for claim in claims
        if claim.firm
        for slot in During(claim.starts_at, claim.ends_at).slots()
    ]


@contextlib.contextmanager
def last_word() -> Iterator[None]:
    """The constraints have the last word. Raises TimeTaken without details when one of them says no.

    It takes the action with it, as every refusal does: there is no savepoint to go back to.
    """
    try:
        yield
    except IntegrityError as owned:
        raise TimeTaken([]) from owned


def write_claims(claims: Sequence[Claim]) -> None:
    """Insert claims and their slots."""
    with last_word():
        Claim.objects.bulk_create(claims, batch_size=BATCH)
        write_slots(slots_of(claims))


def write_slots(slots: Sequence[Slot]) -> None:
    """Insert slots: an hour of a person has twelve, so they are no objects. Raises IntegrityError for one owned."""
    if slots:
        with transaction.mark_for_rollback_on_error(using="default"), connection.cursor() as cursor:
            cursor.executemany(INSERT_SLOT, slots)


def people_of(claims: Iterable[Claim]) -> dict[Key, str]:
    """The people among claims (with resources loaded) and their purposes."""
    return {(PERSON, claim.resource.ref): claim.purpose for claim in claims if claim.resource.kind == PERSON}


def places_of(claims: Iterable[Claim]) -> tuple[Key, ...]:
    """The places among claims (with resources loaded)."""
    return tuple((claim.resource.kind, claim.resource.ref) for claim in claims if claim.resource.kind != PERSON)
