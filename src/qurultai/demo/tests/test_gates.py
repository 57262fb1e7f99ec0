"""The demonstration's gates: people came, some are inside, a few problems wait; a phone can be put there."""

from collections import Counter

import pytest

from qurultai.accreditation.public import badge_of_code, gate_badges
from qurultai.demo import stage
from qurultai.demo.load import load
from qurultai.kit import clock
from qurultai.kit.journal.deliver import deliver_all
from qurultai.onsite.models import Device, Gate, Presence, Problem, Scan
from qurultai.onsite.public import pair_device
from qurultai.onsite.queries.contact import inside_now
from qurultai.onsite.queries.office import arrivals_of
from qurultai.onsite.rules.pen import Pen

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    made = load().edition
    deliver_all()
    stage.clear(made)
    deliver_all()
    stage.rehearse(made)
    return made


def test_a_rehearsal_fills_every_screen_of_the_gates(edition):
    arrivals = arrivals_of(edition, None)
    today = clock.now().astimezone(edition.tz).date()
    badges = len(list(gate_badges(edition)))
    assert (Gate.objects.count(), arrivals.day, Scan.objects.count() >= 300) == (6, today, True)
    assert badges * 0.5 < arrivals.people < badges
    assert (len(arrivals.categories) > 15, len(arrivals.countries) > 10) == (True, True)
    assert {number: people > 0 for number, people in inside_now(edition).items()} == dict.fromkeys("12345", True)
    assert set(Problem.objects.values_list("kind", flat=True)) == {"double", "gap"}
    assert [str(row.badge) for row in Presence.objects.select_related("badge") if row.badge is None] == []


def test_whoever_looks_at_it_can_stand_at_the_main_entrance_and_let_somebody_in(edition):
    path, code = stage.way_to_a_gate(edition)
    before, states = Device.objects.count(), Counter(one.state for one in Device.objects.all())
    device = pair_device(path.removeprefix("/gate/#pair="), Pen("1").point)
    assert (str(device.gate.name), device.state, before, states) == (
        "Main entrance",
        "paired",
        7,
        {"paired": 6, "waiting": 1},
    )
    now = clock.now()
    badge = badge_of_code(edition, code, now)
    assert badge.valid_from <= now < badge.valid_until
    assert not Scan.objects.filter(serial=badge.serial).exists()
