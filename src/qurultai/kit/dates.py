"""Spans of days in words."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def date_range(starts_on: dt.date, ends_on: dt.date) -> str:
    """Days as people write them: one day, days of a month, or across months."""
    first, last = ({"day": on.day, "month": date_format(on, "E"), "year": on.year} for on in (starts_on, ends_on))
    if starts_on == ends_on:
        return _("%(day)s %(month)s %(year)s") % first
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return _("%(first)s–%(day)s %(month)s %(year)s") % {**last, "first": first["day"]}
    days = {"first": first["day"], "first_month": first["month"], **last}
    return _("%(first)s %(first_month)s – %(day)s %(month)s %(year)s") % days
