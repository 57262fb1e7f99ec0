"""Random job fairs of a size to plan, and the time in which they are."""

import random

from qurultai.planning.matching.interviews import Budget, Problem, Recruiter, Span, Student

SHORT = Budget(seconds=20, work=5, workers=1)


def fair(seed: int, students: int = 40, recruiters: int = 6, tight: bool = False) -> Problem:
    dice = random.Random(seed)
    people = [f"s{n}" for n in range(students)]
    firms = [f"r{n}" for n in range(recruiters)]
    wants = {s: tuple(dice.sample(firms, 4)) for s in people}
    step = 20 if tight else 30
    slots = tuple(Span(540 + step * n, 560 + step * n) for n in range(8))
    return Problem(
        tuple(Student(s, wants[s], 2) for s in people),
        tuple(
            Recruiter(
                r, tuple(dice.sample([s for s in people if r in wants[s]], k=sum(r in wants[s] for s in people))), slots
            )
            for r in firms
        ),
    )
