"""What the resources of the calendar are called."""

from collections.abc import Iterable

from qurultai.calendar.rules.claims import PERSON, Key
from qurultai.editions.public import places_named
from qurultai.people.public import names_of as people_named


def names_of(keys: Iterable[Key]) -> dict[Key, str]:
    """What people and places are called, in the active language; at most two queries."""
    keys = set(keys)
    people = {ref for kind, ref in keys if kind == PERSON}
    places = places_named(ref for kind, ref in keys if kind != PERSON)
    named = people_named(people) if people else {}
    return {
        (kind, ref): str(named.get(ref, "") if kind == PERSON else places.get(ref, "")) or ref.hex[-6:].upper()
        for kind, ref in keys
    }
