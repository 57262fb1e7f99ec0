"""All reading of notices."""

from uuid import UUID

from django.db.models import Q, QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.keepers import Kept
from qurultai.notices.models import Message
from qurultai.notices.policies import LIST_MESSAGES


def queued_message(message_id: UUID) -> Message | None:
    """A message still to be sent, with its reader."""
    return Message.objects.select_related("person").filter(id=message_id, state=Message.State.QUEUED).first()


def messages_visible_to(actor: Actor, edition_id: UUID, words: str = "", state: str = "") -> QuerySet[Message]:
    """The outbox of one edition, newest first, for those who may see it; others see nothing."""
    if not access.allowed(LIST_MESSAGES, actor, edition_id=edition_id):
        return Message.objects.none()
    found = Message.objects.filter(edition_id=edition_id).select_related("person")
    if words:
        found = found.filter(Q(subject__icontains=words) | Q(person__name__icontains=words))
    return found.filter(state=state) if state else found


def message_visible_to(actor: Actor, edition: object, key: UUID) -> Message:
    """One letter of the edition at hand."""
    return messages_visible_to(actor, edition.id).get(id=key) if edition else Message.objects.none().get()


def kept_of(person_id: UUID) -> Kept:
    """The letters to her."""
    rows = Message.objects.filter(person_id=person_id).order_by("queued_at", "id")
    return Kept(
        {
            "letters": [
                {"subject": row.subject, "text": row.text, "sent_at": row.sent_at.isoformat() if row.sent_at else None}
                for row in rows
            ]
        }
    )
