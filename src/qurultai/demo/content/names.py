"""Makes people's names: as they write them and in Latin letters."""

from dataclasses import dataclass
from random import Random

RUSSIAN = {
    **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}
TURKIC = dict(zip("әғқңөұүһі", ("a", "g", "k", "n", "o", "u", "u", "h", "i"), strict=True))
TAJIK = dict(zip("ҷӣӯҳ", ("j", "i", "u", "h"), strict=True))
OTHERS = {
    "KZ": {"й": "i"},
    "BY": {"і": "i", "ў": "u"},
    "BG": {"щ": "sht", "ъ": "a", "х": "h", "й": "y"},
}


@dataclass(frozen=True, slots=True)
class Name:
    """A given and a family name as the person writes them and in Latin letters."""

    given: str
    family: str
    latin_given: str
    latin_family: str


def in_latin(text: str, country: str) -> str:
    """Return the Latin spelling of a Cyrillic text as the country's passports write it; other letters stay."""
    table = {**RUSSIAN, **TURKIC, **TAJIK, **OTHERS.get(country, {})}
    return "".join(_letter(letter, table) for letter in text)


def _letter(letter: str, table: dict[str, str]) -> str:
    latin = table.get(letter.lower(), letter.lower())
    return latin.capitalize() if letter.isupper() else latin


def spelt(entry: str, country: str) -> tuple[str, str]:
    """Return the own and the Latin spelling of `own=Latin`, or of `own` alone."""
    own, _, latin = entry.partition("=")
    return own, latin or in_latin(own, country)


def family_form(entry: str, feminine: bool) -> str:
    """Return one form of `Иванов/Иванова` or of `Məmmədov/Məmmədova=Mammadov/Mammadova`."""
    forms = (side.split("/") for side in entry.split("="))
    return "=".join(form[-1 if feminine else 0] for form in forms)


def names(country: dict, count: int, dice: Random) -> list[Name]:
    """Return `count` different names of one country's list; ValueError when its list gives fewer."""
    pairs = [(given, family_form(family, False)) for given in country["given_m"] for family in country["family"]]
    pairs += [(given, family_form(family, True)) for given in country["given_f"] for family in country["family"]]
    return [_name(given, family, country["code"]) for given, family in dice.sample(pairs, count)]


def _name(given: str, family: str, country: str) -> Name:
    own_given, latin_given = spelt(given, country)
    own_family, latin_family = spelt(family, country)
    return Name(own_given, own_family, latin_given, latin_family)
