"""What is published is found in every language and form, and nothing else ever is."""

import datetime as dt

import pytest
from django.test import Client

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.events import ProgrammePublished
from qurultai.programme.formats.document import Contributor, Item, Person, Programme, Room, Topic, to_json
from qurultai.programme.models import Version
from qurultai.programme.receivers import indexing

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 9, 13, 7, tzinfo=dt.UTC)
HOSTILE = [
    "",
    " ",
    "\0",
    '"',
    "'",
    "*",
    "^",
    "a*",
    '"a',
    "NEAR(a b, 5)",
    "a AND",
    "OR NOT",
    "title_stems : x",
    "a & b | !c <-> d:*",
    "'; DROP TABLE programme_searchentry; --",
    "%s %(x)s %%",
    "\\",
    "-",
    "\u0301\u0302\u0303",
    "z" + "\u0301" * 500,
    "\ud800",
    "ғ" * 10_000,
    "a " * 5_000,
    "\u202eabc\u2066",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ½ ﷺ ①",
    "ᏣᎳᎩ ꭰ \U0001e900",
    "航天 فضاء",
    "1e5 0x1f 10.5 a@b.kz http://x.y/z",
]


def words(kk, ru, en):
    return {"kk": kk, "ru": ru, "en": en}


def an_item(code, title, people=(), **more):
    parts = tuple(Contributor(*one) if isinstance(one, tuple) else Contributor(one, "speaker") for one in people)
    guid = f"00000000-0000-4000-8000-{int(code, 36):012}"
    return Item(guid, title, NOON, 45, code=code, contributors=parts, **more)


def a_programme(*items, persons=(), rooms=(), topics=()):
    day = NOON.date()
    return Programme(
        "F", words("Ф", "Ф", "F"), day, day, "Asia/Almaty", ("kk", "ru", "en"),
        items=items, persons=persons, rooms=rooms, topics=topics,
    )  # fmt: skip


FORUM = a_programme(
    an_item(
        "ORB",
        words("Ғарыштың болашағы", "Будущее космоса", "The future of space"),
        people=["aigerim", ("interp", "interpreter")],
        abstract=words(
            "Қазақстан спутниктерінің деректері қалай пайдаланылады",
            "Как используют данные казахстанских спутников",
            "How the data of satellites are used",
        ),
        topic="law",
        room="hall",
    ),
    an_item("LAW", words("Құқық туралы", "О праве", "On law"), abstract={"ru": "Космос и договоры"}),
    an_item("DEU", {"de": "Raumfahrt heute"}),
    persons=(
        Person("aigerim", "Айгерім Сәрсенбаева", email="canary@example.org", biography={"en": "An engineer"}),
        Person("interp", "Тілмаш Аудармашыұлы"),
        Person("nobody", "Никем Незванный"),
    ),
    rooms=(Room("hall", words("Үлкен зал", "Большой зал", "Great hall"), slug="great-hall"),),
    topics=(Topic("law", words("Халықаралық ынтымақтастық", "Сотрудничество", "Cooperation"), "cooperation"),),
)


def put_on_air(edition, document, number=1):
    version = Version.objects.create(
        edition=edition, number=number, note=Text(), document=to_json(document), published_at=clock.now()
    )
    fact = ProgrammePublished(edition.id, version.id, number, 0, 0, 0, 0)
    indexing.index_programme(fact, None)
    return fact


@pytest.fixture
def edition():
    edition = an_edition("2027")
    put_on_air(edition, FORUM)
    return edition


def found(edition, query, language="kk", **more):
    """The codes or keys of what is found, sorted."""
    return sorted(hit.code or hit.key for hit in programme.search(edition.id, query, language, **more).hits)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("ғарыш", ["ORB"]),
        ("ғарышқа", ["ORB"]),
        ("гарыштын", ["ORB"]),
        ("спутник деректерді", ["ORB"]),
        ("спутника", ["ORB"]),
        ("satellite", ["ORB"]),
        ("данных", ["ORB"]),
        ("космосом", ["LAW", "ORB"]),
        ("ынтымақтастығы", ["ORB", "cooperation"]),
        ("raumfahrt", ["DEU"]),
        ("great hall", ["ORB", "great-hall"]),
        ("orb", ["ORB"]),
        ("о праве", ["LAW"]),
        ("комос", []),
    ],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_words_in_any_form_find_in_every_language(edition, query, codes, language):
    assert found(edition, query, language) == codes


@pytest.mark.parametrize(
    "query",
    [
        "Айгерім Сәрсенбаева",
        "Сәрсенбаева Айгерім",
        "айгерим сарсенбаева",
        "Aigerim Sarsenbayeva",
        "sarsenbaeva aygerim",
        "Сәрсенбаеваның",
        "Сарсенбаевой",
        "Сәрсен",
    ],
)
def test_a_name_is_found_in_any_order_script_and_spelling(edition, query):
    assert found(edition, query) == ["ORB", "aigerim"]


