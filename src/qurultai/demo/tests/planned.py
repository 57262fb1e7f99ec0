"""A plain CP-SAT model that looks for one plan of the demonstration keeping every demand and every wish."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from qurultai.demo.content.shapes import Forum, Room, Session

STEP = 15
DAY_STEPS = 24 * 60 // STEP


def plan(forum: Forum, seconds: float) -> dict[str, tuple[datetime, str]] | None:
    """Return start and room of every session, or None; 15 minutes lie between two sessions of one person."""
    model = cp_model.CpModel()
    origin = datetime.combine(forum.edition.days[0].on, datetime.min.time())
    begins = {one.code: model.new_int_var_from_domain(_starts(forum, one, origin), one.code) for one in forum.sessions}
    chosen = {one.code: {room.code: model.new_bool_var("") for room in _rooms(forum, one)} for one in forum.sessions}
    _rooms_apart(model, forum, begins, chosen)
    _people_apart(model, forum, begins)
    _wishes_kept(model, forum, begins, chosen)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {
        code: (
            origin + timedelta(minutes=STEP * solver.value(begin)),
            next(room for room, taken in chosen[code].items() if solver.value(taken)),
        )
        for code, begin in begins.items()
    }


def fits(session: Session, room: Room) -> bool:
    """Return whether the room can hold the session."""
    return (
        room.for_sessions
        and room.capacity >= session.expected
        and session.equipment <= room.equipment
        and room.booths >= len(session.interpretation)
    )


def allowed_starts(forum: Forum, session: Session) -> list[datetime]:
    """Return the starts that keep the day, the breaks and every demand on the time of the session's people."""
    if session.fixed:
        return [session.fixed.starts_at]
    length = timedelta(minutes=session.minutes)
    common = [datetime.combine(day.on, at) for day in forum.edition.days for at in forum.edition.common_starts]
    closes = {day.on: datetime.combine(day.on, day.closes_at) for day in forum.edition.days}
    return [
        start
        for start in common
        if start + length <= closes[start.date()] and _open(forum, session, start, start + length)
    ]


def _open(forum: Forum, session: Session, start: datetime, end: datetime) -> bool:
    walk = timedelta(minutes=STEP)
    taken = [(one.starts_at, one.ends_at) for one in forum.edition.breaks]
    taken += [
        (one.fixed.starts_at, one.fixed.starts_at + timedelta(minutes=one.minutes))
        for one in forum.sessions
        if one.whole_forum
    ]
    taken += [
        (one.starts_at - walk, one.ends_at + walk)
        for one in forum.commitments
        if not session.people.isdisjoint(one.people)
    ]
    if any(begins < end and start < ends for begins, ends in taken):
        return False
    windows = defaultdict(list)
    for one in forum.presences:
        if one.person in session.people:
            windows[one.person].append(one.starts_at <= start and end <= one.ends_at)
    return all(any(inside) for inside in windows.values())


def _starts(forum: Forum, session: Session, origin: datetime) -> cp_model.Domain:
    steps = [int((start - origin).total_seconds()) // 60 // STEP for start in allowed_starts(forum, session)]
    return cp_model.Domain.from_values(steps)


def _rooms(forum: Forum, session: Session) -> list[Room]:
    if session.fixed:
        return [room for room in forum.rooms if room.code == session.fixed.room]
    return [room for room in forum.rooms if fits(session, room)]


def _rooms_apart(model: cp_model.CpModel, forum: Forum, begins: dict, chosen: dict) -> None:
    held = defaultdict(list)
    for session in forum.sessions:
        model.add_exactly_one(chosen[session.code].values())
        for room, taken in chosen[session.code].items():
            length = session.minutes // STEP
            held[room].append(model.new_optional_fixed_size_interval_var(begins[session.code], length, taken, ""))
    for intervals in held.values():
        model.add_no_overlap(intervals)


def _people_apart(model: cp_model.CpModel, forum: Forum, begins: dict) -> None:
    own = defaultdict(list)
    for session in forum.sessions:
        walk = 0 if session.fixed else 1
        interval = model.new_fixed_size_interval_var(begins[session.code], session.minutes // STEP + walk, "")
        for person in session.people:
            own[person].append(interval)
    for intervals in own.values():
        model.add_no_overlap(intervals)


def _wishes_kept(model: cp_model.CpModel, forum: Forum, begins: dict, chosen: dict) -> None:
    length = {one.code: one.minutes // STEP for one in forum.sessions}
    for wish in forum.wishes:
        if wish.kind == "before":
            for one, other in pairwise(wish.sessions):
                model.add(begins[one] + length[one] <= begins[other])
        if wish.kind == "not_together":
            model.add_no_overlap([model.new_fixed_size_interval_var(begins[c], length[c], "") for c in wish.sessions])
        if wish.kind == "same_day":
            _all_on_one_day(model, [begins[code] for code in wish.sessions])
        if wish.kind == "same_room":
            _all_in_one_room(model, [chosen[code] for code in wish.sessions])


def _all_on_one_day(model: cp_model.CpModel, begins: list) -> None:
    second = model.new_bool_var("")
    for begin in begins:
        model.add(begin >= DAY_STEPS).only_enforce_if(second)
        model.add(begin < DAY_STEPS).only_enforce_if(second.negated())


def _all_in_one_room(model: cp_model.CpModel, chosen: list[dict]) -> None:
    for one, other in combinations(chosen, 2):
        for room in one.keys() | other.keys():
            model.add(one.get(room, 0) == other.get(room, 0))
