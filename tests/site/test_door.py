"""What stands before Datasette: no name but the site's, no 500, no cookie, no path of the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")
from sites import Served, opened_site

from annuaire.site import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as found:
        yield found


def ask(site: Served, method: str, path: str, **headers: str) -> Any:
    """The answer to any request."""
    return site._runner.run(site.datasette.client.request(method, path, headers=headers))


PATHS = ("/", "/fiche/lyon", "/annuaire", "/annuaire/lignes", "/annuaire/lignes.json?_size=1",
         "/annuaire/lignes/1.json", "/annuaire/lignes.csv?_size=1", "/robots.txt")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_the_name_that_a_request_gives_is_in_no_answer(site: Served, path: str) -> None:
    """Else who asks first would choose where the next reader's links lead."""
    answer = ask(site, "GET", path, host="evil.example", **{"x-forwarded-host": "evil.example"})

    assert answer.status_code == 200
    assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("host", ["localhost:8001", "127.0.0.1", "[::1]:8001"])
def test_on_this_machine_the_name_asked_is_good(site: Served, host: str) -> None:
    answer = ask(site, "GET", "/annuaire/lignes.json?_size=1", host=host)

    assert f"http://{host}/annuaire/lignes.json?" in answer.text


def test_a_site_that_has_a_name_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.HOST_NAME, "https://annuaire.exemple.fr")
    with opened_site() as named:
        answer = ask(named, "GET", "/annuaire/lignes.json?_size=1", host="localhost")

    assert "https://annuaire.exemple.fr/annuaire/lignes.json?" in answer.text
    assert "localhost" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/", "/annuaire/lignes", "/annuaire?sql=select+1", "/-/messages"])
def test_only_readings_pass(site: Served, method: str, path: str) -> None:
    assert ask(site, method, path).status_code == 405


@pytest.mark.parametrize(
    "name",
    ["threads", "threads.json", "databases", "databases.json", "messages", "config", "config.json",
     "permissions", "allow-debug", "patterns", "actor.json", "auth-token", "logout", "tasks",
     "create-token", "api", "rules", "check", "allowed", "debug/autocomplete", "%74hreads"],
)  # fmt: skip
def test_what_is_about_the_machine_is_closed(site: Served, name: str) -> None:
    assert ask(site, "GET", f"/-/{name}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/%5Cevil.example/", "/%2Fevil.example/", "//evil.example/x/", "/%5C/x/",
     "/_internal", "/~5Finternal", "/~5fmemory?sql=select+1"],
)  # fmt: skip
def test_nobody_is_sent_to_another_host_or_database(site: Served, path: str) -> None:
    """Datasette takes a slash from the end of an address by sending the browser to the rest."""
    answer = ask(site, "GET", path)

    assert (answer.status_code, answer.headers.get("location")) == (404, None)


@pytest.mark.parametrize("name", ["versions.json", "settings.json", "plugins.json"])
def test_what_is_for_readers_is_open(site: Served, name: str) -> None:
    assert ask(site, "GET", f"/-/{name}").status_code == 200


# --- what is sent ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/fiche/lyon", "/annuaire/lignes", "/annuaire/actions.csv"])
def test_a_text_is_sent_small_to_who_reads_it_so(site: Served, path: str) -> None:
    small = ask(site, "GET", path, **{"accept-encoding": "gzip"})
    plain = ask(site, "GET", path, **{"accept-encoding": "identity"})

    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.headers["vary"].startswith("Accept-Encoding")
    assert plain.headers["vary"].startswith("Accept-Encoding")
    assert "Cookie" not in plain.headers["vary"]
    assert re.sub(r"\d[\d.]*\dms", "", small.text) == re.sub(r"\d[\d.]*\dms", "", plain.text)


@pytest.mark.parametrize("path", ["/annuaire.db", "/site/partage.png"])
def test_what_is_dense_is_sent_as_it_is(site: Served, path: str) -> None:
    assert "content-encoding" not in ask(site, "GET", path, **{"accept-encoding": "gzip"}).headers


@pytest.mark.parametrize(
    ("known", "status"),
    [("{}", 304), ("W/{}", 304), ('"a", W/{} ,"b"', 304), ("*", 304), ('W/"a", "b"', 200), ("", 200),
     (",", 200), ('"', 200)],
)  # fmt: skip
def test_a_page_that_a_reader_has_is_not_sent_again(site: Served, known: str, status: int) -> None:
    """However its tag is written: strong, weak, or one of a list."""
    tag = ask(site, "GET", "/carte").headers["etag"].removeprefix("W/")
    answer = ask(site, "GET", "/carte", **{"if-none-match": known.format(tag)})

    assert answer.status_code == status
    assert answer.headers["etag"].removeprefix("W/") == tag
    assert bool(answer.content) == (status == 200)


@pytest.mark.parametrize(
    "path", ["/annuaire/recherche", "/annuaire/lignes", "/annuaire/recherche.json"]
)
@pytest.mark.parametrize("typed", ['"', '""', " ", "'", "(", "*"])
def test_any_words_search_a_table(site: Served, path: str, typed: str) -> None:
    assert ask(site, "GET", f"{path}?_search={quote(typed)}").status_code == 200


# --- what fails ------------------------------------------------------------------------------------


def test_what_fails_in_a_view_is_told_in_one_line(site: Served) -> None:
    data = ask(site, "GET", "/annuaire/lignes.json?_through=x")
    page = ask(site, "GET", "/annuaire/lignes?_through=x")

    assert (data.status_code, data.json()["ok"]) == (400, False)
    assert page.status_code == 400
    assert "Traceback" not in page.text


def test_what_fails_in_our_own_pages_is_our_fault(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not told as the reader's."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("annuaire.site.server.answer", fail)

    assert ask(site, "GET", "/chiffres").status_code == 500
