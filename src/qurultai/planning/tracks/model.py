"""The programme of tracks as a model of CP-SAT: in numbers of rooms first, or with the rooms themselves.

For a track t and a session s, n[t, s] rooms are given to it; count[k, s] of the submissions of a kind k are in s. What
a cell holds is left to `packing`: the model keeps that lengths fit (sums, and dual feasible functions of lengths, see
Fekete and Schepers, *New classes of fast lower bounds for bin packing problems*, 2001), so its optimum is a bound.
"""

import math
from collections.abc import Collection
from typing import Any

from ortools.sat.python import cp_model

from . import rooming
from .drafts import Draft, Key
from .frame import Frame

_COMPLETING_WORK = 1.0
Expr = Any
"""An expression of CP-SAT, or its number where that is fixed."""


class Model:
    """`free` names the (track, session) that may change; all others stay as in the draft that is given."""

    def __init__(
        self, frame: Frame, *, rooms: bool, kept: Draft | None = None, free: Collection[Key] | None = None
    ) -> None:
        self.frame, self.problem = frame, frame.problem
        self.kept, self.free = kept or Draft(), None if free is None else set(free)
        self.cp = cp_model.CpModel()
        self.price: list[Expr] = []
        self.n: dict[Key, Expr] = {}
        self.y: dict[Key, Expr] = {}
        self.z: dict[tuple[int, int, int], Expr] = {}
        self.count: dict[Key, Expr] = {}
        self.is_a_bound = free is None and not frame.tight
        self._cells()
        for part in rooming.WITH_ROOMS if rooms else rooming.IN_NUMBERS:
            part(self)
        self._submissions()
        self._fits()
        self._consecutive()
        self._apart()
        self._clashes()
        self._order()
        self.cp.minimize(sum(self.price))
        self.most = math.inf

    def below(self, price: int) -> None:
        """Only what costs less is asked for."""
        self.most = price - 1
        self.cp.add(sum(self.price) <= self.most)

    def fixed(self, t: int, s: int) -> bool:
        """Whether the track stays as it is in the session."""
        return self.free is not None and (t, s) not in self.free

    def _cells(self) -> None:
        problem, frame = self.problem, self.frame
        by_session, parallel = problem.weight("track_session"), problem.weight("parallel_tracks")
        held = problem.table("track_session")
        sessions = range(len(problem.sessions))
        for t in range(problem.tracks):
            for s in sessions:
                most = frame.most[t, s]
                if self.fixed(t, s):
                    number = self.kept.number.get((t, s), 0)
                    self.n[t, s], self.y[t, s] = number, int(number > 0)
                elif most == 0:
                    self.n[t, s] = self.y[t, s] = 0
                else:
                    y = self.y[t, s] = self.cp.new_bool_var(f"y{t},{s}")
                    n = self.n[t, s] = y if most == 1 else self.cp.new_int_var(0, most, f"n{t},{s}")
                    if most > 1:
                        self.cp.add(n >= y)
                        self.cp.add(n <= most * y)
                self.price.append(by_session * held.get((t, s), 0) * self.n[t, s])
                self.price.append(parallel * (self.n[t, s] - self.y[t, s]))
        for s in sessions:
            self.cp.add(sum(self.n[t, s] for t in range(problem.tracks)) <= len(problem.open_rooms(s)))
        longest = max(problem.sessions, default=1)
        for t, kinds in enumerate(frame.of_track):
            length = sum(frame.kinds[k].slots * len(frame.kinds[k].members) for k in kinds)
            if any(not self.fixed(t, s) for s in sessions):
                self.cp.add(sum(self.n[t, s] for s in sessions) >= -(-length // longest))

    def _submissions(self) -> None:
        for number, kind in enumerate(self.frame.kinds):
            left = len(kind.members)
            for s, slots in enumerate(self.problem.sessions):
                if self.fixed(kind.track, s):
                    here: Expr = self.kept.counts.get((number, s), 0)
                elif kind.slots > slots or s in kind.away or isinstance(self.n[kind.track, s], int):
                    here = 0
                else:
                    most = min(left, self.frame.most[kind.track, s] * (slots // kind.slots))
                    here = self.cp.new_int_var(0, most, f"c{number},{s}")
                    self.cp.add(here <= most * self.y[kind.track, s])
                self.count[number, s] = here
                self.price.append(kind.prices[s] * here)
            self.cp.add(sum(self.count[number, s] for s in range(len(self.problem.sessions))) == left)

    def _fits(self) -> None:
        for (t, s), n in self.n.items():
            if isinstance(n, int):
                continue
            slots, kinds = self.problem.sessions[s], [self.frame.kinds[k] for k in self.frame.of_track[t]]
            counts = [self.count[k, s] for k in self.frame.of_track[t]]
            lengths = [kind.slots for kind in kinds]
            fit = sum(length * c for length, c in zip(lengths, counts, strict=True))
            self.cp.add(fit <= slots * n)
            if (t, s) in self.frame.tight and n is not self.y[t, s]:
                several = self.cp.new_bool_var(f"several{t},{s}")
                self.cp.add(n <= 1 + self.frame.most[t, s] * several)
                self.cp.add(fit <= slots * n - 1).only_enforce_if(several)
            seen = {tuple(lengths)}
            for k in range(1, slots) if max(lengths, default=1) > 1 else ():
                blown = tuple(_dual(length, slots, k) for length in lengths)
                if blown not in seen and any(b > length * k for b, length in zip(blown, lengths, strict=True)):
                    seen.add(blown)
                    self.cp.add(sum(b * c for b, c in zip(blown, counts, strict=True)) <= k * slots * n)

    def _consecutive(self) -> None:
        price, sessions = self.problem.weight("consecutive_tracks"), len(self.problem.sessions)
        for t in range(self.problem.tracks if price else 0):
            if not self.frame.of_track[t]:
                continue
            begins: list[Expr] = []
            for s in range(sessions):
                now, before = self.y[t, s], self.y[t, s - 1] if s else 0
                if isinstance(now, int) and isinstance(before, int):
                    begins.append(int(now > before))
                else:
                    one = self.cp.new_bool_var(f"b{t},{s}")
                    self.cp.add(one >= now - before)
                    begins.append(one)
            gap = self.cp.new_bool_var(f"gap{t}")
            self.cp.add(sum(begins) <= 1 + sessions * gap)
            self.price.append(price * gap)

    def _apart(self) -> None:
        for (t, u), price in self.frame.apart.items():
            for s in range(len(self.problem.sessions)):
                self._both(price, self.y[t, s], self.y[u, s], f"a{t},{u},{s}")

    def _both(self, price: int, one, other, name: str) -> None:
        if isinstance(one, int) or isinstance(other, int):
            self.price.append(price * one * other)
        else:
            both = self.cp.new_bool_var(name)
            self.cp.add(both >= one + other - 1)
            self.price.append(price * both)

    def _clashes(self) -> None:
        for (k, m), price in self.frame.clashes.items():
            clash = self.cp.new_bool_var(f"clash{k},{m}")
            for s in range(len(self.problem.sessions)):
                one, other = self.count[k, s], self.count[m, s]
                if not (isinstance(one, int) and one == 0) and not (isinstance(other, int) and other == 0):
                    self.cp.add(clash >= one + other - 1)
            self.price.append(price * clash)

    def _order(self) -> None:
        price, sessions = self.problem.weight("submission_order"), range(len(self.problem.sessions))
        for t, kinds in enumerate(self.frame.of_track if price else ()):
            ordered = [k for k in kinds if self.frame.kinds[k].order]
            if not ordered:
                continue
            inside = [sum(self.count[k, s] for k in kinds) for s in sessions]
            until = [sum(inside[: s + 1]) for s in sessions]
            for k in ordered:
                wanted, kept = self.frame.kinds[k].order, self.cp.new_bool_var(f"o{t},{k}")
                for s in sessions:
                    here = self.count[k, s]
                    if isinstance(here, int) and here == 0:
                        continue
                    conditions = [kept] if isinstance(here, int) else [kept, here]
                    self.cp.add(until[s] >= wanted).only_enforce_if(conditions)
                    if s:
                        self.cp.add(until[s - 1] <= wanted - 1).only_enforce_if(conditions)
                self.price.append(price * (1 - kept))
            for s in sessions:
                self._at_once(price, s, [(self.frame.kinds[k].slots, self.count[k, s]) for k in ordered])

    def _at_once(self, price: int, s: int, ordered: list) -> None:
        """More ordered submissions of a track than a session has slots are in the same slot."""
        slots = self.problem.sessions[s]
        if sum(length for length, here in ordered if not (isinstance(here, int) and here == 0)) > slots:
            over = self.cp.new_int_var(0, slots * self.problem.rooms, "")
            self.cp.add(sum(length * here for length, here in ordered) <= slots + over)
            self.price.append(price * over)

    def pin(self, draft: Draft) -> None:
        """Keep the numbers of a draft: only rooms are chosen."""
        for key, n in self.n.items():
            if not isinstance(n, int):
                self.cp.add(n == draft.number.get(key, 0))
        for key, here in self.count.items():
            if not isinstance(here, int):
                self.cp.add(here == draft.counts.get(key, 0))
        self.hint(draft)

    def hint(self, draft: Draft) -> None:
        """Begin at this draft."""
        for (t, s), n in self.n.items():
            number = draft.number.get((t, s), 0)
            if not isinstance(n, int):
                self.cp.add_hint(self.y[t, s], int(number > 0))
                if n is not self.y[t, s]:
                    self.cp.add_hint(n, number)
        for (t, s, r), z in self.z.items():
            if not isinstance(z, int):
                self.cp.add_hint(z, int(r in draft.rooms.get((t, s), ())))
        for key, here in self.count.items():
            if not isinstance(here, int):
                self.cp.add_hint(here, draft.counts.get(key, 0))

    def complete_hint(self) -> None:
        """Hint also what follows, so that the draft is found first; nothing more where it breaks something."""
        solver = cp_model.CpSolver()
        solver.parameters.fix_variables_to_their_hinted_value = True
        solver.parameters.num_workers, solver.parameters.max_deterministic_time = 1, _COMPLETING_WORK
        if solver.solve(self.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            values = list(solver.response_proto.solution)
            self.cp.clear_hints()
            for index, value in enumerate(values):
                self.cp.add_hint(self.cp.get_int_var_from_proto_index(index), value)

    def read(self, solver: cp_model.CpSolver) -> Draft:
        """What the solver found."""
        value = solver.value
        draft = Draft()
        for key, n in self.n.items():
            if number := value(n):
                draft.number[key] = number
        rooms: dict[tuple[int, int], set[int]] = {}
        for (t, s, r), z in self.z.items():
            if value(z):
                rooms.setdefault((t, s), set()).add(r)
        draft.rooms = {key: frozenset(here) for key, here in rooms.items()}
        draft.counts = {key: number for key, here in self.count.items() if (number := value(here))}
        return draft


def _dual(length: int, slots: int, k: int) -> int:
    """k * slots times the dual feasible function u_k of a length: whole thirds, quarters … stay, others fall."""
    whole, rest = divmod(length * (k + 1), slots)
    return length * k if rest == 0 else whole * slots
