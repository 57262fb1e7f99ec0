"""Buildings, rooms, tables and the ways between them."""

from collections.abc import Iterable, Mapping

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from qurultai.editions.events import VenueChanged
from qurultai.editions.models import Building, Edition, Room, Table, Walk
from qurultai.editions.policies import UPDATE_FORUM_SETTINGS
from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.kit.text import Text

ROOM_FIELDS = frozenset({"name", "capacity", "equipment", "floor", "position", "building"})


class RoomNameTaken(Refusal):
    """Two rooms of one edition cannot be told apart."""

    code = "room_name_taken"
    text = _("There is a room “%(name)s” already.")


@action
def add_building(edition: Edition, name: Text, *, by: Actor, address: Text | None = None) -> Building:
    """A house of the venue."""
    access.require(UPDATE_FORUM_SETTINGS, by, edition)
    building = Building.objects.create(
        edition=edition, name=name, address=address or Text(), position=edition.buildings.count()
    )
    journal.record(VenueChanged(edition.id), by=by, edition_id=edition.id)
    return building


@action
def set_walk(origin: Building, destination: Building, minutes: int, *, by: Actor) -> None:
    """How long it takes on foot between two buildings, both ways."""
    access.require(UPDATE_FORUM_SETTINGS, by, origin.edition)
    Walk.objects.update_or_create(origin=origin, destination=destination, defaults={"minutes": minutes})
    Walk.objects.update_or_create(origin=destination, destination=origin, defaults={"minutes": minutes})
    journal.record(VenueChanged(origin.edition_id), by=by, edition_id=origin.edition_id)


@action
def add_room(edition: Edition, name: Text, *, by: Actor, **more: object) -> Room:
    """A room; its address part is made from its English or first name."""
    access.require(UPDATE_FORUM_SETTINGS, by, edition)
    slug = slugify(name.best("en"), allow_unicode=True)[:110] or "room"
    taken = set(edition.rooms.values_list("slug", flat=True))
    if any(room.name == name for room in edition.rooms.all()):
        raise RoomNameTaken(name=str(name))
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    more.setdefault("position", len(taken))
    room = Room.objects.create(edition=edition, name=name, slug=free, **more)
    journal.record(VenueChanged(edition.id), by=by, edition_id=edition.id)
    return room


@action
def change_room(room: Room, changes: Mapping[str, object], *, by: Actor) -> Room:
    """Change a room's name, places, equipment or position."""
    access.require(UPDATE_FORUM_SETTINGS, by, room.edition)
    changed = [field for field in sorted(ROOM_FIELDS & changes.keys()) if getattr(room, field) != changes[field]]
    for field in changed:
        setattr(room, field, changes[field])
    if changed:
        room.save(update_fields=changed)
        journal.record(VenueChanged(room.edition_id), by=by, edition_id=room.edition_id)
    return room


@action
def add_tables(room: Room, numbers: Iterable[int], *, by: Actor, seats: int = 4) -> int:
    """Numbered tables for meetings in a room; those that stand there already stay. Returns how many were added."""
    access.require(UPDATE_FORUM_SETTINGS, by, room.edition)
    there = set(room.tables.values_list("number", flat=True))
    new = Table.objects.bulk_create(Table(room=room, number=n, seats=seats) for n in numbers if n not in there)
    if new:
        journal.record(VenueChanged(room.edition_id), by=by, edition_id=room.edition_id)
    return len(new)
