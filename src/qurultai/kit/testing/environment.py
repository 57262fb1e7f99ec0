"""A pytest plugin: every test run has a data folder of its own, chosen before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

if "QURULTAI_DATA" not in os.environ or not os.environ.get("PYTEST_XDIST_WORKER"):
    folder = tempfile.mkdtemp(prefix="qurultai-test-")
    os.environ["QURULTAI_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ.setdefault("QURULTAI_SECRET_KEY", "only-for-tests")
