"""What a participant sees of the published programme, with her own stars and places."""

from qurultai.programme.queries.participant.browsing import (
    Filters,
    Programme,
    Seen,
    programme_for,
    session_for,
    waiting_before,
)
from qurultai.programme.queries.participant.hindering import hindrances
from qurultai.programme.queries.participant.starring import Starred, starred_by

__all__ = [
    "Filters",
    "Programme",
    "Seen",
    "Starred",
    "hindrances",
    "programme_for",
    "session_for",
    "starred_by",
    "waiting_before",
]
