"""What the whole test run needs once, what every test may rely on, and which of its two halves a test belongs to.

`make test` runs the suite on SQLite first, then again (QURULTAI_SUITE=cluster) on PostgreSQL and Redis all that meets
a database: not the browser's journeys, nor the planning engines. What is marked `cluster` cannot be tried on SQLite: it
is left to the second half, which fails without its services; what is marked `embedded` is about SQLite, and left to the
first.
"""

import os

import hypothesis
import pytest

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


def pytest_collection_modifyitems(config, items):
    """What the other half tries is deselected, and counted as such."""
    from django.conf import settings

    other = "cluster" if settings.EMBEDDED else "embedded"
    left = [item for item in items if item.get_closest_marker(other)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.fixture(autouse=True)
def _in_english_and_utc():
    """A page leaves its language and zone active in the thread; the next test begins without them."""
    from django.utils import timezone, translation

    with translation.override("en"), timezone.override(None):
        yield
