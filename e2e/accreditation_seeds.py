"""What journeys of accreditation start from: people who are approved, zones, desks, and a table of visas."""

import datetime as dt
import io

from PIL import Image

from e2e import gate_seeds
from qurultai.accreditation.models import Badge, Clearance
from qurultai.accreditation.public import add_desk, add_zone, set_policy, set_visa_rule
from qurultai.accreditation.rules.visas import Rule
from qurultai.editions.public import edition_at_root
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.text import Text
from qurultai.people.public import make_sign_in_link
from qurultai.registration.models import Registration
from qurultai.registration.public import keep_identity
from qurultai.registration.testing import a_category, a_person, a_photo, a_registration

ZONES = (
    (1, "C", Text(kk="Залдар", ru="Залы", en="Halls")),
    (2, "B", Text(kk="Көрме", ru="Выставка", en="Exhibition")),
    (5, "A", Text(kk="Сахна арты", ru="За сценой", en="Back stage")),
)
PEOPLE = (
    ("Әйгерім Сәрсенбай", "KZ", "«Ғарыш Сапары» ұлттық компаниясы", "kk"),
    ("Александра Преображенская-Вознесенская", "RU", "Институт космических исследований", "ru"),
    ("Asha Venkataraman", "IN", "Indian Space Research Organisation, Satellite Centre", "en"),
    ("Wolfgang Amadeus von Habsburg-Lothringen", "AT", "Orbit GmbH", "en"),
)


def approved() -> dict[str, str]:
    """Four people who wait for security; a link that signs the first in, and everybody's code by name."""
    edition = edition_at_root()
    for number, kind, name in ZONES:
        add_zone(edition, number, name, kind=kind, by=SYSTEM)
    add_desk(edition, "A–K", last="K", by=SYSTEM)
    add_desk(edition, "L–Z", first="L", by=SYSTEM)
    for country, need in (("KZ", "none"), ("RU", "none"), ("IN", "visa"), ("AT", "letter")):
        set_visa_rule(edition, Rule(country, need, dt.date(2020, 1, 1)), by=SYSTEM)
    category = a_category(edition, "Speaker", number=7, colour="#0f766e")
    begins = dt.datetime.combine(edition.starts_on, dt.time(8), edition.tz)
    set_policy(edition, category.pk, [1, 2], begins, begins + dt.timedelta(days=2), by=SYSTEM)
    rows = [_person(category, *one) for one in PEOPLE]
    deliver_all()
    return {"link": make_sign_in_link(rows[0].person_id, by=SYSTEM), **{row.name: row.code for row in rows}}


def states() -> dict[str, str]:
    """How everybody's clearance stands."""
    return dict(Clearance.objects.values_list("registration__name", "state"))


def _person(category: object, name: str, country: str, organisation: str, language: str) -> object:
    row = a_registration(category, a_person(name, language=language), country=country, organisation=organisation)
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((480, 640)).convert("RGB").save(picture, "JPEG")
    a_photo(row, picture.getvalue() + row.pk.bytes)
    return row


def lost() -> dict[str, str]:
    """Somebody with a good badge that gates know, who gave a document; a link that signs her in."""
    code = gate_seeds.guest()
    badge = Badge.objects.select_related("registration").get(code=code)
    _gives(badge.registration, "N 1234567")
    return {"code": code, "link": make_sign_in_link(badge.person_id, by=SYSTEM)}


def journalist() -> dict[str, str]:
    """A journalist who is approved and waits for security, with her document; a link that signs her in."""
    edition = edition_at_root()
    for country, need in (("KZ", "none"), ("IN", "visa")):
        set_visa_rule(edition, Rule(country, need, dt.date(2020, 1, 1)), by=SYSTEM)
    category = a_category(edition, "Journalist", number=9, colour="#7c2d12")
    row = _person(category, "Indira Rao", "IN", "The Orbit Times", "ru")
    _gives(row, "P7654321")
    deliver_all()
    return {"code": row.code, "link": make_sign_in_link(row.person_id, by=SYSTEM)}


def code_of(name: str) -> str:
    """What stands on somebody's live badge."""
    return Badge.objects.get(registration__name=name, state__in=("ready", "issued")).code


def delivered() -> None:
    """The worker has told everybody what happened."""
    deliver_all()


def _gives(row: object, number: str) -> None:
    told = {"number": number, "citizenship": row.country or "KZ", "born_on": "1990-01-02", "expires_on": "2035-05-06"}
    mine = Registration.objects.filter(pk=row.pk)
    mine.update(state="draft")
    keep_identity(mine.get(), told, by=SYSTEM)
    mine.update(state="approved")
