"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
application = get_wsgi_application()

from qurultai import wiring  # noqa: E402, F401 - read once at the start, not inside the first command
from qurultai.project import worker  # noqa: E402 - settings come first

if worker.belongs_to_the_web():
    worker.start_in_this_process()
