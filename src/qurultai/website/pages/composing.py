"""What each public page shows: a function of the site and of the parts of its address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import npgettext, override

from qurultai.editions.public import address
from qurultai.kit.cldr import first_letter, language_name, pair_name
from qurultai.kit.text import Text
from qurultai.website.pages.changes import Changes
from qurultai.website.pages.filtering import filters, wants
from qurultai.website.pages.gridding import overlaps, plan_of
from qurultai.website.pages.highlighting import highlights
from qurultai.website.past import has_past, past_of
from qurultai.website.shapes import DayPlan, Published, Talk
from qurultai.website.site import Shown


class NotThere(LookupError):
    """No such page in what is published."""


@dataclass(frozen=True)
class Venue:
    """Building and floor of a room, and minutes on foot between two rooms, by the rooms' guids."""

    where: Mapping[str, tuple[Text, str]] = field(default_factory=dict)
    walking: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """One edition's public site in one language; `published` is None before the first version."""

    edition: Any
    language: str
    published: Published | None
    venue: Venue = Venue()
    registers: bool = False
    """Whether somebody who was not invited can apply."""

    def address(self, name: str, **parts: object) -> str:
        """The path of a named page of this edition in this language."""
        key = (name, *parts.items())
        if key not in self.addresses:
            with override(self.language):
                self.addresses[key] = address(name, self.edition, **parts)
        return self.addresses[key]

    @cached_property
    def addresses(self) -> dict[tuple[object, ...], str]:
        """The addresses made so far."""
        return {}

    @cached_property
    def kept(self) -> dict[tuple[object, ...], Any]:
        """What many pages share and has been rendered so far: parts of the frame, rows of sessions."""
        return {}

    @cached_property
    def shown(self) -> Shown:
        """The programme in words; raises NotThere before the first version."""
        if self.published is None:
            raise NotThere
        return Shown(self.published.document, self.language, self.address, self.venue.where)


def found(values: Mapping[str, Any], handle: str, key: str = "handle") -> Any:
    """The value with this name in its address; raises NotThere."""
    for value in values.values():
        if getattr(value, key) == handle:
            return value
    raise NotThere(handle)


def home(site: Site) -> dict[str, Any]:
    """Dates, place, what it is about, what opens it, and its figures."""
    if site.published is None:
        return {"shown": None}
    shown = site.shown
    countries = {speaker.country for speaker in shown.people.values() if speaker.country}
    talks, people, lands, places = len(shown.talks), len(shown.people), len(countries), len(shown.places)
    figures = [
        (talks, npgettext("figure", "session", "sessions", talks), site.address("website:programme")),
        (people, npgettext("figure", "speaker", "speakers", people), site.address("website:speakers")),
        (lands, npgettext("figure", "country", "countries", lands), ""),
        (places, npgettext("figure", "room", "rooms", places), site.address("website:rooms")),
    ]
    return {
        "shown": shown,
        "highlights": highlights(shown),
        "figures": [figure for figure in figures if figure[0]],
    }


def programme(site: Site, **wanted: str) -> dict[str, Any]:
    """The whole programme by day and hour, or what is wanted of it by topic, kind, language and room."""
    shown = site.shown
    days = by_day(shown, [talk for talk in shown.talks if wants(talk, shown, wanted)]) if wanted else shown.days
    return {
        "days": days,
        "count": sum(len(day.talks) for day in days),
        "wanted": wanted,
        "filters": filters(shown, wanted),
        "tabs": programme_tabs(site, "programme"),
        "day_links": day_links(days),
    }


def day_links(days: Sequence[DayPlan]) -> list[dict[str, Any]]:
    """Links to the days of a page."""
    return [{"day": day, "url": f"#{day.anchor}", "count": len(day.talks)} for day in days]


def programme_tabs(site: Site, current: str) -> list[dict[str, Any]]:
    """The ways to look at the programme."""
    labels = {
        "programme": _("By time"),
        "grid": _("Grid"),
        "topics": _("By topic"),
        "kinds": _("By kind"),
        "versions": _("Changes"),
    }
    return [
        {"label": label, "url": site.address(f"website:{name}"), "current": name == current}
        for name, label in labels.items()
    ]


def grid(site: Site) -> dict[str, Any]:
    """Rooms × time, a table for each day."""
    shown = site.shown
    zone = ZoneInfo(shown.programme.zone)
    plans = [(day, plan_of(day, shown, zone)) for day in shown.days if day.talks]
    return {"shown": shown, "plans": plans, "tabs": programme_tabs(site, "grid"), "day_links": day_links(shown.days)}


def topics(site: Site) -> dict[str, Any]:
    """The topics with the number of their sessions."""
    shown = site.shown
    rows = [(theme, sum(talk.theme is theme for talk in shown.talks)) for theme in shown.themes.values()]
    return {"shown": shown, "rows": rows, "tabs": programme_tabs(site, "topics")}


def topic(site: Site, topic: str) -> dict[str, Any]:
    """One topic and its sessions."""
    theme = found(site.shown.themes, topic)
    talks = [talk for talk in site.shown.talks if talk.theme is theme]
    return {"theme": theme, "days": by_day(site.shown, talks), "count": len(talks)}


