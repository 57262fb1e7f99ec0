"""Badges as wallets show them."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qurultai.accreditation.models import Badge, Edition
from qurultai.accreditation.queries.badges import my_badge
from qurultai.accreditation.queries.paper import words_of
from qurultai.accreditation.queries.pictures import thumbnail
from qurultai.accreditation.rules.badges import spoken
from qurultai.documents.public import WalletBadge
from qurultai.kit import clock
from qurultai.kit.access import Actor
from qurultai.kit.text import LANGUAGES

LABELS: Mapping[str, Promise] = {
    "person": pgettext_lazy("of a person", "Name"),
    "category": _("Category"),
    "organisation": _("Organisation"),
    "days": _("Days of the forum"),
    "number": _("Number of the badge"),
    "notice": _("If it is lost"),
}
NO_COLOUR = "#151636"


def my_badge_for_wallets(actor: Actor, edition: Edition | None) -> Badge:
    """One's own badge while it opens anything, or will. Raises Badge.DoesNotExist."""
    badge = my_badge(actor, edition)
    if not opens_yet(badge):
        raise Badge.DoesNotExist
    return badge


def opens_yet(badge: Badge) -> bool:
    """Whether a live badge is not over."""
    return clock.now() < badge.valid_until


def wallet_badge(edition: Edition, badge: Badge) -> WalletBadge:
    """What a wallet shows of a badge: the same code as the screen and paper."""
    row, words = badge.registration, words_of(edition)
    return WalletBadge(
        language=row.language,
        event=edition.id.hex,
        place=badge.clearance_id.hex,
        badge=f"{badge.serial:x}",
        forum={tag: told.forum for tag, told in words.items()},
        category={tag: row.category.name.best(tag) for tag in LANGUAGES},
        days={tag: told.dates for tag, told in words.items()},
        notice={tag: told.notice for tag, told in words.items()},
        labels={name: _in_all(label) for name, label in LABELS.items()},
        name=row.name or row.latin_name,
        organisation=row.organisation,
        code=badge.code,
        number=spoken(badge.serial),
        rgb=row.category.colour or NO_COLOUR,
        valid_from=badge.valid_from,
        valid_until=badge.valid_until,
        photo=thumbnail(badge.photo) if badge.photo else None,
    )


def _in_all(label: Promise) -> dict[str, str]:
    told = {}
    for tag in LANGUAGES:
        with translation.override(tag):
            told[tag] = str(label)
    return told
