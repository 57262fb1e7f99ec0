"""What letters to guests need to know."""

from uuid import UUID

from qurultai.accreditation.models import Badge, Clearance, Edition, VisaLetter
from qurultai.accreditation.models.badges import LIVE
from qurultai.accreditation.queries.desks import desks_of
from qurultai.accreditation.rules.desks import desk_of

REPLACED = (Badge.Reason.LOST, Badge.Reason.STOLEN, Badge.Reason.CHANGED)
"""Why a badge is blocked that another one follows."""


def clearance_for_letter(registration_id: UUID) -> Clearance | None:
    """How somebody's clearance stands now; None when it is gone."""
    rows = Clearance.objects.select_related("registration__edition", "registration__person", "registration__category")
    return rows.filter(registration_id=registration_id).first()


def badge_for_letter(badge_id: UUID) -> Badge | None:
    """A badge that took another one's place and is still good; None for any other."""
    rows = Badge.objects.select_related("registration__edition", "registration__person", "registration__category")
    badge = rows.filter(pk=badge_id, state__in=LIVE).first()
    if badge is None:
        return None
    older = Badge.objects.filter(registration_id=badge.registration_id, person_id=badge.person_id).exclude(pk=badge.pk)
    last = older.filter(made_at__lte=badge.made_at).order_by("-made_at", "-pk").first()
    return badge if last and last.reason in REPLACED else None


def letter_for_letter(letter_id: UUID) -> VisaLetter | None:
    """A letter of invitation of whoever still takes part with that registration; None for any other."""
    rows = VisaLetter.objects.select_related("case__registration__edition", "case__registration__person")
    letter = rows.filter(pk=letter_id).defer("body").first()
    return letter if letter and letter.case.person_id == letter.case.registration.person_id else None


def desk_for_letter(edition: Edition, row: object) -> str:
    """Where her badge waits; empty when no desk takes it."""
    return desk_of(desks_of(edition), row.category.number, row.latin_name or row.name)
