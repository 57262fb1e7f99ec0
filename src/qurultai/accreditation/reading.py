"""Security's answer as a file: codes and outcomes, read whole or not at all, faults told by row and column."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from qurultai.accreditation.actions.refusals import DecisionsUnread
from qurultai.kit.sheet_reading import rows_of

MOST_FAULTS = 10
CODE_HEADS = frozenset({"code", "код"})
OUTCOME_HEADS = frozenset({"decision", "outcome", "решение", "шешім"})
OUTCOMES = {
    "cleared": "cleared", "yes": "cleared", "допущен": "cleared", "допущена": "cleared", "да": "cleared",
    "рұқсат": "cleared", "иә": "cleared",
    "refused": "refused", "no": "refused", "не допущен": "refused", "не допущена": "refused", "нет": "refused",
    "рұқсат жоқ": "refused", "жоқ": "refused",
}  # fmt: skip
"""What security may write, in any of the three languages; whoever is not decided yet has an empty cell."""


def decisions_in(body: bytes, keys: Mapping[str, UUID]) -> dict[UUID, str]:
    """Outcomes by clearance, from a workbook or CSV. Raises SheetUnreadable, DecisionsUnread with every fault."""
    faults: list[str] = []
    outcomes: dict[UUID, str] = {}
    for row, code, word in _rows(body):
        outcome = OUTCOMES.get(word.casefold())
        if code not in keys:
            faults.append(_("Row %(row)s, code: “%(word)s” is not in this batch.") % {"row": row, "word": code[:20]})
        elif not outcome and word:
            faults.append(_("Row %(row)s, decision: “%(word)s” is no decision.") % {"row": row, "word": word[:20]})
        elif outcome and outcomes.get(keys[code], outcome) != outcome:
            faults.append(_("Row %(row)s, decision: %(word)s has two.") % {"row": row, "word": code})
        elif outcome:
            outcomes[keys[code]] = outcome
    if faults:
        raise DecisionsUnread(problems=" ".join(faults[:MOST_FAULTS]))
    if not outcomes:
        raise DecisionsUnread(problems=_("There is no decision in this file."))
    return outcomes


def _rows(body: bytes) -> Iterator[tuple[int, str, str]]:
    first, *lines = rows_of(body)
    head = [cell.casefold() for cell in first]
    code, outcome = (
        next((n for n, cell in enumerate(head) if cell in heads), -1) for heads in (CODE_HEADS, OUTCOME_HEADS)
    )
    if code < 0 or outcome < 0:
        raise DecisionsUnread(problems=_("Row 1: there must be a column “code” and a column “decision”."))
    for number, line in enumerate(lines, start=2):
        if any(line):
            cells = [*line, *[""] * (len(head) - len(line))]
            yield number, cells[code].upper(), " ".join(cells[outcome].split())
