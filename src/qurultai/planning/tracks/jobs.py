"""Models solved by a team of workers: one at a time, or parts of the best programme by all of them at once."""

import math
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial

from ortools.sat.python import cp_model

from ..statuses import STATUSES
from ..watch import Watch
from .best import Best, Numbers
from .drafts import Draft
from .frame import Frame
from .luck import Luck
from .model import Model
from .parts import PARTS_FREED, WITH_ROOMS, Free, only_rooms
from .types import Status
from .ways import FOR_PARTS, Way, work

_STEP_SECONDS, _STEP_WORK = 0.7, 2.0
_LEAST_WORK = 0.02
"""What building a part counts for, however soon it is solved."""
_HINTED = 0.6
_PATIENCE = 10
_STILL_SECONDS, _PROVEN_SECONDS, _STILL_SHARE = 1.0, 10.0, 0.35
"""A first draft, or a proof, is done when it has not got better for so long, and for that share of the time spent."""
_NEAR, _NEARLY = 0.05, 2
"""Where what is proven is so near to what is found, the whole is waited for so many times as long: a proof is at hand,
and to begin it anew would lose it."""
_ROUNDING = 1e-4


@dataclass
class Job:
    """A model to be built and solved, in whatever thread; what is proven of it is in `bound`.

    It is still when for so many seconds (`patience`, or a share of its own) nothing better came: a programme after the
    first or, of the whole, also a proof above what is known.
    """

    build: Callable[[], Model]
    seconds: float
    work: float
    workers: int
    seed: int
    way: Way = "portfolio"
    patience: float = _STILL_SECONDS
    solver: cp_model.CpSolver = field(default_factory=cp_model.CpSolver)
    bound: float = 0.0
    status: Status = "unknown"
    draft: Draft | None = None
    begun: float = math.inf
    better: float = math.inf
    risen: float = math.inf
    proved: float = 0.0
    found: float = math.inf
    most: float = math.inf
    done: bool = False

    def is_still(self, now: float) -> bool:
        """Whether nothing has got better for a while."""
        last, patience = self.better, self.patience
        if self.way == "whole":
            last = max(last, self.proved)
            if self.found - self.bound <= _NEAR * self.found < math.inf:
                patience *= _NEARLY
        return _is_still(now, last, self.begun, patience)

    def proves_no_more(self, now: float) -> bool:
        """Whether the bound has not risen for a while."""
        return _is_still(now, self.risen, self.begun, _PROVEN_SECONDS)

    def run(self, watch: Watch) -> "Job":
        """Build it, solve it, keep what was found."""
        model, parameters = self.build(), self.solver.parameters
        self.most = model.most
        if model.is_a_bound:
            self.solver.best_bound_callback = partial(self._raise, watch)
        watch.limits(self.solver, 1.0)
        parameters.random_seed, parameters.num_workers = self.seed, self.workers
        work(self.solver, self.way)
        if watch.budget.work is None:
            parameters.max_time_in_seconds = max(0.01, min(self.seconds, parameters.max_time_in_seconds))
        else:
            parameters.max_deterministic_time = max(0.01, min(self.work, parameters.max_deterministic_time))
        self.begun = self.risen = watch.seconds
        if self.way == "whole":
            self.better = self.begun
        self.status = STATUSES[self.solver.solve(model.cp, _Noting(self, watch))]
        if self.status in ("optimal", "feasible"):
            self.draft = model.read(self.solver)
        if model.is_a_bound and (self.status != "infeasible" or model.most < math.inf):
            self._raise(watch, math.inf if self.status == "infeasible" else self.solver.best_objective_bound)
        self.done = True
        return self

    def _raise(self, watch: Watch, bound: float) -> None:
        bound = min(bound, self.most + 1)  # nothing above is asked for, so nothing above is proven
        if bound > self.bound + _ROUNDING:
            self.bound, self.risen = bound, watch.seconds
            if bound > watch.bound:
                self.proved = self.risen


def _is_still(now: float, last: float, begun: float, least: float) -> bool:
    return now - last > max(least, _STILL_SHARE * (now - begun))


class _Noting(cp_model.CpSolverSolutionCallback):
    """Notes when a job found something better."""

    def __init__(self, job: Job, watch: Watch) -> None:
        super().__init__()
        self._job, self._watch = job, watch

    def on_solution_callback(self) -> None:
        """It just did."""
        self._job.better, self._job.found = self._watch.seconds, self.objective_value


