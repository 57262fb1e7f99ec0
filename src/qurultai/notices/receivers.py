"""What notices do when told a fact."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from qurultai.kit.journal.deliver import long
from qurultai.notices import actions, queries
from qurultai.notices.events import MessageQueued


@long
def hand_to_mail_server(fact: MessageQueued, event: object) -> None:
    """Send a queued message; a second delivery of the fact finds it sent. The Message-ID stays the same (I7)."""
    message = queries.queued_message(fact.message_id)
    if message is None:
        return
    if not message.to:
        actions.drop(message)
        return
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        headers={
            "Message-ID": f"<{message.id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>",
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(message.html, "text/html")
    mail.send()
    actions.mark_sent(message)
