"""By which words a registration is found once it is sent, and whose twin it may be."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.prepared import prepared
from qurultai.people import public as people
from qurultai.registration.actions.suspecting import note_twins
from qurultai.registration.models import Registration, SoughtWord

LONGEST = 64
MOST = 40


def words_of(registration: Registration) -> set[str]:
    """Names in every spelling, organisation, address and code, folded."""
    names = people.sought_of(registration.name, registration.latin_name)
    rest = people.folded(f"{registration.organisation} {registration.email} {registration.code}")
    return {word[:LONGEST] for word in f"{names} {rest}".split()[:MOST]}


def enter(registration: Registration) -> None:
    """Let it be found by its words and no others, and be compared with those that it is like."""
    wanted = words_of(registration)
    known = {row.word: row.pk for row in _entered(registration.pk)}
    if gone := [key for word, key in known.items() if word not in wanted]:
        SoughtWord.objects.filter(pk__in=gone).delete()
    SoughtWord.objects.bulk_create(
        SoughtWord(registration=registration, edition_id=registration.edition_id, word=word)
        for word in sorted(wanted - known.keys())
    )
    note_twins(registration)


@prepared
def _entered(registration_id: UUID) -> QuerySet[SoughtWord]:
    return SoughtWord.objects.filter(registration_id=registration_id)
