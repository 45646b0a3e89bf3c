"""What pages show: the catalogue, words, addresses elsewhere.

A connection in, a `Catalogue` out: records, sectors, provinces and regions by their slugs, read
once per database. Values in, French text out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annuaire import knowledge
from annuaire.codebook import MOIS, local_name, number, say, state
from annuaire.folding import slugify
from annuaire.reading.editions import Edition, editions, languages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from annuaire.records import Collectivite, Lieu

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
    annee_debut_nature: str | None
    secteurs: tuple[str, ...]
    """Slugs, in printed order."""
    provinces: tuple[str, ...]
    """Slugs, in the order of the partners."""
    etat: str | None
    """The years of its directory."""
    repertoire_id: int
    collectivite_id: int
    ligne_debut: int
    ligne_fin: int

    @property
    def sorte(self) -> str:
        """The kind of authority, in words."""
        return say("forme", self.forme)

    @property
    def debut(self) -> str:
        """What began it, and when: « accord en 1988 »; "" when nobody says."""
        return begun(self.annee_debut, self.annee_debut_nature)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rayon:
    """A sector, a province or a region: what its page is called, and its records.

    A printed parenthesis that is no first-level division has a page as provinces have.
    """

    slug: str
    nom: str
    local: str | None = None
    langue: str | None = None
    fiches: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that the site has a page for."""

    titre: str
    """What the directory is: « partenariats franco-maliens »."""
    lieu: str
    """Where the partners are: « au Mali »."""
    editions: tuple[Edition, ...]
    """The directories."""
    noms_locaux: str
    """What the partners' names in their languages are called: « noms arabes »; "" without any."""
    nom_local: tuple[str, str] | None
    """One of them, and its language."""
    fiches: dict[str, Notice]
    by_id: dict[int, Notice]
    """The records by their keys in the database."""
    secteurs: dict[str, Rayon]
    provinces: dict[str, Rayon]
    regions: dict[str, Rayon]
    partenaires: dict[str, Rayon]
    acteurs: dict[str, Rayon]

    @property
    def etat(self) -> str:
        """The years that the records tell of: « état 2004-2006 », or nothing."""
        return state(*(edition.etat for edition in self.editions))

    def place(self, line: int, repertoire: int | None = None) -> str | None:
        """The path where a line of a directory is shown; None when nobody says of which."""
        if repertoire is None and len(self.editions) > 1:
            return None
        for notice in self.fiches.values():
            if (repertoire in (None, notice.repertoire_id)
                    and notice.ligne_debut <= line <= notice.ligne_fin):  # fmt: skip
                return f"/fiche/{notice.slug}/source#l{line}"
        return f"/hors-fiches#{anchor(line, repertoire or 1)}"


