"""Puts the whole demonstration together."""

from functools import cache

from .casting import cast
from .diary import commitments, presences
from .frame import buildings, edition, equipment, rooms, tables, topics, walks
from .interests import stars
from .organisations import countries, organisations
from .programme import uncast_sessions, wishes
from .reading import named, read
from .registry import people, sign_ins
from .shapes import Forum

SEED = 2027


@cache
def forum(seed: int = SEED) -> Forum:
    """Return all of *Space Days 2027 (demonstration)*; the same seed gives the same forum."""
    registered = people(seed)
    sessions = cast(uncast_sessions(), registered, seed)
    present = presences(registered, sessions, wishes(), seed)
    return Forum(
        edition=edition(),
        topics=topics(),
        buildings=buildings(),
        walks=walks(),
        rooms=rooms(),
        tables=tables(),
        equipment=equipment(),
        countries=countries(),
        organisations=organisations(),
        categories=named(read("closed_lists.json")["categories"]),
        people=registered,
        sign_ins=sign_ins(registered),
        presences=present,
        commitments=commitments(registered, sessions, present, seed),
        sessions=sessions,
        wishes=wishes(),
        stars=stars(sessions, registered, seed),
    )
