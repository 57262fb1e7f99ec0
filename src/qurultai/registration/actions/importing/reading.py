"""Rows of a table as applicants: columns known by what they are called in any of the three languages."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from qurultai.kit.cldr import country_choices
from qurultai.kit.errors import Invalid
from qurultai.kit.text import LANGUAGES
from qurultai.people.public import clean_name, clean_words
from qurultai.registration import rules
from qurultai.registration.models import Category, Field
from qurultai.registration.rules.answers import problems_of_head
from qurultai.registration.wording import HEAD, PROBLEMS, TYPES

EMAIL = "email"
NOT_IN_ROWS = frozenset({"file", "photo", "document", "heading"})
MOST_PROBLEMS = 100
YES = frozenset({"yes", "y", "1", "true", "x", "+", "да", "иә", "ия"})
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, or, without a column, in one row; rows are counted as spreadsheets do."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        words = str(PROBLEMS.get(self.what, self.what))
        if not self.column:
            return _("Row %(row)s: %(what)s") % {"row": self.row, "what": words}
        return _("Row %(row)s, “%(column)s”: %(what)s") % {"row": self.row, "column": self.column, "what": words}


class RowsWrong(Invalid):
    """Something in the rows is not right; nothing was written."""

    code = "rows_wrong"
    text = "rows_wrong"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True)
class Applicant:
    """One row: who applies, and what she answers by key."""

    row: int
    head: Mapping[str, str]
    email: str
    answers: Mapping[str, object] = field(default_factory=dict)


def columns_of(fields: Sequence[Field]) -> list[tuple[str, str]]:
    """Keys and names, in the reader's language, of what a table may hold, in their order."""
    head = [(name, str(words)) for name, words in HEAD.items()]
    asked = [(one.key, str(one.label)) for one in fields if one.type not in NOT_IN_ROWS]
    return [*head[:2], (EMAIL, str(TYPES["mail"])), *head[2:], *asked]


def _called(fields: Sequence[Field]) -> dict[str, str]:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for key, words in columns_of(fields):
                known.setdefault(words.casefold(), key)
    return known | {key: key for key, _words in columns_of(fields)}


def applicants_of(category: Category, fields: Sequence[Field], rows: Sequence[Sequence[str]]) -> list[Applicant]:
    """The applicants of a table whose first row names its columns; a table without names has ours in their order.

    Raises RowsWrong with every problem, at most MOST_PROBLEMS.
    """
    known = _called(fields)
    head = [known.get(cell.strip().rstrip("*").strip().casefold(), "") for cell in rows[0]]
    first = 1
    if "name" not in head:
        head, first = [key for key, _words in columns_of(fields)], 0
    names = dict(columns_of(fields))
    reader = _Reader(fields)
    problems: list[Problem] = []
    found: list[Applicant] = []
    for number, cells in enumerate(rows[first:], first + 1):
        told = {key: cell for key, cell in zip(head, cells, strict=False) if key and cell.strip()}
        if told:
            applicant, wrong = reader.read(number, told)
            found.append(applicant)
            problems += [Problem(number, names.get(key, key), what) for key, what in wrong.items()]
    problems += _twice(found)
    if not found:
        problems.append(Problem(1, "", _("There is nobody in this table.")))
    if problems:
        raise RowsWrong(sorted(problems, key=lambda one: one.row)[:MOST_PROBLEMS])
    return found


def _twice(found: Sequence[Applicant]) -> list[Problem]:
    seen: dict[str, int] = {}
    wrong = []
    for one in found:
        if one.email and one.email in seen:
            what = _("This address stands in row %(row)s too.") % {"row": seen[one.email]}
            wrong.append(Problem(one.row, str(TYPES["mail"]), what))
        seen.setdefault(one.email, one.row)
    return wrong


class _Reader:
    """Reads the cells of one form's tables."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = [one for one in fields if one.type not in NOT_IN_ROWS]
        self.questions = [one.question for one in self.fields]
        self.choices = {one.key: _choices(one) for one in self.fields}
        self.countries = {
            name.casefold(): code for language in LANGUAGES for code, name in country_choices(language)
        } | {code.casefold(): code for code, _name in country_choices("en")}

    def read(self, number: int, told: Mapping[str, str]) -> tuple[Applicant, dict[str, str]]:
        """One row and what is wrong with it, by key."""
        head = {name: clean_name(told.get(name, ""))[:200] for name in HEAD}
        head["country"] = self._country(head["country"])
        email = told.get(EMAIL, "").strip().lower()
        wrong = problems_of_head(head)
        mail = rules.answers.Question(EMAIL, "mail")
        if what := rules.answers.problem(mail, email):
            wrong[EMAIL] = what
        answers = {one.key: self._answer(one, told[one.key]) for one in self.fields if one.key in told}
        return Applicant(number, head, email, answers), wrong | rules.answers.problems(self.questions, answers)

    def _country(self, words: str) -> str:
        return self.countries.get(words.casefold(), words)

    def _answer(self, one: Field, cell: str) -> object:
        if one.type == "consent":
            return cell.casefold() in YES
        if one.type == "country":
            return self._country(cell)
        if one.type == "choice":
            return self.choices[one.key].get(cell.casefold(), cell)
        if one.type == "many":
            parts = [part.strip() for part in re.split(r"[;,]", cell) if part.strip()]
            return [self.choices[one.key].get(part.casefold(), part) for part in parts]
        if one.type == "date":
            return _date(cell)
        return clean_words(cell) if one.type == "long_text" else clean_name(cell)


def _choices(one: Field) -> dict[str, str]:
    named = {words.casefold(): key for key, text in one.named_choices for words in text.values()}
    return named | {key.casefold(): key for key, _text in one.named_choices}


def _date(cell: str) -> str:
    dotted = _DOTTED.fullmatch(cell)
    if dotted is None:
        return cell[:10]
    day, month, year = map(int, dotted.groups())
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return cell
