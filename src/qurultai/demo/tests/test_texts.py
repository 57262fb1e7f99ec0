"""Every text is complete in Kazakh, Russian and English, and each is in its own language."""

import re

import pytest

from qurultai.demo.content import forum
from qurultai.demo.tests.walking import texts

FORUM = forum()
ALL = set(texts(FORUM))
PROGRAMME = set(texts((FORUM.sessions, FORUM.wishes, FORUM.edition, FORUM.topics)))
KAZAKH_ONLY = set("әғқңөұүһі")
ONE_WORD = re.compile(r"[А-ЯЁа-яё]+")


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?=\s|$)", text))


def test_no_language_of_any_text_is_empty_or_has_stray_spaces():
    spoken = [text for words in ALL for text in (words.kk, words.ru, words.en)]
    assert [text for text in spoken if not text or text != " ".join(text.split())] == []


def test_kazakh_differs_from_russian_but_for_single_borrowed_words_and_names():
    assert [words.kk for words in ALL if words.kk == words.ru and not ONE_WORD.fullmatch(words.kk)] == []
    assert [words.kk for words in PROGRAMME if words.kk == words.ru] == ["Алматы"]


def test_kazakh_sentences_have_letters_that_russian_lacks():
    assert [words.kk for words in PROGRAMME if len(words.kk) > 30 and KAZAKH_ONLY.isdisjoint(words.kk.lower())] == []


def test_russian_sentences_have_no_kazakh_letters_outside_of_quoted_names():
    plain = [re.sub(r"«[^»]*»", "", words.ru) for words in ALL]
    assert [text for text in plain if KAZAKH_ONLY & set(text.lower())] == []


def test_english_is_written_in_latin_letters():
    assert [words.en for words in ALL if re.search(r"[\u0400-\u04ff]", words.en)] == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_abstract_has_two_to_four_sentences(language):
    counts = {session.code: sentences(getattr(session.abstract, language)) for session in FORUM.sessions}
    assert {code: count for code, count in counts.items() if not 2 <= count <= 4} == {}


def test_panels_and_round_tables_have_an_aim_and_three_to_five_questions():
    discussions = [one for one in FORUM.sessions if one.kind in ("panel", "round_table")]
    assert [one.code for one in discussions if one.aim is None or not 3 <= len(one.questions) <= 5] == []
    asked = [text for one in discussions for question in one.questions for text in question.as_dict().values()]
    assert [text for text in asked if not text.endswith("?")] == []


def test_titles_are_unique_in_each_language():
    for language in ("kk", "ru", "en"):
        assert len({getattr(session.title, language) for session in FORUM.sessions}) == 70


def test_one_sentence_says_that_all_is_invented():
    notice = FORUM.edition.notice
    assert [sentences(text) for text in notice.as_dict().values()] == [1, 1, 1]
    assert ("ойдан шығарылған" in notice.kk, "вымышлены" in notice.ru, "are invented" in notice.en) == (True,) * 3


def test_topic_colours_stand_out_on_white():
    assert {topic.code: contrast_with_white(topic.colour) >= 4.5 for topic in FORUM.topics} == {
        topic.code: True for topic in FORUM.topics
    }
    assert len({topic.colour for topic in FORUM.topics}) == 10


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
