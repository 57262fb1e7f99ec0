"""Zones, policies and keys as the office edits them."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.accreditation.models import BadgeKey, Edition, Zone, ZonePolicy
from qurultai.accreditation.policies import READ_ZONES
from qurultai.accreditation.queries.whole import whole_forum
from qurultai.accreditation.rules.zones import Policy, zones_in
from qurultai.kit.access import Actor, allowed
from qurultai.registration import public as registration


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category with what its badges open; `is_set` when somebody has said so."""

    id: UUID
    code: str
    number: int
    name: str
    colour: str
    policy: Policy
    is_set: bool
    edition_id: UUID

    @property
    def numbers(self) -> list[int]:
        """The zones in order."""
        return sorted(self.policy.zones)


def categories_with_zones(edition: Edition) -> list[CategoryLine]:
    """Every category of the forum; two queries."""
    rows = ZonePolicy.objects.filter(edition=edition)
    told = rows.values_list("category_id", "zones", "valid_from", "valid_until")
    policies = {key: Policy(frozenset(zones_in(mask)), *span) for key, mask, *span in told}
    whole = whole_forum(edition)
    return [
        CategoryLine(
            one.id, one.code, one.number, str(one.name), one.colour, policies.get(one.id, whole), one.id in policies,
            edition.id,
        )
        for one in registration.categories_of(edition)
    ]  # fmt: skip


def category_in_office(actor: Actor, edition: Edition | None, code: str) -> CategoryLine:
    """One category with what it opens. Raises ZonePolicy.DoesNotExist."""
    if edition is None or not allowed(READ_ZONES, actor, edition_id=edition.id):
        raise ZonePolicy.DoesNotExist
    found = next((line for line in categories_with_zones(edition) if line.code == code), None)
    if found is None:
        raise ZonePolicy.DoesNotExist
    return found


def category_choices(edition: Edition) -> list[tuple[str, str]]:
    """Codes and names of the categories, for a filter."""
    return [(one.code, str(one.name)) for one in registration.categories_of(edition)]


def zone_in_office(actor: Actor, edition: Edition | None, number: int) -> Zone:
    """One zone. Raises Zone.DoesNotExist."""
    if edition is None or not allowed(READ_ZONES, actor, edition_id=edition.id):
        raise Zone.DoesNotExist
    return Zone.objects.get(edition=edition, number=number)


def keys_of(edition: Edition) -> list[BadgeKey]:
    """The badge keys without their halves, the last first."""
    return list(
        BadgeKey.objects.filter(edition=edition)
        .only("number", "accepted_from", "accepted_until", "made_at")
        .order_by("-number")
    )
