"""A problem taken apart into its single demands, and put together again from some of them."""

from dataclasses import replace

from .types import Agenda, Person, Problem, Reason, Tables, Wish


def demands(problem: Problem) -> tuple[Reason, ...]:
    """Every demand that could be dropped, each as a code with its subjects; musts first.

    Not a demand, and so never dropped: the slots, and that nobody sits at two tables at once.
    """
    musts = [w for w in problem.wishes if w.weight is None]
    here = {w.id for w in musts}
    sides = {side for w in musts for side in (w.a, w.b)}
    agendas = [a for a in problem.agendas if a.id in sides]
    found = [Reason("must", (w.id, w.a, w.b)) for w in musts]
    for w in musts:
        found += [Reason("slot_fixed", (w.id,), (w.slot,))] if w.slot is not None else []
        found += [Reason("parts", (w.id, *sorted(w.parts)))] if w.parts else []
        found += [Reason("not_slots", (w.id,), tuple(sorted(w.not_slots)))] if w.not_slots else []
        if frozenset((w.a, w.b)) in problem.never:
            found.append(Reason("never", tuple(sorted((w.a, w.b)))))
    for a in agendas:
        found += [Reason("availability", (p.id,)) for p in a.people if p.available is not None]
        found += [Reason("cap", (a.id,), (a.cap,))] if a.cap is not None else []
        found += [Reason("place", (a.id, a.place))] if a.place is not None else []
    for t in problem.tables:
        found.append(Reason("tables", (t.id,), (t.count,)))
        found += [Reason("tables_open", (t.id,))] if t.open is not None else []
        found += [Reason("reserved", (t.id,))] if t.reserved else []
    found += [Reason("order", pair) for pair in problem.orders if set(pair) <= here]
    found += [Reason("quota", (q.of or "", q.towards or ""), (q.most,)) for q in problem.quotas]
    found += [Reason("walk", tuple(sorted((w.a, w.b))), (w.minutes,)) for w in problem.walks]
    if problem.once_per_company:
        found.append(Reason("once", ()))
    if problem.breaks_differ is not None:
        found.append(Reason("breaks_differ", (), (problem.breaks_differ,)))
    return tuple(dict.fromkeys(found))


def only(problem: Problem, kept: frozenset[Reason]) -> Problem:
    """The problem with no demands but these, and no wishes; demands on dropped meetings go with them."""
    names = {(r.code, *r.subjects) for r in kept}
    wishes = tuple(_wish(w, names) for w in problem.wishes if ("must", w.id, w.a, w.b) in names)
    here = {w.id for w in wishes}
    return Problem(
        slots=problem.slots,
        agendas=tuple(_agenda(a, names) for a in problem.agendas),
        wishes=wishes,
        tables=tuple(_tables(t, names, len(wishes)) for t in problem.tables),
        orders=tuple(pair for pair in problem.orders if ("order", *pair) in names and set(pair) <= here),
        never=frozenset(pair for pair in problem.never if ("never", *sorted(pair)) in names),
        quotas=tuple(q for q in problem.quotas if ("quota", q.of or "", q.towards or "") in names),
        walks=tuple(w for w in problem.walks if ("walk", *sorted((w.a, w.b))) in names),
        breaks_differ=problem.breaks_differ if ("breaks_differ",) in names else None,
        once_per_company=("once",) in names,
    )


def _wish(w: Wish, names: set[tuple]) -> Wish:
    return replace(
        w,
        slot=w.slot if ("slot_fixed", w.id) in names else None,
        parts=w.parts if ("parts", w.id, *sorted(w.parts)) in names else frozenset(),
        not_slots=w.not_slots if ("not_slots", w.id) in names else frozenset(),
    )


def _agenda(a: Agenda, names: set[tuple]) -> Agenda:
    return replace(
        a,
        people=tuple(p if ("availability", p.id) in names else Person(p.id) for p in a.people),
        cap=a.cap if ("cap", a.id) in names else None,
        place=a.place if a.place is not None and ("place", a.id, a.place) in names else None,
        floor=0,
    )


def _tables(t: Tables, names: set[tuple], enough: int) -> Tables:
    return Tables(
        t.id,
        t.count if ("tables", t.id) in names else enough,
        t.open if ("tables_open", t.id) in names else None,
        t.reserved and ("reserved", t.id) in names,
    )
