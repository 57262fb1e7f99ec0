"""Batches: made, supplemented, taken out, and answered by a file."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.accreditation.actions.batches import decide, fetch_batch, make_batch, make_supplement
from qurultai.accreditation.actions.documents import take_documents
from qurultai.accreditation.forms import DecisionsForm, SupplementForm
from qurultai.accreditation.policies import (
    EXPORT_CLEARANCES,
    LIST_CLEARANCES,
    TRANSITION_CLEARANCE,
    UPDATE_CLEARANCES,
)
from qurultai.accreditation.queries.clearances import (
    BatchInOffice,
    batch_in_office,
    batches_of,
    keys_by_code,
    masked_documents,
    sheet_in_office,
    waiting_count,
)
from qurultai.accreditation.queries.sheets import spelled
from qurultai.accreditation.reading import decisions_in
from qurultai.accreditation.rules.batches import Listed, current, read
from qurultai.accreditation.wording import DOCUMENT
from qurultai.editions.public import address
from qurultai.kit import sheets as files
from qurultai.kit.access import guard
from qurultai.kit.cldr import country_name
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited

JSON = "application/json"
KINDS = ("csv", "xlsx", "json")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_CLEARANCES)
def batches(request: HttpRequest) -> HttpResponse:
    """All batches; by POST a new one of everybody who waits."""
    refusal = None
    if request.method == "POST":
        try:
            made = make_batch(request.edition, by=request.actor)
        except Refusal as no:
            refusal = no
        else:
            return redirect(address("accreditation_office:batch", request.edition, number=made.number))
    shown = {
        "batches": batches_of(request.edition),
        "waiting": waiting_count(request.edition),
        "refusal": refusal,
    }
    return render(request, "accreditation/office/batches.html", shown, status=refusal.status if refusal else 200)


@require_safe
@guard(LIST_CLEARANCES, load=batch_in_office)
def batch(request: HttpRequest, found: BatchInOffice) -> HttpResponse:
    """One batch: its sheets with their hashes, the list as it stands, what to do next."""
    return _page(request, found)


@require_POST
@guard(UPDATE_CLEARANCES, load=batch_in_office)
def supplement(request: HttpRequest, found: BatchInOffice) -> HttpResponse:
    """What has changed since the last sheet."""
    form = SupplementForm(request.POST)
    wanted = {"with_waiting": form.is_valid() and form.cleaned_data["with_waiting"]}
    try:
        made = make_supplement(request.edition, found.number, by=request.actor, **wanted)
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    messages.success(request, _("Supplement %(number)s is made.") % {"number": made})
    return redirect(address("accreditation_office:batch", request.edition, number=made.number))


@require_POST
@guard(TRANSITION_CLEARANCE, load=batch_in_office)
def answer(request: HttpRequest, found: BatchInOffice) -> HttpResponse:
    """Security's answer as a file: carried out whole or not at all."""
    form, number = DecisionsForm(request.POST, request.FILES), found.number
    if not form.is_valid():
        return _page(request, found, form=form)
    body = form.cleaned_data["file"].read()
    try:
        outcomes = decisions_in(body, keys_by_code(request.edition, number))
        count = decide(request.edition, outcomes, by=request.actor, source=hashlib.sha256(body).hexdigest())
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return _page(request, found, form=form)
    messages.success(request, ngettext("%(n)s decision is kept.", "%(n)s decisions are kept.", count) % {"n": count})
    return redirect(address("accreditation_office:batch", request.edition, number=number))


@require_POST
@guard(EXPORT_CLEARANCES, load=sheet_in_office)
@limited(EXPORT)
def sheet(request: HttpRequest, found: object) -> HttpResponse:
    """One sheet as a file, which the journal remembers: `json` is the very bytes that the hash is of."""
    kind = request.POST.get("kind", "json")
    if kind not in KINDS:
        raise Http404
    fetch_batch(found, by=request.actor)
    name = f"batch-{request.edition.slug}-{found.number}-{found.supplement}.{kind}"
    body, content_type = _file(found, kind)
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@guard(EXPORT_CLEARANCES, load=batch_in_office, recent=True)
@limited(EXPORT)
def documents(request: HttpRequest, found: BatchInOffice) -> HttpResponse:
    """The list as it stands with identity documents in full; each that is read, and who took them, is in the journal.

    The file is made for this one answer: it streams, so that it is kept for no second request.
    """
    taken = take_documents(request.edition, found.number, by=request.actor)
    told = [(*_told(one), *_document(taken.get(one.key, {})), "") for one in _people(found)]
    head = [*_head(), *map(str, DOCUMENT.values()), _("Decision")]
    body = files.as_xlsx(head, told, f"{found.number}")
    answer = StreamingHttpResponse([body], content_type=files.XLSX)
    name = f"batch-{request.edition.slug}-{found.number}-documents.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _file(found: object, kind: str) -> tuple[bytes, str]:
    if kind == "json":
        return spelled([found])[0], JSON
    told = read(spelled([found])[0])
    code, *more = _head()
    head = [code, _("What"), *more, _("Decision")]
    groups = ((_("added"), told.added), (_("changed"), told.changed))
    rows = [(one.code, what, *_told(one)[1:], "") for what, people in groups for one in people]
    rows += [(key, _("removed"), "", "", "", "", "", "") for key in told.removed]
    if kind == "csv":
        return files.as_csv(head, rows), files.CSV
    return files.as_xlsx(head, rows, f"{found.number}-{found.supplement}"), files.XLSX


def _head() -> list[str]:
    return [
        _("Code"),
        pgettext("of a person", "Name"),
        _("In Latin letters"),
        _("Citizenship"),
        _("Organisation"),
        _("Category"),
    ]


def _told(one: Listed) -> tuple[str, ...]:
    country = country_name(one.country) if one.country else ""
    return one.code, one.name, one.latin_name, country, one.organisation, one.category


def _document(values: dict[str, str]) -> tuple[str, ...]:
    return tuple(values.get(part, "") for part in DOCUMENT)


def _people(found: BatchInOffice) -> list[Listed]:
    people = current(spelled(found.sheets), [one.sha256 for one in found.sheets])
    return sorted(people.values(), key=lambda one: (one.latin_name, one.code))


def _page(
    request: HttpRequest, found: BatchInOffice, *, form: object = None, refusal: Refusal | None = None
) -> HttpResponse:
    masked = masked_documents(request.actor, request.edition, found.number)
    shown = {
        "number": found.number,
        "sheets": found.sheets,
        "kinds": KINDS,
        "people": [(one, masked.get(one.key)) for one in _people(found)],
        "documents": len(masked),
        "supplement_form": SupplementForm(),
        "form": form or DecisionsForm(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 422 if form else 200
    return render(request, "accreditation/office/batch.html", shown, status=status)
