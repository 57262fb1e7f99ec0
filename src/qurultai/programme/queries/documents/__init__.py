"""The programme as a document: what a version stores, what the public site and every export are made from."""

from qurultai.programme.queries.documents.draft import draft_document
from qurultai.programme.queries.documents.sources import sources_of

__all__ = ["draft_document", "sources_of"]
