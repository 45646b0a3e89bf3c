"""Datasette's own pages: one site with ours, in French, with labels, and ways to the records."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("datasette")
from datasette import __version__  # type: ignore[import-untyped,import-not-found,unused-ignore]
from sites import Served, opened_site

from annuaire.reading import dictionary
from annuaire.site import wording
from annuaire.site.settings import is_modern

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.site

PAGES = [
    "/annuaire", "/annuaire?_show_hidden=1", "/annuaire/v_repertoire", "/annuaire/contacts/3",
    "/annuaire/partenariats?_search=eau&_facet=annee_debut", "/annuaire/partenariats/24",
    "/annuaire/v_partenariats?forme=region&_sort=numero", "/annuaire/actions?annee_debut=1",
    "/annuaire/lignes?_size=10", "/annuaire/qui-appeler?secteur=sport", "/annuaire/meta",
    "/annuaire?sql=select+*+from+v_liens+limit+3", "/annuaire?sql=select+:x+as+n&x=1",
    "/annuaire?sql=select+nmo+from+v_liens", "/annuaire/partenariats?_sort=zzz",
    "/-/versions", "/-/settings", "/-/plugins", "/-/metadata",
]  # fmt: skip
ENGLISH = re.compile(
    r">[^<]*\b(?:rows?|where|Suggested|facets|Advanced|Custom|Powered|license|records|Next page|"
    r"This data|Links from|Queries|Apply|Export|descending|Download|hidden table|results|returning|"
    r"Sort|contains|remove)\b[^<]*<"
)
"""Words of Datasette's own, between tags."""


class Fields(HTMLParser):
    """The fields of a page that nothing labels, and what stands outside of what is folded."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.named = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
        self.bare: list[str] = []
        self.walls = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("input", "select", "textarea") and known.get("type") != "hidden":
            if "label" not in self.open and known.get("id") not in self.named:
                self.bare.append(str(known))
        elif tag in ("label", "details"):
            self.open.append(tag)
        self.walls += tag == "pre" and "details" not in self.open

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.remove(tag)


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with opened_site() as served:
        yield served


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_datasette_is_one_of_ours(site: Served, path: str) -> None:
    answer = site.get(path, follow_redirects=True)
    text = answer.text
    shown = re.sub(
        r'<(\w+)[^>]* lang="en".*?</\1>|<(pre|code|textarea|title).*?</\2>',
        "",
        text,
        flags=re.DOTALL,
    )

    assert '<html lang="fr">' in text
    assert len(re.findall(r"<main\b", text)) == 1
    assert 'class="marque"' in text
    assert ENGLISH.findall(shown) == []
    assert Fields(text).bare == []
    assert "<script" not in text
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    if not path.startswith("/-/") and "zzz" not in path:
        assert text.count("sans licence connue") == 1


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/-/")])
def test_sql_is_folded(site: Served, path: str) -> None:
    assert Fields(site.get(path, follow_redirects=True).text).walls == 0


LOCATED = [
    table.name for table in dictionary.tables()
    if {"partenariat_id", "ligne_debut", "ligne", "slug"} & {column.name for column in table.columns}
    and table.name not in ("repertoires", "textes")
]  # fmt: skip


@pytest.mark.parametrize("table", LOCATED)
def test_every_row_leads_to_its_record_or_its_line(site: Served, table: str) -> None:
    body = site.get(f"/annuaire/{table}?_size=200").text.partition("<tbody>")[2]
    rows = re.findall(r"<tr>.*?</tr>", body, re.DOTALL)

    assert rows
    for row in rows:
        assert re.search(
            r'href="/(?:fiche|hors-fiches|secteur|province|partenaire|acteur)[/#]', row
        ), row


def test_lines_lead_where_they_are_printed(site: Served) -> None:
    annex = site.get("/annuaire/annexes?_size=5").text
    (line,) = re.findall(r'href="/hors-fiches(#l\d+)">', annex)[:1]

    assert f'id="{line[1:]}"' in site.get("/hors-fiches").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("select nmo from v_liens", "Aucune colonne ne s’appelle « nmo »."),
        ("select 1 from personne", "Aucune table ne s’appelle « personne »."),
        ("delete from partenariats", "Seules des lectures sont possibles"),
        ("select from where", "Ce n’est pas du SQL bien formé."),
        ("with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
         "La réponse prendrait trop de temps."),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_french(site: Served, typed: str, said: str) -> None:
    answer = site.get("/annuaire", params={"sql": typed}, follow_redirects=True)

    assert answer.status_code == 400 or is_modern(__version__)
    assert said in answer.text


def test_columns_are_named_with_their_accents() -> None:
    """No word of a label is one that the list writes with accents."""
    bare = re.compile(r"\b(?:annee|categorie|caracteristiques|collectivite|numero|telephone|region|"
                      r"evolution|definition|reference|precision|perimetre|qualite|etat)\b", re.IGNORECASE)  # fmt: skip
    labels = [
        wording.label(column.name) for table in dictionary.tables() for column in table.columns
    ]

    assert [label for label in labels if bare.search(label)] == []
    assert not any("_" in label for label in labels)


def test_codes_are_words(site: Served) -> None:
    page = site.get("/annuaire/rubriques?rubrique=caracteristiques").text

    assert ">caractéristiques</td>" in page
    assert "« Rubrique » est « caractéristiques »" in page
