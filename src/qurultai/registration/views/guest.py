"""A guest begins, withdraws, and takes a copy of what is kept of her."""

import hashlib
import io
import json
import zipfile

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import OPEN, guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, Limit, limited, spend
from qurultai.registration.actions.applying import start_draft, undo_withdrawal, withdraw_registration
from qurultai.registration.actions.refusals import AlreadyRegistered
from qurultai.registration.forms.applying import StartForm
from qurultai.registration.links import MINE, link_for
from qurultai.registration.policies import READ_APPLICATION, WITHDRAW_APPLICATION
from qurultai.registration.queries.applications import (
    all_of,
    application_in_hand,
    bodies_of,
    my_application,
    open_categories,
    open_category,
)

STARTS = Limit("registrations", person=20, network=600, seconds=3600)
"""A hall full of people registers behind one address."""
LETTERS = Limit("registrations-of-an-address", person=6, network=6, seconds=3600)
"""Nobody's mailbox is flooded, from however many places."""


@require_safe
@guard(OPEN)
def categories(request: HttpRequest) -> HttpResponse:
    """As what one can take part."""
    if request.edition is None:
        return render(request, "registration/guest/categories.html", {"categories": []}, status=404)
    mine = my_application(request.actor, request.edition)
    shown = {"categories": open_categories(request.edition), "mine": mine}
    return render(request, "registration/guest/categories.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(OPEN, load=open_category)
def start(request: HttpRequest, category: object) -> HttpResponse:
    """Begin an application: signed in with a button, else with an e-mail address."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and (request.actor.signed_in or form.is_valid()):
        email = "" if request.actor.signed_in else form.cleaned_data["email"]
        try:
            _count(request, email)
            draft = start_draft(category, by=request.actor, email=email, language=get_language())
        except AlreadyRegistered:
            return redirect(address("registration:application", request.edition, link=MINE))
        except Refusal as refusal:
            form.is_bound or form.full_clean()
            form.add_error("email" if refusal.code == "registration_address" else None, str(refusal))
        else:
            link = MINE if request.actor.signed_in else link_for(draft.pk, "browser")
            return redirect(address("registration:application", request.edition, link=link))
    shown = {"form": form, "category": category}
    return render(request, "registration/guest/start.html", shown, status=422 if form.errors else 200)


def _count(request: HttpRequest, email: str) -> None:
    spend(request, STARTS)
    if email:
        spend(request, LETTERS, hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32], shared=True)


@require_POST
@guard(WITHDRAW_APPLICATION, load=application_in_hand)
def withdrawal(request: HttpRequest, row: object) -> HttpResponse:
    """Take no part after all; for an hour it can be taken back on the same page."""
    withdraw_registration(row, by=request.actor)
    return redirect(address("registration:application", request.edition, link=row.link))


@require_POST
@guard(WITHDRAW_APPLICATION, load=application_in_hand)
def take_back(request: HttpRequest, row: object) -> HttpResponse:
    """Take part after all."""
    undo_withdrawal(row, by=request.actor)
    messages.success(request, _("You take part again."))
    return redirect(address("registration:application", request.edition, link=row.link))


@require_safe
@guard(READ_APPLICATION, load=application_in_hand)
@limited(EXPORT)
def my_data(request: HttpRequest, row: object) -> HttpResponse:
    """Everything that is kept of an application: JSON, and the files beside it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("registration.json", json.dumps(all_of(row), ensure_ascii=False, indent=2))
        for number, (name, body) in enumerate(bodies_of(row), 1):
            archive.writestr(f"files/{number}-{name}", body)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="registration-{row.code}.zip"'
    return answer
