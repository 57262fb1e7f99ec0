"""A gate's life in a process of its own: it tells what is in its journal until all of it is acknowledged, or dies."""

import json
import os
import random
import signal
from base64 import b64decode
from pathlib import Path

from qurultai.kit.testing.processes import say
from qurultai.onsite.actions import judging
from qurultai.onsite.actions.scans import heard_of, receive_scans
from qurultai.onsite.models import Device
from qurultai.onsite.policies import actor_of

DEADLY = 0.1


def live(journal: str, seed: int) -> None:
    """Send what is not acknowledged, in batches, some of it again; acknowledged is only what was answered and fsynced.

    Death comes by SIGKILL at a random place: before a batch, in the midst of its transaction, or after it is committed.
    """
    chance, folder = random.Random(seed), Path(journal)
    device = Device.objects.get(pk=(folder / "device").read_text())
    pieces = [tuple(map(b64decode, one)) for one in json.loads((folder / "pieces").read_text())]
    acknowledged = {int(line) for line in (folder / "told").read_text().split()}
    _mine(judging, "_settle", chance)
    while waiting := [number for number in range(len(pieces)) if number not in acknowledged]:
        batch = waiting[: chance.randrange(1, 9)] + chance.sample(sorted(acknowledged), min(2, len(acknowledged)))
        heard = heard_of(device, [(0, 0, chance.randrange(3, 9))], len(waiting))
        _perhaps_die(chance)
        results = receive_scans(device, [pieces[number] for number in batch], heard, by=actor_of(device))
        _perhaps_die(chance)
        assert set(results) <= {"kept", "known"}, results
        with (folder / "told").open("a") as file:
            file.write("".join(f"{number}\n" for number in batch))
            file.flush()
            os.fsync(file.fileno())
        acknowledged |= set(batch)
    say("told everything")


def _mine(module: object, name: str, chance: random.Random) -> None:
    """Let death be possible amid a transaction, after scans are written and before what follows from them."""
    real = getattr(module, name)

    def deadly(*args: object) -> object:
        _perhaps_die(chance)
        return real(*args)

    setattr(module, name, deadly)


def _perhaps_die(chance: random.Random) -> None:
    if chance.random() < DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
