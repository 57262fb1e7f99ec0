"""Lays a day's sessions on a grid of rooms and time whose cells are placed by static classes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

STEP = dt.timedelta(minutes=5)
MARK_STEPS = 6
HEAD_ROWS = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One session to be laid out; `wide` or without a room it is for the whole forum (a plenary, lunch)."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    room: str = ""
    url: str = ""
    speakers: str = ""
    topic: str = ""
    tone: int | str = ""
    state: str = ""
    lang: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A session with its place: grid row, rows it spans and column (0 for all columns), and its start in words."""

    item: Item
    row: int
    span: int
    column: int
    clock: str

    def __getattr__(self, name: str) -> object:
        return getattr(self.item, name)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the time scale."""

    label: str
    row: int
    span: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What the schedule component draws: rooms in order, the time scale, the cells by time and then room."""

    rooms: tuple[str, ...]
    marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]


def laid_out(items: Sequence[Item], rooms: Sequence[str], zone: dt.tzinfo) -> Plan:
    """Place one day's items; the scale begins at the half hour before the first and ends after the last.

    Raises ValueError for an item in a room that is not in `rooms`.
    """
    if not items:
        return Plan(tuple(rooms), (), ())
    columns = {room: number for number, room in enumerate(rooms, start=2)}
    unknown = sorted({item.room for item in items} - {"", *columns})
    if unknown:
        raise ValueError(f"not among the rooms of this grid: {', '.join(unknown)}")
    first = _half_hour_before(min(item.starts_at for item in items).astimezone(zone))
    last = max(item.ends_at for item in items)
    ordered = sorted(items, key=lambda item: (item.starts_at, columns.get(item.room, 0), item.title))
    cells = tuple(
        Cell(
            item,
            row=_steps(item.starts_at - first) + 1 + HEAD_ROWS,
            span=max(_steps(item.ends_at - item.starts_at), 1),
            column=0 if item.wide else columns.get(item.room, 0),
            clock=item.starts_at.astimezone(zone).strftime("%H:%M"),
        )
        for item in ordered
    )
    return Plan(tuple(rooms), _marks(first, last), cells)


def _half_hour_before(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)


def _steps(length: dt.timedelta) -> int:
    return round(length / STEP)


def _marks(first: dt.datetime, last: dt.datetime) -> tuple[Mark, ...]:
    halves = -(-_steps(last - first) // MARK_STEPS)
    return tuple(
        Mark((first + number * MARK_STEPS * STEP).strftime("%H:%M"), number * MARK_STEPS + 1 + HEAD_ROWS, MARK_STEPS)
        for number in range(halves)
    )
