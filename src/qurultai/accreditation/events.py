"""What accreditation tells."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class ZonesChanged(Fact):
    """Zones, or which category opens which and when, are different now."""

    edition_id: UUID


@dataclass(frozen=True)
class BadgeKeyMade(Fact):
    """Badges are signed by a new key from now on; those before it are accepted until their end."""

    edition_id: UUID
    number: int


@dataclass(frozen=True)
class BatchMade(Fact):
    """A numbered list, or a supplement to one, is ready for security; its hash says which bytes they are."""

    batch_id: UUID
    edition_id: UUID
    number: int
    supplement: int
    sha256: str


@dataclass(frozen=True)
class BatchFetched(Fact):
    """Somebody took a sheet out of the house."""

    batch_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class BatchDocumentsTaken(Fact):
    """Somebody took the identity documents of a batch's people out of the house: so many."""

    edition_id: UUID
    number: int
    documents: int


@dataclass(frozen=True)
class ClearanceDecided(Fact):
    """Security's word on somebody: `cleared` or `refused`, without a reason."""

    registration_id: UUID
    edition_id: UUID
    outcome: str


@dataclass(frozen=True)
class BadgeMade(Fact):
    """Somebody has a badge that waits at her desk."""

    badge_id: UUID
    edition_id: UUID
    serial: int


@dataclass(frozen=True)
class BadgePrinted(Fact):
    """A badge went to paper by itself."""

    badge_id: UUID
    edition_id: UUID


@dataclass(frozen=True)
class BadgeIssued(Fact):
    """A badge was handed to its person."""

    badge_id: UUID
    edition_id: UUID
    serial: int


@dataclass(frozen=True)
class BadgeBlocked(Fact):
    """A badge is good for nothing from this instant on."""

    badge_id: UUID
    edition_id: UUID
    serial: int


@dataclass(frozen=True)
class PileAsked(Fact):
    """Somebody asked for a pile of badges."""

    run_id: UUID


@dataclass(frozen=True)
class PilePrinted(Fact):
    """A pile is ready to be fetched."""

    run_id: UUID
    edition_id: UUID
    badges: int


@dataclass(frozen=True)
class VisaRulesChanged(Fact):
    """The table of who needs what changed."""

    edition_id: UUID
    country: str


@dataclass(frozen=True)
class VisaCaseChanged(Fact):
    """Somebody's way to a visa went on."""

    case_id: UUID
    edition_id: UUID
    state: str


@dataclass(frozen=True)
class VisaLetterIssued(Fact):
    """A numbered letter of invitation went out."""

    letter_id: UUID
    edition_id: UUID
    number: int