class Team:
    """So many workers on one problem; a context, at whose end they are gone."""

    def __init__(self, frame: Frame, watch: Watch, seed: int) -> None:
        self.frame, self.watch, self.seed = frame, watch, seed
        self.jobs = 0
        self.crews = watch.budget.workers if watch.budget.work is None else 1
        self.pool = ThreadPoolExecutor(self.crews + 1)

    def __enter__(self) -> "Team":
        return self

    def __exit__(self, *_how: object) -> None:
        self.pool.shutdown()

    def job(self, build: Callable[[], Model], share: float, workers: int, way: Way = "portfolio") -> Job:
        """A job that ends at that share of the budget."""
        left = max(0.02, share - self.watch.gone)
        self.jobs += 1
        seed, budget = self.seed + self.jobs - 1, self.watch.budget
        return Job(build, budget.seconds * left, (budget.work or 0.0) * left, workers, seed, way)

    def run(self, job: Job, *, proves: bool, until_still: bool = False) -> Job:
        """Run it in another thread, so that the caller is told, and can stop it, from its own.

        It ends with its seconds or, when asked, as soon as it is still; with counted work, which knows no time, never.
        """
        until_still = until_still and self.watch.budget.work is None
        running = self.pool.submit(job.run, self.watch)
        while not running.done():
            wait([running], 0.02)
            if not self.watch.going_on() or (until_still and job.is_still(self.watch.seconds)):
                job.solver.stop_search()
        self.watch.work += job.solver.response_proto.deterministic_time
        if proves:
            self._proven(running.result())
        return running.result()

    def _proven(self, job: Job) -> None:
        self.watch.raised(math.ceil(job.bound - _ROUNDING))

    def improve(
        self, best: Best | Numbers, share: float, dice: random.Random, proof: Job | None = None, most_idle: int = 10**9
    ) -> None:
        """Free a part, solve it, take what is better: as many parts at once as there are workers, but one that proves.

        A kind of part that helps is taken more often, and a way that solves parts out; parts grow while they are
        solved out, and shrink when they are not; the longer nothing is better, the longer a part is worked on. It ends
        with its share of the budget, or when ``most_idle`` parts, one after the other, brought nothing.
        """
        proving = None if proof is None else self.pool.submit(proof.run, self.watch)
        rooms = isinstance(best, Best)
        parts = [part for part in PARTS_FREED if rooms or part not in WITH_ROOMS]
        size, luck, ways = dict.fromkeys(parts, 1.0), Luck(parts), Luck(FOR_PARTS)
        running: dict[Future, tuple[Job, Callable, Draft, Free]] = {}
        idle, counts_time = 0, self.watch.budget.work is None
        while self.watch.going_on(share) and (idle < most_idle or proving is not None):
            if proving is not None and proof is not None:
                self._proven(proof)
                if counts_time and proof.proves_no_more(self.watch.seconds):
                    proof.solver.stop_search()
                if proving.done():
                    best.take(proving.result().draft)
                    proving = None
            while len(running) < self.crews - (proving is not None):
                part, way = luck.choose(dice), ways.choose(dice)
                draft = best.draft
                free = part(self.frame, draft, dice, size[part])
                build = partial(
                    _part, self.frame, draft, free, rooms, pinned=part is only_rooms, hinted=dice.random() < _HINTED
                )
                patience = 1 + idle / _PATIENCE
                job = Job(build, _STEP_SECONDS * patience, _STEP_WORK, 1, dice.randrange(1 << 30), way)
                running[self.pool.submit(job.run, self.watch)] = (job, part, draft, free)
            for future in wait(running, 0.02, FIRST_COMPLETED).done:
                job, part, draft, free = running.pop(future)
                self.watch.work += max(_LEAST_WORK, future.result().solver.response_proto.deterministic_time)
                better = best.take(self._joined(best, draft, job, free))
                idle = 0 if better else idle + 1
                luck.learn(part, helped=better)
                ways.learn(job.way, helped=job.status == "optimal")
                size[part] = min(4.0, size[part] * 1.15) if job.status == "optimal" else max(0.3, size[part] * 0.8)
        going = [*running, *([] if proving is None else [proving])]
        while wait(going, 0.02).not_done:
            for job in ([] if proof is None else [proof]) + [job for job, *_part in running.values()]:
                job.solver.stop_search()
        if proof is not None:
            self._proven(proof)

    def _joined(self, best: Best | Numbers, before: Draft, job: Job, free: Free) -> Draft | None:
        """What a job found, with what others have changed since."""
        if job.draft is None or best.draft is before:
            return job.draft
        joined = best.draft.with_part(before, job.draft, free, [kind.track for kind in self.frame.kinds])
        return joined if joined is not None and self._has_rooms(joined) else None

    def _has_rooms(self, draft: Draft) -> bool:
        """Whether no session has more cells than open rooms."""
        used = Counter[int]()
        for (_t, s), number in draft.number.items():
            used[s] += number
        return all(number <= len(self.frame.problem.open_rooms(s)) for s, number in used.items())


def _part(frame: Frame, draft: Draft, free: Free, rooms: bool, *, pinned: bool, hinted: bool) -> Model:
    """With the draft as a hint the solver looks for what is better, without it for what is as good and different."""
    model = Model(frame, rooms=rooms, kept=draft, free=free)
    if pinned:
        model.pin(draft)
    elif hinted:
        model.hint(draft)
    return model
