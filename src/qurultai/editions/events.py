"""What editions tell."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class EditionCreated(Fact):
    """A new edition stands; `copied_from` is last year's, if it was copied."""

    edition_id: UUID
    slug: str
    copied_from: UUID | None = None


@dataclass(frozen=True)
class EditionChanged(Fact):
    """Its names, dates, zone, phases or look changed."""

    edition_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class VenueChanged(Fact):
    """Buildings, rooms, tables or ways between them changed."""

    edition_id: UUID


@dataclass(frozen=True)
class RoleGranted(Fact):
    """Somebody got a role."""

    edition_id: UUID
    person_id: UUID
    role: str


@dataclass(frozen=True)
class RoleWithdrawn(Fact):
    """Somebody lost a role; it acts on the next request (I9)."""

    edition_id: UUID
    person_id: UUID
    role: str
