"""The only expected "no": a refusal with a stable code and words for the reader."""

from collections.abc import Mapping


class Refusal(Exception):
    """An action says no; the page shows `text` with `status`, the API answers problem+json with the same `code`.

    Subclasses set `code`, `text` (lazily translated, with %(name)s places) and `status` (409 or 422).
    """

    code = "refused"
    text = ""
    status = 409

    def __init__(self, **places: object) -> None:
        super().__init__(self.code)
        self.places: Mapping[str, object] = places

    def __str__(self) -> str:
        return str(self.text) % self.places if self.places else str(self.text)


class Invalid(Refusal):
    """Input that can never be accepted as it is."""

    code = "invalid"
    status = 422
