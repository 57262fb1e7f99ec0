"""Registering many at once, all or none, in a few statements; the same rows again change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from qurultai.editions.public import grant_roles
from qurultai.kit import access, clock, journal
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.people import public as people
from qurultai.registration import rules
from qurultai.registration.actions import filling
from qurultai.registration.actions.applying import check_open, correct_registration
from qurultai.registration.actions.finding import words_of
from qurultai.registration.actions.importing.reading import Applicant, Problem, RowsWrong
from qurultai.registration.actions.places import PARTICIPANT, State
from qurultai.registration.actions.recording import record_many
from qurultai.registration.actions.refusals import GroupFull, StateRefused
from qurultai.registration.actions.suspecting import note_twins_of_many
from qurultai.registration.events import RegistrationApproved, RegistrationSubmitted, RegistrationWaits
from qurultai.registration.models import Category, Consent, Group, Registration, SoughtWord
from qurultai.registration.policies import CREATE_REGISTRATION, READ_REGISTRY

BATCH = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were new, were corrected, and were there already as they are."""

    added: int
    corrected: int
    unchanged: int


@action
def register_many(
    category: Category, applicants: Sequence[Applicant], *, by: Actor, group: Group | None = None, language: str = "en"
) -> Imported:
    """Register these people in a category, for a group if one is given; who is there already is corrected.

    Somebody is known by her address, or without one by her name in the group or category. By the category's rule the
    new ones are approved while there are places, wait, or are to be reviewed. Raises RowsWrong, GroupFull,
    RegistrationClosed.
    """
    category = Category.objects.select_for_update(of=("self",)).select_related("edition").get(pk=category.pk)
    probe = Registration(edition_id=category.edition_id, category=category, group=group)
    access.require(CREATE_REGISTRATION, by, probe)
    if not access.allowed(READ_REGISTRY, by, edition_id=category.edition_id):
        check_open(category)
    known = _known(category, group, applicants)
    _check_group(known, applicants, group)
    new = [one for one in applicants if known.get(_key(one)) is None]
    corrected = _correct(known, applicants, by)
    if new:
        _insert(category, group, new, by, language)
    return Imported(len(new), corrected, len(applicants) - len(new) - corrected)


def _key(one: Applicant) -> str:
    return one.email or people.folded(one.head["name"])


def _known(category: Category, group: Group | None, applicants: Sequence[Applicant]) -> dict[str, Registration]:
    rows = Registration.objects.select_related("category", "group").filter(edition_id=category.edition_id)
    rows = rows.exclude(state=State.DRAFT)
    emails = [one.email for one in applicants if one.email]
    found: dict[str, Registration] = {}
    for start in range(0, len(emails), BATCH):
        found |= {row.email: row for row in rows.filter(email__in=emails[start : start + BATCH])}
    if len(emails) < len(applicants):
        here = rows.filter(email="", group=group, **({} if group else {"category": category}))
        found |= {people.folded(row.name): row for row in here}
    return found


def _check_group(known: dict[str, Registration], applicants: Sequence[Applicant], group: Group | None) -> None:
    """A group's head changes nothing of anybody who is not of her group."""
    if group is None:
        return
    others = [one for one in applicants if (row := known.get(_key(one))) is not None and row.group_id != group.pk]
    if others:
        raise RowsWrong([Problem(one.row, "", _("Registered already, not in this group.")) for one in others])


def _correct(known: dict[str, Registration], applicants: Sequence[Applicant], by: Actor) -> int:
    """Correct those who are there already, where their row says something else."""
    corrected, wrong = 0, []
    for one in applicants:
        row = known.get(_key(one))
        if row is None or row.state == State.MERGED:
            continue
        wanted = {name: value for name, value in one.head.items() if value} | dict(one.answers)
        if all(wanted[name] == _now(row, name) for name in wanted):
            continue
        try:
            correct_registration(row, wanted, by=by)
            corrected += 1
        except StateRefused as refusal:
            wrong.append(Problem(one.row, "", f"{row.name}: {refusal}"))
    if wrong:
        raise RowsWrong(wrong)
    return corrected


def _now(row: Registration, name: str) -> object:
    return getattr(row, name) if name in rules.answers.HEAD else row.answers.get(name)


