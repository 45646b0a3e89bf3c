"""What an assistant is given: the search and the records, through datasette-mcp where it is there."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("datasette")

from sites import Served, opened_site

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
def test_a_real_client_finds_the_tools(site: Served) -> None:
    server = pytest.importorskip("datasette_mcp").create_mcp_server(site.datasette)
    names = {each.name for each in asyncio.run(server.list_tools())}

    assert {"search", "show", "execute_sql"} <= names
