"""R5: a plan is a proposal, accepted by a person, undone as one step."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.utils import translation

from qurultai.calendar.public import book
from qurultai.calendar.testing import told_facts
from qurultai.kit.access import SYSTEM, Denied
from qurultai.kit.journal import deliver
from qurultai.kit.ranges import During
from qurultai.kit.text import Text
from qurultai.planning import timetable
from qurultai.programme import public as programme
from qurultai.programme.actions.planning import running
from qurultai.programme.actions.refusals import PlanOutdated, PlanState
from qurultai.programme.models import PlanRun
from qurultai.programme.queries.planning import Minutes, planned_sessions, problem_of
from qurultai.programme.queries.planning.minutes import united, without
from qurultai.programme.queries.planning.words import SENTENCES
from qurultai.programme.testing import (
    NINE,
    a_participant,
    a_person,
    a_session,
    facts,
    in_three,
    placed,
    published,
)

pytestmark = pytest.mark.django_db
Span = timetable.Span


def planned(venue, **more):
    run = programme.ask_plan(venue.edition, by=SYSTEM, seconds=3, in_background=False, **more)
    return programme.run_plan(run.id)


def where(*sessions):
    for session in sessions:
        session.refresh_from_db()
    return [(session.booking and session.booking.starts_at, session.room) for session in sessions]


def test_spans_are_united_and_holed():
    assert united([Span(5, 9), Span(1, 3), Span(3, 6)]) == (Span(1, 9),)
    assert without([Span(0, 10)], [Span(2, 4), Span(8, 20)]) == (Span(0, 2), Span(4, 8))


def test_minutes_are_those_of_the_wall_clock_and_back(venue):
    minutes = Minutes(venue.edition.starts_on, venue.edition.tz)
    assert (minutes.of(NINE), minutes.instant(540)) == (540, NINE)


def test_the_problem_knows_all_other_commitments(venue):
    speaker = a_person("Baqyt")
    session = a_session(venue, "Orbits", speaker, minutes=45)
    during = During.of(NINE, 60)
    for kind, people, places in (("absence", {speaker.id: "absence"}, ()), ("meeting", {}, [("room", venue.hall.id)])):
        book(
            edition_id=venue.edition.id, kind=kind, title=Text(), during=during, people=people, places=places, by=SYSTEM
        )
    problem = problem_of(venue.edition, planned_sessions(venue.edition))
    hall = next(room for room in problem.rooms if room.id == str(venue.hall.id))
    assert (problem.people[0].busy, hall.open) == ((Span(540, 600),), (Span(600, 1110),))
    assert (problem.sessions[0].id, problem.sessions[0].minutes) == (str(session.id), 45)


def test_stars_and_wishes_are_in_the_problem(venue):
    first, second = placed(venue, "One"), placed(venue, "Two", minute=60)
    published(venue)
    for name in ("Aru", "Bek"):
        _person, actor = a_participant(venue, name)
        for session in (first, second):
            session.refresh_from_db()
            programme.star_session(session, by=actor)
    programme.add_wish("before", second, first, by=SYSTEM)
    problem = problem_of(venue.edition, planned_sessions(venue.edition))
    assert [interest.people for interest in problem.interests] == [2]
    assert [(order.before, order.after) for order in problem.orders] == [(str(second.id), str(first.id))]


def test_a_wish_for_the_same_room_is_in_the_problem(venue):
    first, second = a_session(venue, "One"), a_session(venue, "Two")
    programme.add_wish("same_room", first, second, by=SYSTEM)
    problem = problem_of(venue.edition, planned_sessions(venue.edition))
    assert [(wish.a, wish.b, wish.weight) for wish in problem.same_rooms] == [(str(first.id), str(second.id), 40)]


def test_with_common_starts_sessions_begin_only_then(venue):
    programme.set_plan_frame(venue.edition, {"common_starts": ["09:40", "14:05"]}, by=SYSTEM)
    sessions = [a_session(venue, f"S{number}", a_person("Baqyt")) for number in range(2)]
    programme.accept_plan(planned(venue), by=SYSTEM)
    local = {start.astimezone(venue.edition.tz).strftime("%H:%M") for start, _room in where(*sessions)}
    assert local <= {"09:40", "14:05"}


@pytest.mark.parametrize(
    ("value", "bound", "moves", "words"),
    [
        (158, 158.0, None, "It is proven that no plan is better."),
        (160, 157.0, None, "It is proven to be within 1.9 % of the best plan."),
        (160, 156.7, None, "It is proven to be within 2.5 % of the best plan."),
        (160, 0.0, None, "How near it is to the best plan is not proven."),
        (160, 160.0, 3, "It is proven that no plan that moves so few sessions is better."),
    ],
)
def test_how_near_the_best_a_plan_is_said_and_never_better_than_proven(value, bound, moves, words):
    run = PlanRun(value=value, bound=bound, fewest_moves=moves is not None, proposal={"moves": moves})
    with translation.override("en"):
        assert programme.nearness(run) == words


def test_the_solvers_are_not_loaded_before_something_is_planned():
    loading = "import django; django.setup(); import qurultai.project.urls, sys; print('ortools' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "qurultai.project.settings"}
    told = subprocess.run(
        [sys.executable, "-c", loading], capture_output=True, text=True, check=True, env=environment, timeout=120
    )
    assert told.stdout == "False\n"


def test_planning_ends_when_it_is_near_enough(venue):
    run = programme.ask_plan(venue.edition, by=SYSTEM, within_percent=2.5, in_background=False)
    budget = running.budget_of(run, workers=1)
    assert (budget.within, budget.seconds) == (0.025, 60.0)


def test_a_plan_is_a_proposal_until_it_is_accepted(venue):
    sessions = [a_session(venue, f"S{number}", a_person("Baqyt")) for number in range(3)]
    run = planned(venue)
    assert (run.state, where(*sessions)) == ("proposed", [(None, None)] * 3)
    assert len(programme.shifts_of(run)) == 3
    programme.accept_plan(run, by=SYSTEM)
    assert all(start and room for start, room in where(*sessions))
    assert programme.shifts_of(run) == []


def test_an_accepted_plan_is_undone_as_one_step(venue):
    placed_one = placed(venue, "Placed", minute=120)
    new = a_session(venue, "New")
    programme.change_session(placed_one, {"movable_until": NINE + dt.timedelta(minutes=60)}, by=SYSTEM)
    before = where(placed_one, new)
    run = planned(venue)
    programme.accept_plan(run, by=SYSTEM)
    assert (where(placed_one, new) != before, len(told_facts("BookingMoved"))) == (True, 1)
    programme.undo_plan(run, by=SYSTEM)
    assert where(placed_one, new) == before
    with pytest.raises(PlanState):
        programme.undo_plan(run, by=SYSTEM)


def test_undoing_leaves_what_somebody_moved_since(venue):
    one, two = a_session(venue, "One"), a_session(venue, "Two")
    run = planned(venue)
    programme.accept_plan(run, by=SYSTEM)
    one.refresh_from_db()
    later = NINE + dt.timedelta(hours=8)
    programme.place_session(one, later, venue.side, by=SYSTEM)
    programme.undo_plan(run, by=SYSTEM)
    assert where(one, two) == [(later, venue.side), (None, None)]


def test_a_proposal_that_no_longer_fits_is_refused_whole(venue):
    one, two = a_session(venue, "One"), a_session(venue, "Two")
    run = planned(venue)
    place = run.proposal["places"][str(two.id)]
    start = dt.datetime.fromisoformat(place["start"])
    book(
        edition_id=venue.edition.id,
        kind="meeting",
        title=Text(en="Meeting"),
        during=During.of(start, 30),
        people={},
        places=[("room", room.id) for room in (venue.hall, venue.side, venue.far)],
        by=SYSTEM,
    )
    with pytest.raises(PlanOutdated):
        programme.accept_plan(run, by=SYSTEM)
    assert where(one, two) == [(None, None), (None, None)]


def test_after_publication_nothing_moves_without_need(venue):
    sessions = [placed(venue, f"S{number}", minute=90 * number) for number in range(3)]
    published(venue)
    before = where(*sessions)
    run = planned(venue)
    programme.accept_plan(run, by=SYSTEM)
    assert (run.fewest_moves, run.proposal["moves"], where(*sessions)) == (True, 0, before)


def test_what_is_fixed_stays(venue):
    session = placed(venue, minute=30, room=venue.far)
    programme.change_session(session, {"fixed": True}, by=SYSTEM)
    a_session(venue, "Other")
    before = where(session)
    programme.accept_plan(planned(venue), by=SYSTEM)
    assert where(session) == before


def impossible(venue):
    for title in ("One", "Two"):
        session = a_session(venue, title)
        programme.place_session(session, NINE, venue.hall, by=SYSTEM, on_clash="soft")
        programme.change_session(session, {"fixed": True}, by=SYSTEM)
    return planned(venue)


def test_demands_that_contradict_are_named_in_words(venue):
    run = impossible(venue)
    with translation.override("en"):
        words = [reason.words for reason in programme.said(venue.edition, run.proposal["reasons"])]
    assert run.state == "impossible"
    assert "“One” is fixed at 09:00." in words


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_sentence_is_there_in_the_readers_language(language):
    with translation.override(language):
        assert [code for code, sentence in SENTENCES.items() if translation.gettext(sentence) == sentence] == []


def test_contradictions_are_told_in_the_readers_language(venue):
    run = impossible(venue)
    with translation.override("ru"):
        words = [reason.words for reason in programme.said(venue.edition, run.proposal["reasons"])]
    assert "Время сессии «One (рус)» закреплено: 09:00." in words


def test_every_sentence_can_be_said():
    assert [code for code, sentence in SENTENCES.items() if not sentence.rstrip().endswith((".", "!"))] == []


def test_a_cancelled_run_stops_within_a_second_and_proposes_nothing(venue, monkeypatch):
    a_session(venue, "One")
    run = programme.ask_plan(venue.edition, by=SYSTEM, seconds=60, in_background=False)
    answers = []

    def endless(problem, budget, seed, on_progress, start):
        PlanRun.objects.filter(pk=run.pk).update(state="cancelled")
        answers.append(on_progress(None, 0, 1.5))
        return timetable.Plan("unknown")

    monkeypatch.setattr(running.timetable, "plan", endless)
    assert (programme.run_plan(run.id).state, answers) == ("cancelled", [False])


def test_the_worker_runs_what_was_asked_for_and_a_second_delivery_is_harmless(venue):
    a_session(venue, "One")
    run = programme.ask_plan(venue.edition, by=SYSTEM, seconds=2)
    deliver.deliver_all()
    run.refresh_from_db()
    again = programme.run_plan(run.id)
    assert (run.state, again.state, len(facts("PlanProposed"))) == ("proposed", "proposed", 1)


def test_two_plans_are_never_made_at_once(venue):
    programme.ask_plan(venue.edition, by=SYSTEM, in_background=False)
    with pytest.raises(PlanState):
        programme.ask_plan(venue.edition, by=SYSTEM, in_background=False)


def test_only_who_may_asks_and_accepts(venue):
    a_session(venue, "One")
    _person, actor = a_participant(venue)
    with pytest.raises(Denied):
        programme.ask_plan(venue.edition, by=actor)
    with pytest.raises(Denied):
        programme.accept_plan(planned(venue), by=actor)


def test_whole_house_breaks_on_the_calendar_are_kept_free(venue):
    for number in range(3):
        a_session(venue, f"S{number}")
    book(
        edition_id=venue.edition.id,
        kind="break",
        title=in_three("Lunch"),
        during=During.of(NINE, 8 * 60),
        people={},
        by=SYSTEM,
    )
    programme.accept_plan(planned(venue), by=SYSTEM)
    starts = {start.isoformat() for start, _room in where(*planned_sessions(venue.edition))}
    assert starts <= {(NINE + dt.timedelta(hours=8, minutes=15 * step)).isoformat() for step in range(3)}


def test_without_what_was_before_an_undo_would_leave_everything_where_the_plan_put_it(venue):
    session = a_session(venue, "One")
    run = planned(venue)
    programme.accept_plan(run, by=SYSTEM)
    PlanRun.objects.update(before={})
    programme.undo_plan(run, by=SYSTEM)
    assert where(session) != [(None, None)]
