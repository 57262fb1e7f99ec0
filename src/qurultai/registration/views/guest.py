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
from qurultai.kit.keepers import archive_of
from qurultai.kit.limits import EXPORT, Limit, limited, spend
from qurultai.people import public as people
from qurultai.registration.actions.applying import start_draft
from qurultai.registration.actions.consents import give_consent, withdraw_consent
from qurultai.registration.actions.erasing import ask_to_be_forgotten
from qurultai.registration.actions.refusals import AlreadyRegistered
from qurultai.registration.actions.withdrawing import undo_withdrawal, withdraw_registration
from qurultai.registration.forms.applying import StartForm
from qurultai.registration.links import MINE, link_for
from qurultai.registration.policies import ERASE_APPLICATION, READ_APPLICATION, UPDATE_APPLICATION, WITHDRAW_APPLICATION
from qurultai.registration.queries.applications import (
    all_of,
    application_in_hand,
    application_with_consent,
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
    """Everything that is kept of her, by every part of the house; only the application for whoever holds a link that
    did not go to its address."""
    proved = row.person_id and row.opened in {"", "mail"}
    answer = HttpResponse(archive_of(row.person_id) if proved else _archive(row), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="registration-{row.code}.zip"'
    return answer


def _archive(row: object) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("registration.json", json.dumps(all_of(row), ensure_ascii=False, indent=2))
        for number, (name, body) in enumerate(bodies_of(row), 1):
            archive.writestr(f"files/{number}-{name}", body)
    return packed.getvalue()


@require_POST
@guard(UPDATE_APPLICATION, load=application_with_consent)
def consent(request: HttpRequest, row: object) -> HttpResponse:
    """Withdraw a consent, or give it again, for one purpose."""
    gives = request.POST.get("do") == "give"
    try:
        (give_consent if gives else withdraw_consent)(row, row.purpose, by=request.actor)
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Your consent is noted.") if gives else _("Your consent is withdrawn."))
    return redirect(address("registration:application", request.edition, link=row.link) + "#consents")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(ERASE_APPLICATION, load=application_in_hand)
def erasure(request: HttpRequest, row: object) -> HttpResponse:
    """Ask that all that is kept of her be erased; a draft of which nobody is known yet is thrown away at once."""
    refusal = None
    if request.method == "POST":
        try:
            ask_to_be_forgotten(row, by=request.actor)
        except Refusal as no:
            refusal = no
        else:
            asked = row.person_id is not None
            said = _("You asked to be erased. We answer within 30 days.") if asked else _("Your draft is erased.")
            messages.success(request, said)
            if asked:
                return redirect(address("registration:application", request.edition, link=row.link))
            return redirect(address("registration:categories", request.edition))
    shown = {"row": row, "refusal": refusal, "asked": people.open_request_of(row.person_id)}
    return render(request, "registration/guest/erasure.html", shown, status=refusal.status if refusal else 200)
