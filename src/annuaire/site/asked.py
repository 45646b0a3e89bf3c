"""The canned questions as Datasette serves them, asked in any words.

A request for a question comes in; it goes on to Datasette with its parameters as the index of
names understands them, so that a province may be typed in Chinese and a region under its name of
today. A name of nothing is answered here, by what may have been meant: never by an empty table.
"""

from __future__ import annotations

import asyncio
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from annuaire.errors import AnnuaireError, NotFound
from annuaire.formats.json import dumps
from annuaire.reading import questions
from annuaire.site.answers import JSON, Page
from annuaire.site.pages.question import page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from annuaire.site.answers import Site

    Scope = dict[str, Any]
    Send = Callable[[dict[str, Any]], Awaitable[None]]
    App = Callable[[Scope, Any, Send], Awaitable[None]]

_LONGEST = 300
"""Characters of a parameter that are read."""


def resolving(app: App, site: Callable[[], Site]) -> App:
    """The application, asked with what the parameters of a question mean."""

    async def wrapped(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] == "http" and scope.get("query_string"):
            answer = await asyncio.to_thread(_resolve, site(), scope)
            if isinstance(answer, Page):
                await _send(answer, send)
                return
            scope = {**scope, "query_string": answer}
        await app(scope, receive, send)

    return wrapped


def _resolve(site: Site, scope: Scope) -> bytes | Page:
    """The query string to go on with, or the page that says what it can't mean."""
    asked = scope["query_string"]
    path = str(scope.get("path", ""))
    match = re.fullmatch(re.escape(site.data_url()) + r"/([\w-]+?)(\.\w+)?", path)
    question = _questions().get(match[1]) if match else None
    if question is None or match is None:
        return bytes(asked)
    pairs = parse_qsl(asked.decode("latin-1"), keep_blank_values=True, errors="replace")
    given = {name: _text(value) for name, value in pairs if name in question.parameters}
    try:
        meant = questions.resolve(site.base, question, given)
    except AnnuaireError as error:
        return _refused(site, question, error, given, json=match[2] == ".json")
    return urlencode([(name, meant.get(name, value)) for name, value in pairs]).encode()


@cache
def _questions() -> dict[str, questions.Question]:
    return {question.name: question for question in questions.load_all()}


def _text(value: str) -> str:
    return value.replace("\0", " ")[:_LONGEST]


def _refused(
    site: Site,
    question: questions.Question,
    error: AnnuaireError,
    given: dict[str, str],
    *,
    json: bool,
) -> Page:
    if json:
        near, known = (error.suggestions, error.known) if isinstance(error, NotFound) else ((), ())
        status = 404 if isinstance(error, NotFound) else 400
        facts = {"ok": False, "error": str(error), "status": status,
                 "suggestions": [*near], "known": [*known]}  # fmt: skip
        return Page(dumps(facts).encode(), status, JSON)
    return page(site, question.name, given)


async def _send(page: Page, send: Send) -> None:
    headers = {**page.headers(), "content-type": page.content_type}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": page.status, "headers": pairs})
    await send({"type": "http.response.body", "body": page.body})
