"""R8: no badge without clearance; a lost badge is blocked, then made anew; nobody has two."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from qurultai.accreditation import public as accreditation
from qurultai.accreditation.actions import badges, batches, zones
from qurultai.accreditation.actions.clearances import follow_changes
from qurultai.accreditation.actions.keys import make_key, signer_of
from qurultai.accreditation.actions.refusals import BadgeState, HasABadge, NotCleared
from qurultai.accreditation.models import Badge, BadgeKey, Clearance
from qurultai.accreditation.rules import badge_code
from qurultai.accreditation.rules.badge_code import BadgeRefused
from qurultai.accreditation.testing import (
    NOON,
    a_badge,
    a_category,
    a_clearance,
    a_photo,
    a_registration,
    a_zone,
    actor,
    an_edition,
    block,
    cleared,
    facts,
    holder_of,
    state_of,
)
from qurultai.kit import sealing
from qurultai.kit.access import SYSTEM, Denied
from qurultai.registration.models import Registration

pytestmark = pytest.mark.django_db
OPENS, CLOSES = NOON - dt.timedelta(hours=5), NOON + dt.timedelta(hours=9)


@pytest.fixture
def category():
    return a_category(an_edition(), "Speaker", number=7)


def read(badge, now=NOON):
    return accreditation.badge_of_code(badge.edition, badge.code, now)


def test_a_badge_says_what_its_category_opens_and_when_and_is_signed(category):
    a_zone(category.edition, 3)
    zones.set_policy(category.edition, category.pk, [3], OPENS, CLOSES, by=SYSTEM)
    row = a_clearance(category, "Aru")
    digest = a_photo(row.registration)
    batches.make_batch(category.edition, by=SYSTEM)
    batches.decide(category.edition, {row.pk: "cleared"}, by=SYSTEM)
    badge = Badge.objects.get()
    told = read(badge)
    assert (told.serial, told.category, told.zones, told.opens(3)) == (badge.serial, 7, 0b1000, True)
    assert (told.valid_from, told.valid_until, told.photo.hex()) == (OPENS, CLOSES, digest[:16])


def test_without_a_policy_a_badge_opens_nothing_during_the_forum(category):
    badge = a_badge(category)
    told = read(badge)
    assert (told.zones, told.valid_until - told.valid_from, told.photo) == (0, dt.timedelta(days=2), bytes(8))


@pytest.mark.parametrize("state", ["waiting", "in_batch", "refused", "withdrawn"])
def test_there_is_no_badge_without_clearance_neither_by_the_action_nor_in_the_database(category, state):
    badge = block(a_badge(category))
    Clearance.objects.filter(pk=badge.clearance_id).update(state=state)
    with pytest.raises(NotCleared):
        badges.make_badge(badge.clearance, by=SYSTEM)
    badge.pk, badge.serial, badge.state, badge.blocked_at = None, 5, "ready", None
    badge._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        Badge.objects.bulk_create([badge])


def test_nobody_has_two_live_badges_neither_by_the_action_nor_in_the_database(category):
    badge = a_badge(category)
    with pytest.raises(HasABadge):
        badges.make_badge(badge.clearance, by=SYSTEM)
    badge.pk, badge.serial = None, 5
    badge._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        badge.save(force_insert=True)


def test_a_lost_badge_is_blocked_and_another_with_a_serial_of_its_own_is_made(category):
    badge = badges.issue_badge(a_badge(category), by=SYSTEM)
    new = badges.reissue_badge(badge, "lost", by=SYSTEM)
    assert (state_of(badge), state_of(new), new.serial != badge.serial) == ("blocked", "ready", True)
    assert [fact.serial for fact in facts("BadgeBlocked")] == [badge.serial]


def test_a_blocked_badge_is_never_handed_out(category):
    badge = block(a_badge(category))
    with pytest.raises(BadgeState):
        badges.issue_badge(badge, by=SYSTEM)


def test_handing_out_and_blocking_twice_is_once(category):
    badge = a_badge(category)
    for _ in range(2):
        badges.issue_badge(badge, by=SYSTEM)
    for _ in range(2):
        block(badge)
    assert (len(facts("BadgeIssued")), len(facts("BadgeBlocked"))) == (1, 1)


def test_who_may_make_hand_out_and_block(category):
    badge = a_badge(category)
    roles = {
        role: actor(holder_of(category.edition, role)) for role in ("oper", "prot", "secu", "visa", "supp", "admn")
    }

    def may(act):
        allowed = set()
        for role, who in roles.items():
            try:
                with transaction.atomic():
                    act(who)
                    transaction.set_rollback(True)
            except Denied:
                continue
            allowed.add(role)
        return allowed

    assert may(lambda who: badges.issue_badge(badge, by=who)) == {"oper", "prot"}
    assert may(lambda who: badges.block_badge(badge, "lost", by=who)) == {"prot", "secu"}
    assert may(lambda who: badges.reissue_badge(badge, "lost", by=who)) == {"prot"}


def test_badges_of_an_older_key_are_read_beside_those_of_the_new_one(category):
    old = a_badge(category, "Aru")
    make_key(category.edition, by=SYSTEM)
    [row] = cleared(category, "Bek")
    new = Badge.objects.get(clearance=row)
    assert [read(badge).key for badge in (old, new)] == [1, 2]


def test_a_key_that_has_ended_opens_nothing(category):
    badge = a_badge(category)
    BadgeKey.objects.update(accepted_until=NOON)
    with pytest.raises(BadgeRefused, match="unknown_key"):
        read(badge)


def test_another_forums_code_is_no_code_here(category):
    badge = a_badge(category)
    other = a_badge(a_category(an_edition()))
    with pytest.raises(BadgeRefused, match="other_forum"):
        accreditation.badge_of_code(badge.edition, other.code, NOON)


def test_the_private_key_is_not_in_the_database(category):
    a_badge(category)
    key = BadgeKey.objects.get()
    assert signer_of(key).private_bytes_raw() not in bytes(key.sealed)
    assert signer_of(key).public_key().public_bytes_raw() == bytes(key.public)


def test_a_private_key_opens_in_its_own_line_only_and_by_the_master_key_only(category, settings, monkeypatch):
    a_badge(category)
    key = BadgeKey.objects.get()
    settings.SECRET_KEY = "another secret has no part in it"
    assert signer_of(key).public_key().public_bytes_raw() == bytes(key.public)
    with pytest.raises(sealing.Unsealable):
        signer_of(BadgeKey(edition=key.edition, number=2, sealed=key.sealed))
    monkeypatch.setattr(sealing, "_master", lambda: bytes(32))
    with pytest.raises(sealing.Unsealable):
        signer_of(key)


def test_a_badge_that_waits_is_made_anew_when_the_photo_changes_and_one_in_hand_stays(category):
    waiting, held = a_badge(category, "Aru"), a_badge(category, "Bek")
    badges.issue_badge(held, by=SYSTEM)
    digests = [a_photo(badge.registration) for badge in (waiting, held)]
    for badge in (waiting, held):
        follow_changes(badge.registration_id, frozenset({"photo"}))
    assert (state_of(waiting), state_of(held)) == ("blocked", "issued")
    assert Badge.objects.get(registration=waiting.registration, state="ready").photo == digests[0]


def test_gates_get_every_badge_as_the_policy_of_its_category_has_it_today(category):
    a_zone(category.edition, 3)
    badge, lost = a_badge(category, "Aru"), block(a_badge(category, "Bek"))
    zones.set_policy(category.edition, category.pk, [3], OPENS, CLOSES, by=SYSTEM)
    Registration.objects.filter(pk=badge.registration_id).update(organisation="Orbit", country="DE")
    told = {one.serial: one for one in accreditation.gate_badges(category.edition)}
    assert {serial: one.blocked for serial, one in told.items()} == {badge.serial: False, lost.serial: True}
    one = told[badge.serial]
    assert (one.name, one.organisation, one.country, one.category, one.zones) == ("Aru", "Orbit", "DE", 7, 0b1000)
    assert (one.valid_from, one.valid_until, one.photo) == (OPENS, CLOSES, None)


def test_the_keys_that_gates_get_verify_what_was_signed(category):
    badge = a_badge(category)
    keys = accreditation.badge_keys(category.edition)
    told = badge_code.read(badge.code, keys, accreditation.forum_number(category.edition_id), NOON)
    assert told.serial == badge.serial


def test_the_list_for_gates_takes_as_many_queries_for_three_badges_as_for_one(category):
    counts = []
    for names in (("A",), ("B", "C")):
        for name in names:
            a_badge(category, name)
        with CaptureQueriesContext(connection) as queries:
            list(accreditation.gate_badges(category.edition))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_only_whoever_registered_is_listed(category):
    a_registration(category)
    assert list(accreditation.gate_badges(category.edition)) == []
