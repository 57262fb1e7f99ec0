"""Named permissions of registration, and how a registration relates to a person.

An application is one's own registration as whoever fills it in sees it: signed in, or by a link that was given to her.
"""

from uuid import UUID

from qurultai.kit.access import Actor, Noun
from qurultai.registration.models import Group, Invitation, Registration


def _is_mine(actor: Actor, registration: Registration) -> bool:
    return actor.signed_in and registration.person_id == actor.person_id


def _is_mine_or_in_hand(actor: Actor, registration: Registration) -> bool:
    return bool(registration.opened) or _is_mine(actor, registration)


def _of_my_group(actor: Actor, registration: Registration) -> bool:
    group = registration.group if registration.group_id else None
    return actor.signed_in and group is not None and group.head_id == actor.person_id


def _edition_of(part: object) -> UUID:
    return part.edition_id


APPLICATION = Noun("registration.own_application", own=_is_mine_or_in_hand)
CREATE_APPLICATION = APPLICATION.verb("create")
READ_APPLICATION = APPLICATION.verb("read")
UPDATE_APPLICATION = APPLICATION.verb("update")
WITHDRAW_APPLICATION = APPLICATION.verb("withdraw")
ERASE_APPLICATION = APPLICATION.verb("erase")
"""To ask that all that is kept of her be erased."""

REGISTRATION = Noun("registration.registration", own=_is_mine, grp=_of_my_group)
LIST_REGISTRATIONS = REGISTRATION.verb("list")
READ_REGISTRATION = REGISTRATION.verb("read")
CREATE_REGISTRATION = REGISTRATION.verb("create")
UPDATE_REGISTRATION = REGISTRATION.verb("update")
TRANSITION_REGISTRATION = REGISTRATION.verb("transition")
DELETE_REGISTRATION = REGISTRATION.verb("delete")
EXPORT_REGISTRATION = REGISTRATION.verb("export")

REGISTRY = Noun("registration.registry")
READ_REGISTRY = REGISTRY.verb("read")
"""To see everybody's registration in the office."""
FILL_REGISTRY = REGISTRY.verb("create")
"""To register others, whoever they are, from a spreadsheet."""


def _handed_over(actor: Actor, registration: Registration) -> bool:
    """Her own group's for its head; for security, those who are handed over to it: everybody who takes part."""
    approved = registration.state == Registration.State.APPROVED
    return _of_my_group(actor, registration) or (approved and "secu" in actor.roles_in(registration.edition_id))


PASSPORT = Noun("registration.passport", own=_is_mine, grp=_handed_over)
READ_PASSPORT = PASSPORT.verb("read")
UNMASK_PASSPORT = PASSPORT.verb("unmask")
CREATE_PASSPORT = PASSPORT.verb("create")

TWINS = Noun("registration.duplicate")
READ_TWINS = TWINS.verb("read")
"""To see which registrations may be of one person."""
MERGE_TWINS = TWINS.verb("update")
"""To make one of two, or to say that they are two persons."""
FIND_BY_DOCUMENT = Noun("registration.document_search").verb("read")
"""To find who gave a document with the number that somebody holds out."""
CREATE_WALK_UP = Noun("registration.walk_up").verb("create")
"""To register who stands at the door, in the categories that the office opened for it."""

CATEGORY = Noun("registration.category", edition=_edition_of)
READ_CATEGORIES = CATEGORY.verb("read")
UPDATE_CATEGORIES = CATEGORY.verb("update")


def _i_lead(actor: Actor, group: Group) -> bool:
    return actor.signed_in and group.head_id == actor.person_id


GROUP = Noun("registration.group", own=_i_lead)
READ_GROUP = GROUP.verb("read")
CREATE_GROUP = GROUP.verb("create")
FILL_GROUP = GROUP.verb("fill")
"""To register its people."""

WITHDRAW_MEMBER = Noun("registration.group_member", grp=_of_my_group).verb("withdraw")
"""To say that somebody of one's own group does not come."""


def _in_hand(actor: Actor, invitation: Invitation) -> bool:
    return invitation.opened


INVITATION = Noun("registration.invitation")
READ_INVITATION = INVITATION.verb("read")
CREATE_INVITATION = INVITATION.verb("create")
SEND_INVITATION = INVITATION.verb("send")
UPDATE_OWN_INVITATION = Noun("registration.own_invitation", own=_in_hand).verb("update")
"""To answer the invitation whose letter one holds."""
