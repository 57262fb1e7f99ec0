"""A lower bound on the value: a linear program over the sets of sessions that may run at one time.

Relaxation. In each period ``h`` (see ``periods``) let ``x[h, S]`` be the weight of time during which exactly the
sessions ``S`` run. Then ``sum_h sum_{S with i} x[h, S] / cover[h, i] = 1`` for each session,
``sum_S x[h, S] <= total[h]``, and a pair that runs together during weight ``y`` costs at least
``cost * y / min(cover)``. Sets are generated as needed; the one worth most under given prices is found by branch and
bound. For any prices ``q`` the value ``sum q - sum_h total[h] * best[h](q)`` is a bound (Lagrange), so each round
gives one, even when its search was cut short (then ``best`` is what could still have been reached).

Sources: Vangerven et al., Conference scheduling: a personalized approach, Omega 81 (2018); Farley, Op. Res. 38 (1990);
prices smoothed after Wentges, Int. Trans. Op. Res. 4 (1997).
"""

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from ortools.linear_solver import pywraplp

from .frame import Frame
from .periods import Period, periods, topic_bound

NODES_PER_WORK = 150_000
_ROUND_NODES = 200_000
_BIG = 1e6
_SMOOTH = 0.6
_SCALES = (0.2, 0.4, 0.6, 0.8, 1.0)
_WATCH_EVERY = 4_000
_WORTH_ROUGH = 10

Set = tuple[int, ...]


