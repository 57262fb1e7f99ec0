"""What is wrong with a file, as codes with places and parameters; `messages` turns them into sentences."""

from dataclasses import dataclass, field
from typing import Any

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a code of `messages.SENTENCES`, where it is, and the sentence's parameters."""

    code: str
    place: str = ""
    row: int | None = None
    line: int | None = None
    params: dict[str, Any] = field(default_factory=dict)


class Unreadable(Exception):
    """The file gives no programme at all; `problems` says why, in the file's order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(dict.fromkeys(problem.code for problem in problems)))
        self.problems = problems


class Findings:
    """Gathers problems while a file is read, so that all of them are told at once (at most `MOST_PROBLEMS`)."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, code: str, place: str = "", row: int | None = None, line: int | None = None, **params: Any) -> None:
        """Notes a problem; raises Unreadable once there are too many to be useful."""
        self.problems.append(Problem(code, place, row, line, params))
        if len(self.problems) >= MOST_PROBLEMS:
            raise Unreadable(self.problems)

    def settle(self) -> None:
        """Raises Unreadable when anything was noted."""
        if self.problems:
            raise Unreadable(self.problems)


class Located(dict):
    """A piece of a file with the line or sheet row where it stands."""

    line: int | None = None
    row: int | None = None
    place: str = ""


def refused(code: str, place: str = "", row: int | None = None, line: int | None = None, **params: Any) -> Unreadable:
    """The exception for a file with this one problem."""
    return Unreadable([Problem(code, place, row, line, params)])
