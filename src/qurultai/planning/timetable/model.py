"""The whole timetable as one CP-SAT model: demands as constraints, wishes as the objective.

Variables: ``start[i]`` (minutes), ``here[i][r]`` (session ``i`` in room ``r``), ``first[i, j]`` (``i`` ends before
``j`` starts) where needed. Every demand family of the checker is one method.
"""

from collections.abc import Mapping
from itertools import groupby

from ortools.sat.python import cp_model

from .frame import Frame
from .literals import (
    crews_enough,
    exclude,
    few_starts,
    never_together,
    overlapping,
    people_once,
    rooms_once,
    start_literals,
)
from .types import DAY, Place

Literal = cp_model.IntVar


class Model:
    """A CP-SAT model of a frame; ``wishes`` False leaves all wishes out (for a first plan or a contradiction)."""

    def __init__(self, frame: Frame, wishes: bool = True) -> None:
        self.frame = frame
        self.cp = cp_model.CpModel()
        self.terms: list[tuple[int, Literal]] = []
        self._first: dict[tuple[int, int], Literal] = {}
        self._place()
        self.few = few_starts(frame)
        self.at = start_literals(self.cp, frame, self.start) if self.few else []
        self._rooms()
        self._people()
        self._pairs()
        self._interpreters()
        self._same_rooms()
        self._house_lunches()
        if wishes:
            self._wish_pairs()
            self._wish_singles()
            self._wish_topic_rooms()
            self.cp.minimize(self.cost())

    def cost(self) -> cp_model.LinearExpr:
        """The value as a linear expression."""
        return cp_model.LinearExpr.weighted_sum([v for _, v in self.terms], [c for c, _ in self.terms])

    def hint(self, assignment: Mapping[str, Place]) -> None:
        """Begin the search at this assignment, as far as it fits."""
        self.cp.clear_hints()
        names = {r.id: n for n, r in enumerate(self.frame.problem.rooms)}
        for i, s in enumerate(self.frame.problem.sessions):
            place = assignment.get(s.id)
            if place is None or place.room not in names:
                continue
            self.cp.add_hint(self.start[i], place.start)
            for r, literal in self.here[i].items():
                self.cp.add_hint(literal, r == names[place.room])
            for t, literal in self.at[i].items() if self.few else ():
                self.cp.add_hint(literal, t == place.start)

    def read(self, solver: "cp_model.CpSolver | cp_model.CpSolverSolutionCallback") -> dict[str, Place]:
        """The assignment that the solver holds."""
        rooms = self.frame.problem.rooms
        return {
            s.id: Place(
                solver.value(self.start[i]), rooms[next(r for r, h in self.here[i].items() if solver.value(h))].id
            )
            for i, s in enumerate(self.frame.problem.sessions)
        }

    def first(self, i: int, j: int) -> Literal:
        """The literal that, when true, makes ``i`` end before ``j`` starts."""
        if (i, j) not in self._first:
            literal = self.cp.new_bool_var(f"first_{i}_{j}")
            self.cp.add(self.start[i] + self.frame.minutes[i] <= self.start[j]).only_enforce_if(literal)
            self._first[i, j] = literal
        return self._first[i, j]

    def _place(self) -> None:
        f, cp = self.frame, self.cp
        self.start, self.here, self.span = [], [], []
        for i in range(f.size):
            start = cp.new_int_var_from_domain(cp_model.Domain.from_values(f.starts[i]), f"start_{i}")
            here = {r: cp.new_bool_var(f"here_{i}_{r}") for r in f.starts_in[i]}
            cp.add_exactly_one(here.values())
            for r, literal in here.items():
                if f.starts_in[i][r] != f.starts[i]:
                    domain = cp_model.Domain.from_values(f.starts_in[i][r])
                    cp.add_linear_expression_in_domain(start, domain).only_enforce_if(literal)
            self.start.append(start)
            self.here.append(here)
            self.span.append(cp.new_fixed_size_interval_var(start, f.minutes[i], f"span_{i}"))

    def _rooms(self) -> None:
        f, cp = self.frame, self.cp
        if self.few:
            rooms_once(cp, f, self.at, self.here)
            return
        change = f.problem.change_over
        used: dict[int, list] = {}
        for i in range(f.size):
            for r, literal in self.here[i].items():
                interval = cp.new_optional_fixed_size_interval_var(
                    self.start[i], f.minutes[i] + change, literal, f"in_{i}_{r}"
                )
                used.setdefault(r, []).append(interval)
        for intervals in used.values():
            cp.add_no_overlap(intervals)
        choices = sorted({frozenset(f.starts_in[i]) for i in range(f.size)}, key=lambda c: (len(c), sorted(c)))
        for rooms in choices:
            members = [i for i in range(f.size) if rooms.issuperset(f.starts_in[i])]
            if len(members) > len(rooms):
                spans = [
                    cp.new_fixed_size_interval_var(self.start[i], f.minutes[i] + change, f"held_{i}") for i in members
                ]
                cp.add_cumulative(spans, [1] * len(members), len(rooms))

    def _people(self) -> None:
        f, cp = self.frame, self.cp
        if self.few:
            people_once(cp, f, self.at)
        rests: dict[str, list] = {}
        for n, lunch in enumerate(f.lunches):
            domain = cp_model.Domain.from_intervals([[s.start, s.end - 1] for s in lunch.free_starts])
            begin = cp.new_int_var_from_domain(domain, f"lunch_{n}")
            rests.setdefault(lunch.person, []).append(cp.new_fixed_size_interval_var(begin, lunch.minutes, f"rest_{n}"))
        for person, members in f.by_person.items():
            own = [self.span[i] for i in members]
            if len(own) > 1 and not self.few:
                cp.add_no_overlap(own)
            for rest in rests.get(person, ()):
                cp.add_no_overlap([*own, rest])
        if any(any(row) for row in f.walk):
            for i, j in sorted(f.shared):
                self._walking(i, j)

    def _walking(self, i: int, j: int) -> None:
        f, cp = self.frame, self.cp
        steps = {(r, q): f.walk[r][q] for r in self.here[i] for q in self.here[j] if f.walk[r][q]}
        if not steps or not self._in_a_hurry(i, j, max(steps.values())):
            return
        a, b = self.first(i, j), self.first(j, i)
        cp.add_exactly_one(a, b)
        for (r, q), minutes in sorted(steps.items()):
            rooms = [self.here[i][r], self.here[j][q]]
            cp.add(self.start[i] + f.minutes[i] + minutes <= self.start[j]).only_enforce_if(a, *rooms)
            cp.add(self.start[j] + f.minutes[j] + minutes <= self.start[i]).only_enforce_if(b, *rooms)

    def _in_a_hurry(self, i: int, j: int, steps: int) -> bool:
        """Whether at some starts the pause between the two is shorter than the walk."""
        f = self.frame
        return any(
            t < u + f.minutes[j] + steps and u < t + f.minutes[i] + steps
            for t in f.starts[i]
            for u in f.starts[j]
            if not (t < u + f.minutes[j] and u < t + f.minutes[i])
        )

    def _pairs(self) -> None:
        f, cp = self.frame, self.cp
        self._apart()
        for i, j, order in f.orders:
            late = None if order.weight is None else self._wish(order.weight)
            if self.few:
                ends = ((t, u) for t in f.starts[i] for u in f.starts[j] if t + f.minutes[i] + order.gap > u)
                exclude(cp, self.at, (i, j), ends, late)
            else:
                kept = cp.add(self.start[i] + f.minutes[i] + order.gap <= self.start[j])
                kept.only_enforce_if(() if late is None else late.negated())
        for i, j, wish in f.same_days:
            parted = None if wish.weight is None else self._wish(wish.weight)
            if self.few:
                days = ((t, u) for t in f.starts[i] for u in f.starts[j] if t // DAY != u // DAY)
                exclude(cp, self.at, (i, j), days, parted)
            else:
                kept = cp.add(self._day(i) == self._day(j))
                kept.only_enforce_if(() if parted is None else parted.negated())

    def _same_rooms(self) -> None:
        for i, j, wish in self.frame.same_rooms:
            parted = None if wish.weight is None else self._wish(wish.weight)
            for r in sorted(self.here[i].keys() | self.here[j].keys()):
                one, other = self.here[i].get(r, 0), self.here[j].get(r, 0)
                self.cp.add(one == other).only_enforce_if(() if parted is None else parted.negated())

    def _apart(self) -> None:
        f, cp = self.frame, self.cp
        if self.few:
            never_together(cp, f, self.at)
            return
        for i, j in sorted(f.apart):
            if not (f.problem.sessions[i].alone or f.problem.sessions[j].alone):
                cp.add_no_overlap([self.span[i], self.span[j]])
        alone = [s.alone for s in f.problem.sessions]
        if any(alone) and f.size > 1:
            whole = max(2, len(f.problem.rooms))
            cp.add_cumulative(self.span, [whole if lonely else 1 for lonely in alone], whole)

    def _wish(self, weight: int) -> cp_model.IntVar:
        broken = self.cp.new_bool_var("")
        self.terms.append((weight, broken))
        return broken

    def _day(self, i: int) -> cp_model.IntVar:
        days = sorted({t // DAY for t in self.frame.starts[i]})
        day = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(days), f"day_{i}")
        self.cp.add_linear_constraint(self.start[i] - DAY * day, 0, DAY - 1)
        return day

    def _interpreters(self) -> None:
        if self.few:
            crews_enough(self.cp, self.frame, self.at)
            return
        for teams, members in self.frame.crews:
            self.cp.add_cumulative([self.span[i] for i in members], [1] * len(members), teams)

    def _house_lunches(self) -> None:
        f, cp = self.frame, self.cp
        self.lunch = []
        for n, lunch in enumerate(f.house_lunches):
            begin = cp.new_int_var(lunch.window.start, lunch.window.end - lunch.minutes, f"house_{n}")
            rest = cp.new_fixed_size_interval_var(begin, lunch.minutes, f"break_{n}")
            whole = max(2, len(f.problem.rooms))
            others = [self.span[i] for i, s in enumerate(f.problem.sessions) if not s.in_lunch]
            cp.add_cumulative([rest, *others], [whole] + [1] * len(others), whole)
            self.lunch.append(begin)

    def _wish_pairs(self) -> None:
        f = self.frame
        for (i, j), cost in f.pair_cost.items():
            if (i, j) in f.apart or (i, j) in f.shared or not self._may_overlap(i, j):
                continue
            broken = self.cp.new_bool_var(f"both_{i}_{j}")
            if self.few:
                exclude(self.cp, self.at, (i, j), overlapping(f, i, j), broken)
            else:
                self.cp.add_bool_or(broken, self.first(i, j), self.first(j, i))
            self.terms.append((cost, broken))

    def _may_overlap(self, i: int, j: int) -> bool:
        f = self.frame
        others = f.starts[j]
        return any(-f.minutes[j] < u - t < f.minutes[i] for t in f.starts[i] for u in others)

    def _wish_singles(self) -> None:
        f = self.frame
        for i in range(f.size):
            for r, literal in self.here[i].items():
                if f.shortfall[i][r]:
                    self.terms.append((f.shortfall[i][r], literal))
            late = [t for t in f.starts[i] if f.outside_preferred(i, t)]
            if late and f.problem.weights.preferred:
                good = cp_model.Domain.from_values([t for t in f.starts[i] if t not in set(late)])
                broken = self._wish(f.problem.weights.preferred)
                self.cp.add_linear_expression_in_domain(self.start[i], good).only_enforce_if(broken.negated())

    def _wish_topic_rooms(self) -> None:
        f, weight = self.frame, self.frame.problem.weights.topic_rooms
        if not weight:
            return
        for topic, members in f.topics.items():
            pairs = sorted((r, i) for i in members for r in self.here[i])
            used = []
            for r, group in groupby(pairs, key=lambda p: p[0]):
                literal = self.cp.new_bool_var(f"topic_{topic}_{r}")
                for _, i in group:
                    self.cp.add_implication(self.here[i][r], literal)
                used.append(literal)
            further = self.cp.new_int_var(0, len(used), f"rooms_{topic}")
            self.cp.add(further >= sum(used) - 1)
            self.terms.append((weight, further))
