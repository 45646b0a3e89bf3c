"""Our pages over HTTP, in the process: every page, every link, every wrong address."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote, urldefrag, urljoin

import pytest

pytest.importorskip("datasette")
from typing import TYPE_CHECKING

from sites import Served, opened_site

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site

PAGES = [
    "/", "/fiche/lyon", "/fiche/lyon/source", "/fiche/lyon/signaler", "/secteur/eau-assainissement",
    "/province/shandong", "/province/tibet", "/region/alsace", "/recherche", "/recherche?q=eau",
    "/recherche?secteur=sport", "/carte", "/carte?secteur=sport&forme=commune", "/chiffres",
    "/chronologie",
    "/a-propos", "/signaler",
]  # fmt: skip
HOSTILE = [
    '"', "'", "l'eau", 'a"b', "*", "AND", "NEAR(", "-", "--", "(", ")", ":", "^", "%", "é" * 300,
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
        if tag == "script" and found.get("type") != "application/ld+json":
            self.scripts += 1
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("link", "img", "script", "iframe", "source", "object", "use"):
            self.loads += [found[name] for name in ("href", "src", "data") if name in found]


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_french_dated_and_loads_nothing_from_elsewhere(site: Served, path: str) -> None:
    answer = site.get(path)
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
def test_every_answer_carries_security_headers(site: Served, path: str) -> None:
    headers = (site.get(path)).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")
    if not path.startswith("/annuaire"):
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["content-security-policy"]


def test_every_link_of_every_page_leads_somewhere(site: Served) -> None:
    """A walk from the home page over all our pages, and one step into Datasette's.

    Of a page with choices, the first that is met: `test_publishing.py` reads them all.
    """
    waiting, seen, ours = ["/"], {"/"}, 0
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        path = waiting.pop()
        answer = site.get(path)
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
            place = target if target.startswith("/annuaire") else target.partition("?")[0]
            if place not in seen:
                seen.add(place)
                waiting.append(target)

    missing = [(page, to, anchor) for page, to, anchor in wanted
               if anchor and to in anchors and anchor not in anchors[to]]  # fmt: skip
    assert missing == []
    assert ours > 33 * 3


def test_the_home_page_links_all_records(site: Served) -> None:
    page = Reader((site.get("/")).text)
    fiches = {link for link in page.links if re.fullmatch(r"/fiche/[^/]+", link)}

    assert len(fiches) == 33


def test_a_record_shows_its_parts(site: Served) -> None:
    text = (site.get("/fiche/alsace")).text

    for expected in ("Alsace – Nanjing, Liaoning", "南京市", "Région Grand Est (fusion le",
                     "https://www.wikidata.org/wiki/Q16666", "geo=REG-44",
                     "https://www.geonames.org/1799962", "/fiche/alsace/source#l",
                     "Fiches voisines", "Citer cette fiche", "Signaler une erreur"):  # fmt: skip
        assert expected in text


def test_the_source_is_one_click_away_and_exact(site: Served) -> None:
    text = (site.get("/fiche/lyon/source")).text

    assert 'id="l1740"' in text
    assert "Signature en 1988 des premiers grands projets" in text


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("name", ["q", "secteur", "province", "region"])
def test_any_search_is_answered(site: Served, name: str, typed: str) -> None:
    value = quote(typed.encode("utf-8", "surrogatepass"))
    answer = site.get(f"/recherche?{name}={value}")

    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "49</" not in answer.text


def test_undecodable_bytes_are_answered(site: Served) -> None:
    for path in ("/recherche?q=%FF%FE", "/fiche/%FF", "/carte?secteur=%00", "/fiche/%00"):
        assert (site.get(path)).status_code in (200, 404)


def test_a_search_shows_the_sentence_with_its_words_marked(site: Served) -> None:
    text = (site.get("/recherche?q=NANCIE")).text

    assert "/fiche/lorraine" in text
    assert "<mark>NANCIE</mark>" in text


def test_a_mistyped_word_is_suggested(site: Served) -> None:
    answer = site.get("/recherche?q=eau+assainisement")

    assert "/recherche?q=eau+assainissement" in Reader(answer.text).links


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fiche/lyonn", "/fiche/lyon"),
        ("/fiche/quingdao", "/fiche/brest"),
        ("/secteur/patrimoin", "/secteur/patrimoine-tourisme"),
        ("/fiche/jiangsu", "/fiche/grenoble"),
        ("/region/occitanie", "/region/midi-pyrenees"),
        ("/province/shandongg", "/province/shandong"),
        ("/region/alsas", "/region/alsace"),
        ("/lyon", "/fiche/lyon"),
        ("/annuaire/lyon", "/fiche/lyon"),
    ],
)
def test_what_is_not_there_suggests(site: Served, path: str, expected: str) -> None:
    answer = site.get(path)

    assert answer.status_code == 404
    assert Reader(answer.text).lang == "fr"
    assert expected in Reader(answer.text).links


@pytest.mark.parametrize("typed", HOSTILE)
def test_any_wrong_address_is_a_404(site: Served, typed: str) -> None:
    name = quote(typed.encode("utf-8", "surrogatepass"), safe="")
    answer = site.get(f"/fiche/{name}")

    assert answer.status_code == (301 if typed == "广州" else 404)
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/fiche/24", "/fiche/lyon"), ("/secteur/tourism", "/secteur/patrimoine-tourisme"),
     ("/province/%E5%B1%B1%E4%B8%9C", "/province/shandong"), ("/fiche/Guangzhou", "/fiche/lyon"),
     ("/region/Brittany", "/region/bretagne"),
     ("/fiche/Saint-%C3%89tienne", "/fiche/saint-etienne"),
     ("/province/Shandong", "/province/shandong")],
)  # fmt: skip
def test_a_name_spelt_otherwise_leads_there(site: Served, path: str, expected: str) -> None:
    answer = site.get(path)

    assert (answer.status_code, answer.headers["location"]) == (301, expected)


def test_the_map_shows_what_the_filters_choose(site: Served) -> None:
    text = site.get("/carte?secteur=sport&forme=commune").text
    drawn, listed = text.split('id="t-liste"')
    found = set(re.findall(r'<a href="(/fiche/[^"]+)" class="lien', drawn))

    assert found
    assert found == {link for link in Reader(listed).links if re.fullmatch(r"/fiche/[^/]+", link)}
    assert "/fiche/alsace" not in text


def test_an_unknown_filter_of_the_map_shows_all(site: Served) -> None:
    answer = site.get("/carte?secteur=%22%5D%7Bcolor:red")

    assert answer.status_code == 200
    assert "36 liens" in answer.text
    assert "color:red" not in answer.text


def test_robots_are_kept_out_and_told_why(site: Served) -> None:
    answer = site.get("/robots.txt")

    assert answer.headers["content-type"].startswith("text/plain")
    assert "User-agent: *\nDisallow: /\n" in answer.text
    assert "coordonnées professionnelles de personnes" in answer.text


def test_a_page_that_a_browser_has_is_not_sent_again(site: Served) -> None:
    first = site.get("/fiche/lyon")
    again = site.get("/fiche/lyon", headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_nothing_is_posted_here(site: Served) -> None:
    assert (site.post("/fiche/lyon")).status_code in (403, 405)


def test_the_style_sheet_may_be_kept_for_long(site: Served) -> None:
    (css,) = re.findall(r'rel="stylesheet" href="([^"]+)"', (site.get("/")).text)
    answer = site.get(css)

    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_a_site_may_stand_under_a_prefix() -> None:
    with opened_site(settings=["--setting", "base_url", "/partenariats/"]) as site:
        answer, home = site.get("/fiche/lyon"), site.get("/")

    assert answer.status_code == 200
    for page in (answer, home):
        links = Reader(page.text).links
        local = [link for link in links if link.startswith("/")]
        assert all(link.startswith("/partenariats/") for link in local)


def test_who_publishes_may_say_whom_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNUAIRE_CONTACT", "mailto:x@example.org")
    monkeypatch.setenv("ANNUAIRE_ROBOTS", "1")
    with opened_site() as site:
        answer, robots = site.get("/fiche/lyon/signaler"), site.get("/robots.txt")

    assert 'href="mailto:x@example.org?subject=Annuaire' in answer.text
    assert "Disallow: /\n" not in robots.text
