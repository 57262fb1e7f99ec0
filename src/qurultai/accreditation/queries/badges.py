"""Badges at the desk, in the office's table, and one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from qurultai.accreditation.models import Badge, Clearance, Edition, PrintPart, PrintRun
from qurultai.accreditation.models.badges import LIVE
from qurultai.accreditation.policies import CREATE_BADGE, LIST_BADGES, PRINT_BADGE, READ_BADGE
from qurultai.accreditation.rules.badge_code import claimed_serial
from qurultai.accreditation.rules.badges import serial_in
from qurultai.kit.access import Actor, allowed
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.people.public import words_of
from qurultai.registration.public import called

MOST_FOUND = 20
ORDERS = {
    "name": "registration__latin_name",
    "category": "category",
    "made": "made_at",
    "state": "state",
}


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Somebody at the badge desk: her clearance, and her badges, the youngest first."""

    clearance: Clearance
    badges: list[Badge]

    @property
    def live(self) -> Badge | None:
        """The badge that opens gates, if she has one."""
        return next((badge for badge in self.badges if badge.state in LIVE), None)

    @property
    def edition_id(self) -> UUID:
        """The forum."""
        return self.clearance.edition_id

    @property
    def registration_id(self) -> UUID:
        """The key of whose badges they are."""
        return self.clearance.registration_id

    @property
    def registration(self) -> object:
        """Whose badges they are."""
        return self.clearance.registration


def at_desk(actor: Actor, edition: Edition | None, code: str) -> AtDesk:
    """Somebody by her registration's code. Raises Clearance.DoesNotExist."""
    return _at_desk(_visible(actor, edition).get(registration__code=code))


def found_at_desk(actor: Actor, edition: Edition, words: str) -> list[AtDesk]:
    """Whom the words mean: a scanned code, a spoken serial, a registration's code, or a name; at most twenty.

    A code is the very text that was printed, days before it opens anything too. Four queries at most.
    """
    rows, words = _visible(actor, edition), words.strip()
    if not words:
        return []
    if (serial := claimed_serial(words)) is not None:
        return [_at_desk(row) for row in rows.filter(pk__in=_of(edition, serial, code=words))]
    serial, hers = serial_in(words), Q(registration__edition=edition, registration__code=words.upper())
    exactly = Q(pk__in=_of(edition, serial)) if serial else hers
    if (found := list(rows.filter(exactly).order_by())) or not words_of(words):
        return [_at_desk(row) for row in found]
    return [
        _at_desk(row)
        for row in rows.filter(called(edition, words, "registration")).order_by("registration__latin_name", "pk")[
            :MOST_FOUND
        ]
    ]


def these_at_desk(actor: Actor, edition: Edition, registrations: Iterable[UUID]) -> list[AtDesk]:
    """Those of these registrations whom the desk knows, by name; two queries."""
    rows = _visible(actor, edition).filter(registration__in=list(registrations))
    return [_at_desk(row) for row in rows.order_by("registration__latin_name", "pk")]


def my_badge(actor: Actor, edition: Edition | None) -> Badge:
    """One's own live badge. Raises Badge.DoesNotExist."""
    rows = Badge.objects.select_related("registration__category", "edition").filter(edition=edition, state__in=LIVE)
    badge = rows.get(registration__person_id=actor.person_id)
    if not allowed(READ_BADGE, actor, badge):
        raise Badge.DoesNotExist
    return badge


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of the badges that fit; three queries whatever their number."""
    return sliced(matching(actor, edition, asked), ORDERS[asked.by], asked, size, downwards=asked.downwards)


def all_listed(actor: Actor, edition: Edition, asked: Asked) -> list[Badge]:
    """All of them, for a file."""
    way = "-" if asked.downwards else ""
    return list(matching(actor, edition, asked).order_by(f"{way}{ORDERS[asked.by]}", f"{way}pk"))


def matching(actor: Actor, edition: Edition, asked: Asked) -> QuerySet[Badge]:
    """The badges that fit the words and filters."""
    if not allowed(LIST_BADGES, actor, edition_id=edition.id):
        return Badge.objects.none()
    rows = Badge.objects.filter(edition=edition).select_related("registration__category")
    rows = rows.filter(**{name: asked[name] for name in ("state", "reason") if asked[name]})
    if asked["category"]:
        rows = rows.filter(registration__category__code=asked["category"])
    return rows.filter(called(edition, asked.words, "registration")) if asked.words else rows


def runs_of(edition: Edition) -> list[PrintRun]:
    """The piles of late, the last first."""
    return list(PrintRun.objects.filter(edition=edition).select_related("asked_by")[:20])


def run_in_office(actor: Actor, edition: Edition | None, run: UUID) -> PrintRun:
    """One pile. Raises PrintRun.DoesNotExist."""
    if edition is None or not allowed(CREATE_BADGE, actor, edition_id=edition.id):
        raise PrintRun.DoesNotExist
    return PrintRun.objects.select_related("edition").get(pk=run, edition=edition)


def part_in_office(actor: Actor, edition: Edition | None, run: UUID, part: str) -> PrintPart:
    """One part of a pile with its bytes. Raises PrintRun.DoesNotExist, PrintPart.DoesNotExist."""
    return PrintPart.objects.select_related("run").get(run=run_in_office(actor, edition, run), name=part)


def parts_of_run(run: PrintRun) -> list[PrintPart]:
    """The parts of a pile without their bytes."""
    return list(run.parts.defer("body"))


def _of(edition: Edition, serial: int, **more: str) -> QuerySet:
    return Badge.objects.filter(edition=edition, serial=serial, **more).order_by().values("clearance")


def _visible(actor: Actor, edition: Edition | None) -> QuerySet[Clearance]:
    """Everybody, for those who work at the desk or list badges; one's own and one's group's need no desk."""
    if edition is None or not any(allowed(one, actor, edition_id=edition.id) for one in (PRINT_BADGE, LIST_BADGES)):
        return Clearance.objects.none()
    badges = Prefetch("badges", Badge.objects.order_by(F("made_at").desc(), "-pk"), to_attr="hers")
    rows = Clearance.objects.filter(edition=edition).select_related("registration__category", "registration__group")
    return rows.prefetch_related(badges)


def _at_desk(row: Clearance) -> AtDesk:
    return AtDesk(row, row.hers)
