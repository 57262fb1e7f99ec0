"""What can change after interviews were planned, and the problem that results."""

from dataclasses import dataclass, replace

from .types import Must, Problem, Span


@dataclass(frozen=True, slots=True)
class StudentAway:
    """The student is late, or gone, during the span."""

    student: str
    during: Span


@dataclass(frozen=True, slots=True)
class RecruiterAway:
    """The recruiter holds no interviews in the span: late, gone, or without the booth."""

    recruiter: str
    during: Span


@dataclass(frozen=True, slots=True)
class MustAdded:
    """A further interview has to take place."""

    must: Must


Change = StudentAway | RecruiterAway | MustAdded


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after the change."""
    match change:
        case StudentAway(student, during):
            students = (replace(s, busy=(*s.busy, during)) if s.id == student else s for s in problem.students)
            return replace(problem, students=tuple(students))
        case RecruiterAway(recruiter, during):
            recruiters = (
                replace(r, slots=tuple(x for x in r.slots if x.end <= during.start or during.end <= x.start))
                if r.id == recruiter
                else r
                for r in problem.recruiters
            )
            return replace(problem, recruiters=tuple(recruiters))
        case MustAdded(must):
            others = (m for m in problem.musts if (m.student, m.recruiter) != (must.student, must.recruiter))
            return replace(problem, musts=(*others, must))
