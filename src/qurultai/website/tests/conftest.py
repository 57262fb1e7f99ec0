"""A published forum with its pages on air, and what every test of ready pages begins with."""

import pytest
from django.core.cache import cache, caches

from qurultai.editions.models import Edition
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.text import Text
from qurultai.programme.testing import a_person, a_venue, in_three, placed, published
from qurultai.website import middleware, pointer


@pytest.fixture(autouse=True)
def fresh_process(tmp_path, settings):
    """Nothing remembered from another test: no shared pointer, no memo."""
    files = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}
    settings.CACHES = {**settings.CACHES, "default": files}
    cache.clear()
    caches["limits"].clear()
    forget()
    yield
    forget()


def forget() -> None:
    """As a process that has just started."""
    pointer.forget()
    middleware.memo.clear()


@pytest.fixture
def venue(db):
    """A forum at the site's root with a name in three languages."""
    made = a_venue()
    names = {"name": in_three("Space Days"), "theme": in_three("From steppe to orbit"), "city": Text(en="Almaty")}
    Edition.objects.filter(id=made.edition.id).update(**names)
    made.edition.refresh_from_db()
    return made


@pytest.fixture
def session(venue):
    """One session in the hall at nine."""
    return placed(venue, "Orbits", a_person("Aru Serik"))


@pytest.fixture
def on_air(venue, session):
    """Version 1 published, and every delivery done that follows from it: its release is on air."""
    published(venue)
    deliver_all()
    forget()
    return venue
