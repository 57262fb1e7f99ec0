"""The public site of one edition as plain values in one language: what every page is composed from."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from qurultai.kit.cldr import alphabetical, country_name
from qurultai.kit.text import Text
from qurultai.programme.public import Item, Programme, readable
from qurultai.website.rules.names import name_for
from qurultai.website.shapes import DayPlan, Part, Phrase, Place, Speaker, Talk, Theme
from qurultai.website.words import kind_word, role_word

_SAFE = re.compile(r"[\w.~-]{1,100}")
_WEB = re.compile(r"https?://", re.I)
_BEHIND_THE_SCENES = {"interpreter", "rapporteur"}
Address = Callable[..., str]


def handles(candidates: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """For each key the first of its names that is safe in an address and not yet taken; the key's own hex last."""
    taken: dict[str, str] = {}
    for key, names in candidates:
        free = (name for name in names if name and _SAFE.fullmatch(name) and name.lower() not in taken)
        name = next(free, key.encode().hex()[:64])
        taken[name.lower()] = key
        taken.setdefault(f"\0{key}", name)
    return {key[1:]: name for key, name in taken.items() if key.startswith("\0")}


@dataclass(frozen=True)
class Shown:
    """A published programme in one language; `address` makes the path of a named page of its edition."""

    programme: Programme
    language: str
    address: Address
    where: Mapping[str, tuple[Mapping[str, str], str]] = field(default_factory=dict)

    def phrase(self, words: Any) -> Phrase:
        """Words of the document in this language, else in the first that has any."""
        if isinstance(words, str):
            return Phrase(readable(words.strip()))
        text = Text({tag: value for tag, value in words.items() if isinstance(value, str)} if words else {})
        best, spoken = readable(text.best(self.language).strip()), text.language_of(self.language)
        return Phrase(best, "" if spoken == self.language else spoken)

    @cached_property
    def places(self) -> dict[str, Place]:
        """The rooms by guid, in the forum's order."""
        rooms = self.programme.rooms
        names = handles((room.guid, (room.slug, room.guid)) for room in rooms)
        return {
            room.guid: Place(
                room.guid,
                names[room.guid],
                self.phrase(room.name),
                self.address("website:room", room=names[room.guid]),
                room.capacity,
                self.phrase(room.description),
                self.phrase(self.where.get(room.guid, ("", ""))[0]).text,
                self.where.get(room.guid, ("", ""))[1],
            )
            for room in rooms
        }

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The topics by key, in the forum's order."""
        topics = self.programme.topics
        names = handles((topic.key, (topic.slug, topic.key)) for topic in topics)
        return {
            topic.key: Theme(
                topic.key,
                names[topic.key],
                self.phrase(topic.name),
                self.address("website:topic", topic=names[topic.key]),
                self.phrase(topic.extra.get("description")),
                number % 8,
            )
            for number, topic in enumerate(topics)
        }

    @cached_property
    def people(self) -> dict[str, Speaker]:
        """Everybody who contributes in public, by key, in order of name."""
        public = {
            part.person
            for item in self.programme.items
            for part in item.contributors
            if part.role not in _BEHIND_THE_SCENES
        }
        shown = [person for person in self.programme.persons if person.key in public]
        called = {p.key: name_for(self.language, p.name, p.extra.get("latin_name")) for p in shown}
        place = alphabetical(self.language)
        persons = sorted(shown, key=lambda person: place(called[person.key]))
        names = handles((person.key, (person.code, person.guid, person.key)) for person in persons)
        return {
            person.key: Speaker(
                person.key,
                names[person.key],
                called[person.key],
                self.address("website:speaker", speaker=names[person.key]),
                self.phrase(person.extra.get("organisation") or person.organisation).text,
                self.phrase(person.extra.get("position")),
                country_name(person.country, self.language),
                self.phrase(person.biography),
                person.url if _WEB.match(person.url) else "",
                person.name,
                str(person.extra.get("latin_name") or ""),
            )
            for person in persons
        }

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """All sessions by time, then in the order of rooms."""
        items = self.programme.items
        order = {guid: number for number, guid in enumerate(self.places)}
        names = handles((item.guid, (item.code, str(item.number or ""), item.guid)) for item in items)
        shown = [self._talk(item, names[item.guid]) for item in items]
        return tuple(sorted(shown, key=lambda talk: (talk.starts_at, order.get(talk.item.room, -1), talk.handle)))

    def _talk(self, item: Item, handle: str) -> Talk:
        return Talk(
            item,
            handle,
            self.phrase(item.title),
            self.address("website:session", session=handle),
            self.programme.local(item.starts_at),
            self.programme.local(item.ends_at),
            self.places.get(item.room),
            self.themes.get(item.topic),
            item.kind,
            kind_word(item.kind),
            tuple(
                Part(self.people[part.person], role_word(part.role), part.role, part.extra.get("minutes"))
                for part in item.contributors
                if part.person in self.people and part.role not in _BEHIND_THE_SCENES
            ),
            self.phrase(item.subtitle),
            self.phrase(item.abstract),
            self.phrase(item.description),
        )

    @cached_property
    def by_handle(self) -> dict[str, Talk]:
        """The sessions by their names in addresses."""
        return {talk.handle: talk for talk in self.talks}

    @cached_property
    def days(self) -> tuple[DayPlan, ...]:
        """The days with their sessions; a session belongs to the last day that began before it."""
        days = sorted(self.programme.days, key=lambda day: day.index)
        if not days:
            dates = sorted({talk.starts_at.date() for talk in self.talks})
            return tuple(
                DayPlan(number, date, tuple(talk for talk in self.talks if talk.starts_at.date() == date))
                for number, date in enumerate(dates, start=1)
            )
        within: dict[int, list[Talk]] = {day.index: [] for day in days}
        for talk in self.talks:
            begun = [day for day in days if day.starts_at <= talk.starts_at or day.date <= talk.starts_at.date()]
            before_dawn = [day for day in begun if day.starts_at <= talk.starts_at < day.ends_at]
            within[((before_dawn or begun or days[:1])[-1]).index].append(talk)
        return tuple(DayPlan(day.index, day.date, tuple(within[day.index])) for day in days)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kinds that occur, in words, in order of their words."""
        found = {talk.kind: talk.kind_word for talk in self.talks if talk.kind}
        return dict(sorted(found.items(), key=lambda pair: pair[1]))

    @cached_property
    def kind_handles(self) -> dict[str, str]:
        """Each kind's name in addresses."""
        return handles((kind, (kind.replace("_", "-").replace(" ", "-").lower(),)) for kind in self.kinds)

    @cached_property
    def talks_of(self) -> dict[str, list[Talk]]:
        """The sessions of each speaker by key."""
        found: dict[str, list[Talk]] = defaultdict(list)
        for talk in self.talks:
            for key in dict.fromkeys(part.speaker.key for part in talk.parts):
                found[key].append(talk)
        return found
