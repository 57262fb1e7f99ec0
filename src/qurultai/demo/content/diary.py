"""Other demands on people's time: when they are at the forum, and what they have promised elsewhere."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from .casting import belongs
from .organisations import countries
from .reading import at, read, words
from .shapes import Commitment, Person, Presence, Session, Wish

Span = tuple[datetime, datetime]
Spans = dict[str, list[Span]]


def presences(
    people: tuple[Person, ...], sessions: tuple[Session, ...], wishes: tuple[Wish, ...], seed: int
) -> tuple[Presence, ...]:
    """Return arrivals and departures; no fixed, bound or shared session depends on two narrow presences."""
    dice = Random(f"presences {seed}")
    bound = {code for wish in wishes for code in wish.sessions}
    held = [one for one in sessions if one.fixed or one.code in bound]
    barred = {code for one in held for code in one.people}
    made: list[Presence] = []
    for rule in read("diary.json")["presences"]:
        pool = [one for one in people if belongs(one, rule["categories"])]
        for person in _picked(pool, rule["people"], sessions, barred, dice):
            made += [Presence(person, at(start), at(end), words(rule["why"])) for start, end in rule["windows"]]
    return tuple(made)


def _picked(
    pool: list[Person], count: int, sessions: tuple[Session, ...], barred: set[str], dice: Random
) -> Iterable[str]:
    """Yield people, barring from then on everybody who shares a session with one of them."""
    for person in dice.sample(pool, len(pool)):
        if count and person.code not in barred:
            count -= 1
            barred.add(person.code)
            for session in sessions:
                if person.code in session.people:
                    barred |= session.people
            yield person.code


def commitments(
    people: tuple[Person, ...], sessions: tuple[Session, ...], present: tuple[Presence, ...], seed: int
) -> tuple[Commitment, ...]:
    """Return bilateral meetings, interviews, duties, a reception and a visit; none clashes with a fixed session.

    Nobody has two of them at once, and nobody one outside of the own presence.
    """
    dice = Random(f"commitments {seed}")
    busy = _fixed_spans(sessions)
    away = {one.person for one in present}
    plan = read("diary.json")
    made = _together(plan["together"], people, busy)
    heads = [one for one in people if one.category == "head_of_delegation" and one.code not in away]
    dice.shuffle(heads)
    made += _bilaterals(plan["bilaterals"], heads, busy)
    for rule in plan["single"]:
        pool = [one for one in people if belongs(one, rule["categories"]) and one.code not in away]
        dice.shuffle(pool)
        made += _single(rule, pool, busy)
    return tuple(made)


def _fixed_spans(sessions: tuple[Session, ...]) -> Spans:
    busy: Spans = {}
    for session in sessions:
        if session.fixed:
            span = (session.fixed.starts_at, session.fixed.starts_at + timedelta(minutes=session.minutes))
            for person in session.people:
                busy.setdefault(person, []).append(span)
    return busy


def _bilaterals(rule: dict, heads: list[Person], busy: Spans) -> list[Commitment]:
    names = {country.code: country.name for country in countries()}
    made = []
    for number, start in enumerate(rule["starts"], start=1):
        span = _span(start, rule["minutes"])
        pair = _free(heads, span, busy)[:2]
        for head in pair:
            heads.remove(head)
        one, other = (names[head.country].as_dict() for head in pair)
        title = {code: text.format(one=one[code], other=other[code]) for code, text in rule["title"].items()}
        people = tuple(head.code for head in pair)
        made.append(_booked(Commitment(f"bilateral-{number:02}", "bilateral", people, words(title), *span), busy))
    return made


def _single(rule: dict, pool: list[Person], busy: Spans) -> list[Commitment]:
    made = []
    for start in rule["starts"]:
        span = _span(start, rule["minutes"])
        person = _free(pool, span, busy)[0]
        pool.append(pool.pop(pool.index(person)))
        code = f"{rule['kind']}-{person.code}-{span[0]:%d%H%M}".lower()
        made.append(_booked(Commitment(code, rule["kind"], (person.code,), words(rule["title"]), *span), busy))
    return made


def _together(rules: list[dict], people: tuple[Person, ...], busy: Spans) -> list[Commitment]:
    made = []
    for rule in rules:
        span = _span(rule["start"], rule["minutes"])
        pool = [one for one in people if belongs(one, rule["categories"])]
        group = tuple(one.code for one in _free(pool, span, busy)[: rule["people"]])
        made.append(_booked(Commitment(rule["kind"], rule["kind"], group, words(rule["title"]), *span), busy))
    return made


def _span(start: str, minutes: int) -> Span:
    return at(start), at(start) + timedelta(minutes=minutes)


def _free(pool: list[Person], span: Span, busy: Spans) -> list[Person]:
    start, end = span
    return [one for one in pool if all(end <= begins or ends <= start for begins, ends in busy.get(one.code, ()))]


def _booked(commitment: Commitment, busy: Spans) -> Commitment:
    for person in commitment.people:
        busy.setdefault(person, []).append((commitment.starts_at, commitment.ends_at))
    return commitment
