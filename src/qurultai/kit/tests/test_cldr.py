"""Countries and languages by name, in the reader's alphabet."""

import pytest
from django.utils import translation

from qurultai.kit.cldr import alphabetical, country_choices, country_name, first_letter, language_name, pair_name


@pytest.mark.parametrize(
    ("language", "country", "tongue"),
    [("kk", "Қазақстан", "Орыс тілі"), ("ru", "Казахстан", "Русский"), ("en", "Kazakhstan", "Russian")],
)
def test_they_are_called_as_the_reader_calls_them(language, country, tongue):
    with translation.override(language):
        assert (country_name("KZ"), language_name("ru")) == (country, tongue)


def test_what_nobody_has_a_name_for_stays():
    assert (country_name("QQ", "en"), country_name("", "ru"), language_name("xx-yy", "en")) == ("QQ", "", "Xx-yy")


def test_a_pair_is_two_names_whichever_way_it_is_kept():
    assert pair_name("kk-en", "en") == pair_name(["kk", "en"], "en") == "Kazakh ↔ English"


def test_unions_and_test_regions_are_no_countries():
    codes = {code for code, _name in country_choices("en")}
    assert {"KZ", "TR", "DE", "XK"} <= codes
    assert not codes & {"EU", "UN", "ZZ", "XA"}
    assert 240 < len(codes) < 260


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ["Ангола", "Әзербайжан", "Иран", "Қазақстан", "Латвия", "Өзбекстан"]),
        ("ru", ["Евгений", "Ёлка", "Жанна", "Яна"]),
        ("ru", ["Анна", "Әсел", "Борис", "Кирилл", "Қайрат", "Ян", "Aino", "Édith", "Zoë"]),
        ("kk", ["Ілияс", "Яна", "Ørjan"]),
        ("en", ["Åland", "Albania", "Côte d’Ivoire", "Cuba", "Türkiye", "Tuvalu"]),
    ],
)
def test_the_order_is_that_of_the_readers_alphabet(language, words):
    assert sorted(reversed(words), key=alphabetical(language)) == words


@pytest.mark.parametrize(
    ("language", "words", "letter"),
    [
        ("kk", "Қайрат", "Қ"),
        ("ru", "Ёлка", "Ё"),
        ("ru", "йод", "Й"),
        ("en", "Åland", "A"),
        ("kk", "Ørjan", "Ø"),
        ("en", "«Čapek»", "C"),
        ("en", "42", ""),
    ],
)
def test_words_are_looked_up_under_a_letter_of_the_readers_alphabet(language, words, letter):
    assert first_letter(words, language) == letter
