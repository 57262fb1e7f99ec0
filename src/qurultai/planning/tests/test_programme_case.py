"""Meetings beside a programme: nobody is free for one while she speaks, and nothing of the file is kept but times."""

import json
from pathlib import Path
from random import Random

from benchmarks.meetings_programme import programme
from qurultai.planning.bench.cases.meetings import Size

HOURS = ("09:00", "10:00", "10:30", "15:00")


def _file(folder: Path) -> Path:
    """Three days: the second has one session only, so that it is not among the two with most."""
    days = []
    for d, hours in enumerate((HOURS, ("22:00",), HOURS)):
        date = f"2026-05-{11 + d}"
        events = [
            {
                "id": 10 * d + n,
                "guid": f"00000000-0000-4000-8000-0000000000{d}{n}",
                "date": f"{date}T{hour}:00+00:00",
                "start": hour,
                "duration": "00:30",
                "room": "Hall",
                "title": "Talk",
                "persons": [{"id": n % 2 + 1, "public_name": f"Person {n % 2}"}],
            }
            for n, hour in enumerate(hours)
        ]
        start, end = f"{date}T08:00:00+00:00", f"{date}T23:00:00+00:00"
        days.append({"index": d, "date": date, "day_start": start, "day_end": end, "rooms": {"Hall": events}})
    conference = {"acronym": "x", "title": "X", "days": days, "time_zone_name": "UTC"}
    path = folder / "schedule.json"
    path.write_text(json.dumps({"schedule": {"version": "1", "conference": conference}}))
    return path


def test_slots_lie_in_the_fullest_hours_of_the_fullest_days(tmp_path: Path) -> None:
    given = programme(_file(tmp_path), 8)
    assert given.starts == (540, 570, 600, 630, 3420, 3450, 3480, 3510)
    assert [sorted(slots) for slots in given.sessions] == [[0], [2], [3], [], [], [4], [6], [7], []]
    assert sorted(given.speakers) == [(0, 2, 4, 5, 7), (1, 3, 6, 8)]


def test_nobody_is_free_while_she_speaks_and_all_hear_whole_sessions(tmp_path: Path) -> None:
    given = programme(_file(tmp_path), 8)
    for seed in range(20):
        for person, mine in enumerate(given.speakers):
            assert not given.free(person, Random(seed)) & {t for n in mine for t in given.sessions[n]}
    assert len({given.free(9, Random(seed)) for seed in range(20)}) > 3
    problem = Size(20, 40, 8, 4, 1).problem(1, given)
    assert [slot.start for slot in problem.slots] == list(given.starts)
    assert all({1, 5} <= (a.people[0].available or set()) for a in problem.agendas)
