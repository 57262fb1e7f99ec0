"""The 700 people of the demonstration: who they are, where they work and what they may do."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from .names import Name, names
from .organisations import organisations, plain
from .reading import read, words
from .shapes import Organisation, Person, SignIn, Words
from .shapes.people import CATEGORIES

ROLES_OF_CATEGORY = {
    "head_of_delegation": ("part", "head"),
    "speaker": ("part", "spkr"),
    "exhibitor_staff": ("part", "comp"),
    "business": ("part", "memb"),
    "employer": ("part", "recr"),
    "student": ("part", "seek"),
    "cansat_team": ("part", "team"),
    "media_journalist": ("part", "jour"),
    "volunteer": ("part", "oper"),
}
TEAM = 4


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the registry: `turn` counts within country and category, `number` within the category, from 0."""

    country: str
    category: str
    turn: int
    number: int


def people(seed: int) -> tuple[Person, ...]:
    """Return the 700 people in the order of their categories; the same seed gives the same people."""
    dice = Random(f"people {seed}")
    seats = _counted(sorted(_seats(dice), key=lambda seat: CATEGORIES.index(seat[1])))
    countries = {country["code"]: country for country in read("people/countries.json")}
    drawn = {code: names(country, country["people"], dice) for code, country in countries.items()}
    taken: set[str] = set()
    return tuple(
        _person(f"P{place:03}", seat, countries[seat.country], drawn[seat.country].pop(), taken=taken, dice=dice)
        for place, seat in enumerate(seats, start=1)
    )


def sign_ins(registered: tuple[Person, ...]) -> tuple[SignIn, ...]:
    """Return one person for each role of the access matrix that a person can have, all of them different."""
    chosen: list[SignIn] = []
    for entry in read("closed_lists.json")["sign_ins"]:
        used = {sign_in.person for sign_in in chosen}
        person = next(
            one
            for one in registered
            if one.category == entry["category"]
            and entry["role"] in ("part", one.access_roles[-1])
            and one.code not in used
        )
        chosen.append(SignIn(entry["role"], words(entry["name"]), person.code))
    return tuple(chosen)


def _counted(seats: list[tuple[str, str]]) -> list[Seat]:
    turns: Counter[tuple[str, ...]] = Counter()
    counted = []
    for country, category in seats:
        counted.append(Seat(country, category, turns[country, category], turns[category,]))
        turns.update([(country, category), (category,)])
    return counted


def _seats(dice: Random) -> list[tuple[str, str]]:
    plan = read("people/seats.json")
    seats = [("KZ", category) for category, count in plan["KZ"].items() for _ in range(count)]
    left = {country["code"]: country["people"] for country in read("people/countries.json") if country["code"] != "KZ"}
    fixed = [(code, "head_of_delegation") for code in left]
    for rule in plan["abroad_fixed"]:
        fixed += [(code, rule["category"]) for code in rule["countries"] for _ in range(rule["each"])]
    for code, _ in fixed:
        left[code] -= 1
    free = [category for category, count in plan["abroad"].items() for _ in range(count)]
    dice.shuffle(free)
    places = [code for code, count in left.items() for _ in range(count)]
    return seats + fixed + list(zip(places, free, strict=True))


def _person(code: str, seat: Seat, country: dict, name: Name, *, taken: set[str], dice: Random) -> Person:
    organisation = _employer(seat)
    language, speaks = _languages(country, dice)
    interprets = _interprets(seat.number) if seat.category == "interpreter" else ()
    return Person(
        code=code,
        given=name.given,
        family=name.family,
        latin_given=name.latin_given,
        latin_family=name.latin_family,
        family_first=country["family_first"],
        country=seat.country,
        organisation=organisation.code if organisation else "",
        position=_position(seat, organisation),
        category=seat.category,
        language=language,
        speaks=tuple(dict.fromkeys(speaks + tuple(word for pair in interprets for word in pair))),
        email=_email(name, organisation.domain if organisation else "visitors.example", taken),
        interprets=interprets,
        access_roles=_roles(seat),
    )


def _employer(seat: Seat) -> Organisation | None:
    if seat.category == "public_visitor":
        return None
    plan = read("people/seats.json")
    own = {one.code: one for one in organisations() if one.country == seat.country}
    if plan["employers"].get(seat.category) in own:
        return own[plan["employers"][seat.category]]
    wanted = [[one for one in own.values() if one.field in plan["fields"][seat.category]]]
    wanted += [[one for one in own.values() if one.field == field] for field in ("science", "industry")]
    choice = next(found for found in wanted if found)
    return choice[(seat.turn // TEAM if seat.category == "cansat_team" else seat.turn) % len(choice)]


def _languages(country: dict, dice: Random) -> tuple[str, tuple[str, ...]]:
    chance = dice.random()
    if country["code"] == "KZ":
        english = ("en",) if chance < 0.5 else ()
        return ("kk" if chance < 0.64 else "ru" if chance < 0.95 else "en"), ("kk", "ru", *english)
    if country["code"] in read("people/seats.json")["russian_speaking"] or country["code"] == "RU":
        english = ("en",) if country["language"] == "en" or chance < 0.6 else ()
        return country["language"], ("ru", *english)
    return "en", ("en",)


def _interprets(number: int) -> tuple[tuple[str, str], ...]:
    for rule in read("people/seats.json")["interpreters"]:
        if number < rule["people"]:
            return (tuple(rule["pair"]),)
        number -= rule["people"]
    raise ValueError("more interpreters than the plan of seats has pairs for")


def _position(seat: Seat, organisation: Organisation | None) -> Words:
    kind = f"speaker-{organisation.field}" if seat.category == "speaker" else seat.category
    listed = read("people/positions.json")[kind]
    if seat.category in ("organiser", "security", "contractor"):
        return words(listed[min(seat.number, len(listed) - 1)])
    return words(listed[(seat.turn if seat.category == "cansat_team" else seat.number) % len(listed)])


def _roles(seat: Seat) -> tuple[str, ...]:
    special = read("people/seats.json")["special_roles"].get(seat.category, ())
    own = ROLES_OF_CATEGORY.get(seat.category, ("part",))
    if seat.category == "cansat_team":
        return (*own, "capt") if seat.turn % TEAM == 0 else own
    return (*own, special[seat.number]) if seat.number < len(special) else own


def _email(name: Name, domain: str, taken: set[str]) -> str:
    local = f"{plain(name.latin_given)}.{plain(name.latin_family)}"
    address, number = f"{local}@{domain}", 1
    while address in taken:
        number += 1
        address = f"{local}{number}@{domain}"
    taken.add(address)
    return address
