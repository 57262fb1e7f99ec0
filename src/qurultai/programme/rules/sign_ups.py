"""Who may sign up for a session, and when."""

import datetime as dt
from typing import Literal

Closed = Literal["not_public", "not_wanted", "not_placed", "too_late", "phase"]


def closed_because(
    *,
    state: str,
    sign_up: bool,
    starts_at: dt.datetime | None,
    phase: tuple[dt.datetime, dt.datetime] | None,
    now: dt.datetime,
) -> Closed | None:
    """Why nobody can sign up for a session now, or None; `phase` is the forum's sign-up phase, if it has one."""
    if state != "published":
        return "not_public"
    if not sign_up:
        return "not_wanted"
    if starts_at is None:
        return "not_placed"
    if now >= starts_at:
        return "too_late"
    if phase is not None and not phase[0] <= now < phase[1]:
        return "phase"
    return None
