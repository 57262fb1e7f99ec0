"""What the calendar keeps of a person, and how it forgets her (I12)."""

from uuid import UUID

from qurultai.calendar.models import Claim, FeedAddress, ResourceKind
from qurultai.calendar.queries.agenda import agenda_of
from qurultai.kit import clock
from qurultai.kit.action import action
from qurultai.kit.keepers import Kept


def kept_of(person_id: UUID) -> Kept:
    """All that takes or took her time, and the secret address of her feed."""
    feed = FeedAddress.objects.filter(person_id=person_id).values_list("address", flat=True).first()
    return Kept(
        {
            "agenda": [
                {
                    "title": dict(entry.title),
                    "kind": entry.kind,
                    "starts_at": entry.during.starts_at.isoformat(),
                    "ends_at": entry.during.ends_at.isoformat(),
                    "places": [str(place) for place in entry.places],
                    "state": entry.state,
                }
                for entry in agenda_of(person_id, cancelled=True)
            ],
            "feed": feed,
        }
    )


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """Her feed is gone, and nothing that is to come takes her time; what was stays, as time that was taken."""
    hers = Claim.objects.filter(resource__kind=ResourceKind.PERSON, resource__ref=person_id)
    claims = hers.filter(starts_at__gt=clock.now())
    count = claims.count()
    claims.delete()
    return {"claims": count, "feeds": FeedAddress.objects.filter(person_id=person_id).delete()[0]}
