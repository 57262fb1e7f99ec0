"""What editions keep of a person, and how they forget her (I12)."""

from uuid import UUID

from qurultai.editions.models import Grant
from qurultai.kit.action import action
from qurultai.kit.keepers import Kept


def kept_of(person_id: UUID) -> Kept:
    """Her roles in every forum."""
    rows = Grant.objects.filter(person_id=person_id).order_by("pk").select_related("edition")
    return Kept({"roles": [{"forum": dict(row.edition.name), "role": row.role} for row in rows]})


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """She holds no role any more."""
    return {"roles": Grant.objects.filter(person_id=person_id).delete()[0]}
