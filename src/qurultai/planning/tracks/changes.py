"""What can change after a programme was made, and the problem that results.

Sessions and rooms keep their numbers. A dropped submission's number is given up: those above it move down by one, as
does the wanted position of those that came after it in its track. An added one gets the next number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .types import Grid, Problem, ProblemError, Submission


@dataclass(frozen=True, slots=True)
class RoomClosed:
    """The room cannot be used in these sessions (None: in none at all)."""

    room: int
    sessions: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class SessionLost:
    """The session does not take place."""

    session: int


@dataclass(frozen=True, slots=True)
class SessionShorter:
    """The session now has so many slots, the last ones being lost."""

    session: int
    slots: int


@dataclass(frozen=True, slots=True)
class SubmissionAway:
    """Whoever presents it cannot come to these sessions (late, called away)."""

    submission: int
    sessions: frozenset[int]


@dataclass(frozen=True, slots=True)
class TrackAway:
    """Nothing of the track can be in these sessions: who leads it cannot come."""

    track: int
    sessions: frozenset[int]


@dataclass(frozen=True, slots=True)
class SubmissionLonger:
    """The submission now takes so many slots."""

    submission: int
    slots: int


@dataclass(frozen=True, slots=True)
class SubmissionAdded:
    """A further submission has to be taken in; ``presenters`` are the submissions that share somebody with it."""

    submission: Submission
    away: frozenset[int] = frozenset()
    presenters: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SubmissionDropped:
    """The submission is not presented."""

    submission: int


Change = (
    RoomClosed
    | SessionLost
    | SessionShorter
    | SubmissionAway
    | TrackAway
    | SubmissionLonger
    | SubmissionAdded
    | SubmissionDropped
)


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after the change; raises ProblemError when it names something unknown or fits nowhere."""
    match change:
        case RoomClosed(room, sessions):
            _known(room, problem.rooms, "room")
            everywhere = range(len(problem.sessions)) if sessions is None else sessions
            return replace(problem, closed=problem.closed | {(s, room) for s in everywhere})
        case SessionLost(session):
            _known(session, len(problem.sessions), "session")
            return replace(problem, closed=problem.closed | {(session, r) for r in range(problem.rooms)})
        case SessionShorter(session, slots):
            _known(session, len(problem.sessions), "session")
            if not 0 < slots <= problem.sessions[session]:
                raise ProblemError(f"session {session} does not become shorter by having {slots} slots")
            lengths = tuple(slots if s == session else length for s, length in enumerate(problem.sessions))
            return replace(problem, sessions=lengths)
        case TrackAway(track, sessions):
            _known(track, problem.tracks, "track")
            inside = [i for i, one in enumerate(problem.submissions) if one.track == track]
            return _away(problem, inside, sessions)
        case _:
            return _of_a_submission(problem, change)


def _of_a_submission(
    problem: Problem, change: SubmissionAway | SubmissionLonger | SubmissionAdded | SubmissionDropped
) -> Problem:
    match change:
        case SubmissionAway(submission, sessions):
            return _away(problem, (submission,), sessions)
        case SubmissionLonger(submission, slots):
            _known(submission, len(problem.submissions), "submission")
            longer = replace(problem.submissions[submission], slots=slots)
            return replace(problem, submissions=_with(problem.submissions, submission, longer))
        case SubmissionAdded(submission, away, presenters):
            new = len(problem.submissions)
            for i in presenters:
                _known(i, new, "submission")
            bigger = replace(
                problem,
                submissions=(*problem.submissions, submission),
                conflicts={
                    **problem.conflicts,
                    "presenters": problem.pairs("presenters") | {(i, new) for i in presenters},
                },
            )
            return _away(bigger, (new,), away)
        case SubmissionDropped(submission):
            _known(submission, len(problem.submissions), "submission")
            return without(problem, submission)


def without(problem: Problem, submission: int) -> Problem:
    """The problem without the submission and all that names it."""
    gone = problem.submissions[submission]

    def later(one: Submission) -> bool:
        return one.track == gone.track and 0 < gone.order < one.order

    new = {i: i - (i > submission) for i in range(len(problem.submissions)) if i != submission}
    return replace(
        problem,
        submissions=tuple(
            replace(one, order=one.order - later(one)) for i, one in enumerate(problem.submissions) if i != submission
        ),
        penalties={
            name: {(new[i], x): price for (i, x), price in table.items() if i in new}
            if name.startswith("submission_")
            else table
            for name, table in problem.penalties.items()
        },
        conflicts={
            name: pairs if name == "chairs" else frozenset((new[i], new[j]) for i, j in pairs if i in new and j in new)
            for name, pairs in problem.conflicts.items()
        },
        away=frozenset((new[i], s) for i, s in problem.away if i in new),
    )


def carried(grid: Grid, change: Change) -> Grid:
    """The programme with the submissions' numbers as they are after the change."""
    if not isinstance(change, SubmissionDropped):
        return grid
    gone = change.submission
    return tuple(
        tuple(
            cell and replace(cell, slots=tuple(None if i in (None, gone) else i - (i > gone) for i in cell.slots))
            for cell in row
        )
        for row in grid
    )


def _away(problem: Problem, submissions: Iterable[int], sessions: frozenset[int]) -> Problem:
    return replace(problem, away=problem.away | {(i, s) for i in submissions for s in sessions})


def _known(number: int, numbers: int, what: str) -> None:
    if not 0 <= number < numbers:
        raise ProblemError(f"there is no {what} {number}")


def _with(submissions: tuple[Submission, ...], number: int, one: Submission) -> tuple[Submission, ...]:
    return (*submissions[:number], one, *submissions[number + 1 :])
