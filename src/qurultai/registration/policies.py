"""Named permissions of registration, and how a registration relates to a person.

An application is one's own registration as whoever fills it in sees it: signed in, or by a link that was given to her.
"""

from uuid import UUID

from qurultai.kit.access import Actor, Noun
from qurultai.registration.models import Registration


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

REGISTRATION = Noun("registration.registration", own=_is_mine, grp=_of_my_group)
LIST_REGISTRATIONS = REGISTRATION.verb("list")
READ_REGISTRATION = REGISTRATION.verb("read")
CREATE_REGISTRATION = REGISTRATION.verb("create")
UPDATE_REGISTRATION = REGISTRATION.verb("update")
TRANSITION_REGISTRATION = REGISTRATION.verb("transition")
DELETE_REGISTRATION = REGISTRATION.verb("delete")
EXPORT_REGISTRATION = REGISTRATION.verb("export")

CATEGORY = Noun("registration.category", edition=_edition_of)
READ_CATEGORIES = CATEGORY.verb("read")
UPDATE_CATEGORIES = CATEGORY.verb("update")
