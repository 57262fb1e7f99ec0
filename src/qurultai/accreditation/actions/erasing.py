"""How accreditation forgets a person (I12): her lines in sheets and her letters are sealed, and the key is gone."""

from uuid import UUID

from qurultai.accreditation.actions.clearances import close_clearance
from qurultai.accreditation.models import Badge, Clearance, PaperPicture, PrintRun, VisaCase
from qurultai.kit import clock
from qurultai.kit.action import action


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """No badge of hers is good; her pictures, the piles that may show her and her entry permits are gone."""
    rows = list(Clearance.objects.filter(person_id=person_id).select_related("edition"))
    for row in rows:
        if row.edition.ends_on >= clock.now().date():
            close_clearance(row.registration_id)
    badges = Badge.objects.filter(person_id=person_id)
    piles = PrintRun.objects.filter(edition__in=badges.values("edition"))
    return {
        "pictures": PaperPicture.objects.filter(registration__in=[row.registration_id for row in rows]).delete()[0],
        "piles": piles.delete()[1].get("accreditation.PrintRun", 0),
        "badges": badges.update(photo=""),
        "visas": VisaCase.objects.filter(person_id=person_id).update(entry_number="", country=""),
    }
