"""Gates in processes of their own, killed again and again: each scan is stored once, and what follows is not lost."""

import json
import random
import signal
from base64 import b64encode

import pytest

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.kit.testing.processes import start
from qurultai.onsite.models import Scan
from qurultai.onsite.queries.evidence import ms_of, scan_of
from qurultai.onsite.rules.scans import packed
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.comparing import of_the_merge, of_the_tables
from qurultai.onsite.tests.mint import Mint, a_roster

GATES, SCANS, MOST_LIVES = 4, 24, 60


def journal_of(folder, phone, pieces) -> str:
    folder.mkdir()
    (folder / "device").write_text(phone.device)
    (folder / "pieces").write_text(json.dumps([[b64encode(part).decode() for part in piece] for piece in pieces]))
    (folder / "told").write_text("")
    return str(folder)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_gates_that_are_killed_in_between_lose_nothing_and_tell_nothing_twice(tmp_path):
    chance, now = random.Random(4), ms_of(clock.now())
    edition, mint = an_edition(starts_on=clock.now().date()), Mint()
    a_roster(edition, [mint.badge(serial) for serial in range(1, 30)], mint)
    gate, journals, written = a_gate(edition), [], []
    for number in range(GATES):
        phone = PaperDevice(gate)
        ways = [chance.choice(["in", "in", "out"]) for _ in range(SCANS)]
        pieces = [phone.writes(chance.randrange(1, 30), now + 60_000 * one, way) for one, way in enumerate(ways)]
        written += [raw for raw, _ in pieces]
        journals.append(journal_of(tmp_path / str(number), phone, pieces))
    lives = dict.fromkeys(journals, 0)
    living = {}
    ended = []
    while len(ended) < GATES:
        for journal in set(journals) - set(ended) - living.keys():
            lives[journal] += 1
            seed = 1000 * journals.index(journal) + lives[journal]
            living[journal] = start("qurultai.onsite.tests.killed:live", journal, seed)
        for journal, process in list(living.items()):
            said, _ = process.communicate(timeout=120)
            assert (process.returncode, said) in ((0, "told everything\n"), (-signal.SIGKILL, ""))
            del living[journal]
            ended += [journal] * (process.returncode == 0)
        assert max(lives.values()) < MOST_LIVES
    assert sorted(packed(scan_of(row)) for row in Scan.objects.all()) == sorted(written)
    assert of_the_tables(edition) == of_the_merge(edition)
    assert sum(lives.values()) > 2 * GATES
