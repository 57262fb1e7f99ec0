"""Small random problems, and the plain truth about them by trying every assignment."""

from itertools import product

from hypothesis import strategies as st

from qurultai.planning.timetable import (
    Apart,
    Interest,
    Interpreters,
    Lunch,
    Order,
    Person,
    Place,
    Problem,
    Room,
    SameDay,
    SameRoom,
    Session,
    Span,
    Walk,
    Weights,
    check,
)

HOUSE = (Span(540, 660), Span(1980, 2070))
IDS = ("a", "b", "c")


def best_by_trying(problem: Problem) -> int | None:
    """The smallest value of all assignments without a violation; None when there is none."""
    starts = sorted(
        {t for r in problem.rooms for o in r.open for t in range(o.start, o.end) if t % problem.grid == 0}
        | {s.start for s in problem.sessions if s.start is not None}
    )
    places = [Place(t, r.id) for t in starts for r in problem.rooms]
    options = [[p for p in places if _possible(problem, s.id, p)] for s in problem.sessions]
    best = None
    for chosen in product(*options):
        verdict = check(problem, dict(zip((s.id for s in problem.sessions), chosen, strict=True)))
        if not verdict.violations and (best is None or verdict.value < best):
            best = verdict.value
    return best


def _possible(problem: Problem, session: str, place: Place) -> bool:
    alone = check(problem, {session: place}).violations
    return all(v.code == "missing" for v in alone)


@st.composite
def problems(draw) -> Problem:
    """Up to three sessions, two rooms and two people, with any mix of demands and wishes."""
    spans = st.sampled_from((Span(540, 600), Span(570, 630), Span(600, 660), Span(1980, 2040)))
    some = st.lists(spans, max_size=1).map(tuple)
    people = ("p", "q")
    ids = IDS[: draw(st.integers(1, 3))]
    sessions = tuple(
        Session(
            i,
            draw(st.sampled_from((30, 60))),
            topic=draw(st.sampled_from((None, "t"))),
            audience=draw(st.sampled_from((0, 15))),
            equipment=draw(st.sampled_from((frozenset(), frozenset({"beamer"})))),
            people=frozenset(draw(st.sets(st.sampled_from(people)))),
            windows=draw(st.sampled_from(((), (), (), (Span(540, 630),), (Span(570, 660), Span(1980, 2040))))),
            preferred=draw(some),
            days=draw(st.sampled_from((frozenset(), frozenset(), frozenset(), frozenset({0}), frozenset({1})))),
            start=draw(st.sampled_from((None, None, None, None, None, 570))),
            room=draw(st.sampled_from((None, None, None, None, "r1", "r2"))),
            seats_required=draw(st.sampled_from((False, False, True))),
            alone=draw(st.sampled_from((False, False, True))),
            in_lunch=draw(st.booleans()),
            languages=draw(st.sampled_from((frozenset(), frozenset({"kk-en"})))),
        )
        for i in ids
    )
    pairs = [(x, y) for x in ids for y in ids if x < y]
    chosen = st.sampled_from(pairs) if pairs else st.nothing()
    few = st.lists(chosen, max_size=1) if pairs else st.just([])
    weight = st.sampled_from((None, 3, 3, 7))
    house = draw(st.booleans())
    lunch = Lunch(Span(540, 660), draw(st.sampled_from((30, 60))), house)
    return Problem(
        sessions=sessions,
        rooms=(Room("r1", 20, HOUSE, frozenset({"beamer"})), Room("r2", 10, HOUSE[: draw(st.integers(1, 2))])),
        people=(
            Person("p", draw(some), draw(st.sampled_from((None, HOUSE, (Span(540, 720),))))),
            Person("q", draw(some)),
        ),
        orders=tuple(Order(x, y, draw(st.sampled_from((0, 30))), draw(weight)) for x, y in draw(few)),
        same_days=tuple(SameDay(x, y, draw(weight)) for x, y in draw(few)),
        same_rooms=tuple(SameRoom(x, y, draw(weight)) for x, y in draw(few)),
        aparts=tuple(Apart(x, y, draw(weight)) for x, y in draw(few)),
        interests=tuple(Interest(x, y, draw(st.integers(0, 9))) for x, y in pairs),
        lunches=draw(st.sampled_from(((), (lunch,)))),
        interpreters=draw(st.sampled_from(((), (Interpreters("kk-en", 1),)))),
        walks=draw(st.sampled_from(((), (Walk("r1", "r2", 10),)))),
        change_over=draw(st.sampled_from((0, 15))),
        grid=30,
        weights=Weights(topic_parallel=4, topic_rooms=3, shortfall=2, preferred=5),
    )
