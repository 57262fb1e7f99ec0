"""Each family of demands: with it there is no plan, without it the engine makes one that the checker turns down."""

import pytest

from qurultai.planning.timetable import (
    Apart,
    Budget,
    Interpreters,
    Lunch,
    Order,
    Person,
    Problem,
    Room,
    SameDay,
    SameRoom,
    Session,
    Span,
    Walk,
    check,
    demands,
    explain,
    plan,
)
from qurultai.planning.timetable.board import Board
from qurultai.planning.timetable.demands import only
from qurultai.planning.timetable.frame import frame
from qurultai.planning.timetable.model import Model
from qurultai.planning.timetable.search import fill
from qurultai.planning.timetable.watch import Watch, solve

DAY_ONE = (Span(540, 720),)
HALL = Room("hall", 100, DAY_ONE, frozenset({"stage"}))
FOYER = Room("foyer", 10, DAY_ONE)
ASEL = frozenset({"asel"})
TEN = {"start": 600}


def talk(session: str, **more) -> Session:
    return Session(session, more.pop("minutes", 60), **more)


def house(*sessions: Session, rooms: tuple[Room, ...] = (HALL, FOYER), **more) -> Problem:
    return Problem(sessions, rooms, **more)


SINGLE = {
    "window": ("window", house(talk("a", windows=(Span(540, 570),)))),
    "days": ("days", house(talk("a", days=frozenset({1})))),
    "start_fixed": ("start_fixed", house(talk("a", start=900))),
    "room_fixed": ("room_fixed", house(talk("a", room="foyer", equipment=frozenset({"stage"})))),
    "equipment": ("equipment", house(talk("a", equipment=frozenset({"piano"})))),
    "seats": ("seats", house(talk("a", audience=500, seats_required=True))),
    "room_open": ("room_closed", house(talk("a", minutes=240), rooms=(HALL,))),
    "availability": ("person_away", house(talk("a", people=ASEL), people=(Person("asel", DAY_ONE),))),
    "takes_part": ("person_twice", house(talk("a", people=ASEL, **TEN), talk("b", people=ASEL, **TEN))),
    "alone": ("alone", house(talk("a", alone=True, **TEN), talk("b", **TEN))),
    "order": ("order", house(talk("a", **TEN), talk("b", **TEN), orders=(Order("a", "b"),))),
    "same_day": (
        "same_day",
        house(
            talk("a", days=frozenset({0})),
            talk("b", days=frozenset({1})),
            rooms=(Room("hall", 9, (*DAY_ONE, Span(1980, 2160))),),
            same_days=(SameDay("a", "b"),),
        ),
    ),
    "same_room": (
        "same_room",
        house(talk("a", room="hall"), talk("b", room="foyer"), same_rooms=(SameRoom("a", "b"),)),
    ),
    "apart": ("apart", house(talk("a", **TEN), talk("b", **TEN), aparts=(Apart("a", "b"),))),
    "lunch_house": ("lunch_house", house(talk("a", **TEN), lunches=(Lunch(Span(600, 660), 30, True),))),
    "lunch": ("lunch", house(talk("a", people=ASEL, **TEN), lunches=(Lunch(Span(600, 660), 30),))),
    "interpreters": (
        "interpreters",
        house(
            talk("a", languages=frozenset({"kk-en"}), **TEN),
            talk("b", languages=frozenset({"kk-en"}), **TEN),
            interpreters=(Interpreters("kk-en", 1),),
        ),
    ),
    "walking": (
        "person_twice",
        house(
            talk("a", people=ASEL, start=540, room="hall"),
            talk("b", people=ASEL, start=600, room="foyer"),
            walks=(Walk("hall", "foyer", 5),),
        ),
    ),
    "change_over": (
        "room_twice",
        house(talk("a", start=540, room="hall"), talk("b", start=600, room="hall"), change_over=5),
    ),
    "session": ("missing", house(talk("a"), talk("b"), talk("c"), talk("d"), rooms=(HALL,))),
}


