"""Nothing typed is lost when a session ends in the middle of a form: the form waits, sealed, until she is back.

The key is in a cookie of her browser and nowhere else; whoever reads the table reads nothing.
"""

import base64
import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from qurultai.kit import clock
from qurultai.kit.action import action
from qurultai.kit.idempotency import FIELD
from qurultai.kit.ids import secret_address
from qurultai.kit.models import KeptForm

SECONDS = 3600
LARGEST = 256 * 1024
OURS = frozenset({FIELD, "csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Typed:
    """A form on its way: where it goes, its fields in order, whose it is, and the files that must be chosen again."""

    path: str
    fields: list[tuple[str, str]]
    person: str | None
    files: list[str]

    @property
    def words(self) -> list[str]:
        """What she wrote or chose, to look at."""
        return [value for name, value in self.fields if name not in OURS and value.strip()]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What is sent again: everything but the token of the session that is over."""
        return [(name, value) for name, value in self.fields if name != "csrfmiddlewaretoken"]


def typed_in(request: HttpRequest, person: str | None) -> Typed:
    """The form that a request brought."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return Typed(request.get_full_path(), fields, person, [file.name for file in request.FILES.values()])


@action
def keep(typed: Typed) -> str | None:
    """Seal a form and return the key for the cookie; None when it is too large to be kept."""
    secret, words = secret_address(), json.dumps(asdict(typed)).encode()
    if len(words) > LARGEST:
        return None
    KeptForm.objects.create(id=_id_of(secret), sealed=_seal(secret).encrypt(words), kept_at=clock.now())
    return secret


def kept_for(request: HttpRequest) -> Typed | None:
    """The form that waits for whoever is signed in in this browser; nobody sees another person's."""
    secret = request.COOKIES.get(settings.KEPT_COOKIE_NAME, "")
    since = clock.now() - dt.timedelta(seconds=SECONDS)
    row = KeptForm.objects.filter(id=_id_of(secret), kept_at__gt=since).first() if secret else None
    if row is None:
        return None
    told = json.loads(_seal(secret).decrypt(bytes(row.sealed)))
    typed = Typed(**told | {"fields": [tuple(pair) for pair in told["fields"]]})
    return typed if typed.person == str(request.actor.person_id) else None


@action
def forget_kept(secret: str) -> None:
    """Throw a form away."""
    KeptForm.objects.filter(id=_id_of(secret)).delete()


def forget_old_forms() -> None:
    """Throw away what nobody came back for; a chore, harmless when done twice."""
    KeptForm.objects.filter(kept_at__lt=clock.now() - dt.timedelta(seconds=SECONDS)).delete()


def remember_in(answer: HttpResponse, secret: str) -> None:
    """Give the browser the key."""
    answer.set_cookie(
        settings.KEPT_COOKIE_NAME, secret, max_age=SECONDS, secure=settings.SECURE, httponly=True, samesite="Lax"
    )


def _id_of(secret: str) -> str:
    return hashlib.sha256(f"id:{secret}".encode()).hexdigest()


def _seal(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"seal:{secret}".encode()).digest()))
