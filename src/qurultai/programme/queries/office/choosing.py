"""Sessions to choose by writing."""

from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.kit.ui.choosing import MOST, Choice, LookUp
from qurultai.programme.models import Edition, Session
from qurultai.programme.queries.sessions import sessions_visible_to
from qurultai.stems import words_of


def sessions_to_choose(actor: Actor, edition: Edition, besides: Session | None = None) -> LookUp:
    """Sessions by words of their titles in any language or by code, but for one; one query."""

    def look_up(words: str) -> list[Choice]:
        wanted = words_of(words)
        rows = sessions_visible_to(actor, edition).exclude(pk=besides.pk if besides else None)
        choices = [
            Choice(code, str(title))
            for code, title in rows.order_by("code").values_list("code", "title")
            if wanted and all(word in _text(code, title) for word in wanted)
        ]
        exact = [choice for choice in choices if choice.code.upper() == words.strip().upper()]
        return exact or choices[: MOST + 1]

    return look_up


def _text(code: str, title: Text) -> str:
    return " ".join(words_of(" ".join((code, *title.values()))))
