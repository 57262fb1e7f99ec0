"""Clearances follow registrations: opened when one is approved, closed when it is withdrawn, begun anew for another."""

from uuid import UUID

from qurultai.accreditation.actions.badges import block_live, make_badges
from qurultai.accreditation.models import Badge, Clearance, Edition
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.action import action
from qurultai.registration import public as registration

ON_THE_CODE = frozenset({"photo", "category"})
"""What of a registration a badge's code says."""


@action
def open_clearance(edition_id: UUID, registration_id: UUID, person_id: UUID) -> Clearance:
    """Somebody is to be cleared; told again, nothing changes, and who comes back after withdrawing waits again."""
    Edition.objects.select_for_update().get(pk=edition_id)
    clearance, _made = Clearance.objects.get_or_create(
        registration_id=registration_id,
        defaults={"edition_id": edition_id, "person_id": person_id, "since": clock.now()},
    )
    if clearance.state == Clearance.State.WITHDRAWN or clearance.person_id != person_id:
        _begin_anew(clearance, person_id)
    return clearance


@action
def close_clearance(registration_id: UUID) -> None:
    """Somebody does not take part after all: no decision is waited for, and her badge is blocked."""
    clearance = _locked(registration_id)
    if clearance is None or clearance.state == Clearance.State.WITHDRAWN:
        return
    _move(clearance, Clearance.State.WITHDRAWN)
    block_live(registration_id, Badge.Reason.WITHDRAWN, by=SYSTEM)


@action
def change_person(registration_id: UUID, person_id: UUID) -> None:
    """Another person takes the place: security is asked about her, and the badge of the one before is blocked."""
    clearance = _locked(registration_id)
    if clearance is None or clearance.person_id == person_id:
        return
    block_live(registration_id, Badge.Reason.CHANGED, by=SYSTEM)
    _begin_anew(clearance, person_id)


@action
def follow_changes(registration_id: UUID, fields: frozenset[str]) -> None:
    """A badge that still waits is made anew when what its code says changed; one in somebody's hand stays good."""
    clearance = _locked(registration_id) if fields & ON_THE_CODE else None
    if clearance is None:
        return
    waiting = Badge.objects.filter(registration_id=registration_id, state=Badge.State.READY).first()
    if waiting is None or not _differs(waiting):
        return
    block_live(registration_id, Badge.Reason.CHANGED, by=SYSTEM)
    if clearance.state == Clearance.State.CLEARED:
        make_badges(clearance.edition, [clearance], by=SYSTEM)


def _differs(badge: Badge) -> bool:
    [facts] = registration.badge_facts(badge.edition, [badge.registration_id])
    return (facts.photo or "", facts.category_number) != (badge.photo, badge.category)


def _begin_anew(clearance: Clearance, person_id: UUID) -> None:
    clearance.person_id, clearance.batch = person_id, None
    _move(clearance, Clearance.State.WAITING)


def _move(clearance: Clearance, state: str) -> None:
    clearance.state, clearance.since = state, clock.now()
    clearance.save(update_fields=["state", "since", "person_id", "batch"])


def _locked(registration_id: UUID) -> Clearance | None:
    rows = Clearance.objects.select_for_update(of=("self",)).select_related("edition")
    return rows.filter(registration_id=registration_id).first()
