"""What the website does when told a fact; every receiver may be told twice."""

from qurultai.editions.events import EditionChanged
from qurultai.editions.public import editions
from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Event
from qurultai.programme.events import OpeningsChanged, ProgrammePublished
from qurultai.website.releases import release_site


@long
def render_site(fact: ProgrammePublished | OpeningsChanged | EditionChanged, event: Event) -> None:
    """Make the public pages of the edition ready again and put them on air."""
    release_site(next(edition for edition in editions() if edition.id == fact.edition_id))
