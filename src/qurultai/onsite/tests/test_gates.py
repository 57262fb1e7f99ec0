"""Gates, and devices that are paired once, moved, revoked and lost."""

import datetime as dt
from base64 import b64encode

import msgspec
import pytest
from django.test import Client

from qurultai.editions.testing import actor, an_edition, holder_of
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.models import Event
from qurultai.onsite.actions.gates import (
    DevicesStandThere,
    GateClosed,
    KeyRefused,
    PairingRefused,
    add_device,
    lose_device,
    move_device,
    open_gate,
    pair_device,
    revoke_device,
)
from qurultai.onsite.models import Device
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.conftest import NOW, NOW_MS

pytestmark = pytest.mark.django_db
POINT = bytes.fromhex(
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ecec"
    "bb6406837bf51f5"
)


def posted(client: Client, code: str, point: bytes = POINT):
    body = msgspec.json.encode({"code": code, "key": b64encode(point).decode()})
    return client.post("/api/v1/gate/pairing", body, content_type="application/json")


def test_a_device_is_paired_by_its_code_once(client, gate):
    made = add_device(gate, "Phone 7", by=SYSTEM)
    spoken = f" {made.pairing[:4].lower()}-{made.pairing[4:]}"
    answers = [posted(client, spoken), posted(client, made.pairing)]
    assert [answer.status_code for answer in answers] == [201, 422]
    device = Device.objects.get()
    assert answers[0].json() == {"device": str(device.id), "code": device.code}
    assert (bytes(device.public_key), device.state, device.pairing_hash) == (POINT, "paired", "")


def test_the_code_is_written_down_nowhere(gate):
    made = add_device(gate, "", by=SYSTEM)
    told = [str(event.payload) for event in Event.objects.all()]
    assert [made.pairing in text for text in [*told, made.device.pairing_hash, made.device.code]] == [False] * (
        len(told) + 2
    )


def test_a_code_is_good_for_a_quarter_of_an_hour(gate):
    made = add_device(gate, "", by=SYSTEM)
    with clock.frozen(NOW + dt.timedelta(minutes=15)), pytest.raises(PairingRefused):
        pair_device(made.pairing, POINT)


def test_a_revoked_place_is_not_paired(gate):
    made = add_device(gate, "", by=SYSTEM)
    revoke_device(made.device, by=SYSTEM)
    with pytest.raises(PairingRefused):
        pair_device(made.pairing, POINT)


@pytest.mark.parametrize("point", [b"", bytes(65), POINT[:-1] + b"\0"])
def test_what_is_no_key_pairs_nothing_and_the_code_stays_good(gate, point):
    made = add_device(gate, "", by=SYSTEM)
    with pytest.raises(KeyRefused):
        pair_device(made.pairing, point)
    assert pair_device(made.pairing, POINT).state == "paired"


def test_nobody_stands_at_a_closed_gate_and_none_is_closed_behind_ones_back(edition, gate, phone):
    with pytest.raises(DevicesStandThere):
        open_gate(gate, False, by=SYSTEM)
    closed = open_gate(a_gate(edition, "South"), False, by=SYSTEM)
    for forbidden in (lambda: add_device(closed, "", by=SYSTEM), lambda: move_device(phone.row, closed, by=SYSTEM)):
        with pytest.raises(GateClosed):
            forbidden()
    revoke_device(phone.row, by=SYSTEM)
    assert open_gate(gate, False, by=SYSTEM).closed_at == NOW


def test_a_device_stands_at_no_gate_of_another_forum(phone):
    with pytest.raises(GateClosed):
        move_device(phone.row, a_gate(an_edition()), by=SYSTEM)


def test_a_revoked_device_is_refused_at_its_next_request(client, phone):
    before = phone.asks(client, "/api/v1/gate/list")
    revoke_device(phone.row, by=SYSTEM)
    after = phone.asks(client, "/api/v1/gate/list")
    assert (before.status_code, after.status_code, after.json()) == (200, 401, {"code": "revoked"})


def test_lost_is_revoked_after_the_last_scan_that_is_known(client, phone):
    phone.tells(client, [phone.writes(1, NOW_MS), phone.writes(2, NOW_MS + 1)])
    lose_device(phone.row, by=SYSTEM)
    lose_device(phone.row, by=SYSTEM, after=9)
    phone.row.refresh_from_db()
    assert (phone.row.state, phone.row.lost_after, phone.row.revoked_at) == ("lost", 2, NOW)


@pytest.mark.parametrize(
    ("role", "may"),
    [("secu", ["add", "move", "revoke", "lose"]), ("admn", ["add", "revoke"]), ("oper", []), ("prot", [])],
)
def test_who_may_do_what_with_devices(edition, gate, role, may):
    by, device = actor(holder_of(edition, role)), PaperDevice(gate).row
    steps = {
        "add": lambda: add_device(gate, "", by=by),
        "move": lambda: move_device(device, gate, by=by),
        "revoke": lambda: revoke_device(device, by=by),
        "lose": lambda: lose_device(device, by=by),
    }
    done = []
    for name, step in steps.items():
        try:
            step()
        except Denied:
            continue
        done.append(name)
    assert done == may
