"""The calendar tells those who see free and busy time only the titles that were published (I5)."""

import re

import pytest

from qurultai.editions.models import Grant
from qurultai.kit.access import SYSTEM
from qurultai.kit.text import Text
from qurultai.people.models import Account
from qurultai.programme import public as programme
from qurultai.programme.testing import a_participant, a_person, a_session, a_venue, placed, published, signed_in

pytestmark = pytest.mark.django_db


def test_protocol_reads_a_title_as_it_was_published_and_no_draft(client):
    venue = a_venue()
    speaker, _actor = a_participant(venue, "Speaker")
    officer = a_person("Officer", email="officer@example.org")
    Account.objects.create_user(officer.email, officer)
    Grant.objects.create(edition=venue.edition, person=officer, role="prot")
    known = placed(venue, "Orbits", speaker, state="confirmed")
    published(venue)
    known.refresh_from_db()
    programme.change_session(known, {"title": Text(kk="CNRY", ru="CNRY", en="CNRY-new")}, by=SYSTEM)
    placed(venue, "CNRY-draft", speaker, minute=120)
    page = signed_in(client, officer).get(f"/en/office/calendar/people/{speaker.code}/").content.decode()
    titles = [
        " ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r'<th scope="row">(.*?)</th>', page)
    ]
    assert (titles[0].split()[0], titles[1], "CNRY" in page) == ("Orbits", "Busy", False)


def test_nothing_is_told_before_anything_is_published():
    venue = a_venue()
    assert programme.published_titles(venue.edition.id, [a_session(venue).id]) == {}
