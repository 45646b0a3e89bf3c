"""What the map draws: links, read from the database, and the places where they start and end.

A place is a dot, none on another. Names are short: made of the full ones of the database.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from annuaire.reading.territories import find
from annuaire.site.carte.fond import Boite
from annuaire.site.carte.monde import point_of_country, point_of_division

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from annuaire.site.carte.fond import Fond, Point

# --- Links


@dataclass(frozen=True, slots=True)
class Lien:
    """One record and one of its partners, with the points where the curve starts and ends."""

    slug: str
    """The record's slug: the curve leads to ``/fiche/<slug>``."""
    numero: int
    """The record's number in its directory."""
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
    """What the partner's point stands for: 'siege', 'chef_lieu_province', 'division', 'pays'."""
    secteurs: tuple[str, ...]
    """The slugs of the record's sectors."""
    local: str = ""
    """The partner's name in its own script, short, '' when not known."""
    langue: str = ""
    """The language of that name."""


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
SELECT v.partenariat_id, v.numero, v.slug, v.intitule, v.collectivite, v.forme, v.partenaire,
  v.province, v.latitude, v.longitude, v.partenaire_latitude, v.partenaire_longitude, a.niveau,
  v.coordonnees_de, c.forme AS nature, c.departement, c.ville, d.iso_3166_2, a.langue, coalesce((
    SELECT n.nom FROM noms n WHERE n.partenaire_id = a.id AND n.langue = a.langue
      AND a.nom_local IS NOT NULL ORDER BY length(n.nom), n.id LIMIT 1), a.nom_local) AS local
FROM v_carte v JOIN v_liens l ON l.id = v.id JOIN partenaires a ON a.id = l.partenaire_id
JOIN collectivites c ON c.id = l.collectivite_id
LEFT JOIN provinces d ON d.id = a.province_id
WHERE coalesce(a.pays_code, (
  SELECT r.pays_code FROM repertoires r WHERE r.id = a.repertoire_id)) = ?
