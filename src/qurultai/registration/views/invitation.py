"""The invited answers her letter: comes, does not come, or lets somebody else come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.registration.actions.invitations import accept_invitation, decline_invitation, delegate_invitation
from qurultai.registration.forms.invitations import DelegateForm
from qurultai.registration.links import link_for
from qurultai.registration.policies import UPDATE_OWN_INVITATION
from qurultai.registration.queries.invitations import invitation_in_hand
from qurultai.registration.wording import INVITATION_STATES


def _page(request: HttpRequest, row: Any, form: DelegateForm, status: int = 200) -> HttpResponse:
    shown = {"row": row, "form": form, "state": INVITATION_STATES[row.state], "open": row.state in {"sent", "declined"}}
    return render(request, "registration/guest/invitation.html", shown, status=status)


def _to(request: HttpRequest, row: Any) -> HttpResponse:
    return redirect(address("registration:invitation", request.edition, link=row.link))


@require_safe
@guard(UPDATE_OWN_INVITATION, load=invitation_in_hand)
def invitation(request: HttpRequest, row: Any) -> HttpResponse:
    """The letter, and what can be answered."""
    return _page(request, row, DelegateForm())


@require_POST
@guard(UPDATE_OWN_INVITATION, load=invitation_in_hand)
def acceptance(request: HttpRequest, row: Any) -> HttpResponse:
    """Come: on to the form."""
    draft = accept_invitation(row, by=request.actor)
    return redirect(address("registration:application", request.edition, link=link_for(draft.pk, "mail")))


@require_POST
@guard(UPDATE_OWN_INVITATION, load=invitation_in_hand)
def declining(request: HttpRequest, row: Any) -> HttpResponse:
    """Not come; the page lets her change her mind."""
    decline_invitation(row, by=request.actor)
    return _to(request, row)


@require_POST
@guard(UPDATE_OWN_INVITATION, load=invitation_in_hand)
def delegation(request: HttpRequest, row: Any) -> HttpResponse:
    """Somebody else comes, and gets a letter of her own."""
    form = DelegateForm(request.POST)
    if form.is_valid():
        try:
            delegate_invitation(row, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, row)
    return _page(request, row, form, 422)
