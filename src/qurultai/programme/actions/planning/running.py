"""Running the engine: outside any transaction, with progress saved every second and stopped when cancelled."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from qurultai.kit import clock, journal
from qurultai.kit.access import SYSTEM
from qurultai.planning import timetable
from qurultai.programme.events import PlanProposed
from qurultai.programme.models import PlanRun
from qurultai.programme.queries.planning import Minutes, current_plan, planned_sessions, problem_of

Progress = Callable[[float, int | None, int], None]
"""Told (seconds, best value or None, bound) about once a second."""
ALIVE = dt.timedelta(seconds=20)
MOST_LINES = 600
EXPLAIN_SECONDS = 20.0
NOTHING_CHANGED = timetable.SessionDropped("")
"""A change that changes nothing: `repair` with it moves as few sessions as the demands allow."""


def run_plan(run_id: UUID, on_progress: Progress | None = None, *, workers: int = 2) -> PlanRun:
    """Take a waiting run to its proposal, or to the contradiction in its demands.

    A run that somebody else is working on, or that was cancelled, is left alone, so delivering it twice is harmless.
    """
    run = _take(run_id)
    if run is None:
        return PlanRun.objects.select_related("edition").get(pk=run_id)
    try:
        sessions = planned_sessions(run.edition)
        problem, start = problem_of(run.edition, sessions), current_plan(run.edition, sessions)
        plan, contradiction = _solve(run, problem, start, on_progress, workers)
    except timetable.ProblemError as wrong:
        return _finish(run, PlanRun.State.FAILED, {"error": str(wrong)}, None)
    except BaseException:
        _finish(run, PlanRun.State.FAILED, {"error": ""}, None)
        raise
    if plan.status in ("optimal", "feasible"):
        return _finish(run, PlanRun.State.PROPOSED, _proposal(run, plan) | {"today": _today(problem, start)}, plan)
    state = PlanRun.State.IMPOSSIBLE if plan.status == "infeasible" else PlanRun.State.FAILED
    return _finish(run, state, {"status": plan.status, "reasons": _reasons(contradiction)}, plan)


def budget_of(run: PlanRun, workers: int) -> timetable.Budget:
    """How long the engine may work on the run, and when its plan is good enough."""
    return timetable.Budget(seconds=float(run.seconds), workers=workers, within=run.within_percent / 100)


def _take(run_id: UUID) -> PlanRun | None:
    with transaction.atomic():
        run = PlanRun.objects.select_for_update(of=("self",)).select_related("edition").get(pk=run_id)
        if run.state == PlanRun.State.RUNNING and _last_sign(run) + ALIVE > clock.now():
            return None
        if run.state not in (PlanRun.State.WAITING, PlanRun.State.RUNNING):
            return None
        run.state = PlanRun.State.RUNNING
        run.progress = [_line(0.0, None, 0)]
        run.save(update_fields=["state", "progress"])
    return run


def _last_sign(run: PlanRun) -> dt.datetime:
    return dt.datetime.fromisoformat(run.progress[-1]["at"]) if run.progress else run.asked_at


def _line(seconds: float, value: int | None, bound: int) -> dict[str, object]:
    return {"at": clock.now().isoformat(), "seconds": round(seconds, 1), "value": value, "bound": bound}


def _solve(
    run: PlanRun,
    problem: timetable.Problem,
    start: timetable.Plan | None,
    on_progress: Progress | None,
    workers: int,
) -> tuple[timetable.Plan, tuple[timetable.Reason, ...]]:
    budget = budget_of(run, workers)
    watch = _Watch(run, on_progress)
    if run.fewest_moves and start:
        _problem, plan = timetable.repair(problem, start, NOTHING_CHANGED, budget, run.seed, watch)
    else:
        plan = timetable.plan(problem, budget, run.seed, watch, start)
    if plan.status != "infeasible":
        return plan, ()
    try:
        found = timetable.explain(problem, timetable.Budget(seconds=EXPLAIN_SECONDS, workers=workers))
    except TimeoutError:
        found = None
    return plan, found.demands if found else plan.reasons


class _Watch:
    """Saves a line of progress about every second and stops the engine when the run was cancelled."""

    def __init__(self, run: PlanRun, on_progress: Progress | None) -> None:
        self.run, self.on_progress = run, on_progress
        self.told = -1.0

    def __call__(self, value: int | None, bound: int, seconds: float) -> bool:
        if seconds - self.told < 1.0:
            return True
        self.told = seconds
        if self.on_progress:
            self.on_progress(seconds, value, bound)
        return self._save(_line(seconds, value, bound))

    def _save(self, line: dict[str, object]) -> bool:
        self.run.progress = [*self.run.progress, line][-MOST_LINES:]
        with transaction.atomic():
            running = PlanRun.objects.filter(pk=self.run.pk, state=PlanRun.State.RUNNING)
            return running.update(progress=self.run.progress) == 1


def _proposal(run: PlanRun, plan: timetable.Plan) -> dict[str, object]:
    minutes = Minutes(run.edition.starts_on, run.edition.tz)
    return {
        "places": {
            session: {"start": minutes.instant(place.start).isoformat(), "room": place.room}
            for session, place in plan.assignment.items()
        },
        "status": plan.status,
        "score": dict(plan.score),
        "reasons": _reasons(plan.reasons[:60]),
        "moves": plan.moves,
        "gap": plan.gap,
        "kept_gap": plan.kept_gap,
        "seconds": round(plan.seconds, 1),
        "first_seconds": plan.first_seconds,
    }


def _today(problem: timetable.Problem, start: timetable.Plan | None) -> dict[str, int] | None:
    """What the programme breaks and costs as it stands under the same wishes; None when nothing stands anywhere."""
    if start is None:
        return None
    verdict = timetable.check(problem, start.assignment)
    missing = sum(reason.code == "missing" for reason in verdict.violations)
    return {"value": verdict.value, "missing": missing, "broken": len(verdict.violations) - missing}


def _reasons(reasons: tuple[timetable.Reason, ...]) -> list[dict[str, object]]:
    return [
        {"code": one.code, "subjects": list(one.subjects), "figures": list(one.figures), "cost": one.cost}
        for one in reasons
    ]


def _finish(run: PlanRun, state: str, proposal: dict[str, object], plan: timetable.Plan | None) -> PlanRun:
    with transaction.atomic():
        now = PlanRun.objects.select_for_update(of=("self",)).select_related("edition").get(pk=run.pk)
        if now.state != PlanRun.State.RUNNING:
            return now
        now.state, now.proposal = state, proposal
        now.value, now.bound = (plan.value, float(plan.bound)) if plan else (None, None)
        now.save(update_fields=["state", "proposal", "value", "bound"])
        journal.record(PlanProposed(now.id, state), by=SYSTEM, edition_id=now.edition_id)
    return now
