"""A problem taken apart into its single demands, and put together again from some of them."""

from dataclasses import replace

from .types import DAY, Person, Problem, Reason, Room, Session, Span


def demands(problem: Problem) -> tuple[Reason, ...]:
    """Every demand that could be dropped, each as a code with its subjects; sessions first.

    Not a demand, and so never dropped: the start grid, one session at a time in a room, one place at a time for a
    person. That a person takes part in a session is one.
    """
    found = [Reason("session", (s.id,), (s.minutes,)) for s in problem.sessions]
    for s in problem.sessions:
        found += _of_session(s)
    for p in problem.people:
        if p.busy or p.available is not None:
            found.append(Reason("availability", (p.id,)))
    found += [Reason("room_open", (r.id,)) for r in problem.rooms]
    found += [Reason("order", (o.before, o.after), (o.gap,)) for o in problem.orders if o.weight is None]
    found += [Reason("same_day", (w.a, w.b)) for w in problem.same_days if w.weight is None]
    found += [Reason("same_room", (h.a, h.b)) for h in problem.same_rooms if h.weight is None]
    found += [Reason("apart", (x.a, x.b)) for x in problem.aparts if x.weight is None]
    for n, lunch in enumerate(problem.lunches):
        code = "lunch_house" if lunch.whole_house else "lunch"
        found.append(Reason(code, (), (n, lunch.window.start, lunch.window.end, lunch.minutes)))
    found += [Reason("interpreters", (c.pair,), (c.teams,)) for c in problem.interpreters]
    if problem.walks:
        found.append(Reason("walking", ()))
    if problem.change_over:
        found.append(Reason("change_over", (), (problem.change_over,)))
    return tuple(dict.fromkeys(found))


def _of_session(s: Session) -> list[Reason]:
    found = [Reason("takes_part", (person, s.id)) for person in sorted(s.people)]
    if s.start is not None:
        found.append(Reason("start_fixed", (s.id,), (s.start,)))
    if s.room is not None:
        found.append(Reason("room_fixed", (s.id, s.room)))
    if s.windows:
        found.append(Reason("window", (s.id,)))
    if s.days:
        found.append(Reason("days", (s.id,), tuple(sorted(s.days))))
    if s.equipment:
        found.append(Reason("equipment", (s.id, *sorted(s.equipment))))
    if s.seats_required:
        found.append(Reason("seats", (s.id,), (s.audience,)))
    if s.alone:
        found.append(Reason("alone", (s.id,)))
    return found


def only(problem: Problem, kept: frozenset[Reason]) -> Problem:
    """The problem with no demands but these, and no wishes; demands on dropped sessions go with them."""
    names = {(r.code, *r.subjects, *r.figures) for r in kept}
    sessions = tuple(_session(s, names) for s in problem.sessions if ("session", s.id, s.minutes) in names)
    here = {s.id for s in sessions}
    horizon = Span(0, DAY * (1 + max((_latest(problem) - 1) // DAY, 0)))
    return Problem(
        sessions=sessions,
        rooms=tuple(_room(r, names, horizon) for r in problem.rooms),
        people=tuple(p if ("availability", p.id) in names else Person(p.id) for p in problem.people),
        orders=tuple(
            o
            for o in problem.orders
            if o.weight is None and {o.before, o.after} <= here and ("order", o.before, o.after, o.gap) in names
        ),
        same_days=tuple(
            w for w in problem.same_days if w.weight is None and {w.a, w.b} <= here and ("same_day", w.a, w.b) in names
        ),
        same_rooms=tuple(
            h
            for h in problem.same_rooms
            if h.weight is None and {h.a, h.b} <= here and ("same_room", h.a, h.b) in names
        ),
        aparts=tuple(
            x for x in problem.aparts if x.weight is None and {x.a, x.b} <= here and ("apart", x.a, x.b) in names
        ),
        lunches=tuple(
            lunch
            for n, lunch in enumerate(problem.lunches)
            if any(r.code in ("lunch", "lunch_house") and r.figures[0] == n for r in kept)
        ),
        interpreters=tuple(c for c in problem.interpreters if ("interpreters", c.pair, c.teams) in names),
        walks=problem.walks if ("walking",) in names else (),
        change_over=problem.change_over if ("change_over", problem.change_over) in names else 0,
        grid=problem.grid,
        starts=problem.starts,
    )


def _latest(problem: Problem) -> int:
    ends = [s.end for r in problem.rooms for s in r.open]
    ends += [s.end for session in problem.sessions for s in session.windows]
    ends += [session.start + session.minutes for session in problem.sessions if session.start is not None]
    ends += [DAY * (day + 1) for session in problem.sessions for day in session.days]
    return max(ends, default=DAY)


def _room(room: Room, names: set[tuple], horizon: Span) -> Room:
    return room if ("room_open", room.id) in names else replace(room, open=(horizon,))


def _session(s: Session, names: set[tuple]) -> Session:
    return Session(
        id=s.id,
        minutes=s.minutes,
        audience=s.audience,
        equipment=s.equipment if ("equipment", s.id, *sorted(s.equipment)) in names else frozenset(),
        people=frozenset(p for p in s.people if ("takes_part", p, s.id) in names),
        windows=s.windows if ("window", s.id) in names else (),
        days=s.days if ("days", s.id, *sorted(s.days)) in names else frozenset(),
        start=s.start if ("start_fixed", s.id, s.start) in names else None,
        room=s.room if ("room_fixed", s.id, s.room) in names else None,
        seats_required=("seats", s.id, s.audience) in names,
        alone=("alone", s.id) in names,
        in_lunch=s.in_lunch,
        languages=s.languages,
    )
