"""The worker: a thread of the web process in the embedded default, a process of its own in a cluster."""

import signal
import threading

from django.conf import settings

from qurultai.kit.journal import deliver


def start_in_this_process() -> threading.Event:
    """Begin delivering beside the web; set the returned event to stop."""
    stop = threading.Event()
    threading.Thread(target=deliver.work, args=(stop,), name="journal", daemon=True).start()
    return stop


def work_until_told() -> None:
    """Deliver until TERM or INT; the delivery under way is finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    deliver.work(stop)


def belongs_to_the_web() -> bool:
    """Whether the web process delivers itself."""
    return settings.EMBEDDED and settings.WORKER_IN_WEB
