"""From wishes to interviews: who should meet by deferred acceptance, when by search, both at once if need be.

When every pair of the stable matching finds a slot, nothing blocks, and theory proves the ranks least (``deferred``).
When not, the whole model first minimises blocking pairs and then ranks, from the best that the first stages found.
"""

from collections.abc import Mapping

from ...watch import Watch
from ..levels import minimise
from ..plan import concluded
from .check import check
from .deferred import deferred_acceptance
from .frame import Frame, frame
from .model import Model
from .slotting import settle
from .types import Budget, OnProgress, Pair, Plan, Problem, Span, Status

ONE_MINUTE = Budget()


def plan(
    problem: Problem,
    budget: Budget = ONE_MINUTE,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
) -> Plan:
    """The interviews with the fewest blocking pairs found within the budget, with the proven bound.

    ``start`` is where the search begins. Raises ProblemError for a problem that makes no sense; musts that cannot all
    be kept give status ``infeasible``, and ``explain`` says why.
    """
    watch = Watch(budget, on_progress)
    numbers = frame(problem)
    wanted = deferred_acceptance(numbers)
    given = dict(start.assignment) if start is not None else {}
    slotted = settle(numbers, wanted, given, watch, seed)
    if len(slotted) < len(wanted):
        first = Model(numbers, wanted)
        outcome = minimise(first.cp, [first.missing()], watch, seed, first.read, hint=first.hints(slotted), share=0.6)
        if outcome.status == "infeasible" or (outcome.found is None and not numbers.musts.keys() <= slotted.keys()):
            return conclude(problem, None, outcome.status, 0, watch)
        slotted = outcome.found or slotted
    if len(slotted) == len(wanted):
        return conclude(problem, slotted, "optimal", 0, watch)
    best = fill(numbers, slotted)
    watch.found(check(problem, best).value)
    if not watch.going_on():
        return conclude(problem, best, "feasible", 0, watch)
    whole = Model(numbers)
    outcome = minimise(whole.cp, [whole.blocking(), whole.rank()], watch, seed, whole.read, hint=whole.hints(best))
    best = min((x for x in (best, outcome.found) if x is not None), key=lambda x: check(problem, x).value)
    return conclude(problem, best, outcome.status, numbers.value(*(*outcome.bounds, 0, 0)[:2]), watch)


def conclude(problem: Problem, assignment: Mapping[Pair, int] | None, status: Status, bound: int, watch: Watch) -> Plan:
    """The plan as the caller sees it, its score recounted by the checker."""
    if assignment is None:
        return Plan(status, seconds=watch.seconds)
    return concluded(assignment, check(problem, assignment), status, bound, watch)


def fill(numbers: Frame, assignment: Mapping[Pair, int]) -> dict[Pair, int]:
    """The assignment and whatever further pairs still fit, the students' best wishes first."""
    board = _Board(numbers, assignment)
    for p in sorted(numbers.slots, key=lambda p: (numbers.likes.get(p, 0), p)):
        if p not in board.found:
            board.place(p)
    return board.found


class _Board:
    """Interviews placed so far, by student and by recruiter."""

    def __init__(self, numbers: Frame, assignment: Mapping[Pair, int]) -> None:
        self.numbers, self.found = numbers, dict(assignment)
        self.of_student: dict[str, list[Span]] = {s: [] for s in numbers.students}
        self.of_recruiter: dict[str, list[int]] = {r: [] for r in numbers.recruiters}
        for (s, r), start in assignment.items():
            self._sit(s, r, next(x for x in numbers.slots[s, r] if x.start == start))

    def _sit(self, s: str, r: str, slot: Span) -> None:
        self.of_student[s].append(slot)
        self.of_recruiter[r].append(slot.start)

    def place(self, pair: Pair) -> None:
        """Give the pair the first slot that is free for both, if there is one."""
        s, r = pair
        if len(self.of_student[s]) >= self.numbers.students[s].most:
            return
        if len(self.of_recruiter[r]) >= self.numbers.room[r]:
            return
        for slot in self.numbers.slots[pair]:
            if self._free(s, r, slot):
                self._sit(s, r, slot)
                self.found[pair] = slot.start
                return

    def _free(self, s: str, r: str, slot: Span) -> bool:
        gap = self.numbers.problem.gap
        if self.of_recruiter[r].count(slot.start) >= self.numbers.recruiters[r].group:
            return False
        return all(x.end + gap <= slot.start or slot.end + gap <= x.start for x in self.of_student[s])
