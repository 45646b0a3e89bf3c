"""What pages show: the catalogue, words, addresses elsewhere, cells that lead to pages.

A connection in, a `Catalogue` out: records, sectors, provinces and regions by their slugs, read
once per database. Values in, French text out. A cell of one of Datasette's tables in, a link out;
slugs are looked up in the catalogue, so a link always leads to a page that is there.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from annuaire.codebook import EVOLUTIONS, FORMES, say
from annuaire.folding import slugify

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from annuaire.records import Collectivite, Lieu
    from annuaire.site.answers import Site

# --- The catalogue --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A record as lists show it."""

    id: int
    numero: int
    slug: str
    intitule: str
    collectivite: str
    forme: str
    region: str | None
    departement: str | None
    annee_debut: int | None
    secteurs: tuple[str, ...]
    """Slugs, in printed order."""
    provinces: tuple[str, ...]
    """Slugs, in the order of the partners."""

    @property
    def sorte(self) -> str:
        """The kind of authority, in words."""
        return say(FORMES, self.forme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rayon:
    """A sector, a province or a region: what its page is called, and its records."""

    slug: str
    nom: str
    local: str | None = None
    langue: str | None = None
    fiches: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that the site has a page for."""

    titre: str
    """What the directory is: « partenariats franco-chinois »."""
    lieu: str
    """Where the partners are: « en Chine »."""
    fiches: dict[str, Notice]
    secteurs: dict[str, Rayon]
    provinces: dict[str, Rayon]
    regions: dict[str, Rayon]


_FICHES = """
SELECT p.id, p.numero, p.slug, p.intitule, coalesce(c.nom_court, p.intitule) AS collectivite,
  c.forme, c.region, c.departement, p.annee_debut
FROM partenariats p JOIN collectivites c ON c.id = p.collectivite_id
ORDER BY p.repertoire_id, p.numero
"""
_SECTEURS_DES_FICHES = """
SELECT l.partenariat_id, s.slug FROM partenariats_secteurs l
JOIN secteurs s ON s.id = l.secteur_id ORDER BY l.partenariat_id, l.ordre, l.id
"""
_PROVINCES_DES_FICHES = """
SELECT l.partenariat_id, v.slug FROM partenariats_partenaires l
JOIN partenaires a ON a.id = l.partenaire_id JOIN provinces v ON v.id = a.province_id
ORDER BY l.partenariat_id, l.ordre
"""
_SECTEURS = "SELECT slug, nom, NULL, NULL FROM secteurs ORDER BY slug"
_PROVINCES = "SELECT slug, nom, nom_local, langue FROM provinces ORDER BY slug"


def read_catalogue(base: sqlite3.Connection) -> Catalogue:
    """The catalogue of a database."""
    fiches = _read_fiches(base)
    regions = sorted({fiche.region for fiche in fiches if fiche.region}, key=slugify)
    return Catalogue(
        titre=_title(base),
        lieu=_place(base),
        fiches={fiche.slug: fiche for fiche in fiches},
        secteurs=_shelve(base.execute(_SECTEURS), fiches, lambda fiche: fiche.secteurs),
        provinces=_shelve(base.execute(_PROVINCES), fiches, lambda fiche: fiche.provinces),
        regions=_shelve(
            ((slugify(name), name, None, None) for name in regions),
            fiches,
            lambda fiche: (slugify(fiche.region),) if fiche.region else (),
        ),
    )


def _title(base: sqlite3.Connection) -> str:
    """What the only directory lists; in a database of several, what they all are."""
    titles = [title for (title,) in base.execute("SELECT titre FROM repertoires")]
    if len(titles) == 1 and titles[0]:
        return str(titles[0]).removeprefix("Liste des ")
    return "partenariats de coopération décentralisée"


def _place(base: sqlite3.Connection) -> str:
    """Where the partners are, in a title; words for one country, the one there is."""
    pays = {pays for (pays,) in base.execute("SELECT pays FROM repertoires")}
    return "en Chine" if pays == {"Chine"} else "à l’étranger"


def _read_fiches(base: sqlite3.Connection) -> list[Notice]:
    secteurs = _group(base.execute(_SECTEURS_DES_FICHES))
    provinces = _group(base.execute(_PROVINCES_DES_FICHES))
    return [
        Notice(
            **dict(row),
            secteurs=secteurs.get(row["id"], ()),
            provinces=provinces.get(row["id"], ()),
        )
        for row in base.execute(_FICHES)
    ]


def _group(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """Slugs by record, each once, in order."""
    groups: dict[int, dict[str, None]] = {}
    for number, slug in rows:
        groups.setdefault(number, {})[slug] = None
    return {number: tuple(slugs) for number, slugs in groups.items()}


def _shelve(
    rows: Iterable[tuple[str, str, str | None, str | None]],
    fiches: list[Notice],
    slugs_of: Callable[[Notice], tuple[str, ...]],
) -> dict[str, Rayon]:
    """A shelf: for each slug, name and local name, the records that have the slug."""
    return {
        slug: Rayon(
            slug=slug,
            nom=nom,
            local=local,
            langue=langue,
            fiches=tuple(fiche for fiche in fiches if slug in slugs_of(fiche)),
        )
        for slug, nom, local, langue in rows
    }


def fullest(rayons: Iterable[Rayon]) -> list[Rayon]:
    """Those that have records, the ones with most first."""
    return sorted(
        (rayon for rayon in rayons if rayon.fiches),
        key=lambda rayon: (-len(rayon.fiches), rayon.slug),
    )


# --- Words ----------------------------------------------------------------------------------

_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def since(value: str) -> str:
    """« depuis » and a date of the references (AAAA, AAAA-MM, AAAA-MM-JJ) as one says it.

    >>> since("2016-01-01"), since("2015-11"), since("2012")
    ('depuis le 1er janvier 2016', 'depuis novembre 2015', 'depuis 2012')
    """
    year, *rest = value.split("-")
    words = ["depuis le" if len(rest) == 2 else "depuis"]
    words += [("1er" if int(day) == 1 else str(int(day))) for day in rest[1:]]
    words += [_MOIS[int(month) - 1] for month in rest[:1]]
    return " ".join([*words, year])


def today(nom_actuel: str | None, evolution: str | None, actuel_depuis: str | None) -> str | None:
    """What a body is now, in one line; None when nothing is known of it.

    >>> today("Région Grand Est", "fusionnee", "2016-01-01")
    'Région Grand Est (fusion, depuis le 1er janvier 2016)'
    """
    if not nom_actuel:
        return None
    change = say(EVOLUTIONS, evolution)
    known = [part for part in (change, since(actuel_depuis) if actuel_depuis else "") if part]
    return f"{nom_actuel} ({', '.join(known)})" if known else nom_actuel


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> plural(1, "fiche"), plural(0, "fiche"), plural(3, "fiche")
    ('1 fiche', '0 fiche', '3 fiches')
    """
    return f"{count} {one if count < 2 else many or one + 's'}"


def lines(first: int, last: int) -> str:
    r"""Lines of the source, short.

    >>> lines(12, 12), lines(12, 15)
    ('l.\xa012', 'l.\xa012-15')
    """
    return f"l.\u00a0{first}" if first == last else f"l.\u00a0{first}-{last}"


# --- Addresses elsewhere --------------------------------------------------------------------

_INSEE = "https://www.insee.fr/fr/statistiques/2011101?geo="
_PREFIXES = {"region": "REG", "departement": "DEP", "commune": "COM"}
_UNIONS = frozenset(
    {"communaute_urbaine", "communaute_agglomeration", "communaute_communes", "metropole"}
)
_REFERENCES = {
    "GeoNames": ("https://www.geonames.org/", re.compile(r"\d+")),
    "Wikidata": ("https://www.wikidata.org/wiki/", re.compile(r"Q\d+")),
}
"""Where each keeps its pages, and what its identifiers look like."""


class Externe(NamedTuple):
    """A page of another site: whose it is, the identifier there, the address."""

    qui: str
    identifiant: str
    adresse: str


def of_collectivite(collectivite: Collectivite) -> list[Externe]:
    """Where the references speak of a French authority.

    INSEE has pages for what exists today, so its address is made of today's code.
    """
    if collectivite.forme in _UNIONS and collectivite.siren_actuel:
        code = f"EPCI-{collectivite.siren_actuel}"
    elif collectivite.forme in _PREFIXES and collectivite.insee_actuel:
        code = f"{_PREFIXES[collectivite.forme]}-{collectivite.insee_actuel}"
    else:
        return of_lieu(collectivite)
    return [Externe("INSEE", code, _INSEE + code), *of_lieu(collectivite)]


def of_lieu(lieu: Lieu | Collectivite) -> list[Externe]:
    """Where the references speak of a place."""
    known = (("GeoNames", lieu.geonames), ("Wikidata", lieu.wikidata))
    return [Externe(qui, key, _REFERENCES[qui][0] + key) for qui, key in known if key]


# --- Cells ----------------------------------------------------------------------------------


class Cell(NamedTuple):
    """A cell of a table, a view or a question (`table` is None), with its row."""

    site: Site
    row: Any
    text: str
    table: str | None

    def link(self, kind: str, slug: str | None, text: str, after: str = "") -> Markup | None:
        """A link to the page of a slug; None where there is no such page."""
        if not kind or slug not in getattr(self.site.catalogue, f"{kind}s"):
            return None
        return _link(self.site.url(f"/{kind}/{slug}{after}"), text)

    def link_name(self, kind: str, name: str) -> Markup | None:
        """The same from what a sector, a province or a region is called."""
        rayons = getattr(self.site.catalogue, f"{kind}s").values() if kind else ()
        slug = next((each.slug for each in rayons if each.nom == name), slugify(name))
        return self.link(kind, slug, name)


def render_cell(cell: Cell, column: str) -> Markup | None:
    """What to show of a cell instead of its text; None leaves it as it is."""
    return _RENDERERS[column](cell)


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text)


