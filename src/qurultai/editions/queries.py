"""All reading of editions: which forum is meant, what its venue is, who holds which role."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from qurultai.editions.models import Edition, Grant, Phase, Room, Walk
from qurultai.editions.policies import LIST_ROLE_GRANTS, READ_FORUM_SETTINGS
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.prepared import first, prepared
from qurultai.kit.text import Text

NO_WORDS = Text()
_WALKS = ("building__walks__destination_id", "building__walks__minutes")


def edition_for(slug: str) -> Edition | None:
    """The edition of this slug, or else the one at the site's root: one query."""
    return min(_called_or_at_root(slug), key=lambda edition: edition.slug != slug, default=None)


def edition_called(slug: str) -> Edition | None:
    """The edition of this slug and no other."""
    return first(_called(slug)) if slug else None


@prepared
def _called(slug: str) -> QuerySet[Edition]:
    return Edition.objects.select_related("series").filter(slug=slug).order_by()


@prepared
def _called_or_at_root(slug: str) -> QuerySet[Edition]:
    return Edition.objects.select_related("series").filter(Q(at_root=True) | Q(slug=slug)).order_by()


def edition_at_root() -> Edition | None:
    """The edition that the site's root shows."""
    return Edition.objects.select_related("series").filter(at_root=True).first()


def editions() -> list[Edition]:
    """All of them, newest first: that an edition exists is public."""
    return list(Edition.objects.select_related("series"))


def actor_of(person_id: UUID, scopes: frozenset[str] | None = None) -> Actor:
    """A person with all the roles she holds, by edition: one query."""
    return Actor(person_id, _by_edition(_roles_of(person_id)), scopes)


def actor_and_edition(person_id: UUID, slug: str) -> tuple[Actor, Edition | None]:
    """What `actor_of` and `edition_for` answer, in one query: every page of somebody signed in asks both."""
    rows = _with_roles(person_id, slug)
    held = ((row.id, row.role) for row in rows if row.role is not None)
    meant = [row for row in rows if row.at_root or row.slug == slug]
    edition = min(meant, key=lambda edition: edition.slug != slug, default=None)
    return Actor(person_id, _by_edition(held)), edition


@prepared
def _with_roles(person_id: UUID, slug: str) -> QuerySet[Edition]:
    mine = FilteredRelation("grants", condition=Q(grants__person_id=person_id))
    rows = Edition.objects.select_related("series").annotate(mine=mine, role=F("mine__role"))
    return rows.filter(Q(at_root=True) | Q(slug=slug) | Q(mine__isnull=False)).order_by()


def _by_edition(held: Iterable[tuple[UUID, str]]) -> dict[UUID, frozenset[str]]:
    roles: dict[UUID, set[str]] = defaultdict(set)
    for edition_id, role in held:
        roles[edition_id].add(role)
    return {edition_id: frozenset(names) for edition_id, names in roles.items()}


@prepared
def _roles_of(person_id: UUID) -> QuerySet[Grant]:
    return Grant.objects.filter(person_id=person_id).order_by().values_list("edition_id", "role")


def rooms_of(edition_id: UUID) -> list[Room]:
    """The rooms of an edition in their order, with their buildings."""
    return list(Room.objects.filter(edition_id=edition_id).select_related("building"))


def ways_between(edition_id: UUID) -> dict[tuple[UUID, UUID], int]:
    """Minutes on foot between two buildings, both ways; what is not there is near."""
    minutes: dict[tuple[UUID, UUID], int] = {}
    for origin, destination, said in _walks_of(edition_id):
        for pair in ((origin, destination), (destination, origin)):
            minutes[pair] = max(minutes.get(pair, 0), said)
    return minutes


@prepared
def _walks_of(edition_id: UUID) -> QuerySet[Walk]:
    return Walk.objects.filter(origin__edition_id=edition_id).values_list("origin_id", "destination_id", "minutes")


def walking_minutes(edition_id: UUID) -> dict[tuple[UUID, UUID], int]:
    """Minutes on foot between any two rooms, both ways; 0 inside one building and where nothing is said."""
    between = ways_between(edition_id)
    rooms = Room.objects.filter(edition_id=edition_id).values_list("id", "building_id")
    return {(a, b): between.get((at, to), 0) for a, at in rooms for b, to in rooms if a != b}


