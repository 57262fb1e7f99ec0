"""A gate in a process of its own: it tells what is in its journal until all is acknowledged, dies, or is cut off."""

import os
import random
import signal
from base64 import b64decode
from json import loads
from pathlib import Path

from django.db import OperationalError

from qurultai.kit.busy import is_busy
from qurultai.kit.testing.processes import say
from qurultai.onsite.actions import judging
from qurultai.onsite.actions.scans import heard_of, receive_scans
from qurultai.onsite.models import Device
from qurultai.onsite.policies import actor_of

LOST_ANSWER, CUT_OFF = 0.1, 0.03


def live(journal: str, seed: int, ahead: int, most: int, deadly: float) -> None:
    """Send what is not acknowledged, out of order, some of it again; acknowledged is what was answered and fsynced.

    Death comes by SIGKILL at a random place: before a batch, in the midst of its transaction, or after it is committed.
    Some answers are lost, and sometimes the network is; a server that is busy is told again. The device's clock is
    `ahead` by so many ms.
    """
    chance, folder = random.Random(seed), Path(journal)
    device = Device.objects.get(pk=(folder / "device").read_text())
    pieces = [tuple(map(b64decode, one)) for one in loads((folder / "pieces").read_text())]
    acknowledged = {int(line) for line in (folder / "told").read_text().split()}
    _mine(judging, "_settle", chance, deadly)
    while waiting := [number for number in range(len(pieces)) if number not in acknowledged]:
        if chance.random() < CUT_OFF:
            say("cut off")
            return
        batch = waiting[: chance.randrange(1, most)] + chance.sample(sorted(acknowledged), min(2, len(acknowledged)))
        chance.shuffle(batch)
        heard = heard_of(device, [(0, ahead + chance.randrange(-2, 3), 3)], len(waiting))
        _perhaps_die(chance, deadly)
        try:
            results = receive_scans(device, [pieces[number] for number in batch], heard, by=actor_of(device))
        except OperationalError as busy:
            if not is_busy(busy):
                raise
            continue
        _perhaps_die(chance, deadly)
        assert set(results) <= {"kept", "known"}, results
        if chance.random() < LOST_ANSWER:
            continue
        with (folder / "told").open("a") as file:
            file.write("".join(f"{number}\n" for number in batch))
            file.flush()
            os.fsync(file.fileno())
        acknowledged |= set(batch)
    say("told everything")


def _mine(module: object, name: str, chance: random.Random, deadly: float) -> None:
    """Let death be possible amid a transaction, after scans are written and before what follows from them."""
    real = getattr(module, name)

    def mined(*args: object) -> object:
        _perhaps_die(chance, deadly)
        return real(*args)

    setattr(module, name, mined)


def _perhaps_die(chance: random.Random, deadly: float) -> None:
    if chance.random() < deadly:
        os.kill(os.getpid(), signal.SIGKILL)
