"""Exchanging single answers between two registrations of one person, so that nothing is lost and it can be undone."""

from collections.abc import Iterable

from qurultai.registration.actions.files import as_kept
from qurultai.registration.actions.identities import sealed
from qurultai.registration.models import Field, IdentityDocument, Registration, StoredFile
from qurultai.registration.queries.files import bytes_of
from qurultai.registration.queries.identities import values_of
from qurultai.registration.queries.twins import DOCUMENT, choosable
from qurultai.registration.rules.answers import HEAD

FILED = frozenset({"file", "photo"})


def exchange(kept: Registration, gone: Registration, keys: Iterable[str]) -> list[str]:
    """Exchange these, as far as they can be; returns which. Neither registration is saved."""
    fields = choosable(kept, gone)
    wanted = [key for key in fields if key in set(keys)]
    for key in wanted:
        field = fields[key]
        if key == DOCUMENT:
            _exchange_documents(kept, gone)
        elif key in HEAD:
            for name in (key, "sound") if key == "name" else (key,):
                ours, theirs = getattr(kept, name), getattr(gone, name)
                setattr(kept, name, theirs)
                setattr(gone, name, ours)
        elif field is not None:
            _exchange_answers(kept, gone, field)
    return wanted


def _exchange_answers(kept: Registration, gone: Registration, field: Field) -> None:
    given = [(row, row.answers.get(field.key)) for row in (kept, gone)]
    for row, value in ((kept, given[1][1]), (gone, given[0][1])):
        row.answers = {key: one for key, one in row.answers.items() if key != field.key}
        if value is not None:
            row.answers[field.key] = value
    if field.type in FILED:
        for digest in {str(value) for _row, value in given if value}:
            _let_both_have(digest, kept, gone)
    if field.type == "photo":
        kept.photo, gone.photo = gone.photo, kept.photo


def _let_both_have(digest: str, kept: Registration, gone: Registration) -> None:
    rows = StoredFile.objects.filter(sha256=digest, registration__in=[kept, gone])
    files = {file.registration_id: file for file in rows}
    for row in (kept, gone):
        if files and row.pk not in files:
            file = next(iter(files.values()))
            copied = {name: getattr(file, name) for name in ("sha256", "kind", "name", "content_type", "stored_at")}
            StoredFile.objects.create(registration=row, **copied, **as_kept(row, file.kind, bytes_of(file)))


def _exchange_documents(kept: Registration, gone: Registration) -> None:
    """Each is sealed anew, under a new key of her registration."""
    documents = {one.registration_id: one for one in IdentityDocument.objects.filter(registration__in=[kept, gone])}
    told = {key: values_of(document) for key, document in documents.items()}
    IdentityDocument.objects.filter(registration__in=[kept, gone]).delete()
    for row, other in ((kept, gone), (gone, kept)):
        if other.pk in told:
            IdentityDocument.objects.create(registration=row, **sealed(row, told[other.pk]))
