"""Two registrations of one person: suspected without comparing all with all, merged, undone, told apart."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from qurultai.editions.models import Grant
from qurultai.editions.testing import actor, an_edition, holder_of, signed_in
from qurultai.kit import clock, undoing
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.models import Undo
from qurultai.registration import public as registration
from qurultai.registration.actions import refusals
from qurultai.registration.actions.importing import Applicant, register_many
from qurultai.registration.actions.invitations import accept_invitation
from qurultai.registration.links import MINE, link_for
from qurultai.registration.models import Group, IdentityDocument, Invitation, Registration, StoredFile, Twins
from qurultai.registration.public import NewField, dismiss_twins, merge_registrations
from qurultai.registration.rules import twins as rules
from qurultai.registration.testing import (
    a_category,
    a_draft,
    a_form,
    a_group,
    a_person,
    a_photo,
    a_registration,
    an_invitation,
    facts,
    in_three,
)

TABLE = "/en/office/registration/"
NOW = dt.datetime(2027, 5, 1, 6, 0, tzinfo=dt.UTC)
PAPER = {"number": "N1234567", "citizenship": "KZ", "born_on": "1990-01-02", "expires_on": "2030-01-02"}


@pytest.fixture
def officer(forum):
    return actor(holder_of(forum, "prot"))


@pytest.fixture
def guests(forum):
    return a_category(forum, "Guest")


def one(sound="aru kim", email="", trace="", country="KZ", organisation=""):
    return rules.Applicant(rules.sound_of(sound), email, trace, country, organisation)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (one(), one("Kim Aru"), "name"),
        (one("Есенов Әлихан"), one("Alikhan Yessenov"), "name"),
        (one(), one("Boris Kim"), None),
        (one(), one(country="RU"), None),
        (one(organisation="Orbit"), one(organisation="Орбит", country="RU"), "name"),
        (one(organisation="Orbit"), one(organisation="Launch"), None),
        (one(organisation="Orbit"), one(), "name"),
        (one(email="a@example.org"), one("Boris", email="a@example.org"), "mail"),
        (one(trace="f" * 64), one("Boris", trace="f" * 64), "document"),
        (one(""), one(""), None),
    ],
)
def test_what_two_have_in_common(first, second, why):
    assert (rules.common(first, second), rules.common(second, first)) == (why, why)


def pairs():
    return {(frozenset({pair.first_id, pair.second_id}), pair.why) for pair in Twins.objects.all()}


def pair_of(one, other, why):
    return (frozenset({one.pk, other.pk}), why)


@pytest.mark.django_db
def test_twins_are_noticed_when_they_are_sent_in_their_own_forum_only(guests):
    aru = a_registration(guests, a_person("Әлия Ким"))
    again = a_registration(guests, a_person("Kim Aliya"))
    a_registration(guests, a_person("Boris"))
    a_draft(guests, a_person("Aliya Kim"))
    a_registration(a_category(an_edition()), a_person("Aliya Kim"))
    assert pairs() == {pair_of(aru, again, "name")}


@pytest.mark.django_db
def test_one_document_makes_twins_whenever_it_is_given(forum):
    category = a_category(forum, approval="by_hand")
    rows = [a_draft(category, a_person(name)) for name in ("Aru", "Boris", "Chen")]
    for row in rows[:2]:
        registration.keep_identity(row, PAPER, by=SYSTEM)
    for row in rows:
        registration.submit_registration(row, by=SYSTEM)
    assert pairs() == {pair_of(rows[0], rows[1], "document")}
    registration.keep_identity(rows[2], PAPER | {"number": "n 123-4567"}, by=SYSTEM)
    assert len(pairs()) == 3


@pytest.mark.django_db
def test_a_corrected_name_is_no_twin_any_more_and_what_was_told_apart_stays_so(forum, officer):
    category = a_category(forum, approval="by_hand")
    first, second, third = [a_registration(category, a_person("Aru Kim")) for _ in range(3)]
    dismiss_twins(first, second, by=officer)
    registration.correct_registration(first, {"name": "Boris"}, by=SYSTEM)
    registration.correct_registration(first, {"name": "Aru Kim"}, by=SYSTEM)
    assert len(pairs()) == 3
    registration.correct_registration(third, {"name": "Chen"}, by=SYSTEM)
    assert [pair.dismissed_at is None for pair in Twins.objects.all()] == [False]


@pytest.mark.django_db
def test_rows_of_a_spreadsheet_are_compared_with_those_there_and_among_themselves(forum, guests):
    there = a_registration(guests, a_person("Aru Kim"))
    head = {"latin_name": "", "country": "KZ", "organisation": "", "position": ""}
    people = [Applicant(n, head | {"name": name}, f"p{n}@example.org") for n, name in enumerate(
        ("Kim Aru", "Boris", "Борис"), 2)]  # fmt: skip
    register_many(guests, people, by=SYSTEM)
    rows = {row.name: row for row in Registration.objects.all()}
    assert pairs() == {pair_of(there, rows["Kim Aru"], "name"), pair_of(rows["Boris"], rows["Борис"], "name")}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_sending_takes_the_same_queries_however_many_are_alike(forum, guests, number, django_assert_num_queries):
    for _ in range(number):
        a_registration(guests, a_person("Aru Kim"))
    draft = a_draft(guests, a_person("Aru Kim"))
    with django_assert_num_queries(29):
        registration.submit_registration(draft, by=SYSTEM)


@pytest.fixture
def form(forum):
    return a_form(
        forum,
        NewField(type="text", key="diet", label=in_three("Diet")),
        NewField(type="photo", key="photo", label=in_three("Photo")),
        NewField(type="consent", key="ok", label=in_three("Pictures"), purpose="photo"),
    )


def answered(category, name="Aru Kim", **typed):
    return a_registration(category, a_person(name), **typed)


@pytest.mark.django_db
def test_whose_name_is_taken_over_is_found_by_how_it_sounds(guests, officer):
    kept, gone = answered(guests, "Aru Kim"), answered(guests, "Boris Ten")
    sounds = gone.sound, kept.sound
    merge_registrations(kept, gone, ["name"], by=officer)
    assert [Registration.objects.get(pk=row.pk).sound for row in (kept, gone)] == list(sounds)


@pytest.mark.django_db
def test_one_lives_with_what_was_chosen_and_the_others_place_goes_to_the_first_who_waits(forum, form, officer):
    category = a_category(forum, capacity=2, form=form)
    kept = answered(category, diet="none", position="")
    gone = answered(category, diet="vegan", position="Engineer")
    waits = answered(category, "Boris")
    merge_registrations(kept, gone, ["diet", "position"], by=officer)
    for row in (kept, gone, waits, category):
        row.refresh_from_db()
    assert (kept.answers["diet"], kept.position, kept.state) == ("vegan", "Engineer", "approved")
    assert (gone.state, gone.merged_into, waits.state, category.used) == ("merged", kept, "approved", 2)
    parts = Grant.objects.filter(edition=forum, role="part").values_list("person_id", flat=True)
    assert (kept.person_id in parts, gone.person_id in parts) == (True, False)
    merged = facts("RegistrationMerged")[0]
    assert (merged.registration_id, merged.into_id) == (gone.pk, kept.pk)


@pytest.mark.django_db
def test_nobody_is_let_in_for_a_merged_one_who_only_waited(forum, officer):
    category = a_category(forum, capacity=1)
    kept, gone = answered(category), answered(category)
    merge_registrations(kept, gone, by=officer)
    category.refresh_from_db()
    assert (category.used, len(facts("RegistrationApproved"))) == (1, 1)


@pytest.mark.django_db
def test_its_links_lead_to_the_one_that_lives(forum, guests, officer, client):
    kept, gone = answered(guests), answered(guests)
    merge_registrations(kept, gone, by=officer)
    page = client.get(f"/en/register/application/{link_for(gone.pk, 'mail')}/")
    mine = signed_in(gone.person).get(f"/en/register/application/{MINE}/")
    assert [kept.code in answer.content.decode() for answer in (page, mine)] == [True, True]
    assert registration.registration_for(forum, gone.person_id) == kept


@pytest.mark.django_db
def test_its_group_invitation_and_the_groups_that_she_heads_go_over(forum, guests, officer):
    group = a_group(guests, a_person(), capacity=3)
    kept, gone = answered(guests), a_registration(guests, a_person("Aru Kim"), group=group)
    letter = an_invitation(guests)
    Invitation.objects.filter(pk=letter.pk).update(registration=gone, state="accepted")
    headed = a_group(guests, gone.person)
    merge_registrations(kept, gone, by=officer)
    for row in (kept, group, letter, headed):
        row.refresh_from_db()
    assert (kept.group, group.used, letter.registration, headed.head) == (group, 1, kept, kept.person)
    letter.opened = True
    assert accept_invitation(letter, by=SYSTEM) == kept
    assert "head" in actor(kept.person).roles_in(forum.id)


@pytest.mark.django_db
def test_of_two_groups_the_other_gets_its_place_back(forum, guests, officer):
    groups = [a_group(guests, a_person(), capacity=3) for _ in range(2)]
    kept, gone = [a_registration(guests, a_person("Aru Kim"), group=group) for group in groups]
    merge_registrations(kept, gone, by=officer)
    assert [Group.objects.get(pk=group.pk).used for group in groups] == [1, 0]


def as_it_is():
    """Everything that a merge may touch, without its moments."""
    columns = ("pk", "state", "name", "position", "answers", "photo", "group", "merged_into", "email")
    return {
        "rows": sorted(Registration.objects.values_list(*columns), key=str),
        "groups": sorted(Group.objects.values_list("pk", "used", "head"), key=str),
        "letters": sorted(Invitation.objects.values_list("pk", "registration"), key=str),
        "documents": {
            one.registration_id: registration.identity_of(one.registration, SYSTEM)
            for one in IdentityDocument.objects.all()
        },
    }


@pytest.mark.django_db
def test_it_is_undone_while_nothing_followed(forum, form, officer):
    category = a_category(forum, form=form, capacity=5)
    group = a_group(category, a_person(), capacity=3)
    kept = answered(category, diet="none")
    draft = a_draft(category, a_person("Aru Kim"), group=group, diet="vegan", position="Engineer")
    registration.keep_identity(draft, PAPER, by=SYSTEM)
    gone = registration.submit_registration(draft, by=SYSTEM)
    earlier = answered(category)
    merge_registrations(gone, earlier, by=officer)
    letter = an_invitation(category)
    Invitation.objects.filter(pk=letter.pk).update(registration=gone, state="accepted")
    before = as_it_is()
    with clock.frozen(NOW):
        key = merge_registrations(kept, gone, ["diet", "position", "name", "document"], by=officer)
    kept.refresh_from_db()
    earlier.refresh_from_db()
    assert (as_it_is() == before, earlier.merged_into, IdentityDocument.objects.get().registration) == (
        False, kept, kept,
    )  # fmt: skip
    with clock.frozen(NOW + dt.timedelta(minutes=9)):
        undoing.undo(Undo.objects.get(pk=key), by=officer)
    category.refresh_from_db()
    assert (as_it_is(), category.used) == (before, 2)


@pytest.mark.django_db
def test_it_is_not_undone_once_something_followed(forum, officer):
    category = a_category(forum, approval="by_hand")
    kept, gone = answered(category), answered(category)
    with clock.frozen(NOW):
        key = merge_registrations(kept, gone, by=officer)
    with clock.frozen(NOW + dt.timedelta(minutes=1)):
        registration.approve(kept, by=officer)
        with pytest.raises(undoing.TooLateToUndo):
            undoing.undo(Undo.objects.get(pk=key), by=officer)
    gone.refresh_from_db()
    assert gone.state == "merged"


@pytest.mark.django_db
def test_nothing_personal_is_kept_for_undoing(forum, form, officer):
    category = a_category(forum, form=form)
    kept, gone = answered(category, diet="none"), answered(category, diet="canary-diet", position="canary-position")
    merge_registrations(kept, gone, ["diet", "position"], by=officer)
    assert "canary" not in str(Undo.objects.get().before)


@pytest.mark.django_db
def test_a_chosen_photograph_goes_with_its_file(forum, form, officer):
    category = a_category(forum, form=form)
    kept, gone = answered(category), answered(category)
    digest = a_photo(gone)
    Registration.objects.filter(pk=gone.pk).update(answers={"photo": digest})
    merge_registrations(kept, gone, ["photo"], by=officer)
    kept.refresh_from_db()
    assert (kept.photo, kept.answers["photo"]) == (digest, digest)
    assert StoredFile.objects.filter(registration=kept, sha256=digest).exists()


@pytest.mark.django_db
def test_a_consent_stays_with_her_who_gave_it(forum, form, officer):
    category = a_category(forum, form=form)
    kept, gone = answered(category), answered(category, ok="yes")
    merge_registrations(kept, gone, ["ok"], by=officer)
    kept.refresh_from_db()
    assert (kept.answers.get("ok", False), kept.consents.count()) == (False, 0)


@pytest.mark.django_db
def test_what_is_merged_is_merged_once_and_nobody_does_anything_else_with_it(forum, guests, officer):
    kept, gone, third = [answered(guests) for _ in range(3)]
    merge_registrations(kept, gone, by=officer)
    for forbidden in (
        lambda: merge_registrations(third, gone, by=officer),
        lambda: merge_registrations(gone, third, by=officer),
        lambda: registration.withdraw_registration(gone, by=SYSTEM),
        lambda: registration.approve(gone, by=officer),
        lambda: registration.submit_registration(gone, by=SYSTEM),
    ):
        with pytest.raises(refusals.StateRefused):
            forbidden()


@pytest.mark.django_db
def test_two_of_two_forums_are_not_merged(forum, guests):
    with pytest.raises(refusals.StateRefused):
        merge_registrations(answered(guests), answered(a_category(an_edition())), by=SYSTEM)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["supp", "part", "head", "oper"])
def test_only_who_decides_merges(forum, guests, role):
    kept, gone = answered(guests), answered(guests)
    who = actor(holder_of(forum, role))
    for act in (merge_registrations, dismiss_twins):
        with pytest.raises(Denied):
            act(kept, gone, by=who)


@pytest.mark.django_db
def test_the_same_rows_again_change_nothing_after_a_merge(forum, guests, officer):
    head = {"name": "Kim Aru", "latin_name": "", "country": "KZ", "organisation": "", "position": ""}
    people = [Applicant(2, head, "aru@example.org")]
    register_many(guests, people, by=SYSTEM)
    kept = answered(guests)
    merge_registrations(kept, Registration.objects.get(email="aru@example.org"), by=officer)
    done = register_many(guests, people, by=SYSTEM)
    assert (done.added, done.corrected, done.unchanged) == (0, 0, 1)


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.django_db
def test_the_office_sees_pairs_and_merges_one_field_by_field(forum, form):
    category, desk = a_category(forum, form=form), signed_in(holder_of(forum, "prot"))
    kept, gone = answered(category, diet="none"), answered(category, diet="vegan", position="Engineer")
    listed = page_of(desk.get(f"{TABLE}duplicates/"))
    here = listed.select_one("tbody tr a[href*='/duplicates/']")["href"]
    page = page_of(desk.get(here))
    assert [row.select_one("th").text for row in page.select("tbody tr")][-2:] == ["Position", "Diet"]
    assert {radio["name"] for radio in page.select("input[type=radio]")} == {"lives", "part-position", "part-diet"}
    answer = desk.post(
        f"{here}merging/", {"lives": kept.code, "part-position": gone.code, "part-diet": kept.code}, follow=True
    )
    kept.refresh_from_db()
    assert (kept.position, kept.answers["diet"]) == ("Engineer", "none")
    undo = page_of(answer).select_one(".toast form")["action"]
    assert page_of(desk.get(f"{TABLE}duplicates/")).select("tbody tr") == []
    gone_page = page_of(desk.get(f"{TABLE}registrations/{gone.code}/"))
    assert gone_page.select_one(f"main a[href$='/registrations/{kept.code}/']") is not None
    desk.post(undo)
    gone.refresh_from_db()
    assert gone.state == "approved"


@pytest.mark.django_db
def test_a_pair_that_is_told_apart_does_not_come_back(forum, guests):
    desk = signed_in(holder_of(forum, "prot"))
    first, second = answered(guests), answered(guests)
    answer = desk.post(f"{TABLE}duplicates/{first.code}/{second.code}/dismissal/", follow=True)
    assert page_of(answer).select("tbody tr") == []
    assert len(page_of(desk.get(f"{TABLE}duplicates/?seen=dismissed")).select("tbody tr")) == 1
    desk.post(page_of(answer).select_one(".toast form")["action"])
    assert len(page_of(desk.get(f"{TABLE}duplicates/")).select("tbody tr")) == 1


@pytest.mark.django_db
def test_the_support_desk_looks_and_merges_nothing(forum, guests):
    desk = signed_in(holder_of(forum, "supp"))
    first, second = answered(guests), answered(guests)
    here = f"{TABLE}duplicates/{first.code}/{second.code}/"
    statuses = [desk.get(here).status_code, desk.post(f"{here}merging/", {"lives": first.code}).status_code]
    assert (statuses, page_of(desk.get(here)).select("input[type=radio]")) == ([200, 403], [])


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2, 5])
def test_the_list_takes_the_same_queries_however_long_it_is(forum, guests, number, django_assert_num_queries):
    desk = signed_in(holder_of(forum, "prot"))
    for _ in range(number):
        answered(guests)
    desk.get(f"{TABLE}duplicates/")
    with django_assert_num_queries(6):
        assert len(page_of(desk.get(f"{TABLE}duplicates/")).select("tbody tr")) == number * (number - 1) // 2


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "seen"), [("prot", True), ("supp", True), ("admn", False)])
def test_addresses_are_shown_to_those_who_may_read_them(forum, guests, role, seen):
    first, second = answered(guests), answered(guests)
    page = signed_in(holder_of(forum, role)).get(f"{TABLE}duplicates/{first.code}/{second.code}/")
    assert (page.status_code, [row.email in page.content.decode() for row in (first, second)]) == (200, [seen, seen])
