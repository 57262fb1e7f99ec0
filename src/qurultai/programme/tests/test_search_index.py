"""The index follows publication: as one, once, newest wins; drafts, embargoes and other editions stay out of it."""

import datetime as dt

import pytest
from django.db import connection, transaction

from qurultai.editions.public import add_room
from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import deliver
from qurultai.kit.testing.races import errors_of, together
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.models import SearchEntry, Session
from qurultai.programme.queries import search
from qurultai.programme.queries.search import fts5, indexed_version, tsvector
from qurultai.programme.receivers import indexing
from qurultai.programme.tests.test_search import FORUM, a_programme, an_item, found, put_on_air, words

pytestmark = pytest.mark.django_db(transaction=True)
MINE = a_programme(an_item("MINE", words("Канарейка біз", "Канарейка мы", "Canary ours")))
THEIRS = a_programme(an_item("OTHER", words("Канарейка олар", "Канарейка они", "Canary theirs")))


class EveryEdition:
    """An index that forgot which edition it is asked about: mutant of both `ranked`."""

    def __init__(self, other):
        self.other = other

    def ranked(self, version_id, branches, kinds, limit):
        index = fts5 if connection.vendor == "sqlite" else tsvector
        statements = [index.ranked(id_, branches, kinds, limit) for id_ in (version_id, self.other)]
        sql = " UNION ALL ".join(
            f"SELECT * FROM ({sql}) AS part{number}" for number, (sql, _values) in enumerate(statements)
        )
        return sql, [value for _sql, values in statements for value in values]


def test_another_editions_programme_is_never_found():
    mine, other = an_edition("2027"), an_edition("2028")
    put_on_air(mine, MINE)
    put_on_air(other, THEIRS)
    assert (found(mine, "канарейка"), found(other, "canary", "en")) == (["MINE"], ["OTHER"])
    assert programme.search(mine.id, "theirs", "en") == programme.SearchResult()


def test_without_the_edition_in_the_question_the_other_would_be_found(monkeypatch):
    mine, other = an_edition("2027"), an_edition("2028")
    put_on_air(mine, MINE)
    put_on_air(other, THEIRS)
    monkeypatch.setattr(
        "qurultai.programme.queries.search.indexes._index", lambda: EveryEdition(indexed_version(other.id))
    )
    assert found(mine, "канарейка") == ["MINE", "OTHER"]


def test_other_words_are_offered_of_this_edition_only():
    mine, other = an_edition("2027"), an_edition("2028")
    put_on_air(mine, MINE)
    put_on_air(other, a_programme(an_item("SECRET", words("Баллистика", "Баллистика", "Ballistics"))))
    assert programme.search(mine.id, "балистика", "ru").suggestion == ""
    assert programme.search(other.id, "балистикк", "ru").suggestion == "баллистика"


@pytest.fixture
def edition():
    return an_edition("2027")


@pytest.fixture
def hall(edition):
    return add_room(edition, Text(words("Үлкен зал", "Большой зал", "Great hall")), capacity=100, by=SYSTEM)


def a_session(edition, hall, title, hour, *, placed=True):
    spoken = Text(words(f"{title} kk", f"{title} ru", title))
    session = programme.create_session(edition, title=spoken, abstract=spoken, by=SYSTEM)
    at = dt.datetime.combine(edition.starts_on, dt.time(hour), edition.tz)
    return programme.place_session(session, at, hall, by=SYSTEM) if placed else session


def test_drafts_embargoed_and_cancelled_sessions_are_not_found(edition, hall):
    a_session(edition, hall, "Canary open", 9)
    a_session(edition, hall, "Canary unplaced", 10, placed=False)
    hidden = a_session(edition, hall, "Canary embargoed", 11)
    until = clock.now() + dt.timedelta(days=900)
    programme.change_state(hidden, "embargoed", embargo_until=until, by=SYSTEM)
    programme.cancel_session(a_session(edition, hall, "Canary cancelled", 12), by=SYSTEM)
    assert found(edition, "canary") == []
    programme.publish_programme(edition, note=Text(en="First"), waive=("languages",), by=SYSTEM)
    a_session(edition, hall, "Canary later", 13)
    deliver.deliver_all()
    hits = programme.search(edition.id, "canary", "en").hits
    assert [hit.title for hit in hits] == ["Canary open"]


def test_an_embargo_that_is_not_kept_would_be_seen(edition, hall, monkeypatch):
    hidden = a_session(edition, hall, "Canary embargoed", 11)
    programme.change_state(hidden, "embargoed", embargo_until=clock.now() + dt.timedelta(days=900), by=SYSTEM)
    every = Session.objects.filter(edition=edition, booking__isnull=False).select_related("booking", "topic")
    monkeypatch.setattr("qurultai.programme.queries.documents.draft.public_sessions", lambda _edition: list(every))
    monkeypatch.setattr("qurultai.programme.queries.documents.draft.sessions_under_embargo", lambda _edition: [])
    programme.publish_programme(edition, note=Text(en="First"), waive=("languages",), by=SYSTEM)
    deliver.deliver_all()
    assert [hit.title for hit in programme.search(edition.id, "canary", "en").hits] == ["Canary embargoed"]


