"""Versions: what was published when, what would be published now and what blocks it; exports."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.editions.public import address
from qurultai.kit import clock
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.text import Text
from qurultai.programme.actions.publishing import publish_programme
from qurultai.programme.formats.writing import FORMATS, Occasion, write
from qurultai.programme.forms.planning import PublishForm
from qurultai.programme.policies import CREATE_SESSION, TRANSITION_SESSION
from qurultai.programme.queries.blocks import blocks_of
from qurultai.programme.queries.documents import draft_document
from qurultai.programme.queries.versions import (
    VersionInOffice,
    VersionLine,
    current_version,
    openings,
    version_in_office,
    versions,
)
from qurultai.programme.rules.differences import difference
from qurultai.programme.rules.sequences import item_changes
from qurultai.programme.views.changes import change_lists

MOST_BLOCKS = 200
SHORT = 30
"""A difference with at most so many changes is shown unfolded."""


@require_http_methods(["GET", "HEAD", "POST"])
@guard(TRANSITION_SESSION)
def all_versions(request: HttpRequest) -> HttpResponse:
    """What is published, what publishing now would change and what stands in its way."""
    form, refusal = PublishForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        note, name = form.cleaned_data["note"], form.cleaned_data["name"]
        try:
            made = publish_programme(request.edition, note=note, name=name, waive=form.waived(), by=request.actor)
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("Version %(number)s is published.") % {"number": made.number})
            return redirect(address("programme_office:versions", request.edition))
    draft, last = draft_document(request.edition), current_version(request.edition.id)
    blocks = blocks_of(request.edition, draft_document(request.edition, with_sealed=True))
    incomplete = [block for block in blocks if block.code == "incomplete"][:MOST_BLOCKS]
    clashes = [block for block in blocks if block.code == "clash"][:MOST_BLOCKS]
    blocking = {"languages": incomplete, "clashes": clashes}
    changes = change_lists(difference(last.document, draft), last.document, draft) if last else []
    shown = {
        "form": form,
        "fields": [field for field in form.visible_fields() if blocking.get(field.name, True)],
        "refusal": refusal,
        "versions": versions(request.edition.id),
        "openings": [
            (line, [(one["code"], Text(one["title"])) for one in line.changes.get("added", ())])
            for line in openings(request.edition.id)
        ],
        "changes": changes,
        "short": 0 < sum(len(told) for _label, told in changes) <= SHORT,
        "first": last is None,
        "count": len(draft.items),
        "incomplete": incomplete,
        "clashes": clashes,
        "formats": list(FORMATS),
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "programme/office/versions.html", shown, status=status)


@require_safe
@guard(TRANSITION_SESSION, load=version_in_office)
def version(request: HttpRequest, found: VersionInOffice) -> HttpResponse:
    """One version and its difference to the one before."""
    this, before = found.this, found.before
    shown = {
        "version": this,
        "changes": change_lists(difference(before.document, this.document), before.document, this.document)
        if before
        else [],
        "before": before,
        "formats": list(FORMATS),
    }
    return render(request, "programme/office/version.html", shown)


@require_safe
@guard(CREATE_SESSION)
@limited(EXPORT)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The draft as a file in one of the formats."""
    if kind not in FORMATS:
        raise Http404
    occasion = _occasion(clock.now(), versions(request.edition.id))
    return _file(request, draft_document(request.edition), kind, "draft", occasion)


@require_safe
@guard(TRANSITION_SESSION, load=version_in_office)
@limited(EXPORT)
def version_export(request: HttpRequest, found: VersionInOffice) -> HttpResponse:
    """A version as a file; `?format=` names the format."""
    kind = request.GET.get("format", "xml")
    if kind not in FORMATS:
        raise Http404
    occasion = _occasion(found.this.published_at, found.until)
    return _file(request, found.this.document, kind, str(found.this.number), occasion)


def _occasion(stamp: dt.datetime, known: list[VersionLine]) -> Occasion:
    return Occasion(get_language(), stamp, item_changes(known))


def _file(request: HttpRequest, document: object, kind: str, name: str, occasion: Occasion) -> HttpResponse:
    form = FORMATS[kind]
    answer = HttpResponse(write(kind, document, occasion), content_type=form.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{request.edition.slug}-{name}{form.suffix}"'
    return answer