class Bound:
    """Column generation over simultaneous sets; ``rounds`` yields (bound so far, nodes of this round)."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.periods = periods(frame)
        self.free = sum(min((frame.shortfall[i][r] for r in o), default=0) for i, o in enumerate(frame.starts_in))
        self.dearness = [self._pair_costs(p) for p in self.periods]
        self.alone_cost = [self._single_costs(p) for p in self.periods]
        self.seen: set[tuple[int, Set]] = set()
        self.whole = True
        self.lp = self._program()

    def _pair_costs(self, period: Period) -> np.ndarray:
        f = self.frame
        cost = np.zeros((f.size, f.size))
        for (i, j), c in f.pair_cost.items():
            if i in period.cover and j in period.cover:
                cost[i, j] = cost[j, i] = c / min(period.cover[i], period.cover[j])
        for i, j in (*f.apart, *f.shared):
            cost[i, j] = cost[j, i] = _BIG
        return cost

    def _single_costs(self, period: Period) -> np.ndarray:
        weight = self.frame.problem.weights.preferred
        cost = np.zeros(self.frame.size)
        for i in period.late:
            cost[i] = weight / period.cover[i]
        return cost

    def _program(self) -> pywraplp.Solver:
        lp = pywraplp.Solver.CreateSolver("GLOP")
        lp.Objective().SetMinimization()
        outside = 2.0 * sum(self.frame.pair_cost.values()) / max(1, self.frame.size) + 1000.0
        self.once = [lp.Constraint(1.0, 1.0) for _ in range(self.frame.size)]
        self.within = [lp.Constraint(-lp.infinity(), float(p.total)) for p in self.periods]
        for row in self.once:
            column = lp.NumVar(0.0, lp.infinity(), "")
            row.SetCoefficient(column, 1.0)
            lp.Objective().SetCoefficient(column, outside)
        return lp

    def offer(self, sets: Iterable[tuple[int, Iterable[int]]]) -> None:
        """Begin with these sets, each with a minute at which it runs (those of a good plan)."""
        for minute, members in sets:
            for h, p in enumerate(self.periods):
                if p.start <= minute < p.end and all(i in p.cover for i in members):
                    self._add(h, tuple(sorted(members)))

    def _add(self, h: int, members: Set) -> bool:
        if not members or (h, members) in self.seen:
            return False
        self.seen.add((h, members))
        at = list(members)
        cost = float(np.triu(self.dearness[h][np.ix_(at, at)], 1).sum() + self.alone_cost[h][at].sum())
        column = self.lp.NumVar(0.0, self.lp.infinity(), "")
        self.lp.Objective().SetCoefficient(column, cost)
        self.within[h].SetCoefficient(column, 1.0)
        for i in at:
            self.once[i].SetCoefficient(column, 1.0 / self.periods[h].cover[i])
        return True

    def rounds(self, going_on: Callable[[], bool], guess: Sequence[float]):
        """Improve until nothing is left to gain, first at a few multiples of the guessed prices (each session's share
        of a plan's value); yields (bound so far, nodes of the round). Gives up when no search ends in its limit."""
        best, centre, smooth = -math.inf, np.zeros(0), 0.0
        ground = topic_bound(self.frame, self.periods)
        for scale in _SCALES:
            if not going_on():
                return
            bound, nodes, _ = self._price(scale * np.array(guess), going_on)
            if bound > best:
                best, centre, smooth = bound, scale * np.array(guess), _SMOOTH
            yield math.ceil(max(best, ground) + self.free - 1e-4), nodes
        while going_on() and (best > 0 or self.whole):
            self.lp.Solve()
            ceiling = self.lp.Objective().Value()
            prices = np.array([row.dual_value() for row in self.once])
            trial = smooth * centre + (1 - smooth) * prices if smooth else prices
            bound, nodes, fresh = self._price(trial, going_on)
            if bound > best:
                best, centre = bound, trial
            yield math.ceil(max(best, ground) + self.free - 1e-4), nodes
            if ceiling - best < 0.01 or (not fresh and not smooth):
                return
            smooth = _SMOOTH if fresh else 0.0

    def _price(self, prices: np.ndarray, going_on: Callable[[], bool]) -> tuple[float, int, int]:
        bound, nodes, fresh = float(prices.sum()), 0, 0
        self.whole = True
        limit = _ROUND_NODES // max(1, len(self.periods))
        for h, p in enumerate(self.periods):
            members = np.array(sorted(p.cover))
            gain = np.zeros(self.frame.size)
            gain[members] = prices[members] / np.array([p.cover[i] for i in members]) - self.alone_cost[h][members]
            dearest = Dearest(self.dearness[h], len(self.frame.problem.rooms), limit, going_on)
            bound -= p.total * dearest.search(members, gain)
            nodes += dearest.nodes
            self.whole &= dearest.nodes < limit
            fresh += sum(self._add(h, tuple(sorted(int(i) for i in s))) for s in dearest.sets[-6:])
        return bound, nodes, fresh


class Dearest:
    """Branch and bound for the set of at most ``most`` members with the greatest gain less the cost of its pairs."""

    def __init__(self, cost: np.ndarray, most: int, limit: int, going_on: Callable[[], bool]) -> None:
        self.cost, self.most, self.limit, self.going_on = cost, most, limit, going_on
        self.nodes = 0
        self.best = 0.0
        self.missed = 0.0
        self.sets: list[Set] = []

    def search(self, members: np.ndarray, gain: np.ndarray) -> float:
        """No set has a greater value than the one returned; ``sets`` are good ones, the best last."""
        members = members[gain[members] > 1e-9]
        order = np.argsort(-gain[members], kind="stable")
        self._branch((), 0.0, members[order], gain[members[order]])
        return max(self.best, self.missed)

    def _branch(self, chosen: Set, value: float, members: np.ndarray, gain: np.ndarray) -> None:
        room = self.most - len(chosen)
        sums = np.concatenate(([0.0], np.cumsum(gain)))
        for k in range(len(members)):
            ceiling = value + sums[min(k + room, len(members))] - sums[k]
            if ceiling <= self.best + 1e-9:
                return
            if self.nodes % _WATCH_EVERY == 0 and not self.going_on():
                self.limit = 0
            if self.nodes >= self.limit:
                self.missed = max(self.missed, float(ceiling))
                return
            self.nodes += 1
            i, reached = members[k], float(value + gain[k])
            if reached > self.best + 1e-9:
                self.best = reached
                self.sets.append((*chosen, i))
            if room > 1 and k + 1 < len(members):
                rest = members[k + 1 :]
                left = gain[k + 1 :] - self.cost[i, rest]
                keep = left > 1e-9
                if keep.any():
                    rest, left = rest[keep], left[keep]
                    if len(rest) >= _WORTH_ROUGH and reached + self._roughly(rest, left, room - 1) <= self.best + 1e-9:
                        continue
                    order = np.argsort(-left, kind="stable")
                    self._branch((*chosen, i), reached, rest[order], left[order])

    def _roughly(self, members: np.ndarray, gain: np.ndarray, room: int) -> float:
        """What no ``room`` of the members gain more than: each of ``q`` pays half of its ``q - 1`` cheapest pairs."""
        most = min(room, len(members))
        costs = np.sort(self.cost[np.ix_(members, members)] + np.diag(np.full(len(members), np.inf)), axis=1)
        paid = np.concatenate((np.zeros((len(members), 1)), np.cumsum(costs[:, : most - 1], axis=1)), axis=1) / 2
        net = np.sort(gain[:, None] - paid, axis=0)[::-1]
        return max(float(net[: q + 1, q].sum()) for q in range(most))
