"""What of a booking a reader may know: one policy for the office's calendars and for refusals (I5).

Whoever reads bookings knows all of it, and so does whoever is in it. Whoever sees free and busy time only knows when,
what kind and where; the title is hers when the context that booked has published it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol
from uuid import UUID

from qurultai.calendar.models import Claim
from qurultai.calendar.policies import READ_BOOKING
from qurultai.calendar.queries.agenda import AgendaEntry
from qurultai.calendar.rules.claims import PERSON
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.kit.wired import wired

Titles = Callable[[UUID, Iterable[UUID]], Mapping[UUID, Text]]
"""From an edition and subjects to the titles that everybody may read."""


class OfEdition(Protocol):
    """Whatever belongs to an edition."""

    edition_id: UUID


@cache
def published_by() -> Mapping[str, Titles]:
    """Who knows the published titles of each kind of booking, as wiring.py says."""
    return wired("TITLES")


def known_to(actor: Actor, bookings: Mapping[UUID, OfEdition]) -> set[UUID]:
    """Those of the bookings of which the actor may know everything; at most one query."""
    known = {key for key, booking in bookings.items() if access.allowed(READ_BOOKING, actor, booking)}
    if actor.person_id and len(known) < len(bookings):
        mine = Claim.objects.filter(booking_id__in=bookings, resource__kind=PERSON, resource__ref=actor.person_id)
        known |= set(mine.values_list("booking_id", flat=True))
    return known


def told_to(actor: Actor, edition_id: UUID, entries: Sequence[AgendaEntry]) -> list[AgendaEntry]:
    """Entries of an edition as the actor may see them; of what she may not know, only when, what kind and where."""
    known = known_to(actor, {entry.booking_id: entry for entry in entries})
    titles: dict[UUID, Text] = {}
    for kind, titles_of in published_by().items():
        asked = [e.subject_id for e in entries if e.kind == kind and e.subject_id and e.booking_id not in known]
        titles |= titles_of(edition_id, asked) if asked else {}
    return [entry if entry.booking_id in known else _veiled(entry, titles) for entry in entries]


def _veiled(entry: AgendaEntry, titles: Mapping[UUID, Text]) -> AgendaEntry:
    title = titles.get(entry.subject_id) if entry.subject_id else None
    if title:
        return replace(entry, title=title)
    return replace(entry, title=Text(), code="", purpose="", subject_id=None, veiled=True)
