"""Registrations that may be of one person: the list, two side by side, merged or told apart."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.cldr import country_name
from qurultai.kit.errors import Refusal
from qurultai.kit.ui import tables
from qurultai.people.public import READ_CONTACT
from qurultai.registration.actions.merging import dismiss_twins, merge_registrations
from qurultai.registration.forms.twins import MergeForm
from qurultai.registration.policies import MERGE_TWINS, READ_TWINS
from qurultai.registration.queries.applications import files_of
from qurultai.registration.queries.twins import (
    DOCUMENT,
    Pair,
    differing,
    listed,
    pair_in_office,
    value_of,
    with_documents,
)
from qurultai.registration.rules.answers import HEAD
from qurultai.registration.wording import STATES, TWINS, answer_in_words


def _table(request: HttpRequest) -> tables.Table:
    tz = request.edition.tz
    pattern = address("registration_office:twins", request.edition, code="ONE-CODE", other="OTHER-CODE")

    def both(row: Any) -> str:
        page = pattern.replace("ONE-CODE", row.first.code).replace("OTHER-CODE", row.second.code)
        return tables.link(page, f"{row.first.name} – {row.second.name}", f"{row.first.code} – {row.second.code}")

    def where(row: Any) -> str:
        return " – ".join(one.organisation or country_name(one.country) for one in (row.first, row.second))

    return tables.Table(
        name="duplicates",
        caption=_("Possible duplicates"),
        columns=[
            tables.Column("both", _("Registrations"), both, lambda row: f"{row.first.name} – {row.second.name}"),
            tables.Column("where", _("Organisation"), where),
            tables.Column("why", _("What they have in common"), lambda row: TWINS[row.why]),
            tables.Column("when", _("Noticed"), lambda row: tables.moment(row.noted_at, tz), sortable=True),
        ],
        filters=[
            tables.Filter("why", _("What they have in common"), _("Anything"), list(TWINS.items())),
            tables.Filter("seen", _("Shown"), _("To be looked at"), [("dismissed", _("Two persons"))]),
        ],
        search=_("Search by name, organisation, address or code"),
        order="-when",
    )


@require_safe
@guard(READ_TWINS)
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that nobody has looked at yet, or those that are two persons."""
    table = _table(request)
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    return render(request, "registration/office/duplicates.html", {"list": tables.shown(request, table, wanted, found)})


@require_safe
@guard(READ_TWINS, load=pair_in_office)
def twins(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Two side by side."""
    return _side_by_side(request, pair, MergeForm(None, pair=pair, fields=differing(pair.one, pair.other)))


@require_POST
@guard(MERGE_TWINS, load=pair_in_office)
def merging(request: HttpRequest, pair: Pair) -> HttpResponse:
    """What is chosen of each makes the one that lives."""
    form = MergeForm(request.POST, pair=pair, fields=differing(pair.one, pair.other))
    if form.is_valid():
        kept, gone = form.kept_and_gone()
        try:
            undo = merge_registrations(kept, gone, form.taken(), by=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _said(request, _("They are one registration now."), undo)
            return redirect(address("registration_office:registration", request.edition, code=kept.code))
    return _side_by_side(request, pair, form)


def _side_by_side(request: HttpRequest, pair: Pair, form: MergeForm) -> HttpResponse:
    shown = {
        "pair": pair,
        "why": TWINS[pair.twins.why] if pair.twins else "",
        "form": form,
        "rows": _rows(pair, differing(pair.one, pair.other), form),
        "states": (STATES[pair.one.state], STATES[pair.other.state]),
        "addresses": [_address(request, row) for row in (pair.one, pair.other)],
        "merges": access.allowed(MERGE_TWINS, request.actor, edition_id=request.edition.id),
    }
    return render(request, "registration/office/twins.html", shown, status=422 if form.errors else 200)


def _address(request: HttpRequest, row: Any) -> str | None:
    """Her e-mail, for those who may read it; None for the others."""
    return row.email if access.allowed(READ_CONTACT, request.actor, row.person) else None


def _rows(pair: Pair, fields: dict, form: MergeForm) -> list[tuple]:
    """Of each part in which they differ: its name, what each says, and the choice."""
    files, given = files_of(pair.one) | files_of(pair.other), with_documents(pair.one, pair.other)

    def said(row: Any, key: str, field: Any) -> str:
        if key == DOCUMENT:
            return _("Given") if row.pk in given else "—"
        value = value_of(row, key)
        if key in HEAD:
            return country_name(value) if key == "country" else value or "—"
        file = files.get(str(value))
        return file.name if file else answer_in_words(field, value)

    return [
        (form.part(key), said(pair.one, key, field), said(pair.other, key, field)) for key, field in fields.items()
    ]  # fmt: skip


@require_POST
@guard(MERGE_TWINS, load=pair_in_office)
def dismissal(request: HttpRequest, pair: Pair) -> HttpResponse:
    """They are two persons."""
    undo = dismiss_twins(pair.one, pair.other, by=request.actor)
    _said(request, _("They are two persons; the pair does not come back."), undo)
    return redirect(address("registration_office:duplicates", request.edition))


def _said(request: HttpRequest, words: str, undo: UUID | None) -> None:
    messages.success(request, words, extra_tags=address("office:undo", request.edition, key=undo) if undo else "")
