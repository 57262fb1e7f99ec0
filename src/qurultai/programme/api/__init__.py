"""The programme's part of the API: what is published, what is mine, and what the office does."""

from qurultai.programme.api.mine import router as mine
from qurultai.programme.api.office import router as office
from qurultai.programme.api.published import router as published
from qurultai.programme.api.sessions import router as sessions

__all__ = ["mine", "office", "published", "sessions"]
