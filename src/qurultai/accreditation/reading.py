"""Security's answer as a file: codes and outcomes, read whole or not at all, faults told by row and column."""

import csv
import io
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from qurultai.accreditation.actions.refusals import DecisionsUnread

LARGEST = 2 * 2**20
MOST_ROWS = 20_000
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
    """Outcomes by clearance, from comma- or semicolon-separated UTF-8. Raises DecisionsUnread with every fault."""
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
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DecisionsUnread(problems=_("Save the table as CSV in UTF-8.")) from error
    try:
        lines = list(
            csv.reader(io.StringIO(text), delimiter=";" if ";" in text.split("\n", 1)[0] else ",", strict=True)
        )
    except csv.Error as error:
        raise DecisionsUnread(problems=_("Save the table as CSV in UTF-8.")) from error
    if len(lines) > MOST_ROWS:
        raise DecisionsUnread(problems=_("There are more than %(most)s rows.") % {"most": MOST_ROWS})
    head = [cell.strip().casefold() for cell in lines[0]] if lines else []
    code, outcome = (
        next((n for n, cell in enumerate(head) if cell in heads), -1) for heads in (CODE_HEADS, OUTCOME_HEADS)
    )
    if code < 0 or outcome < 0:
        raise DecisionsUnread(problems=_("Row 1: there must be a column “code” and a column “decision”."))
    for number, line in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in line):
            cells = [*line, *[""] * (len(head) - len(line))]
            yield number, cells[code].strip().upper(), " ".join(cells[outcome].split())
