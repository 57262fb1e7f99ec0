"""Entering and changing people."""

import pytest

from qurultai.kit.access import NOBODY, SYSTEM, Actor, Denied
from qurultai.kit.models import Event
from qurultai.kit.text import Text
from qurultai.people import queries
from qurultai.people.actions.persons import (
    AddressKnown,
    LanguageUnknown,
    NameRefused,
    NewPerson,
    add_people,
    add_person,
    change_person,
    choose_language,
    find_or_add_speaker,
    find_or_add_speakers,
)
from qurultai.people.models import Account, Person
from qurultai.people.testing import a_person, an_organisation

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, dict]]:
    return [(event.type, event.payload) for event in Event.objects.all()]


def found(query: str) -> list[str]:
    return [person.name for person in queries.found(Person.objects.all(), query)]


def test_a_person_is_entered_as_she_writes_herself_and_can_sign_in():
    person = add_person(NewPerson(name=" Айгүл\u202e Сапарова ", email=" A@Example.org "), by=SYSTEM)
    assert (person.name, person.latin_name, person.account.email) == (
        "Айгүл Сапарова",
        "Aygul Saparova",
        "a@example.org",
    )
    assert person.account.has_usable_password() is False
    assert told() == [("people.PersonAdded", {"person_id": str(person.id)})]


def test_nobody_is_entered_by_nobody():
    with pytest.raises(Denied):
        add_person(NewPerson(name="Ann"), by=NOBODY)
    assert Person.objects.count() == 0


def test_a_name_without_a_letter_is_refused_and_nothing_is_kept():
    with pytest.raises(NameRefused):
        add_people([NewPerson(name="Ann"), NewPerson(name="\u202e \0")], by=SYSTEM)
    assert Person.objects.count() == 0


def test_two_people_do_not_sign_in_with_one_address():
    a_person(email="ann@example.org")
    with pytest.raises(AddressKnown) as refusal:
        add_person(NewPerson(name="Other", email="ANN@example.org"), by=SYSTEM)
    assert str(refusal.value) == "Somebody with the address ann@example.org is here already."
    with pytest.raises(AddressKnown):
        add_people([NewPerson(name="A", email="b@x.org"), NewPerson(name="B", email="B@x.org")], by=SYSTEM)
    assert Person.objects.count() == 1


def test_many_are_entered_in_as_many_queries_as_few(django_assert_num_queries):
    company = an_organisation()
    for number in (1, 3, 40):
        new = [
            NewPerson(name=f"P {n}", email=f"p{number}-{n}@x.org", organisation_id=company.id, speaks_for=n == 0)
            for n in range(number)
        ]
        with django_assert_num_queries(7):
            people = add_people(new, by=SYSTEM)
        assert [person.name for person in people] == [f"P {n}" for n in range(number)]
    assert Account.objects.count() == 44


@pytest.mark.parametrize(
    "query", ["Сапарова Айгүл", "айгуль"[:4], "SAPAROVA aygul", "Saparova", "сапар", "Aigul", "Aigul Сапарова"]
)
def test_a_name_is_found_in_any_order_and_spelling(query):
    add_person(NewPerson(name="Айгүл Сапарова", latin_name="Aigul Saparova"), by=SYSTEM)
    add_person(NewPerson(name="Жан Батист"), by=SYSTEM)
    assert found(query) == ["Айгүл Сапарова"]


def test_signs_of_a_pattern_are_looked_for_as_they_are():
    add_person(NewPerson(name="Percy Sign"), by=SYSTEM)
    assert (found("Percy %"), found("%"), found("_ercy"), found("' OR 1=1 --")) == (["Percy Sign"], [], [], [])


