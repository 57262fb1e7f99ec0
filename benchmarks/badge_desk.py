"""The office's lists of accreditation at size: `python -m benchmarks.badge_desk [--people 100000]`.

So many invented people with clearances, badges and visa cases are put into a data folder of its own. Each page is
opened through the whole stack of middlewares: CPU-ms of this process (the median of several), and queries. Exit status
1 when somebody at the desk is not found within a second.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time

TIMES = 9
MOST_MS = 1000
DOCUMENT = "N00000042"
NAMES = ("Айгерім", "Nursultan", "Wolfgang", "Ольга", "Asha", "Muhammad", "Сәуле", "José", "Thảo", "Ivan")
FAMILIES = ("Сәрсенбай", "Petrov", "Bergmann", "Nguyen", "Қожахмет", "O'Connor", "García", "Venkat", "Kim", "Ли")


def main() -> int:
    """Fill, open every page, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    given = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "qurultai.project.settings"
    os.environ["QURULTAI_HOSTS"] = "testserver"
    os.environ["QURULTAI_DATA"] = tempfile.mkdtemp(prefix="qurultai-bench-")
    import django

    django.setup()
    from qurultai.project import server

    server.prepare()
    edition, badge = _filled(given.people)
    return int(any(spent > MOST_MS for spent in _measured(edition, badge)))


def _measured(edition: object, badge: object) -> list[float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qurultai.accreditation.rules.badges import spoken
    from qurultai.editions.testing import holder_of, signed_in

    browsers = {role: signed_in(holder_of(edition, role)) for role in ("oper", "secu", "visa")}
    desk, security, visas = "/en/office/badges/", "/en/office/accreditation/", "/en/office/visas/"
    cases = [
        ("desk: scanned code", "oper", desk, {"q": badge.code}),
        ("desk: number", "oper", desk, {"q": spoken(badge.serial)}),
        ("desk: code of the registration", "oper", desk, {"q": badge.registration.code}),
        ("desk: name of one", "oper", desk, {"q": badge.registration.latin_name}),
        ("desk: name of many", "oper", desk, {"q": "petrov"}),
        ("desk: nobody", "oper", desk, {"q": "zzzzzz"}),
        ("desk: document", "oper", f"{desk}by-document/", {"document": DOCUMENT}),
        ("clearances: first page", "secu", security, {}),
        ("clearances: one state", "secu", security, {"state": "cleared"}),
        ("clearances: newest first", "secu", security, {"sort": "-since"}),
        ("clearances: search", "secu", security, {"q": "petrov"}),
        ("badges: first page", "secu", f"{desk}all/", {}),
        ("badges: blocked", "secu", f"{desk}all/", {"state": "blocked"}),
        ("visas: first page", "visa", visas, {}),
        ("visas: red flags", "visa", visas, {"flag": "red"}),
    ]
    print(f"{'page':34}{'CPU-ms':>8}{'queries':>9}")
    spent = []
    for name, role, path, query in cases:
        client, times = browsers[role], []
        ask = client.post if "document" in query else client.get
        ask(path, query)
        with CaptureQueriesContext(connection) as seen:
            assert ask(path, query).status_code in {200, 302}, name
        for _ in range(TIMES):
            before = time.process_time()
            ask(path, query)
            times.append(1000 * (time.process_time() - before))
        spent.append(statistics.median(times))
        print(f"{name:34}{spent[-1]:8.1f}{len(seen):9d}", flush=True)
    return spent[:7]


def _filled(people: int) -> tuple[object, object]:
    """A forum with so many people in every state, and one of its badges."""
    from django.utils import timezone

    from qurultai.accreditation.models import Badge, BadgeKey, Clearance, VisaCase
    from qurultai.accreditation.testing import a_badge
    from qurultai.editions.models import Edition
    from qurultai.editions.testing import an_edition
    from qurultai.people.models import Person
    from qurultai.people.public import latin_of, sought_of
    from qurultai.registration.models import IdentityDocument, Registration, SoughtWord
    from qurultai.registration.queries.documents import trace_of
    from qurultai.registration.testing import a_category

    rng, now = random.Random(1), timezone.now()
    edition = an_edition("here")
    Edition.objects.filter(pk=edition.pk).update(at_root=True)
    edition.refresh_from_db()
    categories = [a_category(edition, f"Category {number}", number=number) for number in range(1, 21)]
    badge = a_badge(categories[0], "Sought Unique")
    key = BadgeKey.objects.get()
    names = [f"{rng.choice(NAMES)} {rng.choice(FAMILIES)} {number}" for number in range(people)]
    persons = Person.objects.bulk_create(
        [
            Person(name=name, latin_name=latin_of(name), email=f"p{n}@example.org", code=f"P{n:08}")
            for n, name in enumerate(names)
        ],
        2000,
    )
    rows = [
        Registration(
            edition=edition, person=person, category=rng.choice(categories), state="approved", code=f"R{n:08}",
            name=person.name, latin_name=person.latin_name, country=rng.choice(("KZ", "RU", "IN", "DE")),
            organisation=f"Institute {n % 700}", started_at=now, changed_at=now,
        )
        for n, person in enumerate(persons)
    ]  # fmt: skip
    Registration.objects.bulk_create(rows, 2000)
    SoughtWord.objects.bulk_create(
        (
            SoughtWord(registration=row, edition=edition, word=word)
            for row in rows
            for word in {*sought_of(row.name, row.latin_name).split(), row.code.lower()}
        ),
        2000,
    )
    clearances = [
        Clearance(
            edition=edition, registration=row, person_id=row.person_id, batch=n // 500 + 2, since=now,
            state="cleared" if n % 10 else "in_batch",
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    Clearance.objects.bulk_create(clearances, 2000)
    Badge.objects.bulk_create(
        [
            Badge(
                edition=edition, clearance=one, registration=row, person_id=row.person_id, key=key, serial=n + 1000,
                category=row.category.number, zones=1, valid_from=now, valid_until=now, code=f"{n:0159}", made_at=now,
                state="blocked" if n % 50 == 1 else "ready", blocked_at=now if n % 50 == 1 else None,
            )
            for n, (one, row) in enumerate(zip(clearances, rows, strict=True))
            if one.state == "cleared"
        ],
        2000,
    )  # fmt: skip
    IdentityDocument.objects.bulk_create(
        (
            IdentityDocument(
                registration=row, wrapped_key=b"-", sealed=b"-", trace=trace_of(edition.id, f"N{n:08}"), changed_at=now
            )
            for n, row in enumerate(rows)
        ),
        2000,
    )
    VisaCase.objects.bulk_create(
        [
            VisaCase(
                edition=edition, registration=row, person_id=row.person_id, country="IN", need="visa", state="needed",
                enters_on=edition.starts_on, code=f"V{n:08}", leaves_on=edition.ends_on, changed_at=now,
            )
            for n, row in enumerate(rows)
            if row.country == "IN"
        ],
        2000,
    )  # fmt: skip
    badge.refresh_from_db()
    return edition, badge


if __name__ == "__main__":
    sys.exit(main())
