"""What a participant sees of the published programme, with her own stars and places."""

from qurultai.programme.queries.participant.browsing import (
    Filters,
    Programme,
    Seen,
    programme_for,
    session_for,
    waiting_before,
)

__all__ = ["Filters", "Programme", "Seen", "programme_for", "session_for", "waiting_before"]
