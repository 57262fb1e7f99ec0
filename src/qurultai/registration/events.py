"""What registration tells."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class CategoriesChanged(Fact):
    """A category was made, changed or removed; `fields` says what changed, nothing for a new one."""

    edition_id: UUID
    category_id: UUID
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormChanged(Fact):
    """A form has other questions now; `version` is the one that is asked from now on."""

    edition_id: UUID
    form_id: UUID
    version: int


@dataclass(frozen=True)
class RegistrationStarted(Fact):
    """Somebody began to fill in a form; she gets the link to it by mail."""

    registration_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class RegistrationSubmitted(Fact):
    """An application was sent, for the first time or again."""

    registration_id: UUID
    edition_id: UUID
    person_id: UUID
    category_id: UUID


@dataclass(frozen=True)
class RegistrationApproved(Fact):
    """Somebody takes part: she has a place in her category."""

    registration_id: UUID
    edition_id: UUID
    person_id: UUID
    category_id: UUID


@dataclass(frozen=True)
class RegistrationWaits(Fact):
    """All places of the category are taken; she gets one when one comes free, in order of asking."""

    registration_id: UUID
    edition_id: UUID
    person_id: UUID
    category_id: UUID


@dataclass(frozen=True)
class MoreAsked(Fact):
    """The secretariat needs to know more before it decides."""

    registration_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class RegistrationRefused(Fact):
    """Somebody does not take part; no reason is told."""

    registration_id: UUID
    edition_id: UUID
    person_id: UUID
    category_id: UUID


@dataclass(frozen=True)
class RegistrationWithdrawn(Fact):
    """Somebody does not want to take part any more."""

    registration_id: UUID
    edition_id: UUID
    person_id: UUID
    category_id: UUID


@dataclass(frozen=True)
class WithdrawalUndone(Fact):
    """She takes part after all."""

    registration_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class RegistrationChanged(Fact):
    """What stands in a registration changed: which fields, never what is in them."""

    registration_id: UUID
    edition_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class RegistrationMerged(Fact):
    """Two registrations were one person's: this one is gone, and `into_id` lives."""

    registration_id: UUID
    edition_id: UUID
    person_id: UUID
    category_id: UUID
    into_id: UUID


@dataclass(frozen=True)
class MergeUndone(Fact):
    """They are two again."""

    registration_id: UUID
    edition_id: UUID
    into_id: UUID


@dataclass(frozen=True)
class TwinsDismissed(Fact):
    """Two registrations that are alike are two persons'; `undone`: that was taken back."""

    edition_id: UUID
    first_id: UUID
    second_id: UUID
    undone: bool = False


@dataclass(frozen=True)
class GroupsChanged(Fact):
    """A group was made, or its quota or name changed."""

    edition_id: UUID
    group_id: UUID


@dataclass(frozen=True)
class PersonSwapped(Fact):
    """Another person of the group takes the place."""

    registration_id: UUID
    edition_id: UUID
    before_person_id: UUID
    after_person_id: UUID


@dataclass(frozen=True)
class IdentityKept(Fact):
    """Somebody wrote down what her identity document says."""

    registration_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class IdentityUnmasked(Fact):
    """Somebody read an identity document in full: the fact's actor."""

    registration_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class DocumentSought(Fact):
    """Somebody looked for the number of an identity document; `registration_id` says whose was found, if any."""

    edition_id: UUID
    registration_id: UUID | None = None


@dataclass(frozen=True)
class IdentitiesErased(Fact):
    """The identity documents of a forum were erased, with an act; `digest` is of the registrations' keys."""

    edition_id: UUID
    act_id: UUID
    count: int
    digest: str


@dataclass(frozen=True)
class InvitationSent(Fact):
    """Somebody is invited; her letter has a number."""

    invitation_id: UUID
    edition_id: UUID
    number: int


@dataclass(frozen=True)
class InvitationAnswered(Fact):
    """An invitation is accepted, declined or delegated."""

    invitation_id: UUID
    edition_id: UUID
    answer: str


@dataclass(frozen=True)
class ConsentGiven(Fact):
    """After sending, somebody agrees to something she had not agreed to, or not any more."""

    registration_id: UUID
    edition_id: UUID
    purpose: str


@dataclass(frozen=True)
class ConsentWithdrawn(Fact):
    """Nothing is done for this purpose with what somebody gave, from now on."""

    registration_id: UUID
    edition_id: UUID
    purpose: str
