"""Organisations: their names through time, who belongs to them and who speaks for them."""

import datetime as dt

import pytest

from qurultai.kit.access import NOBODY, SYSTEM, Denied
from qurultai.kit.text import Text
from qurultai.people import queries
from qurultai.people.actions.organisations import (
    EndsBeforeStart,
    KindUnknown,
    NewOrganisation,
    OrganisationNameRefused,
    add_organisation,
    affiliate,
    change_organisation,
    end_affiliation,
    let_speak_for,
    rename_organisation,
)
from qurultai.people.models import Organisation
from qurultai.people.testing import a_person, an_organisation

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = dt.date(2020, 1, 1), dt.date(2023, 5, 1), dt.date(2026, 7, 1)


def history(organisation: Organisation) -> list[tuple[str, dt.date, dt.date | None]]:
    return [(row.name["en"], row.valid_from, row.valid_until) for row in organisation.names.order_by("valid_from")]


def test_an_organisation_is_called_what_it_was_called_then():
    agency = add_organisation(NewOrganisation(name=Text(en="Old"), since=FIRST), by=SYSTEM)
    rename_organisation(agency, Text(en="New"), since=THIRD, by=SYSTEM)
    rename_organisation(agency, Text(en="Middle"), since=SECOND, by=SYSTEM)
    assert history(agency) == [("Old", FIRST, SECOND), ("Middle", SECOND, THIRD), ("New", THIRD, None)]
    days = [dt.date(2019, 1, 1), FIRST, SECOND - dt.timedelta(1), SECOND, THIRD, dt.date(2030, 1, 1)]
    names = [queries.organisation_name_at(agency.id, day)["en"] for day in days]
    assert names == ["Old", "Old", "Old", "Middle", "New", "New"]


def test_a_name_from_the_same_day_is_a_correction():
    agency = add_organisation(NewOrganisation(name=Text(en="Odl"), since=FIRST), by=SYSTEM)
    rename_organisation(agency, Text(en="Old"), since=FIRST, by=SYSTEM)
    assert history(agency) == [("Old", FIRST, None)]


def test_an_organisation_needs_a_name_and_a_kind():
    with pytest.raises(OrganisationNameRefused):
        add_organisation(NewOrganisation(name=Text(en=" \u202e")), by=SYSTEM)
    with pytest.raises(KindUnknown):
        add_organisation(NewOrganisation(name=Text(en="X"), kind="circus"), by=SYSTEM)
    assert Organisation.objects.count() == 0


def test_a_change_is_kept_and_nobody_may_make_it():
    agency = an_organisation()
    assert change_organisation(agency, {"country": "KZ"}, by=SYSTEM).country == "KZ"
    for act in (
        lambda: change_organisation(agency, {"country": "XX"}, by=NOBODY),
        lambda: rename_organisation(agency, Text(en="X"), since=FIRST, by=NOBODY),
        lambda: affiliate(a_person(), agency, by=NOBODY),
        lambda: add_organisation(NewOrganisation(name=Text(en="X")), by=NOBODY),
    ):
        with pytest.raises(Denied):
            act()


def test_who_speaks_for_an_organisation_does_so_between_two_days():
    company, rival, person = an_organisation(), an_organisation(), a_person()
    belonging = affiliate(person, company, since=FIRST, by=SYSTEM)
    assert affiliate(person, company, since=SECOND, by=SYSTEM).id == belonging.id
    assert queries.speaks_for(person.id, company.id, FIRST) is False
    let_speak_for(belonging, True, by=SYSTEM)
    end_affiliation(belonging, on=THIRD, by=SYSTEM)
    days = [FIRST - dt.timedelta(1), FIRST, THIRD - dt.timedelta(1), THIRD]
    assert [queries.speaks_for(person.id, company.id, day) for day in days] == [False, True, True, False]
    assert queries.speaks_for(person.id, rival.id, SECOND) is False


def test_an_affiliation_does_not_end_before_it_began():
    belonging = affiliate(a_person(), an_organisation(), since=SECOND, by=SYSTEM)
    with pytest.raises(EndsBeforeStart):
        end_affiliation(belonging, on=FIRST, by=SYSTEM)


def test_an_ended_affiliation_can_begin_again():
    company, person = an_organisation(), a_person()
    ended = end_affiliation(affiliate(person, company, since=FIRST, by=SYSTEM), on=SECOND, by=SYSTEM)
    assert affiliate(person, company, since=THIRD, by=SYSTEM).id != ended.id


def test_organisations_are_found_by_every_name_they_ever_had(forum, grant):
    agency = add_organisation(NewOrganisation(name=Text(ru="Старое имя"), since=FIRST), by=SYSTEM)
    rename_organisation(agency, Text(en="Brand New"), since=SECOND, by=SYSTEM)
    an_organisation("Other")
    desk = grant(forum, a_person(), "supp")
    for query in ("старое", "NEW brand"):
        rows = queries.listed_organisations(desk, forum, query=query)
        assert [str(row.name) for row in rows] == ["Brand New"]
    assert queries.listed_organisations(NOBODY, forum) == []
