"""A pytest plugin: every test process has a data folder and a Redis database of its own, before settings are read."""

import atexit
import os
import re
import shutil
import tempfile

REDIS_DATABASES = 16
"""What a Redis or Valkey has unless it is told otherwise."""


def redis_of_worker(url: str, worker: str) -> str:
    """The address of the Redis database that is one worker's alone: the databases after the given one, in order.

    One test's `cache.clear()` empties a whole database, so two processes never share one. Raises ValueError when there
    are more workers than databases.
    """
    where, _, number = url.rpartition("/")
    if not number.isdigit():
        where, number = url.rstrip("/"), "0"
    index = int(re.sub(r"\D", "", worker)) + 1
    if index >= REDIS_DATABASES:
        raise ValueError(f"a Redis has {REDIS_DATABASES} databases: at most {REDIS_DATABASES - 1} workers")
    return f"{where}/{(int(number) + index) % REDIS_DATABASES}"


worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if "QURULTAI_DATA" not in os.environ or not worker:
    folder = tempfile.mkdtemp(prefix="qurultai-test-")
    os.environ["QURULTAI_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
if worker and os.environ.get("QURULTAI_REDIS_URL"):
    os.environ["QURULTAI_REDIS_URL"] = redis_of_worker(os.environ["QURULTAI_REDIS_URL"], worker)
os.environ.setdefault("QURULTAI_SECRET_KEY", "only-for-tests")
os.environ.setdefault("QURULTAI_IDENTITY_KEY", "b25seS1mb3ItdGVzdHMtMzItYnl0ZXMtbG9uZyEhISE=")
