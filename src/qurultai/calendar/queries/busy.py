"""Free and busy: whose time is taken when, without saying by what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from qurultai.calendar.models import Booking, Capacity, Claim
from qurultai.calendar.rules.claims import PERSON, Key
from qurultai.kit.prepared import prepared
from qurultai.kit.ranges import During


@dataclass(frozen=True, slots=True)
class BusyTime:
    """Somebody's or something's time that is taken."""

    key: Key
    during: During
    booking_id: UUID
    kind: str
    purpose: str


def _firm_claims(refs: Iterable[UUID], during: During) -> QuerySet[Claim]:
    return Claim.objects.filter(
        resource__ref__in=list(refs), firm=True, starts_at__lt=during.ends_at, ends_at__gt=during.starts_at
    )


def busy(people: Iterable[UUID], places: Sequence[Key], during: During) -> list[BusyTime]:
    """Taken time of people and places that touches a range, in order of time; one query."""
    keys = {*((PERSON, person) for person in people), *places}
    claims = _firm_claims((ref for _kind, ref in keys), during)
    return [
        BusyTime(key, During(claim.starts_at, claim.ends_at), claim.booking_id, claim.booking.kind, claim.purpose)
        for claim in claims.select_related("resource", "booking").order_by("starts_at", "id")
        if (key := (claim.resource.kind, claim.resource.ref)) in keys
    ]


def free_places(kind: str, refs: Sequence[UUID], during: During) -> list[UUID]:
    """Those of the places that are free for the whole range, in the order given; one query."""
    taken = set(_firm_claims(refs, during).filter(resource__kind=kind).values_list("resource__ref", flat=True))
    return [ref for ref in refs if ref not in taken]


def places_left(subject_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many places are left of each subject whose places are limited; one query."""
    return {subject_id: places - used for subject_id, (places, used) in places_and_used(subject_ids).items()}


def places_and_used(subject_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many places each subject has and how many are taken, where places are limited; one query."""
    return {subject_id: (places, used) for subject_id, places, used in _places_of(list(subject_ids))}


@prepared
def _places_of(subject_ids: list[UUID]) -> QuerySet[Capacity]:
    return Capacity.objects.filter(subject_id__in=subject_ids).values_list("subject_id", "places", "used")


def people_in(booking_ids: Iterable[UUID]) -> set[UUID]:
    """Everybody whose time these bookings take, firmly or softly: whom a move or a cancellation names; one query."""
    claims = Claim.objects.filter(booking_id__in=list(booking_ids), resource__kind=PERSON)
    return set(claims.values_list("resource__ref", flat=True))


def bookings_of(edition_id: UUID, kind: str | None = None, subject_ids: Iterable[UUID] | None = None) -> list[Booking]:
    """The live bookings of an edition, all or of one kind or of these subjects, in order of time; one query."""
    found = Booking.objects.filter(edition_id=edition_id).exclude(state=Booking.State.CANCELLED)
    if kind is not None:
        found = found.filter(kind=kind)
    if subject_ids is not None:
        found = found.filter(subject_id__in=list(subject_ids))
    return list(found)
