"""One action = one function = one transaction = a few recorded facts."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import transaction

from qurultai.kit import idempotency

Args = ParamSpec("Args")
Result = TypeVar("Result")


def action(function: Callable[Args, Result]) -> Callable[Args, Result]:
    """Run in one transaction and claim the request's idempotency key in it; nested actions join the outer one."""

    @functools.wraps(function)
    def acting(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        with transaction.atomic():
            claimed = idempotency.claim()
            try:
                return function(*args, **kwargs)
            except BaseException:
                idempotency.release(claimed)
                raise

    acting.is_action = True
    return acting