def test_a_new_version_takes_the_place_of_the_old_one(edition):
    put_on_air(edition, a_programme(an_item("OLD", {"en": "Rocket old"})), 1)
    put_on_air(edition, a_programme(an_item("NEW", {"en": "Rocket new"})), 2)
    assert (found(edition, "rocket"), found(edition, "old")) == (["NEW"], [])
    assert set(SearchEntry.objects.values_list("version__number", flat=True)) == {2}


def test_told_twice_nothing_changes(edition):
    fact = put_on_air(edition, FORUM)
    before = list(SearchEntry.objects.order_by("id").values_list("id", flat=True))
    indexing.index_programme(fact, None)
    assert list(SearchEntry.objects.order_by("id").values_list("id", flat=True)) == before


def test_an_old_version_delivered_late_does_not_come_back(edition):
    late = put_on_air(edition, a_programme(an_item("OLD", {"en": "Rocket old"})), 1)
    put_on_air(edition, a_programme(an_item("NEW", {"en": "Rocket new"})), 2)
    indexing.index_programme(late, None)
    assert found(edition, "rocket") == ["NEW"]


def broken(*_args, **_more):
    """A worker that dies when the old entries are gone and the new ones are not there yet."""
    raise KeyboardInterrupt


def test_killed_in_the_middle_it_leaves_the_old_entries(edition, monkeypatch):
    put_on_air(edition, a_programme(an_item("OLD", {"en": "Rocket old"})), 1)
    monkeypatch.setattr(SearchEntry.objects, "bulk_create", broken)
    with pytest.raises(KeyboardInterrupt):
        put_on_air(edition, a_programme(an_item("NEW", {"en": "Rocket new"})), 2)
    assert found(edition, "rocket") == ["OLD"]


class NoTransaction:
    """`transaction` without its promise."""

    @staticmethod
    def atomic():
        return transaction.mark_for_rollback_on_error()


def test_without_the_transaction_a_killed_worker_would_leave_nothing(edition, monkeypatch):
    put_on_air(edition, a_programme(an_item("OLD", {"en": "Rocket old"})), 1)
    monkeypatch.setattr(SearchEntry.objects, "bulk_create", broken)
    monkeypatch.setattr(indexing, "transaction", NoTransaction)
    monkeypatch.setattr(indexing.Edition.objects, "select_for_update", indexing.Edition.objects.all)
    with pytest.raises(KeyboardInterrupt):
        put_on_air(edition, a_programme(an_item("NEW", {"en": "Rocket new"})), 2)
    assert found(edition, "rocket") == []


def test_who_searches_during_the_swap_sees_the_old_or_the_new(edition):
    put_on_air(edition, a_programme(*(an_item(f"OLD{n}", {"en": f"Rocket {n}"}) for n in range(5))), 1)
    old, new = [f"OLD{n}" for n in range(5)], [f"NEW{n}" for n in range(7)]
    document = a_programme(*(an_item(code, {"en": f"Rocket {code}"}) for code in new))

    def client(task):
        return put_on_air(edition, document, 2) if task == 4 else found(edition, "rocket")

    outcomes = together(client, 12)
    assert errors_of(outcomes) == []
    seen = [outcome.answer for task, outcome in enumerate(outcomes) if task != 4]
    assert [answer for answer in seen if answer not in (old, new)] == []
    assert found(edition, "rocket") == new


def test_a_version_that_comes_between_two_questions_of_a_search_hides_nothing(edition, monkeypatch):
    put_on_air(edition, a_programme(an_item("OLD", {"en": "Rocket old"})), 1)
    asked, best = [], search.best_entries

    def late(*question):
        if not asked:
            put_on_air(edition, a_programme(an_item("NEW", {"en": "Rocket new"})), 2)
        asked.append(question)
        return best(*question)

    monkeypatch.setattr(search, "best_entries", late)
    assert found(edition, "rocket") == ["NEW"]
    assert len(asked) == 2


def test_the_index_goes_when_its_entries_go(edition):
    put_on_air(edition, FORUM)
    SearchEntry.objects.all().delete()
    assert found(edition, "ғарыш") == []
    put_on_air(edition, FORUM, 2)
    assert found(edition, "ғарыш") == ["ORB"]


@pytest.mark.parametrize("times", [1, 30])
def test_a_search_asks_five_times_at_most_however_much_there_is(edition, times, django_assert_num_queries):
    items = (an_item(f"N{n}", words(f"Зымыран {n}", f"Ракета {n}", f"Rocket {n}")) for n in range(times))
    put_on_air(edition, a_programme(*items))
    with django_assert_num_queries(2):
        assert len(programme.search(edition.id, "rocket", "en").hits) == times
    with django_assert_num_queries(5):
        assert programme.search(edition.id, "rockett", "en").suggestion == "rocket"
