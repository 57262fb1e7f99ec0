"""The door of editions."""

from qurultai.editions.actions.copying import copy_edition
from qurultai.editions.actions.erasing import forget_person, kept_of
from qurultai.editions.actions.forum import (
    change_edition,
    create_edition,
    grant_role,
    grant_roles,
    set_phase,
    undo_withdrawal,
    withdraw_role,
)
from qurultai.editions.actions.venue import add_building, add_room, add_tables, change_room, set_walk
from qurultai.editions.addresses import RESERVED, address
from qurultai.editions.queries import (
    PlaceName,
    actor_of,
    buildings_of,
    country_count,
    edition_at_root,
    edition_for,
    editions,
    people_count,
    phase_of,
    places_named,
    rooms_of,
    walking_minutes,
    ways_between,
)
from qurultai.editions.rules import utc_words
from qurultai.editions.wording import EQUIPMENT, equipment_name

__all__ = [
    "EQUIPMENT",
    "RESERVED",
    "PlaceName",
    "actor_of",
    "add_building",
    "add_room",
    "add_tables",
    "address",
    "buildings_of",
    "change_edition",
    "change_room",
    "copy_edition",
    "country_count",
    "create_edition",
    "edition_at_root",
    "edition_for",
    "editions",
    "equipment_name",
    "forget_person",
    "grant_role",
    "grant_roles",
    "kept_of",
    "people_count",
    "phase_of",
    "places_named",
    "rooms_of",
    "set_phase",
    "set_walk",
    "undo_withdrawal",
    "utc_words",
    "walking_minutes",
    "ways_between",
    "withdraw_role",
]
