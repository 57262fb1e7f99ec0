"""Scans are stored first and judged afterwards; what follows is what the pure merge says of the same evidence."""

import random
from base64 import b64encode

import msgspec
import pytest
from django.test import Client

from qurultai.kit.access import SYSTEM
from qurultai.onsite.actions import scans as receiving
from qurultai.onsite.actions.gates import lose_device, revoke_device
from qurultai.onsite.actions.roster import block_badge
from qurultai.onsite.actions.scans import receive_scans
from qurultai.onsite.models import Device, Entry, Measure, Presence, Problem, Scan, Unread
from qurultai.onsite.policies import actor_of
from qurultai.onsite.queries import about
from qurultai.onsite.queries.contact import inside_now
from qurultai.onsite.queries.evidence import scan_of
from qurultai.onsite.testing import PaperDevice, upload_of
from qurultai.onsite.tests.comparing import of_the_merge, of_the_tables
from qurultai.onsite.tests.conftest import NOW_MS, SECOND

pytestmark = pytest.mark.django_db


def results(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return msgspec.json.decode(answer.content)["results"]


def problems(edition) -> list[tuple]:
    rows = Problem.objects.filter(edition=edition).order_by("kind", "serial", "first")
    return [(row.kind, row.serial, row.first, row.last) for row in rows]


def measured(*, error: int = 5, ahead: int = 0) -> dict:
    return {"measures": [(0, ahead, error)]}


def test_a_scan_is_kept_and_is_an_entry(client, edition, phone):
    told = phone.writes(1, NOW_MS)
    assert results(phone.tells(client, [told], **measured())) == ["kept"]
    entry = Entry.objects.get()
    assert (entry.serial, entry.zone, entry.badge.name, entry.scan.guard) == (1, "3", "Guest 1", "")
    assert inside_now(edition) == {"3": 1}
    assert bytes(Scan.objects.get().signature) == told[1]


def test_the_same_scan_twice_is_kept_once(client, phone):
    pieces = [phone.writes(1, NOW_MS), phone.writes(2, NOW_MS + SECOND)]
    first = results(phone.tells(client, pieces, **measured()))
    again = results(phone.tells(client, [*pieces, pieces[0]]))
    assert (first, again, Scan.objects.count(), Entry.objects.count()) == (["kept"] * 2, ["known"] * 3, 2, 2)


def test_one_bad_scan_holds_up_no_other_and_what_was_signed_is_kept_even_unread(client, phone):
    good, later = phone.writes(1, NOW_MS), phone.writes(2, NOW_MS + SECOND)
    forged = (later[0], bytes(64))
    unread = phone.piece(b"of a later version")
    assert results(phone.tells(client, [forged, unread, good, (b"", b"")])) == [
        "not_signed", "unread", "kept", "not_signed",
    ]  # fmt: skip
    assert results(phone.tells(client, [unread])) == ["known"]
    assert [bytes(row.raw) for row in Unread.objects.all()] == [b"of a later version"]
    assert [row.kind for row in Problem.objects.all()] == ["unread"]


@pytest.mark.parametrize("field", [{"serial": 2**64 - 1}, {"reason": "\0"}, {"epoch": 2**63}])
def test_what_no_column_holds_is_kept_unread(client, phone, field):
    told = phone.writes(**{"serial": 1, "at": NOW_MS} | field)
    assert (results(phone.tells(client, [told])), Unread.objects.count(), Scan.objects.count()) == (["unread"], 1, 0)


def test_another_devices_scan_under_ones_own_name_is_kept_unread(client, phone, other):
    theirs = other.writes(1, NOW_MS)
    assert results(phone.tells(client, [phone.piece(theirs[0])])) == ["unread"]


def test_a_revoked_device_learns_nothing_and_what_it_signed_is_taken(client, phone):
    revoke_device(phone.row, by=SYSTEM)
    answer = phone.tells(client, [phone.writes(1, NOW_MS)], **measured())
    assert msgspec.json.decode(answer.content) == {"results": ["kept"], "revoked": True}
    assert (phone.asks(client, "/api/v1/gate/list").status_code, Measure.objects.count()) == (401, 0)


def test_scans_are_taken_without_a_good_header_and_measures_are_not(client, phone):
    body = upload_of(phone.device, [phone.writes(1, NOW_MS)], **measured())
    answer = client.post("/api/v1/gate/scans", body, content_type="application/json")
    assert (results(answer), Measure.objects.count()) == (["kept"], 0)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"device": 7}', b'{"device": "x", "scans": [{}]}'])
