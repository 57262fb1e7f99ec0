"""Named permissions of notices."""

from qurultai.kit.access import Noun

MESSAGE_OUTBOX = Noun("notices.message_outbox")
LIST_MESSAGES = MESSAGE_OUTBOX.verb("list")
READ_MESSAGE = MESSAGE_OUTBOX.verb("read")
