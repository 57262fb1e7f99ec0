"""Named permissions of accreditation, and how a clearance, a badge and a visa letter relate to a person."""

from qurultai.kit.access import Actor, Noun


def _is_mine(actor: Actor, thing: object) -> bool:
    whose = _whose(thing)
    return actor.signed_in and whose is not None and whose.person_id == actor.person_id


def _of_my_group(actor: Actor, thing: object) -> bool:
    whose = _whose(thing)
    group = whose.group if whose is not None and whose.group_id else None
    return actor.signed_in and group is not None and group.head_id == actor.person_id


def _whose(thing: object) -> object | None:
    """The registration that a thing belongs to; a batch belongs to none."""
    return thing.registration if getattr(thing, "registration_id", None) else None


def _letter_is_mine(actor: Actor, letter: object) -> bool:
    return _is_mine(actor, letter.case)


def _letter_of_my_group(actor: Actor, letter: object) -> bool:
    return _of_my_group(actor, letter.case)


ACCREDITATION = Noun("accreditation.accreditation", own=_is_mine, grp=_of_my_group)
LIST_CLEARANCES = ACCREDITATION.verb("list")
READ_CLEARANCE = ACCREDITATION.verb("read")
CREATE_CLEARANCE = ACCREDITATION.verb("create")
UPDATE_CLEARANCES = ACCREDITATION.verb("update")
TRANSITION_CLEARANCE = ACCREDITATION.verb("transition")
EXPORT_CLEARANCES = ACCREDITATION.verb("export")

RESULT = Noun("accreditation.accreditation_result", own=_is_mine, grp=_of_my_group)
READ_RESULT = RESULT.verb("read")

BADGE = Noun("accreditation.badge", own=_is_mine, grp=_of_my_group)
LIST_BADGES = BADGE.verb("list")
READ_BADGE = BADGE.verb("read")
CREATE_BADGE = BADGE.verb("create")
TRANSITION_BADGE = BADGE.verb("transition")
PRINT_BADGE = BADGE.verb("print")
EXPORT_BADGES = BADGE.verb("export")

ZONE_POLICY = Noun("accreditation.zone_policy")
READ_ZONES = ZONE_POLICY.verb("read")
UPDATE_ZONES = ZONE_POLICY.verb("update")

VISA_LETTER = Noun("accreditation.visa_letter", own=_letter_is_mine, grp=_letter_of_my_group)
LIST_VISA_LETTERS = VISA_LETTER.verb("list")
READ_VISA_LETTER = VISA_LETTER.verb("read")
CREATE_VISA_LETTER = VISA_LETTER.verb("create")
TRANSITION_VISA_LETTER = VISA_LETTER.verb("transition")
EXPORT_VISA_LETTERS = VISA_LETTER.verb("export")
