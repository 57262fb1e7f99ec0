"""The form of an application, saved while it is filled in; and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import Actor, guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import Limit, spend
from qurultai.registration.actions.applying import correct_registration, save_draft, send_application
from qurultai.registration.actions.consents import CHANGEABLE
from qurultai.registration.actions.files import keep_file, kept_form, questions_with_files
from qurultai.registration.actions.identities import keep_identity
from qurultai.registration.actions.refusals import AnswersWrong
from qurultai.registration.forms.applying import ALWAYS, ApplicationForm
from qurultai.registration.pictures import MOST_BYTES
from qurultai.registration.policies import READ_APPLICATION, UPDATE_APPLICATION
from qurultai.registration.queries.applications import (
    application_in_hand,
    application_with_file,
    files_of,
    is_correctable,
    is_open,
    waiting_before,
)
from qurultai.registration.queries.asking import fields_shown
from qurultai.registration.queries.consents import consents_asked
from qurultai.registration.queries.files import bytes_of
from qurultai.registration.queries.identities import identity_of
from qurultai.registration.rules.identity import PARTS
from qurultai.registration.wording import STATE_COLOURS, STATES

UPLOADS = Limit("uploads", person=60, network=60, seconds=3600)
"""Files for one application."""
LISTS = frozenset({"many"})
SHOWN = "shown"
"""The keys of the questions that a page asked, so that what was unticked is known from what was not asked."""


@require_http_methods(["GET", "HEAD", "POST"])
@guard(READ_APPLICATION, load=application_in_hand)
def application(request: HttpRequest, row: Any) -> HttpResponse:
    """Fill in; with htmx each change is saved at once, without it by a button. Afterwards: what became of it."""
    if not is_open(row):
        return _status(request, row) if request.method != "POST" else _to(request, row)
    if request.method != "POST":
        return _form(request, row)
    problems = _keep_files(request, row)
    _keep_document(request, row)
    if request.POST.get("do") == "send" and not request.htmx and not problems:
        return _send(request, row)
    save_draft(row, typed(request, row), by=request.actor)
    row = _again(request, row)
    if request.htmx:
        return _saved(request, row, problems)
    if problems:
        return _form(request, row, problems, status=422)
    messages.success(request, _("Saved."))
    return _to(request, row)


def _send(request: HttpRequest, row: Any) -> HttpResponse:
    """Send; what cannot be sent yet is kept all the same."""
    changes = typed(request, row)
    try:
        send_application(row, changes, by=request.actor)
    except AnswersWrong as wrong:
        problems, status = wrong.problems, 422
    except Refusal as refusal:
        problems, status = {"": str(refusal)}, refusal.status
    else:
        return _to(request, row)
    save_draft(row, changes, by=request.actor)
    return _form(request, _again(request, row), problems, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_APPLICATION, load=application_in_hand)
def corrections(request: HttpRequest, row: Any) -> HttpResponse:
    """Correct what was sent, until it is decided."""
    if not is_correctable(row):
        return _to(request, row)
    if request.method != "POST":
        return _form(request, row, correcting=True)
    problems = _keep_files(request, row)
    _keep_document(request, row)
    changes = typed(request, row)
    try:
        correct_registration(row, changes, by=request.actor)
    except AnswersWrong as wrong:
        row = _again(request, row)
        problems |= wrong.problems
        row.answers = row.answers | {key: value for key, value in changes.items() if key not in ALWAYS}
        for name in ALWAYS:
            setattr(row, name, changes.get(name, getattr(row, name)))
    if problems:
        return _form(request, row, problems, status=422, correcting=True)
    messages.success(request, _("Your corrections are saved."))
    return _to(request, row)


def typed(request: HttpRequest, row: Any) -> dict[str, object]:
    """What the form brought, by name: also what was unticked, of the questions that the page asked."""
    changes: dict[str, object] = {name: request.POST[name] for name in ALWAYS if name in request.POST}
    asked = set(request.POST.getlist(SHOWN))
    for field in fields_shown(row, everything=True):
        if field.key in asked and field.type not in {"file", "photo", "heading", "document"}:
            many = field.type in LISTS
            changes[field.key] = request.POST.getlist(field.key) if many else request.POST.get(field.key, "")
    return changes


def _keep_files(request: HttpRequest, row: Any) -> dict[str, object]:
    """Take the files that came; what cannot be taken is said at its question, and the one before stays."""
    problems: dict[str, object] = {}
    for key, kind in questions_with_files(row).items():
        if upload := request.FILES.get(key):
            try:
                spend(request, UPLOADS, str(row.pk), shared=True)
                body, content_type = kept_form(kind, upload.read(MOST_BYTES + 1))
                keep_file(row, key, upload.name, body, content_type, by=request.actor)
            except Refusal as refusal:
                problems[key] = str(refusal)
    return problems


def _keep_document(request: HttpRequest, row: Any) -> None:
    """Seal what was typed of an identity document; it is in no page, answer or log again."""
    for field in fields_shown(row, everything=True):
        if field.type == "document":
            keep_identity(row, {part: request.POST.get(f"{field.key}--{part}", "") for part in PARTS}, by=request.actor)


def _again(request: HttpRequest, row: Any) -> Any:
    """The application as it is now, opened as before."""
    return application_in_hand(request.actor, request.edition, row.link)


def _to(request: HttpRequest, row: Any) -> HttpResponse:
    return redirect(address("registration:application", request.edition, link=row.link))


def _form(
    request: HttpRequest, row: Any, problems: dict | None = None, *, status: int = 200, correcting: bool = False
) -> HttpResponse:
    shown = _shown(request.actor, row, problems) | {"correcting": correcting}
    return render(request, "registration/guest/application.html", shown, status=status)


def _shown(actor: Actor, row: Any, problems: dict | None = None) -> dict[str, object]:
    asked = fields_shown(row)
    return {
        "row": row,
        "form": ApplicationForm(row, asked, problems),
        "asked": [field.key for field in asked],
        "files": files_of(row),
        "identity": identity_of(row, actor) if any(field.type == "document" for field in asked) else {},
    }


def _saved(request: HttpRequest, row: Any, problems: dict[str, object]) -> HttpResponse:
    """For htmx: that it is saved; and the questions anew when others apply now, or a file came."""
    shown = _shown(request.actor, row, problems)
    before = request.POST.getlist(SHOWN)
    shown["anew"] = shown["asked"] != before or bool(request.FILES)
    return render(request, "registration/guest/_saved.html", shown)


def _status(request: HttpRequest, row: Any) -> HttpResponse:
    shown = {
        "row": row,
        "state": STATES[row.state],
        "colour": STATE_COLOURS[row.state],
        "before": waiting_before(row) if row.state == "waiting" else 0,
        "correctable": is_correctable(row),
        "undoable": row.state == "withdrawn",
        "consents": consents_asked(row) if row.state in CHANGEABLE else [],
    }
    return render(request, "registration/guest/status.html", shown)


@require_safe
@guard(READ_APPLICATION, load=application_with_file)
def file(request: HttpRequest, row: Any) -> HttpResponse:
    """A file that she gave: her photograph as a picture, everything else as a download."""
    return file_answer(row.file)


def file_answer(found: Any) -> HttpResponse:
    """A stored file, which no browser runs."""
    answer = HttpResponse(bytes_of(found), content_type=found.content_type)
    way = "inline" if found.kind == "photo" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{found.sha256[:12]}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
