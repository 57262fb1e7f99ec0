"""Badges: made for whoever is cleared (R8), handed out, blocked, and made anew."""

from collections.abc import Sequence
from uuid import UUID

from qurultai.accreditation.actions.keys import make_key, signer_of
from qurultai.accreditation.actions.refusals import BadgeState, HasABadge, NotCleared
from qurultai.accreditation.events import BadgeBlocked, BadgeIssued, BadgeMade
from qurultai.accreditation.models import Badge, BadgeKey, Clearance, Edition
from qurultai.accreditation.models.badges import LIVE
from qurultai.accreditation.policies import CREATE_BADGE, PRINT_BADGE, TRANSITION_BADGE
from qurultai.accreditation.queries.gates import policies_of
from qurultai.accreditation.queries.whole import forum_number, whole_forum
from qurultai.accreditation.rules import badge_code, badges, clearances, zones
from qurultai.kit import access, clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.registration import public as registration

BATCH = 500
NO_PHOTO = bytes(badge_code.PHOTO_BYTES)


@action
def make_badge(clearance: Clearance, *, by: Actor) -> Badge:
    """A badge for somebody who is cleared and has none. Raises NotCleared, HasABadge."""
    clearance = Clearance.objects.select_for_update().select_related("edition", "registration").get(pk=clearance.pk)
    access.require(CREATE_BADGE, by, clearance)
    if not clearances.may_have_a_badge(clearance.state):
        raise NotCleared
    made = make_badges(clearance.edition, [clearance], by=by)
    if not made:
        raise HasABadge
    return made[0]


@action
def issue_badge(badge: Badge, *, by: Actor) -> Badge:
    """Handed to its person; a second time changes nothing. Raises BadgeState when it is blocked."""
    badge = _locked(badge)
    access.require(PRINT_BADGE, by, badge)
    if badge.state == Badge.State.ISSUED:
        return badge
    if not badges.may_follow(badge.state, Badge.State.ISSUED):
        raise BadgeState
    badge.state, badge.issued_at = Badge.State.ISSUED, clock.now()
    badge.save(update_fields=["state", "issued_at"])
    journal.record(BadgeIssued(badge.id, badge.edition_id, badge.serial), by=by, edition_id=badge.edition_id)
    return badge


@action
def block_badge(badge: Badge, reason: str, *, by: Actor) -> Badge:
    """Good for nothing from now on, at every gate after its next contact; a second time changes nothing."""
    badge = _locked(badge)
    access.require(TRANSITION_BADGE, by, badge)
    if badge.state != Badge.State.BLOCKED:
        _block(badge, reason, by)
    return badge


@action
def reissue_badge(badge: Badge, reason: str, *, by: Actor) -> Badge:
    """Block a badge and make another, with a serial of its own (R8). Raises NotCleared."""
    block_badge(badge, reason, by=by)
    return make_badge(badge.clearance, by=by)


def make_badges(edition: Edition, cleared: Sequence[Clearance], *, by: Actor) -> list[Badge]:
    """Inside an action: badges for those of the cleared who have none, in the order given."""
    taken = set(
        _live(edition)
        .filter(registration__in=[one.registration_id for one in cleared])
        .values_list("registration_id", flat=True)
    )
    wanting = [one for one in cleared if one.registration_id not in taken]
    if not wanting:
        return []
    key = BadgeKey.objects.filter(edition=edition).order_by("-number").first() or make_key(edition, by=SYSTEM)
    signer, forum, now = signer_of(key), forum_number(edition.id), clock.now()
    facts = {
        one.registration_id: one for one in registration.badge_facts(edition, [c.registration_id for c in wanting])
    }
    policies = policies_of(edition)
    made = []
    for clearance, serial in zip(wanting, badges.new_serials(len(wanting)), strict=True):
        told = facts[clearance.registration_id]
        opens = zones.grant(policies, told.category_number, whole_forum(edition))
        badge = Badge(
            edition=edition, clearance=clearance, registration_id=clearance.registration_id, person_id=told.person_id,
            key=key, serial=serial, category=told.category_number, zones=zones.mask_of(opens.zones),
            valid_from=opens.valid_from, valid_until=opens.valid_until, photo=told.photo or "", made_at=now,
        )  # fmt: skip
        badge.code = badge_code.issue(printed(badge, key.number, forum), signer)
        made.append(badge)
    Badge.objects.bulk_create(made, batch_size=BATCH)
    journal.record_many([(BadgeMade(one.id, edition.id, one.serial), edition.id) for one in made], by=by)
    return made


def printed(badge: Badge, key: int, forum: int) -> badge_code.Badge:
    """What the badge's code says."""
    photo = bytes.fromhex(badge.photo)[: badge_code.PHOTO_BYTES] if badge.photo else NO_PHOTO
    return badge_code.Badge(
        key, forum, badge.serial, badge.category, badge.zones, badge.valid_from, badge.valid_until, photo
    )


def block_live(registration_id: UUID, reason: str, *, by: Actor) -> Badge | None:
    """Inside an action: block whatever badge somebody has."""
    badge = Badge.objects.select_for_update().filter(registration_id=registration_id, state__in=LIVE).first()
    if badge is not None:
        _block(badge, reason, by)
    return badge


def _block(badge: Badge, reason: str, by: Actor) -> None:
    badge.state, badge.reason, badge.blocked_at = Badge.State.BLOCKED, reason, clock.now()
    badge.save(update_fields=["state", "reason", "blocked_at"])
    journal.record(BadgeBlocked(badge.id, badge.edition_id, badge.serial), by=by, edition_id=badge.edition_id)


def _locked(badge: Badge) -> Badge:
    rows = Badge.objects.select_for_update(of=("self",)).select_related("registration", "clearance")
    return rows.get(pk=badge.pk)


def _live(edition: Edition):
    return Badge.objects.filter(edition=edition, state__in=LIVE)
