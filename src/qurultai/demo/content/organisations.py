"""Invented organisations: an office, a company, an institute or university and more for each country."""

import re
import unicodedata
from functools import cache

from .names import in_latin, spelt
from .reading import read, words
from .shapes import Country, Organisation, Words

ABROAD = ("industry", "science", "finance", "media")
ORGANISER = "KZ-directorate"


def countries() -> tuple[Country, ...]:
    """Return the fifty countries."""
    return tuple(Country(entry["code"], words(entry["name"])) for entry in read("people/countries.json"))


@cache
def organisations() -> tuple[Organisation, ...]:
    """Return the organisations of every country; each note says that they are invented."""
    made = [_directorate()]
    for number, country in enumerate(read("people/countries.json")):
        made.append(_office(country))
        if country["code"] == "KZ":
            made += [
                _rooted(country, kind["root"], kind["field"]) for kind in read("people/organisations.json")["kazakh"]
            ]
        else:
            made += [
                _rooted(country, root, field) for root, field in zip(country["roots"], _fields(number), strict=False)
            ]
    return tuple(made)


def _fields(number: int) -> tuple[str, ...]:
    second = "university" if number % 2 else "science"
    third = ("media", "finance", "university" if second == "science" else "science")[number % 3]
    return ("industry", second, third, "media")


def _directorate() -> Organisation:
    entry = read("people/organisations.json")
    return Organisation(
        ORGANISER, words(entry["organiser"]), "KZ", "services", "space-days.example", words(entry["note"])
    )


def _office(country: dict) -> Organisation:
    pattern = read("people/organisations.json")["patterns"]["government"]
    name = Words(
        kk=pattern["kk"].format(country=country["name"]["kk"]),
        ru=pattern["ru"].format(country=country["ru_genitive"]),
        en=pattern["en"].format(country=country["name"]["en"]),
    )
    code = f"{country['code']}-office"
    return Organisation(code, name, country["code"], "government", f"space.{country['code'].lower()}.example", _note())


def _rooted(country: dict, entry: str, field: str) -> Organisation:
    root, latin = spelt(entry, country["code"])
    pattern = read("people/organisations.json")["patterns"][field]
    name = Words(
        kk=pattern["kk"].format(root=root), ru=pattern["ru"].format(root=root), en=pattern["en"].format(root=latin)
    )
    slug = plain(latin)
    return Organisation(f"{country['code']}-{slug}", name, country["code"], field, f"{slug}.example", _note())


def _note() -> Words:
    return words(read("people/organisations.json")["note"])


def plain(text: str) -> str:
    """Return the text in lower-case ASCII letters with hyphens, as an address holds it."""
    swapped = in_latin(text, "").translate(str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "ə": "a", "đ": "d"}))
    ascii_only = unicodedata.normalize("NFKD", swapped).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
