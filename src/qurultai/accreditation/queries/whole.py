"""What a forum is to its badges: its number in codes, and its whole span."""

import datetime as dt
import hashlib
from uuid import UUID

from qurultai.accreditation.models import Edition
from qurultai.accreditation.rules.zones import Policy


def forum_number(edition_id: UUID) -> int:
    """The 32 bits that stand for a forum in badge codes."""
    return int.from_bytes(hashlib.sha256(edition_id.bytes).digest()[:4], "big")


def whole_forum(edition: Edition) -> Policy:
    """No zone, from the morning of the first day until midnight after the last."""
    first = dt.datetime.combine(edition.starts_on, dt.time(), edition.tz)
    last = dt.datetime.combine(edition.ends_on + dt.timedelta(days=1), dt.time(), edition.tz)
    return Policy(frozenset(), first.astimezone(dt.UTC), last.astimezone(dt.UTC))