def _insert(category: Category, group: Group | None, new: Sequence[Applicant], by: Actor, language: str) -> None:
    if group is not None:
        free = Group.objects.filter(pk=group.pk, used__lte=F("capacity") - len(new))
        if not free.update(used=F("used") + len(new)):
            raise GroupFull(group=group.name)
    rows = _rows(category, group, new, language)
    _let_in(category, rows)
    Registration.objects.bulk_create(rows, batch_size=BATCH)
    words = (
        SoughtWord(registration=row, edition_id=row.edition_id, word=word) for row in rows for word in words_of(row)
    )
    SoughtWord.objects.bulk_create(words, batch_size=BATCH)
    note_twins_of_many(category.edition_id, rows)
    _consents(category, rows)
    facts = [_fact(RegistrationSubmitted, row) for row in rows]
    facts += [_fact(RegistrationApproved, row) for row in rows if row.state == State.APPROVED]
    facts += [_fact(RegistrationWaits, row) for row in rows if row.state == State.WAITING]
    record_many(facts, by=by)
    parts = [(row.person_id, PARTICIPANT) for row in rows if row.state == State.APPROVED]
    grant_roles(category.edition, parts, by=SYSTEM)


def _rows(category: Category, group: Group | None, new: Sequence[Applicant], language: str) -> list[Registration]:
    now, persons = clock.now(), _persons(category, new, language)
    return [
        Registration(
            edition=category.edition, category=category, group=group, form_id=category.form_id, email=one.email,
            person_id=person_id, answers=dict(one.answers), language=language, started_at=now, changed_at=now,
            submitted_at=now, asked_at=now, state=State.SUBMITTED, source=Registration.Source.ROWS,
            sound=rules.twins.sound_of(one.head["name"]), **one.head,
        )
        for one, person_id in zip(new, persons, strict=True)
    ]  # fmt: skip


def _persons(category: Category, new: Sequence[Applicant], language: str) -> list[UUID]:
    """Who they are: those who sign in with their addresses, and new ones."""
    there = people.people_of_addresses(one.email for one in new)
    taken = set(
        Registration.objects.filter(
            edition_id=category.edition_id, person__in=[person.id for person in there.values()]
        ).values_list("person_id", flat=True)
    )
    wrong = [
        Problem(one.row, "", _("She has begun a registration of her own."))
        for one in new
        if one.email in there and there[one.email].id in taken
    ]
    if wrong:
        raise RowsWrong(wrong)
    fresh = [one for one in new if one.email not in there]
    made = people.add_people(
        [
            people.NewPerson(
                name=one.head["name"], latin_name=one.head["latin_name"], email=one.email,
                country=one.head["country"], language=language,
            )
            for one in fresh
        ],
        by=SYSTEM,
        edition_id=category.edition_id,
    )  # fmt: skip
    entered = {id(one): person.id for one, person in zip(fresh, made, strict=True)}
    return [entered.get(id(one)) or there[one.email].id for one in new]


def _let_in(category: Category, rows: Sequence[Registration]) -> None:
    """Give places to the first rows while there are any; the others wait. The category is locked."""
    if rules.states.after_submission(category.approval, invited=True) != "approved":
        return
    waits = Registration.objects.filter(category=category, state=State.WAITING).exists()
    left = len(rows) if category.capacity is None else 0 if waits else category.capacity - category.used
    count = min(len(rows), left)
    free = Q(capacity=None) | Q(used__lte=F("capacity") - count)
    assert Category.objects.filter(free, pk=category.pk).update(used=F("used") + count) == 1
    for number, row in enumerate(rows):
        row.state = State.APPROVED if number < count else State.WAITING
        row.decided_at = row.submitted_at


def _consents(category: Category, rows: Sequence[Registration]) -> None:
    asked = filling.questions_of(rows[0])
    purposes = {one.key: one.purpose or one.key for one in asked if one.type == "consent"}
    Consent.objects.bulk_create(
        (
            Consent(registration=row, purpose=purpose, form_id=category.form_id, given_at=row.submitted_at)
            for row in rows
            for purpose in sorted({purposes[key] for key in purposes if row.answers.get(key)})
        ),
        batch_size=BATCH,
    )


def _fact(kind: type, row: Registration) -> journal.Fact:
    return kind(row.pk, row.edition_id, row.person_id, row.category_id)
