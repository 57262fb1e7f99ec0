"""At which desk a badge waits."""

from uuid import UUID

from qurultai.accreditation.models import Desk, Edition
from qurultai.accreditation.rules import desks


def desks_of(edition: Edition) -> list[desks.Desk]:
    """The desks in the order in which they take badges; one query."""
    rows = Desk.objects.filter(edition=edition).values_list("name", "categories", "first", "last")
    return [desks.Desk(name, frozenset(categories), first, last) for name, categories, first, last in rows]


def desk_rows(edition: Edition) -> list[Desk]:
    """The desks as the office edits them."""
    return list(Desk.objects.filter(edition=edition))


def desk_in_office(actor: object, edition: Edition | None, key: UUID) -> Desk:
    """One desk. Raises Desk.DoesNotExist."""
    return Desk.objects.get(pk=key, edition=edition)
