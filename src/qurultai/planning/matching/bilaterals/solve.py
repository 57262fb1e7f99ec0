"""From requests to meetings: in protocol order each is placed if it can be beside those before it, and that is proven.

The optimum is lexicographic: no request is given up for any number of lower ones. A request that the meetings so far
leave no place for is asked of CP-SAT together with all accepted ones; no means proven unplaced. Then, in the same
order, levels and preferred times.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...watch import Watch
from ..levels import minimise
from ..plan import concluded
from .check import check
from .frame import Frame, frame
from .greedy import greedy
from .model import Model
from .types import Budget, Meeting, OnProgress, Plan, Problem, Reason, Request, Status

ONE_MINUTE = Budget()
MOST_WEIGHT = 1 << 20


@dataclass
class Placed:
    """Who has a place, who is proven to have none, who is neither, and the meetings that show it."""

    accepted: list[Request]
    refused: set[str]
    unsure: set[str]
    meetings: dict[str, Meeting]


def plan(
    problem: Problem,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
) -> Plan:
    """The best meetings in protocol order found within the budget, and the bound; ``start`` is where it begins.

    Raises ProblemError for a problem that makes no sense; musts that cannot all be kept give status ``infeasible``.
    """
    watch = Watch(budget, on_progress)
    numbers = frame(problem)
    musts = tuple(r for r in numbers.order if r.must)
    given = _kept(numbers, start.assignment if start is not None else {})
    found = greedy(numbers, musts, {i: m for i, m in given.items() if numbers.request[i].must})
    if len(found) < len(musts):
        model = Model(numbers, musts, frozenset())
        outcome = minimise(model.cp, [0], watch, seed, model.read, share=0.5)
        if outcome.found is None:
            return Plan(outcome.status, seconds=watch.seconds)
        found = outcome.found
    placed = _place(numbers, found, watch, seed)
    watch.found(check(problem, placed.meetings).value)
    model = Model(numbers, placed.accepted, frozenset(r.id for r in placed.accepted))
    levels, floors = chunks([(model.cost(r), numbers.floor[r.id]) for r in placed.accepted], numbers.base)
    outcome = minimise(model.cp, levels, watch, seed, model.read, hint=model.hints(placed.meetings), floors=floors)
    options = [placed.meetings] + ([outcome.found] if outcome.found is not None else [])
    best = min(options, key=lambda x: check(problem, x).value)
    exact = not placed.unsure and (not levels or outcome.status == "optimal")
    costs = {i: 0 if i in placed.refused else least for i, least in numbers.floor.items()}
    if not placed.unsure:
        costs = _proven(numbers, placed, outcome.bounds, floors)
    bound = numbers.number({r.id: int(r.id in placed.refused) for r in numbers.order}, costs)
    return conclude(numbers, best, "optimal" if exact else "feasible", bound, watch)


def _kept(numbers: Frame, before: Mapping[str, Meeting]) -> dict[str, Meeting]:
    """Meetings of a plan before that break nothing by themselves."""
    here = {i: m for i, m in before.items() if i in numbers.request}
    broken = {i for v in check(numbers.problem, here).violations for i in v.subjects}
    return {i: m for i, m in here.items() if i not in broken}


def _place(numbers: Frame, musts: dict[str, Meeting], watch: Watch, seed: int) -> Placed:
    placed = Placed([r for r in numbers.order if r.must], set(), set(), musts)
    meetings = greedy(numbers, numbers.order, musts)
    for n, r in enumerate(numbers.order):
        if r.must:
            continue
        if r.id in meetings:
            placed.accepted.append(r)
            continue
        status: Status = "unknown"
        if not numbers.choices[r.id].slots:
            status = "infeasible"
        elif watch.going_on(0.6):
            wanted = [*placed.accepted, r]
            model = Model(numbers, wanted, frozenset(x.id for x in wanted))
            outcome = minimise(model.cp, [0], watch, seed, model.read, hint=model.hints(meetings), share=0.6)
            status = outcome.status
            if outcome.found is not None:
                placed.accepted.append(r)
                meetings = greedy(numbers, numbers.order[n:], outcome.found)
                continue
        (placed.refused if status == "infeasible" else placed.unsure).add(r.id)
    accepted = {r.id for r in placed.accepted}
    placed.meetings = {i: m for i, m in meetings.items() if i in accepted}
    placed.accepted = [r for r in numbers.order if r.id in accepted]
    if placed.unsure:
        _forget(numbers, placed)
    return placed


def _forget(numbers: Frame, placed: Placed) -> None:
    """After the first request that was not decided, a refusal proves nothing but where no slot was possible at all."""
    first = min(n for n, r in enumerate(numbers.order) if r.id in placed.unsure)
    for r in numbers.order[first:]:
        if r.id in placed.refused and numbers.choices[r.id].slots:
            placed.refused.discard(r.id)


def chunks(digits: list[tuple[Any, int]], base: int) -> tuple[list[Any], list[int]]:
    """Digits (each with its least value) as few numbers, each small enough for the solver's objective."""
    size, weight = 1, base
    while weight * base <= MOST_WEIGHT:
        size, weight = size + 1, weight * base
    levels, floors = [], []
    for at in range(0, len(digits), size):
        level: Any = 0
        floor = 0
        for digit, least in digits[at : at + size]:
            level = level * base + digit
            floor = floor * base + least
        levels.append(level)
        floors.append(floor)
    return levels, floors


def digits_of(numbers: list[int], count: int, base: int) -> list[int]:
    """The digits that `chunks` has put into numbers."""
    size, weight = 1, base
    while weight * base <= MOST_WEIGHT:
        size, weight = size + 1, weight * base
    found: list[int] = []
    for at, number in zip(range(0, count, size), numbers, strict=False):
        own = []
        for _ in range(min(size, count - at)):
            number, digit = divmod(number, base)  # noqa: PLW2901
            own.append(digit)
        found += reversed(own)
    return found


def _proven(numbers: Frame, placed: Placed, bounds: tuple[int, ...], floors: list[int]) -> dict[str, int]:
    """The costs below which no plan with these placed requests can be, read in protocol order."""
    known = [*(max(b, f) for b, f in zip(bounds, floors, strict=False)), *floors[len(bounds) :]]
    digits = digits_of(known, len(placed.accepted), numbers.base)
    costs = dict.fromkeys(placed.refused, 0)
    return costs | {r.id: digit for r, digit in zip(placed.accepted, digits, strict=True)}


def conclude(numbers: Frame, assignment: Mapping[str, Meeting], status: Status, bound: int, watch: Watch) -> Plan:
    """The plan as the caller sees it, its score recounted by the checker."""
    verdict = check(numbers.problem, assignment)
    said = replace(verdict, hurts=tuple(_said(numbers, r) for r in verdict.hurts))
    return concluded(assignment, said, status, bound, watch)


def _said(numbers: Frame, reason: Reason) -> Reason:
    """An unplaced request with the need that nobody can meet, or as outranked by those before it."""
    if reason.code != "unplaced":
        return reason
    choices = numbers.choices[reason.subjects[0]]
    return Reason("outranked" if choices.slots else choices.missing, reason.subjects, reason.figures, reason.cost)
