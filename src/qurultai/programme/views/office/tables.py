"""The office's table of sessions."""

import datetime as dt
from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext as _

from qurultai.editions.public import address
from qurultai.kit.ui.tables import Column, Filter, Table, badge, link, moment
from qurultai.programme.queries.office.listing import Row, topic_names
from qurultai.programme.wording import KINDS, STATE_COLOURS, STATES

YES = "yes"
MOST_NAMES = 2


def sessions_table(request: HttpRequest) -> Table:
    """Its columns and filters, in the reader's language."""
    edition = request.edition
    beginning, _code = address("programme_office:session", edition, code="C-O-D-E").split("C-O-D-E")
    return Table(
        name="sessions",
        caption=_("Sessions"),
        columns=_columns(edition.tz, beginning),
        filters=_filters(edition),
        search=_("Search by title, code or person"),
        key=lambda row: row.code,
        label=lambda row: str(row.title),
        order="when",
        files=address("programme_office:list", edition, kind="KIND").replace("KIND", "{}"),
    )


def _columns(tz: object, beginning: str) -> list[Column]:
    states = {key: (str(name), STATE_COLOURS[key]) for key, name in STATES.items()}
    no_time = _("no time yet")

    def when(row: Row) -> str:
        return moment(row.starts_at, tz, row.ends_at) if row.starts_at else no_time

    def written(row: Row) -> str:
        return f"{row.starts_at.astimezone(tz):%Y-%m-%d %H:%M}" if row.starts_at else ""

    return [
        Column("title", _("Title"), lambda row: link(f"{beginning}{row.code}/", row.title, row.code), _title, True),
        Column("when", _("When"), when, written, sortable=True),
        Column("kind", _("Kind"), lambda row: row.kind, sortable=True),
        Column("room", _("Room"), lambda row: row.room or "—"),
        Column("speakers", _("People"), _some_people, lambda row: ", ".join(row.speakers)),
        Column("topic", _("Topic"), lambda row: row.topic or "—", by_default=False),
        Column("minutes", _("Minutes"), lambda row: row.minutes, sortable=True, number=True, by_default=False),
        Column("fixed", _("Fixed"), partial(_fixed, _("fixed")), by_default=False),
        Column("stars", _("Stars"), lambda row: row.stars, sortable=True, number=True),
        Column("state", _("State"), lambda row: badge(*states[row.state]), lambda row: states[row.state][0], True),
    ]


def _title(row: Row) -> str:
    return f"{row.title} ({row.code})"


def _some_people(row: Row) -> str:
    """The first names in full, the number of the others: a panel of twelve would fill the page."""
    more = len(row.speakers) - MOST_NAMES
    return ", ".join(row.speakers[:MOST_NAMES]) + (f" +{more}" if more > 0 else "") or "—"


def _fixed(word: str, row: Row) -> str:
    return word if row.fixed else "—"


def _filters(edition: object) -> list[Filter]:
    span = (edition.ends_on - edition.starts_on).days + 1
    dates = [edition.starts_on + dt.timedelta(days=number) for number in range(span)]
    days = [(day.isoformat(), f"{day:%d.%m}") for day in dates]
    return [
        Filter("kind", _("Kind"), _("All kinds"), [(key, str(name)) for key, name in KINDS.items()]),
        Filter("topic", _("Topic"), _("All topics"), topic_names(edition)),
        Filter("state", _("State"), _("All states"), [(key, str(name)) for key, name in STATES.items()]),
        Filter("day", _("Day"), _("All days"), [("none", _("Without a time")), *days]),
        Filter("fixed", _("Fixed"), _("Fixed or not"), [(YES, _("fixed"))]),
    ]
