"""A bound on idle breaks from whole days: which slots each agenda uses, while only the tables are shared.

Column generation (Dantzig and Wolfe, Operations Research 8, 1960) over the *days* of each agenda that has only musts:
a day is a set of as many slots as it has meetings, its cost the breaks in it; the best day under given prices of tables
is a shortest path over slots. Any prices give a valid bound (Farley, Operations Research 38, 1990). What costs more
than the bound leaves room for is then forbidden or forced (reduced-cost fixing).
"""

from dataclasses import dataclass
from math import floor, inf

from .frame import Frame

_ROUNDS = 100
_TINY = 1e-6
_UNSEATED = 100_000.0

State = tuple[int, int]  # meetings so far; 0 not begun, 1 in a meeting, 2 in a pause, 3 over
Layer = dict[State, tuple[float, State | None]]


@dataclass
class Fixes:
    """What every plan with at most so many breaks does: (agenda, slot, busy or not), and least meetings in slots."""

    busy: list[tuple[int, int, bool]]
    load: list[tuple[int, int]]


class Days:
    """The bound in breaks (``None``: some agenda has no possible day), and the prices that prove it."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.room = [sum(z.room[t] for z in frame.zones) for t in range(frame.slots)]
        self.agendas = [p for p, mine in enumerate(frame.of) if mine and frame.surely(p)]
        self.limits = {p: self._limits(p) for p in self.agendas}
        self.prices = [0.0] * frame.slots
        self.least: dict[int, float] = {}
        self.bound: float | None = 0.0
        self._generate()

    def _limits(self, p: int) -> tuple[list[bool], list[bool], list[tuple[int, int]]]:
        """Of each slot: may be used; must be used; least and most meetings in it and before."""
        times = [self.frame.times(m) for m in self.frame.of[p]]
        can = [any(t in mine for mine in times) for t in range(self.frame.slots)]
        must = [[t] in times for t in range(self.frame.slots)]
        return can, must, self.frame.so_far(p)

    def _steps(self, p: int, t: int, state: State) -> list[tuple[State, float]]:
        """What can follow the state in slot ``t``, and its cost."""
        can, must, counts = self.limits[p]
        met, phase = state
        size = len(self.frame.of[p])
        steps: list[tuple[State, float]] = []
        if not must[t]:
            steps.append(((met, 0 if phase == 0 else 2 if met < size else 3), 0.0))
        if can[t] and phase != 3 and met < size:
            steps.append(((met + 1, 1), self.prices[t] + (phase == 2)))
        least, most = counts[t]
        return [(state, cost) for state, cost in steps if least <= state[0] <= most]

    def _forward(self, p: int) -> list[Layer]:
        layers: list[Layer] = [{(0, 0): (0.0, None)}]
        for t in range(self.frame.slots):
            layer: Layer = {}
            for state, (cost, _) in layers[-1].items():
                for after, step in self._steps(p, t, state):
                    if after not in layer or cost + step < layer[after][0]:
                        layer[after] = (cost + step, state)
            layers.append(layer)
        return layers

    def _best(self, p: int) -> tuple[float, list[int], int] | None:
        """The cheapest day: its cost with prices, its slots, its breaks."""
        layers, size = self._forward(p), len(self.frame.of[p])
        ends = [(cost, state) for state, (cost, _) in layers[-1].items() if state[0] == size]
        if not ends:
            return None
        cost, state = min(ends)
        slots, breaks = [], 0
        for t in range(self.frame.slots - 1, -1, -1):
            before = layers[t + 1][state][1]
            assert before is not None
            if state[0] > before[0]:
                slots.append(t)
                breaks += before[1] == 2
            state = before
        return cost, slots, breaks

    def _generate(self) -> None:
        from ortools.linear_solver import pywraplp

        solver = pywraplp.Solver.CreateSolver("GLOP")
        tables = [solver.Constraint(-solver.infinity(), 2 * room) for room in self.room]
        one = {p: solver.Constraint(1, 1) for p in self.agendas}
        objective = solver.Objective()
        objective.SetMinimization()

        def column(p: int, slots: list[int], cost: float) -> None:
            variable = solver.NumVar(0, solver.infinity(), "")
            objective.SetCoefficient(variable, cost)
            one[p].SetCoefficient(variable, 1)
            for t in slots:
                tables[t].SetCoefficient(variable, 1)

        for p in self.agendas:
            column(p, [], _UNSEATED)
        best, prices = -inf, self.prices
        for _ in range(_ROUNDS):
            solver.Solve()
            self.prices = [max(0.0, -c.dual_value()) for c in tables]
            owed = {p: c.dual_value() for p, c in one.items()}
            days = {p: self._best(p) for p in self.agendas}
            if None in days.values():
                self.bound = None
                return
            found = {p: day for p, day in days.items() if day is not None}
            value = sum(day[0] for day in found.values()) - sum(
                2 * room * price for room, price in zip(self.room, self.prices, strict=True)
            )
            if value > best:
                best, prices = value, self.prices
                self.least = {p: day[0] for p, day in found.items()}
            new = [(p, day) for p, day in found.items() if day[0] < owed[p] - _TINY]
            if not new:
                break
            for p, (_, slots, breaks) in new:
                column(p, slots, breaks)
        self.bound, self.prices = best, prices

    @property
    def impossible(self) -> bool:
        """Whether some agenda has no possible day, or the tables are too few for all."""
        return self.bound is None or self.bound > sum(len(self.frame.of[p]) for p in self.agendas)

    @property
    def breaks(self) -> int:
        """The bound as a whole number of breaks."""
        return max(0, -floor(-(self.bound or 0.0) + _TINY))

    def fixes(self, most: int) -> Fixes:
        """What follows when there are at most so many breaks in all."""
        slack = most - (self.bound or 0.0) + _TINY
        busy = [fix for p in self.agendas for fix in self._fixes(p, slack)]
        load = [
            (t, -(-(2 * self.room[t] - floor(slack / price)) // 2))
            for t, price in enumerate(self.prices)
            if price > _TINY and len(self.agendas) == sum(1 for mine in self.frame.of if mine)
        ]
        return Fixes(busy, [(t, least) for t, least in load if least > 0])

    def _fixes(self, p: int, slack: float) -> list[tuple[int, int, bool]]:
        layers, size = self._forward(p), len(self.frame.of[p])
        rest = {state: 0.0 for state in layers[-1] if state[0] == size}
        found = []
        for t in range(self.frame.slots - 1, -1, -1):
            cheapest = [inf, inf]
            now: dict[State, float] = {}
            for state, (cost, _) in layers[t].items():
                for after, step in self._steps(p, t, state):
                    if after in rest:
                        onward = step + rest[after]
                        now[state] = min(now.get(state, inf), onward)
                        used = after[0] > state[0]
                        cheapest[used] = min(cheapest[used], cost + onward)
            for used in (False, True):
                if cheapest[used] - self.least[p] > slack:
                    found.append((p, t, not used))
            rest = now
        return found
