"""Finding registrations by words."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from qurultai.people import public as people
from qurultai.registration.models import Edition, SoughtWord

HIGHEST = "\U0010ffff"
FEW = 500
"""So many rows of a word are named by their keys."""


def called(edition: Edition, words: str, registration: str = "pk") -> Q:
    """Whose names, organisation, address or code have, for each of the words, one that begins with it.

    `registration` is the way to the registration from the rows that are filtered. The rarest word leads, its few rows
    by their keys, for no database guesses well how many rows a word has. Words without letters find nobody.
    """
    wanted = people.words_of(words)
    first = {word: list(_beginning(edition, word).values_list("registration", flat=True)[: FEW + 1]) for word in wanted}
    if not first:
        return Q(pk__in=[])
    rarest = min(wanted, key=lambda word: len(first[word]))
    few = len(first[rarest]) <= FEW
    found = Q(**{f"{registration}__in": first[rarest] if few else _beginning(edition, rarest).values("registration")})
    for word in wanted:
        if word != rarest:
            found &= Q(Exists(_beginning(edition, word).filter(registration=OuterRef(registration))))
    return found


def _beginning(edition: Edition, word: str) -> QuerySet[SoughtWord]:
    return SoughtWord.objects.filter(edition=edition, word__gte=word, word__lt=word + HIGHEST).order_by()
