"""From an entry of a calendar to the page on which the office works on it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from uuid import UUID

from django.http import HttpRequest

from qurultai.calendar.queries.agenda import AgendaEntry
from qurultai.kit.wired import wired

Pages = Callable[..., Mapping[UUID, str]]
"""From an actor, an edition and subjects to the addresses of those that she may work on."""


@cache
def known_by() -> Mapping[str, Pages]:
    """Who knows the office's pages of each kind of booking, as wiring.py says."""
    return wired("PAGES")


def pages_of(request: HttpRequest, entries: Iterable[AgendaEntry]) -> dict[UUID, str]:
    """The page of each entry's subject, for those that the reader may open; one query a kind."""
    asked: dict[str, list[UUID]] = {}
    for entry in entries:
        if entry.subject_id is not None:
            asked.setdefault(entry.kind, []).append(entry.subject_id)
    found: dict[UUID, str] = {}
    for kind, subjects in asked.items():
        if kind in known_by():
            found |= known_by()[kind](request.actor, request.edition, subjects)
    return found
