"""What the programme tells."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class SessionCreated(Fact):
    """A new session stands."""

    session_id: UUID
    code: str


@dataclass(frozen=True)
class SessionChanged(Fact):
    """Words, people or needs of a session changed; time and room are told by the calendar."""

    session_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True)
class SessionCancelled(Fact):
    """A session will not take place; its booking is cancelled too."""

    session_id: UUID
    code: str


@dataclass(frozen=True)
class SessionStateChanged(Fact):
    """A session went from one state to another."""

    session_id: UUID
    before: str
    after: str


@dataclass(frozen=True)
class TopicsChanged(Fact):
    """A topic was added, changed or removed."""

    edition_id: UUID


@dataclass(frozen=True)
class WishesChanged(Fact):
    """What planning shall respect between sessions changed."""

    edition_id: UUID


@dataclass(frozen=True)
class SessionStarred(Fact):
    """Somebody would like to see a session."""

    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class SessionUnstarred(Fact):
    """Somebody no longer marks a session."""

    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PlaceTaken(Fact):
    """Somebody signed up for a session and has a place."""

    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class WaitingListJoined(Fact):
    """All places were taken; somebody waits for one."""

    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PlaceGivenBack(Fact):
    """Somebody withdrew; `had_place` is false when she was only waiting."""

    session_id: UUID
    person_id: UUID
    had_place: bool


@dataclass(frozen=True)
class WaitingPersonPromoted(Fact):
    """Somebody who waited has a place now."""

    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PlacesChanged(Fact):
    """A session has so many places; None: no limit and no sign-up."""

    session_id: UUID
    places: int | None


@dataclass(frozen=True)
class ProgrammeImported(Fact):
    """A file was read into an edition; nothing is recorded when it changed nothing."""

    edition_id: UUID
    added: int
    changed: int
    cancelled: int
    clashes: int


@dataclass(frozen=True)
class ProgrammePublished(Fact):
    """A new version of the programme is public."""

    edition_id: UUID
    version_id: UUID
    number: int
    added: int
    removed: int
    moved: int
    changed: int


@dataclass(frozen=True)
class NamesRenewed(Fact):
    """The version on air is shown under other names of its forum, rooms or people."""

    edition_id: UUID


@dataclass(frozen=True)
class OpeningsChanged(Fact):
    """What will open by itself at the end of an embargo is another than before, or opens at another instant."""

    edition_id: UUID


@dataclass(frozen=True)
class PlanAsked(Fact):
    """Somebody wants the machine to plan."""

    run_id: UUID


@dataclass(frozen=True)
class PlanProposed(Fact):
    """A plan lies before the office (or a contradiction: `state` says which)."""

    run_id: UUID
    state: str


@dataclass(frozen=True)
class PlanAccepted(Fact):
    """A person accepted a plan; every moved booking is told by the calendar."""

    run_id: UUID
    placed: int


@dataclass(frozen=True)
class PlanUndone(Fact):
    """An accepted plan was taken back as one step."""

    run_id: UUID


@dataclass(frozen=True)
class PlanCancelled(Fact):
    """A run was stopped before it ended, or its proposal was put aside."""

    run_id: UUID


@dataclass(frozen=True)
class StarsImported(Fact):
    """So many marks were taken over from another system."""

    count: int