ORDER BY v.id
"""
_SECTEURS = """
SELECT l.partenariat_id, s.slug FROM partenariats_secteurs l
JOIN secteurs s ON s.id = l.secteur_id ORDER BY l.partenariat_id, l.ordre, l.id
"""
_PAYS = """
SELECT pays_code FROM repertoires WHERE pays_code IS NOT NULL ORDER BY id LIMIT 1
"""


def country_of(base: sqlite3.Connection) -> str:
    """The country that a map of the database draws: that of its first directory; '' for none."""
    row = base.execute(_PAYS).fetchone()
    return str(row[0]) if row else ""


def read_liens(base: sqlite3.Connection) -> list[Lien]:
    """The links with the country of the map, of the authorities that a point is known of.

    A commune without a point of its own is where the references have the commune of that name in
    its département, and a union of communes where they have the town of its seat. A partner without
    a point of its own ends where its division is, else where the country is, and says so.
    """
    pays = country_of(base)
    secteurs: dict[int, list[str]] = {}
    for partenariat, slug in base.execute(_SECTEURS):
        secteurs.setdefault(partenariat, []).append(slug)
    liens = (
        _read_lien(row, _start_point(row, base), pays, secteurs.get(row[0], ()))
        for row in base.execute(_LIENS, (pays,))
    )
    return [lien for lien in liens if lien]


def _start_point(row: sqlite3.Row, base: sqlite3.Connection) -> Point | None:
    """Where an authority is drawn."""
    if row["longitude"] is not None and row["latitude"] is not None:
        return row["longitude"], row["latitude"]
    town = row["collectivite"] if row["nature"] == "commune" else row["ville"]
    known = [
        each.point
        for each in find(base, town or "")
        if each.forme == "commune" and each.departement == row["departement"]
    ]
    return (known[0][1], known[0][0]) if len(known) == 1 and known[0] else None


def _read_lien(
    row: sqlite3.Row, depart: Point | None, pays: str, secteurs: Iterable[str]
) -> Lien | None:
    arrivee, point = _end_point(row, pays)
    if depart is None or arrivee is None:
        return None
    return Lien(
        slug=row["slug"],
        numero=row["numero"],
        intitule=row["intitule"],
        collectivite=row["collectivite"] or row["intitule"],
        forme=row["forme"],
        partenaire=row["partenaire"],
        province=row["province"] or "",
        depart=depart,
        arrivee=arrivee,
        point=point,
        secteurs=tuple(dict.fromkeys(secteurs)),
        local=(row["local"] if point != "pays" else "") or "",
        langue=row["langue"] or "",
    )


def _end_point(row: sqlite3.Row, pays: str) -> tuple[Point | None, str]:
    """Where a partner is drawn, and what the point stands for."""
    if row["partenaire_longitude"] is not None and row["partenaire_latitude"] is not None:
        provincial = row["niveau"] in ("province", "region_autonome") or (
            row["coordonnees_de"] or ""
        ).startswith("chef-lieu de la province")
        point = (row["partenaire_longitude"], row["partenaire_latitude"])
        return point, "chef_lieu_province" if provincial else "siege"
    division = point_of_division(row["iso_3166_2"])
    return (division, "division") if division else (point_of_country(pays), "pays")


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

UNPLACED = "lieu non situé"
"""What stands where a country is, for partners of which no more is known."""

PROVINCIALE = re.compile("^(?:Province|Région autonome) ")
DELEGATION = re.compile(r" [A-Z]\w+(?: and [A-Z]\w+)? Delegation$")
"""What a delegation is for, as it is named in English."""


def genre_of(forme: str) -> str:
    """The kind drawn for a form of authority: a colour and a pattern of dashes."""
    return GENRES.get(forme, "autre")


def name_end(lien: Lien, cote: str) -> str:
    """The short name of one end of a link: 'Alsace', 'Shandong (prov.)', 'Liaoning (délég.)'."""
    if cote == "partenaire" and lien.point == "pays":
        return UNPLACED
    nom = lien.collectivite if cote == "france" else lien.partenaire
    short = DELEGATION.sub(" (délég.)", DESIGNATION.sub("", nom))
    plain = short == nom and "(" not in nom
    whole = PROVINCIALE.match(nom) or (plain and lien.point == "chef_lieu_province")
    return f"{short} (prov.)" if cote == "partenaire" and whole else short


def name_pair(lien: Lien) -> str:
    """What a link says of itself: 'Belfort – Baoji, Shaanxi, département'."""
    arrivee = lien.partenaire if lien.point == "pays" else name_end(lien, "partenaire")
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

    grossi: float
    """How many times larger its dot is drawn than on the widest page."""

    @property
    def noms(self) -> tuple[str, ...]:
        """The names to print, each once, in the order of the links."""
        return tuple(dict.fromkeys(name_end(lien, self.cote) for lien in self.liens))

    @property
    def locaux(self) -> tuple[tuple[str, str], ...]:
        """For each of these names, the one in the place's own script and its language."""
        found = {name_end(lien, self.cote): ("", "") for lien in self.liens}
        if self.cote == "partenaire":
            found |= {name_end(lien, self.cote): (lien.local, lien.langue) for lien in self.liens}
        return tuple(found.values())

    @property
    def numeros(self) -> str:
        """The numbers of the records that it is about."""
        return ", ".join(map(str, sorted({lien.numero for lien in self.liens})))

    @property
    def rayon(self) -> float:
        """Its radius in SVG units: its area grows with its number of links."""
        return round(3.3 * self.grossi * math.sqrt(1 + 0.6 * (len(self.liens) - 1)), 1)

    @property
    def boite(self) -> Boite:
        """The square around the dot, its white rim included."""
        r = self.rayon + 1
        return Boite(self.x - r, self.y - r, self.x + r, self.y + r)

    @property
    def provincial(self) -> bool:
        """Whether the point only stands for a province: its capital, drawn hollow."""
        return self.cote == "partenaire" and all(lien.point != "siege" for lien in self.liens)


def locate_ends(
    lien: Lien, fond: Fond
) -> tuple[tuple[str, Point] | None, tuple[str, Point] | None]:
    """Where a link starts and ends."""
    return fond.locate(lien.depart, "france"), fond.locate(lien.arrivee, "partenaire")


def group_lieux(liens: Iterable[Lien], cote: str, fond: Fond) -> list[Repere]:
    """One place per distinct point on a side, in the order of the links."""
    groups: dict[Point, list[Lien]] = {}
    for lien in liens:
        groups.setdefault(end_of(lien, cote), []).append(lien)
    lieux = []
    for i, (point, group) in enumerate(groups.items()):
        panneau, (x, y) = fond.locate(point, cote) or (cote, (0.0, 0.0))
        lieux.append(Repere(f"{cote}-{i}", cote, panneau, x, y, tuple(group), fond.corps / 12.5))
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


def foreign_frames(lieu: Repere, fond: Fond) -> list[Boite]:
    """The frames of the enlargements on a place's side that do not hold it."""
    others = (nom for nom in fond.enlargements(lieu.cote) if nom != lieu.panneau)
    return [fond.cadre_of(nom) for nom in others]


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
