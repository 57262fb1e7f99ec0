"""The people are invented, complete and able to sign in, one for each role."""

import re

import pytest

from qurultai.demo.content import forum
from qurultai.demo.content.names import in_latin

FORUM = forum()
PERSONS = {
    *("part", "head", "spkr", "comp", "memb", "seek", "recr", "jour", "team", "capt", "oper", "prot"),
    *("visa", "secu", "agen", "prog", "pres", "b2bm", "lega", "jury", "supp", "admn", "plat", "dpo"),
}


def test_codes_names_within_a_country_and_addresses_are_unique():
    people = FORUM.people
    assert len({one.code for one in people}) == 700
    assert len({(one.country, one.name) for one in people}) == 700
    assert len({one.email for one in people}) == 700


def test_every_address_lies_in_a_domain_reserved_for_examples():
    assert [one.email for one in FORUM.people if not re.fullmatch(r"[a-z0-9.-]+@[a-z0-9.-]+\.example", one.email)] == []


def test_every_latin_name_is_in_latin_letters():
    latin = re.compile(r"[a-zA-Z\u00c0-\u024f\u02bb\u1e00-\u1eff -]+")
    assert [one.latin_name for one in FORUM.people if not latin.fullmatch(one.latin_name)] == []


def test_kazakh_and_russian_people_write_their_names_in_cyrillic():
    local = [one for one in FORUM.people if one.country in ("KZ", "RU")]
    assert [one.name for one in local if not re.fullmatch(r"[\u0400-\u04ff -]+", one.name)] == []


def test_family_comes_first_where_it_does_at_home():
    assert {one.country for one in FORUM.people if one.family_first} == {"CN", "JP", "KR", "VN", "HU", "MN"}
    chinese = next(one for one in FORUM.people if one.country == "CN")
    assert chinese.name == f"{chinese.family} {chinese.given}"


@pytest.mark.parametrize(
    ("own", "country", "latin"),
    [
        ("Шыңғыс", "KZ", "Shyngys"),
        ("Айгерім", "KZ", "Aigerim"),
        ("Сергей Щукин", "RU", "Sergey Shchukin"),
        ("Христов", "BG", "Hristov"),
        ("Łukasz", "PL", "Łukasz"),
    ],
)
def test_latin_spelling_follows_the_country(own, country, latin):
    assert in_latin(own, country) == latin


def test_organisations_are_marked_as_invented_in_three_languages():
    notes = {organisation.note for organisation in FORUM.organisations}
    assert [note.as_dict() for note in notes] == [
        {
            "kk": "Демонстрация үшін ойдан шығарылған ұйым.",
            "ru": "Организация вымышлена для демонстрации.",
            "en": "An organisation invented for the demonstration.",
        }
    ]


def test_everybody_but_a_public_visitor_works_for_an_organisation_of_the_own_country():
    country_of = {organisation.code: organisation.country for organisation in FORUM.organisations}
    strange = [one for one in FORUM.people if country_of.get(one.organisation) != one.country]
    assert {one.category for one in strange} == {"public_visitor"}


def test_every_country_has_exactly_one_head_of_delegation():
    heads = [one.country for one in FORUM.people if one.category == "head_of_delegation"]
    assert sorted(heads) == sorted(country.code for country in FORUM.countries)


def test_one_person_of_each_role_can_sign_in():
    people = {one.code: one for one in FORUM.people}
    assert {one.role for one in FORUM.sign_ins} == PERSONS
    assert len({one.person for one in FORUM.sign_ins}) == len(FORUM.sign_ins) == len(PERSONS)
    assert [one.role for one in FORUM.sign_ins if one.role not in people[one.person].access_roles] == []


def test_only_one_person_holds_each_office_of_the_staff():
    offices = ("admn", "prog", "pres", "prot", "visa", "b2bm", "lega", "supp", "dpo", "secu", "agen", "plat")
    held = {office: sum(office in one.access_roles for one in FORUM.people) for office in offices}
    assert held == dict.fromkeys(offices, 1)
