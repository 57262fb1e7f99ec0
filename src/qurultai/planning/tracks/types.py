"""What a programme of tracks is made of: frozen values; sessions, rooms, tracks and submissions by their place in them.

Units: a session's and a submission's length are in slots; a session's slots follow one another in every room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..common import Budget, Measured, OnProgress, ProblemError, Reason, Status

__all__ = [
    "CONFLICTS",
    "PARTS",
    "PENALTIES",
    "Budget",
    "Cell",
    "OnProgress",
    "Plan",
    "Problem",
    "ProblemError",
    "Status",
    "Submission",
]

PENALTIES = (
    "track_session",
    "track_room",
    "session_room",
    "similar_tracks",
    "submission_session",
    "submission_timezone",
    "submission_room",
)
CONFLICTS = ("presenters", "attendees", "chairs")
PARTS = (
    "track_session",
    "track_room",
    "session_room",
    "similar_tracks",
    "rooms_per_track",
    "parallel_tracks",
    "consecutive_tracks",
    "submission_timezone",
    "submission_order",
    "submission_session",
    "submission_room",
    "presenters_same_session",
    "attendees_same_session",
    "chairs_same_session",
    "presenters_same_slot",
    "attendees_same_slot",
)
"""The parts of the value, each with its weight; `check` says what each counts."""

Table = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Submission:
    """A talk or paper: its track, its length in slots, and its wanted position in the track (from 1), or 0."""

    track: int
    slots: int = 1
    order: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Submissions to be laid into cells, a cell being one room in one session, given to one track.

    ``sessions`` are numbers of slots in order of time, ``rooms`` and ``tracks`` how many there are. ``penalties`` has
    a sparse table for each of PENALTIES (rows and columns as the name says: `track_room` by track and room),
    ``conflicts`` pairs (smaller first) of submissions, or of tracks for `chairs`; ``weights`` the prices of PARTS.
    Always kept: nothing is in a (session, room) that is ``closed``, no submission in a session that it is ``away``
    from, a pair (submission, session).
    """

    sessions: tuple[int, ...]
    rooms: int
    tracks: int
    submissions: tuple[Submission, ...]
    weights: Mapping[str, int]
    penalties: Mapping[str, Table] = field(default_factory=dict)
    conflicts: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    closed: frozenset[tuple[int, int]] = frozenset()
    away: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        """Raises ProblemError for a submission of no track, without length or longer than every session, and for a
        closed room or an absence that names nothing."""
        longest = max(self.sessions, default=0)
        for number, one in enumerate(self.submissions):
            if not (0 <= one.track < self.tracks and 0 < one.slots <= longest):
                raise ProblemError(f"submission {number}: no track {one.track}, or {one.slots} slots fit nowhere")
        for what, pairs, rows, columns in (
            ("closed", self.closed, len(self.sessions), self.rooms),
            ("away", self.away, len(self.submissions), len(self.sessions)),
        ):
            for row, column in pairs:
                if not (0 <= row < rows and 0 <= column < columns):
                    raise ProblemError(f"{what}: there is no ({row}, {column})")

    def weight(self, part: str) -> int:
        """The price of one unit of a part of the value."""
        return self.weights.get(part, 0)

    def open_rooms(self, session: int) -> tuple[int, ...]:
        """The rooms that are not closed in a session."""
        return tuple(r for r in range(self.rooms) if (session, r) not in self.closed)

    def table(self, name: str) -> Table:
        """One of the tables of penalties."""
        return self.penalties.get(name, {})

    def pairs(self, name: str) -> frozenset[tuple[int, int]]:
        """One of the sets of conflicts."""
        return self.conflicts.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class Cell:
    """One room in one session: its track, and in each slot the number of a submission, or None."""

    track: int
    slots: tuple[int | None, ...]


Grid = tuple[tuple[Cell | None, ...], ...]
"""[session][room] → what is there."""


@dataclass(frozen=True)
class Plan(Measured):
    """The best programme found; ``grid`` is empty when there is none.

    After a repair ``moved`` are the submissions that are elsewhere than before, or begin in another slot; no plan has
    fewer than ``moves_bound``, and ``bound`` is then about plans with so many.
    """

    status: Status
    grid: Grid = ()
    value: int | None = None
    bound: int = 0
    score: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    reasons: tuple[Reason, ...] = ()
    moved: tuple[int, ...] | None = None
    moves_bound: int | None = None

    @property
    def moves(self) -> int | None:
        """How many submissions moved; None when the plan is no repair."""
        return None if self.moved is None else len(self.moved)
