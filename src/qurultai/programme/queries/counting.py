"""Sessions in figures."""

from uuid import UUID

from django.db.models import Count, Q

from qurultai.programme.models import Session
from qurultai.programme.queries.sessions import public_now

ALIVE = ~Q(state=Session.State.CANCELLED)


def session_counts(edition_id: UUID) -> dict[str, int]:
    """How many sessions there are: all, without a time, drafts, published, cancelled; one query."""
    return Session.objects.filter(edition_id=edition_id).aggregate(
        all=Count("id", filter=ALIVE),
        unplaced=Count("id", filter=ALIVE & Q(booking=None)),
        drafts=Count("id", filter=Q(state=Session.State.DRAFT)),
        published=Count("id", filter=public_now()),
        cancelled=Count("id", filter=Q(state=Session.State.CANCELLED)),
    )