@pytest.mark.parametrize("family", SINGLE)
def test_a_family_of_demands_is_what_stands_between_no_plan_and_a_bad_one(family):
    broken, problem = SINGLE[family]
    assert plan(problem, Budget(seconds=20, work=2)).status == "infeasible"
    kept = frozenset(d for d in demands(problem) if d.code != family)
    relaxed = only(problem, kept)
    if family == "session":
        relaxed = house(*problem.sessions[:3], rooms=(HALL,))
    made = plan(relaxed, Budget(seconds=20, work=2))
    assert made.status == "optimal"
    assert {v.code for v in check(problem, made.assignment).violations} == {broken}


@pytest.mark.parametrize("family", SINGLE)
def test_the_contradiction_names_the_family(family):
    found = explain(SINGLE[family][1])
    assert found is not None
    assert found.minimal
    assert [d.code for d in found.demands if d.code == family] != []


def test_of_two_contradictions_the_one_with_fewer_sessions_is_named():
    noon = Lunch(Span(600, 660), 30, whole_house=True)
    found = explain(house(talk("a", **TEN), *(talk(i) for i in "bcde"), rooms=(HALL,), lunches=(noon,)))
    assert found is not None
    assert [d.code for d in found.demands] == ["session", "start_fixed", "lunch_house"]


IN_MODEL = {
    "_rooms": ["change_over"],
    "_people": ["takes_part", "walking", "lunch"],
    "_walking": ["walking"],
    "_pairs": ["alone", "order", "same_day", "apart"],
    "_interpreters": ["interpreters"],
    "_same_rooms": ["same_room"],
    "_house_lunches": ["lunch_house"],
}


@pytest.mark.parametrize("most_places", [0, 10_000], ids=["intervals", "literals"])
@pytest.mark.parametrize(("method", "family"), [(m, f) for m, families in IN_MODEL.items() for f in families])
def test_the_model_without_a_method_makes_a_plan_that_the_checker_turns_down(method, family, most_places, monkeypatch):
    broken, problem = SINGLE[family]
    monkeypatch.setattr("qurultai.planning.timetable.literals.MOST_PLACES", most_places)
    monkeypatch.setattr("qurultai.planning.timetable.frame._pruned", lambda _, starts, __: tuple(starts))
    watch = Watch(Budget(seconds=20, workers=1), None)
    assert solve(Model(frame(problem)), watch, 1.0, 0)[0] == "infeasible"
    monkeypatch.setattr(Model, method, lambda *_: None)
    status, found, _ = solve(Model(frame(problem)), watch, 1.0, 0)
    assert status == "optimal"
    assert {v.code for v in check(problem, found).violations} == {broken}


def nothing(*_):
    return iter(())


IN_BOARD = {
    "change_over": lambda board: setattr(board, "taken", [dict.fromkeys(t, 0) for t in board.taken]),
    "takes_part": lambda board: setattr(board, "hard", [0] * len(board.hard)),
    "alone": lambda board: setattr(board, "hard", [0] * len(board.hard)),
    "apart": lambda board: setattr(board, "hard", [0] * len(board.hard)),
    "walking": lambda board: setattr(board, "near", [[] for _ in board.near]),
    "order": lambda board: setattr(board, "_broken_wishes", nothing),
    "same_day": lambda board: setattr(board, "_broken_wishes", nothing),
    "same_room": lambda board: setattr(board, "together", [[] for _ in board.together]),
    "interpreters": lambda board: setattr(board, "_over_crews", nothing),
    "lunch": lambda board: setattr(board, "_spoilt", nothing),
}


@pytest.mark.parametrize("family", IN_BOARD)
def test_the_board_without_a_rule_is_filled_in_a_way_that_the_checker_turns_down(family, monkeypatch):
    broken, problem = SINGLE[family]
    monkeypatch.setattr("qurultai.planning.timetable.frame._pruned", lambda _, starts, __: tuple(starts))
    assert not fill(Board(frame(problem)), 1, 200, lambda: True)
    board = Board(frame(problem))
    IN_BOARD[family](board)
    assert fill(board, 1, 200, lambda: True)
    assert {v.code for v in check(problem, board.assignment()).violations} == {broken}
