"""Negotiation and addresses as pure rules."""

import pytest

from qurultai.website.rules.highlights import main_ones
from qurultai.website.rules.names import name_for
from qurultai.website.rules.negotiation import best_encoding, has_it
from qurultai.website.rules.places import in_language, place_of

OFFERED = ("br", "zstd", "gzip")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.3", "zstd"),
        ("identity, gzip;q=0.5", "identity"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=2", "identity"),
        ("br;q=x", "identity"),
        ("deflate", "identity"),
        (",,;;=", "identity"),
    ],
)
def test_the_encoding_with_the_highest_weight_is_sent(accepted, encoding):
    assert best_encoding(accepted, OFFERED) == encoding


@pytest.mark.parametrize(
    ("names", "has"), [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("a", False)]
)
def test_a_reader_has_the_bytes_whose_tag_she_names(names, has):
    assert has_it(names, '"a"') is has


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/kk/", ("", "/kk/")),
        ("/kk/programme/grid/", ("", "/kk/programme/grid/")),
        ("/ru/2028/rooms/", ("2028", "/ru/rooms/")),
        ("/ru/2028/", ("2028", "/ru/")),
        ("/ru/2029/rooms/", None),
        ("/en/my/", None),
        ("/de/programme/", None),
        ("/", None),
        ("", None),
        ("/kk", None),
        ("//kk/programme/", None),
    ],
)
def test_only_public_addresses_have_a_place(path, place):
    assert place_of(path, {"2028": 1, "": 1}) == place


def test_the_same_page_stands_in_another_language():
    assert in_language("/kk/programme/", "ru") == "/ru/programme/"


@pytest.mark.parametrize(
    ("language", "own", "latin", "called"),
    [
        ("en", "Айгүл Сапарова", "Aigul Saparova", "Aigul Saparova"),
        ("ru", "Айгүл Сапарова", "Aigul Saparova", "Айгүл Сапарова"),
        ("en", "Zoë Çelik", "Zoe Celik", "Zoë Çelik"),
        ("en", "Айгүл Сапарова", None, "Айгүл Сапарова"),
    ],
)
def test_a_person_is_called_as_the_pages_readers_can_read(language, own, latin, called):
    assert name_for(language, own, latin) == called


@pytest.mark.parametrize(
    ("days", "chosen"),
    [
        (["aabbcc", "bcabca"], ["aab", "baa"]),
        (["abcabc", "c"], ["abcab", "c"]),
        (["c", "abcabc"], ["c", "abcab"]),
        (["cab"] * 4, ["ab"] * 4),
        ([], []),
        (["", "ab"], ["", "ab"]),
    ],
)
def test_the_main_sessions_are_some_of_every_day_by_kind_and_in_order_of_time(days, chosen):
    numbered = [[(number, kind) for number, kind in enumerate(day)] for day in days]
    found = main_ones(numbered, lambda one: "abc".index(one[1]), most=6, least=2)
    assert ["".join(kind for _number, kind in day) for day in found] == chosen
    assert [sorted(day) for day in found] == found
