"""Small random job fairs, and the plain truth about them by trying every assignment."""

from itertools import product

from hypothesis import strategies as st

from qurultai.planning.matching.interviews import Must, Plan, Problem, Recruiter, Span, Student, check

SLOTS = (Span(540, 560), Span(560, 580), Span(590, 610))


def every_plan(problem: Problem):
    """Every assignment without a violation, with its verdict."""
    pairs = [
        (s.id, r.id)
        for s in problem.students
        for r in problem.recruiters
        if (r.id in s.wants and s.id in r.wants) or any((m.student, m.recruiter) == (s.id, r.id) for m in problem.musts)
    ]
    slots = {r.id: r.slots for r in problem.recruiters}
    options = [[None, *(x.start for x in slots[r])] for _, r in pairs]
    for chosen in product(*options):
        assignment = {p: start for p, start in zip(pairs, chosen, strict=True) if start is not None}
        verdict = check(problem, assignment)
        if not verdict.violations:
            yield assignment, verdict


def best_by_trying(problem: Problem) -> int | None:
    """The smallest value of all assignments without a violation; None when there is none."""
    return min((verdict.value for _, verdict in every_plan(problem)), default=None)


def best_repair_by_trying(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """The fewest people told and the smallest value with so many."""
    found = []
    for assignment, verdict in every_plan(problem):
        old = before.assignment
        differ = [p for p in {*old, *assignment} if old.get(p) != assignment.get(p)]
        found.append((len({s for s, _ in differ}) + len({r for _, r in differ}), verdict.value))
    return min(found, default=None)


@st.composite
def problems(draw, musts: bool = True) -> Problem:
    """Up to three students and two recruiters, with any mix of wishes and demands."""
    students = ("a", "b", "c")[: draw(st.integers(1, 3))]
    recruiters = ("r", "q")[: draw(st.integers(1, 2))]
    some = st.lists(st.sampled_from((Span(540, 550), Span(570, 600))), max_size=1).map(tuple)

    def ranking(of: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(draw(st.permutations(of)))[: draw(st.sampled_from((len(of), len(of), 1)))]

    must = st.builds(
        Must, st.sampled_from(students), st.sampled_from(recruiters), st.sampled_from((None, None, 540, 560))
    )
    few = draw(st.lists(must, max_size=2, unique_by=lambda m: (m.student, m.recruiter))) if musts else []
    return Problem(
        tuple(
            Student(
                s,
                ranking(recruiters),
                draw(st.integers(1, 2)),
                draw(some),
                draw(st.sampled_from((None, None, (Span(540, 600),)))),
            )
            for s in students
        ),
        tuple(
            Recruiter(
                r,
                ranking(students),
                SLOTS[draw(st.sampled_from((0, 0, 1))) : draw(st.integers(1, 3))] or SLOTS[:1],
                draw(st.sampled_from((1, 1, 2))),
                draw(st.sampled_from((None, None, 1, 2))),
            )
            for r in recruiters
        ),
        tuple(few),
        draw(st.sampled_from((0, 10, 20))),
    )
