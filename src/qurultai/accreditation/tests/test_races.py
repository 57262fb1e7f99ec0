"""One live badge a person and batches numbered without a gap, however many act at once; with mutants."""

import contextlib

import pytest

from qurultai.accreditation.actions import badges, batches
from qurultai.accreditation.actions.refusals import HasABadge, NobodyWaits
from qurultai.accreditation.models import Badge, Clearance, SecurityBatch
from qurultai.accreditation.testing import a_badge, a_category, a_clearance, an_edition, block
from qurultai.kit.access import SYSTEM
from qurultai.kit.testing.databases import without_constraint
from qurultai.kit.testing.races import errors_of, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CLIENTS = 12


def made_at_once():
    """Let everybody make the one badge of a person whose badge was blocked; errors, and her live badges."""
    badge = block(a_badge(a_category(an_edition())))

    def make(number):
        with contextlib.suppress(HasABadge):
            badges.make_badge(badge.clearance, by=SYSTEM)

    return errors_of(together(make, CLIENTS)), Badge.objects.filter(state="ready").count()


def test_however_many_make_a_badge_there_is_one():
    assert made_at_once() == ([], 1)


def test_without_lock_and_constraint_there_are_more(monkeypatch):
    monkeypatch.setattr(badges, "_live", lambda edition: Badge.objects.none())
    with without_constraint(Badge, "one_live_badge_a_person"):
        assert made_at_once()[1] > 1
        Badge.objects.all().delete()


def test_batches_made_at_once_are_numbered_one_after_another_and_list_everybody_once():
    category = a_category(an_edition())
    for number in range(4):
        a_clearance(category, f"P{number}")

    def make(number):
        with contextlib.suppress(NobodyWaits):
            batches.make_batch(category.edition, by=SYSTEM)
        with contextlib.suppress(NobodyWaits):
            batches.make_batch(category.edition, by=SYSTEM)

    assert errors_of(together(make, CLIENTS)) == []
    sheets = list(SecurityBatch.objects.values_list("number", "people"))
    assert (sheets, Clearance.objects.filter(batch=1).count()) == ([(1, 4)], 4)


def test_one_word_from_many_officers_is_kept_once():
    category = a_category(an_edition())
    row = a_clearance(category)
    batches.make_batch(category.edition, by=SYSTEM)
    outcomes = together(lambda number: batches.decide(category.edition, {row.pk: "cleared"}, by=SYSTEM), CLIENTS)
    assert (errors_of(outcomes), row.decisions.count(), Badge.objects.count()) == ([], 1, 1)
