"""Writing what was typed into a registration, and saying what is wrong with it."""

from collections.abc import Mapping

from qurultai.kit.text import LANGUAGES
from qurultai.people import public as people
from qurultai.registration import rules
from qurultai.registration.models import Field, Registration
from qurultai.registration.queries.asking import questions_of
from qurultai.registration.queries.identities import problem_of_identity
from qurultai.registration.rules.answers import HEAD

COLUMNS = (*HEAD, "sound", "language", "photo", "answers")
LONGEST_ANSWER = 10_000
MOST_CHOSEN = 100


def write(registration: Registration, changes: Mapping[str, object]) -> set[str]:
    """Put what was typed in its place, cleaned of what hides or harms; returns what changed."""
    changed = {name for name in HEAD if name in changes and _set(registration, name, _line(changes[name]))}
    registration.sound = rules.twins.sound_of(registration.name)
    if changes.get("language") in LANGUAGES and _set(registration, "language", str(changes["language"])):
        changed.add("language")
    answers = dict(registration.answers)
    for field in questions_of(registration):
        if field.key in changes and field.type not in {"heading", "document"}:
            value = _answer(field, changes[field.key])
            if answers.get(field.key) != value:
                answers[field.key] = value
                changed.add(field.key)
                if field.type == "photo":
                    registration.photo = str(value)
    registration.answers = answers
    return changed


def _set(registration: Registration, name: str, value: str) -> bool:
    value = value[:2].upper() if name == "country" else value[:200]
    before = getattr(registration, name)
    setattr(registration, name, value)
    return before != value


def _line(value: object) -> str:
    return people.clean_name(str(value or ""))


def _answer(field: Field, value: object) -> object:
    if field.type == "consent":
        return value in {True, "on", "yes", "true"}
    if field.type == "many":
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return [_line(one)[:200] for one in chosen[:MOST_CHOSEN] if one]
    if field.type == "long_text":
        return people.clean_words(str(value or "")[:LONGEST_ANSWER])
    line = _line(str(value or "")[:LONGEST_ANSWER])
    return line.lower() if field.type == "mail" else line


def head_of(registration: Registration) -> dict[str, str]:
    """Her head, by its names."""
    return {name: getattr(registration, name) for name in HEAD}


def new_person_of(registration: Registration) -> people.NewPerson:
    """Whom she is, as her registration says it, for somebody who is not known yet."""
    return people.NewPerson(
        name=registration.name, latin_name=registration.latin_name, email=registration.email,
        country=registration.country, language=registration.language,
    )  # fmt: skip


def problems(registration: Registration) -> dict[str, str]:
    """What is missing or wrong, by field; the photo and other files are looked at when they are given."""
    found = rules.answers.problems_of_head(head_of(registration))
    questions = [field.question for field in questions_of(registration)]
    found |= rules.answers.problems([one for one in questions if one.type != "document"], registration.answers)
    for question in rules.answers.shown(questions, registration.answers):
        what = problem_of_identity(registration) if question.type == "document" else None
        if what and (question.required or what != "missing"):
            found[question.key] = what
    return found


def kept_answers(registration: Registration) -> dict[str, object]:
    """The answers to the questions that apply: what was typed into others is gone when the form is sent."""
    return rules.answers.kept([field.question for field in questions_of(registration)], registration.answers)


def consented(registration: Registration) -> list[str]:
    """The purposes that she agreed to."""
    fields, answers = questions_of(registration), kept_answers(registration)
    return sorted(
        {field.purpose or field.key for field in fields if field.type == "consent" and answers.get(field.key)}
    )
