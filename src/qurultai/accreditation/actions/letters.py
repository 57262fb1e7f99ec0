"""Letters of invitation: set on paper first, then numbered and kept in one short transaction that sees that nothing has
changed meanwhile (I6). Nobody waits for the typesetting of another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from qurultai.accreditation.actions.refusals import LettersMeanwhile, NoLetterNeeded
from qurultai.accreditation.events import VisaLetterIssued
from qurultai.accreditation.models import Edition, VisaCase, VisaLetter, VisaRule
from qurultai.accreditation.policies import CREATE_VISA_LETTER
from qurultai.accreditation.queries.letters import Letter, letter_of, letter_pdf
from qurultai.accreditation.rules.batches import digest
from qurultai.kit import access, clock, journal, sealing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.people.public import keys_for

TRIES = 8
"""So often letters are set anew because something changed while they were."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would go out: what it says, and its bytes."""

    case_id: UUID
    person_id: UUID
    number: int
    language: str
    says: Letter
    body: bytes


def issue_letters(
    edition: Edition,
    cases: Sequence[VisaCase],
    languages: Mapping[UUID, str],
    *,
    by: Actor,
    typeset: Callable[[Letter], bytes] = letter_pdf,
) -> list[VisaLetter]:
    """Letters of invitation for these cases, numbered one after another and kept as they went out.

    `languages` by case. Raises NoLetterNeeded, LettersMeanwhile when others go on changing what they say.
    """
    access.require(CREATE_VISA_LETTER, by, edition_id=edition.id)
    for _try in range(TRIES):
        drafts = _drafts(edition, [case.pk for case in cases], languages, typeset)
        kept = _keep(edition, drafts, by=by)
        if kept is not None:
            return kept
    raise LettersMeanwhile


def _drafts(
    edition: Edition, keys: Sequence[UUID], languages: Mapping[UUID, str], typeset: Callable[[Letter], bytes]
) -> list[Draft]:
    rows, last = _cases(edition, keys), _last(edition)
    drafts = []
    for number, key in enumerate(keys, start=last + 1):
        says = _says(rows[key], number, languages[key])
        drafts.append(Draft(key, rows[key].person_id, number, languages[key], says, typeset(says)))
    return drafts


@action
def _keep(edition: Edition, drafts: Sequence[Draft], *, by: Actor) -> list[VisaLetter] | None:
    """Keep the letters; None, and nothing is kept, when a number is taken or a letter would say something else now."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    rows, last = _cases(edition, [draft.case_id for draft in drafts]), _last(edition)
    if [draft.number for draft in drafts] != list(range(last + 1, last + 1 + len(drafts))):
        return None
    if any(_says(rows[draft.case_id], draft.number, draft.language) != draft.says for draft in drafts):
        return None
    keys = keys_for(draft.person_id for draft in drafts)
    return [_kept(edition, draft, keys[draft.person_id], by) for draft in drafts]


def _kept(edition: Edition, draft: Draft, key: bytes, by: Actor) -> VisaLetter:
    sealed = sealing.seal(key, draft.body, draft.person_id.bytes)
    letter = VisaLetter.objects.create(
        edition=edition, case_id=draft.case_id, number=draft.number, language=draft.language, body=sealed,
        sha256=digest(draft.body), issued_at=clock.now(), issued_by_id=by.person_id,
    )  # fmt: skip
    journal.record(VisaLetterIssued(letter.id, edition.id, draft.number), by=by, edition_id=edition.id)
    return letter


def _cases(edition: Edition, keys: Sequence[UUID]) -> dict[UUID, VisaCase]:
    rows = VisaCase.objects.select_related("edition", "registration").filter(edition=edition, pk__in=keys)
    return {row.pk: row for row in rows}


def _last(edition: Edition) -> int:
    numbers = VisaLetter.objects.filter(edition=edition).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def _says(case: VisaCase, number: int, language: str) -> Letter:
    if case.need == VisaRule.Need.NONE or case.person_id != case.registration.person_id:
        raise NoLetterNeeded
    return letter_of(case, number, language)
