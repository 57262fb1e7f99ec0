"""Finding registrations by words."""

from django.db.models import Q

from qurultai.people import public as people
from qurultai.registration.models import Edition, SoughtWord

HIGHEST = "\U0010ffff"


def called(edition: Edition, words: str, registration: str = "pk") -> Q:
    """Whose names, organisation, address or code have, for each of the words, one that begins with it.

    `registration` is the way to the registration from the rows that are filtered.
    """
    found = Q()
    for word in people.words_of(words):
        begins = SoughtWord.objects.filter(edition=edition, word__gte=word, word__lt=word + HIGHEST)
        found &= Q(**{f"{registration}__in": begins.values("registration")})
    return found
