"""The office's pages of the programme, as the programme manager walks through them."""

import re

import pytest

from qurultai.calendar.testing import a_registered_person, told_facts
from qurultai.editions.models import Grant
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.programme import public as programme
from qurultai.programme.models import Session, SessionRole, Topic, Wish
from qurultai.programme.testing import NINE, a_participant, a_person, a_session, placed, signed_in
from qurultai.programme.tests.desk import OFFICE, text

pytestmark = pytest.mark.django_db

PAGES = ("sessions/", "sessions/new/", "topics/", "import/", "plan/", "versions/")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_the_manager(venue, office, path):
    assert office.get(f"{OFFICE}/{path}").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_no_page_opens_for_a_participant(venue, client, path):
    person, _actor = a_participant(venue)
    assert signed_in(client, person).get(f"{OFFICE}/{path}").status_code == 403


@pytest.mark.parametrize("path", ["sessions/", "plan/", "versions/"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pages_open_in_every_language(venue, office, path, language):
    placed(venue)
    assert office.get(f"/{language}/office/programme/{path}").status_code == 200


def test_a_session_is_made_changed_placed_and_cancelled(venue, office):
    made = office.post(
        f"{OFFICE}/sessions/new/",
        {
            "title_en": "Rockets",
            "kind": "panel",
            "minutes": "45",
            "questions_en": "Why?\nHow?",
            "equipment": ["sound", "stage"],
        },
    )
    session = Session.objects.get()
    assert made["Location"] == f"{OFFICE}/sessions/{session.code}/"
    assert (session.questions, session.equipment) == ([{"en": "Why?"}, {"en": "How?"}], ["sound", "stage"])
    page = f"{OFFICE}/sessions/{session.code}"
    office.post(f"{page}/place/", {"starts_at": "2027-05-20T09:00", "room": str(venue.hall.id)})
    session.refresh_from_db()
    assert (session.booking.starts_at, session.room) == (NINE, venue.hall)
    office.post(f"{page}/cancellation/", {"sure": session.code.lower()})
    session.refresh_from_db()
    assert (session.state, session.booking) == ("cancelled", None)


def test_a_clash_is_shown_on_the_page_and_nothing_is_placed(venue, office):
    placed(venue, "Satellites")
    session = a_session(venue, "Rockets")
    answer = office.post(
        f"{OFFICE}/sessions/{session.code}/place/", {"starts_at": "2027-05-20T09:30", "room": str(venue.hall.id)}
    )
    session.refresh_from_db()
    assert (answer.status_code, session.booking) == (409, None)
    assert "Hall is taken on 20.05 09:00–10:00" in text(answer)
    assert answer.context["place_form"]["starts_at"].value() == "2027-05-20T09:30"


def test_a_day_that_the_forum_does_not_have_is_refused(venue, office):
    session = a_session(venue, "Rockets")
    answer = office.post(f"{OFFICE}/sessions/{session.code}/place/", {"starts_at": "2027-06-30T09:00", "room": ""})
    session.refresh_from_db()
    assert (answer.status_code, session.booking) == (422, None)
    assert list(answer.context["place_form"].errors) == ["starts_at"]


def test_people_get_and_lose_parts(venue, office):
    session, speaker = placed(venue), a_person("Baqyt", added_in=venue.edition.id)
    page = f"{OFFICE}/sessions/{session.code}"
    office.post(f"{page}/parts/", {"part-person": speaker.code, "part-role": "moderator"})
    assert list(SessionRole.objects.values_list("person__name", "role")) == [("Baqyt", "moderator")]
    office.post(f"{page}/parts/removal/", {"part": f"{speaker.id}:moderator"})
    assert (SessionRole.objects.count(), len(told_facts("PersonLeft"))) == (0, 1)


def test_an_unknown_person_is_an_error_at_the_field(venue, office):
    session = placed(venue)
    answer = office.post(f"{OFFICE}/sessions/{session.code}/parts/", {"part-person": "NOBODY", "part-role": "speaker"})
    assert (answer.status_code, "Nothing is found." in text(answer)) == (422, True)


def test_a_part_and_a_wish_are_given_by_a_name_and_words_of_a_title(venue, office):
    session, other, speaker = placed(venue), a_session(venue, "Rockets"), a_registered_person(venue, "Baqyt")
    page = f"{OFFICE}/sessions/{session.code}"
    office.post(f"{page}/parts/", {"part-person": "baqyt", "part-role": "speaker"})
    office.post(f"{page}/wishes/", {"wish-kind": "before", "wish-other": f"Rockets · {other.code}"})
    assert (SessionRole.objects.get().person, Wish.objects.get().second) == (speaker, other)
    itself = office.post(f"{page}/wishes/", {"wish-kind": "before", "wish-other": session.code})
    assert (itself.status_code, list(itself.context["wish_form"].errors)) == (422, ["other"])


def test_sessions_are_proposed_while_one_writes(venue, office, client):
    session = a_session(venue, "Rockets")
    answer = office.get(f"{OFFICE}/sessions/choices/", {"q": "rock"})
    assert (answer.status_code, f'data-value="Rockets · {session.code}"' in text(answer)) == (200, True)
    assert text(office.get(f"{OFFICE}/sessions/choices/")).strip() == ""


def test_wishes_and_topics_are_kept(venue, office):
    first, second = a_session(venue, "One"), a_session(venue, "Two")
    page = f"{OFFICE}/sessions/{first.code}/wishes"
    office.post(f"{page}/", {"wish-kind": "before", "wish-other": second.code})
    office.post(f"{OFFICE}/topics/", {"name_en": "Orbits", "colour": "#112233"})
    assert (Wish.objects.count(), Topic.objects.get().slug) == (1, "orbits")
    office.post(f"{page}/removal/", {"wish": str(Wish.objects.get().pk)})
    office.post(f"{OFFICE}/topics/orbits/removal/")
    assert (Wish.objects.count(), Topic.objects.count()) == (0, 0)


def test_a_speaker_changes_the_words_of_her_own_session_and_no_more(venue, client):
    person, _actor = a_participant(venue, "Speaker")
    Grant.objects.get_or_create(edition=venue.edition, person=person, role="spkr")
    mine, other = a_session(venue, "Mine", person), a_session(venue, "Other")
    signed_in(client, person)
    client.post(f"{OFFICE}/sessions/{mine.code}/change/", {"title_en": "Better", "kind": "panel", "minutes": "500"})
    mine.refresh_from_db()
    statuses = [client.get(f"{OFFICE}/sessions/{one.code}/change/").status_code for one in (mine, other)]
    assert (mine.title["en"], mine.minutes, mine.kind, statuses) == ("Better", 60, "other", [200, 404])


def undone(office, page, sent=None):
    """Do it, take it back by the button in the message, and say what the second message is."""
    done = office.post(page, sent or {}, follow=True)
    undo = re.search(r'action="([^"]*/office/undo/[^"]*)"', text(done))[1]
    again = office.post(undo, headers={"Referer": f"http://testserver{OFFICE}/sessions/"}, follow=True)
    return re.search(r'<div class="toast.*?<p>(.*?)</p>', text(again), re.S)[1]


def test_a_part_a_time_a_wish_and_a_topic_come_back(venue, office):
    session, other = placed(venue, "One", a_person("Aru")), a_session(venue, "Two")
    topic = programme.add_topic(venue.edition, Text(en="Orbits"), by=SYSTEM)
    programme.change_session(session, {"topic": topic}, by=SYSTEM)
    programme.add_wish("before", session, other, by=SYSTEM)
    page = f"{OFFICE}/sessions/{session.code}"

    def now():
        session.refresh_from_db()
        parts = [(part.person.name, part.role, part.minutes) for part in session.roles.all()]
        wishes = list(Wish.objects.values_list("kind", "first", "second"))
        return parts, session.booking.starts_at if session.booking else None, session.room, wishes, session.topic

    before, part = now(), session.roles.get()
    steps = [
        (f"{page}/parts/removal/", {"part": f"{part.person_id}:{part.role}"}),
        (f"{page}/unplace/", {}),
        (f"{page}/wishes/removal/", {"wish": str(Wish.objects.get().pk)}),
        (f"{OFFICE}/topics/{topic.slug}/removal/", {}),
    ]
    for address, sent in steps:
        assert (undone(office, address, sent), now()) == ("Undone.", before)


def test_a_time_that_is_taken_meanwhile_does_not_come_back_and_says_why(venue, office):
    session, speaker = placed(venue, "One", a_person("Aru")), SessionRole.objects.get().person
    done = office.post(f"{OFFICE}/sessions/{session.code}/unplace/", follow=True)
    placed(venue, "Two", speaker, room=venue.side)
    undo = re.search(r'action="([^"]*/office/undo/[^"]*)"', text(done))[1]
    assert "Aru is taken on 20.05" in text(office.post(undo, follow=True))
    session.refresh_from_db()
    assert session.booking is None


@pytest.mark.parametrize("step", ["cancellation", "removal"])
def test_what_cannot_be_undone_asks_for_the_sessions_code(venue, office, step):
    session = a_session(venue, "One", state="draft")
    for sure in ({}, {"sure": ""}, {"sure": "no"}):
        answer = office.post(f"{OFFICE}/sessions/{session.code}/{step}/", sure)
        assert (answer.status_code, f'href="#{step}-sure"' in text(answer)) == (422, True)
    session.refresh_from_db()
    assert session.state == "draft"
    assert office.post(f"{OFFICE}/sessions/{session.code}/{step}/", {"sure": session.code}).status_code == 302


def test_an_abstract_that_came_as_html_is_read_as_plain_text(venue, office):
    session = placed(venue)
    programme.change_session(session, {"abstract": {"en": "<p>Bread &amp; salt</p><script>x</script>"}}, by=SYSTEM)
    assert '<div class="prose"><p>Bread &amp; salt</p></div>' in text(office.get(f"{OFFICE}/sessions/{session.code}/"))


def test_a_session_leads_to_the_calendars_of_its_people_and_its_hall(venue, office):
    person = a_person("Aru")
    session = placed(venue, "Panel", person)
    page = text(office.get(f"{OFFICE}/sessions/{session.code}/"))
    assert f'href="/en/office/calendar/people/{person.code}/"' in page
    assert f'href="/en/office/calendar/rooms/{venue.hall.code}/"' in page


def test_languages_and_equipment_are_chosen_by_name_and_foreign_ones_stay(venue, office):
    session = a_session(venue, "Rockets")
    Session.objects.filter(id=session.id).update(
        language="ru", interpretation=[["kk", "en"], "ru-fr"], equipment=["sound", "a harp"]
    )
    page = f"{OFFICE}/sessions/{session.code}/change/"
    form = office.get(page).context["form"]
    assert tuple(
        dict(form.fields[name].choices)[key]
        for name, key in (
            ("language", "ru"),
            ("interpretation", "kk-en"),
            ("interpretation", "ru-fr"),
            ("equipment", "sound"),
        )
    ) == ("Russian", "Kazakh ↔ English", "Russian ↔ French", "Sound system and microphones")
    sent = {"title_en": "Rockets", "kind": "panel", "minutes": "45", "language": "ru"}
    office.post(
        page, {**sent, "interpretation": ["kk-en", "ru-fr"], "equipment": ["a harp"], "more_equipment": "a drum"}
    )
    session.refresh_from_db()
    assert (session.interpretation, session.equipment) == (["kk-en", "ru-fr"], ["a harp", "a drum"])
