"""A group's head registers its people one by one, by pasting rows or by spreadsheet, and follows each."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.editions.public import address
from qurultai.kit.access import SIGNED_IN, allowed, guard
from qurultai.kit.errors import Refusal
from qurultai.registration.actions.groups import swap_person
from qurultai.registration.actions.refusals import AnswersWrong
from qurultai.registration.actions.withdrawing import undo_withdrawal, withdraw_registration
from qurultai.registration.forms.groups import MembersForm, RowsForm, SwapForm
from qurultai.registration.policies import FILL_GROUP, READ_GROUP, UPDATE_REGISTRATION, WITHDRAW_MEMBER
from qurultai.registration.queries.groups import group_visible_to, groups_visible_to, member_of, members_of
from qurultai.registration.views.rows import take_rows, template_answer
from qurultai.registration.wording import GROUP_KINDS, PROBLEMS, STATE_COLOURS, STATES


def _to(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(address("registration:group", request.edition, code=code))


@require_safe
@guard(SIGNED_IN)
def groups(request: HttpRequest) -> HttpResponse:
    """The groups whose people I register."""
    found = [(group, GROUP_KINDS[group.kind]) for group in groups_visible_to(request.actor, request.edition)]
    return render(request, "registration/group/groups.html", {"groups": found})


@require_safe
@guard(READ_GROUP, load=group_visible_to)
def group(request: HttpRequest, found: Any) -> HttpResponse:
    """Its quota and people."""
    return _page(request, found, RowsForm())


@require_POST
@guard(FILL_GROUP, load=group_visible_to)
def rows(request: HttpRequest, found: Any) -> HttpResponse:
    """Register people: all rows, or what is wrong with which."""
    form, problems = RowsForm(request.POST, request.FILES), []
    if form.is_valid():
        problems = take_rows(request, form, found.category, found)
        if not problems:
            return _to(request, found.code)
    return _page(request, found, form, problems, 422)


def _page(
    request: HttpRequest, found: Any, form: RowsForm, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    wanted = MembersForm(request.GET)
    asked = wanted.cleaned_data if wanted.is_valid() else {"q": "", "state": "", "page": 1}
    members, more = members_of(found, asked["q"], asked["state"], asked["page"] or 1)
    shown = {
        "group": found,
        "wanted": wanted,
        "narrowed": bool(asked["q"] or asked["state"]),
        "next_url": f"?{urlencode(asked | {'page': (asked['page'] or 1) + 1})}" if more else "",
        "kind": GROUP_KINDS[found.kind],
        "left": found.capacity - found.used,
        "members": [(one, STATES[one.state], STATE_COLOURS[one.state]) for one in members],
        "form": form,
        "fills": allowed(FILL_GROUP, request.actor, found),
        "problems": problems,
    }
    return render(request, "registration/group/group.html", shown, status=status)


@require_safe
@guard(READ_GROUP, load=group_visible_to)
def group_template(request: HttpRequest, found: Any) -> HttpResponse:
    """The spreadsheet to fill in."""
    return template_answer(found.category)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_REGISTRATION, load=member_of)
def swap(request: HttpRequest, row: Any) -> HttpResponse:
    """Somebody else comes instead."""
    form = SwapForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            swap_person(row, by=request.actor, **form.cleaned_data)
        except AnswersWrong as wrong:
            for name, what in wrong.problems.items():
                form.add_error(name if name in form.fields else None, PROBLEMS[what])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The place has another name now."))
            return _to(request, row.group.code)
    shown = {"form": form, "row": row}
    return render(request, "registration/group/swap.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(WITHDRAW_MEMBER, load=member_of)
def leave(request: HttpRequest, row: Any) -> HttpResponse:
    """She does not come, and nobody instead."""
    withdraw_registration(row, by=request.actor)
    return _to(request, row.group.code)


@require_POST
@guard(WITHDRAW_MEMBER, load=member_of)
def take_back(request: HttpRequest, row: Any) -> HttpResponse:
    """She comes after all; within an hour."""
    undo_withdrawal(row, by=request.actor)
    return _to(request, row.group.code)
