"""What the gates' side keeps of a person, for her own copy."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from qurultai.accreditation.public import serials_of
from qurultai.kit.keepers import Kept
from qurultai.onsite.models import Entry, Presence, Problem


def of_her_badges(person_id: UUID) -> Q:
    """What is about any of her badges."""
    badges = (Q(edition_id=edition_id, serial=serial) for edition_id, serial in serials_of(person_id))
    return reduce(or_, badges, Q(pk__in=[]))


def kept_of(person_id: UUID) -> Kept:
    """When she came in, where she is or was, and the incidents of her badges with what was written down of them."""
    hers = of_her_badges(person_id)
    return Kept(
        {
            "entries": [
                {"zone": row.zone, "at": row.at.isoformat()} for row in Entry.objects.filter(hers).order_by("at", "pk")
            ],
            "presences": [
                {"zone": row.zone, "inside": row.inside, "since": row.since.isoformat()}
                for row in Presence.objects.filter(hers).order_by("pk")
            ],
            "problems": [
                {"kind": row.kind, "at": row.at.isoformat(), "note": row.note}
                for row in Problem.objects.filter(hers).order_by("at", "pk")
            ],
        }
    )
