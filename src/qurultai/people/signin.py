"""Signing in without a password: what allauth must know of our people."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Accounts are made by the forum, not by strangers."""

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs herself up: registration makes persons."""
        return False
