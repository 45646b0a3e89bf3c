"""What the site is about, on one shelf: records, sectors, provinces and regions by their slugs.

A connection in, a `Catalogue` out. It is read once per database and answers what every page
asks: which slugs there are, what they are called, which records belong together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annuaire.codebook import FORMES, say
from annuaire.folding import slugify

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping


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
    chinois: str | None = None
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


def read(base: sqlite3.Connection) -> Catalogue:
    """The catalogue of a database."""
    fiches = _fiches(base)
    return Catalogue(
        titre=_titre(base),
        lieu=_lieu(base),
        fiches={fiche.slug: fiche for fiche in fiches},
        secteurs=_rayons(base, _SECTEURS, fiches, lambda fiche: fiche.secteurs),
        provinces=_rayons(base, _PROVINCES, fiches, lambda fiche: fiche.provinces),
        regions=_regions(fiches),
    )


_FICHES = """
SELECT p.id, p.numero, p.slug, p.intitule, coalesce(c.nom_court, p.intitule) AS collectivite,
  c.forme, c.region, c.departement, p.annee_debut
FROM partenariats p JOIN collectivites c ON c.id = p.collectivite_id
ORDER BY p.repertoire_id, p.numero
"""
_LIENS = {
    "secteurs": """SELECT l.partenariat_id, s.slug FROM partenariats_secteurs l
      JOIN secteurs s ON s.id = l.secteur_id ORDER BY l.partenariat_id, l.ordre, l.id""",
    "provinces": """SELECT l.partenariat_id, v.slug FROM partenariats_partenaires l
      JOIN partenaires a ON a.id = l.partenaire_id JOIN provinces v ON v.id = a.province_id
      ORDER BY l.partenariat_id, l.ordre""",
}
_SECTEURS = "SELECT slug, nom, NULL FROM secteurs ORDER BY slug"
_PROVINCES = "SELECT slug, nom, nom_chinois FROM provinces ORDER BY slug"


def _titre(base: sqlite3.Connection) -> str:
    """What the only directory lists; in a database of several, what they all are."""
    titles = [title for (title,) in base.execute("SELECT titre FROM repertoires")]
    if len(titles) == 1 and titles[0]:
        return str(titles[0]).removeprefix("Liste des ")
    return "partenariats de coopération décentralisée"


def _lieu(base: sqlite3.Connection) -> str:
    """Where the partners are, in a title; words for one country, the one there is."""
    pays = {pays for (pays,) in base.execute("SELECT pays FROM repertoires")}
    return "en Chine" if pays == {"Chine"} else "à l’étranger"


def _fiches(base: sqlite3.Connection) -> list[Notice]:
    secteurs, provinces = (
        _grouped(base.execute(_LIENS[name])) for name in ("secteurs", "provinces")
    )
    return [
        Notice(
            **dict(row),
            secteurs=secteurs.get(row["id"], ()),
            provinces=provinces.get(row["id"], ()),
        )
        for row in base.execute(_FICHES)
    ]


def _grouped(rows: Iterable[tuple[int, str]]) -> Mapping[int, tuple[str, ...]]:
    """Slugs by record, each once, in order."""
    groups: dict[int, dict[str, None]] = {}
    for number, slug in rows:
        groups.setdefault(number, {})[slug] = None
    return {number: tuple(slugs) for number, slugs in groups.items()}


def _rayons(
    base: sqlite3.Connection,
    sql: str,
    fiches: list[Notice],
    of: Callable[[Notice], tuple[str, ...]],
) -> dict[str, Rayon]:
    return {
        slug: Rayon(
            slug=slug,
            nom=nom,
            chinois=chinois,
            fiches=tuple(fiche for fiche in fiches if slug in of(fiche)),
        )
        for slug, nom, chinois in base.execute(sql)
    }


def _regions(fiches: list[Notice]) -> dict[str, Rayon]:
    """The French regions, as the survey knew them, that have a record."""
    names = sorted({fiche.region for fiche in fiches if fiche.region}, key=slugify)
    return {
        slugify(name): Rayon(
            slug=slugify(name),
            nom=name,
            fiches=tuple(fiche for fiche in fiches if fiche.region == name),
        )
        for name in names
    }


def fullest(rayons: Iterable[Rayon]) -> list[Rayon]:
    """Those that have records, the ones with most first."""
    return sorted(
        (rayon for rayon in rayons if rayon.fiches),
        key=lambda rayon: (-len(rayon.fiches), rayon.slug),
    )
