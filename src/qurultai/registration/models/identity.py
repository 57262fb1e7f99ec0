"""Identity documents, sealed."""

from django.db import models

from qurultai.kit.ids import uuid7
from qurultai.registration.models.registrations import Registration


class IdentityDocument(models.Model):
    """What somebody's identity document says, sealed under a key of her own, which is sealed under the master key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="identity")
    wrapped_key = models.BinaryField()
    sealed = models.BinaryField()
    changed_at = models.DateTimeField()
