"""Asking for a plan, stopping it, and what planning may use."""

from collections.abc import Mapping

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.programme.actions.refusals import FieldUnknown, PlanState
from qurultai.programme.events import PlanAsked, PlanCancelled
from qurultai.programme.models import Edition, PlanFrame, PlanRun, Version
from qurultai.programme.policies import TRANSITION_SESSION

FRAME_FIELDS = frozenset(
    {
        "opens_at",
        "closes_at",
        "lunch_from",
        "lunch_until",
        "lunch_minutes",
        "lunch_for_all",
        "grid_minutes",
        "common_starts",
        "change_over_minutes",
        "interpreters",
        "closed_rooms",
    }
)
MOST_SECONDS = 3600
MOST_PERCENT = 50.0
RUNNING = (PlanRun.State.WAITING, PlanRun.State.RUNNING)


@action
def ask_plan(
    edition: Edition,
    *,
    by: Actor,
    seconds: int = 60,
    seed: int = 1,
    fewest_moves: bool | None = None,
    within_percent: float = 0.0,
    in_background: bool = True,
) -> PlanRun:
    """A run that a worker takes up at once (or the caller itself, with `in_background` false).

    It ends early when the plan is proven within `within_percent` of the best.
    After publication the plan that moves the fewest sessions is preferred unless `fewest_moves` says otherwise (R5).
    Raises PlanState while another run of the edition is under way.
    """
    access.require(TRANSITION_SESSION, by, edition_id=edition.id)
    Edition.objects.select_for_update().get(pk=edition.pk)
    if any(run.state in RUNNING for run in PlanRun.objects.filter(edition=edition, state__in=RUNNING)):
        raise PlanState
    if fewest_moves is None:
        fewest_moves = Version.objects.filter(edition=edition).exists()
    run = PlanRun.objects.create(
        edition=edition,
        asked_at=clock.now(),
        asked_by_id=by.person_id,
        seconds=min(max(seconds, 1), MOST_SECONDS),
        seed=seed,
        fewest_moves=fewest_moves,
        within_percent=min(max(within_percent, 0.0), MOST_PERCENT),
    )
    if in_background:
        journal.record(PlanAsked(run.id), by=by, edition_id=edition.id)
    return run


@action
def cancel_plan(run: PlanRun, *, by: Actor) -> PlanRun:
    """Stop a run within a second, or put its proposal aside. Raises PlanState when it was accepted."""
    access.require(TRANSITION_SESSION, by, edition_id=run.edition_id)
    run = PlanRun.objects.select_for_update().get(pk=run.pk)
    if run.state == PlanRun.State.CANCELLED:
        return run
    if run.state not in (*RUNNING, PlanRun.State.PROPOSED, PlanRun.State.IMPOSSIBLE):
        raise PlanState
    run.state = PlanRun.State.CANCELLED
    run.save(update_fields=["state"])
    journal.record(PlanCancelled(run.id), by=by, edition_id=run.edition_id)
    return run


@action
def set_plan_frame(edition: Edition, changes: Mapping[str, object], *, by: Actor) -> PlanFrame:
    """Say which hours, breaks, rooms and interpreters planning may use."""
    access.require(TRANSITION_SESSION, by, edition_id=edition.id)
    if unknown := sorted(changes.keys() - FRAME_FIELDS):
        raise FieldUnknown(field=unknown[0])
    frame, _made = PlanFrame.objects.update_or_create(edition=edition, defaults=dict(changes))
    return frame
