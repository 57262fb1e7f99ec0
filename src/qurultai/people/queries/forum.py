"""The forum at hand, as people see it: what knows its `id` and its `grants` of roles to people; and its day."""

import datetime as dt
from typing import Protocol
from uuid import UUID

from django.db.models import Manager

from qurultai.kit import clock


def today() -> dt.date:
    """The day in UTC: names and affiliations change at its midnight."""
    return clock.now().date()


class Forum(Protocol):
    """An edition as people see it."""

    id: UUID
    grants: Manager
