"""What is different between two programmes: the public change log and the office's difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from qurultai.programme.formats.document import Item, Programme, Text3

WORDS = ("title", "subtitle", "abstract", "description", "kind", "topic", "language", "links", "attachments")


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One session that is not as it was: when and where before and after (ISO instants in UTC, room guids)."""

    guid: str
    code: str
    title: Text3
    fields: tuple[str, ...] = ()
    before_start: str = ""
    before_room: str = ""
    before_minutes: int = 0
    start: str = ""
    room: str = ""
    minutes: int = 0
    people_added: tuple[str, ...] = ()
    people_removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All sessions added, removed, moved (time, length or room) and changed (words or people)."""

    added: tuple[ItemChange, ...] = ()
    removed: tuple[ItemChange, ...] = ()
    moved: tuple[ItemChange, ...] = ()
    changed: tuple[ItemChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.changed)


def plain(change: Difference) -> dict[str, Any]:
    """A difference as plain JSON values."""
    return msgspec.to_builtins(change)


def figures(changes: Mapping[str, Any]) -> tuple[int, int, int, int]:
    """How many sessions were added, removed, moved and changed in a plain difference."""
    added, removed, moved, changed = (len(changes.get(kind, ())) for kind in ("added", "removed", "moved", "changed"))
    return added, removed, moved, changed


def difference(before: Programme | None, after: Programme) -> Difference:
    """What a reader of `before` must know to know `after`; nothing for the first version (None)."""
    if before is None:
        return Difference()
    old = {item.guid: item for item in before.items}
    new = {item.guid: item for item in after.items}
    names = {person.key: person.name for person in (*before.persons, *after.persons)}
    both = [(old[guid], item) for guid, item in new.items() if guid in old]
    return Difference(
        added=tuple(_entry(item) for guid, item in new.items() if guid not in old),
        removed=tuple(_left(item) for guid, item in old.items() if guid not in new),
        moved=tuple(_moved(was, now) for was, now in both if _place(was) != _place(now)),
        changed=tuple(change for was, now in both if (change := _changed(was, now, names)).fields),
    )


def _place(item: Item) -> tuple[object, ...]:
    return (item.starts_at, item.minutes, item.room)


def _entry(item: Item) -> ItemChange:
    return ItemChange(
        item.guid, item.code, item.title, start=item.starts_at.isoformat(), room=item.room, minutes=item.minutes
    )


def _left(item: Item) -> ItemChange:
    return ItemChange(
        item.guid,
        item.code,
        item.title,
        before_start=item.starts_at.isoformat(),
        before_room=item.room,
        before_minutes=item.minutes,
    )


def _moved(was: Item, now: Item) -> ItemChange:
    fields = ("time",) * ((was.starts_at, was.minutes) != (now.starts_at, now.minutes)) + ("room",) * (
        was.room != now.room
    )
    return ItemChange(
        now.guid,
        now.code,
        now.title,
        fields,
        was.starts_at.isoformat(),
        was.room,
        was.minutes,
        now.starts_at.isoformat(),
        now.room,
        now.minutes,
    )


def _changed(was: Item, now: Item, names: dict[str, str]) -> ItemChange:
    fields = [field for field in WORDS if getattr(was, field) != getattr(now, field)]
    here, there = ({part.person: part.role for part in item.contributors} for item in (was, now))
    if list(here.items()) != list(there.items()):
        fields.append("people")
    return ItemChange(
        now.guid,
        now.code,
        now.title,
        tuple(fields),
        people_added=tuple(names.get(key, key) for key in there if key not in here),
        people_removed=tuple(names.get(key, key) for key in here if key not in there),
    )
