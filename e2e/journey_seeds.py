"""What the journey from the invitation to the hall begins with; called inside the installation."""

from qurultai.accreditation import public as accreditation
from qurultai.accreditation.models import Badge
from qurultai.accreditation.testing import a_category
from qurultai.editions.public import edition_at_root
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.text import Text
from qurultai.onsite.tests.mint import FROM, UNTIL
from qurultai.people.public import make_sign_in_link
from qurultai.registration.testing import a_registration

HALLS, PRESS = 3, 4
ZONES = (
    (HALLS, "C", Text(kk="Залдар", ru="Залы", en="Halls")),
    (PRESS, "B", Text(kk="Баспасөз орталығы", ru="Пресс-центр", en="Press centre")),
)
REPORTER = "Marie Dubois"


def categories() -> str:
    """Guests of honour may enter the halls, the press its own zone too; a reporter is approved. A code."""
    edition = edition_at_root()
    for number, kind, name in ZONES:
        accreditation.add_zone(edition, number, name, kind=kind, by=SYSTEM)
    guests = a_category(edition, "Guest of honour", approval="by_hand")
    press = a_category(edition, "Press")
    accreditation.set_policy(edition, guests.pk, {HALLS}, FROM, UNTIL, by=SYSTEM)
    accreditation.set_policy(edition, press.pk, {HALLS, PRESS}, FROM, UNTIL, by=SYSTEM)
    a_registration(press, name=REPORTER)
    deliver_all()
    return guests.code


def settle() -> None:
    """Everything that follows from what was done is done."""
    deliver_all()


def badges() -> dict[str, str]:
    """The codes of badges that are good, by name."""
    deliver_all()
    return {badge.name: badge.code for badge in accreditation.gate_badges(edition_at_root()) if not badge.blocked}


def link_of(name: str) -> str:
    """A link that signs somebody with a badge in."""
    badge = Badge.objects.exclude(state="blocked").select_related("registration").get(registration__name=name)
    return make_sign_in_link(badge.registration.person_id, by=SYSTEM)
