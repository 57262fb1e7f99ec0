"""A job fair in numbers: the pairs that may meet, the slots of each, and how high each side ranks the other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from .types import Must, Pair, Problem, ProblemError, Recruiter, Span, Student


@dataclass(frozen=True)
class Frame:
    """Pairs both sides want (or that must be), each with its possible slots; pairs without any are in ``timeless``."""

    problem: Problem
    students: dict[str, Student]
    recruiters: dict[str, Recruiter]
    musts: dict[Pair, Must]
    slots: dict[Pair, tuple[Span, ...]]
    timeless: tuple[Pair, ...]
    likes: dict[Pair, int]
    liked: dict[Pair, int]
    room: dict[str, int]
    of_student: dict[str, list[str]]
    of_recruiter: dict[str, list[str]]

    def seats(self, student: str) -> int:
        """How many interviews the student can want: ``most``, or all of the wishes and musts."""
        s = self.students[student]
        return min(s.most, len(set(s.wants) | {r for i, r in self.musts if i == student}))

    @property
    def scale(self) -> int:
        """More than all ranks together can be."""
        return 1 + sum(self.seats(s.id) * len(s.wants) for s in self.problem.students)

    def value(self, blocking: int, rank: int) -> int:
        """Both parts as one number: fewer blocking pairs always outweigh ranks."""
        return blocking * self.scale + rank


def frame(problem: Problem) -> Frame:
    """The numbers of a problem that makes sense; ProblemError otherwise."""
    _sensible(problem)
    students = {s.id: s for s in problem.students}
    recruiters = {r.id: r for r in problem.recruiters}
    musts = {(m.student, m.recruiter): m for m in problem.musts}
    likes = {(s.id, r): n for s in problem.students for n, r in enumerate(s.wants)}
    liked = {(s, r.id): n for r in problem.recruiters for n, s in enumerate(r.wants)}
    asked = sorted({pair for pair in likes if pair in liked} | set(musts))
    slots, timeless = {}, []
    for pair in asked:
        fitting = tuple(_fitting(students[pair[0]], recruiters[pair[1]], musts.get(pair)))
        if fitting or pair in musts:
            slots[pair] = fitting
        else:
            timeless.append(pair)
    of_student: dict[str, list[str]] = {s: [] for s in students}
    of_recruiter: dict[str, list[str]] = {r: [] for r in recruiters}
    for s, r in slots:
        of_student[s].append(r)
        of_recruiter[r].append(s)
    for s, rs in of_student.items():
        rs.sort(key=lambda r, s=s: likes.get((s, r), len(students[s].wants)))  # type: ignore[misc]
    for r, ss in of_recruiter.items():
        ss.sort(key=lambda s, r=r: liked.get((s, r), len(recruiters[r].wants)))  # type: ignore[misc]
    room = {r.id: min(len(r.slots) * r.group, len(students) if r.most is None else r.most) for r in problem.recruiters}
    return Frame(
        problem,
        students,
        recruiters,
        musts,
        slots,
        tuple(timeless),
        likes,
        liked,
        room,
        of_student,
        of_recruiter,
    )


def _fitting(student: Student, recruiter: Recruiter, must: Must | None) -> Iterable[Span]:
    for slot in sorted(recruiter.slots, key=lambda x: x.start):
        if must is not None and must.start is not None and slot.start != must.start:
            continue
        if any(b.start < slot.end and slot.start < b.end for b in student.busy):
            continue
        here = student.available
        if here is None or any(a.start <= slot.start and slot.end <= a.end for a in here):
            yield slot


def _sensible(problem: Problem) -> None:
    for kind, ids in (
        ("student", [s.id for s in problem.students]),
        ("recruiter", [r.id for r in problem.recruiters]),
        ("must", [(m.student, m.recruiter) for m in problem.musts]),
    ):
        twice = [i for i, n in Counter(ids).items() if n > 1]
        if twice:
            raise ProblemError(f"{kind} {twice[0]} is there twice")
    known, asking = {r.id for r in problem.recruiters}, {s.id for s in problem.students}
    for person, wants, there in (
        *((s.id, s.wants, known) for s in problem.students),
        *((r.id, r.wants, asking) for r in problem.recruiters),
    ):
        strange = [w for w in wants if w not in there]
        if strange or len(set(wants)) < len(wants):
            raise ProblemError(f"{person} wants {strange[0] if strange else 'somebody twice'}")
    for m in problem.musts:
        if m.student not in asking or m.recruiter not in known:
            raise ProblemError(f"a must names {m.student} and {m.recruiter}, who are not both there")
    for r in problem.recruiters:
        spans = sorted(r.slots, key=lambda x: x.start)
        if any(x.end <= x.start for x in spans) or any(b.start < a.end for a, b in pairwise(spans)):
            raise ProblemError(f"slots of {r.id} are empty or overlap")
        if r.group < 1:
            raise ProblemError(f"{r.id} has no seat in a slot")
    if problem.gap < 0:
        raise ProblemError("the gap is negative")
