"""What notices tell."""

from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.journal import Fact


@dataclass(frozen=True)
class MessageQueued(Fact):
    """A message waits to be sent."""

    message_id: UUID


@dataclass(frozen=True)
class MessageSent(Fact):
    """A message was handed to the mail server."""

    message_id: UUID
