"""Every test run has a data folder and databases of its own."""

import os
import tempfile

os.environ.setdefault("QURULTAI_DATA", tempfile.mkdtemp(prefix="qurultai-test-"))
os.environ.setdefault("QURULTAI_SECRET_KEY", "only-for-tests")