def _slug(cell: Cell) -> Markup | None:
    """A slug, of whatever the table holds."""
    if cell.table in ("secteurs", "provinces"):
        return cell.link(cell.table.removesuffix("s"), cell.text, cell.text)
    of_fiche = cell.table in ("partenariats", "collectivites") or "numero" in cell.row.keys()  # noqa: SIM118
    return cell.link("fiche", cell.text, cell.text) if of_fiche else None


def slug_of(row: Any) -> str | None:
    """The slug of the record that a row is of, when the row says it."""
    names = row.keys()
    if "fiche" in names:
        return str(row["fiche"])
    return str(row["slug"]) if "slug" in names and "numero" in names else None


def _fiches(cell: Cell) -> Markup | None:
    """Slugs of records, joined by commas."""
    links = [cell.link("fiche", slug, slug) for slug in cell.text.split(",")]
    found = [link for link in links if link]
    return Markup(", ").join(found) if len(found) == len(links) else None


def _names(cell: Cell, kind: str) -> Markup | None:
    """Names in a JSON array; a text that is none may be one name."""
    try:
        names = json.loads(cell.text)
    except ValueError:
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return cell.link_name(kind, cell.text)
    return Markup(", ").join(cell.link_name(kind, name) or name for name in names)


def _reference(cell: Cell, qui: str) -> Markup | None:
    """An identifier that looks like one of theirs."""
    address, pattern = _REFERENCES[qui]
    return _link(address + cell.text, cell.text) if pattern.fullmatch(cell.text) else None


def _line(cell: Cell) -> Markup | None:
    """A line of the source, among those of its record."""
    return cell.link("fiche", slug_of(cell.row), cell.text, f"/source#l{cell.text}")


_RENDERERS: dict[str, Callable[[Cell], Markup | None]] = {
    "slug": _slug,
    "fiche": lambda cell: cell.link("fiche", cell.text, cell.text),
    "fiches": _fiches,
    "intitule": lambda cell: cell.link("fiche", slug_of(cell.row), cell.text),
    "ligne": _line,
    "ligne_debut": _line,
    "secteur": lambda cell: cell.link_name("secteur", cell.text),
    "province": lambda cell: cell.link_name("province", cell.text),
    "region": lambda cell: cell.link_name("region", cell.text),
    "secteurs": lambda cell: _names(cell, "secteur"),
    "provinces": lambda cell: _names(cell, "province"),
    "partenaires": lambda cell: _names(cell, ""),
    "wikidata": lambda cell: _reference(cell, "Wikidata"),
    "geonames": lambda cell: _reference(cell, "GeoNames"),
}

COLUMNS = frozenset(_RENDERERS)
"""Columns with cells that may lead somewhere."""
