"""The door of documents."""

from qurultai.documents.badges import BADGE_SIZES, BadgeWords, PaperBadge, badges_pdf
from qurultai.documents.booklet import FORMS, Booklet, PaperDay, PaperSession, PaperWords, booklet_pdf
from qurultai.documents.codes import qr_drawing
from qurultai.documents.typesetting import typeset

__all__ = [
    "BADGE_SIZES",
    "FORMS",
    "BadgeWords",
    "Booklet",
    "PaperBadge",
    "PaperDay",
    "PaperSession",
    "PaperWords",
    "badges_pdf",
    "booklet_pdf",
    "qr_drawing",
    "typeset",
]
