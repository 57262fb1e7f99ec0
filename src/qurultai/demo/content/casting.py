"""Gives the sessions their people: by expertise, language and load, and two interpreters for every booth."""

from collections import Counter
from dataclasses import replace
from random import Random

from .reading import read
from .shapes import Part, Person, Session

MOST_SESSIONS = 4
WILLING = (0, 0, 1, 1, 2)
LEADING = frozenset({"chair", "moderator"})
TALKING = frozenset({"keynote", "speaker"})


def cast(sessions: tuple[Session, ...], people: tuple[Person, ...], seed: int) -> tuple[Session, ...]:
    """Return the sessions with parts; nobody but an interpreter has more than four sessions."""
    dice = Random(f"cast {seed}")
    experts = _expertise(people, sorted({session.topic for session in sessions}))
    whims = {person.code: (dice.choice(WILLING), dice.random()) for person in people}
    load: Counter[str] = Counter()
    booths: Counter[str] = Counter()
    played = []
    for session in sessions:
        parts = _speakers(session, people, experts, load, whims)
        load.update(part.person for part in parts)
        parts += _interpreters(session, people, booths)
        played.append(replace(session, parts=tuple(parts)))
    return tuple(played)


def _expertise(people: tuple[Person, ...], topics: list[str]) -> dict[str, frozenset[str]]:
    speakers = [person.code for person in people if person.category == "speaker"]
    return {
        code: frozenset({topics[place % len(topics)], topics[(3 * place + 1) % len(topics)]})
        for place, code in enumerate(speakers)
    }


def _speakers(
    session: Session,
    people: tuple[Person, ...],
    experts: dict[str, frozenset[str]],
    load: Counter[str],
    whims: dict[str, tuple[int, float]],
) -> list[Part]:
    rules = read("sessions/casts.json")
    own = rules["sessions"].get(session.code, {})
    parts: list[Part] = []
    for role, count, minutes, pool in rules["kinds"][session.kind]:
        for _ in range(count):
            taken = {part.person for part in parts}
            fitting = [
                person
                for person in people
                if belongs(person, own.get(role, pool))
                and person.code not in taken
                and load[person.code] < MOST_SESSIONS
                and _understood(person, session, role)
            ]
            chosen = min(
                fitting,
                key=lambda one: (
                    session.topic not in experts.get(one.code, {session.topic}),
                    max(0, load[one.code] - whims[one.code][0]),
                    whims[one.code][1],
                ),
            )
            parts.append(Part(chosen.code, role, minutes))
    return parts


def belongs(person: Person, pool: list[str]) -> bool:
    """Return whether the person is of one of the categories or, as `role:jury`, of the roles in the pool."""
    return person.category in pool or any(f"role:{role}" in pool for role in person.access_roles)


def _understood(person: Person, session: Session, role: str) -> bool:
    if role in LEADING or (role in TALKING and not session.interpretation):
        return session.floor_language in person.speaks
    heard = {session.floor_language}.union(*session.interpretation)
    return not heard.isdisjoint(person.speaks)


def _interpreters(session: Session, people: tuple[Person, ...], minutes: Counter[str]) -> list[Part]:
    parts: list[Part] = []
    for booth in session.interpretation:
        able = [person.code for person in people if booth in person.interprets]
        teams = list(zip(able[::2], able[1::2], strict=True))
        team = min(teams, key=lambda two: minutes[two[0]])
        for code in team:
            minutes[code] += session.minutes
            parts.append(Part(code, "interpreter", 0))
    return parts
