"""Forms, built without code: a version that somebody has answered stays as it is, changes make the next one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.text import slugify

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.registration.actions.refusals import FieldRefused, NameMissing
from qurultai.registration.events import FormChanged
from qurultai.registration.models import Category, Edition, Field, Form, Registration
from qurultai.registration.policies import UPDATE_CATEGORIES
from qurultai.registration.rules.answers import HEAD, TYPES

WITH_CHOICES = frozenset({"choice", "many"})
CHANGEABLE = ("label", "help", "required", "choices", "shown_field", "shown_values", "purpose")
NO_WORDS = Text()


@dataclass(frozen=True, kw_only=True)
class NewField:
    """A question to be asked. `choices` are pairs of a key and its words."""

    type: str
    label: Text
    key: str = ""
    help: Text = NO_WORDS
    required: bool = False
    choices: Sequence[tuple[str, Text]] = ()
    shown_field: str = ""
    shown_values: Sequence[str] = field(default_factory=tuple)
    purpose: str = ""


@action
def add_form(edition: Edition, name: Text, fields: Iterable[NewField] = (), *, by: Actor) -> Form:
    """A form with these questions in their order. Raises NameMissing, FieldRefused."""
    access.require(UPDATE_CATEGORIES, by, edition_id=edition.id)
    if not name:
        raise NameMissing
    form = Form.objects.create(edition=edition, name=name, made_at=clock.now())
    for position, new in enumerate(fields):
        _insert(form, new, position)
    _tell(form, by)
    return form


@action
def add_field(form: Form, new: NewField, *, by: Actor) -> Field:
    """One more question at the end."""
    form = _open(form, by)
    last = form.fields.aggregate(last=Max("position"))["last"]
    made = _insert(form, new, 0 if last is None else last + 1)
    _tell(form, by)
    return made


@action
def change_field(asked: Field, changes: Mapping[str, object], *, by: Actor) -> Field:
    """Other words, choices or conditions; its key and type stay, so that answers keep their meaning."""
    form = _open(asked.form, by)
    row = form.fields.get(key=asked.key)
    for name in CHANGEABLE:
        if name in changes:
            setattr(row, name, _stored(changes[name]) if name == "choices" else changes[name])
    _check(form, row)
    row.save()
    _tell(form, by)
    return row


@action
def remove_field(asked: Field, *, by: Actor) -> Form:
    """Ask this no more; what hung on it is asked of everybody from now on."""
    form = _open(asked.form, by)
    form.fields.filter(key=asked.key).delete()
    form.fields.filter(shown_field=asked.key).update(shown_field="", shown_values=[])
    _tell(form, by)
    return form


@action
def order_fields(form: Form, keys: Sequence[str], *, by: Actor) -> Form:
    """Ask in this order; those that are not named follow as they were. Raises FieldRefused when a question would come
    before the one it hangs on."""
    form = _open(form, by)
    places = {key: number for number, key in enumerate(keys)}
    rows = sorted(form.fields.all(), key=lambda row: places.get(row.key, len(places)))
    for number, row in enumerate(rows):
        row.position = number
    for row in rows:
        _check_order(row, rows)
    Field.objects.bulk_update(rows, ["position"])
    _tell(form, by)
    return form


@action
def rename_form(form: Form, name: Text, *, by: Actor) -> Form:
    """Call all its versions so from now on; the name is for the office only."""
    access.require(UPDATE_CATEGORIES, by, form)
    if not name:
        raise NameMissing
    Form.objects.filter(edition_id=form.edition_id, code=form.code).update(name=name)
    form.name = name
    return form


def _open(form: Form, by: Actor) -> Form:
    """The version that may be changed: the newest, or, when somebody has answered it, a next one like it."""
    access.require(UPDATE_CATEGORIES, by, form)
    versions = Form.objects.select_for_update().filter(edition_id=form.edition_id, code=form.code)
    newest = versions.order_by("-version").first()
    if not Registration.objects.filter(form=newest).exists():
        return newest
    made = Form.objects.create(
        edition_id=newest.edition_id, code=newest.code, version=newest.version + 1, name=newest.name,
        made_at=clock.now(),
    )  # fmt: skip
    copy_fields(newest, made)
    Category.objects.filter(form=newest).update(form=made)
    return made


def copy_fields(source: Form, target: Form) -> None:
    """The same questions under the same keys in another version or another forum's form."""
    columns = ("key", "type", "position", *CHANGEABLE)
    Field.objects.bulk_create(
        Field(form=target, **{name: getattr(row, name) for name in columns}) for row in source.fields.all()
    )


def _insert(form: Form, new: NewField, position: int) -> Field:
    row = Field(
        form=form, key=new.key or _free_key(form, new), type=new.type, label=new.label, help=new.help,
        required=new.required, choices=_stored(new.choices),
        shown_field=new.shown_field, shown_values=list(new.shown_values), purpose=new.purpose, position=position,
    )  # fmt: skip
    _check(form, row)
    row.save(force_insert=True)
    return row


def _stored(choices: Iterable[tuple[str, Text]]) -> list[dict[str, object]]:
    return [{"key": key, "label": dict(words)} for key, words in choices]


def _free_key(form: Form, new: NewField) -> str:
    word = slugify(new.label.best("en"))[:30] or new.type
    taken = {*HEAD, "language", *form.fields.values_list("key", flat=True)}
    names = (word, *(f"{word}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _check(form: Form, row: Field) -> None:
    if not row.label:
        raise NameMissing
    if row.type not in TYPES or row.key in {*HEAD, "language"}:
        raise FieldRefused(why="type")
    if row.type in WITH_CHOICES and len({choice["key"] for choice in row.choices}) < max(1, len(row.choices)):
        raise FieldRefused(why="choices")
    if row.type == "photo" and form.fields.filter(type="photo").exclude(pk=row.pk).exists():
        raise FieldRefused(why="photo")
    _check_order(row, list(form.fields.exclude(pk=row.pk)))


def _check_order(row: Field, others: Sequence[Field]) -> None:
    """A question hangs on one that is asked before it."""
    if row.shown_field and not any(one.key == row.shown_field and one.position < row.position for one in others):
        raise FieldRefused(why="condition")


def _tell(form: Form, by: Actor) -> None:
    journal.record(FormChanged(form.edition_id, form.id, form.version), by=by, edition_id=form.edition_id)
