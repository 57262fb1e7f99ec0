"""What gates know of badges: everything once, then what changed; nothing by which anybody is named."""

import json
import struct
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from django.test import Client

from qurultai.kit.access import SYSTEM
from qurultai.onsite.actions.problems import set_quota
from qurultai.onsite.actions.roster import block_badge, renew_roster
from qurultai.onsite.models import RosterBadge
from qurultai.onsite.rules.roster import Shown, opened, tag_of
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.conftest import NOW, NOW_MS
from qurultai.onsite.tests.mint import a_roster

pytestmark = pytest.mark.django_db
ROW, PRESENCE = struct.Struct(">QBBIII4sH"), struct.Struct(">QBBH")
CANARIES = ["cnry-name", "cnry-organisation"]


def parsed(raw: bytes) -> tuple[dict, list[tuple], list[tuple]]:
    """A gate's reading of an answer."""
    assert raw[:4] == b"QR01"
    length = int.from_bytes(raw[4:8])
    head, at = json.loads(raw[8 : 8 + length]), 8 + length
    rows, count, at = [], int.from_bytes(raw[at : at + 4]), at + 4
    for _ in range(count):
        row = ROW.unpack_from(raw, at)
        at += ROW.size
        rows.append((*row[:-1], raw[at : at + row[-1]]))
        at += row[-1]
    count, at = int.from_bytes(raw[at : at + 4]), at + 4
    presences = [PRESENCE.unpack_from(raw, at + PRESENCE.size * number) for number in range(count)]
    assert len(raw) == at + PRESENCE.size * count
    return head, rows, presences


def news(phone: PaperDevice, since: int = 0):
    answer = phone.asks(Client(), f"/api/v1/gate/list?since={since}")
    return parsed(answer.content) if answer.status_code == 200 else answer.status_code


def test_a_gate_is_told_where_it_stands_and_whom_it_may_trust(edition, gate, phone, mint, roster):
    head, rows, presences = news(phone)
    assert head["gate"] == {"name": dict(gate.name), "code": gate.code, "zone": 3, "direction": "in"}
    assert (head["now"], head["forum"], [key["public"] for key in head["keys"]]) == (
        NOW_MS,
        77,
        [mint.key.public.hex()],
    )
    assert [(zone["number"], zone["kind"]) for zone in head["zones"]] == [(1, "A"), (2, "B"), (3, "C")]
    assert head["categories"] == {"1": {"name": dict(roster[0].category_name), "colour": "#1a5fb4"}}
    assert ([row[:4] for row in rows], presences) == ([(serial, 0, 1, 0xFF) for serial in range(1, 6)], [])


def test_only_the_badges_own_code_opens_what_is_shown(phone, roster):
    _, rows, _ = news(phone)
    assert opened(roster[0].code, rows[0][-1]) == Shown("Guest 1", "Ghalam", "KZ", "")
    with pytest.raises(InvalidTag):
        opened(roster[1].code, rows[0][-1])


def test_after_that_a_gate_is_told_only_what_changed(client, edition, phone, other):
    version = news(phone)[0]["version"]
    assert news(phone, version) == 204
    block_badge(edition.id, 2, by=SYSTEM)
    other.tells(client, [other.writes(4, NOW_MS)], measures=[(0, 0, 5)])
    head, rows, presences = news(phone, version)
    assert ([row[:2] for row in rows], presences) == ([(2, 1)], [(4, 3, 1, presences[0][3])])
    assert news(phone, head["version"]) == 204


def test_the_same_badges_again_change_nothing(edition, roster, mint):
    before = list(RosterBadge.objects.values_list("serial", "version", "sealed"))
    a_roster(edition, roster, mint)
    assert list(RosterBadge.objects.values_list("serial", "version", "sealed")) == before


def test_a_changed_badge_is_sealed_anew_and_one_that_is_missing_is_blocked(edition, roster):
    before = RosterBadge.objects.get(serial=1)
    renew_roster(edition.id, [replace(roster[0], name="Another"), *roster[1:4]], by=SYSTEM)
    after = RosterBadge.objects.get(serial=1)
    assert (after.pk, opened(roster[0].code, bytes(after.sealed)).name) == (before.pk, "Another")
    assert list(RosterBadge.objects.filter(blocked_at=NOW).values_list("serial", flat=True)) == [5]


def test_quotas_are_told_by_a_tag_that_names_nobody(edition, phone, mint):
    organisation = edition.id
    a_roster(edition, [mint.badge(1, organisation_id=organisation)], mint)
    set_quota(edition, organisation, 3, 2, by=SYSTEM)
    head, rows, _ = news(phone)
    tag = tag_of(edition.id, organisation)
    assert (head["quotas"], rows[0][6]) == ([{"tag": tag.hex(), "zone": 3, "most": 2}], tag)


def test_a_list_of_20_000_badges_is_at_most_3_mb_and_holds_no_name(edition, mint):
    phone = PaperDevice(a_gate(edition))
    one = mint.badge(1)
    names = ["CNRY-name Saparova-Nurmagambetova Aigul", "CNRY-organisation of space research"]
    badges = [replace(one, serial=number, name=names[0], organisation=names[1]) for number in range(1, 20_001)]
    a_roster(edition, badges, mint)
    raw = phone.asks(Client(), "/api/v1/gate/list").content
    assert (len(parsed(raw)[1]), len(raw) <= 3_000_000) == (20_000, True)
    assert [canary for canary in CANARIES if canary.encode() in raw.lower()] == []


def test_mutant_a_list_whose_names_are_not_sealed_is_seen(phone, monkeypatch, edition, mint):
    monkeypatch.setattr("qurultai.onsite.actions.roster.seal", lambda key, shown: shown.name.encode())
    a_roster(edition, [mint.badge(1, "CNRY-name")], mint)
    raw = phone.asks(Client(), "/api/v1/gate/list").content
    assert [canary for canary in CANARIES if canary.encode() in raw.lower()] == ["cnry-name"]


def test_the_number_of_queries_does_not_grow_with_what_is_told(phone, django_assert_num_queries, edition, mint):
    for many in (1, 3):
        a_roster(edition, [mint.badge(number) for number in range(1, many + 1)], mint)
        with django_assert_num_queries(5):
            phone.asks(Client(), "/api/v1/gate/list")


def test_a_badge_is_found_by_parts_of_its_name_or_organisation(phone, edition, mint):
    a_roster(edition, [mint.badge(1, "Айгүл Сапарова"), mint.badge(2, "Aigul Bek", organisation="Сапа")], mint)

    def ask(words):
        return [row["serial"] for row in phone.asks(Client(), f"/api/v1/gate/found?q={words}").json()["badges"]]

    assert [ask("%D0%A1%D0%90%D0%9F%D0%90"), ask("aigul"), ask("aigul+%D1%81%D0%B0%D0%BF"), ask("")] == [
        ["2", "1"], ["2"], ["2"], [],
    ]  # fmt: skip
