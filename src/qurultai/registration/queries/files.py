"""Reading files as they were given."""

from qurultai.kit import sealing
from qurultai.registration.models import StoredFile


def bytes_of(file: StoredFile) -> bytes:
    """A file's own bytes. Raises Unsealable."""
    body = bytes(file.body)
    return sealing.unseal(bytes(file.wrapped_key), body, file.registration_id.bytes) if file.wrapped_key else body
