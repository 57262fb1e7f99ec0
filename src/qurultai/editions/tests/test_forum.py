"""Editions are made, changed and copied; roles are granted and withdrawn."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from qurultai.editions import queries, rules
from qurultai.editions.actions.copying import copy_edition
from qurultai.editions.actions.forum import (
    DatesRefused,
    GrantBeyondOwn,
    RoleUnknown,
    SlugRefused,
    SlugTaken,
    ZoneUnknown,
    change_edition,
    create_edition,
    grant_role,
    set_phase,
    withdraw_role,
)
from qurultai.editions.actions.venue import RoomNameTaken, add_building, add_room, add_tables, set_walk
from qurultai.editions.addresses import RESERVED
from qurultai.editions.models import Edition, Grant
from qurultai.editions.testing import actor, an_edition, holder_of
from qurultai.kit.access import NOBODY, SYSTEM, Denied
from qurultai.kit.models import Event
from qurultai.kit.text import Text

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 9, 13)


def facts():
    return list(Event.objects.order_by("seq").values_list("type", flat=True))


def make(**more):
    wanted = {"slug": "2027", "name": Text(en="Forum"), "starts_on": DAY, "ends_on": DAY, "by": SYSTEM} | more
    return create_edition(**wanted)


def test_the_first_edition_stands_at_the_root_and_the_second_under_its_slug():
    first, second = an_edition("one"), an_edition("two")
    assert (first.at_root, second.at_root) == (True, False)
    assert queries.edition_for("two") == second
    assert queries.edition_for("") == first
    assert queries.edition_for("nothing-of-the-kind") == first


@pytest.mark.parametrize("slug", ["one", "two", "three", ""])
def test_a_page_asks_who_and_where_in_one_query_with_the_same_answers(slug, django_assert_num_queries):
    first, second, _third = (an_edition(name) for name in ("one", "two", "three"))
    person = holder_of(first, "prog")
    for edition, role in ((first, "part"), (second, "spkr")):
        grant_role(edition, person.id, role, by=SYSTEM)
    holder_of(second, "admn")
    apart = queries.actor_of(person.id), queries.edition_for(slug)
    with django_assert_num_queries(1):
        assert queries.actor_and_edition(person.id, slug) == apart


def test_two_editions_never_stand_at_the_root():
    an_edition("one")
    with pytest.raises(IntegrityError), transaction.atomic():
        an_edition("two", at_root=True)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"slug": "My Forum"}, SlugRefused),
        ({"slug": "office"}, SlugRefused),
        ({"ends_on": DAY - dt.timedelta(days=1)}, DatesRefused),
        ({"ends_on": DAY + dt.timedelta(days=60)}, DatesRefused),
        ({"zone": "Asia/Atlantis"}, ZoneUnknown),
    ],
)
def test_what_cannot_be_a_forum_is_refused_and_nothing_is_kept(wrong, refusal):
    with pytest.raises(refusal):
        make(**wrong)
    assert Edition.objects.count() == 0
    assert facts() == []


def test_an_address_is_taken_once():
    make()
    with pytest.raises(SlugTaken):
        make()


def test_every_page_of_an_edition_is_a_reserved_word():
    assert {rules.slug_problem(word, RESERVED) for word in RESERVED} == {"reserved"}
    assert rules.slug_problem("space-days-2027", RESERVED) is None


def test_only_the_operator_makes_editions():
    with pytest.raises(Denied):
        make(by=NOBODY)


def test_a_change_that_changes_nothing_is_not_recorded():
    edition = an_edition()
    owner = actor(holder_of(edition, "admn"))
    before = facts()
    change_edition(edition, {"zone": edition.zone}, by=owner)
    assert facts() == before
    change_edition(edition, {"zone": "Asia/Tokyo"}, by=owner)
    assert facts() == [*before, "editions.EditionChanged"]


def test_another_forums_owner_may_not_change_this_one():
    edition, other = an_edition(), an_edition()
    with pytest.raises(Denied):
        change_edition(edition, {"zone": "Asia/Tokyo"}, by=actor(holder_of(other, "admn")))
    edition.refresh_from_db()
    assert edition.zone == "Asia/Almaty"


def test_the_same_role_twice_is_one_role():
    edition = an_edition()
    person = holder_of(edition)
    for _time in range(2):
        grant_role(edition, person.id, "prog", by=SYSTEM)
    assert Grant.objects.filter(person=person).count() == 1
    assert facts().count("editions.RoleGranted") == 1


def test_a_role_that_nobody_knows_is_refused():
    edition = an_edition()
    with pytest.raises(RoleUnknown):
        grant_role(edition, holder_of(edition).id, "king", by=SYSTEM)


def test_a_withdrawn_role_is_gone_on_the_next_look():
    edition = an_edition()
    person = holder_of(edition, "prog")
    assert actor(person).roles_in(edition.id) == {"pub", "prog"}
    withdraw_role(Grant.objects.get(person=person), by=SYSTEM)
    assert actor(person).roles_in(edition.id) == {"pub"}


def test_the_last_owner_stays():
    edition = an_edition()
    owner = holder_of(edition, "admn")
    with pytest.raises(GrantBeyondOwn):
        withdraw_role(Grant.objects.get(person=owner), by=actor(owner))
    holder_of(edition, "admn")
    withdraw_role(Grant.objects.get(person=owner), by=actor(owner))
    assert Grant.objects.filter(edition=edition, role="admn").count() == 1


def test_next_years_edition_has_last_years_venue_phases_and_staff_but_not_its_people():
    edition = an_edition("2027")
    owner, guest = holder_of(edition, "admn"), holder_of(edition, "part")
    Grant.objects.create(edition=edition, person=owner, role="part")
    one = add_building(edition, Text(en="One"), by=SYSTEM)
    two = add_building(edition, Text(en="Two"), by=SYSTEM)
    set_walk(one, two, 7, by=SYSTEM)
    hall = add_room(edition, Text(en="Hall"), building=one, capacity=500, by=SYSTEM)
    add_room(edition, Text(en="Studio"), building=two, by=SYSTEM)
    add_tables(hall, range(1, 4), by=SYSTEM)
    nine = dt.datetime.combine(DAY, dt.time(9), edition.tz)
    set_phase(edition, "live", nine, nine + dt.timedelta(hours=9), by=SYSTEM)

    first_day = dt.date(2028, 5, 22)
    last_day = dt.date(2028, 5, 23)
    name = Text(en="Next")
    new = copy_edition(edition, slug="2028", name=name, starts_on=first_day, ends_on=last_day, by=actor(owner))

    assert [str(room.name) for room in new.rooms.all()] == ["Hall", "Studio"]
    assert new.rooms.get(capacity=500).tables.count() == 3
    assert set(queries.walking_minutes(new.id).values()) == {7}
    (phase,) = new.phases.all()
    assert phase.starts_at == dt.datetime.combine(first_day, dt.time(9), new.tz)
    held = set(Grant.objects.filter(edition=new).values_list("person_id", "role"))
    assert held == {(owner.id, "admn"), (owner.id, "part")}
    assert guest.id not in {person for person, _role in held}
    assert new.at_root is False


def test_two_rooms_of_one_name_are_refused():
    edition = an_edition()
    add_room(edition, Text(en="Hall"), by=SYSTEM)
    with pytest.raises(RoomNameTaken):
        add_room(edition, Text(en="Hall"), by=SYSTEM)
    assert edition.rooms.count() == 1


def test_rooms_whose_names_differ_only_in_signs_get_different_addresses():
    edition = an_edition()
    slugs = [add_room(edition, Text(en=name), by=SYSTEM).slug for name in ("Hall A", "Hall-A", "hall a!")]
    assert slugs == ["hall-a", "hall-a-2", "hall-a-3"]


def test_tables_that_stand_already_stay():
    edition = an_edition()
    room = add_room(edition, Text(en="Hall"), by=SYSTEM)
    assert add_tables(room, range(1, 4), by=SYSTEM) == 3
    assert add_tables(room, range(1, 6), by=SYSTEM) == 2
    assert room.tables.count() == 5
