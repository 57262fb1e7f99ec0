"""What accreditation keeps of a person, for her own copy, and what of it gates know."""

from uuid import UUID

from qurultai.accreditation.models import Badge, Clearance, Decision, VisaCase, VisaLetter
from qurultai.accreditation.queries.sheets import letter_bytes
from qurultai.kit.keepers import Kept


def kept_of(person_id: UUID) -> Kept:
    """Her clearances and badges, and her visa cases with their letters; security has no reasons here to tell."""
    clearances = Clearance.objects.filter(person_id=person_id).order_by("pk")
    decisions = Decision.objects.filter(person_id=person_id).order_by("recorded_at", "pk")
    badges = Badge.objects.filter(person_id=person_id).order_by("pk")
    cases = VisaCase.objects.filter(person_id=person_id).order_by("pk")
    letters = VisaLetter.objects.filter(case__person_id=person_id).select_related("case").order_by("number")
    return Kept(
        {
            "clearances": [{"state": row.state, "since": row.since.isoformat()} for row in clearances],
            "decisions": [{"outcome": row.outcome, "at": row.recorded_at.isoformat()} for row in decisions],
            "badges": [{"code": row.code, "state": row.state, "made_at": row.made_at.isoformat()} for row in badges],
            "visas": [
                {
                    **{name: getattr(row, name) for name in ("code", "country", "state", "entry_number")},
                    "enters_on": row.enters_on.isoformat(),
                    "leaves_on": row.leaves_on.isoformat(),
                }
                for row in cases
            ],
        },
        [(f"letter-{row.number}.pdf", letter_bytes(row)) for row in letters],
    )


def serials_of(person_id: UUID) -> list[tuple[UUID, int]]:
    """The forum and serial of every badge that she ever had."""
    return list(Badge.objects.filter(person_id=person_id).values_list("edition_id", "serial"))
