"""How often a session was changed since it was first published: what calendars call SEQUENCE."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from qurultai.programme.formats.calendar_entries import Change


class Publication(Protocol):
    """A published version as far as its changes go."""

    @property
    def number(self) -> int:
        """Its place among the versions."""

    @property
    def published_at(self) -> dt.datetime:
        """When it was published."""

    @property
    def changes(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The sessions by kind of change, as `rules.differences` tells them."""


def item_changes(versions: Iterable[Publication]) -> dict[str, Change]:
    """For each session changed after its first publication how often and when last; it only ever rises."""
    found: dict[str, Change] = {}
    for version in sorted(versions, key=lambda version: version.number):
        kinds = ("added", "removed", "moved", "changed")
        touched = {str(entry["guid"]) for kind in kinds for entry in version.changes.get(kind, ())}
        new = {str(entry["guid"]) for entry in version.changes.get("added", ())} - found.keys()
        for guid in touched:
            number = 0 if guid in new else found[guid].number + 1 if guid in found else 1
            found[guid] = Change(number, version.published_at)
    return found
