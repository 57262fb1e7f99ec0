"""Musts of interviews that contradict one another: what is named is one, and without any part none."""

import random

import pytest

from qurultai.planning.matching.interviews import (
    Must,
    Problem,
    Recruiter,
    Span,
    Student,
    check,
    demands,
    explain,
)
from qurultai.planning.matching.interviews.explain import only

from .fairs import SHORT, fair
from .small import SLOTS


def unsatisfiable(seed: int) -> Problem:
    """A random fair whose musts are too many for somebody's time, booth or patience."""
    dice = random.Random(seed)
    people, firms = [f"s{n}" for n in range(4)], [f"r{n}" for n in range(3)]
    while True:
        problem = Problem(
            tuple(
                Student(
                    s,
                    (),
                    dice.choice((1, 2, 3)),
                    (Span(540, 550),) if dice.random() < 0.3 else (),
                    (Span(540, 600),) if dice.random() < 0.3 else None,
                )
                for s in people
            ),
            tuple(Recruiter(r, (), SLOTS[: dice.choice((1, 2, 3))], 1, dice.choice((None, 1, 2))) for r in firms),
            tuple(Must(s, r, dice.choice((None, None, 540))) for s in people for r in firms if dice.random() < 0.45),
            dice.choice((0, 10, 20)),
        )
        if any(m.start for m in problem.musts) and best_by_matching(problem) is None:
            return problem


def best_by_matching(problem: Problem) -> bool | None:
    """Whether all musts fit, by trying them one after the other."""
    students = {s.id: s for s in problem.students}
    firms = {r.id: r for r in problem.recruiters}

    def fits(n: int, placed: dict) -> bool:
        if n == len(problem.musts):
            return True
        m = problem.musts[n]
        for slot in firms[m.recruiter].slots:
            if m.start is not None and slot.start != m.start:
                continue
            now = {**placed, (m.student, m.recruiter): slot.start}
            broken = {v.code for v in check(problem, now).violations} - {"must"}
            if not broken and fits(n + 1, now):
                return True
        return False

    assert students
    return True if fits(0, {}) else None


@pytest.mark.parametrize("seed", range(70))
def test_a_contradiction_is_one_and_without_any_part_it_is_none(seed):
    problem = unsatisfiable(seed)
    found = explain(problem, SHORT)
    assert found is not None
    assert found.minimal
    assert best_by_matching(only(problem, frozenset(found.demands))) is None
    for part in found.demands:
        assert best_by_matching(only(problem, frozenset(found.demands) - {part}))


def test_musts_that_can_all_be_kept_need_no_explanation():
    assert explain(fair(1), SHORT) is None
    assert "gap" in {d.code for d in demands(fair(1))}
