"""After a change: the meetings that differ for the fewest people, and among those the best in protocol order.

Whoever loses a meeting, or cannot come to it, has to be told; when the rest can stay as it is, that is proven least and
only meetings among these people can change: a small model. Otherwise the whole model minimises the people told.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from ...watch import Watch
from ..levels import Outcome, minimise
from .changes import Change, changed
from .check import check
from .frame import Choices, Frame, frame, overlap
from .greedy import greedy
from .model import Model
from .solve import chunks, conclude, digits_of
from .types import Budget, Meeting, OnProgress, Plan, Problem

TEN_SECONDS = Budget(seconds=10.0)


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan: fewest people told, then the smallest value.

    ``told`` counts heads and interpreters whose own meetings, their times or rooms differ from ``plan``; no plan has
    fewer than ``told_bound``. Status ``optimal`` means that both are proven.
    """
    new = changed(problem, change)
    watch = Watch(budget, on_progress)
    numbers, before = frame(new), plan.assignment
    kept = _kept(numbers, before)
    lost = {p for i, m in before.items() if i not in kept for p in _concerned(numbers, i, m)}
    least = len(lost)
    outcome = _solved(_narrowed(numbers, kept, lost), before, kept, (least, watch), seed, 0.4)
    if outcome.found is None:
        least += outcome.status == "infeasible"
        simple = _simple(numbers, kept)
        outcome = _solved(numbers, before, simple, (least, watch), seed, 1.0)
        if outcome.status == "unknown" and all(r.id in simple for r in numbers.order if r.must):
            outcome = Outcome("feasible", simple)
    if outcome.found is None:
        return new, Plan(outcome.status, seconds=watch.seconds)
    found = outcome.found
    made = conclude(numbers, found, "feasible", _bound(numbers, outcome), watch)
    people = told(plan, made)
    bound = outcome.bounds[0] if outcome.bounds else least
    if outcome.status == "optimal":
        made = replace(made, status="optimal", bound=made.value or 0)
    return new, replace(made, told=len(people), told_bound=min(bound, len(people)))


def told(before: Plan, after: Plan) -> tuple[str, ...]:
    """Heads and interpreters whose own meetings, or their times or rooms, differ between the plans."""
    differ: set[str] = set()
    for i in {*before.assignment, *after.assignment}:
        old, new = before.assignment.get(i), after.assignment.get(i)
        one, two = (_people(m) for m in (old, new))
        stays = old is not None and new is not None and (old.slot, old.room) == (new.slot, new.room)
        differ |= one ^ two if stays else one | two
    return tuple(sorted(differ))


def _people(m: Meeting | None) -> set[str]:
    return set() if m is None else {p for p in (*m.heads, m.interpreter) if p is not None}


def _kept(numbers: Frame, before: Mapping[str, Meeting]) -> dict[str, Meeting]:
    here = {i: m for i, m in before.items() if i in numbers.request and m.slot in numbers.problem.slots}
    broken = {v.subjects[0] for v in check(numbers.problem, here).violations if len(v.subjects) == 1}
    return {i: m for i, m in here.items() if i not in broken}


def _simple(numbers: Frame, kept: Mapping[str, Meeting]) -> dict[str, Meeting]:
    """The musts wherever they fit, and of the meetings before those that they leave as they were."""
    musts = [r for r in numbers.order if r.must]
    found = greedy(numbers, musts, {r.id: kept[r.id] for r in musts if r.id in kept})
    for i, m in kept.items():
        apart = (
            not overlap(m.slot, n.slot) or (m.room != n.room and not _people(m) & _people(n)) for n in found.values()
        )
        if i not in found and all(apart):
            found[i] = m
    return found


def _concerned(numbers: Frame, request: str, m: Meeting) -> set[str]:
    """Who must hear in any case that the meeting cannot be as it was: all, or only those who cannot come."""
    slots, own = numbers.problem.slots, numbers.choices.get(request)
    t = slots.index(m.slot) if m.slot in slots else -1
    if own is None or m.room not in own.rooms.get(t, ()):
        return _people(m)
    wanted = [(own.heads[0], m.heads[0]), (own.heads[1], m.heads[1]), (own.interpreters or {}, m.interpreter)]
    return {p for able, p in wanted if p is not None and p not in able.get(t, ())}


def _narrowed(numbers: Frame, kept: Mapping[str, Meeting], people: Collection[str]) -> Frame:
    """The problem in which only these people may have other meetings than before."""
    slots = numbers.problem.slots
    choices = {}
    for i, own in numbers.choices.items():
        m = kept.get(i)
        if m is not None and not _people(m) <= set(people):
            t = slots.index(m.slot)
            speaks: dict[int, tuple[str, ...]] | None
            speaks = None if own.interpreters is None or m.interpreter is None else {t: (m.interpreter,)}
            choices[i] = Choices({t: (m.room,)}, speaks, ({t: (m.heads[0],)}, {t: (m.heads[1],)}), (t,))
            continue
        one, other = ({t: tuple(p for p in able if p in people) for t, able in side.items()} for side in own.heads)
        speak = None
        if own.interpreters is not None:
            speak = {t: tuple(p for p in able if p in people) for t, able in own.interpreters.items()}
        possible = tuple(t for t in own.slots if one[t] and other[t] and (speak is None or speak[t]))
        choices[i] = Choices(own.rooms, speak, (one, other), possible)
    return replace(numbers, choices=choices)


def _solved(  # noqa: PLR0917 - all of it is one question
    numbers: Frame,
    before: Mapping[str, Meeting],
    kept: Mapping[str, Meeting],
    limits: tuple[int, Watch],
    seed: int,
    share: float,
) -> Outcome[dict[str, Meeting]]:
    least, watch = limits
    model = Model(numbers, numbers.order, frozenset())
    count = model.told(before)
    model.cp.add(count >= least)
    if share < 1:
        model.cp.add(count <= least)
    bits, bit_floors = chunks([(1 - model.of[r.id].held, _missing(numbers, r.id)) for r in numbers.order], 2)
    costs, cost_floors = chunks([(model.cost(r), 0) for r in numbers.order], numbers.base)
    floors = [least, *bit_floors, *cost_floors]
    hint = model.hints(kept)
    return minimise(model.cp, [count, *bits, *costs], watch, seed, model.read, hint=hint, share=share, floors=floors)


def _missing(numbers: Frame, request: str) -> int:
    return int(not numbers.choices[request].slots)


def _bound(numbers: Frame, outcome: Outcome[dict[str, Meeting]]) -> int:
    """The value that no plan with so few people told is below, of the levels that were proven."""
    bits, floors = chunks([(0, _missing(numbers, r.id)) for r in numbers.order], 2)
    proven = [*outcome.bounds[1:]][: len(bits)]
    digits = digits_of([*proven, *floors[len(proven) :]], len(numbers.order), 2)
    unplaced = {r.id: d for r, d in zip(numbers.order, digits, strict=True)}
    return numbers.number(unplaced, dict.fromkeys(unplaced, 0))
