"""Who is free for meetings beside a real programme: speakers are where they speak, everybody hears a few sessions.

The programme is a file of any format that the house reads (frab JSON and XML, …). Nothing of it is kept but times.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.reading import read

STEP = 30
_LENGTH = 25
_HEARD = (0, 1, 1, 2, 2, 3, 4)


@dataclass(frozen=True)
class Programme:
    """``starts`` of the slots in minutes; of each session its slots, and of each speaker the numbers of hers."""

    starts: tuple[int, ...]
    sessions: tuple[frozenset[int], ...]
    speakers: tuple[tuple[int, ...], ...]

    def free(self, person: int, chance: Random) -> frozenset[int]:
        """The slots in which the person is free: the first people are the speakers; all hear some sessions without a
        clash."""
        away: set[int] = set()
        if person < len(self.speakers):
            away = {t for n in self.speakers[person] for t in self.sessions[n]}
        there = [session for session in self.sessions if session]
        for session in chance.sample(there, min(len(there), chance.choice(_HEARD))):
            if not session & away:
                away |= session
        return frozenset(range(len(self.starts))) - away


def programme(path: Path, slots: int) -> Programme:
    """The two days with most sessions, in each of them the hours of ``slots / 2`` slots with most session minutes.

    Minutes count from 00:00 (UTC) of the first day that the file has.
    """
    said = read(path.name, path.read_bytes(), Assumed())
    zero = min(item.starts_at for item in said.items).replace(hour=0, minute=0)
    spans = [(_minutes(zero, item.starts_at), _minutes(zero, item.ends_at)) for item in said.items]
    days = [(_minutes(zero, day.starts_at), _minutes(zero, day.ends_at)) for day in said.days]
    full = sorted(days, key=lambda day: -sum(day[0] <= a < day[1] for a, _ in spans))[:2]
    half = slots // 2
    begins = sorted(_fullest(day, spans, half * STEP) for day in full)
    starts = tuple(begin + STEP * n for begin in begins for n in range(half))
    sessions = tuple(
        frozenset(t for t, start in enumerate(starts) if a < start + _LENGTH and start < b) for a, b in spans
    )
    of: dict[str, list[int]] = {}
    for n, item in enumerate(said.items):
        for one in item.contributors:
            of.setdefault(one.person, []).append(n)
    return Programme(starts, sessions, tuple(tuple(mine) for _, mine in sorted(of.items())))


def _minutes(zero: datetime, at: datetime) -> int:
    return int((at - zero) / timedelta(minutes=1))


def _fullest(day: tuple[int, int], spans: list[tuple[int, int]], length: int) -> int:
    """The minute of the day at which so many minutes begin that have the most session minutes in them."""
    return max(
        range(day[0], max(day[0] + 1, day[1] - length), STEP),
        key=lambda begin: sum(max(0, min(b, begin + length) - max(a, begin)) for a, b in spans),
    )
