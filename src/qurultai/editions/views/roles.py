"""Who holds which role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from qurultai.editions import queries
from qurultai.editions.actions.forum import grant_role, withdraw_role
from qurultai.editions.addresses import address
from qurultai.editions.forms.forum import GrantForm
from qurultai.editions.models import Grant
from qurultai.editions.policies import CREATE_ROLE_GRANT, DELETE_ROLE_GRANT, LIST_ROLE_GRANTS
from qurultai.editions.views.tables import grants_table
from qurultai.kit.access import guard
from qurultai.kit.ui import tables
from qurultai.kit.ui.choosing import Choice, LookUp
from qurultai.people.public import key_of_code, people_to_choose

FIELDS = {"name": "person__latin_name", "role": "role"}


@guard(LIST_ROLE_GRANTS)
def grants(request: HttpRequest) -> HttpResponse:
    """The list, by role and name."""
    table = grants_table(request)
    wanted = tables.asked(request, table)
    found = queries.grants_of(request.edition, wanted.words, wanted["role"])
    part = tables.sliced(found, FIELDS[wanted.by], wanted, table.size, downwards=wanted.downwards)
    shown = {"list": tables.shown(request, table, wanted, part)}
    return render(request, "editions/grants.html", shown)


def _whom(request: HttpRequest) -> LookUp:
    """People of this forum; and whoever's whole code is typed, for she may come from an earlier one."""
    of_forum = people_to_choose(request.actor, request.edition)

    def look_up(words: str) -> list[Choice]:
        found = of_forum(words)
        return found if found or key_of_code(words) is None else [Choice(words.strip().upper(), "")]

    return look_up


@require_http_methods(["GET", "POST"])
@guard(CREATE_ROLE_GRANT, recent=True)
def new_grant(request: HttpRequest) -> HttpResponse:
    """Give somebody a role."""
    url = address("people_office:choices", request.edition)
    form = GrantForm(
        request.POST or None, url=url, look_up=_whom(request), initial={"person": request.GET.get("person", "")}
    )
    if request.method == "POST" and form.is_valid():
        person_id = key_of_code(form.cleaned_data["person"].code)
        grant_role(request.edition, person_id, form.cleaned_data["role"], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect(address("editions:grants", request.edition))
    shown = {"form": form, "heading": _("New role"), "back": address("editions:grants", request.edition)}
    return render(request, "editions/form.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(DELETE_ROLE_GRANT, load=queries.grant_visible_to, recent=True)
def withdrawal(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Take a role away."""
    undo = withdraw_role(grant, by=request.actor)
    said = _("The role is withdrawn. This takes effect with the next request.")
    messages.success(request, said, extra_tags=address("office:undo", request.edition, key=undo) if undo else "")
    return redirect(address("editions:grants", request.edition))
