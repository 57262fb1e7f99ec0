"""The door of notices."""

from qurultai.notices.actions import send

__all__ = ["send"]
