"""Reading keys of persons."""

from collections.abc import Iterable
from uuid import UUID

from qurultai.people.models import PersonKey

BATCH = 900


def keys_of(person_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The wrapped keys that there are; whoever was erased has none."""
    wanted, found = sorted(set(person_ids)), {}
    for start in range(0, len(wanted), BATCH):
        rows = PersonKey.objects.filter(person_id__in=wanted[start : start + BATCH])
        found |= {person_id: bytes(wrapped) for person_id, wrapped in rows.values_list("person_id", "wrapped")}
    return found
