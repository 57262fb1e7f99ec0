"""A person's agenda and a place's day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from qurultai.calendar.models import Booking, Claim
from qurultai.calendar.rules.claims import PERSON, Key
from qurultai.editions.public import PlaceName, places_named
from qurultai.kit.prepared import prepared
from qurultai.kit.ranges import During
from qurultai.kit.text import Text


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One thing in somebody's or something's day. A soft one is pending or clashes with a firm one.

    Of a veiled one the reader may not know what it is (`queries.disclosure`).
    """

    booking_id: UUID
    edition_id: UUID
    kind: str
    subject_id: UUID | None
    code: str
    title: Text
    during: During
    state: str
    firm: bool
    purpose: str
    places: tuple[PlaceName, ...]
    change_number: int
    changed_at: dt.datetime
    soft: tuple[Key, ...] = ()
    veiled: bool = False

    @property
    def clashes(self) -> bool:
        """Whether it wants time that something else holds: to be resolved."""
        return not self.firm and self.state == Booking.State.CONFIRMED


def agenda_of(person_id: UUID, edition_id: UUID | None = None, *, cancelled: bool = False) -> list[AgendaEntry]:
    """Everything that takes a person's time, in one edition or in all, in order of time; two queries."""
    if edition_id is not None and not cancelled:
        return _entries((PERSON, person_id), _claims_of_a_person(person_id, edition_id))
    return _entries((PERSON, person_id), _claims(PERSON, person_id, _of_a_person(person_id, edition_id, cancelled)))


@prepared
def _claims_of_a_person(person_id: UUID, edition_id: UUID) -> QuerySet[Claim]:
    """Hers, in one edition, with those of the places: what every page of her own day asks for."""
    return _claims(PERSON, person_id, _of_a_person(person_id, edition_id, cancelled=False))


def _of_a_person(person_id: UUID, edition_id: UUID | None, cancelled: bool) -> QuerySet[Booking]:
    bookings = Booking.objects.filter(claims__resource__kind=PERSON, claims__resource__ref=person_id)
    return _live(bookings, edition_id, cancelled)


def day_of_place(key: Key, during: During) -> list[AgendaEntry]:
    """What is held in a place within a range, in order of time; two queries."""
    kind, ref = key
    bookings = Booking.objects.filter(
        claims__resource__kind=kind,
        claims__resource__ref=ref,
        starts_at__lt=during.ends_at,
        ends_at__gt=during.starts_at,
    )
    return _entries(key, _claims(kind, ref, _live(bookings, None, cancelled=False)))


def soft_claims(edition_id: UUID) -> list[AgendaEntry]:
    """Confirmed bookings with claims on time that others hold, `soft` naming whose: clashes to resolve."""
    clashing = Claim.objects.filter(booking__edition_id=edition_id, booking__state=Booking.State.CONFIRMED, firm=False)
    rows = list(clashing.select_related("booking", "resource").order_by("booking__starts_at", "booking_id", "id"))
    whose: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in rows:
        whose[claim.booking_id].append(claim)
    places = _places_of(whose)
    return [
        _entry(claims[0], places[booking_id], tuple((one.resource.kind, one.resource.ref) for one in claims))
        for booking_id, claims in whose.items()
    ]


def _live(bookings: QuerySet[Booking], edition_id: UUID | None, cancelled: bool) -> QuerySet[Booking]:
    if edition_id is not None:
        bookings = bookings.filter(edition_id=edition_id)
    return bookings if cancelled else bookings.exclude(state=Booking.State.CANCELLED)


def _claims(kind: str, ref: UUID, bookings: QuerySet[Booking]) -> QuerySet[Claim]:
    """The claims of a resource and of all places in these bookings, in order of time."""
    mine = Q(resource__kind=kind, resource__ref=ref)
    claims = Claim.objects.filter(mine | ~Q(resource__kind=PERSON), booking__in=bookings.order_by().values("id"))
    return claims.select_related("booking", "resource").order_by("booking__starts_at", "booking_id", "id")


def _entries(key: Key, claims: Iterable[Claim]) -> list[AgendaEntry]:
    rows = list(claims)
    names = places_named(claim.resource.ref for claim in rows if claim.resource.kind != PERSON)
    held: dict[UUID, list[PlaceName]] = defaultdict(list)
    for claim in rows:
        if claim.resource.ref in names:
            held[claim.booking_id].append(names[claim.resource.ref])
    return [_entry(claim, held[claim.booking_id]) for claim in rows if (claim.resource.kind, claim.resource.ref) == key]


def _places_of(booking_ids: Iterable[UUID]) -> Mapping[UUID, list[PlaceName]]:
    claims = Claim.objects.filter(booking_id__in=list(booking_ids)).exclude(resource__kind=PERSON)
    pairs = list(claims.order_by("id").values_list("booking_id", "resource__ref"))
    names = places_named(ref for _booking_id, ref in pairs)
    held: dict[UUID, list[PlaceName]] = defaultdict(list)
    for booking_id, ref in pairs:
        if ref in names:
            held[booking_id].append(names[ref])
    return held


def _entry(claim: Claim, places: Iterable[PlaceName], soft: tuple[Key, ...] = ()) -> AgendaEntry:
    booking = claim.booking
    return AgendaEntry(
        booking_id=booking.id,
        edition_id=booking.edition_id,
        kind=booking.kind,
        subject_id=booking.subject_id,
        code=booking.code,
        title=booking.title,
        during=booking.during,
        state=booking.state,
        firm=claim.firm,
        purpose=claim.purpose,
        places=tuple(places),
        change_number=booking.change_number,
        changed_at=booking.changed_at,
        soft=soft,
    )
