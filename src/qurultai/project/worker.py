"""The worker: threads of the web process in the embedded default, a process of its own in a cluster.

It delivers the journal, and does the chores that only time brings.
"""

import logging
import signal
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from qurultai.calendar import public as calendar
from qurultai.kit import clock
from qurultai.kit.journal import deliver
from qurultai.kit.kept import forget_old_forms
from qurultai.people.public import forget_old_sessions, sweep
from qurultai.programme import public as programme
from qurultai.registration import public as registration

logger = logging.getLogger(__name__)
CHORE_SECONDS = 60


def start_in_this_process() -> threading.Event:
    """Begin delivering beside the web; set the returned event to stop."""
    stop = threading.Event()
    for name, work in (("journal", deliver.work), ("chores", do_chores)):
        threading.Thread(target=work, args=(stop,), name=name, daemon=True).start()
    return stop


def work_until_told() -> None:
    """Deliver until TERM or INT; the delivery under way is finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=do_chores, args=(stop,), name="chores", daemon=True).start()
    deliver.work(stop)


def do_chores(stop: threading.Event, every: float = CHORE_SECONDS) -> None:
    """What only time brings, once a minute until told to stop; two workers doing it at once is harmless."""
    while not stop.wait(every):
        try:
            chores()
        except DatabaseError:
            logger.exception("the chores could not reach the database")
            close_old_connections()


def chores() -> None:
    """Time ends pending bookings (R3), old sessions, kept forms and identity documents (R9); what embargoes opened is
    written down (I5); free space is overwritten in the night after an erasure (I12)."""
    calendar.expire_pending(clock.now())
    programme.settle_openings()
    forget_old_sessions()
    forget_old_forms()
    registration.erase_old_identities()
    sweep()


def belongs_to_the_web() -> bool:
    """Whether the web process delivers itself."""
    return settings.EMBEDDED and settings.WORKER_IN_WEB
