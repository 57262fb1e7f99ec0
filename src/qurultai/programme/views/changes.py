"""A difference between two programmes as lists for a page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from qurultai.kit.text import Text
from qurultai.programme.formats.document import Programme
from qurultai.programme.rules.differences import Difference, ItemChange

FIELDS = {
    "title": gettext_lazy("title"),
    "subtitle": gettext_lazy("subtitle"),
    "abstract": gettext_lazy("summary"),
    "description": gettext_lazy("description"),
    "kind": gettext_lazy("kind"),
    "topic": gettext_lazy("topic"),
    "language": gettext_lazy("language"),
    "links": gettext_lazy("links"),
    "attachments": gettext_lazy("attachments"),
    "people": gettext_lazy("people"),
    "time": gettext_lazy("time"),
    "room": gettext_lazy("room"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One changed session in words."""

    title: str
    code: str
    before: dt.datetime | None
    before_room: str
    after: dt.datetime | None
    after_room: str
    fields: tuple[str, ...]


def change_lists(change: Difference, before: Programme, after: Programme) -> list[tuple[str, list[Told]]]:
    """The kinds of change that occur, each with its sessions."""
    rooms = {room.guid: Text(room.name) for room in (*before.rooms, *after.rooms)}
    kinds = (
        (_("Moved"), change.moved),
        (_("New"), change.added),
        (_("Taken out"), change.removed),
        (_("Changed"), change.changed),
    )
    return [(label, [_told(one, rooms) for one in changes]) for label, changes in kinds if changes]


def _told(change: ItemChange, rooms: dict[str, Text]) -> Told:
    language = get_language() or "en"

    def at(text: str) -> dt.datetime | None:
        return dt.datetime.fromisoformat(text) if text else None

    def room(guid: str) -> Any:
        return rooms[guid].best(language) if guid in rooms else ""

    return Told(
        Text(change.title).best(language),
        change.code,
        at(change.before_start),
        room(change.before_room),
        at(change.start),
        room(change.room),
        tuple(str(FIELDS[field]) for field in change.fields),
    )
