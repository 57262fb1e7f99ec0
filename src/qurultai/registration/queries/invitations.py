"""Invitations as the office and the invited see them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.registration.links import opened_by
from qurultai.registration.models import Edition, Invitation
from qurultai.registration.policies import READ_INVITATION

SORTS = {"number": "sent_at", "name": "name", "wave": "wave", "drafted": "drafted_at"}


def invitation_in_hand(actor: Actor, edition: Edition | None, link: str) -> Invitation:
    """The invitation that the link in its letter opens. Raises Invitation.DoesNotExist."""
    key = opened_by(link, kinds=("invitation",))
    if edition is None or key is None:
        raise Invitation.DoesNotExist
    found = Invitation.objects.select_related("category", "registration").get(edition=edition, pk=key[0])
    found.opened, found.link = True, link
    return found


def invitations_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Invitation]:
    """All invitations of a forum, for those who keep its registry."""
    if edition is None or not access.allowed(READ_INVITATION, actor, edition_id=edition.id):
        return Invitation.objects.none()
    return Invitation.objects.filter(edition=edition).select_related("category")


def matching(actor: Actor, edition: Edition, asked: Asked) -> QuerySet[Invitation]:
    """Those that fit the words and filters."""
    rows = invitations_visible_to(actor, edition)
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    if asked["category"]:
        rows = rows.filter(category__code=asked["category"])
    if asked["wave"]:
        rows = rows.filter(wave=asked["wave"]) if asked["wave"].isdigit() else rows.none()
    for word in asked.words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(organisation__icontains=word) | Q(email__icontains=word))
    return rows


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of them; two queries whatever their number."""
    return sliced(matching(actor, edition, asked), SORTS[asked.by], asked, size, downwards=asked.downwards)


def waves_of(edition: Edition) -> list[tuple[int, int]]:
    """Each wave, and how many drafts wait in it; one query."""
    rows = Invitation.objects.filter(edition=edition).order_by("wave").values("wave")
    drafted = Count("pk", filter=Q(state=Invitation.State.DRAFTED))
    return [(row["wave"], row["drafted"]) for row in rows.annotate(drafted=drafted)]


def invitation_for_letter(key: UUID) -> Invitation | None:
    """An invitation with its forum and category; None when it is gone."""
    return Invitation.objects.select_related("edition", "category", "instead_of").filter(pk=key).first()
