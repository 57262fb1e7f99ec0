"""Identity documents, for the visa desk and security only: masked, and in full on the record."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from qurultai.kit.access import guard
from qurultai.registration.actions.identities import unmask_file, unmask_identity
from qurultai.registration.policies import READ_PASSPORT, UNMASK_PASSPORT
from qurultai.registration.queries.identities import (
    identity_files_of,
    identity_of,
    registration_with_identity,
    registration_with_identity_file,
)
from qurultai.registration.views.application import file_answer
from qurultai.registration.wording import IDENTITY


@require_safe
@guard(READ_PASSPORT, load=registration_with_identity)
def identity(request: HttpRequest, row: Any) -> HttpResponse:
    """A document, masked."""
    return _page(request, row, identity_of(row, request.actor), masked=True)


@require_POST
@guard(UNMASK_PASSPORT, load=registration_with_identity, recent=True)
def unmasked(request: HttpRequest, row: Any) -> StreamingHttpResponse:
    """The document in full; that it was read stands in the journal."""
    page = _page(request, row, unmask_identity(row, by=request.actor), masked=False)
    return StreamingHttpResponse([page.content])  # an answer that streams is kept for no second request


@require_POST
@guard(UNMASK_PASSPORT, load=registration_with_identity_file, recent=True)
def file(request: HttpRequest, row: Any) -> StreamingHttpResponse:
    """A copy of the document; that it was opened stands in the journal."""
    made = file_answer(unmask_file(row, row.file, by=request.actor))
    return StreamingHttpResponse([made.content], headers=dict(made.headers))  # kept for no second request


def _page(request: HttpRequest, row: Any, values: dict[str, str], *, masked: bool) -> HttpResponse:
    lines = [(words, values.get(name, "")) for name, words in IDENTITY.items()] if values else []
    shown = {"row": row, "lines": lines, "masked": masked, "copies": identity_files_of(row)}
    return render(request, "registration/office/identity.html", shown)
