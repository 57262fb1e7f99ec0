"""Tables of notices: every message that was ever to be sent, once per occasion, person and channel."""

from django.db import models

from qurultai.kit.ids import uuid7
from qurultai.notices.rules import masked
from qurultai.people.models import Person


class Message(models.Model):
    """A mail about one occasion, to one person or to the address of somebody who is no person yet; `key` names the
    occasion with its change number (I7)."""

    class State(models.TextChoices):
        """On its way, sent, or not to be sent any more."""

        QUEUED = "queued"
        SENT = "sent"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(blank=True, default="")
    channel = models.CharField(max_length=8, default="mail")
    edition_id = models.UUIDField(null=True, db_index=True)
    template = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "person", "channel"], name="one_message_an_occasion"),
            models.UniqueConstraint(
                fields=["key", "address", "channel"],
                condition=models.Q(person=None),
                name="one_message_an_occasion_and_address",
            ),
        ]

    @property
    def reader(self) -> str:
        """Who it is for: a name, or the masked address of whoever has none here."""
        return self.person.name if self.person else masked(self.address)

    @property
    def to(self) -> str:
        """The address it goes to; "" when there is none any more."""
        return self.person.email if self.person else self.address
