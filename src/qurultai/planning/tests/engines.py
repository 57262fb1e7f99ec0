"""Prints what an engine makes of an invented problem with a seed and a budget of work: `… -m …engines NAME`.

Every problem is large enough for every stage to have something to choose, and made of sets whose order differs between
processes.
"""

import random
import sys
from collections.abc import Callable, Mapping

from qurultai.planning import meetings, recommend, timetable, tracks
from qurultai.planning.common import Budget, Span
from qurultai.planning.matching import bilaterals, couples, interviews
from qurultai.planning.tracks.tests.worlds import a_problem, with_slots_and_rooms

WORK = Budget(seconds=600, work=1)
SEED = 3


def _timetable() -> tuple[timetable.Problem, timetable.Plan]:
    chance = random.Random(1)
    day = (Span(540, 1080), Span(1980, 2520))
    people = [f"p{n}" for n in range(12)]
    sessions = tuple(
        timetable.Session(
            f"s{n}",
            chance.choice((30, 60, 90)),
            topic=chance.choice("xyz"),
            audience=chance.randrange(10, 90),
            equipment=frozenset(chance.sample(["beamer", "stage"], chance.randrange(2))),
            people=frozenset(chance.sample(people, 2)),
            languages=frozenset(chance.sample(["kk-en", "ru-en"], chance.randrange(2))),
        )
        for n in range(24)
    )
    stars = {f"f{n}": frozenset(s.id for s in chance.sample(sessions, 5)) for n in range(60)}
    problem = timetable.Problem(
        sessions,
        tuple(timetable.Room(f"r{n}", 30 * n, day, frozenset(["beamer", "stage"])) for n in range(1, 4)),
        tuple(timetable.Person(p, (Span(600, 660),)) for p in people[:4]),
        interests=timetable.interests_from_stars(stars),
        interpreters=(timetable.Interpreters("kk-en", 2), timetable.Interpreters("ru-en", 2)),
        lunches=(timetable.Lunch(Span(720, 840), 60),),
        grid=30,
    )
    return problem, timetable.plan(problem, WORK, SEED)


def _forum(musts: bool) -> meetings.Problem:
    chance = random.Random(2)
    pairs = chance.sample([(a, b) for a in range(20) for b in range(a)], 60 if musts else 90)
    return meetings.Problem(
        tuple(meetings.Slot(30 * t, 30 * t + 25, "am" if t < 6 else "pm") for t in range(12)),
        tuple(
            meetings.Agenda(
                f"a{p}",
                (meetings.Person(f"p{p}", frozenset(t for t in range(12) if musts or chance.random() > 0.1)),),
                company=f"c{p // 2}",
                floor=2,
            )
            for p in range(20)
        ),
        tuple(
            meetings.Wish(f"w{m}", f"a{a}", f"a{b}", None if musts else chance.choice((5, 10, 30)))
            for m, (a, b) in enumerate(pairs)
        ),
        (meetings.Tables("hall", 6), meetings.Tables("side", 2)),
    )


def _interviews() -> tuple[interviews.Problem, interviews.Plan]:
    chance = random.Random(3)
    people, firms = [f"s{n}" for n in range(24)], [f"r{n}" for n in range(4)]
    problem = interviews.Problem(
        tuple(interviews.Student(s, tuple(chance.sample(firms, 3)), 2, (Span(580, 600),)) for s in people),
        tuple(
            interviews.Recruiter(
                r, tuple(chance.sample(people, 20)), tuple(Span(540 + 20 * n, 560 + 20 * n) for n in range(6))
            )
            for r in firms
        ),
    )
    return problem, interviews.plan(problem, WORK, SEED)


def _couples() -> tuple[couples.Problem, couples.Plan]:
    chance = random.Random(4)
    places = [f"x{n}" for n in range(6)]
    apart = [(one, other) for one in places for other in places if one != other]
    alone, pairs = [f"s{n}" for n in range(60)], [(f"m{n}", f"n{n}") for n in range(15)]
    people = [*alone, *(i for pair in pairs for i in pair)]
    problem = couples.Problem(
        tuple(couples.Place(p, 12, tuple(chance.sample(people, len(people)))) for p in places),
        tuple(couples.Single(s, tuple(chance.sample(places, 5))) for s in alone),
        tuple(couples.Couple(a, b, tuple(chance.sample(apart, 6))) for a, b in pairs),
    )
    return problem, couples.plan(problem, WORK, SEED)