def by_day(shown: Shown, talks: list[Talk]) -> list[DayPlan]:
    """These sessions under their days; days without any are left out."""
    wanted = {talk.item.guid for talk in talks}
    days = [DayPlan(d.index, d.date, tuple(t for t in d.talks if t.item.guid in wanted)) for d in shown.days]
    return [day for day in days if day.talks]


def kinds(site: Site) -> dict[str, Any]:
    """The kinds of session with their numbers."""
    shown = site.shown
    rows = [
        (word, site.address("website:kind", kind=shown.kind_handles[kind]), sum(t.kind == kind for t in shown.talks))
        for kind, word in shown.kinds.items()
    ]
    return {"shown": shown, "rows": rows, "tabs": programme_tabs(site, "kinds")}


def kind(site: Site, kind: str) -> dict[str, Any]:
    """One kind and its sessions."""
    shown = site.shown
    code = next((code for code, handle in shown.kind_handles.items() if handle == kind), None)
    if code is None:
        raise NotThere(kind)
    talks = [talk for talk in shown.talks if talk.kind == code]
    return {"word": shown.kinds[code], "days": by_day(shown, talks), "count": len(talks)}


def session(site: Site, session: str) -> dict[str, Any]:
    """One session with its brief."""
    shown = site.shown
    talk = found(shown.by_handle, session)
    day = next(day for day in shown.days if talk in day.talks)
    here = [other for other in day.talks if talk.place and other.place is talk.place]
    extra, code = talk.item.extra, talk.item.code or talk.handle
    questions = [shown.phrase(words) for words in extra.get("questions") or ()]
    return {
        "talk": talk,
        "aim": shown.phrase(extra.get("aim")),
        "questions": [question for question in questions if question],
        "spoken": language_name(talk.item.language),
        "interpretation": [pair_name(pair) for pair in extra.get("interpretation") or ()],
        "links": [
            link for link in (*talk.item.links, *talk.item.attachments) if link.url.startswith(("https://", "http://"))
        ],
        "ways": ways(site, talk.place.guid) if talk.place else [],
        "star_url": site.address("programme_participant:session", code=code),
        "mine_url": site.address("programme_participant:mine", code=code),
        "ics": site.address("website:session_ics", session=talk.handle),
        "before": next((other for other in reversed(here) if other.ends_at <= talk.starts_at), None),
        "after": next((other for other in here if other.starts_at >= talk.ends_at), None),
        "beside": [other for other in shown.talks if other is not talk and overlaps(other, talk)][:12],
    }


def ways(site: Site, guid: str) -> list[tuple[Any, int]]:
    """The rooms from which this one is a walk, and its minutes, the nearest first."""
    places = site.shown.places
    walks = [
        (places[a], minutes) for (a, b), minutes in site.venue.walking.items() if b == guid and a in places and minutes
    ]
    return sorted(walks, key=lambda walk: (walk[1], walk[0].name.text))


def speakers(site: Site) -> dict[str, Any]:
    """Everybody who speaks, under the letters of the reader's alphabet."""
    people = list(site.shown.people.values())
    letters = groupby(people, key=lambda person: first_letter(person.name, site.language))
    return {"count": len(people), "letters": [(letter or "#", list(group)) for letter, group in letters]}


def speaker(site: Site, speaker: str) -> dict[str, Any]:
    """One speaker and her sessions."""
    person = found(site.shown.people, speaker)
    talks = site.shown.talks_of[person.key]
    rows = [(talk, next(part for part in talk.parts if part.speaker.key == person.key)) for talk in talks]
    return {"person": person, "rows": rows}


def rooms(site: Site) -> dict[str, Any]:
    """All rooms with the number of their sessions."""
    shown = site.shown
    return {"rows": [(place, sum(talk.place is place for talk in shown.talks)) for place in shown.places.values()]}


def room(site: Site, room: str) -> dict[str, Any]:
    """One room, the ways to it, and its sessions."""
    place = found(site.shown.places, room)
    talks = [talk for talk in site.shown.talks if talk.place is place]
    return {"place": place, "ways": ways(site, place.guid), "days": by_day(site.shown, talks), "count": len(talks)}


def versions(site: Site) -> dict[str, Any]:
    """What was published when, and what changed."""
    shown = site.shown
    names = {guid: place.name for guid, place in shown.places.items()}
    urls = {talk.item.guid: talk.url for talk in shown.talks}
    changes = Changes(shown, names, urls)
    rows = [
        {
            "number": version.number,
            "label": version.name,
            "note": shown.phrase(version.note),
            "at": shown.programme.local(version.published_at),
            "rows": changes.rows(version),
            "first": version.number == site.published.versions[-1].number,
        }
        for version in site.published.versions
    ]
    return {"versions": rows, "tabs": programme_tabs(site, "versions")}


def past(site: Site) -> dict[str, Any]:
    """Earlier forums of the same series with sources; raises NotThere when none is known."""
    if not has_past(site.edition.series.slug):
        raise NotThere
    return {"past": past_of(site.language)}


def about(site: Site) -> dict[str, Any]:
    """How to take the data along, what is kept of a visitor, and how accessible the site is."""
    return {}


CONTEXTS: Mapping[str, Callable[..., dict[str, Any]]] = {
    function.__name__: function
    for function in (
        home, programme, grid, topics, topic, kinds, kind, session, speakers, speaker, rooms, room, versions, past,
        about,
    )
}  # fmt: skip
