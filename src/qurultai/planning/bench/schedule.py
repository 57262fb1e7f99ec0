"""Pictures of what takes place where and when: a row for each room, recruiter or group, a box for each entry."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from qurultai.planning import timetable
from qurultai.planning.matching import bilaterals, couples, interviews

from .figure import CELL, HEAD, INK, LABEL, LINE, sheet

_WIDTH = 1200
_PAUSE, _SHOWN = 240, 30  # minutes: a pause of more than four hours, as between days, is drawn as half an hour


class Box(NamedTuple):
    """From ``start`` to ``end`` (minutes) in the row."""

    row: str
    start: int
    end: int
    words: str


def of_sessions(problem: timetable.Problem, made: timetable.Plan, title: str) -> str:
    """Sessions in their rooms."""
    minutes = {s.id: s.minutes for s in problem.sessions}
    boxes = [Box(at.room, at.start, at.start + minutes[i], i) for i, at in made.assignment.items()]
    return _picture(_title(title, made), [room.id for room in problem.rooms], boxes, _clock)


def of_interviews(problem: interviews.Problem, made: interviews.Plan, title: str) -> str:
    """Students with their recruiters; a group shares a box."""
    ends = {(r.id, slot.start): slot.end for r in problem.recruiters for slot in r.slots}
    groups: dict[tuple[str, int], list[str]] = {}
    for (student, recruiter), start in made.assignment.items():
        groups.setdefault((recruiter, start), []).append(student)
    boxes = [Box(r, start, ends[r, start], ", ".join(students)) for (r, start), students in groups.items()]
    return _picture(_title(title, made), [r.id for r in problem.recruiters], boxes, _clock)


def of_bilaterals(problem: bilaterals.Problem, made: bilaterals.Plan, title: str) -> str:
    """Meetings of two delegations in their rooms."""
    sides = {r.id: f"{r.by} – {r.to}" for r in problem.requests}
    boxes = [Box(m.room, m.slot.start, m.slot.end, sides[i]) for i, m in made.assignment.items()]
    return _picture(_title(title, made), [room.id for room in problem.rooms], boxes, _clock)


def of_groups(problem: couples.Problem, made: couples.Plan, title: str) -> str:
    """People in their groups, side by side: here a box is one seat, not a time."""
    seat = {place.id: count() for place in problem.places}
    boxes = [Box(at, k := next(seat[at]), k + 1, person) for person, at in made.assignment.items()]
    return _picture(_title(title, made), [place.id for place in problem.places], boxes, str)


def _title(title: str, made: Any) -> str:
    return f"{title}: {made.status}, {len(made.assignment)} placed"


def _clock(minute: int) -> str:
    return f"{minute % 1440 // 60:02}:{minute % 60:02}"


def _picture(title: str, rows: Sequence[str], boxes: Sequence[Box], name: Callable[[int], str]) -> str:
    at, long = _axis(boxes)
    scale = (_WIDTH - LABEL - 10) / max(1, long)
    line = {row: HEAD + CELL * n for n, row in enumerate(rows)}
    out = sheet(title, _WIDTH, HEAD + CELL * len(rows) + 10)
    out += [f'<text x="6" y="{y + 13}" fill="{INK}">{escape(row)}</text>' for row, y in line.items()]
    free = LABEL
    for start in sorted({box.start for box in boxes}):
        left = round(LABEL + scale * at(start))
        if left >= free:
            out.append(f'<text x="{left}" y="{HEAD - 6}" fill="{INK}">{name(start)}</text>')
            free = left + 2 * CELL
    for n, box in enumerate(boxes):
        x, width = LABEL + scale * at(box.start), scale * (box.end - box.start)
        out.append(
            f'<rect x="{x:.1f}" y="{line[box.row]}" width="{width:.1f}" height="{CELL - 2}" stroke="{LINE}" '
            f'fill="hsl({n * 137 % 360} 55% 62%)"><title>{escape(f"{name(box.start)} {box.words}")}</title></rect>'
        )
    return "\n".join([*out, "</svg>"]) + "\n"


def _axis(boxes: Sequence[Box]) -> tuple[Callable[[int], int], int]:
    """Where a minute is drawn, long pauses being cut short, and how long the whole axis is."""
    starts, cuts, end = [0], [0], 0
    for box in sorted(boxes, key=lambda b: b.start):
        if box.start - end > _PAUSE:
            starts.append(box.start)
            cuts.append(cuts[-1] + box.start - end - _SHOWN)
        end = max(end, box.end)
    return (lambda minute: minute - cuts[bisect_right(starts, minute) - 1]), end - cuts[-1]
