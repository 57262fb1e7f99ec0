"""A bound for wishes to be chosen: what the best choice could keep if each agenda and all tables had only so much time.

Lagrangian duality: any prices on agendas' slots and on tables give a true bound,

    kept <= sum over agendas of max over r of (seats of its r longest runs x price - (r - 1) x break)
            + tables x price + sum over wishes of max(0, weight + floor share - both sides' and the table's price);

an agenda's *runs* are its possible slots that follow each other, and whoever meets in r of them has r - 1 breaks.
Prices are improved by subgradient steps (Held, Wolfe, Crowder, Mathematical Programming 6, 1974; Polyak's step length).
"""

from collections.abc import Callable
from itertools import accumulate

import numpy as np

from .frame import Frame

_ROUNDS = 3_000
_EACH = 50
ROUNDS_PER_WORK = 300


class Prices:
    """The bound on the value: ``least`` is true at every moment and rises in ``improve``."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        problem = frame.problem
        able = [m for m, options in enumerate(frame.options) if options]
        self.must = np.array([frame.weight[m] is None for m in able], dtype=bool)
        self.weight = np.array([frame.weight[m] or 0 for m in able], dtype=float)
        self.a = np.array([frame.sides[m][0] for m in able], dtype=np.int64)
        self.b = np.array([frame.sides[m][1] for m in able], dtype=np.int64)
        self.runs = _columns([self._runs(p) for p in range(len(frame.of))])
        self.breaks = float(problem.weights.breaks) * np.arange(self.runs.shape[1])
        self.people = np.arange(len(frame.of))
        self.tables = float(sum(sum(zone.room) for zone in frame.zones))
        self.floor = np.array(frame.floor, dtype=float)
        self.share = float(problem.weights.floor)
        self.stake = sum(w or 0 for w in frame.weight) + int(self.share * self.floor.sum())
        size = len(frame.of)
        self.price, self.table, self.lifted = np.zeros(size), 0.0, np.zeros(size)
        self.most = self._kept(self.price, self.table, self.lifted)[0]

    def _runs(self, p: int) -> list[int]:
        """The most meetings in one, two, ... of the agenda's runs of possible slots, longest first."""
        times = {t for m in self.frame.of[p] for t in self.frame.times(m)}
        cap = self.frame.problem.agendas[p].cap
        most = len(self.frame.of[p]) if cap is None else min(cap, len(self.frame.of[p]))
        runs: list[int] = []
        for t in sorted(times):
            if t - 1 not in times:
                runs.append(0)
            runs[-1] += self.frame.seats[p][t]
        return [min(most, total) for total in accumulate(sorted(runs, reverse=True))] or [0]

    @property
    def least(self) -> int:
        """No plan has a value below this."""
        return max(0, int(np.ceil(self.stake - self.most - 1e-6)))

    def _kept(self, price: np.ndarray, table: float, lifted: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The bound on what is kept under these prices, which wishes it then takes, and how often each agenda meets."""
        worth = self.weight + lifted[self.a] + lifted[self.b] - price[self.a] - price[self.b] - table
        taken = self.must | (worth > 0)
        busy = price[:, None] * self.runs - self.breaks
        best = busy.argmax(axis=1)
        kept = busy[self.people, best].sum() + self.tables * table + self.floor @ (self.share - lifted)
        return float(kept + worth[taken].sum()), taken, self.runs[self.people, best]

    def improve(self, going_on: Callable[[float], bool], best: int | None) -> None:
        """Better prices, until the bound meets the best value or ``going_on(share of rounds)`` says no."""
        price, table, lifted = self.price.copy(), self.table, self.lifted.copy()
        size, step, stuck = len(self.runs), 1.0, 0
        target = self.stake - (best if best is not None else self.stake // 2)
        for n in range(_ROUNDS):
            if n % _EACH == 0 and not going_on(n / _ROUNDS):
                return
            kept, taken, busy = self._kept(price, table, lifted)
            if kept < self.most - 1e-9:
                stuck = 0 if kept < self.most * (1 - 1e-5) else stuck + 1
                self.most, self.price, self.table, self.lifted = kept, price.copy(), table, lifted.copy()
            else:
                stuck += 1
            if self.most <= target or step < 1e-4:
                return
            if stuck > 60:
                stuck, step = 0, 0.7 * step
                price, table, lifted = self.price.copy(), self.table, self.lifted.copy()
                continue
            count = np.bincount(self.a[taken], minlength=size) + np.bincount(self.b[taken], minlength=size)
            slack, spare = busy - count, self.tables - float(taken.sum())
            short = count - self.floor
            slope = np.where((price <= 0) & (slack > 0), 0, slack)
            rise = np.where(((lifted <= 0) & (short > 0)) | ((lifted >= self.share) & (short < 0)), 0, short)
            drop = 0.0 if table <= 0 and spare > 0 else spare
            length = float(slope @ slope + rise @ rise + drop * drop / size)
            if length <= 0:
                return
            stride = step * max(kept - target, 1.0) / length
            price = np.maximum(0, price - stride * slope)
            table = max(0.0, table - stride * drop / size)
            lifted = np.clip(lifted - stride * rise, 0, self.share)


def _columns(rows: list[list[int]]) -> np.ndarray:
    """The rows as one array, each filled up with its last figure."""
    width = max((len(row) for row in rows), default=1)
    return np.array([row + row[-1:] * (width - len(row)) for row in rows], dtype=float).reshape(len(rows), width)
