"""What can change after a plan was made, and the problem that results."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .types import Person, Problem, ProblemError, Tables, Wish


@dataclass(frozen=True, slots=True)
class TablesClosed:
    """These tables cannot be used in the slots (None: not at all)."""

    tables: str
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class PersonAway:
    """The person cannot come in the slots (late, called away); None: not at all."""

    person: str
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class WishAdded:
    """A further meeting is wanted; without weight it has to take place."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class WishDropped:
    """The meeting is no longer wanted."""

    wish: str


Change = TablesClosed | PersonAway | WishAdded | WishDropped


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after the change; raises ProblemError when it names something unknown."""
    everywhere = frozenset(range(len(problem.slots)))
    match change:
        case TablesClosed(tables, slots):
            _known(tables, (t.id for t in problem.tables))
            closed = everywhere if slots is None else slots
            blocks = (_closed(t, closed, everywhere) if t.id == tables else t for t in problem.tables)
            return replace(problem, tables=tuple(blocks))
        case PersonAway(person, slots):
            _known(person, (p.id for a in problem.agendas for p in a.people))
            away = everywhere if slots is None else slots
            agendas = (
                replace(a, people=tuple(_away(p, away, everywhere) if p.id == person else p for p in a.people))
                for a in problem.agendas
            )
            return replace(problem, agendas=tuple(agendas))
        case WishAdded(wish):
            return replace(problem, wishes=(*problem.wishes, wish))
        case WishDropped(wish):
            _known(wish, (w.id for w in problem.wishes))
            return replace(
                problem,
                wishes=tuple(w for w in problem.wishes if w.id != wish),
                orders=tuple(pair for pair in problem.orders if wish not in pair),
            )


def _known(name: str, names: Iterable[str]) -> None:
    if name not in names:
        raise ProblemError(f"{name!r} is not known")


def _closed(tables: Tables, closed: frozenset[int], everywhere: frozenset[int]) -> Tables:
    return replace(tables, open=(everywhere if tables.open is None else tables.open) - closed)


def _away(person: Person, away: frozenset[int], everywhere: frozenset[int]) -> Person:
    return replace(person, available=(everywhere if person.available is None else person.available) - away)
