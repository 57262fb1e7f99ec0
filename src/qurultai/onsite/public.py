"""The door of what happens on site."""

from qurultai.onsite.actions.erasing import forget_person
from qurultai.onsite.queries.erasing import kept_of

__all__ = [
    "forget_person",
    "kept_of",
]
