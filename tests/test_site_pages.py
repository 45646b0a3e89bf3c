"""Our pages over HTTP, in the process: every page, every link, every wrong address."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

import pytest

pytest.importorskip("datasette")
import pytest_asyncio
from sites import close, open_site

pytestmark = [pytest.mark.site, pytest.mark.asyncio(loop_scope="module")]

PAGES = [
    "/", "/fiche/lyon", "/fiche/lyon/source", "/fiche/lyon/signaler", "/secteur/eau-assainissement",
    "/province/shandong", "/province/tibet", "/region/alsace", "/recherche", "/recherche?q=eau",
    "/recherche?secteur=sport", "/carte", "/carte?secteur=sport&forme=commune", "/chiffres",
    "/a-propos", "/signaler",
]  # fmt: skip
HOSTILE = [
    '"', "'", "l'eau", "a\"b", "*", "AND", "NEAR(", "-", "--", "(", ")", ":", "^", "%", "é" * 300,
    "\0", "\ud800", "<script>alert(1)</script>", "广州", "  ", "a" * 5000, "{{7*7}}", "-eau", "1=1;--",
]  # fmt: skip


class Reader(HTMLParser):
    """What a page loads, where it leads, and what runs in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.lang: str | None = None
        self.scripts = 0
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.handlers += [name for name in found if name.startswith("on")]
        if tag == "html":
            self.lang = found.get("lang")
        if tag == "script":
            self.scripts += 1
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("link", "img", "script", "iframe", "source", "object", "use"):
            self.loads += [found[name] for name in ("href", "src", "data") if name in found]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site() -> AsyncIterator[Any]:
    datasette = await open_site()
    yield datasette
    close(datasette)


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_french_dated_and_loads_nothing_from_elsewhere(
    site: Any, path: str
) -> None:
    answer = await site.client.get(path)
    page = Reader(answer.text)

    assert answer.status_code == 200
    assert page.lang == "fr"
    assert "État 2003-2009" in answer.text
    assert page.scripts == 0
    assert page.handlers == []
    assert all(each.startswith(("/", "#", "data:")) for each in page.loads)
    assert len(page.ids) == len(set(page.ids))
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", [*PAGES, "/fiche/nowhere", "/annuaire", "/annuaire/actions"])
async def test_every_answer_carries_security_headers(site: Any, path: str) -> None:
    headers = (await site.client.get(path)).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    if not path.startswith("/annuaire"):
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["content-security-policy"]


async def test_every_link_of_every_page_leads_somewhere(site: Any) -> None:
    """A walk from the home page over all our pages, and one step into Datasette's."""
    waiting, seen, ours = ["/"], {"/"}, 0
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        path = waiting.pop()
        answer = await site.client.get(path)
        assert answer.status_code == 200, path
        if path.startswith(("/annuaire", "/-/")):
            continue
        ours += 1
        page = Reader(answer.text)
        anchors[path] = set(page.ids)
        for link in page.links:
            if link.startswith(("http", "mailto:", "tel:")):
                continue
            target, anchor = urldefrag(urljoin(path, link))
            wanted.append((path, target, anchor))
            if target not in seen:
                seen.add(target)
                waiting.append(target)

    missing = [(page, to, anchor) for page, to, anchor in wanted
               if anchor and to in anchors and anchor not in anchors[to]]  # fmt: skip
    assert missing == []
    assert ours > 33 * 3


async def test_the_home_page_links_all_records(site: Any) -> None:
    page = Reader((await site.client.get("/")).text)
    fiches = {link for link in page.links if re.fullmatch(r"/fiche/[^/]+", link)}

    assert len(fiches) == 33


async def test_a_record_shows_its_parts(site: Any) -> None:
    text = (await site.client.get("/fiche/alsace")).text

    for expected in ("Alsace – Nanjing, Liaoning", "南京市", "Région Grand Est (fusion, depuis le",
                     "https://www.wikidata.org/wiki/Q16666", "geo=REG-44",
                     "https://www.geonames.org/1799962", "/fiche/alsace/source#l",
                     "Fiches voisines", "Citer cette fiche", "Signaler une erreur"):  # fmt: skip
        assert expected in text


async def test_the_source_is_one_click_away_and_exact(site: Any) -> None:
    text = (await site.client.get("/fiche/lyon/source")).text

    assert 'id="l1740"' in text
    assert "Signature en 1988 des premiers grands projets" in text


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("name", ["q", "secteur", "province", "region"])
async def test_any_search_is_answered(site: Any, name: str, typed: str) -> None:
    value = quote(typed.encode("utf-8", "surrogatepass"))
    answer = await site.client.get(f"/recherche?{name}={value}")

    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "49</" not in answer.text


