"""The locked view of some resources' time: who holds what around the moments at hand.

Rows of `Resource` are locked in key order (PostgreSQL: FOR NO KEY UPDATE; SQLite: the transaction is IMMEDIATE), then
their firm claims are read, so that what is decided here stays true until the commit.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import QuerySet

from qurultai.calendar.models import Claim, Resource
from qurultai.calendar.rules.claims import NOWHERE, PERSON, Held, Hurdle, Key, hurdle
from qurultai.editions.public import buildings_of, ways_between
from qurultai.kit.prepared import prepared
from qurultai.kit.ranges import During

CHUNK, BATCH = 500, 2000


def chunks(values: Iterable, size: int = CHUNK) -> Iterator[list]:
    """Lists of at most so many: a statement takes a limited number of values."""
    values = list(values)
    for first in range(0, len(values), size):
        yield values[first : first + size]


def lock_resources(keys: Iterable[Key]) -> dict[Key, int]:
    """Make the rows that are missing and lock all of them in key order; row ids by key."""
    wanted = sorted(set(keys), key=lambda key: (key[0], key[1].hex))
    Resource.objects.bulk_create((Resource(kind=kind, ref=ref) for kind, ref in wanted), BATCH, ignore_conflicts=True)
    return {(row.kind, row.ref): row.pk for part in chunks(wanted) for row in _locked(part)}


def _locked(keys: Sequence[Key]) -> Iterator[Resource]:
    asked = set(keys)
    return (row for row in _rows_of([ref for _, ref in keys]) if (row.kind, row.ref) in asked)


@prepared
def _rows_of(refs: list[UUID]) -> QuerySet[Resource]:
    return Resource.objects.filter(ref__in=refs).order_by("kind", "ref").select_for_update(no_key=True)


@prepared
def _firm_between(resource_ids: list[int], since: dt.datetime, until: dt.datetime) -> QuerySet[Claim]:
    return Claim.objects.filter(resource__id__in=resource_ids, firm=True, starts_at__lt=until, ends_at__gt=since)


@prepared
def places_in(booking_ids: list[UUID]) -> QuerySet[Claim]:
    """Where bookings are: their ids, and kind and key of each place."""
    claims = Claim.objects.filter(booking__id__in=booking_ids).exclude(resource__kind=PERSON)
    return claims.values_list("booking_id", "resource__kind", "resource__ref")


class Ledger:
    """Firm claims of locked resources; `hurdles` answers from memory, `take` and `drop` keep it true."""

    def __init__(self, keys: Iterable[Key], window: During, edition_ids: Iterable[UUID]) -> None:
        self.resource_ids = lock_resources(keys)
        self.walking: dict[tuple[UUID, UUID], int] = {}
        for edition_id in set(edition_ids):
            self.walking |= ways_between(edition_id)
        self._buildings: dict[UUID, UUID] = {}
        self._held: dict[Key, list[Held]] = defaultdict(list)
        self.know_places(ref for kind, ref in self.resource_ids if kind != PERSON)
        self._read(window)

    @property
    def is_empty(self) -> bool:
        """Whether nobody holds anything around the moments at hand."""
        return not self._held

    def know_places(self, place_ids: Iterable[UUID]) -> None:
        """Learn in which building each place is, where walking matters at all."""
        unknown = set(place_ids) - self._buildings.keys()
        if any(self.walking.values()):
            for part in chunks(unknown):
                self._buildings |= buildings_of(part)

    def buildings(self, places: Iterable[Key]) -> frozenset[UUID]:
        """The buildings of these places."""
        return frozenset(self._buildings[ref] for _, ref in places if ref in self._buildings)

    def _read(self, window: During) -> None:
        reach = dt.timedelta(minutes=max(self.walking.values(), default=0))
        key_of = {row: key for key, row in self.resource_ids.items()}
        claims = [
            claim
            for part in chunks(key_of)
            for claim in _firm_between(part, window.starts_at - reach, window.ends_at + reach)
        ]
        buildings = self.buildings_of_bookings({claim.booking_id for claim in claims})
        for claim in claims:
            during = During(claim.starts_at, claim.ends_at)
            key = key_of[claim.resource_id]
            self._held[key].append(Held(key, during, claim.booking_id, buildings.get(claim.booking_id, NOWHERE)))

    def buildings_of_bookings(self, booking_ids: set[UUID]) -> dict[UUID, frozenset[UUID]]:
        """In which buildings bookings are held; empty where walking does not matter."""
        if not any(self.walking.values()):
            return {}
        places = [
            (booking_id, (kind, ref)) for part in chunks(booking_ids) for booking_id, kind, ref in places_in(part)
        ]
        self.know_places(ref for _, (_, ref) in places)
        of: dict[UUID, set[Key]] = defaultdict(set)
        for booking_id, key in places:
            of[booking_id].add(key)
        return {booking_id: self.buildings(keys) for booking_id, keys in of.items()}

    def hurdles(self, wanted: Held) -> list[Hurdle]:
        """What stands in the way of a claim, other claims of the same booking aside."""
        others = (held for held in self._held[wanted.key] if held.booking_id != wanted.booking_id)
        return [found for held in others if (found := hurdle(wanted, held, self.walking))]

    def take(self, held: Held) -> None:
        """Note a firm claim that was made."""
        self._held[held.key].append(held)

    def drop(self, booking_ids: set[UUID]) -> None:
        """Forget the claims of bookings that give their time back."""
        for key, held in self._held.items():
            self._held[key] = [one for one in held if one.booking_id not in booking_ids]
