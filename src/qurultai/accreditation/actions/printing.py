"""Printing: one badge at the desk, or the whole pile by desk in the background, in parts, with progress and a stop."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from qurultai.accreditation.actions.refusals import BadgeState, NothingToPrint, PileState
from qurultai.accreditation.events import BadgePrinted, PileAsked, PilePrinted
from qurultai.accreditation.models import Badge, Edition, PaperPicture, PrintPart, PrintRun
from qurultai.accreditation.models.badges import LIVE
from qurultai.accreditation.policies import CREATE_BADGE, PRINT_BADGE
from qurultai.accreditation.queries.paper import paper_of, waiting_for_paper
from qurultai.accreditation.rules.pictures import ON_PAPER, smaller
from qurultai.accreditation.rules.piles import Part, parts_of
from qurultai.documents.public import BADGE_SIZES
from qurultai.kit import access, clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.registration import public as registration

State = PrintRun.State
UNDER_WAY = (State.WAITING, State.RUNNING)
ALIVE = dt.timedelta(seconds=30)
"""A run that has not been heard of for so long is taken up by another worker where it stopped."""
KEPT = dt.timedelta(days=2)
"""Parts are thrown away after so long; the pile can be printed again."""


@action
def note_printed(badge: Badge, *, by: Actor) -> Badge:
    """A badge goes to paper by itself. Raises BadgeState for a blocked one."""
    badge = Badge.objects.select_for_update(of=("self",)).select_related("registration").get(pk=badge.pk)
    access.require(PRINT_BADGE, by, badge)
    if badge.state not in LIVE:
        raise BadgeState
    badge.printed_at = clock.now()
    badge.save(update_fields=["printed_at"])
    journal.record(BadgePrinted(badge.id, badge.edition_id), by=by, edition_id=badge.edition_id)
    return badge


@action
def ask_pile(edition: Edition, size: str, *, by: Actor, desk: str = "", again: bool = False) -> PrintRun:
    """A pile that the worker prints: of one desk or all, those never printed or (`again`) every live badge.

    Raises NothingToPrint.
    """
    access.require(CREATE_BADGE, by, edition_id=edition.id)
    if size not in BADGE_SIZES:
        raise ValueError(f"not a size of badges: {size}")
    PrintRun.objects.filter(asked_at__lt=clock.now() - KEPT).delete()
    total = len(waiting_for_paper(edition, desk=desk, again=again))
    if not total:
        raise NothingToPrint
    now = clock.now()
    run = PrintRun.objects.create(
        edition=edition, size=size, desk=desk, again=again, total=total, asked_at=now, seen_at=now,
        asked_by_id=by.person_id,
    )  # fmt: skip
    journal.record(PileAsked(run.id), by=by, edition_id=edition.id)
    return run


@action
def cancel_pile(run: PrintRun, *, by: Actor) -> PrintRun:
    """Stop printing after the part at hand; what is printed can be fetched. Raises PileState."""
    access.require(CREATE_BADGE, by, edition_id=run.edition_id)
    if not PrintRun.objects.filter(pk=run.pk, state__in=UNDER_WAY).update(state=State.CANCELLED):
        raise PileState
    run.refresh_from_db()
    return run


@action
def make_picture_ready(badge_id: UUID) -> None:
    """Make the picture that paper needs of a badge's photo, once; without a photo there is none."""
    badge = Badge.objects.get(pk=badge_id)
    known = PaperPicture.objects.filter(registration_id=badge.registration_id, sha256=badge.photo)
    if badge.photo and not known.exists():
        made = {"sha256": badge.photo, "body": smaller(registration.photo_bytes(badge.photo), ON_PAPER)}
        PaperPicture.objects.update_or_create(registration_id=badge.registration_id, defaults=made)


def print_pile(run_id: UUID) -> PrintRun:
    """Print what is not printed yet of a pile, part by part, each in a transaction of its own.

    A run that another worker is printing, or that is over, is left alone.
    """
    run = _take(run_id)
    if run is None:
        return PrintRun.objects.get(pk=run_id)
    left = waiting_for_paper(run.edition, desk=run.desk, again=run.again, since=run.asked_at)
    try:
        for part in parts_of(left, first=run.parts.count() + 1):
            if not _keep(run, part, paper_of(run.edition, part.keys, run.size, run.asked_at)):
                return PrintRun.objects.get(pk=run_id)
    except BaseException:
        _runs(run).update(state=State.FAILED)
        raise
    return _finish(run)


def _take(run_id: UUID) -> PrintRun | None:
    with transaction.atomic():
        run = PrintRun.objects.select_for_update(of=("self",)).select_related("edition").get(pk=run_id)
        if run.state not in UNDER_WAY or (run.state == State.RUNNING and run.seen_at + ALIVE > clock.now()):
            return None
        run.state, run.seen_at = State.RUNNING, clock.now()
        run.save(update_fields=["state", "seen_at"])
    return run


def _keep(run: PrintRun, part: Part, body: bytes) -> bool:
    """Keep a part and count its badges as printed, unless the run was stopped meanwhile."""
    with transaction.atomic():
        if not _runs(run).update(done=F("done") + len(part.keys), seen_at=clock.now()):
            return False
        PrintPart.objects.create(run=run, name=part.name, desk=part.desk, badges=len(part.keys), body=body)
        Badge.objects.filter(pk__in=part.keys).update(printed_at=run.asked_at)
    return True


def _finish(run: PrintRun) -> PrintRun:
    with transaction.atomic():
        if _runs(run).update(state=State.DONE):
            run.refresh_from_db()
            journal.record(PilePrinted(run.id, run.edition_id, run.done), by=SYSTEM, edition_id=run.edition_id)
    return PrintRun.objects.get(pk=run.pk)


def _runs(run: PrintRun) -> QuerySet[PrintRun]:
    return PrintRun.objects.filter(pk=run.pk, state=State.RUNNING)
