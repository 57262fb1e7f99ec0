"""Interviews: stable, in slots, never against a demand; the least of everything by trying all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qurultai.planning.matching.interviews import (
    Budget,
    Must,
    MustAdded,
    Problem,
    ProblemError,
    Recruiter,
    RecruiterAway,
    Span,
    Student,
    StudentAway,
    changed,
    check,
    deferred_acceptance,
    plan,
    repair,
    told,
    why_not,
)
from qurultai.planning.matching.interviews.frame import frame
from qurultai.planning.matching.interviews.model import Model
from qurultai.planning.matching.levels import solve
from qurultai.planning.watch import Watch

from .fairs import SHORT, fair
from .small import SLOTS, best_by_trying, best_repair_by_trying, problems

AWAY = Span(550, 565)


@settings(max_examples=60)
@given(problems())
def test_no_plan_breaks_a_demand_and_none_is_better(problem):
    made = plan(problem, SHORT)
    assert made.proven
    assert made.value == best_by_trying(problem)
    if made.value is None:
        assert made.status == "infeasible"
        return
    assert check(problem, made.assignment).violations == ()
    assert made.bound == made.value


@settings(max_examples=40)
@given(problems(musts=False))
def test_deferred_acceptance_leaves_no_blocking_pair_when_time_is_no_matter(problem):
    wide = tuple(Span(t, t + 20) for t in range(0, 1200, 200))
    loose = Problem(
        tuple(Student(s.id, s.wants, s.most) for s in problem.students),
        tuple(Recruiter(r.id, r.wants, wide, r.group, r.most) for r in problem.recruiters),
    )
    wanted = deferred_acceptance(frame(loose))
    starts: dict[str, int] = {}
    placed = {}
    for n, (s, r) in enumerate(sorted(wanted)):
        starts[s] = n
        placed[s, r] = wide[n % 6].start
    made = plan(loose, SHORT)
    assert set(made.assignment) == wanted
    assert made.status == "optimal"
    assert made.score["blocking"] == 0
    assert check(loose, placed).score["blocking"] == 0


@settings(max_examples=40)
@given(
    problems(),
    st.sampled_from((StudentAway("a", AWAY), RecruiterAway("r", AWAY), MustAdded(Must("a", "r")))),
)
def test_a_repair_tells_the_fewest_people_and_is_then_the_best(problem, change):
    before = plan(problem, SHORT)
    if before.value is None:
        return
    new, after = repair(problem, before, change, SHORT)
    best = best_repair_by_trying(new, before)
    if best is None:
        assert after.status == "infeasible"
        return
    assert after.status == "optimal"
    assert check(new, after.assignment).violations == ()
    assert (after.told, after.value) == best
    assert after.told_bound == after.told == len(told(before, after))


def test_a_fair_of_forty_is_stable_with_gaps():
    made = plan(fair(1), SHORT)
    assert made.status == "optimal"
    assert made.score["blocking"] == 0
    assert len(made.assignment) == 48


def test_the_same_seed_and_work_give_the_same_plan():
    problem = fair(2, students=24, recruiters=4, tight=True)
    one, two = plan(problem, SHORT, 3), plan(problem, SHORT, 3)
    assert dict(one.assignment) == dict(two.assignment)
    assert (one.value, one.bound, one.reasons) == (two.value, two.bound, two.reasons)


def test_a_group_session_seats_several_students_in_one_slot():
    ids = ("a", "b", "c")
    students = tuple(Student(s, ("r",), 1) for s in ids)
    made = plan(Problem(students, (Recruiter("r", ids, SLOTS[:1], group=2),)), SHORT)
    assert dict(made.assignment) == {("a", "r"): 540, ("b", "r"): 540}
    assert made.score["blocking"] == 0
    assert [r.subjects for r in made.reasons if r.code == "rank"] == [("c",)]


def test_a_pair_without_a_common_time_is_named():
    made = plan(Problem((Student("a", ("r",), available=(Span(0, 10),)),), (Recruiter("r", ("a",), SLOTS),)), SHORT)
    assert dict(made.assignment) == {}
    assert ("no_common_slot", ("a", "r")) in [(r.code, r.subjects) for r in made.reasons]


def test_when_gaps_forbid_the_stable_matching_the_blocking_pair_is_named_and_proven_least():
    touching = SLOTS[:2]
    problem = Problem(
        (Student("a", ("r", "q"), 2),),
        (Recruiter("r", ("a",), touching[:1]), Recruiter("q", ("a",), touching[1:])),
    )
    made = plan(problem, SHORT)
    assert made.status == "optimal"
    assert dict(made.assignment) == {("a", "r"): 540}
    assert [r.subjects for r in made.reasons if r.code == "blocking"] == [("a", "q")]


def test_why_not_says_the_cost_or_what_stands_against_it():
    ids = ("a", "b")
    students = (Student("a", ("r",), 1), Student("b", ("r",), 1))
    problem = Problem(students, (Recruiter("r", ids, SLOTS[:1]),))
    made = plan(problem, SHORT)
    assert dict(made.assignment) == {("a", "r"): 540}
    other = why_not(problem, made, Must("b", "r"), SHORT)
    assert other.plan is not None
    assert dict(other.plan.assignment) == {("b", "r"): 540}
    assert (other.least, other.most, other.proven) == (0, 0, True)
    never = why_not(problem, made, Must("b", "r", 999), SHORT)
    assert never.contradiction is not None
    assert [d.code for d in never.contradiction.demands] == ["must"]


def test_the_cost_counts_on_the_scale_of_the_problem_with_the_must():
    problem = Problem(
        (Student("a", ("r", "q"), 2), Student("b", ("z",), 2)),
        (
            Recruiter("r", ("a",), SLOTS[:1]),
            Recruiter("q", ("a",), SLOTS[1:2]),
            Recruiter("z", ("b",), SLOTS[:1]),
            Recruiter("y", (), SLOTS[2:]),
        ),
    )
    made = plan(problem, SHORT)
    assert made.score["blocking"] == 1
    answer = why_not(problem, made, Must("b", "y"), SHORT)
    assert dict(answer.score) == {"blocking": 0, "rank": 1}
    assert (answer.least, answer.most) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        Problem((Student("a", ("x",)),), ()),
        Problem((Student("a", ()), Student("a", ())), ()),
        Problem((), (Recruiter("r", (), (Span(0, 20), Span(10, 30))),)),
        Problem((), (), (Must("a", "r"),)),
        Problem((), (), gap=-1),
        Problem((), (Recruiter("r", (), SLOTS, group=0),)),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ProblemError):
        plan(wrong, SHORT)


TIGHT = Problem(
    (Student("a", ("r", "q"), 2),),
    (Recruiter("r", ("a",), SLOTS[:1]), Recruiter("q", ("a",), SLOTS[1:2])),
)
MUTANTS = {
    "_gaps": (TIGHT, "gap"),
    "_once": (
        Problem(
            (Student("a", ("r", "q"), 1),),
            (Recruiter("r", ("a",), SLOTS[:1]), Recruiter("q", ("a",), SLOTS[2:])),
        ),
        "most_student",
    ),
    "_recruiters": (
        Problem((Student("a", ("r",)), Student("b", ("r",))), (Recruiter("r", ("a", "b"), SLOTS[:1]),)),
        "group",
    ),
    "_musts": (Problem((Student("a", ()),), (Recruiter("r", (), SLOTS),), (Must("a", "r"),)), "must"),
}


@pytest.mark.parametrize("method", MUTANTS)
def test_the_model_without_a_demand_makes_a_plan_that_the_checker_turns_down(method, monkeypatch):
    problem, code = MUTANTS[method]
    monkeypatch.setattr(Model, method, lambda _: None)
    numbers = frame(problem)
    model = Model(numbers)
    if method == "_musts":
        model.cp.minimize(sum(model.held.values()))
    else:
        model.cp.minimize(model.missing())
    _, solver = solve(model.cp, Watch(SHORT, None), 1.0, 0)
    assert code in {v.code for v in check(problem, model.read(solver)).violations}


def test_without_stability_in_the_model_a_worse_plan_counts_as_best(monkeypatch):
    problem = Problem(
        (Student("a", ("r", "q"), 2), Student("b", ("r", "q"), 1)),
        (Recruiter("r", ("b", "a"), SLOTS[:1]), Recruiter("q", ("a", "b"), SLOTS[1:2])),
    )
    truth = best_by_trying(problem)
    assert plan(problem, SHORT).value == truth
    monkeypatch.setattr(Model, "blocking", lambda _: 0)
    monkeypatch.setattr("qurultai.planning.matching.interviews.solve.settle", lambda *_: {})
    monkeypatch.setattr(Model, "missing", lambda self: sum(self.held.values()))
    monkeypatch.setattr(Model, "rank", lambda self: sum(self.held.values()))
    monkeypatch.setattr("qurultai.planning.matching.interviews.solve.fill", lambda _, found: dict(found))
    with pytest.raises(AssertionError):
        assert plan(problem, SHORT).value == truth


def test_cancelling_keeps_the_best_plan():
    calls = []

    def stop(*figures) -> bool:
        calls.append(figures)
        return False

    made = plan(fair(2, 24, 4, tight=True), Budget(seconds=20), on_progress=stop)
    assert calls
    assert made.status in ("feasible", "optimal")
    assert check(fair(2, 24, 4, tight=True), made.assignment).violations == ()


def test_a_plan_of_a_changed_problem_may_start_from_the_old_one():
    problem = fair(1)
    before = plan(problem, SHORT)
    late = changed(problem, StudentAway("s1", Span(540, 600)))
    after = plan(late, SHORT, start=before)
    assert check(late, after.assignment).violations == ()


def test_a_new_must_in_no_time_at_all_is_placed_where_it_is_in_the_way_of_few():
    problem = fair(1)
    before = plan(problem, SHORT)
    student = next(s for s in problem.students if sum(p[0] == s.id for p in before.assignment) < s.most)
    recruiter = next(r for r in student.wants if (student.id, r) not in before.assignment)
    new, after = repair(problem, before, MustAdded(Must(student.id, recruiter)), Budget(seconds=1e-9))
    assert after.status == "feasible"
    assert (student.id, recruiter) in after.assignment
    assert check(new, after.assignment).violations == ()
    assert (after.told_bound or 0) <= (after.told or 0)
