"""What an assistant is given: the search and the records, through datasette-mcp where it is there."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site
from test_site_serve import served

import annuaire
from annuaire.reading import record, search
from annuaire.site import assistant
from annuaire.site.server import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.site


class Server:
    """Holds the tools that it is given, as a server of MCP does."""

    def __init__(self) -> None:
        self.tools: dict[str, Callable[..., Any]] = {}

    def tool(self, name: str) -> Callable[[Any], Any]:
        return lambda function: self.tools.setdefault(name, function)

    def call(self, name: str, **given: Any) -> Any:
        return asyncio.run(self.tools[name](**given))


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


@pytest.fixture(scope="module")
def server(site: Served) -> Server:
    found = Server()
    assistant.register(lambda: site_of(site.datasette), found)
    return found


def test_a_search_is_that_of_the_command_line(server: Server) -> None:
    told = server.call("search", text="广州", limit=3)
    expected = [each.slug for each in search.search("广州", passages=3, limit=3)]

    assert [each["slug"] for each in told["passages"]] == expected
    assert told["etat"] == "état 2003-2009"
    assert server.call("search", text="assainisement")["did_you_mean"] == ["assainissement"]
    assert len(server.call("search", text="eau", limit=10**9)["passages"]) <= 50
    assert len(server.call("search", text="eau", limit=-1)["passages"]) == 1


def test_a_record_is_that_of_the_command_line(server: Server) -> None:
    told = server.call("show", record_name="Guangzhou")

    assert told["records"][0] == record.to_dict(annuaire.partenariat("lyon"))
    assert json.loads(json.dumps(told)) == json.loads(json.dumps(told, ensure_ascii=False))


@pytest.mark.parametrize("typed", ["lyonn", "", "\0", "é" * 5000, "99999999999999"])
def test_a_name_of_nothing_is_told(server: Server, typed: str) -> None:
    told = server.call("show", record_name=typed)

    assert told["records"] == []
    assert typed != "lyonn" or "Lyon" in str(told["did_you_mean"])


@pytest.mark.skipif(assistant.is_installed(), reason="datasette-mcp opens it")
@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("DELETE", 405), ("GET", 404)])
def test_without_the_plugin_nothing_is_open(site: Served, method: str, status: int) -> None:
    assert site.ask(method, assistant.ENDPOINT).status_code == status


def test_with_the_plugin_its_address_alone_takes_more_than_readings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assistant, "is_installed", lambda: True)
    with opened_site() as opened:
        assert opened.ask("POST", assistant.ENDPOINT).status_code != 405
        for path in ("/-/mcp/x", "/annuaire", "/-/MCP"):
            assert opened.ask("POST", path).status_code == 405


@pytest.mark.skipif(not assistant.is_installed(), reason="datasette-mcp is not installed")
def test_a_client_asks_a_site_that_runs() -> None:
    """What docs/how-to/assistant.md says, without a model."""
    client = pytest.importorskip("mcp").Client
    forever = "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) from n"

    async def asked(url: str) -> dict[str, Any]:
        async with client(url) as session:
            tools = {each.name: each.description for each in (await session.list_tools()).tools}
            found = await session.call_tool("search", {"text": "广州"})
            shown = await session.call_tool("show", {"record_name": "Guangzhou"})
            rows = {sql: await session.call_tool("execute_sql", {"database": "annuaire", "sql": sql})
                    for sql in ("select count(*) n from v_liens", "delete from lignes", forever)}  # fmt: skip
        return {"tools": tools, "found": found, "shown": shown, "rows": [*rows.values()]}

    with served() as (_, address):
        got = asyncio.run(asked(address + assistant.ENDPOINT))

    assert {"search", "show", "list_databases", "get_database_schema", "execute_sql"} == set(
        got["tools"]
    )
    assert "slug" in got["tools"]["search"]
    assert got["found"].structured_content["passages"][0]["slug"] == "lyon"
    assert got["shown"].structured_content["records"][0]["slug"] == "lyon"
    assert [each.is_error for each in got["rows"]] == [False, True, True]
    assert got["rows"][0].structured_content["rows"] == [{"n": 36}]
