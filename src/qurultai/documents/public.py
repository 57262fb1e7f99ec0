"""The door of documents."""

from qurultai.documents.booklet import FORMS, Booklet, PaperDay, PaperSession, PaperWords, booklet_pdf
from qurultai.documents.typesetting import typeset

__all__ = ["FORMS", "Booklet", "PaperDay", "PaperSession", "PaperWords", "booklet_pdf", "typeset"]
