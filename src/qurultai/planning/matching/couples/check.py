"""Recounts a placing from its places alone: every broken demand, every blocking coalition, every rank.

It shares nothing with the engine but the types, and is slow and plain on purpose.
"""

from collections.abc import Iterator, Mapping

from ..plan import Verdict
from .types import Place, Problem, Reason

Wish = tuple[str | None, ...]


def check(problem: Problem, assignment: Mapping[str, str]) -> Verdict:
    """What the placing breaks and what it costs.

    A coalition blocks when it likes a wish better than what it has and every place of the wish, asked to choose among
    those it has (without the coalition) and the coalition's members for it, chooses these members.
    """
    places = {p.id: p for p in problem.places}
    musts = {m.person: m.place for m in problem.musts}
    units = list(_units(problem))
    people = {person for members, _ in units for person in members}
    broken = [Reason("unknown", (i, p)) for i, p in assignment.items() if i not in people or p not in places]
    for p in problem.places:
        inside = [i for i in assignment if assignment[i] == p.id]
        broken += [Reason("seats", (p.id,), (len(inside),))] if len(inside) > p.seats else []
        broken += [Reason("refused", (i, p.id)) for i in inside if i in people and i not in p.wants]
    for members, wants in units:
        now = _now(members, assignment)
        if any(now) and now not in wants:
            broken.append(Reason("not_wished", members))
    broken += [
        Reason("must", (i,)) for i, p in musts.items() if i not in assignment or assignment[i] != (p or assignment[i])
    ]
    worst = 1 + sum(len(wants) for _, wants in units)
    hurts = []
    blocking = rank = 0
    for members, wants in units:
        now = _now(members, assignment)
        position = wants.index(now) if now in wants else len(wants)
        rank += position
        if position:
            hurts.append(Reason("rank", members, (), position))
        for wish in wants[:position]:
            if _allowed(members, wish, musts) and _welcome(members, wish, places, assignment, musts):
                blocking += 1
                hurts.append(Reason("blocking", (*members, *(p or "" for p in wish)), (), worst))
    hurts.sort(key=lambda h: (-h.cost, h.code, h.subjects))
    return Verdict(tuple(broken), {"blocking": blocking, "rank": rank}, blocking * worst + rank, tuple(hurts))


def _units(problem: Problem) -> Iterator[tuple[tuple[str, ...], list[Wish]]]:
    for s in problem.singles:
        yield (s.id,), [(w,) for w in s.wants]
    for c in problem.couples:
        yield (c.a, c.b), list(c.wants)


def _now(members: tuple[str, ...], assignment: Mapping[str, str]) -> Wish:
    return tuple(assignment.get(i) for i in members)


def _allowed(members: tuple[str, ...], wish: Wish, musts: Mapping[str, str | None]) -> bool:
    for i, place in zip(members, wish, strict=True):
        if i in musts and (place is None or place != (musts[i] or place)):
            return False
    return any(place is not None for place in wish)


def _welcome(
    members: tuple[str, ...],
    wish: Wish,
    places: Mapping[str, Place],
    assignment: Mapping[str, str],
    musts: Mapping[str, str | None],
) -> bool:
    """Whether each place of the wish would choose the members who come to it."""
    for place in {p for p in wish if p is not None}:
        come = [i for i, p in zip(members, wish, strict=True) if p == place]
        stay = [i for i, p in assignment.items() if p == place and i not in members and i in places[place].wants]
        wants = places[place].wants
        if not set(come) <= set(wants):
            return False
        order = sorted([*come, *stay], key=lambda i: (musts.get(i) != place, wants.index(i)))
        if not set(come) <= set(order[: places[place].seats]):
            return False
    return True
