"""Identity documents, sealed."""

from django.db import models

from qurultai.kit.ids import uuid7
from qurultai.registration.models.registrations import Registration


class IdentityDocument(models.Model):
    """What somebody's identity document says, sealed under a key of her own, which is sealed under the master key.

    `trace` is a keyed hash of its number in this forum, by which it is found without being read; it is erased with
    the row that it stands in, and is "" where there is no number.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="identity")
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    trace = models.CharField(max_length=64, blank=True, default="", db_index=True)
    changed_at = models.DateTimeField()
