"""One action = one function = one transaction = a few recorded facts."""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import transaction

from qurultai.kit import idempotency

Args = ParamSpec("Args")
Result = TypeVar("Result")
_acting: ContextVar[bool] = ContextVar("acting", default=False)


def action(function: Callable[Args, Result]) -> Callable[Args, Result]:
    """Run in one transaction and claim the request's idempotency key in it; nested actions join the outer one.

    A nested action that fails takes the outer one with it: who goes on after its refusal calls it in a
    `transaction.atomic()` of its own, which is a savepoint.
    """

    @functools.wraps(function)
    def acting(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        if _acting.get():
            with transaction.atomic(savepoint=False):
                return function(*args, **kwargs)
        token = _acting.set(True)
        try:
            with transaction.atomic():
                claimed = idempotency.claim()
                try:
                    return function(*args, **kwargs)
                except BaseException:
                    idempotency.release(claimed)
                    raise
        finally:
            _acting.reset(token)

    acting.is_action = True
    return acting
