"""Tables of accreditation: zones, clearances with their batches, visa cases, badges."""

from qurultai.accreditation.models.badges import Badge, BadgeKey
from qurultai.accreditation.models.clearances import Clearance, Decision, SecurityBatch
from qurultai.accreditation.models.printing import PaperPicture, PrintPart, PrintRun
from qurultai.accreditation.models.visas import VisaCase, VisaLetter, VisaRule
from qurultai.accreditation.models.zones import Desk, Zone, ZonePolicy
from qurultai.editions.models import Edition
from qurultai.people.models import Person

__all__ = [
    "Badge",
    "BadgeKey",
    "Clearance",
    "Decision",
    "Desk",
    "Edition",
    "PaperPicture",
    "Person",
    "PrintPart",
    "PrintRun",
    "SecurityBatch",
    "VisaCase",
    "VisaLetter",
    "VisaRule",
    "Zone",
    "ZonePolicy",
]
