"""What journeys of accreditation start from: people who are approved, zones, desks, and a table of visas."""

import datetime as dt
import io

from PIL import Image

from qurultai.accreditation.models import Clearance
from qurultai.accreditation.public import add_desk, add_zone, set_policy, set_visa_rule
from qurultai.accreditation.rules.visas import Rule
from qurultai.editions.public import edition_at_root
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.text import Text
from qurultai.people.public import make_sign_in_link
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
