"""Questions and answers: which questions apply, and what is wrong with an answer."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TYPES = (
    "text",
    "long_text",
    "choice",
    "many",
    "date",
    "country",
    "phone",
    "mail",
    "file",
    "photo",
    "document",
    "consent",
    "heading",
)
"""What can be asked; a heading asks nothing."""
HEAD = ("name", "latin_name", "country", "organisation", "position")
"""What every form begins with."""
LONGEST = {"text": 300, "long_text": 5000, "phone": 40, "mail": 254}
_PHONE = re.compile(r"\+?[0-9 ()./-]{5,40}")
_MAIL = re.compile(r"[^@\s<>,;:\"]{1,64}@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]{2,63}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form, without its words. It is asked when `shown_field` has one of `shown_values` (none: any)."""

    key: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()
    shown_field: str = ""
    shown_values: tuple[str, ...] = ()


def is_shown(question: Question, answers: Answers) -> bool:
    """Whether a question applies to whoever gave these answers to the questions before it."""
    if not question.shown_field:
        return True
    given = answers.get(question.shown_field)
    values = [str(one) for one in given] if isinstance(given, (list, tuple)) else [_plain(given)] if given else []
    return any(value in question.shown_values for value in values) if question.shown_values else bool(values)


def _plain(value: object) -> str:
    return "yes" if value is True else str(value)


def shown(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The questions that apply, in their order; one that hangs on a question that is not asked is not asked either."""
    asked: dict[str, object] = {}
    found = []
    for question in questions:
        if is_shown(question, asked):
            found.append(question)
            if question.key in answers:
                asked[question.key] = answers[question.key]
    return found


def kept(questions: Sequence[Question], answers: Answers) -> dict[str, object]:
    """The answers to questions that apply."""
    keys = {question.key for question in shown(questions, answers)}
    return {key: value for key, value in answers.items() if key in keys}


def problem(question: Question, value: object) -> str | None:
    """What is wrong with an answer: `missing`, `long`, `unknown`, `date`, `phone`, `mail`, `country` or `file`."""
    if question.type == "heading":
        return None
    if value in (None, "", [], False):
        return "missing" if question.required else None
    return _CHECKS.get(question.type, _any)(question, value)


def problems(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """The problem of each question that applies and is not answered well."""
    found = {question.key: problem(question, answers.get(question.key)) for question in shown(questions, answers)}
    return {key: what for key, what in found.items() if what}


def _any(question: Question, value: object) -> str | None:
    return None


def _text(question: Question, value: object) -> str | None:
    if not isinstance(value, str):
        return "unknown"
    return "long" if len(value) > LONGEST[question.type] else None


def _choice(question: Question, value: object) -> str | None:
    return None if value in question.choices else "unknown"


def _many(question: Question, value: object) -> str | None:
    return None if isinstance(value, list) and set(value) <= set(question.choices) else "unknown"


def _date(question: Question, value: object) -> str | None:
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return "date"
    return None if 1900 <= day.year <= 2100 else "date"


def _like(pattern: re.Pattern[str], otherwise: str):
    def check(question: Question, value: object) -> str | None:
        return None if isinstance(value, str) and pattern.fullmatch(value) else otherwise

    return check


_CHECKS = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "many": _many,
    "date": _date,
    "country": _like(_COUNTRY, "country"),
    "phone": _like(_PHONE, "phone"),
    "mail": _like(_MAIL, "mail"),
    "file": _like(_DIGEST, "file"),
    "photo": _like(_DIGEST, "file"),
}


def problem_of_head(name: str, value: str) -> str | None:
    """What is wrong with what every form begins with: a name and a country are needed."""
    if name == "name":
        return None if any(sign.isalpha() for sign in value) else "missing"
    if name == "country":
        return "missing" if not value else None if _COUNTRY.fullmatch(value) else "country"
    return None


def problems_of_head(said: Mapping[str, str]) -> dict[str, str]:
    """What is missing or wrong in a whole head."""
    return {name: what for name in HEAD if (what := problem_of_head(name, said[name]))}