def test_what_is_no_upload_at_all_is_said_to_be_none(client, db, body):
    assert client.post("/api/v1/gate/scans", body, content_type="application/json").status_code == 422


def test_scans_of_nobody_we_know_are_asked_for_again(client, phone):
    body = upload_of(str(Device().id), [phone.writes(1, NOW_MS)])
    answer = client.post("/api/v1/gate/scans", body, content_type="application/json")
    assert (answer.status_code, Scan.objects.count()) == (401, 0)


def test_a_double_between_two_gates_is_one_entry_and_an_incident(client, edition, phone, other):
    first, second = phone.writes(1, NOW_MS), other.writes(1, NOW_MS + 60 * SECOND)
    other.tells(client, [second], **measured())
    assert (problems(edition), Entry.objects.get().scan.device) == ([], other.row)
    phone.tells(client, [first], **measured())
    assert problems(edition) == [("double", 1, 0, 0)]
    assert (Entry.objects.get().scan.device, Problem.objects.get().device) == (phone.row, other.row)


def test_a_clock_that_is_known_to_be_wrong_is_set_right(client, edition, phone, other):
    day = 24 * 3600 * SECOND
    phone.tells(client, [phone.writes(1, NOW_MS + day + 60 * SECOND)], **measured(ahead=day))
    other.tells(client, [other.writes(1, NOW_MS)], **measured())
    assert (Entry.objects.get().scan.device, problems(edition)) == (other.row, [("double", 1, 0, 0)])


def test_without_a_measure_the_order_is_in_doubt_until_one_comes(client, edition, phone, other):
    phone.tells(client, [phone.writes(1, NOW_MS)])
    other.tells(client, [other.writes(1, NOW_MS - 60 * SECOND)])
    doubtful = problems(edition), Presence.objects.get().certain
    for device in (phone, other):
        device.tells(client, [], **measured())
    assert (doubtful[0][0][0], doubtful[1]) == ("perhaps_double", False)
    assert (problems(edition), Presence.objects.get().certain) == ([("double", 1, 0, 0)], True)


def test_a_gap_alarms_until_it_is_filled(client, edition, phone):
    pieces = [phone.writes(1, NOW_MS + number * SECOND, direction="out") for number in range(5)]
    told = [pieces[0], pieces[4]]
    phone.tells(client, told, **measured())
    assert [row for row in problems(edition) if row[0] == "gap"] == [("gap", None, 2, 4)]
    phone.tells(client, [pieces[2]])
    assert [row for row in problems(edition) if row[0] == "gap"] == [("gap", None, 2, 2), ("gap", None, 4, 4)]
    phone.tells(client, pieces)
    assert [row for row in problems(edition) if row[1] is None] == []


def test_what_a_lost_device_says_after_the_loss_is_kept_and_not_believed(client, edition, phone):
    before, after = phone.writes(1, NOW_MS), phone.writes(2, NOW_MS + SECOND)
    phone.tells(client, [before], **measured())
    lose_device(phone.row, by=SYSTEM)
    assert results(phone.tells(client, [after])) == ["kept"]
    assert (inside_now(edition), problems(edition)) == ({"3": 1}, [("lost_device", 2, 0, 0)])
    lose_device(phone.row, by=SYSTEM, after=0)
    assert (inside_now(edition), [row[:2] for row in problems(edition)]) == (
        {}, [("lost_device", 1), ("lost_device", 2)],
    )  # fmt: skip


