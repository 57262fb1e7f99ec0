"""Text, ranges, clock, keys and refusals."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from qurultai.kit import clock
from qurultai.kit.errors import Invalid, Refusal
from qurultai.kit.ids import CODE_ALPHABET, secret_address, spoken_code, uuid7
from qurultai.kit.ranges import During
from qurultai.kit.text import Text

NOON = dt.datetime(2027, 5, 20, 12, tzinfo=dt.UTC)


def test_text_falls_back_in_the_declared_order():
    text = Text(ru="Открытие", en="Opening")
    assert [text.best(tag) for tag in ("kk", "ru", "en", "fr")] == ["Открытие", "Открытие", "Opening", "Открытие"]
    assert [text.language_of(tag) for tag in ("kk", "en")] == ["ru", "en"]
    assert text.missing() == ("kk",)
    assert (Text(fr="Ouverture").best("kk"), Text().best("kk")) == ("Ouverture", "")


def test_text_is_shown_in_the_readers_language():
    text = Text(kk="Ашылу", en="Opening")
    with translation.override("kk"):
        assert str(text) == "Ашылу"
    with translation.override("en"):
        assert str(text) == "Opening"


def test_empty_words_are_no_words():
    assert (Text(en="", ru="x"), dict(Text(en=""))) == (Text(ru="x"), {})


@pytest.mark.parametrize(
    ("words", "error"), [({"EN": "x"}, ValueError), ({"e": "x"}, ValueError), ({"en": 1}, TypeError)]
)
def test_text_is_strict(words, error):
    with pytest.raises(error):
        Text(words)


def test_what_no_database_can_keep_is_left_out():
    assert Text(en="a\x00b\ud800c", ru="\x00") == Text(en="abc")


@given(st.dictionaries(st.sampled_from(["kk", "ru", "en"]), st.text()))
def test_equal_texts_have_equal_hashes_and_survive_a_round_trip(words):
    text = Text(words)
    assert (Text(dict(text)), hash(Text(dict(text)))) == (text, hash(text))


def test_a_range_needs_zones_and_an_end_after_its_start():
    for ends in ((NOON, NOON), (NOON, NOON - dt.timedelta(seconds=1)), (NOON.replace(tzinfo=None), NOON)):
        with pytest.raises(ValueError, match="range"):
            During(*ends)


minutes = st.integers(0, 300)


@given(minutes, st.integers(1, 90), minutes, st.integers(1, 90))
def test_ranges_overlap_exactly_when_they_share_a_minute(first, length, second, other_length):
    one, other = (
        During.of(NOON + dt.timedelta(minutes=at), span) for at, span in ((first, length), (second, other_length))
    )
    shared = set(range(first, first + length)) & set(range(second, second + other_length))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert one.contains(other) == (set(range(second, second + other_length)) <= set(range(first, first + length)))


@given(st.integers(0, 10_000), st.integers(1, 5_000), st.integers(1, 5_000))
def test_touching_ranges_never_share_a_slot(start, length, other_length):
    first = NOON + dt.timedelta(seconds=start)
    middle = first + dt.timedelta(seconds=length)
    one, other = During(first, middle), During(middle, middle + dt.timedelta(seconds=other_length))
    assert set(one.slots()) & set(other.slots()) == set()


def test_the_clock_stands_still_only_inside():
    with clock.frozen(NOON):
        assert clock.now() == NOON
        with clock.frozen(NOON + dt.timedelta(hours=1)):
            assert clock.now() == NOON + dt.timedelta(hours=1)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_keys_are_version_7_and_sorted_by_time():
    keys = []
    for second in range(3):
        with clock.frozen(NOON + dt.timedelta(seconds=second)):
            keys.append(uuid7())
    assert ([key.version for key in keys], [key.variant for key in keys]) == ([7] * 3, ["specified in RFC 4122"] * 3)
    assert keys == sorted(keys)
    assert [key.int >> 80 for key in keys] == [int((NOON.timestamp() + second) * 1000) for second in range(3)]


def test_codes_are_spoken_without_doubt():
    assert set("01IO") & set(CODE_ALPHABET) == set()
    assert {len(spoken_code()) for _ in range(50)} == {6}
    assert len({secret_address() for _ in range(50)}) == 50


def test_a_refusal_names_its_places():
    class Full(Refusal):
        code, text = "full", "%(room)s is full."

    assert (str(Full(room="Hall")), Full().status, Invalid().status) == ("Hall is full.", 409, 422)