@pytest.mark.parametrize("query", ["Тілмаш", "Аудармашыұлы", "canary", "Незванный", "engineer договоры"])
def test_who_works_behind_the_scenes_or_has_no_part_and_mail_addresses_are_not_found(edition, query):
    assert found(edition, query) == []


def test_a_title_outranks_a_name_and_a_name_a_text():
    edition = an_edition("2028")
    filler = "қала дала тау өзен көл"
    put_on_air(
        edition,
        a_programme(
            an_item("TXT", {"kk": "Бірінші"}, abstract={"kk": f"байқоңыр байқоңыр {filler}"}),
            an_item("NAM", {"kk": "Екінші"}, people=["b"], abstract={"kk": filler}),
            an_item("TIT", {"kk": "Байқоңыр"}, abstract={"kk": filler}),
            persons=(Person("b", "Байқоңыр"),),
        ),
    )
    hits = programme.search(edition.id, "байқоңыр", "kk", kinds=("session",)).hits
    assert [hit.code for hit in hits] == ["TIT", "NAM", "TXT"]


@pytest.mark.parametrize(("language", "title"), [("kk", "Екі"), ("ru", "Два"), ("en", "Two")])
def test_a_thing_is_shown_once_in_the_readers_language(language, title):
    edition = an_edition("2028")
    put_on_air(
        edition,
        a_programme(an_item("TWO", words("Екі", "Два", "Two"), abstract=words("GLONASS", "GLONASS", "GLONASS"))),
    )
    hits = programme.search(edition.id, "glonass", language).hits
    assert [(hit.title, hit.language) for hit in hits] == [(title, language)]


def test_what_only_another_language_has_comes_after_the_readers_own(edition):
    put_on_air(
        edition,
        a_programme(
            an_item("RUS", {"ru": "Орбита и орбита"}),
            an_item("KAZ", {"kk": "Бірдеңе"}, abstract={"kk": "Жер орбитасы"}),
        ),
        number=2,
    )
    assert [hit.code for hit in programme.search(edition.id, "орбита", "kk").hits] == ["KAZ", "RUS"]
    assert [hit.code for hit in programme.search(edition.id, "орбита", "ru").hits] == ["RUS", "KAZ"]


def test_a_snippet_marks_the_words_as_pieces(edition):
    hit = programme.search(edition.id, "спутник", "kk", kinds=("session",)).hits[0]
    assert [(piece.text, piece.marked) for piece in hit.snippet][:3] == [
        ("Қазақстан ", False),
        ("спутниктерінің", True),
        (" деректері қалай пайдаланылады · Халықаралық ынтымақтастық · Үлкен зал", False),
    ]


def test_markup_in_a_text_is_not_in_its_snippet():
    edition = an_edition("2028")
    item = an_item("TAG", {"en": "Tag"}, abstract={"en": "<p>one <b>rocket</b> &amp; more</p>"})
    put_on_air(edition, a_programme(item))
    hit = programme.search(edition.id, "rocket", "en").hits[0]
    assert [(piece.text, piece.marked) for piece in hit.snippet] == [
        ("one ", False),
        ("rocket", True),
        (" & more", False),
    ]


@pytest.mark.parametrize(
    ("kinds", "keys"),
    [((), ["ORB", "great-hall"]), (("room",), ["great-hall"]), (("speaker",), []), (("word", "' OR 1"), [])],
)
def test_only_the_kinds_asked_for_are_found(edition, kinds, keys):
    assert found(edition, "hall", kinds=kinds) == keys


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("сотруднечество", "сотрудничество"),
        ("Сарсембаева", "Сәрсенбаева"),
        ("cooperaton", "cooperation"),
        ("satelites dta", ""),
        ("xqzwvk", ""),
        ("'\"*", ""),
    ],
)
def test_when_nothing_is_found_a_word_like_it_is_offered(edition, query, meant):
    put_on_air(edition, FORUM, number=2)
    assert programme.search(edition.id, query, "kk") == programme.SearchResult((), meant)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_the_words_hold_it_is_never_an_error(edition, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert isinstance(programme.search(edition.id, query, "kk", limit=0), programme.SearchResult)


@pytest.mark.parametrize("query", [query for query in HOSTILE if "\ud800" not in query])
def test_the_page_answers_hostile_words(edition, query):
    assert Client().get("/en/search/", {"q": query}).status_code == 200


def test_a_code_is_found_and_no_snippet_shows_it(edition):
    hit = programme.search(edition.id, "ORB", "kk", kinds=("session",)).hits[0]
    assert (hit.code, "ORB" in "".join(piece.text for piece in hit.snippet)) == ("ORB", False)
    assert hit.snippet[0].text.startswith("Қазақстан")