def test_a_badge_blocked_while_a_gate_was_alone_is_an_incident_when_it_tells(client, edition, phone):
    block_badge(edition.id, 1, by=SYSTEM)
    phone.tells(client, [phone.writes(1, NOW_MS + SECOND)], **measured())
    assert problems(edition) == [("blocked_badge", 1, 0, 0)]


def test_a_badge_blocked_later_does_not_make_what_was_before_an_incident(client, edition, phone):
    phone.tells(client, [phone.writes(1, NOW_MS - SECOND)], **measured())
    block_badge(edition.id, 1, by=SYSTEM)
    assert problems(edition) == []


@pytest.mark.parametrize("seed", range(12))
def test_whatever_comes_in_whatever_order_the_tables_say_what_the_merge_says(edition, gate, roster, seed):
    chance = random.Random(seed)
    phones = [PaperDevice(gate) for _ in range(3)]
    pieces = []
    for number in range(24):
        phone = chance.choice(phones)
        fields = {"scan_id": bytes(15) + bytes([7])} if chance.random() < 0.1 else {}
        fields |= {"verdict": chance.choice(["green", "green", "red"]), "epoch": chance.choice([0, 1])}
        at = NOW_MS + chance.randrange(-3600, 3600) * SECOND
        way = chance.choice(["in", "in", "out"])
        pieces.append((phone, phone.writes(chance.randrange(1, 4), at, way, **fields)))
        if chance.random() < 0.1:
            phone.previous = bytes([number]) * 32
    told = [*pieces, *chance.sample(pieces, 6)]
    chance.shuffle(told)
    for number, (phone, piece) in enumerate(told):
        measures = [(chance.choice([0, 1]), chance.randrange(-99, 99), chance.randrange(9))]
        heard = receiving.heard_of(phone.row, measures if chance.random() < 0.3 else (), None)
        receive_scans(phone.row, [piece], heard, by=actor_of(phone.row))
        if number == 9:
            block_badge(edition.id, 2, by=SYSTEM)
        if number == 15:
            lose_device(phones[0].row, by=SYSTEM, after=chance.randrange(8))
    assert {scan_of(row) for row in Scan.objects.all()} == {receiving.told.unpacked(raw) for _, (raw, _) in pieces}
    for ours, theirs in zip(of_the_tables(edition), of_the_merge(edition), strict=True):
        assert ours == theirs


def test_who_signs_nothing_of_its_own_is_told_no(client, phone, other):
    path = "/api/v1/gate/list"
    headers = other.header("GET", path)["Authorization"].replace(str(other.row.id), str(phone.row.id))
    answers = [client.get(path), client.get(path, headers={"Authorization": headers})]
    answers.append(
        client.get(path, headers={"Authorization": f"Gate {phone.row.id} 1 {b64encode(bytes(64)).decode()}"})
    )
    assert [answer.status_code for answer in answers] == [404, 401, 401]
    assert {int(answer["Gate-Now"]) for answer in answers[1:]} == {NOW_MS}


def test_a_device_whose_clock_is_wrong_learns_the_time_and_is_let_in_with_it(phone):
    client, path = Client(), "/api/v1/gate/list"
    wrong = client.get(path, headers=phone.header("GET", path, at=NOW_MS - 86_400_000))
    right = client.get(path, headers=phone.header("GET", path, at=int(wrong["Gate-Now"])))
    assert (wrong.status_code, right.status_code) == (401, 200)


@pytest.mark.embedded
def test_what_every_upload_asks_is_found_by_an_index_of_its_own(edition):
    asked = {
        "scans_of_a_badge": about._of_badges.__wrapped__(edition.id, [1]),
        "onsite_scan_scan_id": about._with_ids.__wrapped__([edition.id]),
        "scans_of_a_device": about.links_between.__wrapped__(edition.id, 1, 2),
        "problems_of_a_badge": about.incidents_of.__wrapped__(edition.id, [1]),
    }
    assert {name: name in rows.explain() for name, rows in asked.items()} == dict.fromkeys(asked, True)
