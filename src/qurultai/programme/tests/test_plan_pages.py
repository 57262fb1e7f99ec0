"""What the office reads about a plan before and after it decides."""

import datetime as dt

import pytest
from django.utils import translation

from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import deliver
from qurultai.notices.models import Message
from qurultai.programme import public as programme
from qurultai.programme.models import PlanFrame, PlanRun
from qurultai.programme.queries.planning.worth import is_worse, worth
from qurultai.programme.testing import NINE, a_person, a_session, placed, published
from qurultai.programme.tests.desk import OFFICE, text

pytestmark = pytest.mark.django_db


def planned(venue):
    run = programme.ask_plan(venue.edition, by=SYSTEM, seconds=3, in_background=False)
    return programme.run_plan(run.id)


def page(office, run):
    return text(office.get(f"{OFFICE}/plan/{run.id}/"))


def must_move(venue):
    """A published session of a speaker with an address that can no longer stand where it stands."""
    session = placed(venue, "Rockets", a_person("Baqyt", email="baqyt@example.org"), minute=120)
    published(venue)
    programme.change_session(session, {"movable_until": NINE + dt.timedelta(minutes=60)}, by=SYSTEM)
    return session


def test_a_plan_is_asked_for_and_its_proposal_accepted_and_undone(venue, office):
    session = a_session(venue, "Rockets")
    asked = office.post(f"{OFFICE}/plan/", {"seconds": "2", "seed": "1", "within_percent": "2"})
    run = programme.run_plan(PlanRun.objects.get().id)
    assert "1 session would move" in text(office.get(asked["Location"]))
    office.post(f"{asked['Location']}acceptance/")
    session.refresh_from_db()
    was = session.booking is not None
    office.post(f"{asked['Location']}undoing/")
    session.refresh_from_db()
    run.refresh_from_db()
    assert (was, session.booking, run.state) == (True, None, "undone")


FRAME = {
    "opens_at": "09:00",
    "closes_at": "18:00",
    "lunch_minutes": "0",
    "grid_minutes": "15",
    "change_over_minutes": "0",
}


def test_common_starts_are_kept_in_order_and_shown_again(venue, office):
    saved = office.post(f"{OFFICE}/plan/hours/", {**FRAME, "common_starts": "14:00, 9:30 10:15;14:00"})
    frame = PlanFrame.objects.get()
    assert (saved.status_code, frame.common_starts) == (302, ["09:30", "10:15", "14:00"])
    assert 'value="09:30, 10:15, 14:00"' in text(office.get(f"{OFFICE}/plan/"))


def test_a_time_that_does_not_exist_is_refused_and_what_was_typed_stays(venue, office):
    refused = office.post(f"{OFFICE}/plan/hours/", {**FRAME, "common_starts": "10:15, 25:00"})
    assert (refused.status_code, PlanFrame.objects.count()) == (422, 0)
    assert 'value="10:15, 25:00"' in text(refused)


def test_progress_is_a_part_of_the_page_for_htmx(venue, office):
    run = programme.ask_plan(venue.edition, by=SYSTEM)
    part = text(office.get(f"{OFFICE}/plan/{run.id}/", headers={"HX-Request": "true"}))
    assert (part.startswith('<div id="run" class="stack" hx-get='), "<html" in part) == (True, False)


def test_how_many_are_told_is_said_before_and_is_what_happens(venue, office):
    must_move(venue)
    run = planned(venue)
    assert "1 person will be told by letter at once." in page(office, run)
    programme.accept_plan(run, by=SYSTEM)
    deliver.deliver_all()
    assert Message.objects.count() == 1
    assert "1 person will be told by letter at once." in page(office, run)


def test_a_plan_of_drafts_writes_to_nobody(venue, office):
    a_session(venue, "Rockets", a_person("Baqyt", email="baqyt@example.org"))
    assert "Nobody will be written to." in page(office, planned(venue))


def test_where_nothing_moves_there_is_nothing_to_accept(venue, office):
    placed(venue)
    published(venue)
    shown = page(office, planned(venue))
    assert ("already the best that was found" in shown, "/acceptance/" in shown) == (True, False)


def test_what_moved_stays_on_the_page_after_the_decision(venue, office):
    must_move(venue)
    run = planned(venue)
    programme.accept_plan(run, by=SYSTEM)
    accepted = page(office, run)
    assert ("1 session was moved" in accepted, "1 change is not yet published." in accepted) == (True, True)
    programme.undo_plan(run, by=SYSTEM)
    undone = page(office, run)
    assert ("1 session was moved and put back" in undone, "Rockets" in undone) == (True, True)


def test_a_run_remembers_what_the_programme_cost_before(venue):
    placed(venue)
    assert planned(venue).proposal["today"] == {"value": 0, "missing": 0, "broken": 0}


@pytest.mark.parametrize(
    ("today", "value", "worse", "words"),
    [
        ({"value": 406, "missing": 0, "broken": 0}, 158, False, "406 in the programme before, 158 in this plan"),
        ({"value": 100, "missing": 0, "broken": 0}, 158, True, "Fewer is better."),
        ({"value": 100, "missing": 2, "broken": 0}, 158, False, "2 sessions had no time and room."),
        ({"value": 100, "missing": 0, "broken": 1}, 158, False, "1 demand was broken"),
        (None, 158, False, "broken wishes: 158 in this plan"),
    ],
)
def test_a_plan_is_weighed_against_the_programme_before(today, value, worse, words):
    run = PlanRun(value=value, bound=158.0, proposal={"today": today})
    with translation.override("en"):
        assert (is_worse(run), words in " ".join(worth(run))) == (worse, True)
