"""Requests that nobody would type, by chance, and what is wrong with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from annuaire import resources
from annuaire.reading.questions import load_all

if TYPE_CHECKING:
    from random import Random

    from sites import Served

TABLES = ("lignes", "partenariats", "v_partenariats", "v_liens", "recherche", "recherche_fiches",
          "sqlite_master", "qui-appeler", "nope")  # fmt: skip
ENDS = ("", ".json", ".csv", ".db", ".geojson", ".xml", "/", "/1", "/1.json", "/a,b", "/~2F", "/%00",
        "/1/2", ".blob", "/-/insert", "/1/-/update", "/-/query", "/-/schema")  # fmt: skip
HOUSE = ("/-/static/app.css/x", "/-/static/../x", "/_memory", "/_internal", "/annuaire.db", "/-",
         "/annuaire/-/query", "/recherche", "/carte", "/fiche/lyon", "/site/x", "/favicon.ico")  # fmt: skip
NAMES = ("_size", "_next", "_sort", "_sort_desc", "_facet", "_facet_array", "_facet_date", "_where",
         "_search", "_searchmode", "_through", "_shape", "_extra", "_col", "_nocol", "_ttl", "_stream",
         "_trace", "_json", "_timelimit", "sql", "_format", "_blob_column", "_filter_op", "_context",
         "_filter_column", "id__in", "texte__like", "secteurs__arraycontains", "id__date", "p",
         "_search_plie", "_facet_size", "_fts_table", "_nocount", "q", "secteur")  # fmt: skip
VALUES = ("", "-1", "max", "abc", "9" * 30, "1e309", "id", "a,b", "'", '"', "[", "{}", "[1]", "\0", "\udc80",
          '{"table":"lignes","column":"id","value":"1"}', "select 1", "1;2", "select :a", "select x'ff'",
          "select cast(x'ff' as text)", "NEAR(", "array", "on", "raw", "../..", "a" * 3000, "~41", "$a")  # fmt: skip


QUESTIONS = load_all()
WORDS = (*(each.name for each in QUESTIONS), "lyon", "shandong", "%00", "%ff", "..%2f..", "a" * 300,
         "elsewhere.example", "<script>", "%0d%0aX:y")  # fmt: skip
CHOICES = sorted({name for each in QUESTIONS for name in each.parameters})


def address(random: Random) -> str:
    """An address that nobody would type."""
    path = random.choice(HOUSE)
    if random.random() < 0.5:
        path = f"/annuaire/{random.choice(TABLES)}{random.choice(ENDS)}"
    elif random.random() < 0.7:
        path = random.choice(PAGES).format(random.choice(WORDS))
    pairs = (
        f"{random.choice([*NAMES, *CHOICES])}={quote(random.choice(VALUES).encode('utf-8', 'surrogatepass'))}"
        for _ in range(random.choice((0, 1, 1, 2, 3)))
    )
    return f"{path}?{'&'.join([*pairs, random.choice(['', '', '&%zz=1', '%ff=%ff'])])}"


METHODS = ("GET",) * 6 + ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "FOO")
ELSEWHERE = "elsewhere.example"
"""A host that no request of ours means."""
HEADERS: tuple[dict[str, str], ...] = ({}, {}, {"host": ELSEWHERE}, {"x-forwarded-host": ELSEWHERE, "forwarded": f"host={ELSEWHERE}"},
           {"cookie": "ds_actor=x; ds_messages=y"}, {"if-none-match": "*"}, {"range": "bytes=0-1"},
           {"accept": "application/json"}, {"authorization": "Bearer x"})  # fmt: skip
PAGES = ("/question/{}", "/question/{}.csv", "/question/{}.json", "/fiche/{}", "/fiche/{}/source",
         "/partenaire/{}", "/acteur/{}", "/secteur/{}", "/province/{}", "/region/{}", "/site/{}",
         "//{}/", "/\\{}/")  # fmt: skip


def ask(site: Served, method: str, path: str, **headers: str) -> Any:
    """The answer to any request."""
    return site._runner.run(site.datasette.client.request(method, path, headers=headers))


def request(site: Served, random: Random) -> str:
    """What is wrong with the answer to some request; "" when nothing is."""
    method, path, headers = random.choice(METHODS), address(random), random.choice(HEADERS)
    return "".join(
        f"{method} {path[:200]}: {told}" for told in wrong(site, method, path, headers)[:1]
    )


def wrong(site: Served, method: str, path: str, headers: dict[str, str]) -> list[str]:
    """What is wrong with an answer, in words."""
    answer = ask(site, method, path, **headers)
    said = f"{answer.text}{answer.headers}"
    found = {
        f"answers {answer.status_code}": answer.status_code >= 500 and answer.status_code != 503,
        "is no reading and passes": method not in {"GET", "HEAD", "OPTIONS"}
        and answer.status_code not in {404, 405},
        "sets a cookie": "set-cookie" in answer.headers,
        "has no policy": "content-security-policy" not in answer.headers,
        "names another host": ELSEWHERE in said and ELSEWHERE not in path,
        "leads away": answer.headers.get("location", "/x")[:2] in {"//", "/\\"},
        "tells a path of the machine": resources.database() in said,
        "tells where it failed": "Traceback" in said,
    }
    return [words for words, holds in found.items() if holds]
