"""The office's side of a person: organisations that she belongs to, and whether she can sign in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.people import queries
from qurultai.people.actions.accounts import close_account, open_account
from qurultai.people.actions.organisations import affiliate, end_for_now, let_speak_for
from qurultai.people.forms.persons import AccountForm
from qurultai.people.policies import UPDATE_ACCOUNT, UPDATE_ORGANISATION
from qurultai.people.views.people import affiliation_form, person_page


@require_POST
@guard(UPDATE_ORGANISATION, load=queries.person_in_registry)
def belong(request: HttpRequest, person: object) -> HttpResponse:
    """Say to which organisation a person belongs."""
    actor, edition = request.actor, request.edition
    form = affiliation_form(request, request.POST)
    if not form.is_valid():
        return person_page(request, person, 422, affiliation_form=form)
    organisation = queries.organisation_in_registry(actor, edition, form.cleaned_data["organisation"].code)
    speaks_for = form.cleaned_data["speaks_for"]
    affiliate(person, organisation, by=actor, edition_id=edition.id, speaks_for=speaks_for, since=queries.today())
    messages.success(request, _("Saved."))
    return redirect("../")


@require_POST
@guard(UPDATE_ORGANISATION, load=queries.affiliation_in_registry)
def end(request: HttpRequest, affiliation: object) -> HttpResponse:
    """From today she belongs to it no longer."""
    undo = end_for_now(affiliation, on=queries.today(), by=request.actor, edition_id=request.edition.id)
    office = f"{request.path.split('/office/', 1)[0]}/office/"
    messages.success(request, _("Saved."), extra_tags=f"{office}undo/{undo}/" if undo else "")
    return redirect("../../../")


@require_POST
@guard(UPDATE_ORGANISATION, load=queries.affiliation_in_registry)
def speak(request: HttpRequest, affiliation: object) -> HttpResponse:
    """Give or take the right to speak for it."""
    yes = request.POST.get("speaks_for") == "yes"
    let_speak_for(affiliation, yes, by=request.actor, edition_id=request.edition.id)
    messages.success(request, _("Saved."))
    return redirect("../../../")


@require_POST
@guard(UPDATE_ACCOUNT, load=queries.person_in_registry)
def account(request: HttpRequest, person: object) -> HttpResponse:
    """Let her sign in with an address, or no longer: then she is signed out at her next request."""
    if request.POST.get("close"):
        close_account(person, by=request.actor)
        messages.success(request, _("The account is closed. This takes effect with the next request."))
        return redirect("../")
    form = AccountForm(request.POST)
    if form.is_valid():
        try:
            open_account(person, form.cleaned_data["email"], by=request.actor)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
    if form.errors:
        return person_page(request, person, 422, account_form=form)
    messages.success(request, _("Saved."))
    return redirect("../")
