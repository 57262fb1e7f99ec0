"""What somebody decides about problems and quotas."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid
from qurultai.onsite.actions.judging import locked_roster
from qurultai.onsite.events import ProblemResolved, QuotaChanged
from qurultai.onsite.models import Edition, Problem, Quota
from qurultai.onsite.policies import UPDATE_PROBLEM, UPDATE_QUOTA

LONGEST_NOTE = 1000


class NoteMissing(Invalid):
    """Nobody learns from a problem that was only clicked away."""

    code = "note"
    text = _("Write what it was and what was done.")


@action
def resolve_problem(problem: Problem, note: str, *, by: Actor) -> Problem:
    """Somebody looked at it and says what it was; again corrects the note. Raises NoteMissing."""
    access.require(UPDATE_PROBLEM, by, problem)
    note = note.strip()[:LONGEST_NOTE]
    if not note:
        raise NoteMissing
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    problem.resolved_at, problem.resolved_by, problem.note = clock.now(), by.person_id, note
    problem.save(update_fields=["resolved_at", "resolved_by", "note"])
    journal.record(ProblemResolved(problem.id, problem.kind), by=by, edition_id=problem.edition_id)
    return problem


@action
def set_quota(edition: Edition, organisation_id: UUID, zone: int, most: int | None, *, by: Actor) -> None:
    """So many of an organisation's people may be inside a zone at once; None: as many as come."""
    access.require(UPDATE_QUOTA, by, edition_id=edition.id)
    locked_roster(edition.id)
    of = {"edition": edition, "organisation_id": organisation_id, "zone": zone}
    if most is None:
        Quota.objects.filter(**of).delete()
    else:
        Quota.objects.update_or_create(**of, defaults={"most": most})
    journal.record(QuotaChanged(organisation_id, zone, most), by=by, edition_id=edition.id)
