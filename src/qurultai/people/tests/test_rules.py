"""Pure rules of people."""

import pytest

from qurultai.people import rules


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Айгүл   Сапарова ", "Айгүл Сапарова"),
        ("Ann\u202eFDP.exe", "AnnFDP.exe"),
        ("A\u2066B\u2069\u200f\u061cC", "ABC"),
        ("Null\0Byte\x07", "NullByte"),
        ("Tab\tand\nline", "Tab and line"),
        ("Zero\u200bWidth\ufeff", "ZeroWidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("e\u0301", "é"),
        ("Nguyễn Thị Hồng", "Nguyễn Thị Hồng"),
        ("a" + "\u0335" * 30, "a" + "\u0335" * 8),
        ("𠮷野", "𠮷野"),
        ("<script>", "<script>"),
    ],
)
def test_a_name_keeps_every_letter_and_loses_what_hides(typed, kept):
    assert rules.clean_name(typed) == kept


def test_cleaning_twice_is_cleaning_once():
    for typed in ("Ä" + "\u0301" * 40, " \u202e x \0", "Aйгүл"):
        assert rules.clean_name(rules.clean_name(typed)) == rules.clean_name(typed)


def test_longer_text_keeps_its_lines():
    assert rules.clean_words("One\r\n\r\nTwo\u202e\0") == "One\n\nTwo"


@pytest.mark.parametrize(("name", "problem"), [("O", None), ("", "empty"), ("123 !", "empty"), ("x" * 201, "long")])
def test_one_letter_is_a_name_and_no_letter_is_none(name, problem):
    assert rules.name_problem(name) == problem


@pytest.mark.parametrize(
    ("query", "words"),
    [("Сапарова Айгүл", ["сапарова", "аигул"]), ("ÉLISE", ["elise"]), ("Łukasz", ["lukasz"]), ("Алёна", ["алена"])],
)
def test_words_are_looked_for_without_case_accents_and_look_alikes(query, words):
    assert rules.words_of(query) == words


def test_a_query_has_at_most_six_words():
    assert len(rules.words_of("a b c d e f g h " * 1000)) == 6


def test_a_name_is_spelled_in_latin_for_those_who_have_not_done_it():
    assert rules.latin_of("Щёлкова Ғани Ұлы") == "Shchyolkova Gani Uly"


@pytest.mark.parametrize(
    "page", ["", None, "my/", "//x.example", "/\\x.example", "\\/x", "https://x", "/a\nb", "/a\x00"]
)
def test_nobody_is_sent_to_another_site(page):
    assert rules.safe_next(page, "/home/") == "/home/"


@pytest.mark.parametrize("page", ["/en/my/", "/kk/programme/?day=2#x", "/en/search/?q=сапарова"])
def test_a_page_of_this_site_is_gone_on_to(page):
    assert rules.safe_next(page, "/home/") == page


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("admin", "\u0430dmin", True),
        ("КАЗКОСМОС", "KA3KOCMOC", True),
        ("Ghalam LLP", "GHALAM L.L.P.", True),
        ("Süd", "Sud", True),
        ("Orbit", "Orbita", False),
        ("Ғалам", "Ғарыш", False),
    ],
)
def test_names_of_one_look_are_confused(one, other, alike):
    assert (rules.look_of(one) == rules.look_of(other)) is alike
