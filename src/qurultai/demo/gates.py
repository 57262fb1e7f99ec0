"""The demonstration's gates are rehearsed: phones that stand there told of some hundred people and a few problems."""

import datetime as dt
import random
from collections.abc import Iterator

from qurultai.accreditation import public as accreditation
from qurultai.demo.accreditations import BACK_STAGE, DELEGATES, EXHIBITION, HALLS, PRESS
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.onsite import public as onsite

GATES = (
    (HALLS, "in", Text(kk="Бас кіреберіс", ru="Главный вход", en="Main entrance")),
    (HALLS, "both", Text(kk="Шығыс есік", ru="Восточный вход", en="East door")),
    (EXHIBITION, "both", Text(kk="Көрмеге кіру", ru="Вход на выставку", en="Way into the exhibition")),
    (PRESS, "both", Text(kk="Баспасөз орталығының есігі", ru="Дверь пресс-центра", en="Press centre door")),
    (BACK_STAGE, "both", Text(kk="Сахна артындағы есік", ru="Дверь за сцену", en="Stage door")),
    (DELEGATES, "both", Text(kk="Делегациялар дәлізі", ru="Коридор делегаций", en="Delegations' corridor")),
)
MEASURED = [(0, 0, 200)]
"""The phones' clocks agree with the server's, to a fifth of a second."""
PEOPLE, WAIT, TWICE = 0.75, 40, 3
"""The share of those with badges who come, how many never do, how many two gates let in that were alone."""
LASTED = dt.timedelta(hours=3)
LOST = 7
"""Which of the first phone's scans never arrives."""
SEED = 2027


class _Phone(onsite.Pen):
    """A phone at a gate of the demonstration, with what it has not told yet."""

    def __init__(self, edition: object, zone: int, direction: str, name: Text) -> None:
        super().__init__(str(zone))
        gate = onsite.add_gate(edition, name, zone, direction, by=SYSTEM)
        made = onsite.add_device(gate, name["en"], by=SYSTEM)
        self.row = onsite.pair_device(made.pairing, self.point)
        self.device, self.pieces = str(self.row.id), []

    def sees(self, serial: int, at: int, direction: str = "in", **more: object) -> None:
        """Write one more scan down."""
        self.pieces.append(self.writes(serial, at, direction, **more))

    def tells(self, waiting: int = 0) -> None:
        """Send everything."""
        heard = onsite.heard_of(self.row, MEASURED, waiting)
        onsite.receive_scans(self.row, self.pieces, heard, by=onsite.actor_of(self.row))


def rehearse(edition: object) -> None:
    """Six gates, and a morning in which most of those with badges came; it ends now and follows from a seed."""
    chance = random.Random(SEED)
    phones = [_Phone(edition, *one) for one in GATES]
    main, east = phones[:2]
    ends = clock.now().astimezone(edition.tz)
    begins = max(ends - LASTED, ends.replace(hour=0, minute=0, second=0, microsecond=0))
    first, last = onsite.ms_of(begins), onsite.ms_of(ends)
    here = sorted(accreditation.gate_badges(edition), key=lambda badge: badge.serial)[:-WAIT]
    coming = [badge for badge in here if chance.random() < PEOPLE]
    steps = sorted(_walks(chance, phones, coming, first, last), key=lambda step: step[0])
    for at, phone, serial, direction, more in steps:
        phone.sees(serial, at, direction, **more)
    for badge in coming[:TWICE]:
        east.sees(badge.serial, last - 60_000, "in")
    main.sees(coming[-1].serial, last - 30_000, verdict="amber")
    override = {"verdict": "amber", "kind": "override", "guard": "Bek", "reason": "Went out by the fire exit"}
    main.sees(coming[-1].serial, last - 25_000, **override)
    del main.pieces[LOST - 1]
    for phone in phones:
        phone.tells(waiting=int(phone is main))


def _walks(
    chance: random.Random, phones: list[_Phone], coming: list, first: int, last: int
) -> Iterator[tuple[int, _Phone, int, str, dict[str, object]]]:
    """Each comes in by the main entrance, more of them early; then one more zone, and some leave it again."""
    for badge in coming:
        at = first + round((last - first) * 0.8 * chance.random() ** 2)
        yield at, phones[0], badge.serial, "in", {}
        phone = chance.choice(phones[2:])
        opens = badge.zones >> int(phone.zone) & 1
        at += round((last - at) * 0.4 * chance.random())
        yield at, phone, badge.serial, "in", {} if opens else {"verdict": "red"}
        if opens and chance.random() < 0.4:
            yield at + round((last - at) * chance.random()), phone, badge.serial, "out", {}