def _bilaterals() -> tuple[bilaterals.Problem, bilaterals.Plan]:
    chance = random.Random(5)
    sides = [f"d{n}" for n in range(6)]
    slots = tuple(Span(540 + 30 * n, 570 + 30 * n) for n in range(4))
    day = (Span(540, 660),)
    requests = []
    for n in range(12):
        by, to = chance.sample(sides, 2)
        requests.append(
            bilaterals.Request(f"q{n}", by, to, chance.choice((1, 2)), n, languages=chance.choice((None, "kk-en")))
        )
    problem = bilaterals.Problem(
        slots,
        tuple(bilaterals.Delegation(d, n) for n, d in enumerate(sides)),
        tuple(bilaterals.Official(f"{d}-{n}", d, n) for d in sides for n in (1, 2)),
        (bilaterals.Room("a", 6, day), bilaterals.Room("b", 3, day, press=False)),
        tuple(bilaterals.Interpreter(f"i{n}", frozenset({"kk-en", "ru-en"})) for n in range(2)),
        tuple(requests),
    )
    return problem, bilaterals.plan(problem, WORK, SEED)


def _told(made) -> tuple:
    return made.status, sorted(made.assignment.items()), made.value, made.bound, made.reasons


def _repaired(engine, problem, made, change) -> tuple:
    _, after = engine.repair(problem, made, change, WORK, SEED)
    return _told(made), _told(after)


def _timetables():
    problem, made = _timetable()
    return _repaired(timetable, problem, made, timetable.RoomClosed("r2", Span(0, 1440)))


def _meetings(musts: bool):
    problem = _forum(musts)
    made = meetings.plan(problem, WORK, SEED)
    return _repaired(meetings, problem, made, meetings.PersonAway("p3", frozenset(range(4))))


def _tracks():
    problem = with_slots_and_rooms(a_problem(3, sessions=4, rooms=3, tracks=5, submissions=20), 3)
    made = tracks.plan(problem, WORK, SEED)
    _, after = tracks.repair(problem, made, tracks.SubmissionAway(0, frozenset({0, 1})), WORK, SEED)
    return [(one.status, one.grid, one.value, one.bound, one.reasons, one.moved) for one in (made, after)]


def _recommend():
    chance = random.Random(6)
    topics = tuple(recommend.Topic(t, None if t == "space" else "space") for t in ("space", "launch", "data"))
    words = [f"word{n}" for n in range(40)]
    people = tuple(
        recommend.Person(
            f"p{n}",
            (
                recommend.Saying(
                    chance.choice(("seller", "buyer")),
                    chance.choice(("launch", "data")),
                    " ".join(chance.sample(words, 6)),
                ),
            ),
            frozenset(f"p{m}" for m in chance.sample(range(60), 4) if m != n),
        )
        for n in range(60)
    )
    made = recommend.Recommender(topics, people)
    return [made.recommend(p.id) for p in people], sorted(made.exposures.items())


ENGINES: Mapping[str, Callable[[], object]] = {
    "timetable": _timetables,
    "meetings of musts": lambda: _meetings(musts=True),
    "meetings to choose": lambda: _meetings(musts=False),
    "interviews": lambda: _repaired(interviews, *_interviews(), interviews.RecruiterAway("r1", Span(540, 600))),
    "couples": lambda: _repaired(couples, *_couples(), couples.SeatsChanged("x1", 3)),
    "bilaterals": lambda: _repaired(bilaterals, *_bilaterals(), bilaterals.RoomClosed("b", Span(540, 600))),
    "tracks": _tracks,
    "recommend": _recommend,
}

if __name__ == "__main__":
    sys.stdout.write(repr(ENGINES[sys.argv[1]]()))