_FICHES = """
SELECT p.id, p.numero, p.slug, p.intitule, coalesce(c.nom_court, p.intitule) AS collectivite,
  c.forme, c.region, c.departement, p.annee_debut, p.annee_debut_nature, r.etat,
  p.repertoire_id, p.collectivite_id, p.ligne_debut, p.ligne_fin
FROM partenariats p JOIN collectivites c ON c.id = p.collectivite_id
JOIN repertoires r ON r.id = p.repertoire_id
ORDER BY p.repertoire_id, p.numero
"""
_SECTEURS_DES_FICHES = """
SELECT l.partenariat_id, s.slug FROM partenariats_secteurs l
JOIN secteurs s ON s.id = l.secteur_id ORDER BY l.partenariat_id, l.ordre, l.id
"""
_PROVINCES_DES_FICHES = """
SELECT l.partenariat_id, coalesce(v.slug, a.rattachement) FROM partenariats_partenaires l
JOIN partenaires a ON a.id = l.partenaire_id LEFT JOIN provinces v ON v.id = a.province_id
WHERE v.id IS NOT NULL OR a.rattachement IS NOT NULL ORDER BY l.partenariat_id, l.ordre
"""
_CITED = {
    "partenaires": (
        "SELECT slug, nom, nom_local, langue FROM partenaires ORDER BY slug, id",
        """SELECT l.partenariat_id, a.slug FROM partenariats_partenaires l
        JOIN partenaires a ON a.id = l.partenaire_id ORDER BY l.partenariat_id, l.ordre""",
    ),
    "acteurs": (
        "SELECT slug, nom, NULL, NULL FROM acteurs ORDER BY slug",
        """SELECT l.partenariat_id, a.slug FROM partenariats_acteurs l
        JOIN acteurs a ON a.id = l.acteur_id ORDER BY l.partenariat_id, l.ordre""",
    ),
}
"""What records name: its names, and its slugs by record."""
_SECTEURS = "SELECT slug, nom, NULL, NULL FROM secteurs ORDER BY slug"
_PROVINCES = "SELECT slug, nom, nom_local, langue FROM provinces ORDER BY slug"
_RATTACHEMENTS = "SELECT DISTINCT rattachement FROM partenaires WHERE province_id IS NULL AND rattachement IS NOT NULL"  # fmt: skip  # noqa: E501
_NOM_LOCAL = """
SELECT coalesce(n.nom, a.nom_local), a.langue FROM partenaires a
LEFT JOIN noms n ON n.partenaire_id = a.id AND n.langue = a.langue
WHERE a.nom_local IS NOT NULL AND a.langue IS NOT NULL ORDER BY a.id, n.id
"""


def read_catalogue(base: sqlite3.Connection) -> Catalogue:
    """The catalogue of a database."""
    fiches = _read_fiches(base)
    regions = sorted({fiche.region for fiche in fiches if fiche.region}, key=slugify)
    printed = tuple(editions(base))
    local = base.execute(_NOM_LOCAL).fetchone()
    return Catalogue(
        titre=_title(printed),
        lieu=_place(printed),
        editions=printed,
        noms_locaux=local_name(languages(base), several=True) if local else "",
        nom_local=tuple(local) if local else None,
        fiches={fiche.slug: fiche for fiche in fiches},
        by_id={fiche.id: fiche for fiche in fiches},
        secteurs=_shelve(base.execute(_SECTEURS), fiches, lambda fiche: fiche.secteurs),
        provinces=_shelve(_divisions(base), fiches, lambda fiche: fiche.provinces),
        regions=_shelve(
            ((slugify(name), name, None, None) for name in regions),
            fiches,
            lambda fiche: (slugify(fiche.region),) if fiche.region else (),
        ),
        **{name: _cited(base, fiches, *sql) for name, sql in _CITED.items()},
    )


def _cited(
    base: sqlite3.Connection, fiches: list[Notice], names: str, links: str
) -> dict[str, Rayon]:
    """A shelf of what records name: partners, actors."""
    slugs = _group(base.execute(links))
    return _shelve(base.execute(names), fiches, lambda fiche: slugs.get(fiche.id, ()))


def _divisions(base: sqlite3.Connection) -> list[tuple[str, str, str | None, str | None]]:
    """The provinces, then what is printed in parentheses and is none."""
    rows = [tuple(row) for row in base.execute(_PROVINCES)]
    printed = [(slugify(name), name, None, None) for (name,) in base.execute(_RATTACHEMENTS)]
    known = {"", *(slug for slug, *_ in rows)}
    return [*rows, *sorted(row for row in printed if row[0] not in known)]


def _title(printed: Sequence[Edition]) -> str:
    """What the only directory lists; in a database of several, what they all are."""
    if len(printed) == 1 and printed[0].titre:
        return printed[0].titre.removeprefix("Liste des ")
    return "partenariats de coopération décentralisée"


