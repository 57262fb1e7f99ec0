"""Badges as paper shows them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from qurultai.accreditation.models import Badge, Edition, Zone
from qurultai.accreditation.models.badges import LIVE
from qurultai.accreditation.queries.desks import desks_of
from qurultai.accreditation.queries.pictures import paper_pictures
from qurultai.accreditation.rules import names
from qurultai.accreditation.rules.badges import spoken
from qurultai.accreditation.rules.desks import desk_of
from qurultai.accreditation.rules.piles import Waiting
from qurultai.accreditation.rules.zones import zones_in
from qurultai.documents.public import BadgeWords, PaperBadge, badges_pdf
from qurultai.kit.cldr import country_name
from qurultai.kit.dates import date_range
from qurultai.kit.text import LANGUAGES, Text
from qurultai.registration import public as registration


def waiting_for_paper(
    edition: Edition, *, desk: str = "", again: bool = False, since: dt.datetime | None = None
) -> list[Waiting]:
    """Live badges by the desk where they will be picked up; those that are printed already only `again`.

    `since`: without those that the pile asked for at that instant has printed.
    """
    rows = Badge.objects.filter(edition=edition, state__in=LIVE)
    rows = rows.exclude(printed_at=since) if again and since else rows if again else rows.filter(printed_at=None)
    desks = desks_of(edition)
    told = rows.values_list("pk", "category", "registration__latin_name", "registration__name")
    waiting = (
        Waiting(pk, desk_of(desks, category, latin or name), latin or name) for pk, category, latin, name in told
    )
    return [one for one in waiting if not desk or one.desk == desk]


def paper_of(edition: Edition, keys: Sequence[Any], size: str, made_at: dt.datetime, **more: Any) -> Any:
    """These badges as a PDF in the order given; `form="png"`: pictures."""
    found = Badge.objects.filter(edition=edition, pk__in=keys).select_related("registration")
    rows = {row.pk: row for row in found}
    return badges_pdf(papers(edition, [rows[key] for key in keys]), size, words_of(edition), made_at, **more)


def papers(edition: Edition, badges: Sequence[Badge]) -> list[PaperBadge]:
    """What each badge shows, in its person's language."""
    zone_names = dict(Zone.objects.filter(edition=edition).values_list("number", "name"))
    facts, pictures = _facts(edition, [badge.registration_id for badge in badges]), paper_pictures(badges)
    return [_paper(badge, facts[badge.registration_id], zone_names, pictures.get(badge.pk)) for badge in badges]


def words_of(edition: Edition) -> dict[str, BadgeWords]:
    """What all badges of a forum say, by language."""
    return {tag: _words(edition, tag) for tag in LANGUAGES}


def _words(edition: Edition, tag: str) -> BadgeWords:
    with translation.override(tag):
        notice = _("Lost it? Tell the badge desk at once: the lost badge is blocked.")
        alternatives = _("Photograph"), _("Code for the gates")
        days = date_range(edition.starts_on, edition.ends_on)
    place = edition.city.best(tag)
    return BadgeWords(edition.name.best(tag), f"{days}, {place}" if place else days, notice, *alternatives)


def _facts(edition: Edition, keys: Iterable[UUID]) -> dict[UUID, registration.BadgeFacts]:
    return {facts.registration_id: facts for facts in registration.badge_facts(edition, keys)}


def _paper(
    badge: Badge, facts: registration.BadgeFacts, zone_names: dict[int, Text], picture: bytes | None
) -> PaperBadge:
    tag = badge.registration.language
    with translation.override(tag):
        country = country_name(facts.country) if facts.country else ""
    category = [facts.category_name.best(one) for one in (tag, *(other for other in LANGUAGES if other != tag))]
    return PaperBadge(
        language=tag,
        names=names.on_a_badge(facts.name, facts.latin_name),
        organisation=facts.organisation,
        country=country,
        category=tuple(category),
        rgb=facts.colour,
        zones=tuple((number, zone_names[number].best(tag)) for number in zones_in(badge.zones) if number in zone_names),
        code=badge.code,
        number=spoken(badge.serial),
        photo=picture,
    )
