"""After a change: the interviews that differ for the fewest people, and among those the best.

Whoever loses an interview, or gets a new must, has to be told; when the rest can stay as it is, that is proven least,
and only interviews between these people can change: a small model. Otherwise the whole model minimises the people told.
"""

from collections.abc import Mapping
from dataclasses import replace

from ...watch import Watch
from ..levels import Outcome, minimise
from .changes import Change, changed
from .check import check
from .frame import Frame, frame
from .model import NOTHING, Model
from .solve import conclude
from .types import Budget, OnProgress, Pair, Plan, Problem

_SMALL = 30_000
TEN_SECONDS = Budget(seconds=10.0)


def repair(  # noqa: PLR0917 - the order of the engine's one interface
    problem: Problem,
    plan: Plan,
    change: Change,
    budget: Budget = TEN_SECONDS,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> tuple[Problem, Plan]:
    """The changed problem and its plan: fewest people told, then fewest blocking pairs, then the students' ranks.

    ``told`` counts students and recruiters whose own interviews differ from ``plan``; nobody's plan has fewer than
    ``told_bound``. Status ``optimal`` means that all three are proven.
    """
    new = changed(problem, change)
    watch = Watch(budget, on_progress)
    work = _Repair(frame(new), plan.assignment, watch, seed)
    outcome, told_bound = work.quick()
    if outcome.found is None:
        outcome, told_bound = work.thorough()
    if outcome.found is None:
        return new, conclude(new, None, outcome.status, 0, watch)
    bound = work.numbers.value(*(*outcome.bounds, 0, 0)[:2])
    made = conclude(new, outcome.found, outcome.status, bound, watch)
    status = made.status if outcome.status == "optimal" else "feasible"
    return new, replace(made, status=status, told=len(told(plan, made)), told_bound=told_bound)


class _Repair:
    """Which interviews are lost, who must hear of it in any case, and the models of what else may change."""

    def __init__(self, numbers: Frame, before: Mapping[Pair, int], watch: Watch, seed: int) -> None:
        self.numbers, self.before, self.watch, self.seed = numbers, before, watch, seed
        self.kept = {p: t for p, t in before.items() if t in [x.start for x in numbers.slots.get(p, ())]}
        touched = {*(before.keys() - self.kept.keys()), *(numbers.musts.keys() - self.kept.keys())}
        self.students, self.recruiters = {s for s, _ in touched}, {r for _, r in touched}
        self.least = len(self.students) + len(self.recruiters)

    def quick(self) -> tuple[Outcome[dict[Pair, int]], int]:
        """The best plan that tells only those who must hear of the change anyway, when there is one."""
        inner = {(s, r) for s, r in self.numbers.slots if s in self.students and r in self.recruiters}
        model = Model(self.numbers, inner, self.kept)
        costs = [model.blocking(), model.rank()]
        outcome = minimise(model.cp, costs, self.watch, self.seed, model.read, hint=model.hints(self.kept), share=0.5)
        if outcome.status == "unknown" and self.numbers.musts.keys() <= self.kept.keys():
            return Outcome("feasible", self.kept), self.least
        self.least += outcome.status == "infeasible"
        return outcome, self.least

    def thorough(self) -> tuple[Outcome[dict[Pair, int]], int]:
        """The fewest people told: first among those around the change, then among all; then the costs."""
        near_r = self.recruiters | {r for s, r in self.kept if s in self.students}
        near_s = self.students | {s for s, r in self.kept if r in self.recruiters}
        around = {(s, r) for s, r in self.numbers.slots if s in near_s and r in near_r}
        near = self._fewest(Model(self.numbers, around, self.kept), self.kept, 0.3)
        fewest = near
        if (near.found is None or near.values[0] > self.least) and self.watch.going_on(0.6):
            fewest = self._fewest(Model(self.numbers), near.found or self.kept, 0.6)
        if fewest.found is None:
            fewest = Outcome(near.status if near.found else fewest.status, near.found, near.values, (self.least,))
        if fewest.found is None:
            simple = self._simple() if fewest.status == "unknown" else None
            return (fewest if simple is None else Outcome("feasible", simple)), self.least
        told, found = fewest.values[0], fewest.found
        bound = max(self.least, fewest.bounds[0])
        bounds: tuple[int, ...] = ()
        for pairs, share in ((around, 0.8), (None, 1.0)):
            if self.watch.going_on(share - 0.1) and (pairs or self._small()):
                better = self._best(pairs, told, found, share)
                found = min((x for x in (found, better.found) if x is not None), key=self._value)
                bounds = better.bounds if pairs is None and told == bound else ()
        proven = bool(bounds) and self.numbers.value(*(*bounds, 0)[:2]) == self._value(found)
        return Outcome("optimal" if proven else "feasible", found, (), bounds), bound

    def _value(self, found: dict[Pair, int]) -> int:
        return check(self.numbers.problem, found).value

    def _small(self) -> bool:
        return sum(map(len, self.numbers.slots.values())) <= _SMALL

    def _best(self, pairs: set[Pair] | None, told: int, found: dict[Pair, int], share: float):
        model = Model(self.numbers, pairs, self.kept if pairs is not None else NOTHING)
        model.cp.add(model.told(self.before) <= told)
        costs = [model.blocking(), model.rank()]
        return minimise(model.cp, costs, self.watch, self.seed, model.read, hint=model.hints(found), share=share)

    def _simple(self) -> dict[Pair, int] | None:
        """The new musts where they are in the way of the fewest, who lose their interviews; None when that fails."""
        found, musts = dict(self.kept), self.numbers.musts
        ends = {
            (r.id, x.start): x.end + self.numbers.problem.gap for r in self.numbers.problem.recruiters for x in r.slots
        }
        for s, r in sorted(musts.keys() - found.keys()):
            options = []
            for slot in self.numbers.slots[s, r]:
                near = [
                    (s, j)
                    for i, j in found
                    if i == s and found[s, j] < ends[r, slot.start] and slot.start < ends[j, found[s, j]]
                ]
                here = [(i, r) for i, j in found if j == r and found[i, r] == slot.start and (i, r) not in musts]
                out = [*near, *here[: max(0, len(here) + 1 - self.numbers.recruiters[r].group)]]
                options.append((len(out), slot.start, out))
            if options:
                _, found[s, r], out = min(options)
                for p in out:
                    del found[p]
        return None if check(self.numbers.problem, found).violations else found

    def _fewest(self, model: Model, hint: Mapping[Pair, int], share: float) -> Outcome[dict[Pair, int]]:
        count = model.told(self.before)
        model.cp.add(count >= self.least)
        return minimise(model.cp, [count], self.watch, self.seed, model.read, hint=model.hints(hint), share=share)


def told(before: Plan, after: Plan) -> tuple[tuple[str, str], ...]:
    """Whose own interviews differ between the plans: ("student" or "recruiter", id)."""
    old, new = before.assignment, after.assignment
    differ = [pair for pair in {*old, *new} if old.get(pair) != new.get(pair)]
    return tuple(sorted({("student", s) for s, _ in differ} | {("recruiter", r) for _, r in differ}))
