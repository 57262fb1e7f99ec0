"""Who decides on applications, and what a decision does to places, as actions."""

import pytest

from qurultai.editions.testing import actor, holder_of
from qurultai.kit.access import Denied
from qurultai.registration import public as registration
from qurultai.registration.models import Category, Registration
from qurultai.registration.testing import a_category, a_registration
from qurultai.registration.tests.conftest import one_after_another

pytestmark = pytest.mark.django_db


def test_the_secretariat_asks_approves_and_refuses(edition):
    protocol = actor(holder_of(edition, "prot"))
    row = a_registration(a_category(edition, approval=Category.Approval.BY_HAND, capacity=1))
    asked = registration.ask_for_more(row, "Which delegation?", by=protocol)
    state, request = asked.state, asked.request
    sent = registration.submit_registration(row, by=actor(row.person))
    approved = registration.approve(row, by=protocol)
    registration.approve(row, by=protocol)
    used = Category.objects.get().used
    refused = registration.refuse(row, by=protocol)
    registration.refuse(row, by=protocol)
    assert (state, request, sent.state, sent.request, approved.state, used, refused.state) == (
        "needs_info",
        "Which delegation?",
        "submitted",
        "",
        "approved",
        1,
        "refused",
    )
    assert (Category.objects.get().used, edition.grants.filter(role="part").count()) == (0, 0)


def test_approving_when_the_quota_is_full_puts_on_the_waiting_list_and_not_past_it(edition):
    protocol = actor(holder_of(edition, "prot"))
    category = a_category(edition, approval=Category.Approval.BY_HAND, capacity=1)
    rows = one_after_another(category, 3)
    for row in (rows[2], rows[1], rows[0]):
        registration.approve(row, by=protocol)
    registration.approve(rows[0], by=protocol)
    registration.refuse(rows[2], by=protocol)
    assert [Registration.objects.get(pk=row.pk).state for row in rows] == ["approved", "waiting", "refused"]


@pytest.mark.parametrize("role", ["part", "supp", "visa", "secu", "prog"])
def test_others_decide_nothing(edition, role):
    row = a_registration(a_category(edition, approval=Category.Approval.BY_HAND))
    other = actor(holder_of(edition, role))
    for deciding in (registration.approve, registration.refuse):
        with pytest.raises(Denied):
            deciding(row, by=other)
    with pytest.raises(Denied):
        registration.ask_for_more(row, "Who?", by=other)
