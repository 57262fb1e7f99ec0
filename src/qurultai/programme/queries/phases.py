"""What of the forum's phases matters to the programme."""

import datetime as dt

from qurultai.programme.models import Edition


def sign_up_phase(edition: Edition) -> tuple[dt.datetime, dt.datetime] | None:
    """From when until when people may sign up for sessions; None when the forum does not limit it."""
    return edition.phases.filter(kind="sign_up").values_list("starts_at", "ends_at").first()
