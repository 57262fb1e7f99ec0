"""What every page's template may use."""

from django.http import HttpRequest

from qurultai.kit import access


class May:
    """`{% if may.programme.session.update %}` in a template, for the edition at hand."""

    def __init__(self, request: HttpRequest, name: str = "") -> None:
        self._request, self._name = request, name

    def __getitem__(self, part: str) -> "May":
        return May(self._request, f"{self._name}.{part}".lstrip("."))

    def __bool__(self) -> bool:
        permission = access.PERMISSIONS[self._name]
        edition = self._request.edition
        return access.allowed(permission, self._request.actor, edition_id=edition.id if edition else None)


def page(request: HttpRequest) -> dict[str, object]:
    """The edition, the person who looks, and what she may."""
    if not hasattr(request, "actor"):
        return {}
    return {"edition": request.edition, "actor": request.actor, "may": May(request)}
