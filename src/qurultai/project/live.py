"""The live process: server-sent events about what everybody may know, such as a newly published programme.

A raw ASGI application without Django's request machinery. It reads the journal once a half second for all subscribers
together, so a thousand open screens cost one small query; it keeps nothing that another live process would need.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
django.setup()

from django.db import DatabaseError, close_old_connections  # noqa: E402 - settings come first
from django.db.models import Max  # noqa: E402

from qurultai.kit.models import Event  # noqa: E402

PUBLIC_FACTS = ("programme.ProgrammePublished",)
POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 15
MOST_WAITING = 100
Send = Callable[[dict], Awaitable[None]]


class Hub:
    """Everybody who listens, and the last fact that they were told."""

    def __init__(self) -> None:
        self.listeners: set[asyncio.Queue[bytes]] = set()
        self.last: int | None = None
        self._task: asyncio.Task | None = None

    def begin(self) -> None:
        """Start reading the journal with the first listener."""
        if self._task is None:
            self._task = asyncio.create_task(self._read_for_ever())

    async def _read_for_ever(self) -> None:
        while True:
            try:
                for line in await asyncio.to_thread(self._news):
                    self._tell(line)
            except DatabaseError:
                await asyncio.to_thread(close_old_connections)
            await asyncio.sleep(POLL_SECONDS)

    def _news(self) -> list[bytes]:
        close_old_connections()
        if self.last is None:
            self.last = Event.objects.aggregate(last=Max("seq"))["last"] or 0
            return []
        found = list(
            Event.objects.filter(seq__gt=self.last, type__in=PUBLIC_FACTS).values_list("seq", "type", "edition_id")
        )
        if found:
            self.last = found[-1][0]
        return [as_event(seq, kind, str(edition_id)) for seq, kind, edition_id in found]

    def _tell(self, line: bytes) -> None:
        for queue in list(self.listeners):
            if queue.full():
                self.listeners.discard(queue)  # a reader that slow asks anew and reads the page itself
            else:
                queue.put_nowait(line)


def as_event(seq: int, kind: str, edition_id: str) -> bytes:
    """One server-sent event (WHATWG HTML, section 9.2): only that it happened, never its values."""
    return f"id: {seq}\nevent: {kind}\ndata: {json.dumps({'edition': edition_id})}\n\n".encode()


hub = Hub()


async def application(scope: dict, receive: Callable[[], Awaitable[dict]], send: Send) -> None:
    """`GET /live/events`: the stream; `/healthz`: 200; everything else: 404."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/live/events" and scope["method"] == "GET":
        await _stream(receive, send)
    else:
        await _plain(send, 200 if scope["path"] == "/healthz" else 404)


async def _plain(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok\n" if status == 200 else b"not found\n"})


async def _stream(receive: Callable[[], Awaitable[dict]], send: Send) -> None:
    hub.begin()
    queue: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)
    hub.listeners.add(queue)
    gone = asyncio.create_task(_until_gone(receive))
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True})
    try:
        while not gone.done() and queue in hub.listeners:
            try:
                line = await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                line = b": still here\n\n"
            await send({"type": "http.response.body", "body": line, "more_body": True})
    finally:
        hub.listeners.discard(queue)
        gone.cancel()


async def _until_gone(receive: Callable[[], Awaitable[dict]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
