"""A forum with badges and a gate of class C, at an instant of its first day."""

import datetime as dt

import pytest

from qurultai.editions.testing import an_edition
from qurultai.kit import clock
from qurultai.onsite.queries.evidence import ms_of
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.onsite.tests.mint import Mint, a_roster

NOW = dt.datetime(2027, 9, 13, 6, 0, tzinfo=dt.UTC)
NOW_MS = ms_of(NOW)
SECOND = 1000


@pytest.fixture
def at_the_gate():
    with clock.frozen(NOW):
        yield NOW


@pytest.fixture
def edition(db, at_the_gate):
    return an_edition()


@pytest.fixture
def mint():
    return Mint()


@pytest.fixture
def roster(edition, mint):
    badges = [mint.badge(serial, f"Guest {serial}") for serial in range(1, 6)]
    a_roster(edition, badges, mint)
    return badges


@pytest.fixture
def gate(edition, roster):
    return a_gate(edition)


@pytest.fixture
def phone(gate):
    return PaperDevice(gate)


@pytest.fixture
def other(gate):
    return PaperDevice(gate)
