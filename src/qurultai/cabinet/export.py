"""Everything that is kept of one person, as plain values for her own copy."""

from qurultai.calendar.public import agenda_of
from qurultai.kit import clock
from qurultai.kit.access import Actor
from qurultai.people.public import affiliations_of, myself, organisation_names_at


def my_data(actor: Actor, edition: object | None) -> dict[str, object]:
    """Person, account, organisations, roles and the agenda of every forum; of nobody else anything but names."""
    person = myself(actor, edition)
    belonging = affiliations_of(person)
    names = organisation_names_at([row.organisation_id for row in belonging], clock.now().date())
    return {
        "person": {
            "code": person.code,
            "name": person.name,
            "latin_name": person.latin_name,
            "email": person.email,
            "phone": person.phone,
            "country": person.country,
            "language": person.language,
            "position": dict(person.position),
            "biography": dict(person.biography),
            "known_since": person.made_at.isoformat(),
        },
        "organisations": [
            {
                "name": dict(names[row.organisation_id]),
                "position": dict(row.position),
                "speaks_for": row.speaks_for,
                "from": row.valid_from.isoformat(),
                "until": row.valid_until.isoformat() if row.valid_until else None,
            }
            for row in belonging
        ],
        "roles": sorted({role for held in actor.roles.values() for role in held}),
        "agenda": [
            {
                "title": dict(entry.title),
                "kind": entry.kind,
                "starts_at": entry.during.starts_at.isoformat(),
                "ends_at": entry.during.ends_at.isoformat(),
                "places": [str(place) for place in entry.places],
                "state": entry.state,
            }
            for entry in agenda_of(person.id, cancelled=True)
        ],
    }
