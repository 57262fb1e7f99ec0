"""The visa desk: cases with their days, the table of who needs what, letters."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.accreditation.actions.letters import issue_letters
from qurultai.accreditation.actions.visas import change_case, remove_visa_rule, set_visa_rule
from qurultai.accreditation.forms import CaseForm, LetterForm, RuleForm
from qurultai.accreditation.policies import (
    CREATE_VISA_LETTER,
    EXPORT_VISA_LETTERS,
    LIST_VISA_LETTERS,
    READ_VISA_LETTER,
    TRANSITION_VISA_LETTER,
)
from qurultai.accreditation.queries import visas as queries
from qurultai.accreditation.rules.visas import deadline_of, flag_of
from qurultai.accreditation.views.office.tables import cases_table
from qurultai.accreditation.wording import FLAGS, NEEDS
from qurultai.editions.public import address
from qurultai.kit import clock
from qurultai.kit.access import guard
from qurultai.kit.cldr import country_name
from qurultai.kit.errors import Refusal
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables

MOST_LETTERS = 50
"""In one go: they are set while somebody waits for the page."""


def _today(request: HttpRequest) -> object:
    return clock.now().astimezone(request.edition.tz).date()


@require_safe
@guard(LIST_VISA_LETTERS)
def cases(request: HttpRequest) -> HttpResponse:
    """Everybody who needs something to enter, those who come first at the top."""
    today = _today(request)
    table = cases_table(request, today)
    wanted = tables.asked(request, table)
    found = queries.listed(request.actor, request.edition, wanted, table.size, today)
    shown = {"list": tables.shown(request, table, wanted, found, bulk=True), "form": LetterForm()}
    return render(request, "accreditation/office/cases.html", shown)


@require_safe
@guard(EXPORT_VISA_LETTERS)
@limited(EXPORT)
def cases_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the table shows, all pages of it, for a spreadsheet."""
    today = _today(request)
    table = cases_table(request, today)
    wanted = tables.asked(request, table)
    rows = queries.all_listed(request.actor, request.edition, wanted, today)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"visas-{request.edition.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(TRANSITION_VISA_LETTER, load=queries.case_in_office)
def case(request: HttpRequest, found: object) -> HttpResponse:
    """One case: how far it is, its days and its letters."""
    initial = {name: getattr(found, name) for name in CaseForm.base_fields}
    form = CaseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_case(found, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(address("visas_office:case", request.edition, code=found.code))
    return _page(request, found, form)


def _page(request: HttpRequest, found: object, form: object) -> HttpResponse:
    flag = flag_of(found.state, found.enters_on, _today(request))
    shown = {
        "case": found,
        "person": found.registration,
        "country": country_name(found.country),
        "need": NEEDS[found.need],
        "deadline": deadline_of(found.enters_on),
        "flag": FLAGS[flag],
        "red": flag == "red",
        "form": form,
        "letter_form": LetterForm(initial={"language": found.registration.language}),
        "letters": queries.letters_of(found),
    }
    return render(request, "accreditation/office/case.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(CREATE_VISA_LETTER, load=queries.case_in_office)
def new_letter(request: HttpRequest, found: object) -> HttpResponse:
    """A letter for one person."""
    _letters(request, [found])
    return redirect(address("visas_office:case", request.edition, code=found.code))


@require_POST
@guard(CREATE_VISA_LETTER)
def letters(request: HttpRequest) -> HttpResponse:
    """Letters for the ticked people, in one language."""
    ticked = request.POST.getlist("ticked")[:MOST_LETTERS]
    found = queries.cases_called(request.actor, request.edition, ticked)
    if found:
        _letters(request, found)
    else:
        messages.error(request, _("Tick people first."))
    return redirect(f"{address('visas_office:cases', request.edition)}?{request.POST.get('query', '')[:2000]}")


def _letters(request: HttpRequest, found: Sequence) -> None:
    form = LetterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a language."))
        return
    languages = dict.fromkeys((one.id for one in found), form.cleaned_data["language"])
    try:
        made = issue_letters(request.edition, found, languages, by=request.actor)
    except Refusal as refusal:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": refusal})
        return
    said = ngettext("%(n)s letter is ready.", "%(n)s letters are ready.", len(made)) % {"n": len(made)}
    messages.success(request, said)


@require_safe
@guard(READ_VISA_LETTER, load=queries.letter_visible_to)
def letter(request: HttpRequest, found: object) -> HttpResponse:
    """A letter as it went out."""
    answer = HttpResponse(found.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="letter-{found.number}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@guard(TRANSITION_VISA_LETTER)
def table(request: HttpRequest) -> HttpResponse:
    """Which citizenship needs what, and from when; by POST one more line."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_visa_rule(request.edition, form.rule(), by=request.actor)
        except Refusal as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(address("visas_office:table", request.edition))
    rules = [(rule, country_name(rule.country), NEEDS[rule.need]) for rule in queries.rules_in_office(request.edition)]
    shown = {"form": form, "rules": rules}
    return render(request, "accreditation/office/visa_table.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(TRANSITION_VISA_LETTER, load=queries.rule_in_office)
def rule_removal(request: HttpRequest, found: object) -> HttpResponse:
    """Take a line out of the table."""
    remove_visa_rule(found, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect(address("visas_office:table", request.edition))
