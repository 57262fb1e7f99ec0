"""What the website does when told a fact; every receiver may be told twice."""

from qurultai.editions.events import EditionChanged, VenueChanged
from qurultai.editions.public import editions
from qurultai.kit import ready
from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Event
from qurultai.people.events import PersonErased
from qurultai.programme.events import NamesRenewed, OpeningsChanged, ProgrammePublished
from qurultai.registration.events import CategoriesChanged
from qurultai.website.releases import release_site

Told = CategoriesChanged | ProgrammePublished | OpeningsChanged | NamesRenewed | EditionChanged | VenueChanged


@long
def render_site(fact: Told, event: Event) -> None:
    """Make the public pages of the edition ready again and put them on air."""
    release_site(next(edition for edition in editions() if edition.id == fact.edition_id))


@long
def forget_past_pages(fact: PersonErased, event: Event) -> None:
    """No page that is off the air is left with her name on it; those on air are made anew before."""
    for edition in editions():
        release_site(edition)
        ready.forget_past(edition.id)
