"""A day as rooms × time."""

from zoneinfo import ZoneInfo

from qurultai.kit.ui.schedule import Item as Cell
from qurultai.kit.ui.schedule import Plan, laid_out
from qurultai.website.shapes import DayPlan, Talk
from qurultai.website.site import Shown

FOR_ALL = {"ceremony", "plenary"}
"""Kinds that stand across all rooms while nothing else is on."""


def plan_of(day: DayPlan, shown: Shown, zone: ZoneInfo) -> Plan:
    """The sessions of a day in the rooms that it uses."""
    used = {talk.place.guid for talk in day.talks if talk.place}
    names = {guid: place.name.text for guid, place in shown.places.items() if guid in used}
    cells = [
        Cell(
            talk.title.text,
            talk.starts_at,
            talk.ends_at,
            room=names[talk.place.guid] if talk.place else "",
            url=talk.url,
            speakers=talk.speakers,
            tone=talk.theme.tone if talk.theme else "",
            lang=talk.title.lang,
            wide=talk.kind in FOR_ALL and not any(other is not talk and overlaps(other, talk) for other in day.talks),
        )
        for talk in day.talks
    ]
    return laid_out(cells, list(dict.fromkeys(names.values())), zone)


def overlaps(one: Talk, other: Talk) -> bool:
    """Whether two sessions share an instant."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
