"""Visa support: which citizenship needs what (a dated table), deadlines and red flags, and how a case goes on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Need = Literal["none", "visa", "letter"]
NEEDS = ("none", "letter", "visa")
"""Nothing; a letter of invitation that is shown at the border or to a consul; a visa with a number that we ask for."""
Flag = Literal["", "due", "red"]
DEADLINE = dt.timedelta(days=30)
RED = dt.timedelta(days=21)
FOLLOWS = {
    "needed": frozenset({"submitted", "not_needed"}),
    "not_needed": frozenset({"needed"}),
    "submitted": frozenset({"number_received", "visa_issued", "refused", "needed"}),
    "number_received": frozenset({"visa_issued", "refused"}),
    "visa_issued": frozenset[str](),
    "refused": frozenset({"needed"}),
}
"""State of a case → what may follow."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What citizens of a country need in a span of days, both in it; `until` None: until further notice."""

    country: str
    need: str
    since: dt.date
    until: dt.date | None = None
    days: int | None = None
    """So many days at most without more than this; None: no limit that matters for a forum."""

    def holds(self, on: dt.date) -> bool:
        """Whether the rule is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def need_of(rules: Iterable[Rule], country: str, enters_on: dt.date, days: int) -> str:
    """What a citizen needs who enters that day for so many days: the youngest rule in force; without any, a visa.

    A stay that is longer than the rule allows needs a visa.
    """
    found = [rule for rule in rules if rule.country == country and rule.holds(enters_on)]
    if not found:
        return "visa"
    rule = max(found, key=lambda one: one.since)
    return "visa" if rule.days is not None and days > rule.days else rule.need


def deadline_of(enters_on: dt.date, ahead: dt.timedelta = DEADLINE) -> dt.date:
    """The day until which a case is submitted."""
    return enters_on - ahead


def flag_of(state: str, enters_on: dt.date, today: dt.date) -> Flag:
    """`due` when nothing was submitted by the deadline; `red` when three weeks before entry there is no visa."""
    if state in {"visa_issued", "refused", "not_needed"}:
        return ""
    if today > enters_on - RED:
        return "red"
    return "due" if state == "needed" and today > deadline_of(enters_on) else ""


def may_follow(before: str, after: str) -> bool:
    """Whether a case may go from one state to the other."""
    return after in FOLLOWS[before]
