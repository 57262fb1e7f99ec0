"""What the programme keeps of a person, and how it forgets her, in versions too, whose sessions stay (I12)."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from qurultai.kit import clock, journal
from qurultai.kit.access import SYSTEM
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.kit.keepers import Kept
from qurultai.people.public import WITHHELD
from qurultai.programme.actions.openings import lay_openings
from qurultai.programme.actions.sign_ups import withdraw_sign_up
from qurultai.programme.events import NamesRenewed
from qurultai.programme.formats.document import from_json, to_json
from qurultai.programme.models import Person, Session, SessionRole, SignUp, Source, Star, Version
from qurultai.programme.rules.forgetting import changes_without, without


class SpeaksStill(Refusal):
    """She stands in a programme that people still go by."""

    code = "erasure_speaks"
    text = _("She still has a part in the programme (%(sessions)s). Take her out of it first, and publish.")


def kept_of(person_id: UUID) -> Kept:
    """Her parts in sessions, the places she took, and what she starred; what imported files said of her."""
    parts = SessionRole.objects.filter(person_id=person_id).select_related("session").order_by("id")
    places = SignUp.objects.filter(person_id=person_id).select_related("session").order_by("id")
    stars = Star.objects.filter(person_id=person_id).select_related("session").order_by("id")
    return Kept(
        {
            "parts": [{"session": dict(one.session.title), "role": one.role, "minutes": one.minutes} for one in parts],
            "places": [
                {"session": dict(one.session.title), "state": one.state, "asked_at": one.asked_at.isoformat()}
                for one in places
            ],
            "stars": [dict(one.session.title) for one in stars],
            "imported": list(_sources(person_id).values_list("record", flat=True)),
        }
    )


def _sources(person_id: UUID):
    return Source.objects.filter(kind=Source.Kind.PERSON, ref=person_id).order_by("id")


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """Her places go to who waits, her stars are gone, and in every version a sign stands for her name.

    Raises SpeaksStill while she has a part in a session of a forum that is not over.
    """
    _require_silent(person_id)
    places = SignUp.objects.filter(person_id=person_id).exclude(state=SignUp.State.WITHDRAWN)
    for place in list(places.filter(session__edition__ends_on__gte=clock.now().date()).select_related("session")):
        withdraw_sign_up(place.session, person_id, by=SYSTEM)
    versions = _forget_in_versions(person_id)
    return {
        "stars": Star.objects.filter(person_id=person_id).delete()[0],
        "records": _sources(person_id).delete()[0],
        "versions": versions,
    }


def _require_silent(person_id: UUID) -> None:
    coming = Session.objects.filter(edition__ends_on__gte=clock.now().date()).exclude(state=Session.State.CANCELLED)
    codes = coming.filter(roles__person_id=person_id).order_by("code").values_list("code", flat=True).distinct()
    if said := list(codes[:5]):
        raise SpeaksStill(sessions=", ".join(said))


def _forget_in_versions(person_id: UUID) -> int:
    """Write the versions anew that name her; what is on air is rendered and indexed anew by the fact."""
    person = Person.objects.get(pk=person_id)
    keys = frozenset({str(person_id), *_sources(person_id).values_list("key", flat=True)})
    hers, count, editions = keys | ({person.name, person.latin_name} - {""}), 0, set()
    for version in Version.objects.select_for_update().order_by("pk").iterator(chunk_size=20):
        written = {
            name: to_json(without(from_json(told), keys, str(person_id), WITHHELD))
            for name in ("document", "sealed", "today")
            if (told := getattr(version, name))
        }
        written["changes"] = changes_without(version.changes, hers, WITHHELD)
        changed = {name: value for name, value in written.items() if value != getattr(version, name)}
        if changed:
            Version.objects.filter(pk=version.pk).update(**changed, revision=version.revision + 1)
            count += 1
            editions.add(version.edition_id)
    for edition_id in sorted(editions):
        lay_openings(edition_id, by=SYSTEM)
        journal.record(NamesRenewed(edition_id), by=SYSTEM, edition_id=edition_id)
    return count
