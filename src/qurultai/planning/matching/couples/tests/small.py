"""Small random groups with friends, and the plain truth about them by trying every placing."""

from itertools import product

from hypothesis import strategies as st

from qurultai.planning.matching.couples import Couple, Must, Place, Plan, Problem, Single, check

PLACES = ("x", "y", "z")


def every_plan(problem: Problem):
    """Every placing without a violation, with its verdict."""
    lists: list[tuple[tuple[str, ...], list[tuple[str | None, ...]]]]
    lists = [((s.id,), [(None,), *((w,) for w in s.wants)]) for s in problem.singles]
    lists += [((c.a, c.b), [(None, None), *c.wants]) for c in problem.couples]
    for chosen in product(*(wants for _, wants in lists)):
        placing = {
            person: place
            for (members, _), wish in zip(lists, chosen, strict=True)
            for person, place in zip(members, wish, strict=True)
            if place is not None
        }
        verdict = check(problem, placing)
        if not verdict.violations:
            yield placing, verdict


def best_by_trying(problem: Problem) -> int | None:
    """The smallest value of all placings without a violation; None when there is none."""
    return min((verdict.value for _, verdict in every_plan(problem)), default=None)


def best_repair_by_trying(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """The fewest people told and the smallest value with so many."""
    people = [s.id for s in problem.singles] + [i for c in problem.couples for i in (c.a, c.b)]
    return min(
        (
            (sum(before.assignment.get(i) != placing.get(i) for i in people), verdict.value)
            for placing, verdict in every_plan(problem)
        ),
        default=None,
    )


@st.composite
def problems(draw, couples: int = 2, musts: bool = True) -> Problem:
    """Up to three places, three people alone and two couples, with any wishes."""
    places = PLACES[: draw(st.integers(1, 3))]
    singles = ("a", "b", "c")[: draw(st.integers(0, 3))]
    pairs = (("m", "n"), ("o", "p"))[: draw(st.integers(0, couples))]
    people = [*singles, *(i for pair in pairs for i in pair)]

    def some(of) -> tuple:
        return tuple(draw(st.permutations(of)))[: draw(st.sampled_from((len(of), len(of), 1)))]

    wishes = [(x, y) for x, y in product((*places, None), repeat=2) if x or y]
    must = st.builds(Must, st.sampled_from(people), st.sampled_from((None, *places))) if people else st.nothing()
    few = draw(st.lists(must, max_size=1)) if people and musts else []
    return Problem(
        tuple(Place(p, draw(st.integers(0, 2)), some(people)) for p in places),
        tuple(Single(s, some(places)) for s in singles),
        tuple(Couple(a, b, tuple(draw(st.permutations(wishes)))[: draw(st.integers(1, 4))]) for a, b in pairs),
        tuple(few),
    )