async def test_undecodable_bytes_are_answered(site: Any) -> None:
    for path in ("/recherche?q=%FF%FE", "/fiche/%FF", "/carte?secteur=%00", "/fiche/%00"):
        assert (await site.client.get(path)).status_code in (200, 404)


async def test_a_search_shows_the_sentence_with_its_words_marked(site: Any) -> None:
    text = (await site.client.get("/recherche?q=NANCIE")).text

    assert "/fiche/lorraine" in text
    assert "<mark>NANCIE</mark>" in text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fiche/lyonn", "/fiche/lyon"),
        ("/fiche/quingdao", "/fiche/brest"),
        ("/secteur/tourism", "/secteur/patrimoine-tourisme"),
        ("/province/shandongg", "/province/shandong"),
        ("/region/alsas", "/region/alsace"),
        ("/lyon", "/fiche/lyon"),
        ("/annuaire/lyon", "/fiche/lyon"),
    ],
)
async def test_what_is_not_there_suggests(site: Any, path: str, expected: str) -> None:
    answer = await site.client.get(path)

    assert answer.status_code == 404
    assert Reader(answer.text).lang == "fr"
    assert expected in Reader(answer.text).links


@pytest.mark.parametrize("typed", HOSTILE)
async def test_any_wrong_address_is_a_404(site: Any, typed: str) -> None:
    name = quote(typed.encode("utf-8", "surrogatepass"), safe="")
    answer = await site.client.get(f"/fiche/{name}")

    assert answer.status_code == 404
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/fiche/24", "/fiche/lyon"), ("/fiche/Saint-%C3%89tienne", "/fiche/saint-etienne"),
     ("/province/Shandong", "/province/shandong")],
)  # fmt: skip
async def test_a_name_spelt_otherwise_leads_there(site: Any, path: str, expected: str) -> None:
    answer = await site.client.get(path)

    assert (answer.status_code, answer.headers["location"]) == (301, expected)


async def test_the_map_hides_what_the_filter_leaves_out(site: Any) -> None:
    answer = await site.client.get("/carte?secteur=sport&forme=commune")

    assert '.lien:not([data-forme="commune"])' in answer.text
    assert answer.headers["content-security-policy"].count("sha256-") == 2
    assert "/fiche/alsace" not in answer.text.split('id="t-liste"')[1]


async def test_an_unknown_filter_of_the_map_shows_all(site: Any) -> None:
    answer = await site.client.get("/carte?secteur=%22%5D%7Bcolor:red")

    assert answer.status_code == 200
    assert "36 liens" in answer.text
    assert "color:red" not in answer.text


async def test_robots_are_kept_out_and_told_why(site: Any) -> None:
    answer = await site.client.get("/robots.txt")

    assert answer.headers["content-type"].startswith("text/plain")
    assert "User-agent: *\nDisallow: /\n" in answer.text
    assert "coordonnées professionnelles de personnes" in answer.text


async def test_a_page_that_a_browser_has_is_not_sent_again(site: Any) -> None:
    first = await site.client.get("/fiche/lyon")
    again = await site.client.get("/fiche/lyon", headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


async def test_nothing_is_posted_here(site: Any) -> None:
    assert (await site.client.post("/fiche/lyon")).status_code in (403, 405)


async def test_the_style_sheet_may_be_kept_for_long(site: Any) -> None:
    (css,) = re.findall(r'rel="stylesheet" href="([^"]+)"', (await site.client.get("/")).text)
    answer = await site.client.get(css)

    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


async def test_a_site_may_stand_under_a_prefix() -> None:
    datasette = await open_site(settings=["--setting", "base_url", "/partenariats/"])
    answer = await datasette.client.get("/fiche/lyon")
    home = await datasette.client.get("/")
    close(datasette)

    assert answer.status_code == 200
    for page in (answer, home):
        links = Reader(page.text).links
        local = [link for link in links if link.startswith("/")]
        assert all(link.startswith("/partenariats/") for link in local)


async def test_who_publishes_may_say_whom_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNUAIRE_CONTACT", "mailto:x@example.org")
    monkeypatch.setenv("ANNUAIRE_ROBOTS", "1")
    datasette = await open_site()
    answer = await datasette.client.get("/fiche/lyon/signaler")
    robots = await datasette.client.get("/robots.txt")
    close(datasette)

    assert 'href="mailto:x@example.org?subject=Annuaire' in answer.text
    assert "Disallow: /\n" not in robots.text
