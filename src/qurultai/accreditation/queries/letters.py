"""Letters of invitation for a visa, as Typst sets them."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qurultai.accreditation.models import VisaCase
from qurultai.documents.public import typeset
from qurultai.kit import clock
from qurultai.kit.cldr import country_name
from qurultai.kit.dates import date_range


@dataclass(frozen=True, slots=True)
class Letter:
    """What the template shows; `lines` are pairs of a heading and what is said under it."""

    language: str
    title: str
    number: str
    dated: str
    to: str
    body: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    signature: str
    words: dict[str, str]


def letter_of(case: VisaCase, number: int, language: str) -> Letter:
    """What the letter of a case says today in a language, with its number in the forum."""
    with translation.override(language):
        return _letter(case, number, language)


def letter_pdf(letter: Letter) -> bytes:
    """The letter on paper."""
    return typeset("visa_letter.typ", letter, clock.now())


def _letter(case: VisaCase, number: int, language: str) -> Letter:
    edition, row = case.edition, case.registration
    today = clock.now().astimezone(edition.tz).date()
    forum, days = edition.name.best(language), date_range(edition.starts_on, edition.ends_on)
    place = edition.city.best(language)
    told = (
        (pgettext("of a person", "Name"), row.name if row.latin_name == row.name else f"{row.name} ({row.latin_name})"),
        (_("Citizenship"), country_name(case.country)),
        (_("Organisation"), row.organisation),
        (_("Position"), row.position),
        (_("Days of stay"), date_range(case.enters_on, case.leaves_on)),
        (_("Number of the entry permit"), case.entry_number),
    )
    return Letter(
        language=language,
        title=forum,
        number=f"{number}",
        dated=date_format(today, "DATE_FORMAT"),
        to=_("To whom it may concern"),
        body=(
            _("The organising committee invites the person named below to take part in the forum “%(forum)s”.")
            % {"forum": forum},
            _("The forum takes place: %(days)s, %(place)s.") % {"days": days, "place": place or "—"},
            _("We ask you to help with the entry documents."),
        ),
        lines=tuple((heading, words) for heading, words in told if words),
        signature=_("For the organising committee"),
        words={
            "programme": _("Letter of invitation"),
            "number": _("No. %(number)s") % {"number": number},
            "version": "",
        },
    )
