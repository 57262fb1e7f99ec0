"""The door of notices."""

from qurultai.notices.actions import Stranger, send

__all__ = ["Stranger", "send"]
