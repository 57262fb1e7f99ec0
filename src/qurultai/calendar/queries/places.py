"""Where a room or table is and what it is called; who a person is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from qurultai.calendar.rules.claims import PERSON, Key
from qurultai.editions.models import Room
from qurultai.kit.text import Text
from qurultai.people.models import Person

NO_WORDS = Text()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A room, or a table in a room, with its building."""

    id: UUID
    room_id: UUID
    room: Text
    table: int | None = None
    building: Text = NO_WORDS

    def __str__(self) -> str:
        if self.table is None:
            return str(self.room)
        return _("%(room)s, table %(number)s") % {"room": self.room, "number": self.table}


def places_named(place_ids: Iterable[UUID]) -> dict[UUID, PlaceName]:
    """Rooms and tables by id, in one query; what is neither is not there."""
    ids = set(place_ids)
    if not ids:
        return {}
    rows = (
        Room.objects.annotate(asked=FilteredRelation("tables", condition=Q(tables__id__in=ids)))
        .filter(Q(id__in=ids) | Q(asked__id__isnull=False))
        .order_by()
        .values_list("id", "name", "building__name", "asked__id", "asked__number")
    )
    found = {}
    for room_id, name, building, table_id, number in rows:
        if room_id in ids:
            found[room_id] = PlaceName(room_id, room_id, Text(name), building=Text(building))
        if table_id is not None:
            found[table_id] = PlaceName(table_id, room_id, Text(name), number, Text(building))
    return found


def names_of(keys: Iterable[Key]) -> dict[Key, str]:
    """What people and places are called, in the active language; at most two queries."""
    keys = set(keys)
    people = {ref for kind, ref in keys if kind == PERSON}
    places = places_named(ref for kind, ref in keys if kind != PERSON)
    named = dict(Person.objects.filter(id__in=people).values_list("id", "name")) if people else {}
    return {
        (kind, ref): str(named.get(ref, "") if kind == PERSON else places.get(ref, "")) or ref.hex[-6:].upper()
        for kind, ref in keys
    }
