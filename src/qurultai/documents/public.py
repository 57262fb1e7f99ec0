"""The door of documents."""

from qurultai.documents.badges import BADGE_SIZES, BadgeWords, PaperBadge, badges_pdf
from qurultai.documents.booklet import FORMS, Booklet, PaperDay, PaperSession, PaperWords, booklet_pdf
from qurultai.documents.codes import qr_drawing
from qurultai.documents.typesetting import typeset
from qurultai.documents.wallets.apple import CONTENT_TYPE as PKPASS
from qurultai.documents.wallets.content import WalletBadge
from qurultai.documents.wallets.offers import NoWallet, apple_pass, google_link, wallets_offered

__all__ = [
    "BADGE_SIZES",
    "FORMS",
    "PKPASS",
    "BadgeWords",
    "Booklet",
    "NoWallet",
    "PaperBadge",
    "PaperDay",
    "PaperSession",
    "PaperWords",
    "WalletBadge",
    "apple_pass",
    "badges_pdf",
    "booklet_pdf",
    "google_link",
    "qr_drawing",
    "typeset",
    "wallets_offered",
]