def _place(printed: Iterable[Edition]) -> str:
    """Where the partners are, in a title: the country, if it is but one."""
    codes = {edition.pays_code for edition in printed}
    rows = [row for row in knowledge.table("pays") if {row["code"]} == codes]
    named = [name for row in rows for name in knowledge.values(row["locatifs"])]
    return f"{named[0][0].lower()}{named[0][1:]}" if named else "à l’étranger"


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
    """Slugs, of slugs or of names, by record, each once, in order."""
    groups: dict[int, dict[str, None]] = {}
    for key, name in rows:
        if slug := slugify(name):
            groups.setdefault(key, {})[slug] = None
    return {key: tuple(slugs) for key, slugs in groups.items()}


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


def begun(year: int | None, nature: str | None) -> str:
    """What happened in the year of a beginning; nothing more where a record dates, and says no act.

    >>> begun(1988, "accord"), begun(1990, "mention"), begun(None, None)
    ('accord en 1988', 'coopération datée de 1990', '')
    """
    if year is None:
        return ""
    if nature == "mention":
        return f"coopération datée de {year}"
    return f"{say('nature_debut', nature)} en {year}"


def on(value: str) -> str:
    """A date of the references (AAAA, AAAA-MM, AAAA-MM-JJ) as one says when something happened.

    >>> on("2016-01-01"), on("2015-11"), on("2012")
    ('le 1er janvier 2016', 'en novembre 2015', 'en 2012')
    """
    year, *rest = value.split("-")
    words = ["le" if len(rest) == 2 else "en"]
    words += [("1er" if int(day) == 1 else str(int(day))) for day in rest[1:]]
    words += [MOIS[int(month) - 1] for month in rest[:1]]
    return " ".join([*words, year])


def today(nom_actuel: str | None, evolution: str | None, actuel_depuis: str | None) -> str | None:
    """What a body is now, in one line, and when it became so; None when nothing is known of it.

    >>> today("Région Grand Est", "fusionnee", "2016-01-01")
    'Région Grand Est (fusion le 1er janvier 2016)'
    """
    if not nom_actuel:
        return None
    known = say("evolution", evolution)
    if actuel_depuis and evolution != "inchangee":
        known = f"{known or 'ainsi nommée'} {on(actuel_depuis)}"
    return f"{nom_actuel} ({known})" if known else nom_actuel


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> plural(1, "fiche"), plural(0, "fiche"), plural(3, "fiche")
    ('1 fiche', '0 fiche', '3 fiches')
    """
    return f"{number(count)} {one if count < 2 else many or one + 's'}"


def lines(first: int, last: int) -> str:
    r"""Lines of the source, short.

    >>> lines(12, 12), lines(12, 15)
    ('l.\xa012', 'l.\xa012-15')
    """
    return f"l.\u00a0{first}" if first == last else f"l.\u00a0{first}-{last}"


def anchor(line: int, repertoire: int) -> str:
    """Where a line outside of the records stands on their page.

    >>> anchor(12, 1), anchor(12, 2)
    ('l12', 'l2-12')
    """
    return f"l{line}" if repertoire == 1 else f"l{repertoire}-{line}"


# --- Addresses elsewhere --------------------------------------------------------------------


def archived(address: str, etat: str | None) -> str:
    """An old address of the web, as the Internet Archive kept it nearest to the survey.

    >>> archived("http://www.exemple.fr", "2003-2009"), archived("http://exemple.fr", None)
    ('https://web.archive.org/web/2003/http://www.exemple.fr', \
'https://web.archive.org/web/*/http://exemple.fr')
    """
    year = re.search(r"\d{4}", etat or "")
    return f"https://web.archive.org/web/{year[0] if year else '*'}/{address}"


_INSEE = "https://www.insee.fr/fr/statistiques/2011101?geo="
_PREFIXES = {"region": "REG", "departement": "DEP", "commune": "COM"}
_UNIONS = frozenset(
    {"communaute_urbaine", "communaute_agglomeration", "communaute_communes", "metropole"}
)
REFERENCES = {
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
    return [Externe(qui, key, REFERENCES[qui][0] + key) for qui, key in known if key]
