"""What stands in the way, in words that the reader may know."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qurultai.calendar.models import Booking, Claim
from qurultai.calendar.queries.disclosure import known_to
from qurultai.calendar.queries.names import names_of
from qurultai.calendar.rules.claims import NOWHERE, PERSON, Held, Hurdle, Key, hurdle
from qurultai.editions.public import buildings_of
from qurultai.kit.access import NOBODY, Actor
from qurultai.kit.ranges import During
from qurultai.kit.text import Text

KINDS = {
    "session": gettext_lazy("a session"),
    "meeting": gettext_lazy("a meeting"),
    "bilateral": gettext_lazy("a bilateral meeting"),
    "interview": gettext_lazy("an interview"),
    "ceremony": gettext_lazy("a ceremony"),
    "shift": gettext_lazy("a shift"),
    "absence": gettext_lazy("an absence"),
}
"""What kinds of bookings are called inside a sentence."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Who or what is taken when and by what; title and code only when the reader may know them."""

    resource_kind: str
    ref: UUID
    name: str
    during: During
    kind: str
    walk_minutes: int = 0
    booking_id: UUID | None = None
    title: Text | None = None
    code: str | None = None

    @property
    def holder(self) -> str:
        """What takes the time, as far as the reader may know it."""
        if self.title is None:
            return str(KINDS.get(self.kind, _("something else")))
        return _("“%(title)s” (%(code)s)") % {"title": self.title, "code": self.code}

    def __str__(self) -> str:
        starts, ends = (timezone.localtime(at) for at in (self.during.starts_at, self.during.ends_at))
        words = {
            "name": self.name,
            "day": f"{starts:%d.%m}",
            "from": f"{starts:%H:%M}",
            "until": f"{ends:%H:%M}",
            "holder": self.holder,
            "minutes": self.walk_minutes,
        }
        if self.walk_minutes:
            return (
                _("%(name)s: %(minutes)s minutes on foot between this and %(holder)s, %(day)s %(from)s–%(until)s")
                % words
            )
        return _("%(name)s is taken on %(day)s %(from)s–%(until)s: %(holder)s") % words


WANTED = UUID(int=0)
"""Stands for the booking that does not exist yet."""


def told(hurdles: Iterable[Hurdle], by: Actor) -> list[Clash]:
    """Hurdles in words: the title only for the office, for whoever is in that booking, and for the system (I5)."""
    hurdles = list(hurdles)
    if not hurdles:
        return []
    names = names_of(found.key for found in hurdles)
    bookings = Booking.objects.in_bulk({found.held.booking_id for found in hurdles})
    known = known_to(by, bookings)
    return [_in_words(found, bookings[found.held.booking_id], names[found.key], known) for found in hurdles]


def _in_words(found: Hurdle, booking: Booking, name: str, known: set[UUID]) -> Clash:
    clash = Clash(*found.key, name, booking.during, booking.kind, found.minutes)
    if booking.id not in known:
        return clash
    return replace(clash, booking_id=booking.id, title=booking.title, code=booking.code)


def clashes(
    people: Iterable[UUID],
    places: Sequence[Key],
    during: During,
    *,
    by: Actor = NOBODY,
    ignoring: UUID | None = None,
    walking: Mapping[tuple[UUID, UUID], int] | None = None,
) -> list[Clash]:
    """What stands in the way of taking this time, without a lock: a warning, not a promise.

    `walking` are the minutes between buildings (editions.ways_between); without it only overlaps are found.
    """
    keys = {*((PERSON, person) for person in people), *places}
    walking = walking or {}
    reach = dt.timedelta(minutes=max(walking.values(), default=0))
    claims = list(
        Claim.objects.filter(
            resource__ref__in=[ref for _kind, ref in keys],
            firm=True,
            starts_at__lt=during.ends_at + reach,
            ends_at__gt=during.starts_at - reach,
        )
        .exclude(booking_id=ignoring)
        .select_related("resource")
        .order_by("starts_at", "id")
    )
    buildings = _buildings_of({claim.booking_id for claim in claims}, places) if reach else {}
    found = []
    for claim in claims:
        key = (claim.resource.kind, claim.resource.ref)
        if key in keys:
            taken = During(claim.starts_at, claim.ends_at)
            held = Held(key, taken, claim.booking_id, buildings.get(claim.booking_id, NOWHERE))
            found.append(hurdle(Held(key, during, WANTED, buildings.get(WANTED, NOWHERE)), held, walking))
    return told(filter(None, found), by)


def _buildings_of(booking_ids: set[UUID], places: Sequence[Key]) -> dict[UUID, frozenset[UUID]]:
    of: dict[UUID, set[UUID]] = {WANTED: {ref for _kind, ref in places}}
    held = Claim.objects.filter(booking_id__in=booking_ids).exclude(resource__kind=PERSON)
    for booking_id, ref in held.values_list("booking_id", "resource__ref"):
        of.setdefault(booking_id, set()).add(ref)
    known = buildings_of(set().union(*of.values()))
    return {booking_id: frozenset(known[ref] for ref in refs if ref in known) for booking_id, refs in of.items()}
