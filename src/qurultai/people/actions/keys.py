"""Keys of persons: what may never change is sealed under one, so that it can be forgotten all the same (I6, I12)."""

from collections.abc import Iterable
from uuid import UUID

from qurultai.kit import sealing
from qurultai.kit.action import action
from qurultai.people.models import PersonKey
from qurultai.people.queries.keys import keys_of

BATCH = 500


@action
def keys_for(person_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The wrapped key of each of these people, made where there is none."""
    wanted = set(person_ids)
    known = keys_of(wanted)
    missing = sorted(wanted - known.keys())
    if not missing:
        return known
    fresh = [PersonKey(person_id=one, wrapped=sealing.new_key(one.bytes)) for one in missing]
    PersonKey.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    return keys_of(wanted)
