"""Which two registrations may be of one person: one document, one address, or names of one sound from one place."""

from dataclasses import dataclass

from qurultai.stems import sound, words_of

LIVE = frozenset({"submitted", "needs_info", "waiting", "approved"})
"""In these states a registration can have a twin."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is compared of a registration."""

    sound: str
    email: str
    trace: str
    country: str
    organisation: str


def sound_of(words: str) -> str:
    """How a name or an organisation sounds, in whatever letters and order it is written; "" when it has no letters."""
    return " ".join(sorted(sound(word) for word in words_of(words)))[:LONGEST]


def common(one: Applicant, other: Applicant) -> str | None:
    """What two have in common: `document`, `mail`, `name`, or None.

    Names of one sound count in one organisation; where either does not name hers, in one country.
    """
    if one.trace and one.trace == other.trace:
        return "document"
    if one.email and one.email == other.email:
        return "mail"
    if not one.sound or one.sound != other.sound:
        return None
    if one.organisation and other.organisation:
        return "name" if sound_of(one.organisation) == sound_of(other.organisation) else None
    return "name" if one.country == other.country else None
