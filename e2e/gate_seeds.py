"""What the gates' journeys begin with; called inside the installation."""

import io
from uuid import UUID

from PIL import Image

from qurultai.accreditation import public as accreditation
from qurultai.accreditation.testing import a_category, a_clearance, a_photo
from qurultai.editions.public import edition_at_root
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.onsite.actions.gates import add_device, add_gate
from qurultai.onsite.actions.roster import block_badge
from qurultai.onsite.actions.scans import heard_of, receive_scans
from qurultai.onsite.models import Device, Entry, Gate, Measure, Presence, Problem, Scan
from qurultai.onsite.policies import actor_of
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.testing import PaperDevice
from qurultai.onsite.tests.mint import FROM, UNTIL, Mint, a_roster
from qurultai.registration.models import Registration
from qurultai.registration.public import NewField
from qurultai.registration.testing import a_form

NAMES = ["Айгүл Сапарова", "Ерлан Қасымов", "Marie Dubois", "Иван Петров", "Li Wei", "Aru Bek"]


def badges() -> list[str]:
    """Six people with badges that open everything, and nobody was at a gate yet; what stands on each as its code."""
    for told in (Problem, Presence, Entry, Measure, Scan):
        told.objects.all().delete()
    mint = Mint()
    made = [mint.badge(serial, name) for serial, name in enumerate(NAMES, start=1)]
    a_roster(edition_at_root(), made, mint)
    return [badge.code for badge in made]


def gate(name: str, zone: int, direction: str = "in") -> dict[str, str]:
    """A gate with a device that waits to be paired."""
    words = Text(kk=f"{name} қақпасы", ru=f"Проход {name}", en=f"Gate {name}")
    made = add_gate(edition_at_root(), words, zone, direction, by=SYSTEM)
    device = add_device(made, f"Phone {name}", by=SYSTEM)
    return {"gate": str(made.id), "code": made.code, "pairing": device.pairing, "device": device.device.code}


def another_device(gate: str) -> str:
    """One more device at a gate; its pairing code."""
    return add_device(Gate.objects.get(pk=UUID(gate)), "Second", by=SYSTEM).pairing


def block(serial: int) -> None:
    """A badge is blocked."""
    block_badge(edition_at_root().id, serial, by=SYSTEM)


def told() -> dict[str, object]:
    """What has come of it."""
    return {
        "scans": Scan.objects.count(),
        "entries": sorted(Entry.objects.values_list("serial", flat=True)),
        "problems": sorted(Problem.objects.values_list("kind", "serial")),
    }


def busy(gate: str) -> None:
    """A gate at which people come and go, some of them twice."""
    phone = PaperDevice(Gate.objects.get(pk=UUID(gate)))
    now = ms_of(clock.now())
    pieces = [phone.writes(1 + number % 6, now - 60_000 * (300 - number), "in") for number in range(0, 300, 40)]
    pieces.append(phone.writes(2, now, "out"))
    heard = heard_of(phone.row, [(0, 0, 5)], 2)
    receive_scans(phone.row, [*pieces[:3], *pieces[4:]], heard, by=actor_of(phone.row))


def guest() -> str:
    """Somebody with a photograph, approved and cleared; her badge's code, known to gates as any other."""
    edition, file = edition_at_root(), io.BytesIO()
    Image.new("RGB", (600, 800), "teal").save(file, "JPEG")
    accreditation.add_zone(edition, 9, Text(kk="Фойе", ru="Фойе", en="Foyer"), kind="C", by=SYSTEM)
    clearance = a_clearance(a_category(edition, "Guest of honour"), "Dana Serik")
    accreditation.set_policy(edition, clearance.registration.category_id, {9}, FROM, UNTIL, by=SYSTEM)
    a_photo(clearance.registration, file.getvalue())
    accreditation.make_batch(edition, by=SYSTEM)
    accreditation.decide(edition, {clearance.pk: "cleared"}, by=SYSTEM)
    deliver_all()
    return next(badge.code for badge in accreditation.gate_badges(edition) if badge.name == "Dana Serik")


def door() -> str:
    """A category that is open at the door and asks one consent; its code."""
    asked = NewField(
        type="consent", key="photos", purpose="photo", required=True,
        label=Text(kk="Суретке түсіруге келісемін", ru="Согласен на съёмку", en="I agree to be photographed"),
    )  # fmt: skip
    return a_category(edition_at_root(), "Visitor", form=a_form(edition_at_root(), asked), walk_up=True).code


def at_the_door() -> list[tuple[str, ...]]:
    """Who was registered at the door, and by which role of the journal's actor."""
    devices = {str(key) for key in Device.objects.values_list("pk", flat=True)}
    rows = Registration.objects.filter(source="walk_up").order_by("pk")
    told = Event.objects.filter(type="registration.RegistrationSubmitted")
    by = {str(event.payload["registration_id"]): str(event.actor_id) in devices for event in told}
    return [(row.name, row.organisation, row.language, row.code, by[str(row.pk)]) for row in rows]
