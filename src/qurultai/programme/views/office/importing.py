"""Import by upload: what would change is shown first, then confirmed; the parsing happens in a limited process."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limited import TooCostly
from qurultai.programme.actions.importing import import_programme, try_import
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.document import Programme
from qurultai.programme.formats.limits import check_length
from qurultai.programme.formats.messages import sentence
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.sheet.xlsx_writing import template_xlsx
from qurultai.programme.forms.planning import UploadForm
from qurultai.programme.parsing import parse
from qurultai.programme.policies import CREATE_SESSION
from qurultai.programme.queries.office.importing import (
    forget_document,
    keep_for_confirmation,
    kept_document,
    kinds_of,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_SESSION)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is read and compared, and nothing is written yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "programme/office/import.html", {"form": form}, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    try:
        document = _parsed(request, file)
        report = try_import(document, by=request.actor, edition=request.edition)
    except Unreadable as unreadable:
        return _unread(request, form, [sentence(problem) for problem in unreadable.problems])
    except TooCostly:
        return _unread(request, form, [_("The file takes too much memory or time to read.")])
    except Refusal as refusal:
        return _unread(request, form, [str(refusal)], status=409)
    key = "" if report.nothing_new and not report.vanished else keep_for_confirmation(document, request.actor)
    return render(request, "programme/office/import.html", {"form": UploadForm(), "report": report, "key": key})


def _unread(request: HttpRequest, form: UploadForm, problems: list[str], status: int = 422) -> HttpResponse:
    shown = {"form": form, "problems": problems, "file": form.cleaned_data["file"].name}
    return render(request, "programme/office/import.html", shown, status=status)


def _parsed(request: HttpRequest, file: object) -> Programme:
    edition = request.edition
    assumed = Assumed(edition.zone, get_language(), edition.slug, str(edition.name), kinds_of(edition))
    check_length(file.size)
    return parse(file.name, file.read(), assumed)


@require_POST
@guard(CREATE_SESSION)
def confirmation(request: HttpRequest) -> HttpResponse:
    """Write what was shown."""
    key = request.POST.get("key", "")
    document = kept_document(key, request.actor)
    back = address("programme_office:import", request.edition)
    if document is None:
        messages.error(request, _("The file is not here any more. Please upload it again."))
        return redirect(back)
    report = import_programme(
        document, by=request.actor, edition=request.edition, cancel_vanished="cancel_vanished" in request.POST
    )
    forget_document(key, request.actor)
    if report.clashes:
        text = _("Clashes to resolve: %(count)s. They are on the calendar.")
        messages.warning(request, text % {"count": len(report.clashes)})
    messages.success(request, _("Imported."))
    return redirect(address("programme_office:sessions", request.edition))


@require_safe
@guard(CREATE_SESSION)
def template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to be filled in."""
    answer = HttpResponse(template_xlsx(get_language()), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="programme.xlsx"'
    return answer
