"""The office's pages: gates with their devices, who came, who is inside, problems, quotas."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.models import Command
from qurultai.onsite.actions.gates import revoke_device
from qurultai.onsite.actions.problems import set_quota
from qurultai.onsite.models import Device, Gate, Presence, Problem, Quota
from qurultai.onsite.queries.office import arrivals_of
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.conftest import NOW, NOW_MS, SECOND
from qurultai.onsite.tests.mint import a_roster

pytestmark = pytest.mark.django_db
HOUR = 3600 * SECOND
WORDS = {"name_kk": "Солтүстік", "name_ru": "Север", "name_en": "North", "zone": 3, "direction": "both"}


@pytest.fixture
def office(edition):
    edition.at_root = True
    edition.save()
    return signed_in(holder_of(edition, "secu"))


def page(client, path: str, **data) -> str:
    answer = client.get(f"/en/office/onsite/{path}", data)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def queries(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        page(client, path)
    return len(seen)


def names_in(html: str) -> list[str]:
    return re.findall(r"Guest \d", html)


def test_a_gate_is_added_changed_and_closed(office, roster):
    office.post("/en/office/onsite/gates/new/", WORDS)
    gate = Gate.objects.get()
    office.post(f"/en/office/onsite/gates/{gate.code}/change/", WORDS | {"zone": 2, "direction": "out"})
    office.post(f"/en/office/onsite/gates/{gate.code}/closing/")
    gate.refresh_from_db()
    assert (str(gate.name), gate.zone, gate.direction, gate.closed_at is None) == ("North", 2, "out", False)


def test_a_gate_without_a_name_is_asked_for_again_and_what_was_typed_stays(office, roster):
    answer = office.post("/en/office/onsite/gates/new/", {"zone": 3, "direction": "both"})
    assert (answer.status_code, Gate.objects.count()) == (422, 0)
    assert re.findall(r'<option value="(\w+)" selected>', answer.content.decode()) == ["3", "both"]


def test_a_pairing_code_is_shown_once_and_written_down_nowhere(office, gate):
    path = f"/en/office/onsite/gates/{gate.code}/devices/"
    answer = office.post(path, {"label": "Phone 7", "idempotency_key": "once"})
    html = b"".join(answer.streaming_content).decode()
    (code,) = re.findall(r'id="pairing">(\w{4} \w{4})<', html)
    assert (answer.status_code, html.count("<svg") > 0, Device.objects.get().label) == (201, True, "Phone 7")
    kept = [bytes(row.body or b"") for row in Command.objects.all()]
    assert [code.replace(" ", "").encode() in body for body in kept] == [False] * len(kept)


def test_devices_stand_under_their_gate_with_what_they_may(office, gate, phone, other):
    revoke_device(other.row, by=SYSTEM)
    html = page(office, f"gates/{gate.code}/")
    assert re.findall(r"badge[^>]*>(at work|revoked)<", html) == ["at work", "revoked"]
    office.post(f"/en/office/onsite/gates/devices/{phone.row.code}/revocation/")
    office.post(f"/en/office/onsite/gates/devices/{other.row.code}/loss/", {"after": ""})
    states = {device.pk: device.state for device in Device.objects.all()}
    assert (states[phone.row.pk], states[other.row.pk]) == ("revoked", "lost")


def test_a_device_is_moved_to_another_gate_that_is_open(office, edition, gate, phone):
    there = a_gate(edition, "South", zone=2)
    office.post(f"/en/office/onsite/gates/devices/{phone.row.code}/move/", {"gate": there.code})
    assert Device.objects.get().gate == there


def test_problems_are_listed_filtered_and_resolved_with_a_note(client, office, phone, other):
    phone.tells(client, [phone.writes(1, NOW_MS), phone.writes(2, NOW_MS)], measures=[(0, 0, 5)])
    other.tells(client, [other.writes(1, NOW_MS + HOUR)], measures=[(0, 0, 5)])
    html = page(office, "problems/", q="guest 1", kind="double", state="open")
    assert (names_in(html), names_in(page(office, "problems/", state="resolved"))) == (["Guest 1"], [])
    path = f"/en/office/onsite/problems/{Problem.objects.get().pk}/"
    empty = office.post(f"{path}resolution/", {"note": " "})
    office.post(f"{path}resolution/", {"note": "Her sister's badge"})
    assert (empty.status_code, Problem.objects.get().note, Problem.objects.get().state) == (
        422, "Her sister's badge", "resolved",
    )  # fmt: skip
    rows = re.findall(r"Guest \d · \d", office.get("/en/office/onsite/problems/list.csv").content.decode())
    assert rows == ["Guest 1 · 1"]


def test_a_gap_says_which_scans_are_missing(client, office, phone):
    pieces = [phone.writes(1, NOW_MS + number, "out") for number in range(4)]
    phone.tells(client, [pieces[0], pieces[3]], measures=[(0, 0, 0)])
    assert re.findall(r"scans \d to \d", page(office, "problems/", kind="gap")) == ["scans 2 to 3"]


def test_who_is_inside_is_listed_searched_and_exported(client, office, phone):
    phone.tells(client, [phone.writes(n, NOW_MS + n * SECOND) for n in (1, 2, 3)], measures=[(0, 0, 5)])
    phone.tells(client, [phone.writes(2, NOW_MS + HOUR, "out")])
    assert names_in(page(office, "inside/")) == ["Guest 3", "Guest 1"]
    assert names_in(page(office, "inside/", q="3")) == ["Guest 3"]
    assert names_in(office.get("/en/office/onsite/inside/list.csv?zone=3").content.decode()) == ["Guest 1", "Guest 3"]
    assert names_in(page(office, "inside/", zone="1")) == []


def test_arrivals_count_a_badge_once_a_day_by_its_first_entry(client, edition, office, mint, gate, phone):
    a_roster(
        edition,
        [mint.badge(1, country="KZ"), mint.badge(2, country="FR", category=2, category_name={"en": "VIP"})],
        mint,
    )
    hall = PaperDevice(a_gate(edition, "Hall", zone=2))
    phone.tells(client, [phone.writes(1, NOW_MS - HOUR), phone.writes(2, NOW_MS)], measures=[(0, 0, 5)])
    hall.tells(client, [hall.writes(1, NOW_MS)], measures=[(0, 0, 5)])
    found = arrivals_of(edition, None)
    assert (found.people, [n for _, n in found.hours]) == (2, [1, 1])
    assert [(str(name), n) for name, n in found.categories] == [("Guest", 1), ("VIP", 1)]
    assert (found.countries, [(str(name), n) for name, n in found.inside]) == (
        [("FR", 1), ("KZ", 1)], [("State hall", 0), ("Halls", 1), ("Exhibition", 2)],
    )  # fmt: skip
    part = office.get("/en/office/onsite/arrivals/", headers={"HX-Request": "true"}).content.decode()
    assert (part.startswith('<div id="arrivals"'), re.findall(r'<tr><th scope="row">(\d\d:\d\d)</th>', part)) == (
        True, ["10:00", "11:00"],
    )  # fmt: skip


def test_a_quota_says_how_many_are_inside_and_goes_again(client, edition, office, mint, phone):
    organisation = edition.id
    a_roster(edition, [mint.badge(n, organisation_id=organisation) for n in (1, 2)], mint)
    phone.tells(client, [phone.writes(1, NOW_MS)], measures=[(0, 0, 5)])
    office.post("/en/office/onsite/quotas/", {"organisation": str(organisation), "zone": 3, "most": 1})
    html = page(office, "quotas/")
    assert (re.findall(r'data-label="Inside now">(\d)', html), "badge-sun" in html) == (["1"], True)
    office.post(f"/en/office/onsite/quotas/{Quota.objects.get().pk}/removal/")
    assert Quota.objects.count() == 0


@pytest.mark.parametrize("path", ["gates/", "inside/", "problems/", "arrivals/", "quotas/"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(client, edition, office, mint, path):
    counted = []
    for many in (1, 3):
        a_roster(edition, [mint.badge(n, organisation_id=edition.id) for n in range(1, many + 1)], mint)
        phone = PaperDevice(a_gate(edition, f"Gate {many}"))
        pieces = [phone.writes(n, NOW_MS + n * SECOND) for n in range(1, many + 1)]
        phone.tells(
            client, [*pieces, *(phone.writes(n, NOW_MS + HOUR) for n in range(1, many + 1))], measures=[(0, 0, 5)]
        )
        for zone in range(1, many + 1):
            set_quota(edition, edition.id, zone, 9, by=SYSTEM)
        page(office, path)
        counted.append(queries(office, path))
    assert counted[0] == counted[1]


def test_nobody_without_the_role_sees_who_is_inside(client, edition, gate, phone):
    phone.tells(client, [phone.writes(1, NOW_MS)], measures=[(0, 0, 5)])
    edition.at_root = True
    edition.save()
    admn, prot = (signed_in(holder_of(edition, role)) for role in ("admn", "prot"))
    paths = ("inside/", "problems/", "gates/", "arrivals/", "quotas/")
    statuses = [[who.get(f"/en/office/onsite/{path}").status_code for path in paths] for who in (admn, prot)]
    assert statuses == [[403, 403, 200, 200, 403], [403, 403, 403, 200, 403]]
    assert Presence.objects.count() == 1


def test_who_came_before_the_days_of_the_forum_is_a_rehearsal_of_its_own_day(db, mint, client):
    begins = NOW.date() + dt.timedelta(days=100)
    with clock.frozen(NOW):
        later = an_edition(starts_on=begins, ends_on=begins)
        a_roster(later, [mint.badge(serial) for serial in (1, 2)], mint)
        phone = PaperDevice(a_gate(later))
        assert (arrivals_of(later, None).day, arrivals_of(later, None).people) == (begins - dt.timedelta(days=7), 0)
        phone.tells(client, [phone.writes(1, NOW_MS - 24 * HOUR), phone.writes(2, NOW_MS)], measures=[(0, 0, 5)])
        found = arrivals_of(later, None)
        assert (found.day, found.people, found.days) == (NOW.date(), 1, [NOW.date(), begins])
        assert {str(name): n for name, n in found.inside}["Exhibition"] == 2
    with clock.frozen(NOW + dt.timedelta(days=3)):
        assert arrivals_of(later, None).day == NOW.date()
    with clock.frozen(NOW + dt.timedelta(days=100)):
        assert (arrivals_of(later, None).day, arrivals_of(later, NOW.date()).day) == (begins, begins)
