"""Photographs of people as screens and paper show them."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from qurultai.accreditation.models import Badge, PaperPicture
from qurultai.accreditation.rules.pictures import ON_PAPER, ON_SCREEN, smaller
from qurultai.registration.public import photo_bytes


@lru_cache(maxsize=2000)
def thumbnail(sha256: str) -> bytes:
    """A photograph as screens show it. Raises what `photo_bytes` raises."""
    return smaller(photo_bytes(sha256), ON_SCREEN)


def paper_pictures(badges: Sequence[Badge]) -> dict[UUID, bytes]:
    """By badge, the picture for paper: as it was made ready, or made now. Badges without a photo have none."""
    ready = PaperPicture.objects.filter(registration__in=[badge.registration_id for badge in badges])
    known = {(key, sha256): bytes(body) for key, sha256, body in ready.values_list("registration", "sha256", "body")}
    return {
        badge.pk: known.get((badge.registration_id, badge.photo)) or smaller(photo_bytes(badge.photo), ON_PAPER)
        for badge in badges
        if badge.photo
    }
