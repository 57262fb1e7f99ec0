"""What the scan benchmark begins with, and what must be there afterwards; called inside the installation."""

from django.db.models import Count

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.onsite.actions.gates import add_device
from qurultai.onsite.models import Entry, Problem, Scan
from qurultai.onsite.testing import a_gate
from qurultai.onsite.tests.mint import Mint, a_roster


def forum(gates: int, badges: int) -> list[str]:
    """A forum that begins today, with badges and gates; a pairing code for each gate."""
    today = clock.now().date()
    edition, mint = an_edition(starts_on=today), Mint()
    a_roster(edition, [mint.badge(serial, f"Guest {serial}") for serial in range(1, badges + 1)], mint)
    return [add_device(a_gate(edition, f"Gate {number}"), "", by=SYSTEM).pairing for number in range(gates)]


def counted() -> dict[str, int]:
    """Rows of scans, different scans, entries, and problems."""
    scans = Scan.objects.aggregate(rows=Count("pk"), ids=Count("scan_id", distinct=True))
    return {**scans, "entries": Entry.objects.count(), "problems": Problem.objects.count()}
