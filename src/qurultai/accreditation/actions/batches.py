"""Batches for security, their supplements, and what security answers."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from qurultai.accreditation.actions.badges import block_live, make_badges
from qurultai.accreditation.actions.refusals import (
    BatchUnknown,
    DecisionRefused,
    NobodyWaits,
    NothingToSupplement,
)
from qurultai.accreditation.events import BatchFetched, BatchMade, ClearanceDecided
from qurultai.accreditation.models import Badge, Clearance, Decision, Edition, SecurityBatch
from qurultai.accreditation.policies import EXPORT_CLEARANCES, TRANSITION_CLEARANCE, UPDATE_CLEARANCES
from qurultai.accreditation.queries.sheets import spelled
from qurultai.accreditation.rules import batches, clearances
from qurultai.accreditation.rules.batches import Listed, Sheet
from qurultai.accreditation.veils import person_in, veiled
from qurultai.kit import access, clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.people.public import keys_for
from qurultai.registration import public as registration

State = Clearance.State


@action
def make_batch(edition: Edition, *, by: Actor) -> SecurityBatch:
    """Everybody who waits, as the next numbered list. Raises NobodyWaits."""
    access.require(UPDATE_CLEARANCES, by, edition_id=edition.id)
    _lock(edition)
    waiting = list(Clearance.objects.filter(edition=edition, state=State.WAITING))
    if not waiting:
        raise NobodyWaits
    last = SecurityBatch.objects.filter(edition=edition).order_by("-number").first()
    number = last.number + 1 if last else 1
    sheet = Sheet(edition.slug, number, 0, "", added=tuple(_listed(edition, waiting)))
    return _made(edition, sheet, by)


@action
def make_supplement(edition: Edition, number: int, *, by: Actor, with_waiting: bool = False) -> SecurityBatch:
    """What has changed in a batch since its last sheet: added (those who wait, if wished), changed and removed people.

    Raises BatchUnknown, NothingToSupplement.
    """
    access.require(UPDATE_CLEARANCES, by, edition_id=edition.id)
    _lock(edition)
    before = list(SecurityBatch.objects.filter(edition=edition, number=number).order_by("supplement"))
    if not before:
        raise BatchUnknown(number=number)
    wanted = list(Clearance.objects.filter(edition=edition, batch=number).exclude(state=State.WITHDRAWN))
    if with_waiting:
        wanted += Clearance.objects.filter(edition=edition, state=State.WAITING)
    digests = [one.sha256 for one in before]
    sheet = batches.supplement_to(spelled(before), _listed(edition, wanted), edition.slug, number, digests)
    if sheet is None:
        raise NothingToSupplement
    return _made(edition, sheet, by)


@action
def fetch_batch(sheet: SecurityBatch, *, by: Actor) -> SecurityBatch:
    """Take a sheet out of the house, which the journal remembers."""
    access.require(EXPORT_CLEARANCES, by, edition_id=sheet.edition_id)
    journal.record(BatchFetched(sheet.id, sheet.edition_id), by=by, edition_id=sheet.edition_id)
    return sheet


@action
def decide(edition: Edition, outcomes: Mapping[UUID, str], *, by: Actor, source: str = "") -> int:
    """Security's word on these clearances, all or none; `source` is the SHA-256 of the file it came in.

    Whoever is cleared gets a badge, whoever is refused loses hers (R8). The same word again changes nothing. Raises
    DecisionRefused for somebody whom no batch lists.
    """
    access.require(TRANSITION_CLEARANCE, by, edition_id=edition.id)
    _lock(edition)
    rows = (
        Clearance.objects.filter(edition=edition, pk__in=list(outcomes)).select_related("registration").order_by("pk")
    )
    changed = [one for one in rows if one.state != outcomes[one.pk]]
    for one in changed:
        outcome = outcomes[one.pk]
        if outcome not in clearances.OUTCOMES or not clearances.may_follow(one.state, outcome):
            raise DecisionRefused(code=one.registration.code)
        one.state, one.since = outcome, clock.now()
    _keep(changed, by, source)
    facts = [(ClearanceDecided(one.registration_id, edition.id, one.state), edition.id) for one in changed]
    journal.record_many(facts, by=by)
    for one in changed:
        if one.state == State.REFUSED:
            block_live(one.registration_id, Badge.Reason.SECURITY, by=by)
    make_badges(edition, [one for one in changed if one.state == State.CLEARED], by=SYSTEM)
    return len(changed)


def _lock(edition: Edition) -> None:
    Edition.objects.select_for_update().get(pk=edition.pk)


def _made(edition: Edition, sheet: Sheet, by: Actor) -> SecurityBatch:
    went_out = batches.digest(batches.canonical(sheet))
    keys = keys_for(person_in(one.key) for one in (*sheet.added, *sheet.changed))
    made = SecurityBatch.objects.create(
        edition=edition,
        number=sheet.number,
        supplement=sheet.supplement,
        body=veiled(sheet, keys),
        sha256=went_out,
        people=len(sheet.added) + len(sheet.changed) + len(sheet.removed),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    _put_in(edition, sheet)
    fact = BatchMade(made.id, edition.id, made.number, made.supplement, made.sha256)
    journal.record(fact, by=by, edition_id=edition.id)
    return made


def _put_in(edition: Edition, sheet: Sheet) -> None:
    """Those whom the sheet adds wait for security's word now."""
    keys = [one.key.split(".")[0] for one in sheet.added]
    rows = Clearance.objects.filter(edition=edition, registration_id__in=keys, state=State.WAITING)
    rows.update(state=State.IN_BATCH, batch=sheet.number, since=clock.now())


def _listed(edition: Edition, rows: Iterable[Clearance]) -> list[Listed]:
    people = {one.registration_id: one.person_id for one in rows}
    return [
        Listed(
            key=f"{facts.registration_id}.{facts.person_id}",
            code=facts.code,
            name=facts.name,
            latin_name=facts.latin_name,
            country=facts.country,
            organisation=facts.organisation,
            category=facts.category_name.best("en"),
        )
        for facts in registration.badge_facts(edition, list(people))
        if people[facts.registration_id] == facts.person_id
    ]


def _keep(changed: list[Clearance], by: Actor, source: str) -> None:
    Clearance.objects.bulk_update(changed, ["state", "since"], batch_size=500)
    now = clock.now()
    Decision.objects.bulk_create(
        (
            Decision(
                clearance=one,
                person_id=one.person_id,
                batch=one.batch,
                outcome=one.state,
                source=source,
                recorded_at=now,
                recorded_by_id=by.person_id,
            )
            for one in changed
        ),
        batch_size=500,
    )
