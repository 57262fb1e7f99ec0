"""What is public of a programme while some of it is under embargo."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from qurultai.programme.formats.document import Programme, arranged


def state_at(state: str, embargo_until: dt.datetime | None, *, sealed: bool, now: dt.datetime) -> str:
    """The state of a session by the clock: sealed in a version, it is published from its embargo's end on."""
    ended = state == "embargoed" and sealed and embargo_until is not None and embargo_until <= now
    return "published" if ended else state


def opened(whole: Programme, before: Programme, guids: Collection[str], version: str) -> Programme:
    """The version after `before` in which these sealed sessions are public too, and nothing else of `whole`."""
    shown = {item.guid for item in before.items} | set(guids)
    items = tuple(item for item in whole.items if item.guid in shown)
    people = {part.person for item in items for part in item.contributors}
    known = {day.date for day in before.days}
    days = [
        day
        for day in whole.days
        if day.date in known or any(day.starts_at <= item.starts_at < day.ends_at for item in items)
    ]
    return arranged(
        replace(
            whole,
            version=version,
            items=items,
            persons=tuple(person for person in whole.persons if person.key in people),
            days=tuple(replace(day, index=number) for number, day in enumerate(days, 1)),
        )
    )
