"""Places that can run out: never oversold, never undersold (R6, I1)."""

from uuid import UUID

from django.db.models import F

from qurultai.calendar.actions.refusals import TooFewPlaces
from qurultai.calendar.models import Capacity
from qurultai.kit.action import action


@action
def set_places(subject_id: UUID, places: int) -> None:
    """Say how many places there are. Raises TooFewPlaces when more are taken already."""
    Capacity.objects.bulk_create([Capacity(subject_id=subject_id, places=places)], ignore_conflicts=True)
    if not Capacity.objects.filter(subject_id=subject_id, used__lte=places).update(places=places):
        raise TooFewPlaces(used=Capacity.objects.get(subject_id=subject_id).used)


@action
def take_place(subject_id: UUID) -> bool:
    """Take one place if there is one, in one statement; False when full or when no places were ever set."""
    return Capacity.objects.filter(subject_id=subject_id, used__lt=F("places")).update(used=F("used") + 1) == 1


@action
def give_back(subject_id: UUID) -> bool:
    """Give one place back; False when none was taken."""
    return Capacity.objects.filter(subject_id=subject_id, used__gt=0).update(used=F("used") - 1) == 1
