"""The badge desk: somebody is found, her badge printed, handed out, blocked, made anew."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qurultai.accreditation.actions.badges import block_badge, issue_badge, make_badge, reissue_badge
from qurultai.accreditation.actions.printing import note_printed
from qurultai.accreditation.forms import BlockForm, DocumentForm, SizeForm
from qurultai.accreditation.policies import (
    CREATE_BADGE,
    EXPORT_BADGES,
    LIST_BADGES,
    PRINT_BADGE,
    READ_BADGE,
    TRANSITION_BADGE,
)
from qurultai.accreditation.queries.badges import AtDesk, all_listed, at_desk, found_at_desk, listed, these_at_desk
from qurultai.accreditation.queries.desks import desks_of
from qurultai.accreditation.queries.paper import paper_of
from qurultai.accreditation.queries.pictures import thumbnail
from qurultai.accreditation.rules.badges import spoken
from qurultai.accreditation.rules.desks import desk_of
from qurultai.accreditation.views.office.tables import badges_table
from qurultai.accreditation.wording import BADGE_COLOURS, BADGES, CLEARANCE_COLOURS, CLEARANCES, REASONS
from qurultai.editions.public import address
from qurultai.kit import clock
from qurultai.kit.access import allowed, guard
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, SEARCH, limited
from qurultai.kit.ui import tables
from qurultai.registration import public as registration

LONGEST = 200


@require_safe
@guard(PRINT_BADGE)
def desk(request: HttpRequest) -> HttpResponse:
    """Somebody by a scanned code, a number or a name; one alone opens at once."""
    words = request.GET.get("q", "")[:LONGEST].replace("\0", "").strip()
    return _found(request, found_at_desk(request.actor, request.edition, words), words)


@require_POST
@guard(PRINT_BADGE)
@limited(SEARCH)
def by_document(request: HttpRequest) -> HttpResponse:
    """Somebody by the number of the identity document that she holds out; who looked stands in the journal.

    The number comes in the body and goes nowhere from here: no address, page or log has it.
    """
    form = DocumentForm(request.POST)
    if not form.is_valid():
        return _desk(request, form=form)
    rows = registration.found_by_document(request.edition.id, form.cleaned_data["document"], by=request.actor)
    found = these_at_desk(request.actor, request.edition, [row.pk for row in rows])
    return _found(request, found, sought=True)


def _found(request: HttpRequest, found: list[AtDesk], words: str = "", *, sought: bool = False) -> HttpResponse:
    if len(found) == 1:
        return redirect(address("badges_office:person", request.edition, code=found[0].registration.code))
    return _desk(request, found, words, sought=sought)


def _desk(
    request: HttpRequest, found: Sequence[AtDesk] = (), words: str = "", *, sought: bool = False, form: object = None
) -> HttpResponse:
    shown = {
        "words": words,
        "sought": sought or bool(words),
        "found": [_line(one) for one in found],
        "may_pile": _may(request, CREATE_BADGE),
        "form": form or DocumentForm(),
    }
    return render(request, "accreditation/office/desk.html", shown, status=422 if form else 200)


def _line(one: AtDesk) -> dict[str, object]:
    live = one.live
    state = (BADGES[live.state], BADGE_COLOURS[live.state]) if live else _clearance(one)
    return {"person": one.registration, "state": state[0], "colour": state[1]}


def _clearance(one: AtDesk) -> tuple[object, str]:
    return CLEARANCES[one.clearance.state], CLEARANCE_COLOURS[one.clearance.state]


@require_safe
@guard(READ_BADGE, load=at_desk)
def person(request: HttpRequest, found: AtDesk) -> HttpResponse:
    """Somebody at the desk: her photo, how she stands, and what can be done."""
    return _page(request, found)


def _page(request: HttpRequest, found: AtDesk, refusal: Refusal | None = None) -> HttpResponse:
    row, live = found.registration, found.live
    waits_at = desk_of(desks_of(request.edition), row.category.number, row.latin_name or row.name)
    shown = {
        "person": row,
        "live": live,
        "number": spoken(live.serial) if live else "",
        "desk": waits_at,
        "clearance": _clearance(found),
        "state": (BADGES[live.state], BADGE_COLOURS[live.state]) if live else None,
        "blocked": [(spoken(one.serial), one, REASONS[one.reason]) for one in found.badges if one.state == "blocked"],
        "size_form": SizeForm(),
        "block_form": BlockForm(),
        "may": {
            "print": _may(request, PRINT_BADGE),
            "block": _may(request, TRANSITION_BADGE),
            "make": _may(request, CREATE_BADGE) and found.clearance.state == "cleared",
        },
        "refusal": refusal,
    }
    return render(request, "accreditation/office/person.html", shown, status=refusal.status if refusal else 200)


@require_safe
@guard(READ_BADGE, load=at_desk)
def photo(request: HttpRequest, found: AtDesk) -> HttpResponse:
    """Her photograph, small."""
    if not found.registration.photo:
        raise Http404
    return HttpResponse(thumbnail(found.registration.photo), content_type="image/jpeg")


@require_POST
@guard(PRINT_BADGE, load=at_desk)
def printing(request: HttpRequest, found: AtDesk) -> HttpResponse:
    """Her badge as a PDF of one page."""
    form = SizeForm(request.POST)
    if found.live is None or not form.is_valid():
        raise Http404
    badge = note_printed(found.live, by=request.actor)
    answer = HttpResponse(
        paper_of(request.edition, [badge.pk], form.cleaned_data["size"], clock.now()), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="badge-{found.registration.code}.pdf"'
    return answer


@require_POST
@guard(PRINT_BADGE, load=at_desk)
def handing(request: HttpRequest, found: AtDesk) -> HttpResponse:
    """Her badge is in her hand."""
    if found.live is None:
        raise Http404
    return _done(request, found, lambda: issue_badge(found.live, by=request.actor), _("The badge is handed out."))


@require_POST
@guard(TRANSITION_BADGE, load=at_desk)
def blocking(request: HttpRequest, found: AtDesk) -> HttpResponse:
    """Her badge is good for nothing from now on."""
    form = BlockForm(request.POST)
    if found.live is None or not form.is_valid():
        raise Http404
    reason = form.cleaned_data["reason"]
    said = _("The badge is blocked. Every gate refuses it after its next contact.")
    return _done(request, found, lambda: block_badge(found.live, reason, by=request.actor), said)


@require_POST
@guard(CREATE_BADGE, load=at_desk)
def anew(request: HttpRequest, found: AtDesk) -> HttpResponse:
    """A badge after a blocked one, or in place of the one that is blocked now."""
    form = BlockForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else "lost"

    def make() -> object:
        if found.live is None:
            return make_badge(found.clearance, by=request.actor)
        return reissue_badge(found.live, reason, by=request.actor)

    return _done(request, found, make, _("A new badge is made. Print it and hand it out."))


def _done(request: HttpRequest, found: AtDesk, act: object, said: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _page(request, found, refusal)
    messages.success(request, said)
    return redirect(address("badges_office:person", request.edition, code=found.registration.code))


@require_safe
@guard(LIST_BADGES)
def all_badges(request: HttpRequest) -> HttpResponse:
    """All badges, searched, filtered and sorted as the address says."""
    table = badges_table(request, files=_may(request, EXPORT_BADGES))
    wanted = tables.asked(request, table)
    found = listed(request.actor, request.edition, wanted, table.size)
    return render(request, "accreditation/office/badges.html", {"list": tables.shown(request, table, wanted, found)})


@require_safe
@guard(EXPORT_BADGES)
@limited(EXPORT)
def badges_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the table shows, all pages of it, for a spreadsheet."""
    table = badges_table(request, files=True)
    wanted = tables.asked(request, table)
    rows = all_listed(request.actor, request.edition, wanted)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"badges-{request.edition.slug}")


def _may(request: HttpRequest, permission: object) -> bool:
    return allowed(permission, request.actor, edition_id=request.edition.id)
