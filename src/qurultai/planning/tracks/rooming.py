"""Rooms in the model: each by itself, or, in numbers, what they cost at least."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Model

Expr = Any


def rooms(model: "Model") -> None:
    """Which rooms a track has in a session, each for one track only."""
    problem = model.problem
    by_track, held = problem.weight("track_room"), problem.table("track_room")
    by_room, open_ = problem.weight("session_room"), problem.table("session_room")
    sessions = range(len(problem.sessions))
    for t in range(problem.tracks):
        for s in sessions:
            if model.fixed(t, s) or isinstance(model.n[t, s], int):
                here = model.kept.rooms.get((t, s), frozenset()) if model.fixed(t, s) else ()
                model.z |= {(t, s, r): 1 for r in here}
                continue
            for r in problem.open_rooms(s):
                model.z[t, s, r] = model.cp.new_bool_var(f"z{t},{s},{r}")
            model.cp.add(sum(model.z[t, s, r] for r in problem.open_rooms(s)) == model.n[t, s])
    for s in sessions:
        for r in range(problem.rooms):
            model.cp.add(sum(model.z.get((t, s, r), 0) for t in range(problem.tracks)) <= 1)
    for (t, s, r), z in model.z.items():
        model.price.append((by_track * held.get((t, r), 0) + by_room * open_.get((s, r), 0)) * z)


def rooms_per_track(model: "Model") -> None:
    """Rooms of a track beyond the first."""
    beyond = model.problem.weight("rooms_per_track")
    sessions = range(len(model.problem.sessions))
    for t in range(model.problem.tracks if beyond else 0):
        used: list[Expr] = []
        for r in range(model.problem.rooms):
            here = [model.z[t, s, r] for s in sessions if (t, s, r) in model.z]
            if any(isinstance(z, int) for z in here):
                used.append(1)
            elif here:
                one = model.cp.new_bool_var(f"u{t},{r}")
                for z in here:
                    model.cp.add_implication(z, one)
                used.append(one)
        if used and model.frame.of_track[t]:
            model.cp.add(sum(used) >= 1)
            model.price.append(beyond * (sum(used) - 1))


def most_at_once(model: "Model") -> None:
    """A track needs as many rooms as it ever has at once."""
    beyond, sessions = model.problem.weight("rooms_per_track"), range(len(model.problem.sessions))
    for t in range(model.problem.tracks if beyond else 0):
        some = [model.n[t, s] for s in sessions if not isinstance(model.n[t, s], int)]
        least = max((n for s in sessions if isinstance(n := model.n[t, s], int)), default=0)
        most = max((model.frame.most[t, s] for s in sessions), default=0)
        if not some or most <= 1:
            model.price.append(beyond * max(0, least - 1))
        elif model.frame.of_track[t]:
            at_once = model.cp.new_int_var(max(1, least), max(1, least, most), f"m{t}")
            for n in some:
                model.cp.add(at_once >= n)
            model.price.append(beyond * (at_once - 1))


def shortage(model: "Model") -> None:
    """Tracks that want the same few rooms at once pay (see `shortage`); at least so much, so it is a bound still.

    For each level of prices, a cell in a room that costs its track that much or more pays the step to the level.
    """
    known = model.frame.shortage
    for level, step in known.steps():
        for s in range(len(model.problem.sessions)):
            short = model.cp.new_int_var(0, model.problem.rooms, "")
            for few in known.sets[s, level]:
                inside = [model.n[t, s] for t in known.content_with(few, s, level)]
                if len(few) < model.problem.rooms and not all(isinstance(n, int) for n in inside):
                    model.cp.add(sum(inside) <= len(few) + short)
            model.price.append(step * short)


WITH_ROOMS = (rooms, rooms_per_track)
IN_NUMBERS = (shortage, most_at_once)
