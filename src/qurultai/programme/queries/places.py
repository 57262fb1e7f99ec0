"""Places in sessions with sign-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from qurultai.calendar import public as calendar


@dataclass(frozen=True, slots=True)
class Places:
    """So many places and how many of them are taken."""

    places: int
    used: int

    @property
    def left(self) -> int:
        """How many are free."""
        return self.places - self.used


def places_of(session_ids: Iterable[UUID]) -> dict[UUID, Places]:
    """The places of each session whose places are limited; one query."""
    return {session_id: Places(*figures) for session_id, figures in calendar.places_and_used(session_ids).items()}
