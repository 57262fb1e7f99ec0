"""Enters zones, desks and the visa table; then lets security decide on those who are approved."""

import datetime as dt

from qurultai.accreditation import public as accreditation
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.registration import public as registration

HALLS, EXHIBITION, PRESS, BACK_STAGE, DELEGATES = 1, 2, 3, 4, 5
ZONES = (
    (HALLS, "C", Text(kk="Залдар", ru="Залы", en="Halls")),
    (EXHIBITION, "C", Text(kk="Көрме", ru="Выставка", en="Exhibition")),
    (PRESS, "B", Text(kk="Баспасөз орталығы", ru="Пресс-центр", en="Press centre")),
    (BACK_STAGE, "A", Text(kk="Сахна арты", ru="За сценой", en="Back stage")),
    (DELEGATES, "B", Text(kk="Делегациялар бөлмелері", ru="Комнаты делегаций", en="Delegation rooms")),
)
MORE_ZONES = {
    "head-of-delegation": (BACK_STAGE, DELEGATES),
    "delegation-member": (DELEGATES,),
    "vip-guest": (DELEGATES,),
    "diplomatic-corps": (DELEGATES,),
    "speaker": (BACK_STAGE,),
    "media-journalist": (PRESS,),
    "media-technical": (PRESS,),
    "organiser": (PRESS, BACK_STAGE, DELEGATES),
    "security": (PRESS, BACK_STAGE, DELEGATES),
    "interpreter": (BACK_STAGE,),
}
"""Beside halls and exhibition, which everybody may enter."""
DESKS = (("A–K", "A", "K"), ("L–Z", "L", "Z"))
VISA_FREE = ("KZ", "RU", "KG", "UZ", "TR", "DE", "FR", "US", "GB", "JP", "KR")
WITH_LETTER = ("CN", "IN", "BR")
SINCE = dt.date(2026, 1, 1)
NOT_CLEARED, UNDECIDED = 2, 15


def furnish(edition: object) -> None:
    """Zones, what each category opens, two desks, and an invented table of who needs a visa.

    Badges are good from today on, so that whoever looks at the demonstration can rehearse at a gate.
    """
    for number, kind, name in ZONES:
        accreditation.add_zone(edition, number, name, kind=kind, by=SYSTEM)
    today = clock.now().astimezone(edition.tz).date()
    begins = dt.datetime.combine(min(edition.starts_on, today), dt.time(), edition.tz)
    ends = dt.datetime.combine(edition.ends_on, dt.time(22), edition.tz)
    for category in registration.categories_of(edition):
        opens = (HALLS, EXHIBITION, *MORE_ZONES.get(category.code, ()))
        accreditation.set_policy(edition, category.id, opens, begins, ends, by=SYSTEM)
    for name, first, last in DESKS:
        accreditation.add_desk(edition, name, first=first, last=last, by=SYSTEM)
    for countries, need in ((VISA_FREE, "none"), (WITH_LETTER, "letter")):
        for country in countries:
            accreditation.set_visa_rule(edition, accreditation.Rule(country, need, SINCE), by=SYSTEM)


def clear(edition: object) -> None:
    """One batch of everybody who waits: most are cleared and have badges, two are not, some are not decided yet."""
    sheet = accreditation.make_batch(edition, by=SYSTEM)
    keys = [key for _code, key in sorted(accreditation.keys_by_code(edition, sheet.number).items())]
    refused, cleared = keys[:NOT_CLEARED], keys[NOT_CLEARED:-UNDECIDED]
    outcomes = dict.fromkeys(refused, "refused") | dict.fromkeys(cleared, "cleared")
    accreditation.decide(edition, outcomes, by=SYSTEM)
