"""How the gates' side forgets a person (I12): scans and entries are of a serial and stay; who had it does not."""

from uuid import UUID

from qurultai.accreditation.public import serials_of
from qurultai.kit.action import action
from qurultai.onsite.actions.judging import locked_roster
from qurultai.onsite.models import Problem, RosterBadge
from qurultai.onsite.queries.erasing import of_her_badges
from qurultai.people.public import WITHHELD


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """Gates learn with their next contact that nothing is shown of her badges; notes on their incidents are gone."""
    hers, count = of_her_badges(person_id), 0
    nothing = {"name": WITHHELD, "look": "", "organisation": "", "organisation_id": None, "photo": ""}
    nothing |= {"opens_with": b"", "sealed": b"", "made_of": b""}
    for edition_id in sorted({edition_id for edition_id, _serial in serials_of(person_id)}):
        version = locked_roster(edition_id).version
        badges = RosterBadge.objects.filter(hers, edition_id=edition_id)
        count += badges.update(**nothing, version=version)
    return {"badges": count, "notes": Problem.objects.filter(hers).exclude(note="").update(note="")}
