"""Merging two registrations of one person into one, and saying of two that they are two persons'."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from qurultai.editions.public import grant_role
from qurultai.kit import access, clock, journal, undoing
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.kit.undoing import TooLateToUndo
from qurultai.registration import rules
from qurultai.registration.actions import filling
from qurultai.registration.actions.exchanging import exchange
from qurultai.registration.actions.finding import enter
from qurultai.registration.actions.groups import HEAD_ROLE
from qurultai.registration.actions.places import (
    State,
    give_back_to_group,
    hold_categories,
    let_in,
    let_out,
    take_of_group,
)
from qurultai.registration.actions.recording import record
from qurultai.registration.actions.refusals import StateRefused
from qurultai.registration.events import MergeUndone, RegistrationChanged, RegistrationMerged, TwinsDismissed
from qurultai.registration.models import Group, Invitation, Registration, Twins
from qurultai.registration.policies import MERGE_TWINS
from qurultai.registration.wording import STATES

MERGE = "registration.merge"
DISMISSAL = "registration.twins"


@action
def merge_registrations(
    kept: Registration, gone: Registration, taken: Collection[str] = (), *, by: Actor
) -> UUID | None:
    """Make one of two: `kept` lives with what is `taken` of `gone`; the place of `gone` goes to the first who waits,
    its group, invitation and the groups that its person heads go over, and its links lead to `kept`.

    Returns how to undo it, while neither has changed. Raises StateRefused.
    """
    access.require(MERGE_TWINS, by, edition_id=kept.edition_id)
    kept, gone = _held(kept, gone)
    for row in (kept, gone):
        if not rules.states.may_follow(row.state, State.MERGED) or kept.edition_id != gone.edition_id:
            raise StateRefused(before=STATES[row.state])
    fields = exchange(kept, gone, taken)
    before: dict[str, Any] = {"kept": str(kept.pk), "gone": str(gone.pk), "taken": fields}
    before |= _hand_over(kept, gone)
    gone.was, gone.state, gone.merged_into = gone.state, State.MERGED, kept
    now = kept.changed_at = gone.changed_at = clock.now()
    kept.save(update_fields=[*filling.COLUMNS, "group", "changed_at"])
    gone.save(update_fields=[*filling.COLUMNS, "was", "state", "merged_into", "changed_at"])
    earlier = Registration.objects.filter(merged_into=gone)
    before["earlier"] = [str(key) for key in earlier.values_list("pk", flat=True)]
    earlier.update(merged_into=kept)
    enter(kept)
    enter(gone)
    key = (gone.pk, gone.edition_id, gone.person_id, gone.category_id)
    record(RegistrationMerged(*key, into_id=kept.pk), by=by)
    if fields:
        record(RegistrationChanged(kept.pk, kept.edition_id, tuple(sorted(fields))), by=by)
    if gone.was == State.APPROVED:
        let_out(gone, by)
    return undoing.offer(MERGE, before | {"at": now.isoformat()}, by=by, edition_id=kept.edition_id)


def _held(kept: Registration, gone: Registration) -> tuple[Registration, Registration]:
    """Both rows as they are now; their categories are held before them, all in one order."""
    while True:
        categories = {kept.category_id, gone.category_id}
        hold_categories(categories)
        rows = Registration.objects.select_for_update(of=("self",)).select_related("category", "group", "edition")
        found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
        kept, gone = found[kept.pk], found[gone.pk]
        if {kept.category_id, gone.category_id} == categories:
            return kept, gone


def _hand_over(kept: Registration, gone: Registration) -> dict[str, Any]:
    """The place in a group, the invitation, and the groups that its person heads; says what went."""
    joins = gone.group_id is not None and kept.group_id is None
    if joins:
        kept.group = gone.group
    else:
        give_back_to_group(gone)
    invited = not Invitation.objects.filter(registration=kept).exists()
    went = invited and Invitation.objects.filter(registration=gone).update(registration=kept)
    headed = Group.objects.filter(edition_id=kept.edition_id, head_id=gone.person_id)
    groups = [str(key) for key in headed.values_list("pk", flat=True)]
    if groups:
        headed.update(head_id=kept.person_id)
        grant_role(kept.edition, kept.person_id, HEAD_ROLE, by=SYSTEM)
    return {"joined": joins, "invitation": bool(went), "headed": groups}


@action
def undo_merge(before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> None:
    """Two again, each with what it had; the one that was gone with a place if there is one, else first in the list.

    Raises TooLateToUndo when either has changed since, GroupFull.
    """
    access.require(MERGE_TWINS, by, edition_id=edition_id)
    keys = UUID(before["kept"]), UUID(before["gone"])
    rows = {row.pk: row for row in Registration.objects.filter(edition_id=edition_id, pk__in=keys)}
    if len(rows) < 2:
        raise TooLateToUndo
    kept, gone = _held(rows[keys[0]], rows[keys[1]])
    if {kept.changed_at.isoformat(), gone.changed_at.isoformat()} != {before["at"]} or gone.merged_into_id != kept.pk:
        raise TooLateToUndo
    exchange(kept, gone, before["taken"])
    _take_back(kept, gone, before)
    gone.state, gone.merged_into = gone.was, None
    kept.changed_at = gone.changed_at = clock.now()
    kept.save(update_fields=[*filling.COLUMNS, "group", "changed_at"])
    gone.save(update_fields=[*filling.COLUMNS, "state", "merged_into", "changed_at"])
    Registration.objects.filter(pk__in=before["earlier"]).update(merged_into=gone)
    enter(kept)
    enter(gone)
    record(MergeUndone(gone.pk, edition_id, kept.pk), by=by)
    if before["taken"]:
        record(RegistrationChanged(kept.pk, edition_id, tuple(sorted(before["taken"]))), by=by)
    if gone.was in {State.APPROVED, State.WAITING}:
        let_in(gone, by)


def _take_back(kept: Registration, gone: Registration, before: Mapping[str, Any]) -> None:
    if before["joined"]:
        kept.group = None
    else:
        take_of_group(gone)
    if before["invitation"]:
        Invitation.objects.filter(registration=kept).update(registration=gone)
    Group.objects.filter(pk__in=before["headed"]).update(head_id=gone.person_id)


@action
def dismiss_twins(one: Registration, other: Registration, *, by: Actor) -> UUID | None:
    """Say that two are two persons': the pair does not come back. Returns how to undo it."""
    access.require(MERGE_TWINS, by, edition_id=one.edition_id)
    first, second = sorted((one.pk, other.pk))
    known = {"why": Twins.Why.NAME, "noted_at": clock.now(), "edition_id": one.edition_id}
    pair, _made = Twins.objects.get_or_create(first_id=first, second_id=second, defaults=known)
    if pair.dismissed_at is not None:
        return None
    pair.dismissed_at = clock.now()
    pair.save(update_fields=["dismissed_at"])
    journal.record(TwinsDismissed(one.edition_id, first, second), by=by, edition_id=one.edition_id)
    return undoing.offer(DISMISSAL, {"pair": str(pair.pk)}, by=by, edition_id=one.edition_id)


@action
def undo_dismissal(before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> None:
    """They may be one person's after all. Raises TooLateToUndo when the pair is gone."""
    access.require(MERGE_TWINS, by, edition_id=edition_id)
    pair = Twins.objects.filter(edition_id=edition_id, pk=before["pair"]).first()
    if pair is None:
        raise TooLateToUndo
    pair.dismissed_at = None
    pair.save(update_fields=["dismissed_at"])
    journal.record(TwinsDismissed(edition_id, pair.first_id, pair.second_id, undone=True), by=by, edition_id=edition_id)
