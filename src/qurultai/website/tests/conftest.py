"""A published forum with its pages on air, and what every test of ready pages begins with."""

import pytest
from django.core.cache import cache

from qurultai.editions.models import Edition
from qurultai.kit.text import Text
from qurultai.programme.testing import a_venue, in_three, placed, published
from qurultai.website import middleware, pointer
from qurultai.website.releases import release_site


@pytest.fixture(autouse=True)
def fresh_process(tmp_path, settings):
    """Nothing remembered from another test: no shared pointer, no memo."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}
    }
    cache.clear()
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
def session(venue, django_user_model):
    """One session in the hall at nine."""
    from qurultai.programme.testing import a_person

    return placed(venue, "Orbits", a_person("Aru Serik"))


@pytest.fixture
def on_air(venue, session):
    """Version 1 published and its release on air."""
    published(venue)
    release_site(venue.edition)
    forget()
    return venue
