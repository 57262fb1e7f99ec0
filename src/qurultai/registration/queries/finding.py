"""Finding registrations by words."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from qurultai.people import public as people
from qurultai.registration.models import Edition, SoughtWord

HIGHEST = "\U0010ffff"
FEW = 500
"""So many registrations are named by their keys."""


def called(edition: Edition, words: str, registration: str = "pk") -> Q:
    """Whose names, organisation, address or code have, for each of the words, one that begins with it.

    `registration` is the way to the registration from the rows that are filtered. The rarest word leads, its few rows
    by their keys, and for each of its rows the others are looked up among the words of that registration: no database
    guesses well how many rows a word has. Words without letters find nobody.
    """
    begun = {word: _keys(_beginning(edition, word)) for word in people.words_of(words)}
    if not begun:
        return Q(pk__in=[])
    rarest = min(begun, key=lambda word: len(begun[word]))
    led = _beginning(edition, rarest)
    for word in begun.keys() - {rarest}:
        led = led.filter(Exists(_begun(word).filter(registration=OuterRef("registration"))))
    keys = begun[rarest] if len(begun) == 1 else _keys(led)
    return Q(**{f"{registration}__in": keys if len(keys) <= FEW else led.values("registration")})


def _keys(found: QuerySet[SoughtWord]) -> set[UUID]:
    """The registrations of some words; of more than FEW it is only known that they are more."""
    return set(found.values_list("registration_id", flat=True).distinct()[: FEW + 1])


def _beginning(edition: Edition, word: str) -> QuerySet[SoughtWord]:
    return _begun(word).filter(edition=edition)


def _begun(word: str) -> QuerySet[SoughtWord]:
    return SoughtWord.objects.filter(word__gte=word, word__lt=word + HIGHEST).order_by()
