"""CPU time and queries of a participant's own pages: `python -m benchmarks.agenda`.

The demonstration's 700 people and 70 sessions are entered, placed by the engine and published in a data folder of its
own; one speaker with sessions and commitments, who starred ten sessions, opens her pages through the whole stack of
middlewares. CPU time of this process.
"""

import os
import statistics
import tempfile
import time

PAGES = {
    "/en/my/": "Speaker",
    "/en/my/agenda/": "Speaker",
    "/en/my/sessions/": "Speaker",
    "/en/office/programme/sessions/": "Programme manager",
}
TIMES = 30
STARS = 10


def main() -> None:
    """Print CPU-ms and queries for each page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "qurultai.project.settings"
    os.environ["QURULTAI_DATA"] = tempfile.mkdtemp(prefix="qurultai-bench-")
    os.environ["QURULTAI_DEMO"] = "1"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from qurultai.demo import stage
    from qurultai.project import server

    server.prepare()
    edition = stage.enter()
    stage.plan(edition, 5, lambda line: None)
    stage.publish(edition)
    call_command("check", verbosity=0)
    links = {role: path for role, _name, path in stage.sign_in_links(edition)}
    browsers = {role: Client(HTTP_HOST="127.0.0.1") for role in set(PAGES.values())}
    for role, client in browsers.items():
        client.post(links[role])
    _star(edition, browsers["Speaker"])
    print(f"{'page':36}{'CPU-ms':>8}{'queries':>9}")
    for page, role in PAGES.items():
        client = browsers[role]
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200, (role, page)
        queries, spent = len(seen), []
        for _ in range(TIMES):
            before = time.process_time()
            client.get(page)
            spent.append(1000 * (time.process_time() - before))
        print(f"{page:36}{statistics.median(spent):8.1f}{queries:9d}")


def _star(edition: object, client: object) -> None:
    """Stars on the first ten sessions of the programme, as she would put them."""
    from qurultai.programme import public as programme

    for item in programme.current_version(edition.id).document.items[:STARS]:
        client.post(f"/en/my/sessions/{item.code}/star/")


if __name__ == "__main__":
    main()
