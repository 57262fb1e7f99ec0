"""The API's forums: that an edition exists is public."""

import datetime as dt

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from qurultai.editions import queries
from qurultai.editions.models import Edition
from qurultai.kit.access import OPEN, guard
from qurultai.kit.api import InLanguage, Language, Words, for_everybody, in_words, language_of

router = Router(tags=["editions"])


class EditionOut(Schema):
    """One forum: a city, dates, a zone."""

    slug: str = Field(description="Its name in every address of this API")
    name: Words
    theme: Words
    summary: Words
    city: Words
    starts_on: dt.date
    ends_on: dt.date
    zone: str = Field(description="IANA name of the zone in which its times are shown")
    languages: list[str]
    at_root: bool = Field(description="Whether the site's front page shows it")
    is_demonstration: bool
    cancelled: bool


def as_out(edition: Edition, language: Language | None) -> EditionOut:
    """An edition as the API tells it."""
    words = {field: in_words(getattr(edition, field), language) for field in ("name", "theme", "summary", "city")}
    plain = ("slug", "starts_on", "ends_on", "zone", "languages", "at_root", "is_demonstration", "cancelled")
    return EditionOut(**words, **{field: getattr(edition, field) for field in plain})


@router.get("/editions", response=list[EditionOut], operation_id="list_editions")
@for_everybody
@guard(OPEN)
def editions(request: HttpRequest, language: InLanguage = None) -> list[EditionOut]:
    """All editions of all forums here, the newest first."""
    spoken = language_of(request, language)
    return [as_out(edition, spoken) for edition in queries.editions()]


@router.get("/editions/{edition}", response=EditionOut, operation_id="read_edition")
@for_everybody
@guard(OPEN)
def edition(request: HttpRequest, edition: str, language: InLanguage = None) -> EditionOut:
    """One edition."""
    if request.edition is None:
        raise Http404
    return as_out(request.edition, language_of(request, language))
