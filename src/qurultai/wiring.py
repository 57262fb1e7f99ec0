"""MAP who reacts to what: each fact and the receivers that are told of it."""

from collections.abc import Callable

from qurultai.kit.journal import Fact
from qurultai.notices.events import MessageQueued
from qurultai.notices.receivers import hand_to_mail_server

REACTIONS: dict[type[Fact], tuple[Callable, ...]] = {
    MessageQueued: (hand_to_mail_server,),
}
