"""All writing of notices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from qurultai.kit import clock, journal
from qurultai.kit.access import SYSTEM
from qurultai.kit.action import action
from qurultai.notices import rules
from qurultai.notices.events import MessageQueued, MessageSent
from qurultai.notices.models import Message
from qurultai.people.public import addressee


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who is no person yet: what she called herself, her address and language."""

    name: str
    email: str
    language: str


@action
def send(
    *,
    key: str,
    template: str,
    facts: Mapping[str, object],
    person_id: UUID | None = None,
    stranger: Stranger | None = None,
    edition_id: UUID | None = None,
    zone=None,
) -> Message | None:
    """Queue a mail in the language of a person or a stranger; None when she was told of this occasion before or has no
    address.

    `template` names `<template>.subject.txt`, `.txt` and `.html`; `facts` are what they show, times in `zone`.
    """
    person = stranger or addressee(person_id)
    if not person.email:
        return None
    with translation.override(person.language), timezone.override(zone):
        shown = {**facts, "person": person}
        message = Message(
            key=key,
            person_id=person_id,
            address=stranger.email if stranger else "",
            edition_id=edition_id,
            template=template,
            language=person.language,
            subject=rules.one_line(render_to_string(f"{template}.subject.txt", shown)),
            text=render_to_string(f"{template}.txt", shown).strip() + "\n",
            html=render_to_string(f"{template}.html", shown),
            queued_at=clock.now(),
        )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return None
    journal.record(MessageQueued(message.id), by=SYSTEM, edition_id=edition_id)
    return message


@action
def mark_sent(message: Message) -> None:
    """Remember that the mail server took it."""
    message.state, message.sent_at = Message.State.SENT, clock.now()
    message.save(update_fields=["state", "sent_at"])
    journal.record(MessageSent(message.id), by=SYSTEM, edition_id=message.edition_id)


@action
def drop(message: Message) -> None:
    """Give up a message whose reader is not to be written to any more."""
    message.state = Message.State.DROPPED
    message.save(update_fields=["state"])


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """No letter to her is kept, sent or not."""
    person = addressee(person_id)
    letters, _more = Message.objects.filter(person_id=person_id).delete()
    return {"letters": letters + forget_addresses([person.email])["letters"]}


@action
def forget_addresses(addresses: Iterable[str]) -> dict[str, int]:
    """No letter to these addresses is kept, neither in the outbox nor in the folder of a demonstration's mails."""
    wanted = {address for address in addresses if address}
    letters, _more = Message.objects.filter(address__in=wanted).delete()
    folder = Path(settings.EMAIL_FILE_PATH)
    for file in folder.glob("*.log") if folder.is_dir() and wanted else ():
        if any(address.encode() in file.read_bytes() for address in wanted):
            file.unlink(missing_ok=True)
    return {"letters": letters}
