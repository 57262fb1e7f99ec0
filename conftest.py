"""What the whole test run needs once, what every test may rely on, and which of its two halves a test belongs to.

`make test` runs the suite on SQLite first, then again (QURULTAI_SUITE=cluster) on PostgreSQL and Redis all that meets
a database but the browser's journeys. What is marked `cluster` cannot be tried on SQLite: it is left to the second
half, which fails without its services; what is marked `embedded` is about SQLite, and left to the first.
"""

import os

import hypothesis
import pytest

SITES = dict.fromkeys(
    ("e2e/test_cabinet.py", "e2e/test_office.py", "e2e/test_registration.py", "e2e/test_sign_in.py"), "one small site"
)
"""The files of journeys that share the site of `e2e.conftest`; every other file there has a site of its own."""

hypothesis.settings.register_profile(
    "shared machine",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("shared machine")
"""Machines are noisy: no example fails for its seconds, and what was green once stays green until the code changes."""


def pytest_configure(config):
    """Catalogues are compiled, and pages name their static files by hash: both once for all workers of a run.

    Each worker has a cache of its own, so that one test's limits and pointers are not another's.
    """
    from django.conf import settings

    from qurultai.kit.testing import emptying

    emptying.install()
    worker = getattr(config, "workerinput", None)
    if worker is not None:
        if "filebased" in settings.CACHES["default"]["BACKEND"]:
            settings.CACHES["default"]["LOCATION"] = settings.DATA / f"cache-{worker['workerid']}"
        return
    from django.core.management import call_command

    from qurultai.kit import catalogues

    if os.environ.get("QURULTAI_SUITE") == "cluster" and (settings.EMBEDDED or not settings.REDIS_URL):
        raise pytest.UsageError("the second half needs PostgreSQL and Redis: sh deploy/with_services.sh pytest …")
    catalogues.compile_all()
    call_command("collectstatic", verbosity=0, interactive=False)


def pytest_xdist_make_scheduler(config, log):
    """Tests that share a site stay with one worker, the others go to whichever is free."""
    from xdist.scheduler import LoadScopeScheduling

    class Sites(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.split("::")[0]
            return SITES.get(file, file) if file.startswith("e2e/") else nodeid

    return Sites(config, log)


def pytest_collection_modifyitems(config, items):
    """What the other half tries is deselected, and counted as such."""
    from django.conf import settings

    left = [item for item in items if (_not_on_sqlite(item) if settings.EMBEDDED else _not_on_postgresql(item))]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def _not_on_sqlite(item):
    return item.get_closest_marker("cluster") is not None


def _not_on_postgresql(item):
    """What is about SQLite, and what meets no database: the same on either."""
    meets = item.get_closest_marker("django_db") or {"db", "transactional_db", "house"} & {*item.fixturenames}
    processes = item.get_closest_marker("cluster") or item.get_closest_marker("race")
    return item.get_closest_marker("embedded") is not None or not (meets or processes)


@pytest.fixture(autouse=True)
def _in_english_and_utc():
    """A page leaves its language and zone active in the thread; the next test begins without them."""
    from django.utils import timezone, translation

    with translation.override("en"), timezone.override(None):
        yield
