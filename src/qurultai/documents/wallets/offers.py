"""Which wallets a forum offers: those whose keys the operator has set up, and whose keys are good today."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.utils.translation import gettext as _

from qurultai.documents.wallets.apple import pkpass
from qurultai.documents.wallets.content import WalletBadge
from qurultai.documents.wallets.google import save_link
from qurultai.documents.wallets.keys import KeysRefused, apple_keys, google_keys

READERS: dict[str, tuple[str, Callable[[], object]]] = {
    "apple": ("QURULTAI_APPLE_PASS_FILE", apple_keys),
    "google": ("QURULTAI_GOOGLE_WALLET_FILE", google_keys),
}
"""By wallet: the variable that names its file, and who reads it."""


class NoWallet(Exception):
    """This wallet is not offered here."""


def wallets_offered() -> tuple[str, ...]:
    """`apple`, `google`, both or none."""
    offered = []
    for wallet, (_variable, read) in READERS.items():
        with suppress(KeysRefused):
            offered += [wallet] if read() else []
    return tuple(offered)


def apple_pass(badge: WalletBadge) -> bytes:
    """A badge as a `.pkpass`. Raises NoWallet."""
    return pkpass(badge, _usable("apple"))


def google_link(badge: WalletBadge) -> str:
    """The address that saves a badge in Google Wallet. Raises NoWallet."""
    return save_link(badge, _usable("google"), settings.BASE_URL)


def _usable(wallet: str) -> object:
    try:
        keys = READERS[wallet][1]()
    except KeysRefused as refused:
        raise NoWallet from refused
    if keys is None:
        raise NoWallet
    return keys


@register
def check_wallets(**asked: object) -> list[CheckMessage]:
    """At the start, and in `qurultai doctor`: keys that are set up and make no badge, and why."""
    found: list[CheckMessage] = []
    for wallet, (variable, read) in READERS.items():
        try:
            read()
        except KeysRefused as refused:
            words = _("%(variable)s: %(why)s The button for this wallet is not shown.")
            found.append(
                Warning(words % {"variable": variable, "why": refused.why}, id=f"documents.{wallet.upper()}_WALLET")
            )
    return found
