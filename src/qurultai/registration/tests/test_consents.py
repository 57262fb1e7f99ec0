"""A consent is hers: nobody else withdraws it or gives it, whatever her role."""

import pytest

from qurultai.editions.testing import actor, holder_of
from qurultai.kit.access import Denied
from qurultai.registration.actions.consents import give_consent, withdraw_consent
from qurultai.registration.public import NewField
from qurultai.registration.testing import a_category, a_form, a_person, a_registration, facts, in_three


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["part", "head", "prot", "supp", "admn", "dpo"])
def test_nobody_else_changes_a_consent(forum, role):
    form = a_form(forum, NewField(type="consent", label=in_three("Pictures"), key="pictures", purpose="photo"))
    row = a_registration(a_category(forum, form=form), a_person("Aru"))
    for change in (give_consent, withdraw_consent):
        with pytest.raises(Denied):
            change(row, "photo", by=actor(holder_of(forum, role)))
    assert (row.consents.count(), facts("ConsentGiven"), facts("ConsentWithdrawn")) == (0, [], [])
    give_consent(row, "photo", by=actor(row.person))
    assert row.consents.get().withdrawn_at is None