def buildings_of(place_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """In which building each of these rooms and tables is; what is in none is not there."""
    ids = set(place_ids)
    found = {}
    for room_id, building_id, table_id in _houses(list(ids)):
        found |= {place: building_id for place in (room_id, table_id) if place in ids}
    return found


@prepared
def _houses(ids: list[UUID]) -> QuerySet[Room]:
    rooms = _with_tables(ids).filter(building__isnull=False)
    return rooms.values_list("id", "building_id", "asked__id")


def _with_tables(ids: Collection[UUID]) -> QuerySet[Room]:
    """The rooms among these places, and those with a table among them, once for each such table."""
    asked = FilteredRelation("tables", condition=Q(tables__id__in=ids))
    return Room.objects.annotate(asked=asked).filter(Q(id__in=ids) | Q(asked__id__isnull=False)).order_by()


def edition_visible_to(actor: Actor, edition: Edition | None) -> Edition:
    """The edition at hand, for those who read its settings. Raises Edition.DoesNotExist for everybody else."""
    if edition is None or not access.allowed(READ_FORUM_SETTINGS, actor, edition):
        raise Edition.DoesNotExist
    return edition


def venue_of(edition: Edition) -> dict[str, list]:
    """Buildings, ways between them, rooms and how many tables each has."""
    rooms = edition.rooms.select_related("building").annotate(table_count=Count("tables"))
    walks = Walk.objects.filter(origin__edition=edition).select_related("origin", "destination")
    return {
        "buildings": list(edition.buildings.all()),
        "walks": list(walks.order_by("origin__position", "destination__position")),
        "rooms": list(rooms),
    }


def room_visible_to(actor: Actor, edition: Edition | None, code: str) -> Room:
    """A room of the edition at hand, for those who read its settings."""
    return edition_visible_to(actor, edition).rooms.select_related("edition", "building").get(code=code)


def phases_of(edition: Edition) -> list[Phase]:
    """Its phases in order of time."""
    return list(edition.phases.all())


def phase_of(edition_id: UUID, kind: str) -> tuple[dt.datetime, dt.datetime] | None:
    """From when until when a phase is; None where the forum says nothing of it."""
    return first(_phases_of(edition_id, kind))


@prepared
def _phases_of(edition_id: UUID, kind: str) -> QuerySet[Phase]:
    return Phase.objects.filter(edition_id=edition_id, kind=kind).order_by().values_list("starts_at", "ends_at")


def grants_of(edition: Edition, words: str = "", role: str = "") -> QuerySet[Grant]:
    """Who holds which role, by name."""
    found = edition.grants.select_related("person", "organisation").order_by("role", "person__latin_name", "person_id")
    if words:
        found = found.filter(Q(person__name__icontains=words) | Q(person__latin_name__icontains=words))
    return found.filter(role=role) if role else found


def grant_visible_to(actor: Actor, edition: Edition | None, key: UUID) -> Grant:
    """A grant of the edition at hand, for those who list its roles."""
    if edition is None or not access.allowed(LIST_ROLE_GRANTS, actor, edition_id=edition.id):
        raise Grant.DoesNotExist
    return edition.grants.select_related("person", "edition").get(id=key)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A room, or a table in a room, with its building; `ways` are minutes on foot from there to other buildings."""

    id: UUID
    room_id: UUID
    room: Text
    table: int | None = None
    building: Text = NO_WORDS
    building_id: UUID | None = None
    ways: Mapping[UUID, int] = field(default_factory=dict)

    def walk_to(self, there: "PlaceName") -> int:
        """Minutes on foot; 0 inside one building and where nothing is said."""
        return max(self.ways.get(there.building_id, 0), there.ways.get(self.building_id, 0))

    def __str__(self) -> str:
        if self.table is None:
            return str(self.room)
        return _("%(room)s, table %(number)s") % {"room": self.room, "number": self.table}


def places_named(place_ids: Iterable[UUID]) -> dict[UUID, PlaceName]:
    """Rooms and tables by id, in one query; what is neither is not there."""
    ids = set(place_ids)
    if not ids:
        return {}
    rows = _named(list(ids))
    found: dict[UUID, PlaceName] = {}
    ways: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for room_id, name, building_id, building, table_id, number, to, minutes in rows:
        if to is not None:
            ways[building_id][to] = minutes
        words = Text(name), Text(building)
        for key, table in ((room_id, None), (table_id, number)):
            if key in ids:
                found[key] = PlaceName(key, room_id, words[0], table, words[1], building_id, ways[building_id])
    return found


@prepared
def _named(ids: list[UUID]) -> QuerySet[Room]:
    building = ("building_id", "building__name")
    return _with_tables(ids).values_list("id", "name", *building, "asked__id", "asked__number", *_WALKS)


def people_count(edition_id: UUID) -> int:
    """How many persons hold any role in an edition."""
    return Grant.objects.filter(edition_id=edition_id).values("person").distinct().count()


def country_count(edition_id: UUID) -> int:
    """How many countries these persons come from."""
    found = Grant.objects.filter(edition_id=edition_id).exclude(person__country="")
    return found.values("person__country").distinct().count()
