"""The published programme as a booklet's content, in words for paper."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qurultai.documents.public import Booklet, PaperDay, PaperSession, PaperWords
from qurultai.documents.public import booklet_pdf as typeset_booklet
from qurultai.kit.cldr import language_name
from qurultai.kit.dates import date_range
from qurultai.website.pages.composing import Site
from qurultai.website.shapes import DayPlan, Talk

TONES = ("#0e8a9c", "#5b5bd6", "#b98300", "#2e8b4f", "#c2452f", "#a0489f", "#2f78c4", "#6d8b1f")


def booklet_pdf(site: Site, form: str) -> bytes:
    """The booklet of this form in the site's language."""
    return typeset_booklet(booklet_of(site), form, site.published.versions[0].published_at)


def booklet_of(site: Site) -> Booklet:
    """Everything that paper shows of the published version."""
    edition, shown = site.edition, site.shown
    return Booklet(
        language=site.language,
        title=edition.name.best(site.language),
        subtitle=edition.theme.best(site.language),
        dates=date_range(edition.starts_on, edition.ends_on),
        city=edition.city.best(site.language),
        address=settings.BASE_URL + site.address("website:home"),
        days=tuple(_day(site, day) for day in shown.days if day.talks),
        people=tuple((person.name, person.line) for person in shown.people.values()),
        words=_words(site),
    )


def _words(site: Site) -> PaperWords:
    newest = site.published.versions[0]
    notice = _(
        "All people, organisations, meetings and texts of this forum are invented. "
        "Any likeness to real ones is accidental."
    )
    return PaperWords(
        contents=_("Contents"),
        programme=_("Programme"),
        speakers=_("Speakers"),
        aim=_("Aim"),
        questions=_("Questions"),
        version=_("version %(number)s of %(date)s")
        % {
            "number": newest.number,
            "date": date_format(site.shown.programme.local(newest.published_at), "SHORT_DATE_FORMAT"),
        },
        notice=notice if site.edition.is_demonstration else "",
    )


def _day(site: Site, day: DayPlan) -> PaperDay:
    title = date_format(day.date, "l, j E")
    sessions = tuple(_session(site, talk) for talk in day.talks)
    return PaperDay(title[:1].upper() + title[1:], date_format(day.date, "j E"), sessions)


def _session(site: Site, talk: Talk) -> PaperSession:
    extra, shown = talk.item.extra, site.shown
    spoken = language_name(talk.item.language) if talk.item.language else ""
    return PaperSession(
        time=f"{talk.starts_at:%H:%M}–{talk.ends_at:%H:%M}",
        title=talk.title.text,
        kind=talk.kind_word,
        room=talk.place.name.text if talk.place else "",
        speakers=tuple(
            _named(part.speaker.name, part.role if part.role_code != "speaker" else "") for part in talk.parts
        ),
        topic=talk.theme.name.text if talk.theme else "",
        language=spoken,
        text=talk.abstract.text or talk.description.text,
        aim=shown.phrase(extra.get("aim")).text,
        questions=tuple(shown.phrase(words).text for words in extra.get("questions") or ()),
        rgb=TONES[talk.theme.tone] if talk.theme else "",
    )


def _named(name: str, role: str) -> str:
    return f"{name} ({role})" if role else name
