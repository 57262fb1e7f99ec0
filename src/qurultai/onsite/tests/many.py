"""Gates in processes of their own that are killed, cut off and mistaken in their clocks; and what must come of it."""

import json
import random
import signal
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.kit.testing.processes import start
from qurultai.onsite.models import Edition, Entry, Scan
from qurultai.onsite.queries.evidence import ms_of, periods_of, scan_of
from qurultai.onsite.rules.scans import packed
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.comparing import of_the_merge, of_the_tables
from qurultai.onsite.tests.mint import Mint, a_roster

DAY = 24 * 3_600_000
APART = 1_000
"""Milliseconds between two scans of all gates: clocks are measured far better than that."""
LONGEST = 1800


@dataclass
class Many:
    """A forum with so many gates and badges, what its gates wrote down, and who truly came first."""

    edition: Edition
    journals: list[tuple[str, int]] = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    first: dict[tuple[int, int], tuple[int, bytes]] = field(default_factory=dict)
    lives: int = 0
    killed: int = 0
    cut_off: int = 0


def many(folder: Path, gates: int, badges: int, scans: int, seed: int = 4) -> Many:
    """Let so many gates write so many scans each; every clock is wrong by up to a day, early or late."""
    chance, now = random.Random(seed), ms_of(clock.now())
    made, mint = Many(an_edition(starts_on=clock.now().date())), Mint()
    a_roster(made.edition, [mint.badge(serial) for serial in range(1, badges + 1)], mint)
    gate, periods = a_gate(made.edition), periods_of(made.edition)
    phones = [(PaperDevice(gate), chance.randrange(-DAY, DAY + 1), []) for _ in range(gates)]
    for number in range(gates * scans):
        phone, ahead, pieces = phones[number % gates]
        at, serial, way = now + APART * number, chance.randrange(1, badges + 1), chance.choice(["in", "in", "out"])
        raw, signature = phone.writes(serial, at + ahead, way)
        pieces.append((raw, signature))
        made.written.append(raw)
        if way == "in":
            made.first.setdefault((serial, sum(start <= at for start in periods)), (at, raw))
    for number, (phone, ahead, pieces) in enumerate(phones):
        made.journals.append((_journal(folder / str(number), phone, pieces), ahead))
    return made


def _journal(folder: Path, phone: PaperDevice, pieces: list) -> str:
    folder.mkdir()
    (folder / "device").write_text(phone.device)
    (folder / "pieces").write_text(json.dumps([[b64encode(part).decode() for part in piece] for piece in pieces]))
    (folder / "told").write_text("")
    return str(folder)


def live_on(made: Many, batch: int, deadly: float) -> None:
    """All gates live at once, again and again, until each has told everything."""
    waiting, living = dict.fromkeys(range(len(made.journals)), 0), {}
    while waiting or living:
        for number, lives in list(waiting.items()):
            journal, ahead = made.journals[number]
            seed = 1000 * number + lives
            living[number] = start("qurultai.onsite.tests.killed:live", journal, seed, ahead, batch, deadly), lives + 1
            made.lives += 1
        waiting.clear()
        for number, (process, lives) in list(living.items()):
            said, _ = process.communicate(timeout=LONGEST)
            ended = process.returncode, said
            assert ended in ((0, "told everything\n"), (0, "cut off\n"), (-signal.SIGKILL, ""))
            made.killed += process.returncode != 0
            made.cut_off += said == "cut off\n"
            del living[number]
            if said != "told everything\n":
                waiting[number] = lives


def broken(made: Many) -> list[str]:
    """What is not as it must be: each scan once, tables as the merge says, and who truly came first is the entry."""
    kept = {row.pk: packed(scan_of(row)) for row in Scan.objects.filter(edition=made.edition)}
    entries = {(row.serial, row.period): kept[row.scan_id] for row in Entry.objects.filter(edition=made.edition)}
    told = {
        "stored once": sorted(kept.values()) == sorted(made.written),
        "tables and merge": of_the_tables(made.edition) == of_the_merge(made.edition),
        "first entries": entries == {key: raw for key, (_, raw) in made.first.items()},
    }
    return [name for name, holds in told.items() if not holds]
