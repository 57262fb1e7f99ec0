"""After a change: the plan that moves the fewest sessions, and among those the best one found.

First the moves: sessions whose old place is no longer allowed, and one of each further group that stands in each
other's way, must move (a lower bound). If the rest can stay while these find a place, that is proven least; if they
cannot, as CP-SAT says at once with the rest fixed, one more must move; otherwise the whole model minimises moves. Then,
with the number of moves fixed, the value.
"""

from dataclasses import replace
from functools import partial

from .changes import Change, changed
from .check import check
from .frame import Frame, frame
from .model import Model
from .search import anneal, fill, restore
from .solve import MODEL_PAIRS, board_with, conclude, moves
from .types import Budget, OnProgress, Place, Plan, Problem, Status
from .watch import Watch, solve

TEN_SECONDS = Budget(seconds=10.0)
_TRIES = 8


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan with the fewest moves from ``plan``, then the smallest value.

    ``moves`` counts sessions that were placed before and now stand elsewhere or at another time; no plan has fewer than
    ``moves_bound``. ``bound`` is only about plans with so many moves when ``status`` is ``optimal`` (and 0 otherwise).
    """
    new = changed(problem, change)
    watch = Watch(budget, on_progress)
    numbers = frame(new)
    if not all(numbers.starts):
        return new, conclude(new, {}, "infeasible", watch, plan)
    least, loose = _least_moves(numbers, plan)
    found = _few_moves(numbers, plan, watch, seed)
    if found is None or moves(plan.assignment, found) > least:
        share = 0.9 if found is None else 0.3
        found, least = _rest_stays(_others_fixed(numbers, plan, loose), plan, found, (least, watch, share), seed)
    status: Status = "feasible" if found is not None else "unknown"
    if found is None or moves(plan.assignment, found) > least:
        status, found, least = _fewest(numbers, plan, found, (least, watch, 0.6 if found else 1.0), seed)
    if found is None:
        return new, conclude(new, {}, status, watch, plan)
    watch.found(check(new, found).value)
    status, found = _better(numbers, plan, found, watch, seed)
    return new, replace(conclude(new, found, status, watch, plan), moves_bound=least)


def _least_moves(numbers: Frame, plan: Plan) -> tuple[int, set[str]]:
    """How many sessions must move at least: homeless ones, and one of each separate group of clashing ones.

    And the ids of all these and of the new ones: with so many moves, all others stay.
    """
    board, _ = board_with(numbers, {})
    sessions = numbers.problem.sessions
    room = {r.id: n for n, r in enumerate(numbers.problem.rooms)}
    least, loose = 0, {s.id for s in sessions if s.id not in plan.assignment}
    for i, s in enumerate(numbers.problem.sessions):
        place = plan.assignment.get(s.id)
        if place is None:
            continue
        r = room.get(place.room, -1)
        if place.start not in numbers.starts_in[i].get(r, ()):
            least += 1
            loose.add(s.id)
        elif place.start in board.starts_in[i].get(r, ()):
            in_way = board.blockers(i, place.start, r) - {i}
            if in_way:
                least += 1
                loose |= {s.id, *(sessions[j].id for j in in_way)}
                for j in in_way:
                    board.lift(j)
            elif board.free(i, place.start, r):
                board.place(i, place.start, r)
    return least, loose


def _others_fixed(numbers: Frame, plan: Plan, loose: set[str]) -> Frame:
    """The same problem in which all but the loose sessions stand where the plan has them."""
    fixed = (
        s if s.id in loose else replace(s, start=plan.assignment[s.id].start, room=plan.assignment[s.id].room)
        for s in numbers.problem.sessions
    )
    return frame(replace(numbers.problem, sessions=tuple(fixed)))


def _few_moves(numbers: Frame, plan: Plan, watch: Watch, seed: int) -> dict[str, Place] | None:
    best: dict[str, Place] | None = None
    for attempt in range(_TRIES):
        if best is not None and not watch.going_on(0.2):
            break
        board, _ = board_with(numbers, plan.assignment, attempt // 4)
        share = 0.8 if best is None else 0.2
        if fill(board, seed + attempt, 2_000, partial(watch.going_on, share)):
            found = board.assignment()
            if best is None or moves(plan.assignment, found) < moves(plan.assignment, best):
                best = found
    return best


def _moved(model: Model, plan: Plan):
    """The number of moves as an expression of the model."""
    room = {r.id: n for n, r in enumerate(model.frame.problem.rooms)}
    moved = []
    for i, s in enumerate(model.frame.problem.sessions):
        place = plan.assignment.get(s.id)
        if place is None:
            continue
        literal = model.cp.new_bool_var(f"moved_{i}")
        here = model.here[i].get(room.get(place.room, -1))
        if here is None:
            model.cp.add(literal == 1)
        else:
            model.cp.add(model.start[i] == place.start).only_enforce_if(literal.negated())
            model.cp.add_implication(literal.negated(), here)
        moved.append(literal)
    return sum(moved)


def _rest_stays(
    fixed: Frame, plan: Plan, found: dict[str, Place] | None, limits: tuple[int, Watch, float], seed: int
) -> tuple[dict[str, Place] | None, int]:
    """The plan in which only those move who may have to, when it moves fewer; without one, one more move is needed."""
    least = limits[0]
    if not all(fixed.starts):
        return found, least + 1
    status, alone, bound = _fewest(fixed, plan, None, limits, seed)
    if alone is not None and (found is None or moves(plan.assignment, alone) < moves(plan.assignment, found)):
        found = alone
    return found, least + (status == "infeasible" or bound > least)


def _fewest(
    numbers: Frame, plan: Plan, found: dict[str, Place] | None, limits: tuple[int, Watch, float], seed: int
) -> tuple[Status, dict[str, Place] | None, int]:
    """A plan with the fewest moves, at least so many of them, within a share of the budget; with the bound on them."""
    least, watch, share = limits
    model = Model(numbers, wishes=False)
    count = _moved(model, plan)
    model.cp.add(count >= least)
    model.cp.minimize(count)
    model.hint(found or plan.assignment)
    status, better, bound = solve(model, watch, share, seed, value_is_price=False)
    if better is None:
        return ("feasible", found, least) if found else (status, None, least)
    return "feasible", better, max(least, bound)


def _better(
    numbers: Frame, plan: Plan, found: dict[str, Place], watch: Watch, seed: int
) -> tuple[Status, dict[str, Place]]:
    if len(numbers.pair_cost) <= MODEL_PAIRS:
        model = Model(numbers)
        model.cp.add(_moved(model, plan) <= moves(plan.assignment, found))
        model.hint(found)
        status, better, _ = solve(model, watch, 1.0, seed)
        return ("optimal" if status == "optimal" else "feasible"), better or found
    board, _ = board_with(numbers, found)
    movable = {s for s, place in found.items() if plan.assignment.get(s) != place}
    loose = [i for i, s in enumerate(numbers.problem.sessions) if s.id in movable]
    last = None
    most = max(1, 20_000 * len(loose))
    value = check(numbers.problem, found).value
    for _, at, room in anneal(board, seed, lambda tried: tried / most if watch.going_on() else 1.0, value, loose):
        last = at, room
    if last is not None:
        restore(board, *last)
    return "feasible", board.assignment()
