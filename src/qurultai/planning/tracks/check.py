"""A programme of tracks recounted from nothing but itself: what is broken, and the value by part.

The value is that of CoSPLib (Kheiri, Pylyavskyy, Jacko, *CoSPLib: a benchmark library for conference scheduling
problems*, 2024): each part of `types.PARTS` times its weight.
"""

from collections import defaultdict
from itertools import combinations

from .types import Grid, Problem


def check(problem: Problem, grid: Grid) -> tuple[list[str], dict[str, int]]:
    """What is broken, in words, and the weighted parts of the value (only those that cost something)."""
    cells = [(s, r, cell) for s, row in enumerate(grid) for r, cell in enumerate(row) if cell is not None]
    raw = _of_cells(problem, cells) | _of_tracks(problem, cells) | _of_submissions(problem, cells)
    raw |= _of_pairs(problem, cells) | {"submission_order": _order(problem, cells)}
    weighed = {part: problem.weight(part) * count for part, count in raw.items()}
    return _broken(problem, cells), {part: value for part, value in weighed.items() if value}


def value_of(problem: Problem, grid: Grid) -> int:
    """What an engine's own programme costs. Raises AssertionError when it breaks something."""
    broken, score = check(problem, grid)
    if broken:
        raise AssertionError(f"a programme breaks: {broken[0]}")
    return sum(score.values())


def _broken(problem: Problem, cells: list) -> list[str]:
    found, at = [], defaultdict(list)
    for s, r, cell in cells:
        if (s, r) in problem.closed:
            found.append(f"session {s}, room {r}: closed")
        if len(cell.slots) > problem.sessions[s]:
            found.append(f"session {s}, room {r}: more slots than the session has")
        for k, i in enumerate(cell.slots):
            if i is not None:
                at[i].append((s, r, k))
                if (i, s) in problem.away:
                    found.append(f"session {s}, room {r}: submission {i} is away")
                if problem.submissions[i].track != cell.track:
                    found.append(f"session {s}, room {r}: submission {i} is of another track")
    for i, one in enumerate(problem.submissions):
        places = at[i]
        together = len({place[:2] for place in places}) == 1
        if not together or [k for _, _, k in places] != list(range(places[0][2], places[0][2] + one.slots)):
            found.append(f"submission {i} is not there once, in one piece")
    return found


def _of_cells(problem: Problem, cells: list) -> dict[str, int]:
    tables = {name: problem.table(name) for name in ("track_session", "track_room", "session_room")}
    return {
        "track_session": sum(tables["track_session"].get((cell.track, s), 0) for s, _, cell in cells),
        "track_room": sum(tables["track_room"].get((cell.track, r), 0) for _, r, cell in cells),
        "session_room": sum(tables["session_room"].get((s, r), 0) for s, r, _ in cells),
    }


def _of_tracks(problem: Problem, cells: list) -> dict[str, int]:
    rooms, times, beside = defaultdict(set), defaultdict(set), defaultdict(list)
    for s, r, cell in cells:
        rooms[cell.track].add(r)
        times[cell.track].add(s)
        beside[s].append(cell.track)
    similar, chairs = problem.table("similar_tracks"), problem.pairs("chairs")
    pairs = [(min(p), max(p)) for tracks in beside.values() for p in combinations(sorted(tracks), 2) if p[0] != p[1]]
    return {
        "rooms_per_track": sum(len(used) - 1 for used in rooms.values()),
        "parallel_tracks": sum(len(tracks) - len(set(tracks)) for tracks in beside.values()),
        "consecutive_tracks": sum(max(used) - min(used) + 1 != len(used) for used in times.values()),
        "similar_tracks": sum(similar.get((t, u), similar.get((u, t), 0)) for t, u in pairs),
        "chairs_same_session": sum(pair in chairs for pair in pairs),
    }


def _of_submissions(problem: Problem, cells: list) -> dict[str, int]:
    used = [(i, s, r) for s, r, cell in cells for i in cell.slots if i is not None]
    times, zones, rooms = (problem.table(f"submission_{name}") for name in ("session", "timezone", "room"))
    return {
        "submission_session": sum(times.get((i, s), 0) for i, s, _ in used),
        "submission_timezone": sum(zones.get((i, s), 0) for i, s, _ in used),
        "submission_room": sum(rooms.get((i, r), 0) for i, _, r in used),
    }


def _of_pairs(problem: Problem, cells: list) -> dict[str, int]:
    in_session, in_slot = defaultdict(set), defaultdict(set)
    for s, r, cell in cells:
        for k, i in enumerate(cell.slots):
            if i is not None:
                in_session[s].add((i, r))
                in_slot[s, k].add(i)
    apart = [(i, j) for group in in_session.values() for (i, r), (j, q) in combinations(sorted(group), 2) if r != q]
    at_once = [pair for group in in_slot.values() for pair in combinations(sorted(group), 2)]
    return {
        f"{who}_same_{unit}": sum(pair in problem.pairs(who) for pair in pairs)
        for who in ("presenters", "attendees")
        for unit, pairs in (("session", apart), ("slot", at_once))
    }


def _order(problem: Problem, cells: list) -> int:
    """Submissions that are not at their wanted position in the track, read by session, then room, then slot; and pairs
    of ordered submissions of a track in the same slot."""
    read: dict[int, list[int]] = defaultdict(list)
    at_once: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for s, _, cell in cells:
        for k, i in enumerate(cell.slots):
            if i is None:
                continue
            if i not in read[cell.track][-1:]:
                read[cell.track].append(i)
            if problem.submissions[i].order:
                at_once[s, k, cell.track].add(i)
    wrong = sum(problem.submissions[i].order not in (0, n) for track in read.values() for n, i in enumerate(track, 1))
    return wrong + sum(len(group) * (len(group) - 1) // 2 for group in at_once.values())
