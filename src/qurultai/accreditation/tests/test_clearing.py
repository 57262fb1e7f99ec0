"""From the approved registration to security's word, told by facts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qurultai.accreditation.actions import batches
from qurultai.accreditation.actions.clearances import change_person, close_clearance, open_clearance
from qurultai.accreditation.actions.refusals import BatchUnknown, DecisionRefused, NobodyWaits, NothingToSupplement
from qurultai.accreditation.models import Badge, Clearance, Decision, SecurityBatch
from qurultai.accreditation.queries.sheets import spelled
from qurultai.accreditation.rules import batches as rules
from qurultai.accreditation.testing import (
    a_badge,
    a_category,
    a_clearance,
    a_person,
    a_registration,
    a_sheet,
    actor,
    an_edition,
    cleared,
    facts,
    holder_of,
    state_of,
)
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.journal.deliver import deliver_all
from qurultai.registration import public as registration
from qurultai.registration.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    return a_category(an_edition(), "Speaker", number=7)


def states():
    return list(Clearance.objects.order_by("since", "id").values_list("state", flat=True))


def test_an_approved_registration_waits_for_security_and_a_withdrawn_one_does_not(category):
    row = a_registration(category)
    deliver_all()
    assert states() == ["waiting"]
    registration.withdraw_registration(row, by=SYSTEM)
    deliver_all()
    assert states() == ["withdrawn"]


def test_told_twice_there_is_one_clearance(category):
    row = a_clearance(category)
    assert open_clearance(category.edition_id, row.registration_id, row.person_id).pk == row.pk
    assert states() == ["waiting"]


def test_a_batch_lists_those_who_wait_and_has_the_hash_of_its_bytes(category):
    people = [a_clearance(category, name) for name in ("Aru", "Bek")]
    sheet = a_sheet(category.edition)
    assert (sheet.number, sheet.supplement, sheet.people, states()) == (1, 0, 2, ["in_batch"] * 2)
    assert rules.digest(spelled([sheet])[0]) == sheet.sha256
    listed = rules.current([spelled([sheet])[0]])
    assert {one.name for one in listed.values()} == {"Aru", "Bek"}
    assert set(listed) == {f"{row.registration_id}.{row.person_id}" for row in people}
    assert [(fact.number, fact.sha256) for fact in facts("BatchMade")] == [(1, sheet.sha256)]


def test_batches_are_numbered_one_after_another_and_an_empty_one_is_refused(category):
    numbers = []
    for name in ("Aru", "Bek"):
        a_clearance(category, name)
        numbers.append(a_sheet(category.edition).number)
    with pytest.raises(NobodyWaits):
        a_sheet(category.edition)
    assert numbers == [1, 2]


def test_a_supplement_says_what_has_changed_and_the_list_is_reproduced(category):
    stays, goes = (a_clearance(category, name) for name in ("Aru", "Bek"))
    a_sheet(category.edition)
    close_clearance(goes.registration_id)
    Registration.objects.filter(pk=stays.registration_id).update(organisation="Nebula")
    comes = a_clearance(category, "Cem")
    sheet = batches.make_supplement(category.edition, 1, by=SYSTEM, with_waiting=True)
    told = rules.read(spelled([sheet])[0])
    assert ([one.name for one in told.added], [one.organisation for one in told.changed]) == (["Cem"], ["Nebula"])
    assert (told.removed, sheet.supplement) == ((f"{goes.registration_id}.{goes.person_id}",), 1)
    now = rules.current(spelled(list(SecurityBatch.objects.order_by("supplement"))))
    assert {one.name for one in now.values()} == {"Aru", "Cem"}
    assert state_of(comes) == "in_batch"
    with pytest.raises(NothingToSupplement):
        batches.make_supplement(category.edition, 1, by=SYSTEM)
    with pytest.raises(BatchUnknown):
        batches.make_supplement(category.edition, 9, by=SYSTEM)


def test_another_person_in_the_place_is_asked_about_by_herself(category):
    badge = a_badge(category, "Aru")
    other = a_person("Bek")
    row = badge.registration
    type(row).objects.filter(pk=row.pk).update(person=other, name="Bek", latin_name="Bek")
    change_person(row.pk, other.pk)
    assert (states(), state_of(badge)) == (["waiting"], "blocked")
    sheet = batches.make_supplement(category.edition, 1, by=SYSTEM)
    assert rules.read(spelled([sheet])[0]).removed == (f"{row.pk}.{badge.person_id}",)
    assert a_sheet(category.edition).people == 1


def test_whoever_is_cleared_has_a_badge_and_whoever_is_refused_has_none(category):
    good, bad = (a_clearance(category, name) for name in ("Aru", "Bek"))
    a_sheet(category.edition)
    count = batches.decide(category.edition, {good.pk: "cleared", bad.pk: "refused"}, by=SYSTEM, source="f" * 64)
    badges = list(Badge.objects.values_list("registration_id", "state"))
    assert (count, badges) == (2, [(good.registration_id, "ready")])
    assert set(Decision.objects.values_list("outcome", "batch", "source")) == {
        ("cleared", 1, "f" * 64),
        ("refused", 1, "f" * 64),
    }
    assert {(fact.registration_id, fact.outcome) for fact in facts("ClearanceDecided")} == {
        (good.registration_id, "cleared"),
        (bad.registration_id, "refused"),
    }


def test_the_same_word_again_changes_nothing(category):
    [row] = cleared(category, "Aru")
    assert batches.decide(category.edition, {row.pk: "cleared"}, by=SYSTEM) == 0
    assert (Decision.objects.count(), Badge.objects.count()) == (1, 1)


def test_security_takes_its_word_back_and_the_badge_is_blocked(category):
    badge = a_badge(category)
    batches.decide(category.edition, {badge.clearance_id: "refused"}, by=SYSTEM)
    badge.refresh_from_db()
    assert (badge.state, badge.reason, Decision.objects.count()) == ("blocked", "security", 2)


def test_a_word_on_somebody_whom_no_batch_lists_changes_nobody(category):
    listed = a_clearance(category, "Aru")
    a_sheet(category.edition)
    waits = a_clearance(category, "Bek")
    with pytest.raises(DecisionRefused):
        batches.decide(category.edition, {listed.pk: "cleared", waits.pk: "cleared"}, by=SYSTEM)
    assert (state_of(listed), state_of(waits), Decision.objects.count()) == ("in_batch", "waiting", 0)


def test_only_security_makes_batches_and_decides(category):
    row = a_clearance(category)
    for role in ("prot", "visa", "admn", "oper", "agen"):
        other = actor(holder_of(category.edition, role))
        with pytest.raises(Denied):
            batches.make_batch(category.edition, by=other)
        with pytest.raises(Denied):
            batches.decide(category.edition, {row.pk: "cleared"}, by=other)
    sheet = batches.make_batch(category.edition, by=actor(holder_of(category.edition, "secu")))
    assert SecurityBatch.objects.get().pk == sheet.pk


def test_a_decision_takes_as_many_queries_for_three_people_as_for_one(category):
    counts = []
    cleared(category, "First")
    for names in (("A",), ("B", "C", "D")):
        rows = [a_clearance(category, name) for name in names]
        a_sheet(category.edition)
        with CaptureQueriesContext(connection) as queries:
            batches.decide(category.edition, {row.pk: "cleared" for row in rows}, by=SYSTEM)
        counts.append(len(queries))
    assert counts[0] == counts[1]
