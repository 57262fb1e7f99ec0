"""Tables of the programme: sessions with what belongs to them, and planning."""

from qurultai.editions.models import Edition, Room
from qurultai.people.models import Person
from qurultai.programme.models.planning import PlanFrame, PlanRun
from qurultai.programme.models.sessions import (
    SearchEntry,
    Session,
    SessionRole,
    SignUp,
    Source,
    Star,
    Topic,
    Version,
    Wish,
)

__all__ = [
    "Edition",
    "Person",
    "PlanFrame",
    "PlanRun",
    "Room",
    "SearchEntry",
    "Session",
    "SessionRole",
    "SignUp",
    "Source",
    "Star",
    "Topic",
    "Version",
    "Wish",
]
