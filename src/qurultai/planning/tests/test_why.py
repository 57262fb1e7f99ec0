"""What a cost of forcing says: a range while the proof is not finished, the reasons that come with it, or no cost."""

from qurultai.planning.common import Contradiction, Reason
from qurultai.planning.timetable import Plan
from qurultai.planning.why import Why, why

OLD, NEW = Reason("interest", ("a", "b"), (4,), 4), Reason("preferred", ("a",), (), 5)
MADE = Plan("feasible", score={"interest": 4, "preferred": 0}, value=4, bound=1, reasons=(OLD,))
OTHER = Plan("feasible", score={"interest": 4, "preferred": 5}, value=9, bound=6, reasons=(NEW, OLD))


def nothing() -> Contradiction | None:
    raise AssertionError("not asked")


def test_the_cost_lies_between_the_bound_and_the_plan_found():
    answer = why(MADE, OTHER, nothing)
    assert answer == Why(2, 5, {"interest": 0, "preferred": 5}, (NEW,), OTHER)
    assert not answer.proven


def test_a_bound_known_before_counts_when_it_is_higher():
    assert why(MADE, OTHER, nothing, floor=9).least == 5
    assert why(MADE, OTHER, nothing, floor=9).proven
    assert why(MADE, OTHER, nothing, floor=3).least == 2


def test_the_plan_asked_about_may_have_another_value_on_the_scale_of_what_is_forced():
    answer = why(MADE, OTHER, nothing, before=6)
    assert (answer.least, answer.most) == (0, 3)


def test_without_a_plan_in_time_only_the_least_is_known():
    answer = why(MADE, Plan("unknown", bound=7), nothing)
    assert answer == Why(3)
    assert not answer.proven


def test_without_a_plan_to_compare_with_nothing_is_known():
    assert why(Plan("unknown"), OTHER, nothing) == Why()


def test_what_cannot_be_forced_is_explained():
    found = Contradiction((Reason("session", ("a",)),), minimal=True)
    answer = why(MADE, Plan("infeasible"), lambda: found)
    assert answer == Why(contradiction=found)
    assert answer.proven
