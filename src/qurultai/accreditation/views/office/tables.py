"""The office's tables of clearances, badges and visa cases."""

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qurultai.accreditation.queries.clearances import batches_of
from qurultai.accreditation.queries.zones import category_choices
from qurultai.accreditation.rules.badges import spoken
from qurultai.accreditation.rules.visas import deadline_of, flag_of
from qurultai.accreditation.wording import (
    BADGE_COLOURS,
    BADGES,
    CASE_COLOURS,
    CASES,
    CLEARANCE_COLOURS,
    CLEARANCES,
    FLAGS,
    NEEDS,
    REASONS,
)
from qurultai.editions.public import address
from qurultai.kit.cldr import country_name
from qurultai.kit.ui.tables import Column, Filter, Table, badge, link, moment, named

FLAG_COLOURS = {"due": "sun", "red": "danger"}


def _words(names: dict) -> list[tuple[str, str]]:
    return [(key, str(name)) for key, name in names.items() if key]


def _files(name: str, edition: object) -> str:
    return address(name, edition, kind="KIND").replace("KIND", "{}")


def _name(row: object) -> str:
    return f"{row.registration.name} ({row.registration.code})"


def _country(code: str) -> str:
    return country_name(code) if code else "—"


def clearances_table(request: HttpRequest) -> Table:
    """Everybody whom security is asked about."""
    edition = request.edition
    numbers = [("0", _("in none")), *((str(one.number), str(one.number)) for one in batches_of(edition))]
    return Table(
        name="clearances",
        caption=_("Clearances"),
        columns=[
            Column(
                "name",
                pgettext("of a person", "Name"),
                lambda r: named(r.registration.name, r.registration.code),
                _name,
                sortable=True,
            ),
            Column("latin", _("In Latin letters"), lambda r: r.registration.latin_name),
            Column("country", _("Citizenship"), lambda r: _country(r.registration.country), sortable=True),
            Column("organisation", _("Organisation"), lambda r: r.registration.organisation or "—"),
            Column("category", _("Category"), lambda r: r.registration.category.name, sortable=True),
            Column("batch", _("Batch"), lambda r: r.batch or "—", sortable=True, number=True),
            Column("since", _("Since"), lambda r: moment(r.since, edition.tz), lambda r: f"{r.since:%Y-%m-%d}", True),
            Column(
                "state",
                _("State"),
                lambda r: badge(str(CLEARANCES[r.state]), CLEARANCE_COLOURS[r.state]),
                lambda r: str(CLEARANCES[r.state]),
            ),
        ],
        filters=[
            Filter("state", _("State"), _("All states"), _words(CLEARANCES)),
            Filter("batch", _("Batch"), _("All batches"), numbers),
            Filter("category", _("Category"), _("All categories"), category_choices(edition)),
        ],
        search=_("Search by name or code"),
        key=lambda r: r.registration.code,
        label=_name,
        order="-since",
        files=_files("accreditation_office:clearances_file", edition),
    )


def badges_table(request: HttpRequest, *, files: bool) -> Table:
    """All badges, blocked ones too."""
    edition = request.edition
    beginning, _code = address("badges_office:person", edition, code="C-O-D-E").split("C-O-D-E")
    return Table(
        name="badges",
        caption=_("Badges"),
        columns=[
            Column(
                "name",
                pgettext("of a person", "Name"),
                lambda r: _desk_link(beginning, r.registration),
                _name,
                sortable=True,
            ),
            Column("serial", _("Number"), lambda r: spoken(r.serial)),
            Column("category", _("Category"), lambda r: r.registration.category.name, sortable=True),
            Column("organisation", _("Organisation"), lambda r: r.registration.organisation or "—"),
            Column("made", _("Made"), lambda r: moment(r.made_at, edition.tz), lambda r: f"{r.made_at:%Y-%m-%d}", True),
            Column("printed", _("Printed"), lambda r: moment(r.printed_at, edition.tz) if r.printed_at else "—"),
            Column("reason", _("Why blocked"), lambda r: str(REASONS[r.reason]) if r.reason else "—"),
            Column(
                "state",
                _("State"),
                lambda r: badge(str(BADGES[r.state]), BADGE_COLOURS[r.state]),
                lambda r: str(BADGES[r.state]),
                sortable=True,
            ),
        ],
        filters=[
            Filter("state", _("State"), _("All states"), _words(BADGES)),
            Filter("reason", _("Why blocked"), _("For whatever reason"), _words(REASONS)),
            Filter("category", _("Category"), _("All categories"), category_choices(edition)),
        ],
        search=_("Search by name or code"),
        key=lambda r: r.registration.code,
        label=_name,
        order="-made",
        files=_files("badges_office:file", edition) if files else "",
    )


def _desk_link(beginning: str, row: object) -> str:
    return link(f"{beginning}{row.code}/", row.name, row.code)


def cases_table(request: HttpRequest, today: dt.date) -> Table:
    """Everybody who needs something to enter."""
    edition = request.edition
    beginning, _code = address("visas_office:case", edition, code="C-O-D-E").split("C-O-D-E")

    def flag(row: object) -> str:
        raised = flag_of(row.state, row.enters_on, today)
        return badge(str(FLAGS[raised]), FLAG_COLOURS[raised]) if raised else "—"

    return Table(
        name="visa_cases",
        caption=_("Visa cases"),
        columns=[
            Column(
                "name",
                pgettext("of a person", "Name"),
                lambda r: link(f"{beginning}{r.code}/", r.registration.name, r.code),
                _name,
                True,
            ),
            Column("country", _("Citizenship"), lambda r: _country(r.country), sortable=True),
            Column("need", _("Needs"), lambda r: str(NEEDS[r.need])),
            Column("enters", _("Arrives on"), lambda r: f"{r.enters_on:%d.%m.%Y}", sortable=True),
            Column("deadline", _("To be submitted by"), lambda r: f"{deadline_of(r.enters_on):%d.%m.%Y}"),
            Column("flag", _("Flag"), flag, lambda r: str(FLAGS[flag_of(r.state, r.enters_on, today)])),
            Column("number", _("Number from the authority"), lambda r: r.entry_number or "—", by_default=False),
            Column(
                "state",
                _("State"),
                lambda r: badge(str(CASES[r.state]), CASE_COLOURS[r.state]),
                lambda r: str(CASES[r.state]),
                sortable=True,
            ),
        ],
        filters=[
            Filter("state", _("State"), _("All states"), _words(CASES)),
            Filter("need", _("Needs"), _("Whatever is needed"), [one for one in _words(NEEDS) if one[0] != "none"]),
            Filter("flag", _("Flag"), _("With or without a flag"), _words(FLAGS)),
        ],
        search=_("Search by name or code"),
        key=lambda r: r.code,
        label=_name,
        order="enters",
        files=_files("visas_office:file", edition),
    )
