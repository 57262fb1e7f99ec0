"""Invitations: drafted, numbered and sent in waves; accepted, declined or handed on by the link in the letter."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from qurultai.editions.testing import actor, an_edition, holder_of, signed_in
from qurultai.kit.access import NOBODY, SYSTEM, Denied
from qurultai.kit.journal import deliver
from qurultai.kit.testing.races import errors_of, together
from qurultai.notices.models import Message
from qurultai.registration import public as registration
from qurultai.registration.actions import refusals
from qurultai.registration.actions.invitations import accept_invitation, delegate_invitation, send_wave
from qurultai.registration.links import link_for
from qurultai.registration.models import Invitation, Registration
from qurultai.registration.testing import a_category, an_invitation, facts

OFFICE = "/en/office/registration/invitations/"
SNAPSHOTS = Path(__file__).parent / "mails"
ROWS = (
    "Name\tE-mail\tCountry\tOrganisation\n"
    "Әйгерім Сәтова\ta@example.org\tҚазақстан\tҒарыш\nBoris\tb@example.org\tRU\tOrbit"
)


@pytest.fixture
def vip(forum):
    return a_category(forum, "VIP guest", approval="invitation_only")


def letters():
    deliver.deliver_all()
    return list(Message.objects.order_by("queued_at", "id"))


def held(row):
    """The invitation as the link in its letter opens it."""
    row.opened = True
    return row


@pytest.mark.django_db(transaction=True)
def test_from_the_draft_to_the_registration(forum, vip):
    desk = signed_in(holder_of(forum, "prot"))
    said = {"category": vip.code, "wave": "1", "language": "kk", "rank": "Мәртебелі ханым", "rows": ROWS}
    for _twice in range(2):
        assert desk.post(f"{OFFICE}new/", said).status_code == 302
    before = [message for message in letters() if message.template.endswith("invitation")]
    desk.post(f"{OFFICE}waves/1/")
    deliver.deliver_all()
    letter = next(sent for sent in mail.outbox if sent.to == ["a@example.org"])
    assert (before, Invitation.objects.count(), sorted(Invitation.objects.values_list("number", flat=True))) == (
        [], 2, [1, 2],
    )  # fmt: skip
    assert ("Мәртебелі ханым" in letter.body, "Хат №" in letter.body) == (True, True)
    guest, here = Client(), re.search(r"http://127\.0\.0\.1:\d+(/\S+)", letter.body)[1]
    form = guest.post(f"{here}acceptance/")["Location"]
    page = BeautifulSoup(guest.get(form).content, "html.parser")
    assert page.select_one("#id_name")["value"] == "Әйгерім Сәтова"
    guest.post(form, {"do": "send", "name": "Әйгерім Сәтова", "country": "KZ"})
    row = Registration.objects.get()
    assert (row.state, row.person.account.email, row.invitation.state) == ("approved", "a@example.org", "accepted")
    assert [fact.answer for fact in facts("InvitationAnswered")] == ["accepted"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_letter_is_as_it_was_agreed(language):
    forum = an_edition("forum", at_root=True)
    row = an_invitation(a_category(forum, "VIP guest"), "Ару", sent=False)
    Invitation.objects.update(language=language, rank="Your Excellency")
    send_wave(forum, 1, by=SYSTEM)
    delegate_invitation(held(Invitation.objects.get(pk=row.pk)), name="Дана", email="d@example.org", by=NOBODY)
    texts = [re.sub(r"http://\S+/invitation/\S+", "LINK", one.text) for one in letters()]
    written = "\n======\n".join(f"{one.subject}\n\n{text}" for one, text in zip(letters(), texts, strict=True))
    assert written == (SNAPSHOTS / f"invitations.{language}.txt").read_text()


@pytest.mark.django_db
def test_declining_and_coming_after_all(forum, vip):
    row, guest = an_invitation(vip), Client()
    here = f"/en/register/invitation/{link_for(row.pk, 'invitation')}/"
    guest.post(f"{here}declining/")
    row.refresh_from_db()
    declined = row.state
    guest.post(f"{here}acceptance/")
    row.refresh_from_db()
    assert (declined, row.state, guest.post(f"{here}declining/").status_code) == ("declined", "accepted", 409)


@pytest.mark.django_db
def test_accepting_twice_begins_one_application(forum, vip):
    row = an_invitation(vip)
    drafts = {accept_invitation(held(row), by=NOBODY).pk for _ in range(2)}
    assert (len(drafts), Registration.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_who_is_handed_an_invitation_has_a_letter_of_her_own_and_the_first_is_spent(forum, vip):
    row = an_invitation(vip)
    made = delegate_invitation(held(row), name="Dana", email="Dana@example.org", by=NOBODY)
    assert (made.number, made.state, made.instead_of_id, made.email) == (2, "sent", row.pk, "dana@example.org")
    with pytest.raises(refusals.StateRefused):
        accept_invitation(held(row), by=NOBODY)
    assert accept_invitation(held(made), by=NOBODY).category_id == vip.pk


@pytest.mark.django_db
def test_nobody_is_invited_twice_by_handing_on(forum, vip):
    row, other = an_invitation(vip), an_invitation(vip, wave=2)
    with pytest.raises(refusals.InvitationRefused):
        delegate_invitation(held(row), name="Dana", email=other.email, by=NOBODY)
    row.refresh_from_db()
    assert row.state == "sent"


@pytest.mark.django_db
def test_only_the_link_in_the_letter_answers(forum, vip):
    row = an_invitation(vip)
    for stranger in (NOBODY, actor(holder_of(forum, "part"))):
        with pytest.raises(Denied):
            accept_invitation(Invitation.objects.get(pk=row.pk), by=stranger)
    for link in ("nothing", row.code, link_for(row.pk, "mail"), link_for(row.pk, "browser")):
        assert Client().get(f"/en/register/invitation/{link}/").status_code == 404
    other = an_invitation(a_category(an_edition(), "VIP"))
    assert Client().get(f"/en/register/invitation/{link_for(other.pk, 'invitation')}/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["supp", "secu", "part", "dpo"])
def test_others_send_nothing(forum, vip, role):
    an_invitation(vip, sent=False)
    with pytest.raises(Denied):
        send_wave(forum, 1, by=actor(holder_of(forum, role)))


@pytest.mark.django_db
def test_the_table_is_filtered_and_exported_and_waves_show_their_drafts(forum, vip):
    an_invitation(vip, "Aru")
    an_invitation(vip, "Boris", wave=2, sent=False)
    desk = signed_in(holder_of(forum, "prot"))
    page = BeautifulSoup(desk.get(OFFICE).content, "html.parser")
    rows = BeautifulSoup(desk.get(f"{OFFICE}?state=sent").content, "html.parser").select("tbody tr")
    lines = desk.get(f"{OFFICE}list.csv?wave=2").content.decode("utf-8-sig").splitlines()
    assert ([form.span.text for form in page.select("form[action*=waves]")], len(rows), len(lines)) == (
        ["Wave 2: 1 draft"], 1, 2,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_table_takes_the_same_queries_however_long_it_is(forum, vip, number, django_assert_num_queries):
    for _ in range(number):
        an_invitation(vip, sent=False)
    desk = signed_in(holder_of(forum, "prot"))
    desk.get(OFFICE)
    with django_assert_num_queries(8):
        assert len(BeautifulSoup(desk.get(OFFICE).content, "html.parser").select("tbody tr")) == number


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_numbers_have_neither_gaps_nor_twins_however_many_send_at_once():
    forum = an_edition()
    category = a_category(forum, approval="invitation_only")
    for wave in range(1, 9):
        for _ in range(3):
            an_invitation(category, wave=wave, sent=False)
    outcomes = together(lambda wave: send_wave(forum, wave, by=SYSTEM), list(range(1, 9)))
    assert errors_of(outcomes) == []
    assert sorted(Invitation.objects.values_list("number", flat=True)) == list(range(1, 25))


@pytest.mark.django_db
def test_mutant_without_an_invitation_a_category_for_invited_guests_stays_closed(forum, vip):
    row = an_invitation(vip)
    draft = accept_invitation(held(row), by=NOBODY)
    registration.save_draft(draft, {"name": "Aru", "country": "KZ"}, by=NOBODY)
    Invitation.objects.update(registration=None)
    with pytest.raises(refusals.InvitationNeeded):
        registration.submit_registration(draft, by=NOBODY)
