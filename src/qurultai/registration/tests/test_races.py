"""R6, I1: however many apply, withdraw and are decided on at once, exactly the places are given; with its mutants."""

import uuid
from collections import Counter

import pytest
from django.db.models import F

from qurultai.kit.access import SYSTEM
from qurultai.kit.testing.races import answers_of, errors_of, refusals_of, together
from qurultai.registration import public as registration
from qurultai.registration.actions import places
from qurultai.registration.models import Category, Group, Registration
from qurultai.registration.testing import a_category, a_draft, an_edition

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CLIENTS = 24
MANY = 400


def deviations(capacity, *, leaving, approval="automatic"):
    """Let everybody apply at once (and be approved), then every `leaving`-th withdraw; what is not as it must be."""
    category = a_category(an_edition(), capacity=capacity, approval=approval)
    drafts = [a_draft(category) for _ in range(CLIENTS)]

    def apply(number):
        row = registration.submit_registration(Registration.objects.get(pk=drafts[number].pk), by=SYSTEM)
        return registration.approve(row, by=SYSTEM).state

    def leave(number):
        registration.withdraw_registration(Registration.objects.get(pk=drafts[number].pk), by=SYSTEM)

    outcomes = together(apply, CLIENTS)
    outcomes += together(leave, list(range(0, CLIENTS, leaving)))
    stayed = CLIENTS - len(range(0, CLIENTS, leaving))
    wanted = min(capacity, stayed)
    states = Counter(Registration.objects.filter(category=category).values_list("state", flat=True))
    figures = {
        "approved": states["approved"],
        "used": Category.objects.get(pk=category.pk).used,
        "participants": category.edition.grants.filter(role="part").count(),
    }
    found = {f"error: {error}" for error in errors_of(outcomes)}
    found |= {f"{name} {number} instead of {wanted}" for name, number in figures.items() if number != wanted}
    return found | ({f"waiting {states['waiting']}"} if states["waiting"] != stayed - wanted else set())


@pytest.mark.parametrize(("capacity", "leaving"), [(1, 2), (7, 3), (CLIENTS - 1, 2), (CLIENTS, 4)])
@pytest.mark.parametrize("approval", ["automatic", "by_hand"])
def test_exactly_the_places_are_given_and_the_waiting_list_moves_up(capacity, leaving, approval):
    assert deviations(capacity, leaving=leaving, approval=approval) == set()


def test_without_the_limit_in_the_statement_the_check_turns_red(monkeypatch):
    def oversold(category):
        return Category.objects.filter(pk=category.pk).update(used=F("used") + 1) == 1

    monkeypatch.setattr(places, "take", oversold)
    assert deviations(2, leaving=CLIENTS) != set()


def test_without_promotion_the_check_turns_red(monkeypatch):
    monkeypatch.setattr(places, "promote", lambda category, by: None)
    assert deviations(CLIENTS // 2, leaving=2) != set()


def test_a_quota_that_changes_while_people_apply_is_kept():
    category = a_category(an_edition(), capacity=2)
    drafts = [a_draft(category) for _ in range(CLIENTS)]

    def act(number):
        if number % 4 == 0:
            registration.change_category(category, {"capacity": 2 + number // 4}, by=SYSTEM)
            return "changed"
        return registration.submit_registration(Registration.objects.get(pk=drafts[number].pk), by=SYSTEM).state

    outcomes = together(act, CLIENTS)
    row = Category.objects.get(pk=category.pk)
    approved = Registration.objects.filter(category=category, state="approved").count()
    assert (errors_of(outcomes), row.used, approved) == ([], row.capacity, row.capacity)
    assert set(refusals_of(outcomes)) <= {"quota_below_used"}


def test_a_group_registers_exactly_as_many_people_as_it_may():
    category = a_category(an_edition())
    head = a_draft(category).person
    group = Group.objects.create(
        edition=category.edition, kind="company", name="Orbit", head=head, category=category, capacity=5
    )
    drafts = [a_draft(category) for _ in range(CLIENTS)]
    Registration.objects.filter(pk__in=[draft.pk for draft in drafts]).update(group=group)

    def apply(number):
        return registration.submit_registration(Registration.objects.get(pk=drafts[number].pk), by=SYSTEM).state

    outcomes = together(apply, CLIENTS)
    assert (errors_of(outcomes), answers_of(outcomes), refusals_of(outcomes)) == (
        [],
        ["approved"] * 5,
        ["group_full"] * (CLIENTS - 5),
    )
    assert Group.objects.get(pk=group.pk).used == 5


def test_approving_who_waits_while_others_leave_ends_in_no_deadlock():
    category = a_category(an_edition(), capacity=CLIENTS // 2)
    rows = [registration.submit_registration(a_draft(category), by=SYSTEM) for _ in range(CLIENTS)]

    def act(number):
        row = Registration.objects.get(pk=rows[number].pk)
        if number % 2:
            return registration.approve(row, by=SYSTEM).state
        return registration.withdraw_registration(row, by=SYSTEM).state

    outcomes = together(act, CLIENTS)
    states = Counter(Registration.objects.values_list("state", flat=True))
    assert (errors_of(outcomes), states) == ([], Counter(approved=CLIENTS // 2, withdrawn=CLIENTS // 2))


def test_four_hundred_who_come_at_once_get_exactly_the_places_and_each_is_there_once():
    category = a_category(an_edition(), capacity=99, walk_up=True)
    keys = [uuid.uuid4() for _ in range(MANY)]

    def come(number):
        said = {"key": keys[number % MANY], "name": f"Guest {number % MANY}", "country": "KZ"}
        row = registration.walk_up(category.edition_id, category.pk, by=SYSTEM, **said)
        if number % 5 == 0:
            registration.withdraw_registration(row, by=SYSTEM)

    outcomes = together(come, MANY + MANY // 10, clients=200)
    states = Counter(Registration.objects.filter(category=category).values_list("state", flat=True))
    used = Category.objects.get(pk=category.pk).used
    parts = category.edition.grants.filter(role="part").count()
    assert (errors_of(outcomes), refusals_of(outcomes)) == ([], [])
    assert (states, used, parts) == (Counter(approved=99, waiting=221, withdrawn=80), 99, 99)
