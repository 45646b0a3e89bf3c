"""What the map draws: links, read from the database, and the places where they start and end.

A place is a dot, none on another. Names are short: made of the full ones of the database.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from annuaire.site.carte.fond import Boite, enlargements, load_fond, locate

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from annuaire.site.carte.fond import Point

# --- Links


@dataclass(frozen=True, slots=True)
class Lien:
    """One record and one of its partners, with the points where the curve starts and ends."""

    slug: str
    """The record's slug: the curve leads to ``/fiche/<slug>``."""
    intitule: str
    """The record's short title, which names all its partners."""
    collectivite: str
    """The French authority's short name, for the label: 'Alsace'."""
    forme: str
    """Its kind as the database says it: 'region', 'communaute_urbaine'…"""
    partenaire: str
    """The partner's name, for the label: 'Nanjing', 'Province du Shandong'."""
    province: str
    """The partner's province, '' when not known."""
    depart: Point
    """The authority's longitude and latitude, in degrees."""
    arrivee: Point
    """The partner's longitude and latitude, in degrees."""
    point: str
    """What the partner's point stands for: 'siege', 'chef_lieu_province'…"""
    secteurs: tuple[str, ...]
    """The slugs of the record's sectors."""


class Choix(NamedTuple):
    """What a reader chose to see: links of a sector, of a kind of authority; '' is all."""

    secteur: str = ""
    forme: str = ""

    def keeps(self, secteurs: tuple[str, ...], forme: str) -> bool:
        """Whether a record of these sectors, of an authority of this kind, is chosen."""
        return self.secteur in ("", *secteurs) and self.forme in ("", forme)

    @property
    def cle(self) -> str:
        """Its name in ``plan.json``, that of the address: 'secteur=sport&forme=commune'."""
        return "&".join(f"{name}={value}" for name, value in self._asdict().items() if value)


TOUT = Choix()
"""No choice: all links."""

_LIENS = """
SELECT v.partenariat_id, v.slug, v.intitule, v.collectivite, v.forme, v.partenaire, v.province,
  v.latitude, v.longitude, v.partenaire_latitude, v.partenaire_longitude, a.niveau,
  v.coordonnees_de
FROM v_carte v JOIN v_liens l ON l.id = v.id JOIN partenaires a ON a.id = l.partenaire_id
WHERE v.latitude IS NOT NULL AND v.longitude IS NOT NULL
  AND v.partenaire_latitude IS NOT NULL AND v.partenaire_longitude IS NOT NULL
  AND a.pays_code = ?
ORDER BY v.id
"""
_SECTEURS = """
SELECT l.partenariat_id, s.slug FROM partenariats_secteurs l
JOIN secteurs s ON s.id = l.secteur_id ORDER BY l.partenariat_id, l.ordre, l.id
"""


def covers(base: sqlite3.Connection) -> bool:
    """Whether a directory of the database is about the country that the background draws."""
    sql = "SELECT 1 FROM repertoires WHERE pays_code = ?"
    return base.execute(sql, (_pays_code(),)).fetchone() is not None


def _pays_code() -> str:
    return load_fond()["panneaux"]["partenaire"]["pays_code"]


def read_liens(base: sqlite3.Connection) -> list[Lien]:
    """The links of a database with the country of the background that have both their points."""
    secteurs: dict[int, list[str]] = {}
    for partenariat, slug in base.execute(_SECTEURS):
        secteurs.setdefault(partenariat, []).append(slug)
    return [
        _read_lien(row, secteurs.get(row[0], ())) for row in base.execute(_LIENS, (_pays_code(),))
    ]


def _read_lien(row: sqlite3.Row, secteurs: Iterable[str]) -> Lien:
    provincial = row["niveau"] in ("province", "region_autonome") or (
        row["coordonnees_de"] or ""
    ).startswith("chef-lieu de la province")
    return Lien(
        slug=row["slug"],
        intitule=row["intitule"],
        collectivite=row["collectivite"] or row["intitule"],
        forme=row["forme"],
        partenaire=row["partenaire"],
        province=row["province"] or "",
        depart=(row["longitude"], row["latitude"]),
        arrivee=(row["partenaire_longitude"], row["partenaire_latitude"]),
        point="chef_lieu_province" if provincial else "siege",
        secteurs=tuple(dict.fromkeys(secteurs)),
    )


# --- Kinds and names

GENRES = {
    "region": "region",
    "departement": "departement",
    "communaute_urbaine": "intercommunalite",
    "communaute_agglomeration": "intercommunalite",
    "communaute_communes": "intercommunalite",
    "metropole": "intercommunalite",
    "syndicat": "intercommunalite",
    "intercommunalite": "intercommunalite",
    "commune": "commune",
}
"""The kind drawn for each form of the database; any other form is 'autre'."""

LEGENDES = {
    "region": "région",
    "departement": "département",
    "intercommunalite": "intercommunalité",
    "commune": "commune",
    "autre": "autre collectivité",
}

DESIGNATION = re.compile(
    r"^(?:Conseil (?:Régional|Général|régional|général)|Communauté (?:Urbaine|d’Agglomération)"
    r"|Province|Région autonome(?: Zhuang)?|Municipalité(?: populaire)?|District)"
    r" (?:du |des |de la |de l’|de |d’)?"
)
"""What a full name says before the name of the place; a label leaves it out."""

