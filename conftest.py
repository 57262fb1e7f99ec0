"""Every test run has a data folder and databases of its own."""

import os
import tempfile

os.environ.setdefault("QURULTAI_DATA", tempfile.mkdtemp(prefix="qurultai-test-"))
os.environ.setdefault("QURULTAI_SECRET_KEY", "only-for-tests")


def pytest_configure(config):
    """Pages name their static files by hash: collect them once for all workers of a run."""
    if not hasattr(config, "workerinput"):
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
