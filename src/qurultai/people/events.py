"""What people tell."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class PersonAdded(Fact):
    """A person is known from now on."""

    person_id: UUID


@dataclass(frozen=True)
class PeopleAdded(Fact):
    """Many became known at once, by an import or a demonstration."""

    count: int


@dataclass(frozen=True)
class PersonChanged(Fact):
    """Somebody's data changed; `fields` says what, never to what."""

    person_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class OrganisationAdded(Fact):
    """An organisation is known from now on."""

    organisation_id: UUID


@dataclass(frozen=True)
class OrganisationRenamed(Fact):
    """An organisation has another name from a date on."""

    organisation_id: UUID
    valid_from: str


@dataclass(frozen=True)
class OrganisationChanged(Fact):
    """An organisation's kind, country or site changed."""

    organisation_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Affiliated(Fact):
    """A person belongs to an organisation from now on."""

    person_id: UUID
    organisation_id: UUID


@dataclass(frozen=True)
class AffiliationEnded(Fact):
    """A person belongs to an organisation no longer."""

    person_id: UUID
    organisation_id: UUID


@dataclass(frozen=True)
class RightToSpeakChanged(Fact):
    """A person may speak for an organisation from now on, or no longer."""

    person_id: UUID
    organisation_id: UUID
    speaks_for: bool


@dataclass(frozen=True)
class AccountOpened(Fact):
    """A person can sign in from now on."""

    person_id: UUID


@dataclass(frozen=True)
class AccountClosed(Fact):
    """A person is signed out at her next request and cannot sign in any more (I9)."""

    person_id: UUID


@dataclass(frozen=True)
class AllSessionsEnded(Fact):
    """A person is signed out on every device at the next request."""

    person_id: UUID


@dataclass(frozen=True)
class SessionsEnded(Fact):
    """A person is signed out on some of her devices at the next request."""

    person_id: UUID
    count: int


@dataclass(frozen=True)
class PasskeysForgotten(Fact):
    """A person's passkeys are worth nothing any more: by the forum's owner and a second person, and why."""

    person_id: UUID
    owner: str
    second: str
    reason: str


@dataclass(frozen=True)
class TokenMade(Fact):
    """A program may act for a person within scopes."""

    token_id: UUID
    person_id: UUID
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class TokenRevoked(Fact):
    """A program may act for a person no longer."""

    token_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PeopleExported(Fact):
    """Somebody took a list of people out of the system."""

    count: int
    with_contacts: bool


@dataclass(frozen=True)
class ErasureAsked(Fact):
    """Somebody asks that all that is kept of her be erased."""

    request_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class ErasureSetAside(Fact):
    """What was asked is not done: she changed her mind, or something must be kept."""

    request_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PersonErased(Fact):
    """Nothing is kept of a person any more but figures; the act says how much was erased."""

    person_id: UUID
    act_id: UUID
