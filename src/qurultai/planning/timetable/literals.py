"""The strong half of the model where starts are few: one literal for each start, and cliques of what excludes itself.

With common starts a plan is a choice of one literal of each session; "at most one of these" over literals is what
CP-SAT derives unsatisfiable cores from, and from them a bound that intervals never give (Morgado, Dodaro,
Marques-Silva, *Core-guided MaxSAT with soft cardinality constraints*, CP 2014).
"""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from .frame import Frame

MOST_PLACES = 10_000
Literals = list[dict[int, cp_model.IntVar]]


def few_starts(frame: Frame) -> bool:
    """Whether a literal for each start and room of each session is not too much."""
    return sum(len(starts) for by_room in frame.starts_in for starts in by_room.values()) <= MOST_PLACES


def start_literals(cp: cp_model.CpModel, frame: Frame, start: Sequence[cp_model.IntVar]) -> Literals:
    """A literal for each session and start that is true when the session begins then."""
    at: Literals = []
    for i in range(frame.size):
        own = {t: cp.new_bool_var(f"at_{i}_{t}") for t in frame.starts[i]}
        cp.add_exactly_one(own.values())
        cp.add(cp_model.LinearExpr.weighted_sum(list(own.values()), list(own)) == start[i])
        at.append(own)
    return at


def rooms_once(cp: cp_model.CpModel, frame: Frame, at: Literals, here: Literals) -> None:
    """A room holds one session at a time, with the change-over; room and start belong together."""
    places = _places(cp, frame, at, here)
    for now in _instants(frame):
        for r in range(len(frame.problem.rooms)):
            _at_most_one(cp, [x for (i, t, q), x in places.items() if q == r and _held(frame, i, t, now)])


def people_once(cp: cp_model.CpModel, frame: Frame, at: Literals) -> None:
    """Nobody is in two sessions at a time."""
    for now in _instants(frame):
        for members in frame.by_person.values():
            _at_most_one(cp, [literal for i in members for literal in _running(frame, at, i, now)])


def never_together(cp: cp_model.CpModel, frame: Frame, at: Literals) -> None:
    """Sessions that may not overlap do not."""
    for now in _instants(frame):
        for i, j in sorted(frame.apart):
            _at_most_one(cp, [*_running(frame, at, i, now), *_running(frame, at, j, now)])


def crews_enough(cp: cp_model.CpModel, frame: Frame, at: Literals) -> None:
    """At any time there are teams of interpreters for all sessions that need them."""
    for now in _instants(frame):
        for teams, members in frame.crews:
            cp.add(sum(literal for i in members for literal in _running(frame, at, i, now)) <= teams)


def exclude(
    cp: cp_model.CpModel,
    at: Literals,
    pair: tuple[int, int],
    starts: Iterable[tuple[int, int]],
    unless: cp_model.LiteralT | None = None,
) -> None:
    """The two sessions do not begin at any of these pairs of starts, unless the literal is true."""
    i, j = pair
    for t, u in starts:
        clause = [at[i][t].negated(), at[j][u].negated()]
        cp.add_bool_or(clause if unless is None else [*clause, unless])


def overlapping(frame: Frame, i: int, j: int) -> Iterable[tuple[int, int]]:
    """The starts of the two at which they run at one time."""
    return (
        (t, u)
        for t in frame.starts[i]
        for u in frame.starts[j]
        if t < u + frame.minutes[j] and u < t + frame.minutes[i]
    )


def _instants(frame: Frame) -> list[int]:
    """Whatever overlaps does so when one of the two begins."""
    return sorted({t for starts in frame.starts for t in starts})


def _running(frame: Frame, at: Literals, i: int, now: int) -> list[cp_model.IntVar]:
    return [literal for t, literal in at[i].items() if t <= now < t + frame.minutes[i]]


def _held(frame: Frame, i: int, t: int, now: int) -> bool:
    return t <= now < t + frame.minutes[i] + frame.problem.change_over


def _places(
    cp: cp_model.CpModel, frame: Frame, at: Literals, here: Literals
) -> dict[tuple[int, int, int], cp_model.IntVar]:
    places = {
        (i, t, r): cp.new_bool_var(f"place_{i}_{t}_{r}")
        for i in range(frame.size)
        for r, starts in frame.starts_in[i].items()
        for t in starts
    }
    for i in range(frame.size):
        for t, literal in at[i].items():
            cp.add(sum(places[i, t, r] for r, starts in frame.starts_in[i].items() if t in starts) == literal)
        for r, literal in here[i].items():
            cp.add(sum(places[i, t, r] for t in frame.starts_in[i][r]) == literal)
    return places


def _at_most_one(cp: cp_model.CpModel, literals: list[cp_model.IntVar]) -> None:
    if len(literals) > 1:
        cp.add_at_most_one(literals)
