"""What the whole test run needs once, and which of its two halves a test belongs to.

`make test` runs the suite on SQLite first, then the second half (QURULTAI_SUITE=cluster) on PostgreSQL and Redis. What
is marked `cluster` cannot be tried on SQLite: it is left to the second half, which fails without its services.
"""

import os

import pytest


def pytest_configure(config):
    """Catalogues are compiled, and pages name their static files by hash: both once for all workers of a run."""
    if not hasattr(config, "workerinput"):
        from django.conf import settings
        from django.core.management import call_command

        from qurultai.kit import catalogues

        if os.environ.get("QURULTAI_SUITE") == "cluster" and (settings.EMBEDDED or not settings.REDIS_URL):
            raise pytest.UsageError("the second half needs PostgreSQL and Redis: sh deploy/with_services.sh pytest …")
        catalogues.compile_all()
        call_command("collectstatic", verbosity=0, interactive=False)


def pytest_collection_modifyitems(config, items):
    """On SQLite the cluster's tests are deselected, and counted as such."""
    from django.conf import settings

    if not settings.EMBEDDED:
        return
    left = [item for item in items if item.get_closest_marker("cluster")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
