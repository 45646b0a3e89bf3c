"""Directories about other countries: nothing that is shown of them tells of the first edition.

A German, a Malian and a Japanese database go through each command, export and page; a word about
China, the years 2003-2009 or Paris may stand there only when their own text prints it. And no such
word stands in the code, templates and SQL of the package, but where a reason is given.
"""

from __future__ import annotations

import ast
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
import texts
from click.testing import CliRunner
from petits_repertoires import text
from sites import opened_site
from texts import PACKAGE, ROOT

from annuaire.cli import COMMANDS, cli
from annuaire.loading.build import build
from annuaire.reading import dictionary, questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sites import Served

pytestmark = pytest.mark.site
FORBIDDEN = re.compile(
    r"\bchine\b|chinoise?s?\b|pinyin|2003-2009|\bParis\b|\bCN\b|[\u4e00-\u9fff]+", re.IGNORECASE
)
# Columns of the sector vocabulary, which every database has (they are empty here), and what the
# dictionary says of them.
OF_THE_SCHEMA = re.compile(
    r"nom_chinois|Nom chinois\b|nom chinois \(non relu par un sinophone\)[^\"<\n|]*"
)

ALLEMAGNE = text("""
Répertoire franco-allemand – édition mars 2006 – Cités Unies France, Lyon |
 |
 Avertissement :  |
 |
Cet annuaire a été établi à partir des réponses apportées au questionnaire adressé par Cités |
Unies France, entre 2004 et 2005, à l’attention des collectivités locales françaises. |
 Liste des partenariats franco-allemands : |
 |
➢ Conseil Régional de Bretagne - Land de Saxe |
➢ Lyon - Leipzig (Saxe) et Sarrebruck |
➢ Nantes - Sarrebruck (Sarre) |
 Conseil Régional de Bretagne - Land de Saxe |
|
 |
Président :  |
M. Jean-Yves Le Drian |
 |
Contacts :  |
M. Yann Kervella - chargé de mission Europe |
Tél. : 02 99 27 10 10 |
 |
Population de la collectivité française :  2 906 197 habitants |
 |
Origine du partenariat : |
Accord signé en 1995. |
 |
Secteurs d’intervention : |
➢ Enseignement / Education |
➢ Eau et assainissement |
 |
Actions réalisées :  |
➢ Accueil de lycéens en 1998. |
 |
Acteurs impliqués : |
En France : Région Bretagne ; lycées. |
En Allemagne : Land de Saxe ; Chambre de commerce de Leipzig. |
 |
Perspectives : |
Poursuite des échanges. |
 Lyon - Leipzig (Saxe) et Sarrebruck |
|
 |
Maire :  |
M. Gérard Collomb |
1, place de la Comédie |
69205 LYON CEDEX 01 |
Tél. : 04 72 10 30 30 |
 |
Contacts :  |
Mme Isabelle Fernandez - responsable des Relations Internationales  |
 |
Origine du jumelage/partenariat : |
Jumelage signé en 1981. |
 |
Secteurs d’intervention : |
➢ Culture |
 |
Acteurs impliqués : |
En France : Ville de Lyon. |
En Allemagne : Gewandhaus. |
 Nantes - Sarrebruck (Sarre) |
|
 |
Maire :  |
M. Jean-Marc Ayrault |
 |
Origine du jumelage/partenariat : |
Jumelage signé en 1965. |
 |
Secteurs d’intervention : |
➢ Jeunesse et sport |
""")


TEXTS = {
    "allemagne": ALLEMAGNE,
    "japon": texts.text("japon")[:12_000],
    "mali": texts.text("mali")[:12_000],
}
# The state of each as its text says it, its country in a title, and a division that it prints.
FACTS = {
    "allemagne": ("état 2004-2005", "en Allemagne", "Saxe"),
    "japon": ("état 2004-2006", "au Japon", "Ishikawa"),
    "mali": ("état 2004", "au Mali", "Cercle de Niono"),
}


