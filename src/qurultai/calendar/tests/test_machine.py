"""Any order of steps leaves the calendar as the oracle says; without its mechanisms it does not.

That the oracle sees a missing mechanism does not depend on the database: on SQLite it is tried once.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from qurultai.calendar.actions import drafts, ledger, moving, resolving
from qurultai.calendar.rules.claims import Hurdle
from qurultai.calendar.tests.machine import CalendarMachine

pytestmark = pytest.mark.django_db
QUICK = settings(
    max_examples=20,
    stateful_step_count=20,
    database=None,
    derandomize=True,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
HUNT = settings(QUICK, max_examples=150, phases=[Phase.generate], report_multiple_bugs=False)


def test_the_calendar_agrees_with_the_oracle_after_every_step():
    run_state_machine_as_test(CalendarMachine, settings=QUICK)


def only_slots(wanted, held, walking):
    """The exact check taken away: only whole slots are compared."""
    return Hurdle(wanted.key, held) if set(wanted.during.slots()) & set(held.during.slots()) else None


def closed_ranges(wanted, held, walking):
    """Ranges that contain their ends."""
    touch = wanted.during.starts_at <= held.during.ends_at and held.during.starts_at <= wanted.during.ends_at
    return Hurdle(wanted.key, held) if touch else None


def no_walking(wanted, held, walking):
    """The walking buffer taken away."""
    return Hurdle(wanted.key, held) if wanted.during.overlaps(held.during) else None


@pytest.mark.embedded
@pytest.mark.parametrize("mutant", [only_slots, closed_ranges, no_walking])
def test_a_wrong_idea_of_what_is_in_the_way_is_found(monkeypatch, mutant):
    monkeypatch.setattr(ledger, "hurdle", mutant)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(CalendarMachine, settings=HUNT)


@pytest.mark.embedded
def test_forgetting_the_change_over_is_found(monkeypatch):
    monkeypatch.setattr(drafts, "claimed", lambda key, during, minutes: during)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(CalendarMachine, settings=HUNT)


@pytest.mark.embedded
def test_forgetting_to_resolve_clashes_is_found(monkeypatch):
    monkeypatch.setattr(moving, "resolve", lambda *args, **kwargs: None)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(CalendarMachine, settings=HUNT)


@pytest.mark.embedded
def test_forgetting_to_free_old_slots_is_found(monkeypatch):
    monkeypatch.setattr(moving, "give_back_slots", lambda slots: None)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(CalendarMachine, settings=HUNT)


@pytest.mark.embedded
def test_firm_claims_without_slots_are_found(monkeypatch):
    monkeypatch.setattr(resolving, "slots_of", lambda claims: [])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(CalendarMachine, settings=HUNT)
