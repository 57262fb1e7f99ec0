"""Two web processes, two workers, the live process on PostgreSQL and Redis: one installation, no state of its own."""

import contextlib
import email
import http.client
import queue
import socketserver
import threading
import urllib.request
from email import policy

import psycopg
import pytest
from redis import Redis

from e2e.cluster import REDIS, call, cluster, until

pytestmark = pytest.mark.cluster
SEEN_SECONDS = 5
OWN = "/api/v1/editions/own"


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails over SMTP; while `stalled` it never says that it took one."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.taken: list[email.message.EmailMessage] = []
        self.begun = threading.Semaphore(0)
        self.stalled = threading.Event()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                if self.server.stalled.is_set():
                    self.server.begun.release()
                    return self._never()
                self.server.taken.append(email.message_from_bytes(b"".join(lines), policy=policy.default))
                self.wfile.write(b"250 taken\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return None
            else:
                self.wfile.write(b"250 yes\r\n")
        return None

    def _never(self) -> None:
        self.rfile.read()


@pytest.fixture(scope="module")
def mail_server():
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def made(tmp_path_factory, mail_server):
    with cluster(tmp_path_factory.mktemp("cluster")) as installation:
        installation.more["QURULTAI_MAIL_URL"] = f"smtp://127.0.0.1:{mail_server.server_address[1]}"
        seeds = installation.call("e2e.cluster_seeds:forum")
        installation.token, installation.session = seeds["token"], f"session={seeds['session']}"
        installation.ask("UPDATE kit_delivery SET state = 'done'")
        yield installation


@pytest.fixture(scope="module")
def two(made):
    """Two web processes: their addresses."""
    return [made.web()[1], made.web()[1]]


def events_of(address: str) -> queue.Queue:
    """What the live stream says from now on, line by line."""
    heard: queue.Queue = queue.Queue()
    stream = urllib.request.urlopen(f"{address}/live/events", timeout=60)
    assert stream.readline() == b"retry: 3000\n"

    def listen() -> None:
        with stream, contextlib.suppress(OSError, http.client.HTTPException):
            for line in stream:
                heard.put(line.decode().strip())

    threading.Thread(target=listen, daemon=True).start()
    return heard


def publish(made, web: str, title: str) -> int:
    """Rename the session by command and publish it through one web process; the version's number."""
    made.call("e2e.cluster_seeds:rename", title=title)
    status, version = call(f"{web}{OWN}/versions", made.token, "POST", {"note": {"en": title}})
    assert (status, version.get("code")) == (201, None)
    return version["number"]


def title_at(web: str) -> str:
    """The session's title as everybody reads it there."""
    return call(f"{web}{OWN}/sessions/O3?language=en")[1]["title"]


def test_a_change_through_one_web_process_is_seen_through_the_other(made, two):
    one, other = two
    assert [title_at(one), title_at(other)] == ["Published", "Published"]
    publish(made, one, "Renamed once")
    until(lambda: title_at(other) == "Renamed once", SEEN_SECONDS, "the other process knows the title")
    assert call(f"{one}{OWN}/my/stars/O3", made.token, "PUT")[0] == 204
    assert call(f"{other}{OWN}/my/stars", made.token) == (200, ["O3"])
    assert call(f"{other}{OWN}/my/stars/O3", made.token, "DELETE")[0] == 204
    assert call(f"{one}{OWN}/my/stars", made.token) == (200, [])


def test_the_live_stream_tells_of_a_publication_and_again_after_its_restart(made, two):
    process, live = made.live()
    heard = events_of(live)
    number = publish(made, two[0], "Told live")
    assert _next_event(heard) == "event: programme.ProgrammePublished"
    made.kill(process)
    _process, live = made.live()
    heard = events_of(live)
    assert publish(made, two[1], "Told again") == number + 1
    assert _next_event(heard) == "event: programme.ProgrammePublished"


def _next_event(heard: queue.Queue) -> str:
    while not (line := heard.get(timeout=SEEN_SECONDS)).startswith("event:"):
        pass
    return line


def deliveries(made, listener: str) -> list[tuple]:
    """State and attempts of the deliveries to one listener."""
    return made.ask(
        "SELECT state, attempts FROM kit_delivery WHERE listener LIKE %s AND state <> 'done' OR id IN "
        "(SELECT max(id) FROM kit_delivery WHERE listener LIKE %s)",
        f"%{listener}", f"%{listener}",
    )  # fmt: skip


def test_a_short_delivery_of_a_killed_worker_is_done_by_the_other_once(made, two):
    made.ask("UPDATE kit_delivery SET state = 'done'")
    before = made.ask("SELECT count(*) FROM notices_message")[0][0]
    with psycopg.connect(made.database) as holder:
        holder.execute("LOCK TABLE notices_message IN EXCLUSIVE MODE")
        made.call("e2e.cluster_seeds:sign_up_somebody")
        first = made.begin("work", "--no-prepare")
        until(lambda: _waiting_for_a_lock(made), 30, "the worker is in the midst of a receiver")
        second = made.begin("work", "--no-prepare")
        made.kill(first)
        holder.rollback()
    until(lambda: deliveries(made, ":tell_of_place") == [("done", 1)], 30, "the other worker has done it")
    assert made.ask("SELECT count(*) FROM notices_message")[0][0] == before + 1
    made.kill(second)


WHO_DID = """
CREATE TABLE who_did (delivery bigint, pid int);
CREATE FUNCTION note_who_did() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO who_did VALUES (NEW.id, pg_backend_pid()); RETURN NEW; END $$;
CREATE TRIGGER note_who_did AFTER UPDATE ON kit_delivery FOR EACH ROW
WHEN (OLD.state = 'pending' AND NEW.state = 'done') EXECUTE FUNCTION note_who_did();
"""


COPIES = """
WITH told AS (SELECT * FROM kit_event WHERE type = 'programme.PlaceTaken' ORDER BY seq DESC LIMIT 1),
facts AS (
    INSERT INTO kit_event (id, type, edition_id, actor_id, happened_at, payload)
    SELECT gen_random_uuid(), type, edition_id, actor_id, happened_at, payload FROM told, generate_series(1, %s)
    RETURNING seq
)
INSERT INTO kit_delivery (event_id, listener, state, attempts, due_at, error)
SELECT seq, %s, 'pending', 0, now(), '' FROM facts
"""
FACTS = 150


def test_two_workers_share_the_work_and_do_every_delivery_once(made, two, mail_server):
    made.call("e2e.cluster_seeds:sign_up_somebody")
    made.ask("UPDATE kit_delivery SET state = 'done'")
    mail_server.taken.clear()
    made.ask(WHO_DID)
    workers = [made.begin("work", "--no-prepare") for _ in range(2)]
    until(lambda: _listening(made, workers), 60, "both workers ask for work")
    made.ask(COPIES, FACTS, "qurultai.programme.receivers.telling:tell_of_place")
    until(lambda: _done(made) == 2 * FACTS, 240, "every confirmation is written and sent")
    did = made.ask("SELECT count(*), count(DISTINCT delivery), count(DISTINCT pid) FROM who_did")
    assert did == [(2 * FACTS, 2 * FACTS, 2)]
    assert len({mail["Message-ID"] for mail in mail_server.taken}) == len(mail_server.taken) == FACTS
    for worker in workers:
        made.kill(worker)


def _done(made) -> int:
    return made.ask("SELECT count(*) FROM who_did")[0][0]


def _listening(made, workers) -> bool:
    """Whether so many processes have asked for what is due."""
    sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%%kit_delivery%%'"
    return made.ask(f"{sql} AND pid <> pg_backend_pid()")[0][0] >= len(workers)


def test_processes_that_prepare_at_once_wait_for_each_other(tmp_path):
    with cluster(tmp_path, prepared=False) as installation:
        three = [installation.begin("prepare") for _ in range(3)]
        assert [process.wait(300) for process in three] == [0, 0, 0]
        installation.running.clear()
        assert installation.ask("SELECT count(*) = count(DISTINCT (app, name)) FROM django_migrations") == [(True,)]


def _waiting_for_a_lock(made) -> bool:
    sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return bool(made.ask(sql))


def test_a_mail_that_a_killed_worker_was_sending_is_sent_by_the_other_under_the_same_name(made, mail_server):
    mail_server.stalled.set()
    mail_server.taken.clear()
    made.ask("UPDATE notices_message SET state = 'queued'")
    made.ask("UPDATE kit_delivery SET state = 'done'")
    made.ask(
        "UPDATE kit_delivery SET state = 'pending', attempts = 0, due_at = now() WHERE id = "
        "(SELECT max(id) FROM kit_delivery WHERE listener LIKE %s)",
        "%:hand_to_mail_server",
    )
    first = made.begin("work", "--no-prepare")
    assert mail_server.begun.acquire(timeout=30)
    made.kill(first)
    mail_server.stalled.clear()
    second = made.begin("work", "--no-prepare")
    made.ask("UPDATE kit_delivery SET due_at = now() WHERE state = 'pending'")  # the lease of the dead is over
    until(lambda: deliveries(made, ":hand_to_mail_server") == [("done", 2)], 30, "the other worker has sent it")
    ids = [mail["Message-ID"] for mail in mail_server.taken]
    assert len(ids) == 1
    assert made.ask(
        "SELECT count(*) FROM notices_message WHERE state = 'sent' AND %s LIKE '%%' || id || '%%'", ids[0]
    ) == [(1,)]
    made.kill(second)


def test_restarts_lose_nothing_and_redis_holds_nothing_that_is_missed(made, two):
    process, third = made.web()
    assert call(f"{third}/api/v1/me", cookie=made.session)[1]["name"] == "own admn"
    assert call(f"{third}{OWN}/my/stars/O3", made.token, "PUT")[0] == 204
    made.kill(process)
    Redis.from_url(REDIS).flushdb()
    _process, third = made.web()
    for web in (third, *two):
        assert call(f"{web}/api/v1/me", cookie=made.session)[1]["name"] == "own admn"
        assert call(f"{web}{OWN}/my/stars", made.token) == (200, ["O3"])
        assert title_at(web) == "Told again"
