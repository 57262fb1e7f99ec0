"""Badge desks: who picks a badge up where, by category and by the first letter of the name."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk for these categories (none: for all) and for names from one letter up to another, both in."""

    name: str
    categories: frozenset[int] = frozenset()
    first: str = "A"
    last: str = "Z"

    def takes(self, category: int, initial: str) -> bool:
        """Whether a badge waits here; a name that begins with no Latin letter waits where Z does."""
        letter = initial.upper() if "A" <= initial.upper() <= "Z" else "Z"
        return (not self.categories or category in self.categories) and self.first <= letter <= self.last


def desk_of(desks: Iterable[Desk], category: int, latin_name: str) -> str:
    """The name of the first desk that takes the badge; empty when none does."""
    initial = latin_name.strip()[:1]
    return next((desk.name for desk in desks if desk.takes(category, initial)), "")
