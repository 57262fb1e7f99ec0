"""The command `qurultai bench`: it needs neither settings nor a database."""

import json
import sys
import time
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from . import table
from .asking import BAD_FILE, Job, asked, words
from .case import WrongPlanError, solved
from .progress import Progress


def main(arguments: list[str]) -> int:
    """Solve each case, write its answer and picture into the folder, and the table of all.

    The exit status is 0 when each case has a plan or the proof that there is none, otherwise 1.
    """
    given, jobs = asked(arguments)
    try:
        given.out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        _error(f"--out {given.out}: {words(fault)}; name a folder that can be made")
        return 1
    lines = [table.heading()]
    print(lines[0], flush=True)
    every = True
    for job in jobs:
        answer = _answered(job, given)
        every &= answer["status"] not in ("error", "unknown")
        lines.append(table.row({"case": job.name, "ours": answer.get("value")} | asdict(job.known) | answer))
        print(lines[-1], flush=True)
        (given.out / "table.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if every else 1


def _answered(job: Job, given: Namespace) -> dict:
    """The figures of one case, whose answer and picture are written; a bad file is told and ends nothing."""
    began, cpu = time.monotonic(), cpu_seconds()
    try:
        case = job.make()
    except BAD_FILE as fault:
        return _error(f"{job.answer}: not read as {given.family} ({words(fault)}); give a file of this family")
    seconds = case.seconds if given.seconds is None else given.seconds
    progress = Progress(job.name, seconds)
    try:
        answer, picture = solved(case, seconds, given.seed, progress)
    except (ValueError, WrongPlanError) as fault:
        return _error(f"{job.answer}: nothing is written, {words(fault)}; please tell the makers of Qurultai")
    finally:
        progress.over()
    answer |= {"seed": given.seed, "seconds": round(time.monotonic() - began, 3)}
    file = given.out / job.answer
    file.write_text(json.dumps(answer) + "\n", encoding="utf-8")
    (given.out / f"{Path(job.answer).stem}.svg").write_text(picture, encoding="utf-8")
    return answer | {"CPU s": round(cpu_seconds() - cpu, 2)}


def _error(told: str) -> dict:
    print(f"qurultai bench: {told}", file=sys.stderr, flush=True)
    return {"status": "error"}


def cpu_seconds() -> float:
    """CPU seconds of this process and of the ended ones it started."""
    import resource

    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
