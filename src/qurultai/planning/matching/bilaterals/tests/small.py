"""Small random bilateral meetings, and the plain truth about them by trying every assignment."""

from itertools import product

from hypothesis import strategies as st

from qurultai.planning.matching.bilaterals import (
    Budget,
    Delegation,
    Interpreter,
    Meeting,
    Official,
    Plan,
    Problem,
    Request,
    Room,
    Span,
    check,
)

SLOTS = (Span(540, 570), Span(570, 600), Span(560, 590))
SHORT = Budget(seconds=20, work=5, workers=1)
DAY = (Span(540, 600),)
SIDES = (Delegation("kz", 1), Delegation("un", 2), Delegation("fr", 3))
HEADS = tuple(Official(d.id + "1", d.id, 1) for d in SIDES)


def every_plan(problem: Problem):
    """Every assignment without a violation, with its verdict."""
    options: list[list[Meeting | None]] = []
    for r in problem.requests:
        own: list[Meeting | None] = [None]
        for slot, room, k, one, other in product(
            problem.slots,
            problem.rooms,
            problem.interpreters if r.languages is not None else (None,),
            [o for o in problem.officials if o.delegation == r.by],
            [o for o in problem.officials if o.delegation == r.to],
        ):
            m = Meeting(slot, room.id, None if k is None else k.id, (one.id, other.id))
            if all(v.code == "must" for v in check(problem, {r.id: m}).violations):
                own.append(m)
        options.append(own)
    for chosen in product(*options):
        assignment = {r.id: m for r, m in zip(problem.requests, chosen, strict=True) if m is not None}
        verdict = check(problem, assignment)
        if not verdict.violations:
            yield assignment, verdict


def best_by_trying(problem: Problem) -> int | None:
    """The smallest value of all assignments without a violation; None when there is none."""
    return min((verdict.value for _, verdict in every_plan(problem)), default=None)


def _programmes(assignment) -> dict[str, set]:
    found: dict[str, set] = {}
    for i, m in assignment.items():
        for person in (*m.heads, m.interpreter):
            if person is not None:
                found.setdefault(person, set()).add((i, m.slot, m.room))
    return found


def best_repair_by_trying(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """The fewest people told and the smallest value with so many."""
    old, best = _programmes(before.assignment), None
    for assignment, verdict in every_plan(problem):
        new = _programmes(assignment)
        told = sum(old.get(p, set()) != new.get(p, set()) for p in {*old, *new})
        best = min(best or (told, verdict.value), (told, verdict.value))
    return best


@st.composite
def problems(draw, musts: bool = True) -> Problem:
    """Up to three requests among three delegations, with any mix of needs."""
    sides = ("kz", "un", "fr")
    some = st.lists(st.sampled_from((Span(540, 550), Span(575, 600))), max_size=1).map(tuple)
    open_ = st.sampled_from(((Span(540, 600),), (Span(540, 600),), (Span(560, 600),)))
    officials = [Official(f"{d}1", d, draw(st.integers(1, 3)), draw(some)) for d in sides]
    officials += [Official(f"{d}2", d, 2) for d in sides[: draw(st.integers(0, 2))]]
    requests = []
    for n in range(draw(st.integers(1, 3))):
        by, to = draw(st.permutations(sides))[:2]
        requests.append(
            Request(
                f"q{n}",
                by,
                to,
                draw(st.integers(1, 2)),
                draw(st.integers(1, 2)),
                draw(st.integers(0, 20)),
                draw(st.sampled_from((1, 1, 4))),
                draw(st.sampled_from((None, "kk-fr"))),
                draw(st.sampled_from(("closed", "closed", "open"))),
                draw(st.sampled_from(((), (), (Span(540, 580),)))),
                draw(st.sampled_from(((), (Span(570, 600),)))),
                musts and draw(st.sampled_from((False, False, True))),
            )
        )
    return Problem(
        SLOTS[: draw(st.integers(1, 3))],
        tuple(Delegation(d, draw(st.integers(1, 3))) for d in sides),
        tuple(officials),
        (Room("big", 5, draw(open_)), *((Room("small", 2, draw(open_), False),) if draw(st.booleans()) else ())),
        (Interpreter("i", frozenset({"kk-fr"}), draw(some)),),
        tuple(requests),
        draw(st.sampled_from((None, 10))),
        1,
    )
