"""A participant's own pages."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.cabinet import agenda as days
from qurultai.cabinet.forms import AboutMe, Language
from qurultai.calendar.public import AgendaEntry, agenda_of, feed_address, renew_feed_address
from qurultai.editions.public import address, utc_words
from qurultai.kit import clock
from qurultai.kit.access import SIGNED_IN, allowed, guard
from qurultai.kit.keepers import archive_of
from qurultai.kit.limits import EXPORT, limited
from qurultai.people.public import (
    CREATE_REQUEST,
    UPDATE_CONTACT,
    UPDATE_PERSON,
    ask_erasure,
    change_person,
    choose_language,
    end_all_sessions,
    myself,
    open_request_of,
)
from qurultai.programme.public import starred_by

FIELDS = ("name", "latin_name", "country", "phone", "position", "biography")


@require_safe
@guard(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """What is next, in how many minutes, where, and how long to walk; then the rest of the day."""
    if request.edition is None:
        return render(request, "cabinet/home.html")
    entries, lines, now = _day(request)
    coming = days.next_of(entries, now)
    later = days.rest_of_day(lines, coming, now.astimezone(request.edition.tz).date(), now)
    clashing = [entry for entry in entries if entry.clashes]
    shown = {"coming": coming, "later": later, "clashing": clashing, "empty": not lines}
    return render(request, "cabinet/home.html", shown)


def _day(request: HttpRequest) -> tuple[list[AgendaEntry], list[days.Line], dt.datetime]:
    """What takes my time; the same with what I starred between it, ready to be shown; and the instant of looking."""
    edition, me, now = request.edition, request.actor.person_id, clock.now()
    entries, starred = agenda_of(me, edition.id), starred_by(me, edition.id)
    pages = address("programme_participant:sessions", edition)
    return entries, days.lines_of(entries, starred, edition.tz, now, pages), now


@require_safe
@guard(SIGNED_IN)
def agenda(request: HttpRequest) -> HttpResponse:
    """Everything that takes my time, by day, and between it what I starred; made to be printed as well."""
    edition = request.edition
    if edition is None:
        return render(request, "cabinet/agenda.html", {"days": [], "count": 0})
    entries, lines, _now = _day(request)
    shown = {
        "days": days.days_of(lines, edition.starts_on, edition.ends_on),
        "count": len(entries),
        "starred": len(lines) - len(entries),
        "zone": utc_words(edition.tz, edition.starts_on),
    }
    return render(request, "cabinet/agenda.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_PERSON, load=myself)
def me(request: HttpRequest, person: object) -> HttpResponse:
    """What the forum knows of me, and the ways to change it."""
    known = {field: getattr(person, field) for field in FIELDS}
    form = AboutMe(request.POST or None, initial=known, contact=allowed(UPDATE_CONTACT, request.actor, person))
    if request.method == "POST" and form.is_valid():
        typed = {field: form.cleaned_data[field] for field in FIELDS if field in form.cleaned_data}
        change_person(person, typed, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect(address("cabinet:me", request.edition))
    edition_id = request.edition.id if request.edition else None
    shown = {
        "form": form,
        "person": person,
        "language_form": Language(initial={"language": person.language}),
        "may_ask": allowed(CREATE_REQUEST, request.actor, edition_id=edition_id),
        "asked": open_request_of(person.id),
    }
    return render(request, "cabinet/me.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(SIGNED_IN)
def language(request: HttpRequest) -> HttpResponse:
    """Write to me in this language, and show me the page in it."""
    form = Language(request.POST)
    if not form.is_valid():
        return render(request, "cabinet/language.html", {"language_form": form}, status=422)
    choose_language(form.cleaned_data["language"], by=request.actor)
    messages.success(request, _("Saved."))
    return redirect(address("cabinet:me", request.edition))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(SIGNED_IN)
def feed(request: HttpRequest) -> HttpResponse:
    """The secret address of my agenda for calendars on telephones; renewed when it got into wrong hands."""
    edition_id = request.edition.id if request.edition else None
    if request.method == "POST":
        renew_feed_address(request.actor.person_id, by=request.actor, edition_id=edition_id)
        messages.success(request, _("Your agenda has a new address. The old one does not answer any more."))
        return redirect(address("cabinet:feed", request.edition))
    secret = feed_address(request.actor.person_id, by=request.actor, edition_id=edition_id)
    url = request.build_absolute_uri(reverse("calendar_feeds:agenda", kwargs={"address": secret}))
    return render(request, "cabinet/feed.html", {"url": url})


@require_POST
@guard(SIGNED_IN)
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign me out on every device, this one too."""
    end_all_sessions(by=request.actor)
    return redirect("account_request_login_code")


@require_safe
@guard(SIGNED_IN)
@limited(EXPORT)
def download(request: HttpRequest) -> HttpResponse:
    """All that is kept of me, by every part of the house, for me to keep."""
    answer = HttpResponse(archive_of(request.actor.person_id), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return answer


@require_POST
@guard(CREATE_REQUEST)
def erasure(request: HttpRequest) -> HttpResponse:
    """Ask that all that is kept of me be erased."""
    ask_erasure(request.actor.person_id, request.edition.id, by=request.actor)
    messages.success(request, _("You asked to be erased. We answer within 30 days."))
    return redirect(address("cabinet:me", request.edition) + "#my-data")
