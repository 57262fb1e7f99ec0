"""The demonstration's accreditation: zones, one batch with decisions, some hundred badges, a table of visas."""

from collections import Counter

import pytest

from qurultai.accreditation.models import Badge, Clearance, SecurityBatch, VisaCase, Zone, ZonePolicy
from qurultai.accreditation.public import gate_badges
from qurultai.demo.accreditations import clear
from qurultai.demo.load import load
from qurultai.kit.journal.deliver import deliver_all
from qurultai.registration.models import Registration

pytestmark = pytest.mark.django_db


def test_whoever_is_approved_is_in_one_batch_and_most_have_badges():
    edition = load().edition
    deliver_all()
    clear(edition)
    states = Counter(Clearance.objects.values_list("state", flat=True))
    approved = Registration.objects.filter(state="approved").count()
    assert (sum(states.values()), set(states), SecurityBatch.objects.count()) == (
        approved,
        {"cleared", "refused", "in_batch"},
        1,
    )
    assert (Badge.objects.count(), len(list(gate_badges(edition)))) == (states["cleared"], states["cleared"])
    assert (states["cleared"] >= 200, VisaCase.objects.count() > 0) == (True, True)


def test_every_category_opens_zones_and_every_zone_is_named_in_three_languages():
    edition = load().edition
    assert ZonePolicy.objects.filter(edition=edition, zones__gt=0).count() == 20
    assert {frozenset(zone.name) for zone in Zone.objects.filter(edition=edition)} == {frozenset({"kk", "ru", "en"})}
