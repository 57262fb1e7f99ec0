"""Everything that registration keeps of a person, in every forum, for her own copy (I12)."""

from uuid import UUID

from qurultai.kit.keepers import Kept
from qurultai.registration.models import IdentityDocument, Invitation, Registration
from qurultai.registration.queries.applications import all_of, bodies_of
from qurultai.registration.queries.identities import values_of
from qurultai.registration.rules.identity import masked


def kept_of(person_id: UUID) -> Kept:
    """Her applications with their answers and files, her identity documents as she is shown them, her invitations."""
    rows = Registration.objects.filter(person_id=person_id).select_related("category", "edition", "form").order_by("pk")
    documents = IdentityDocument.objects.filter(registration__person_id=person_id).order_by("pk")
    invited = Invitation.objects.filter(registration__person_id=person_id).order_by("pk")
    return Kept(
        {
            "registrations": [all_of(row) for row in rows],
            "identities": [masked(values_of(document)) for document in documents],
            "invitations": [
                {name: getattr(row, name) for name in ("number", "rank", "name", "email", "organisation", "state")}
                for row in invited
            ],
        },
        [one for row in rows for one in bodies_of(row)],
    )
