"""MAP who reacts to what: each fact and the receivers that are told of it."""

from collections.abc import Callable

from qurultai.kit.journal import Fact

REACTIONS: dict[type[Fact], tuple[Callable, ...]] = {}