PROVINCIALE = re.compile("^(?:Province|Région autonome) ")
DELEGATION = re.compile(r" [A-Z]\w+(?: and [A-Z]\w+)? Delegation$")
"""What a delegation is for, as it is named in English."""


def genre_of(forme: str) -> str:
    """The kind drawn for a form of authority: a colour and a pattern of dashes."""
    return GENRES.get(forme, "autre")


def name_end(lien: Lien, cote: str) -> str:
    """The short name of one end of a link: 'Alsace', 'Shandong (prov.)', 'Liaoning (délég.)'."""
    nom = lien.collectivite if cote == "france" else lien.partenaire
    short = DELEGATION.sub(" (délég.)", DESIGNATION.sub("", nom))
    plain = short == nom and "(" not in nom
    whole = PROVINCIALE.match(nom) or (plain and lien.point == "chef_lieu_province")
    return f"{short} (prov.)" if cote == "partenaire" and whole else short


def name_pair(lien: Lien) -> str:
    """What a link says of itself: 'Belfort – Baoji, Shaanxi, département'."""
    arrivee = name_end(lien, "partenaire")
    province = f", {lien.province}" if lien.province and lien.province not in arrivee else ""
    genre = LEGENDES[genre_of(lien.forme)]
    return f"{name_end(lien, 'france')} – {arrivee}{province}, {genre}"


# --- Places


@dataclass(frozen=True, slots=True)
class Repere:
    """A dot of the map: a point where links start (cote 'france') or end ('partenaire')."""

    identifiant: str
    cote: str
    panneau: str
    """The panel that shows it, which may be an enlargement."""
    x: float
    y: float
    liens: tuple[Lien, ...]

    @property
    def noms(self) -> tuple[str, ...]:
        """The names to print, each once, in the order of the links."""
        return tuple(dict.fromkeys(name_end(lien, self.cote) for lien in self.liens))

    @property
    def rayon(self) -> float:
        """Its radius in SVG units: its area grows with its number of links."""
        return round(3.3 * math.sqrt(1 + 0.6 * (len(self.liens) - 1)), 1)

    @property
    def boite(self) -> Boite:
        """The square around the dot, its white rim included."""
        r = self.rayon + 1
        return Boite(self.x - r, self.y - r, self.x + r, self.y + r)

    @property
    def provincial(self) -> bool:
        """Whether the point only stands for a province: its capital, drawn hollow."""
        return self.cote == "partenaire" and all("province" in lien.point for lien in self.liens)


def locate_ends(lien: Lien) -> tuple[tuple[str, Point] | None, tuple[str, Point] | None]:
    """Where a link starts and ends."""
    return locate(lien.depart, "france"), locate(lien.arrivee, "partenaire")


def group_lieux(liens: Iterable[Lien], cote: str) -> list[Repere]:
    """One place per distinct point on a side, in the order of the links."""
    groups: dict[Point, list[Lien]] = {}
    for lien in liens:
        groups.setdefault(end_of(lien, cote), []).append(lien)
    lieux = []
    for i, (point, group) in enumerate(groups.items()):
        panneau, (x, y) = locate(point, cote) or (cote, (0.0, 0.0))
        lieux.append(Repere(f"{cote}-{i}", cote, panneau, x, y, tuple(group)))
    return spread(lieux)


def end_of(lien: Lien, cote: str) -> Point:
    """The link's point on a side, to a ten-thousandth of a degree (11 m)."""
    lon, lat = lien.depart if cote == "france" else lien.arrivee
    return round(lon, 4), round(lat, 4)


def narrow(lieux: Iterable[Repere], choix: Choix) -> list[Repere]:
    """The places where a chosen link ends, each with its chosen links alone."""
    narrowed = (
        replace(lieu, liens=tuple(e for e in lieu.liens if choix.keeps(e.secteurs, e.forme)))
        for lieu in lieux
    )
    return [lieu for lieu in narrowed if lieu.liens]


def find_lieu(lien: Lien, lieux: Iterable[Repere]) -> Repere:
    """The place among ``lieux`` that a link touches."""
    return next(lieu for lieu in lieux if lien in lieu.liens)


def foreign_frames(lieu: Repere) -> list[str]:
    """The enlargements on a place's side that do not hold it."""
    return [nom for nom in enlargements(lieu.cote) if nom != lieu.panneau]


def spread(lieux: list[Repere]) -> list[Repere]:
    """The places with dots that cover each other pushed apart until they touch no more."""
    moved = list(lieux)
    for _ in range(12):
        before = list(moved)
        for i, j in combinations(range(len(moved)), 2):
            moved[i], moved[j] = push_apart(moved[i], moved[j])
        if moved == before:
            break
    return moved


def push_apart(a: Repere, b: Repere) -> tuple[Repere, Repere]:
    """Two dots moved equally along their line when they are too near; a few units at most."""
    if a.panneau != b.panneau or not a.boite.overlaps(b.boite):
        return a, b
    distance = math.hypot(a.x - b.x, a.y - b.y) or 1
    missing = max(a.rayon + b.rayon + 1.2 - distance, 0)
    dx, dy = (a.x - b.x) / distance * missing / 2, (a.y - b.y) / distance * missing / 2
    return replace(a, x=a.x + dx, y=a.y + dy), replace(b, x=b.x - dx, y=b.y - dy)
