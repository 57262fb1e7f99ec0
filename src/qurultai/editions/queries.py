"""All reading of editions: which forum is meant, what its venue is, who holds which role."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Q

from qurultai.editions.models import Edition, Grant, Room, Walk
from qurultai.kit.access import Actor


def edition_for(slug: str) -> Edition | None:
    """The edition of this slug, or else the one at the site's root: one query."""
    found = Edition.objects.select_related("series").filter(Q(at_root=True) | Q(slug=slug))
    return min(found, key=lambda edition: edition.slug != slug, default=None)


def edition_at_root() -> Edition | None:
    """The edition that the site's root shows."""
    return Edition.objects.select_related("series").filter(at_root=True).first()


def editions() -> list[Edition]:
    """All of them, newest first: that an edition exists is public."""
    return list(Edition.objects.select_related("series"))


def actor_of(person_id: UUID, scopes: frozenset[str] | None = None) -> Actor:
    """A person with all the roles she holds, by edition: one query."""
    roles: dict[UUID, set[str]] = defaultdict(set)
    for edition_id, role in Grant.objects.filter(person_id=person_id).values_list("edition_id", "role"):
        roles[edition_id].add(role)
    return Actor(person_id, {edition: frozenset(held) for edition, held in roles.items()}, scopes)


def rooms_of(edition_id: UUID) -> list[Room]:
    """The rooms of an edition in their order, with their buildings."""
    return list(Room.objects.filter(edition_id=edition_id).select_related("building"))


def walking_minutes(edition_id: UUID) -> dict[tuple[UUID, UUID], int]:
    """Minutes on foot between any two rooms, both ways; 0 inside one building and where nothing is said."""
    between = {
        (walk.origin_id, walk.destination_id): walk.minutes
        for walk in Walk.objects.filter(origin__edition_id=edition_id)
    }
    rooms = Room.objects.filter(edition_id=edition_id).values_list("id", "building_id")
    return {
        (a, b): max(between.get((at, to), 0), between.get((to, at), 0)) for a, at in rooms for b, to in rooms if a != b
    }
