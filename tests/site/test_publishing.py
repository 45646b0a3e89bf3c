"""The static copy: whole, relative, without contacts, the same twice, with the site's own search."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from html import unescape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

pytest.importorskip("jinja2")

from petits_repertoires import JAPON
from texts import ROOT

from annuaire.errors import OutputError
from annuaire.exports import folder
from annuaire.loading.build import build
from annuaire.reading import search
from annuaire.reading.connection import connect
from annuaire.site import publishing, server
from annuaire.site.answers import Site
from annuaire.site.publishing import Copy, publish

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.site
MORE = [
    "l'eau", "saint-etienne", '"développement économique"', "eau OU vin", "eau -sport", "-tourisme",
    "NOT eau", "广州", "廣州", "Canton", "J.O.", "TGV", "le", "0388156841", "", "hôpitaux", "(", '"',
    "OR", "eau ET", "Strasse", "ŒUVRE", "wqzx", "prix catalogue", "avenir",
]  # fmt: skip


def contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def written(place: Path, base: str, **options: Any) -> dict[str, bytes]:
    with closing(connect(base)) as connection:
        publish(connection, str(place), **{"contacts": False, **options})
    return contents(place)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, base: str) -> tuple[Path, dict[str, str]]:
    """The copy of the real directory, and what a server has for each of its files."""
    made: list[Copy] = []

    def kept(path: str, address: str) -> Copy:
        made.append(Copy(path, address))
        return made[-1]

    place = tmp_path_factory.mktemp("publish") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "Copy", kept)
        written(place, base)
    return place, made[0].paths


@pytest.fixture(scope="module")
def place(published: tuple[Path, dict[str, str]]) -> Path:
    return published[0]


@pytest.fixture(scope="module")
def files(place: Path) -> dict[str, bytes]:
    return contents(place)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A directory of two records."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "japon.txt").write_text(JAPON, encoding="utf-8")
    build([str(folder / "japon.txt")], str(folder / "x.db"))
    return str(folder / "x.db")


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory: pytest.TempPathFactory, small: str) -> dict[str, bytes]:
    """The copy of the small directory without persons."""
    return written(tmp_path_factory.mktemp("unnamed") / "site", small, persons=False)


def read(text: str) -> tuple[set[str], set[str]]:
    """The addresses and the anchors of a page."""
    tags = re.findall(r"<(\w+)\s([^>]*)>", text)
    found = [(tag, *pair) for tag, rest in tags for pair in re.findall(r'([\w-]+)="([^"]*)"', rest)]
    return (
        {
            unescape(value)
            for tag, name, value in found
            if name in ("href", "src", "action") and (tag, value[:4]) != ("link", "data")
        },
        {unescape(value) for _, name, value in found if name == "id"},
    )


def test_every_link_leads_to_a_file_and_its_anchor_by_a_relative_way(
    files: dict[str, bytes],
) -> None:
    pages = {name: read(body.decode()) for name, body in files.items() if name.endswith(".html")}
    wrong = []
    for name, (links, _) in pages.items():
        for link in links:
            if not link.startswith(("https:", "http:", "mailto:", "tel:")):
                address, _, anchor = link.partition("#")
                path = unquote(address.partition("?")[0])
                to = normpath(join(dirname(name), path)) if path else name
                anchored = not anchor or to not in pages or anchor in pages[to][1]
                if link.startswith("/") or to not in files or not anchored:
                    wrong.append((name, link))

    assert wrong == []
    assert len(pages) > 33 * 3


def test_nothing_is_loaded_from_elsewhere(files: dict[str, bytes]) -> None:
    for name, body in files.items():
        if name.endswith(".html"):
            loads = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"', body.decode())
            assert not [each for each in loads if "//" in each.removeprefix("data:image/svg+xml,%3Csvg xmlns='http://")], name  # fmt: skip
        if name.endswith(".js"):
            assert b"fetch(" not in body


def test_contacts_are_left_out_of_every_file(files: dict[str, bytes], base: str) -> None:
    sql = """SELECT email FROM contacts WHERE email NOT NULL EXCEPT SELECT email FROM collectivites
    UNION SELECT telephone FROM contacts WHERE telephone NOT NULL
    EXCEPT SELECT telephone FROM collectivites"""
    with closing(connect(base)) as whole:
        reached = [str(value).encode() for (value,) in map(tuple, whole.execute(sql))]

    assert len(reached) > 30
    assert b"<strong>Contacts : retir" in files["question/qui-appeler.html"]
    assert [(name, each) for name, body in files.items() for each in reached if each in body] == []


def test_a_site_without_persons_names_none(small: str, unnamed: dict[str, bytes]) -> None:
    """Neither those of its contacts nor heads, in any file; and that is said."""
    sql = "SELECT nom FROM contacts WHERE nature = 'personne' UNION SELECT nom FROM dirigeants"
    with closing(connect(small)) as whole:
        names = [str(name).encode() for (name,) in map(tuple, whole.execute(sql))]

    assert len(names) == 4
    assert b"Personnes : retir" in unnamed["index.html"]
    assert [(name, each) for name, body in unnamed.items() for each in names if each in body] == []


def test_a_copy_with_contacts_that_is_told_where_it_is_read(
    tmp_path: Path, small: str, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNUAIRE_ROBOTS", "1")
    monkeypatch.setenv("ANNUAIRE_HOST_NAME", "https://server.example")
    start = "https://example.org/a"
    found = written(tmp_path / "site", small, contacts=True, address=f"{start}/")
    told = {name: body.decode() for name, body in found.items() if name.endswith(".html")}
    mapped = re.findall(r"<loc>([^<]*)</loc>", found["sitemap.xml"].decode())

    with sqlite3.connect(tmp_path / "site" / "annuaire.db") as copy:
        assert copy.execute("SELECT count(*) FROM contacts").fetchone() == (2,)
    assert "Contacts d" in told["fiche/lyon.html"]
    for name, text in told.items():
        place = "" if name == "index.html" else name
        assert f'<link rel="canonical" href="{start}/{place}">' in text
        assert f'<meta property="og:image" content="{start}/partage.png">' in text
        assert "server.example" not in text
    assert len(mapped) > 10
    for address in mapped:
        name = unquote(address.removeprefix(f"{start}/")) or "index.html"
        assert 'name="robots" content="all"' in told[name]
    assert "sitemap.xml" not in files
    assert not [name for name, body in files.items() if b'rel="canonical"' in body]


def test_the_same_database_gives_the_same_files_in_an_archive(
    tmp_path: Path, small: str, unnamed: dict[str, bytes]
) -> None:
    path = tmp_path / "site.tar.xz"
    with closing(connect(small)) as connection:
        publish(connection, str(path), contacts=False, persons=False)

    with tarfile.open(path) as archive:
        held = {each.name: archive.extractfile(each) for each in archive.getmembers()}
        assert {name: file.read() for name, file in held.items() if file} == {
            f"site/{name}": body for name, body in unnamed.items()
        }


def test_an_archive_of_the_real_site_has_less_than_a_megabyte(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    path = tmp_path / "site.tar.xz"
    folder.write_archive(str(path), files)

    assert path.stat().st_size < 1_000_000


def test_an_archive_says_neither_who_wrote_it_nor_when(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        folder.write_archive(str(tmp_path / name / "site.tar.xz"), {"index.html": b"1"})
    written = [(tmp_path / name / "site.tar.xz").read_bytes() for name in ("a", "b")]

    assert written[0] == written[1]
    with tarfile.open(tmp_path / "a" / "site.tar.xz") as archive:
        said = {(each.mtime, each.uid, each.uname) for each in archive}
    assert said == {(0, 0, "")}


def test_a_copy_has_the_lists_the_files_of_records_and_the_picture(files: dict[str, bytes]) -> None:
    lists = {
        f"{kind}.html"
        for kind in ("fiche", "secteur", "province", "region", "partenaire", "acteur")
    }

    assert {
        *lists,
        "fiche/lyon.json",
        "fiche/lyon.md",
        "partenaire/qingdao.html",
        "partage.png",
    } <= set(files)
    assert json.loads(files["fiche/lyon.json"])["slug"] == "lyon"


def test_each_page_says_what_the_served_one_says(
    published: tuple[Path, dict[str, str]], files: dict[str, bytes]
) -> None:
    """But forms, what stands for them in files, and searches that only a server narrows."""
    place, paths = published

    async def compare() -> list[str]:
        with closing(Site(str(place / "annuaire.db"))) as site:
            wrong = []
            for name, asked in paths.items():
                if name.endswith(".html") and name != "donnees.html":
                    parts = urlsplit(asked)
                    answer = await server.answer(site, parts.path, parts.query)
                    if told(answer.body.decode()) != told(files[name].decode()):
                        wrong.append(name)
            return wrong

    assert asyncio.run(compare()) == []
    assert len(paths) > 500


_ASKS = (r"<(form|script|noscript|style)\b.*?</\1>", r'<a [^>]*href="[^"]*recherche[^"]*".*?</a>',
         r"<details[^>]*>\s*<summary>Choisir.*?</details>")  # fmt: skip


def told(page: str) -> str:
    """The words of a page, without what asks a server."""
    main = page[page.index("<main") : page.index("</main>")]
    for pattern in _ASKS:
        main = re.sub(pattern, "", main, flags=re.DOTALL)
    return re.sub(r"[\s·]+", "", unescape(re.sub(r"<[^>]+>", " ", main)))


def test_a_choice_of_the_map_is_a_page(files: dict[str, bytes]) -> None:
    page = files["carte/secteur-sport.html"].decode()
    drawn = set(re.findall(r'href="\.\./fiche/([^"]+)\.html" class="lien', page))
    listed = set(re.findall(r'<th scope="row"><a href="\.\./fiche/([^"]+)\.html"', page))

    assert drawn == listed
    assert 0 < len(listed) < 33


def test_the_search_is_that_of_the_command_line(place: Path) -> None:
    node = shutil.which("node") or pytest.skip("Node is not installed")
    with (ROOT / "tests" / "recherche.csv").open(encoding="utf-8", newline="") as file:
        asked = [*(row["question"] for row in csv.DictReader(file)), *MORE]
    scripts = "".join((place / name).read_text("utf-8") for name in ("textes.js", "recherche.js"))
    program = scripts + (
        "console.log(JSON.stringify(JSON.parse(process.argv[2]).map((q) => chercher(q).map((t) => "
        "[index.fiches[t.fiche]?.slug ?? null, t.rubrique, t.debut, t.fin]))));"
    )
    (place.parent / "chercher.js").write_text(program, encoding="utf-8")
    ran = subprocess.run([node, str(place.parent / "chercher.js"), json.dumps(asked)],
                         capture_output=True, check=True)  # fmt: skip

    with closing(connect(place / "annuaire.db")) as copy:
        for text, found in zip(asked, json.loads(ran.stdout), strict=True):
            expected = [[each.slug, each.rubrique, each.ligne_debut, each.ligne_fin]
                        for each in search.search(text, copy, passages=3)]  # fmt: skip
            assert found == expected, text


def test_a_folder_of_others_is_refused_and_ours_replaced(tmp_path: Path) -> None:
    place = tmp_path / "site"
    folder.write_tree(str(place), {"a/old.html": b"1"})
    folder.write_tree(str(place), {"a/new.html": b"2"})
    assert set(contents(place)) == {"a/new.html", folder.MARK}

    (place / folder.MARK).unlink()
    with pytest.raises(OutputError, match="other files"):
        folder.write_tree(str(place), {"index.html": b"3"})
    assert set(contents(place)) == {"a/new.html"}


def test_a_copy_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    place = tmp_path / "site"
    folder.write_tree(str(place), {"index.html": b"1"})
    with pytest.raises(OutputError):
        folder.write_tree(str(place), {"index.html": b"2", "index.html/below": b""})

    assert contents(place) == {"index.html": b"1", folder.MARK: b""}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