class Edition:
    """A database, its text, and what it may say."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.text = name, TEXTS[name]
        source = folder / f"{name}.txt"
        source.write_bytes(self.text.encode())
        self.path = str(folder / f"{name}.db")
        build([str(source)], self.path)
        self.state, self.country, self.division = FACTS[name]
        # The references may name a place of the country in its own script.
        self.allowed = set(FORBIDDEN.findall(self.text.lower()))

    def foreign(self, said: str) -> list[str]:
        """The words that its text does not print, each with what stands around it."""
        said = OF_THE_SCHEMA.sub("", said)
        found = [match for match in FORBIDDEN.finditer(said) if not self._may(match.group())]
        return [said[max(0, m.start() - 60) : m.end() + 40] for m in found]

    def _may(self, word: str) -> bool:
        own_script = self.name == "japon" and not word.isascii()
        return own_script or word.lower() in self.allowed


@pytest.fixture(scope="module", params=TEXTS)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition(request.param, tmp_path_factory.mktemp(request.param))


def run(*words: str) -> str:
    """What a command prints, data then words."""
    result = CliRunner().invoke(cli, words, prog_name="annuaire")
    assert result.exit_code <= (words[0] == "check"), (words, result.stderr)
    return result.stdout + result.stderr


ASKED = [
    ("search", "jumelage"),
    ("search", "--secteur", "culture"),
    *(("list", kind) for kind in ("partenariats", "collectivites", "partenaires", "provinces",
                                   "secteurs", "acteurs", "contacts", "actions", "anomalies")),
    ("show", "1"),
    ("show", "1", "-f", "json"),
    ("show", "2", "--source"),
    ("similar", "1"),
    ("stats",),
    ("stats", "-f", "json"),
    ("schema",),
    *(("schema", table.name) for table in dictionary.tables()),
    ("cite",),
    *(("cite", "1", "-f", form) for form in ("text", "bibtex", "csl-json")),
    *(("query", "--named", question.name) for question in questions.load_all()),
    ("query", "select * from repertoires"),
    ("export", "json"),
    ("export", "ndjson"),
    ("export", "geojson"),
    ("check",),
]  # fmt: skip


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_no_command_tells_of_the_first_edition(edition: Edition, words: tuple[str, ...]) -> None:
    said = run(*words, "--db", edition.path)

    assert said.strip()
    assert edition.foreign(said) == []


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_help_tells_of_an_edition(name: str) -> None:
    """It is the same whatever database is asked."""
    said = run(*filter(None, [name]), "--help")

    assert FORBIDDEN.findall(OF_THE_SCHEMA.sub("", said)) == []
    assert not re.search(r"Shandong|Guangdong|Jiangsu|Pékin|Beijing|Lyon – Canton", said)


def test_no_exported_table_does(edition: Edition, tmp_path: Path) -> None:
    """All tables and views, in one archive."""
    target = tmp_path / "tables.zip"
    run("export", "csv", "-o", str(target), "--db", edition.path)
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            assert edition.foreign(archive.read(name).decode()) == [], name


def test_what_it_says_is_its_own(edition: Edition) -> None:
    """Its state wherever a record is shown; its publisher, and no town or year it does not print."""
    shown = run("show", "1", "--db", edition.path)
    cited = run("cite", "--db", edition.path)

    assert f" · {edition.state} · " in shown
    assert edition.state in run("stats", "--db", edition.path)
    assert edition.state in run("similar", "1", "--db", edition.path)
    assert edition.state in run("search", "jumelage", "--db", edition.path)
    assert re.match("Cités Unies France, (?:Liste|Répertoire) des partenariats franco-", cited)
    assert f"({edition.state})" in cited
    assert ("Lyon, 2006. " in cited) == (edition.name == "allemagne")


def test_a_printed_division_is_one_to_filter_by(edition: Edition) -> None:
    """A Land, a prefecture; and what is no first-level division, by what is printed."""
    listed = json.loads(
        run("list", "-f", "json", "--province", edition.division, "--db", edition.path)
    )
    asked = run("query", "--named", "qui-travaille-avec-une-province", "-p", "province",
                edition.division, "-f", "ndjson", "--db", edition.path)  # fmt: skip

    assert listed
    assert {row["numero"] for row in listed} == {
        json.loads(line)["numero"] for line in asked.splitlines()
    }


# --- pages ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(edition: Edition) -> Iterator[Served]:
    with opened_site(edition.path) as served:
        yield served


def pages(served: Served) -> Iterator[tuple[str, str]]:
    """Every page that links lead to from the home page, and those of tables and questions."""
    seen, waiting = (
        {""},
        ["/", "/annuaire", "/recherche", "/signaler", "/robots.txt", "/nulle-part"],
    )
    while waiting:
        path = waiting.pop()
        body = served.get(path).text
        yield path, body
        for found in re.findall(r'href="(/[^"#?]*)', body):
            if found not in seen and not found.startswith(("/-/static", "/site/")):
                seen.add(found)
                depth = found.count("/")
                if depth <= 3 and not re.search(r"\.(?:csv|json|db)$|/annuaire/[^/]+/", found):
                    waiting.append(found)


def test_no_page_does(edition: Edition, site: Served) -> None:
    """Ours and Datasette's."""
    visited = 0
    for path, body in pages(site):
        visited += 1
        assert edition.foreign(body) == [], path

    assert visited > 80


def test_pages_say_what_is_theirs(edition: Edition, site: Served) -> None:
    home, fiche = site.get("/").text, site.get("/carte").text
    state = f"{edition.state[0].upper()}{edition.state[1:]}"

    assert f"travaille avec qui, {edition.country}" in home
    assert f"<strong>{state}.</strong>" in home
    assert f"<strong>{state}.</strong>" in site.get("/annuaire").text
    assert 'class="carte large"' in home
    assert "Le fond de carte" not in fiche


# --- the code -------------------------------------------------------------------------------

WORDS = re.compile(r"\bchine\b|chinois|pinyin|2003-2009|\bParis\b|[\u4e00-\u9fff]", re.IGNORECASE)
MAY_SAY = {
    "nom_chinois": "a column of the sector vocabulary, by contract; filled for China alone",
}
"""Literals that code, templates and SQL may hold, and why. References and words are data, each with
its source; the map's background and plan are those of the packaged database; examples in docstrings
are answers of the packaged database, and tests run them."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings, or the lines of any other file."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(content.splitlines(), 1)
        return
    tree = ast.parse(content)
    docs = {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name | ast.FunctionDef | ast.arg):
            yield node.lineno, getattr(node, "id", getattr(node, "name", getattr(node, "arg", "")))


def test_no_code_tells_of_the_first_edition() -> None:
    """Facts of an edition are facts of its row."""
    files = [
        path for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in {".py", ".html", ".sql", ".css"}
    ]  # fmt: skip
    said = [
        f"{path.relative_to(PACKAGE)}:{line}: {words.strip()[:80]}"
        for path in [*files, ROOT / "schema.sql"]
        for line, words in literals(path)
        if WORDS.search(without_allowed(words))
    ]

    assert len(files) > 120
    assert said == []


def without_allowed(words: str) -> str:
    for allowed in MAY_SAY:
        words = words.replace(allowed, "")
    return OF_THE_SCHEMA.sub("", words)


def test_the_allowed_literals_are_needed() -> None:
    """None stays in the list when the code no longer says it."""
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))

    assert all(allowed in code for allowed in MAY_SAY)
    assert all(reason for reason in MAY_SAY.values())
