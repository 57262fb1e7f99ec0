"""The demonstration's own problem, as the office's planning gives it to the engine, in a data folder of its own."""

import os
import tempfile
from functools import cache

from qurultai.planning.timetable import Problem


def demonstration(_seed: int) -> Problem:
    """The problem of *Space Days 2027 (demonstration)*; the seed is only the engine's."""
    return _entered()


@cache
def _entered() -> Problem:
    os.environ["DJANGO_SETTINGS_MODULE"] = "qurultai.project.settings"
    os.environ["QURULTAI_DATA"] = tempfile.mkdtemp(prefix="qurultai-bench-")
    import django

    django.setup()
    from qurultai.demo import stage
    from qurultai.programme.queries.planning import planned_sessions, problem_of
    from qurultai.project import server

    server.prepare()
    edition = stage.enter()
    return problem_of(edition, planned_sessions(edition))
