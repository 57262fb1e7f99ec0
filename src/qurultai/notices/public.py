"""The door of notices."""

from qurultai.notices.actions import Stranger, forget_addresses, forget_person, send
from qurultai.notices.queries import kept_of

__all__ = [
    "Stranger",
    "forget_addresses",
    "forget_person",
    "kept_of",
    "send",
]
