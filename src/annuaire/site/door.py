"""What stands before Datasette: who may ask what, under which name, and what leaves the house.

An ASGI application comes in, one goes out. Only readings pass, and only of addresses meant for
readers; whatever name a request gives the site, its answers bear the site's own, so that a proxy
may keep them; no cookie leaves; texts leave compressed for who reads them so; and what nobody
foresaw is an answer in one line, told on stderr only.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from annuaire.site import assistant
from annuaire.site.answers import TEXT, Page, datasette_headers
from annuaire.site.apart import note_typed
from annuaire.site.settings import Options, parse_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Message = dict[str, Any]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Any, Send], Awaitable[None]]

_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = frozenset(
    {"", "static", "static-plugins", "metadata", "versions", "settings", "plugins", "jump"}
)
"""What of `/-/` is for readers; the rest is about the machine, or for who administers a site."""
_DROPPED = (b"set-cookie", b"vary")
"""Headers of Datasette's that are not so here: nothing depends on who asks."""
_LEVEL = 5
"""Of compression: beyond it, pages get hardly smaller and take twice the time."""
_HOUSE = re.compile(r"/-/([^/.?]*)")
_TOOLS = re.compile(r"/[^/]+(?:/[^/]+)*/-/(?!query(?:\.\w+)?$)")
"""What Datasette 1.0 keeps beside a database for who administers it; typed SQL is for readers."""
_ELSEWHERE = re.compile(r"/(?:_|~5[Ff])(?:internal|memory)\b|[/\\]{2}|[^/]")
"""Databases that are not ours; and what a browser sent there would take for another host."""
_LOOPBACK = re.compile(rb"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")


class Door:
    """The application behind its door."""

    def __init__(self, app: App, options: Options, prefix: str) -> None:
        self._app = app
        self._name = options.host_name
        self._prefix = prefix.rstrip("/")
        self._assistant = assistant.is_installed()

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._assistant and scope["path"] == self._prefix + assistant.ENDPOINT:
            note_typed(b"sql=")  # its SQL is a reader's
            await self._pass(self._named(scope), receive, send)
        elif scope["method"] not in _METHODS:
            await _tell(send, 405, "Seules les lectures sont possibles ici.")
        elif self._is_closed(scope["path"]):
            await _tell(send, 404, "Rien n’est à cette adresse.")
        else:
            note_typed(scope.get("query_string", b""))
            await self._pass(self._named(scope), receive, send)

    def _is_closed(self, path: str) -> bool:
        path = path.removeprefix(self._prefix)
        found = _HOUSE.match(path)
        if _ELSEWHERE.match(path):
            return True
        return bool(_TOOLS.match(path)) if found is None else found[1] not in _OPEN

    def _named(self, scope: Message) -> Message:
        """The request as if it had been asked under the site's own name."""
        headers = [each for each in scope["headers"] if each[0] != b"host"]
        asked = dict(scope["headers"]).get(b"host", b"")
        if self._name:
            scheme, host = parse_name(self._name)
        else:
            here = _LOOPBACK.fullmatch(asked)
            scheme, host = "http", asked.decode() if here else _socket(scope)
        return {**scope, "scheme": scheme, "headers": [(b"host", host.encode()), *headers]}

    async def _pass(self, scope: Message, receive: Any, send: Send) -> None:
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(_clothed(message) if message["type"] == "http.response.start" else message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:  # noqa: BLE001 - the last door
            sys.stderr.write(f"{scope['path']!r}: {error!r}\n")
            if not begun:
                await _tell(send, 400, "Cette adresse n’a pas de réponse.")


def compressed(app: App) -> App:
    """The application, whose texts are compressed; what is dense already goes as it is."""
    from asgi_gzip import GZipMiddleware  # type: ignore[import-untyped,import-not-found,unused-ignore]

    smaller = GZipMiddleware(app, compresslevel=_LEVEL)

    async def chosen(scope: Message, receive: Any, send: Send) -> None:
        dense = str(scope.get("path", "")).endswith((".db", ".png"))
        await (app if dense else smaller)(scope, receive, send)

    return chosen


def _socket(scope: Message) -> str:
    host, port = scope.get("server") or ("localhost", None)
    return f"[{host}]:{port}" if ":" in str(host) else f"{host}:{port}" if port else str(host)


def _clothed(message: Message) -> Message:
    """The head of an answer with our security headers where it has none, and without cookies."""
    headers = [each for each in message.get("headers", []) if each[0].lower() not in _DROPPED]
    present = {name.lower() for name, _ in headers}
    own = {**datasette_headers(), "vary": "Accept-Encoding"}
    extra = ((name.encode(), value.encode()) for name, value in own.items())
    return {**message, "headers": [*headers, *(each for each in extra if each[0] not in present)]}


async def _tell(send: Send, status: int, told: str) -> None:
    page = Page(f"{told}\n".encode(), status, TEXT)
    headers = {**page.headers(), "content-type": TEXT, "cache-control": "no-store"}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": page.body})
