"""What a page says to machines inside itself: schema.org as JSON-LD."""

from typing import Any

import msgspec
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from qurultai.website.pages.composing import Site
from qurultai.website.shapes import Speaker, Talk


def linked(site: Site, name: str, context: dict[str, Any]) -> SafeString | str:
    """JSON-LD for the front page, a session and a speaker; "" for the others. Safe inside a script element."""
    makers = {"home": _forum, "session": _session, "speaker": _speaker}
    if name not in makers:
        return ""
    value = {"@context": "https://schema.org", **makers[name](site, context)}
    escaped = (
        msgspec.json.encode(value).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )
    return mark_safe(escaped)


def _forum(site: Site, context: dict[str, Any]) -> dict[str, Any]:
    edition = site.edition
    status = "EventCancelled" if edition.cancelled else "EventScheduled"
    value = {
        "@type": "Event",
        "name": edition.name.best(site.language),
        "startDate": edition.starts_on.isoformat(),
        "endDate": edition.ends_on.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": list(edition.languages),
        "url": settings.BASE_URL + context["home_url"],
        "location": {
            "@type": "Place",
            "name": edition.city.best(site.language),
            "address": edition.city.best(site.language),
        },
    }
    description = edition.summary.best(site.language) or edition.theme.best(site.language)
    return value | ({"description": description} if description else {})


def event(talk: Talk) -> dict[str, Any]:
    """One session as a schema.org Event."""
    value = {
        "@type": "Event",
        "@id": f"urn:uuid:{talk.item.guid}",
        "name": talk.title.text,
        "startDate": talk.starts_at.isoformat(),
        "endDate": talk.ends_at.isoformat(),
        "url": settings.BASE_URL + talk.url,
        "performer": [_performer(part.speaker) for part in talk.parts],
        "description": talk.abstract.text,
        "inLanguage": talk.item.language,
    }
    if talk.place:
        value["location"] = {"@type": "Place", "name": talk.place.name.text}
    return {key: part for key, part in value.items() if part}


def _performer(speaker: Speaker) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "Person", "name": speaker.name}
    if speaker.position:
        value["jobTitle"] = speaker.position.text
    if speaker.organisation:
        value["affiliation"] = {"@type": "Organization", "name": speaker.organisation}
    return value


def _session(site: Site, context: dict[str, Any]) -> dict[str, Any]:
    return event(context["talk"]) | {"superEvent": _forum(site, context)}


def _speaker(site: Site, context: dict[str, Any]) -> dict[str, Any]:
    person = context["person"]
    return _performer(person) | {"url": settings.BASE_URL + person.url}