def test_own_data_is_changed_and_the_journal_does_not_say_to_what(forum, grant):
    person = a_person("Ann Old")
    actor = grant(forum, person, "part")
    changes = {"name": "Ann\u202e New", "biography": Text(en="Line 1\r\nLine 2"), "phone": "+7 701"}
    changed = change_person(queries.myself(actor, forum), changes, by=actor)
    assert (changed.name, changed.biography, changed.phone) == ("Ann New", Text(en="Line 1\nLine 2"), "+7 701")
    assert told()[-1] == (
        "people.PersonChanged",
        {"person_id": str(person.id), "fields": ["biography", "name", "phone"]},
    )
    assert found("New") == ["Ann New"]


def test_what_stays_the_same_is_not_recorded(forum, grant):
    person = a_person("Ann")
    actor = grant(forum, person, "part")
    before = len(told())
    change_person(queries.myself(actor, forum), {"name": " Ann "}, by=actor)
    assert len(told()) == before


def test_a_participant_cannot_change_another(forum, grant):
    actor, other = grant(forum, a_person("Ann"), "part"), a_person("Bob", edition_id=forum.id, phone="1")
    seen = queries.people_visible_to(actor, forum).get(id=other.id)
    for changes in ({"name": "Mallory"}, {"phone": "2"}, {}):
        with pytest.raises(Denied):
            change_person(seen, changes, by=actor)
    other.refresh_from_db()
    assert (other.name, other.phone) == ("Bob", "1")


def test_the_support_desk_changes_names_but_not_telephones(forum, grant):
    desk, other = grant(forum, a_person("Desk"), "supp"), a_person("Bob", edition_id=forum.id)
    seen = queries.people_visible_to(desk, forum).get(id=other.id)
    assert change_person(seen, {"name": "Bobby"}, by=desk).name == "Bobby"
    with pytest.raises(Denied):
        change_person(seen, {"phone": "2"}, by=desk)


def test_a_role_in_one_forum_is_no_right_in_another(forum, other_forum, grant):
    desk, other = grant(forum, a_person("Desk"), "supp", "admn"), a_person("Bob", edition_id=other_forum.id)
    assert list(queries.people_visible_to(desk, forum).filter(id=other.id)) == []
    assert list(queries.people_visible_to(desk, other_forum).values_list("name", flat=True)) == ["Desk"]
    other.edition_id = other_forum.id
    with pytest.raises(Denied):
        change_person(other, {"name": "Mallory"}, by=desk)


def test_a_head_changes_those_for_whose_organisation_she_speaks(forum, grant):
    company, rival = an_organisation(), an_organisation()
    head = grant(forum, a_person(organisation_id=company.id, speaks_for=True), "head")
    mute = grant(forum, a_person(organisation_id=company.id), "head")
    member = a_person("Bob", organisation_id=company.id)
    stranger = a_person("Eve", organisation_id=rival.id)
    for person in (member, stranger):
        person.edition_id = forum.id
    assert change_person(member, {"name": "Bobby", "phone": "1"}, by=head).name == "Bobby"
    for person, by in ((stranger, head), (member, mute)):
        with pytest.raises(Denied):
            change_person(person, {"name": "Mallory"}, by=by)


def test_everybody_chooses_the_language_of_her_mails():
    person = a_person()
    for language in ("kk", "kk"):
        choose_language(language, by=Actor(person.id))
    person.refresh_from_db()
    assert (person.language, [kind for kind, _payload in told()]) == (
        "kk",
        ["people.PersonAdded", "people.PersonChanged"],
    )
    with pytest.raises(LanguageUnknown):
        choose_language("fr", by=Actor(person.id))


def test_the_same_import_twice_enters_nobody_twice():
    speakers = [NewPerson(name=f"Speaker {n}", source_key=f"camp:{n}") for n in range(3)]
    first = find_or_add_speakers(speakers, by=SYSTEM)
    again = find_or_add_speakers([*speakers, NewPerson(name="Late", source_key="camp:9")], by=SYSTEM)
    assert {key: again[key].id for key in first} == {key: person.id for key, person in first.items()}
    assert find_or_add_speaker("camp:9", "Other spelling", by=SYSTEM).name == "Late"
    assert [payload for kind, payload in told()] == [{"count": 3}, {"count": 1}]
