"""Gates follow accreditation: a badge that is made is known, a block blocks, what zones open is told anew."""

import io

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client
from PIL import Image

from qurultai.accreditation import public as accreditation
from qurultai.accreditation.testing import a_badge, a_category, a_clearance, a_photo, a_zone
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.onsite.models import RosterBadge
from qurultai.onsite.receivers import renew_from_badges
from qurultai.onsite.rules.roster import NONCE_BYTES, key_of, opened
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.conftest import NOW
from qurultai.onsite.tests.mint import FROM, UNTIL
from qurultai.onsite.tests.test_roster import news

pytestmark = pytest.mark.django_db


@pytest.fixture
def badge(edition):
    a_zone(edition, 3, kind="C")
    category = a_category(edition, "Guest")
    accreditation.set_policy(edition, category.id, {3}, FROM, UNTIL, by=SYSTEM)
    made = a_badge(category, "Aigul Saparova")
    deliver_all()
    return made


def test_a_badge_that_is_made_is_known_to_gates_with_its_key_and_zones(edition, badge):
    head, rows, _ = news(PaperDevice(a_gate(edition)))
    assert [row[0] for row in rows] == [badge.serial]
    assert (head["forum"], [zone["number"] for zone in head["zones"]]) == (accreditation.forum_number(edition.id), [3])
    assert [key["number"] for key in head["keys"]] == list(accreditation.badge_keys(edition))
    assert opened(badge.code, rows[0][-1]).name == "Aigul Saparova"


def test_what_zones_a_category_opens_today_is_what_gates_know(edition, badge):
    a_zone(edition, 4)
    accreditation.set_policy(edition, badge.registration.category_id, {3, 4}, FROM, UNTIL, by=SYSTEM)
    deliver_all()
    assert list(RosterBadge.objects.values_list("zones", flat=True)) == [1 << 3 | 1 << 4]


def test_a_badge_that_is_blocked_is_blocked_at_gates(edition, badge):
    accreditation.block_badge(badge, "lost", by=SYSTEM)
    deliver_all()
    assert RosterBadge.objects.get().blocked_at == NOW


def test_the_same_facts_again_change_nothing(edition, badge):
    before = list(RosterBadge.objects.values()), news(PaperDevice(a_gate(edition)))[1]
    renew_from_badges(edition.id)
    renew_from_badges(edition.id)
    assert (list(RosterBadge.objects.values()), news(PaperDevice(a_gate(edition)))[1]) == before


def test_a_photo_comes_small_and_closed_for_everybody_but_the_badge(edition):
    a_zone(edition, 3)
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "teal").save(file, "JPEG")
    clearance = a_clearance(a_category(edition, "Guest"), "Aigul Saparova")
    a_photo(clearance.registration, file.getvalue())
    accreditation.make_batch(edition, by=SYSTEM)
    accreditation.decide(edition, {clearance.pk: "cleared"}, by=SYSTEM)
    deliver_all()
    [badge] = accreditation.gate_badges(edition)
    raw = PaperDevice(a_gate(edition)).asks(Client(), f"/api/v1/gate/photos?serials={badge.serial},7,x").content
    serial, length, sealed = int.from_bytes(raw[:8]), int.from_bytes(raw[8:12]), raw[12:]
    plain = AESGCM(key_of(badge.code)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    assert (serial, length, Image.open(io.BytesIO(plain)).size) == (badge.serial, len(sealed), (180, 240))
    assert sealed.count(b"JFIF") == 0
