"""Programmes of odd values: they are imported wholly, or refused in words, and then no row is there."""

import json
import random

import pytest

from qurultai.editions.models import Edition, Room
from qurultai.kit.access import SYSTEM
from qurultai.kit.errors import Refusal
from qurultai.people.models import Person
from qurultai.programme import public as programme
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.testing import generated
from qurultai.programme.models import Session, Source, Topic

pytestmark = pytest.mark.django_db

ALMATY = Assumed(zone="Asia/Almaty", language="en", acronym="odd", title="Odd")
ODD = ("x" * 70_000, "", " ", "\u202e", "a/b?c#d", 10**16, -1, 2**31, True, 1.5, None, [], {}, "1999-01-01", "99:00",
       "2199-12-31T23:59:00+14:00", "9:12:00:00", {"en": "x" * 5_000}, "🛰️" * 300, "'; DROP TABLE")  # fmt: skip


def rows():
    return [model.objects.count() for model in (Edition, Session, Room, Topic, Person, Source)]


def places_in(value, path=()):
    """The paths of all parts of a JSON value."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places_in(part, (*path, key))


def changed(tree, chance):
    tree = json.loads(json.dumps(tree))
    for _ in range(chance.choice((1, 1, 3))):
        path = chance.choice([path for path in places_in(tree) if len(path) > 2])
        inside = tree
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = chance.choice(ODD)
    return tree


@pytest.mark.parametrize("seed", range(40))
def test_an_odd_programme_is_imported_wholly_or_not_at_all(seed):
    chance = random.Random(seed)
    tree = json.loads(programme.write_json(generated(seed, talks=6, rooms=2, days=1), "en", complete=False))
    before = rows()
    try:
        document = programme.read("x.json", json.dumps(changed(tree, chance)).encode(), ALMATY)
        programme.import_programme(document, by=SYSTEM, slug="odd")
    except (programme.Unreadable, Refusal) as refusal:
        assert (rows(), str(refusal) != "") == (before, True)
        return
    edition = Edition.objects.get(slug="odd")
    assert Session.objects.filter(edition=edition).count() == len(document.items)
    assert programme.import_programme(document, by=SYSTEM, edition=edition).nothing_new
    again = programme.read("x.json", programme.write_json(programme.draft_document(edition), "en"), ALMATY)
    assert programme.import_programme(again, by=SYSTEM, edition=edition).nothing_new
