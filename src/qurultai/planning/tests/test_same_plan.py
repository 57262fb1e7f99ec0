"""The same problem, seed and budget of work give the same plan on one worker, in whatever process it is made."""

import os
import subprocess
import sys

import pytest

from .engines import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_two_processes_with_other_hashes_make_the_same_plan(engine):
    told = [
        subprocess.run(
            [sys.executable, "-m", "qurultai.planning.tests.engines", engine],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 500
