"""A programme in which somebody is named no longer: her parts stay, under a key of ours and without her name."""

from dataclasses import replace
from typing import Any

from qurultai.programme.formats.document import Contributor, Item, Person, Programme


def without(document: Programme, keys: frozenset[str], ours: str, withheld: str) -> Programme:
    """The document that calls the person under any of these keys `withheld`, and says nothing else of her."""
    persons = tuple(Person(ours, withheld, number=one.number) if one.key in keys else one for one in document.persons)
    items = tuple(
        replace(item, contributors=_parts(item, keys, ours))
        if any(part.person in keys for part in item.contributors)
        else item
        for item in document.items
    )
    return replace(document, persons=persons, items=items)


def _parts(item: Item, keys: frozenset[str], ours: str) -> tuple[Contributor, ...]:
    return tuple(Contributor(ours, part.role) if part.person in keys else part for part in item.contributors)


def changes_without(changes: Any, hers: frozenset[str], withheld: str) -> Any:
    """A plain difference in which none of these words, keys or names, stands alone."""
    if isinstance(changes, dict):
        return {name: changes_without(value, hers, withheld) for name, value in changes.items()}
    if isinstance(changes, list):
        return [changes_without(value, hers, withheld) for value in changes]
    return withheld if changes in hers else changes
