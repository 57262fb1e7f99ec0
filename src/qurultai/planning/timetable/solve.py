"""From a problem to a plan: a first plan, local search, a bound, and the whole model with both as a start.

Stages and the share of the budget at which each ends: first plan (ejection search, else CP-SAT without wishes), the
whole model at once when it is small, annealing; the whole model by cores where starts are few and wishes sparse, else
the bound by sets and annealing again; the whole model with the hint. All end when the plan is proven as near the best
as the budget asks.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .board import Board, bits
from .bound import NODES_PER_WORK, Bound
from .check import check, stake
from .frame import Frame, frame
from .literals import few_starts
from .model import Model
from .search import MOVES_PER_WORK, anneal, fill, restore
from .types import Budget, OnProgress, Place, Plan, Problem, Reason, Status
from .watch import Watch, solve

ONE_MINUTE = Budget()
_FILL_MOVES = 20_000
_SMALL_PAIRS = 400
_SPARSE = 0.5
MODEL_PAIRS = 6_000


class _Best:
    """The best assignment so far and the breaks of the house in it."""

    def __init__(self, problem: Problem, watch: Watch) -> None:
        self.problem, self.watch = problem, watch
        self.assignment: dict[str, Place] = {}
        self.value: int | None = None

    def take(self, assignment: dict[str, Place]) -> None:
        verdict = check(self.problem, assignment)
        if verdict.violations:
            raise AssertionError(f"a plan breaks {verdict.violations[0]}")
        if self.value is None or verdict.value < self.value:
            self.value, self.assignment = verdict.value, assignment
            self.watch.found(verdict.value)


def plan(
    problem: Problem,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
) -> Plan:
    """The best plan found within the budget, with its proven bound; ``start`` is where the search begins.

    Raises ProblemError for a problem that makes no sense. A problem without any plan gives status ``infeasible``;
    ``explain`` says why.
    """
    watch = Watch(budget, on_progress)
    numbers = frame(problem)
    best = _Best(problem, watch)
    status = _first(numbers, best, watch, seed, start) if all(numbers.starts) else "infeasible"
    if best.value is not None:
        status = _improve(numbers, best, watch, seed)
    return conclude(problem, best.assignment, status, watch, start)


def conclude(
    problem: Problem, assignment: Mapping[str, Place], status: Status, watch: Watch, start: Plan | None
) -> Plan:
    """The plan as the caller sees it, its score recounted by the checker."""
    if not assignment and problem.sessions:
        bad = tuple(Reason("no_place", (s.id,)) for s, t in _placeless(problem)) if status == "infeasible" else ()
        return Plan(status, bound=watch.bound, stake=stake(problem), reasons=bad, seconds=watch.seconds)
    verdict = check(problem, assignment)
    bound = verdict.value if status == "optimal" else min(watch.bound, verdict.value)
    return Plan(
        status="optimal" if bound == verdict.value else "feasible",
        assignment=MappingProxyType(dict(sorted(assignment.items()))),
        score=MappingProxyType(verdict.score),
        value=verdict.value,
        bound=bound,
        stake=stake(problem),
        reasons=verdict.hurts,
        moves=None if start is None else moves(start.assignment, assignment),
        seconds=watch.seconds,
        first_seconds=watch.first_seconds,
    )


def moves(before: Mapping[str, Place], after: Mapping[str, Place]) -> int:
    """How many sessions of both stand elsewhere or at another time."""
    return sum(1 for i, place in after.items() if i in before and before[i] != place)


def _placeless(problem: Problem):
    numbers = frame(problem)
    return [(s, t) for s, t in zip(problem.sessions, numbers.starts, strict=True) if not t]


def board_with(numbers: Frame, assignment: Mapping[str, Place], shift: int = 0) -> tuple[Board, list[int]]:
    """A board with every session of the assignment that may stand there, and the numbers of those that may not.

    Breaks of the house are put where the assignment has fewest sessions; ``shift`` turns to later choices.
    """
    breaks = tuple(_break(numbers, lunch, assignment, shift) for lunch in numbers.house_lunches)
    board = Board(numbers, breaks)
    room = {r.id: n for n, r in enumerate(numbers.problem.rooms)}
    homeless = []
    for i, s in enumerate(numbers.problem.sessions):
        place = assignment.get(s.id)
        if place is None:
            continue
        r = room.get(place.room, -1)
        if place.start in board.starts_in[i].get(r, ()) and board.free(i, place.start, r):
            board.place(i, place.start, r)
        else:
            homeless.append(i)
    return board, homeless


def _break(numbers: Frame, lunch, assignment: Mapping[str, Place], shift: int) -> int:
    sessions = {s.id: s for s in numbers.problem.sessions if not s.in_lunch}
    spans = [(p.start, p.start + sessions[i].minutes) for i, p in assignment.items() if i in sessions]
    last = lunch.window.end - lunch.minutes
    edges = {lunch.window.start, last, *(e for _, e in spans)}
    edges |= set(range(lunch.window.start, last + 1, max(5, numbers.problem.grid)))
    choices = sorted(
        (sum(a < b + lunch.minutes and b < e for a, e in spans), b) for b in edges if lunch.window.start <= b <= last
    )
    return choices[shift % len(choices)][1]


def _first(numbers: Frame, best: _Best, watch: Watch, seed: int, start: Plan | None) -> Status:
    given = start.assignment if start is not None else {}
    for attempt in range(3 if numbers.house_lunches else 1):
        board, _ = board_with(numbers, given, attempt)
        if fill(board, seed + attempt, _FILL_MOVES // 4, lambda: watch.going_on(0.1)):
            best.take(board.assignment())
            return "feasible"
    model = Model(numbers, wishes=False)
    model.hint(given)
    status, found, _ = solve(model, watch, 1.0, seed, value_is_price=False)
    if found is not None:
        best.take(found)
    return "feasible" if found is not None else status


def _improve(numbers: Frame, best: _Best, watch: Watch, seed: int) -> Status:
    watch.bounded = True
    if best.value == 0:
        return "optimal"
    pairs = len(numbers.pair_cost)
    if pairs <= _SMALL_PAIRS and _whole_model(numbers, best, watch, seed, 0.1) == "optimal":
        return "optimal"
    sparse = few_starts(numbers) and pairs <= _SPARSE * numbers.size * (numbers.size - 1) / 2
    _anneal(numbers, best, watch, seed, 0.05 if sparse else 0.4)
    if sparse and _whole_model(numbers, best, watch, seed, 0.8, by_cores=True) == "optimal":
        return "optimal"
    if not sparse:
        if watch.going_on(0.7):
            _raise_bound(numbers, best, watch)
        _anneal(numbers, best, watch, seed + 1, 0.85)
    if pairs <= MODEL_PAIRS and watch.going_on():
        return _whole_model(numbers, best, watch, seed, 1.0)
    return "optimal" if best.value == watch.bound else "feasible"


def _anneal(numbers: Frame, best: _Best, watch: Watch, seed: int, share: float) -> None:
    board, _ = board_with(numbers, best.assignment)
    before, since = watch.work, watch.gone

    def progress(tried: int) -> float:
        watch.work = before + tried / MOVES_PER_WORK
        return watch.done(since, share)

    found = None
    for value, at, room in anneal(board, seed, progress, best.value or 0):
        watch.found(value)
        found = at, room
    if found is not None:
        restore(board, *found)
        best.take(board.assignment())


def _raise_bound(numbers: Frame, best: _Best, watch: Watch) -> None:
    board, _ = board_with(numbers, best.assignment)
    bound = Bound(numbers)
    bound.offer((t, list(bits(board.active[board.slot[i][t][0]]))) for i, t in enumerate(board.at))
    shares = []
    for i, (t, r) in enumerate(zip(board.at[:], board.room[:], strict=True)):
        board.lift(i)
        shares.append(board.price(i, t, r) / 2)
        board.place(i, t, r)
    for value, nodes in bound.rounds(lambda: watch.going_on(0.7), shares):
        watch.work += nodes / NODES_PER_WORK + 0.02
        watch.raised(min(value, best.value or value))


def _whole_model(  # noqa: PLR0917 - a stage of the one above
    numbers: Frame, best: _Best, watch: Watch, seed: int, share: float, by_cores: bool = False
) -> Status:
    model = Model(numbers)
    model.hint(best.assignment)
    model.cp.add(model.cost() >= watch.bound)
    status, found, bound = solve(model, watch, share, seed, by_cores=by_cores)
    if found is not None:
        best.take(found)
    watch.raised(min(bound, best.value or 0))
    return "optimal" if status == "optimal" else "feasible"
