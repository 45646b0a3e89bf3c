"""The map: links between French authorities and Chinese partners, as one SVG drawing.

Links come in (places in degrees); the text of an ``<svg>`` goes out, in the units of
``basemap.json``. The same links give the same text: nothing is drawn by chance, and no file but
the background is read. ``render`` goes down the page: places, curves, labels, then the elements.

What a page may rely on, in the SVG:

- ``svg.carte``: the drawing; its style sheet, ``STYLE``, is inside and touches nothing outside.
- ``a.lien.forme-GENRE`` (``data-forme``, ``data-secteurs``): one link, its curve, its name. Hover
  or focus thickens it, shows both its ends, prints the pair above the map and dims the rest.
- ``g.lieu`` (``data-formes``, ``data-secteurs``: those of all its links): a dot and its label.
  A filter hides ``.lien:not([data-secteurs~="eau"])`` and the same for ``.lieu``.
- ``.large``, ``.moyen``, ``.etroit``: what is shown on a page wider than 1080 px, on a narrower
  one, and on one narrower than 640 px, where the letters must be larger and only the labels that
  find room are drawn. The map expects the whole width of the page.

``GENRE`` is region, departement, intercommunalite, commune or autre. ``data-forme`` keeps the
database's finer word. The dots and labels are hidden from screen readers, which read the links.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple, TypedDict
from urllib.parse import quote

from annuaire.site.projection import Parametres, albers, units_per_km

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Link:
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


class Panneau(TypedDict, total=False):
    """One panel of ``basemap.json``; frames are x, y, width, height."""

    cadre: tuple[float, float, float, float]
    projection: Parametres
    parent: str
    emprise: tuple[float, float, float, float]
    d: str


class Fond(TypedDict):
    """The whole of ``basemap.json``."""

    credits: str
    viewBox: list[int]
    panneaux: dict[str, Panneau]


class Boite(NamedTuple):
    """A rectangle by its sides, in SVG units."""

    gauche: float
    haut: float
    droite: float
    bas: float

    def overlaps(self, other: "Boite") -> bool:
        """Whether the two share any area."""
        return (
            self.gauche < other.droite
            and other.gauche < self.droite
            and self.haut < other.bas
            and other.haut < self.bas
        )

    def encloses(self, other: "Boite") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.gauche <= other.gauche
            and other.droite <= self.droite
            and self.haut <= other.haut
            and other.bas <= self.bas
        )


@dataclass(frozen=True, slots=True)
class Lieu:
    """A dot of the map: a point where links start (cote 'france') or end ('chine')."""

    identifiant: str
    cote: str
    panneau: str
    """The panel that shows it, which may be an enlargement."""
    x: float
    y: float
    liens: tuple[Link, ...]

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
        return self.cote == "chine" and all("province" in lien.point for lien in self.liens)


class Etiquette(NamedTuple):
    """A label: its lines inside a box, and which side of the box the text holds on to."""

    lignes: tuple[str, ...]
    boite: Boite
    ancre: str


Courbe = tuple[Point, Point, Point, Point]
"""A cubic Bézier: start, two control points, end."""


def render(links: Sequence[Link]) -> str:
    """The map of these links as one ``<svg>`` element; links outside the panels are left out."""
    return draw_carte(tuple(links))


@lru_cache(maxsize=8)
def draw_carte(links: tuple[Link, ...]) -> str:
    """The drawing itself; kept, since a site draws the same links for every reader."""
    shown = tuple(lien for lien in links if all(locate_ends(lien)))
    departs, arrivees = group_lieux(shown, "france"), group_lieux(shown, "chine")
    pairs = [(lien, find_lieu(lien, departs), find_lieu(lien, arrivees)) for lien in shown]
    courbes = route_courbes([(depart, arrivee) for _, depart, arrivee in pairs])
    lieux = departs + arrivees
    jeux = {jeu.nom: place_etiquettes(lieux, courbes, jeu) for jeu in (LARGE, MOYEN, ETROIT)}
    liens = (
        draw_lien(*pair, courbe, jeux[LARGE.nom])
        for pair, courbe in zip(pairs, courbes, strict=True)
    )
    return "\n".join(
        [
            open_svg(shown),
            f"<style>{STYLE}</style>",
            draw_fond(),
            '<g class="liens">',
            *liens,
            "</g>",
            '<g class="lieux" aria-hidden="true">',
            *(draw_lieu(lieu, jeux) for lieu in lieux),
            "</g>",
            *draw_legendes(),
            "</svg>",
        ]
    )


# --- The background -------------------------------------------------------------------------


@cache
def load_fond() -> Fond:
    """The background, read once."""
    texte = files("annuaire.site").joinpath("basemap.json").read_text("utf-8")
    fond: Fond = json.loads(texte)
    return fond


def cadre_of(panneau: str) -> Boite:
    """A panel's frame."""
    x, y, largeur, hauteur = load_fond()["panneaux"][panneau]["cadre"]
    return Boite(x, y, x + largeur, y + hauteur)


def enlargements(cote: str) -> list[str]:
    """The enlargements that stand in a panel."""
    panneaux = load_fond()["panneaux"]
    return [nom for nom, panneau in panneaux.items() if panneau.get("parent") == cote]


def open_svg(links: tuple[Link, ...]) -> str:
    """The opening tag: a group of links, not one image, so that each can be reached."""
    view_box = " ".join(str(number) for number in load_fond()["viewBox"])
    fiches = len({lien.slug for lien in links})
    nom = f"Carte : {len(links)} liens de {fiches} partenariats entre la France et la Chine"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="carte" viewBox="{view_box}" '
        f'role="group" aria-label="{nom}">'
    )


def draw_fond() -> str:
    """Sea, land, and the enlargements with the squares they enlarge."""
    panneaux = load_fond()["panneaux"]
    dessins = [draw_panneau(nom, panneau) for nom, panneau in panneaux.items()]
    return '<g class="fond" aria-hidden="true">' + "".join(dessins) + "</g>"


def draw_panneau(nom: str, panneau: Panneau) -> str:
    """One panel: its sea, its land, its frame, its scale."""
    loupe = draw_loupe(nom, panneau) if "parent" in panneau else ""
    classe = "encart" if loupe else "panneau"
    rect = draw_rect(cadre_of(nom), "mer")
    bord = draw_rect(cadre_of(nom), f"bord {classe}")
    terre = f'<path class="terre" d="{panneau["d"]}"/>'
    return loupe + rect + terre + bord + draw_echelle(nom) + draw_titre_encart(nom)


def draw_loupe(nom: str, panneau: Panneau) -> str:
    """What an enlargement enlarges: a square on its parent, tied to its frame by two lines."""
    x, y, largeur, hauteur = panneau["emprise"]
    carre, cadre = Boite(x, y, x + largeur, y + hauteur), cadre_of(nom)
    if carre.haut > cadre.bas:
        left = (carre.gauche, carre.haut, cadre.gauche, cadre.bas)
        right = (carre.droite, carre.haut, cadre.droite, cadre.bas)
    else:
        left = (carre.gauche, carre.haut, cadre.droite, cadre.haut)
        right = (carre.gauche, carre.bas, cadre.droite, cadre.bas)
    d = "".join(f"M{num(a)} {num(b)}L{num(c)} {num(e)}" for a, b, c, e in (left, right))
    return draw_rect(carre, "emprise") + f'<path class="rappel" d="{d}"/>'


def draw_echelle(nom: str) -> str:
    """A panel's scale at the bottom, on the right of an enlargement of China."""
    cadre, km = cadre_of(nom), ECHELLES_KM[nom]
    longueur = km * units_per_km(load_fond()["panneaux"][nom]["projection"])
    x = cadre.droite - longueur - 45 if nom == "pekin" else cadre.gauche + 10
    y = cadre.bas - 9
    barre = f'<path class="echelle" d="M{num(x)} {num(y - 4)}v4h{num(longueur)}v-4"/>'
    return barre + draw_text((x + longueur + 5, y), f"{km} km", "large note")


def draw_titre_encart(nom: str) -> str:
    """The title of an enlargement, '' for a panel, which has its own above it."""
    if nom not in TITRES_ENCARTS:
        return ""
    cadre, titre = cadre_of(nom), TITRES_ENCARTS[nom]
    return (
        draw_text((cadre.gauche + 7, cadre.haut + 15), titre, "large encart")
        + draw_text((cadre.droite - 8, cadre.haut + 24), titre, "moyen end")
        + draw_text((cadre.droite - 8, cadre.haut + 36), titre, "etroit end")
    )


# --- Places ---------------------------------------------------------------------------------


def locate(point: Point, cote: str) -> tuple[str, Point] | None:
    """The panel that shows a place, an enlargement first, and where; None when none does."""
    for nom in [*enlargements(cote), cote]:
        x, y = albers(*point, load_fond()["panneaux"][nom]["projection"])
        if cadre_of(nom).encloses(Boite(x, y, x, y)):
            return nom, (x, y)
    return None


def locate_ends(lien: Link) -> tuple[tuple[str, Point] | None, tuple[str, Point] | None]:
    """Where a link starts and ends."""
    return locate(lien.depart, "france"), locate(lien.arrivee, "chine")


def group_lieux(links: Iterable[Link], cote: str) -> list[Lieu]:
    """One place per distinct point on a side, in the order of the links."""
    groups: dict[Point, list[Link]] = {}
    for lien in links:
        groups.setdefault(end_of(lien, cote), []).append(lien)
    lieux = []
    for i, (point, group) in enumerate(groups.items()):
        panneau, (x, y) = locate(point, cote) or (cote, (0.0, 0.0))
        lieux.append(Lieu(f"{cote}-{i}", cote, panneau, x, y, tuple(group)))
    return spread(lieux)


def end_of(lien: Link, cote: str) -> Point:
    """The link's point on a side, to a ten-thousandth of a degree (11 m)."""
    lon, lat = lien.depart if cote == "france" else lien.arrivee
    return round(lon, 4), round(lat, 4)


def find_lieu(lien: Link, lieux: Iterable[Lieu]) -> Lieu:
    """The place among ``lieux`` that a link touches."""
    return next(lieu for lieu in lieux if lien in lieu.liens)


def spread(lieux: list[Lieu]) -> list[Lieu]:
    """The places with dots that cover each other pushed apart until they touch no more."""
    moved = list(lieux)
    for _ in range(12):
        before = list(moved)
        for i, j in combinations(range(len(moved)), 2):
            moved[i], moved[j] = push_apart(moved[i], moved[j])
        if moved == before:
            break
    return moved


def push_apart(a: Lieu, b: Lieu) -> tuple[Lieu, Lieu]:
    """Two dots moved equally along their line when they are too near; a few units at most."""
    if a.panneau != b.panneau or not a.boite.overlaps(b.boite):
        return a, b
    distance = math.hypot(a.x - b.x, a.y - b.y) or 1
    missing = max(a.rayon + b.rayon + 1.2 - distance, 0)
    dx, dy = (a.x - b.x) / distance * missing / 2, (a.y - b.y) / distance * missing / 2
    return replace(a, x=a.x + dx, y=a.y + dy), replace(b, x=b.x - dx, y=b.y - dy)


def name_end(lien: Link, cote: str) -> str:
    """The short name of one end of a link: 'Alsace', 'Shandong (prov.)', 'Liaoning (délég.)'."""
    nom = lien.collectivite if cote == "france" else lien.partenaire
    short = DESIGNATION.sub("", nom).replace(DELEGATION, " (délég.)")
    plain = short == nom and "(" not in nom
    whole = PROVINCIALE.match(nom) or (plain and lien.point == "chef_lieu_province")
    return f"{short} (prov.)" if cote == "chine" and whole else short


def genre_of(forme: str) -> str:
    """The kind drawn for a form of authority: a colour and a pattern of dashes."""
    return GENRES.get(forme, "autre")


# --- Curves ---------------------------------------------------------------------------------

COLONNE = 12
"""The width of a column of the grid that remembers where curves pass, in units."""

BANDE = 5
"""The height of its cells, in units."""

ECARTS = (0, -45, 45, -100, 100, -140)
"""How far a control point may leave the height of its end, in units."""

TENSION = 0.42
"""How far a control point stands from its end, as a part of the curve's width."""

Cellules = Counter[tuple[int, int]]
"""How many times a cell (column, band) is taken."""


def route_courbes(ends: Sequence[tuple[Lieu, Lieu]]) -> list[Courbe]:
    """A curve per link, bent as little as keeps it off dots, enlargements and other curves."""
    taken = mark_dots({lieu.identifiant: lieu for pair in ends for lieu in pair}.values())
    courbes = []
    for depart, arrivee in ends:
        courbe = choose_courbe(depart, arrivee, taken)
        taken.update({(col, int(y + d) // BANDE) for col, y in sample(courbe) for d in (-4, 0, 4)})
        courbes.append(courbe)
    return courbes


def choose_courbe(depart: Lieu, arrivee: Lieu, taken: Cellules) -> Courbe:
    """The cheapest curve between two places; of two that cost the same, the more level."""
    frames = [cadre_of(nom) for lieu in (depart, arrivee) for nom in foreign_frames(lieu)]
    frames.append(Boite(-math.inf, -math.inf, math.inf, cadre_of("chine").haut))
    candidates = sorted(bend(depart, arrivee), key=cost_bends)
    best, lowest = candidates[0], math.inf
    for courbe in candidates:
        bends = cost_bends(courbe)
        if bends >= lowest:
            break
        cost = bends + cost_crossings(courbe, taken, frames)
        if cost < lowest:
            best, lowest = courbe, cost
    return best


def mark_dots(lieux: Iterable[Lieu]) -> Cellules:
    """The cells that the dots take, dear enough for curves to go round."""
    return Counter(
        {
            (int(lieu.x + dx) // COLONNE, int(lieu.y + dy) // BANDE): 4
            for lieu in lieux
            for dx in (-6, 6)
            for dy in (-7, -3, 0, 3, 7)
        }
    )


def foreign_frames(lieu: Lieu) -> list[str]:
    """The enlargements on a place's side that do not hold it."""
    return [nom for nom in enlargements(lieu.cote) if nom != lieu.panneau]


def bend(depart: Lieu, arrivee: Lieu) -> Iterator[Courbe]:
    """The curves considered between two places: level at both ends first, then leaning."""
    dx, dy = arrivee.x - depart.x, arrivee.y - depart.y
    for a in (*ECARTS, dy / 4):
        for b in (*ECARTS, -dy / 4):
            yield (
                (depart.x, depart.y),
                (depart.x + TENSION * dx, depart.y + a),
                (arrivee.x - TENSION * dx, arrivee.y + b),
                (arrivee.x, arrivee.y),
            )


def cost_bends(courbe: Courbe) -> float:
    """How far a curve leaves its ends' heights; dearer where it overshoots them."""
    (_, y_0), (_, y_1), (_, y_2), (_, y_3) = courbe
    low, high = min(y_0, y_3), max(y_0, y_3)
    beyond = sum(max(low - y, y - high, 0) for y in (y_1, y_2))
    return (abs(y_1 - y_0) + abs(y_2 - y_3) + 3 * beyond) / 24


def cost_crossings(courbe: Courbe, taken: Cellules, frames: Sequence[Boite]) -> float:
    """How many cells a curve shares with curves and dots, and how far it crosses enlargements."""
    first, last = courbe[0][0] + 10, courbe[3][0] - 10
    cost = 0.0
    for col, y in sample(courbe):
        x = (col + 0.5) * COLONNE
        if first < x < last:
            cost += taken.get((col, int(y) // BANDE), 0)
            for f in frames:
                cost += 30 * (f[0] - 8 < x < f[2] + 8 and f[1] - 8 < y < f[3] + 8)
    return cost


def sample(courbe: Courbe) -> Iterator[tuple[int, float]]:
    """A curve's height in the middle of each column it crosses: (column, y)."""
    (x_0, y_0), (_, y_1), (_, y_2), (x_3, y_3) = courbe
    for col, a, b, c, d in weigh_columns(x_0, x_3):
        yield col, a * y_0 + b * y_1 + c * y_2 + d * y_3


@lru_cache(maxsize=256)
def weigh_columns(x_0: float, x_3: float) -> list[tuple[int, float, float, float, float]]:
    """For each column between two ends, how much each of a curve's points counts there."""
    weights = []
    for col in range(int(x_0) // COLONNE + 1, int(x_3) // COLONNE):
        t = time_at(((col + 0.5) * COLONNE - x_0) / (x_3 - x_0))
        u = 1 - t
        weights.append((col, u**3, 3 * u * u * t, 3 * u * t * t, t**3))
    return weights


def time_at(part: float) -> float:
    """The curve's parameter where it has crossed a part (0 to 1) of its width."""
    return tabulate_times()[round(part * 512)]


@cache
def tabulate_times() -> tuple[float, ...]:
    """``time_at`` for 513 parts: all curves share it, since all share ``TENSION``."""
    times = [0.0]
    for i in range(1, 513):
        t = times[-1]
        while cross(t) < i / 512 and t < 1:
            t += 1 / 4096
        times.append(t)
    return tuple(times)


def cross(t: float) -> float:
    """The part of its width that a curve has crossed at parameter t."""
    return 3 * TENSION * t * (1 - t) ** 2 + 3 * (1 - TENSION) * t * t * (1 - t) + t**3


# --- Labels ---------------------------------------------------------------------------------


BLOCKED = 1000.0
"""What it costs a label to cover another, a dot or a frame: more than any other cost."""


class Jeu(NamedTuple):
    """A set of labels: for one width of the page."""

    nom: str
    """The class of its labels."""
    corps: float
    """The size of the letters, in SVG units."""
    distances: tuple[float, ...]
    """How far from the dot's edge a label may stand, in units."""
    complet: bool
    """Whether every place has its label; else those that find no room are left out."""
    grossi: float
    """How many times larger the dots are drawn."""
    air: float
    """The room a label leaves around other dots, so that it is not taken for theirs, in units."""
    doute: float
    """What it costs a label to take some of that room, or a leader to meet something."""
    encarts: bool
    """Whether the places of the enlargements have labels too; else their titles must do."""


LARGE = Jeu(
    nom="large",
    corps=12.5,
    distances=(2.5, 8, 16, 26, 38, 52, 68, 86),
    complet=True,
    grossi=1,
    air=6,
    doute=3.5,
    encarts=True,
)
MOYEN = LARGE._replace(
    nom="moyen",
    corps=22,
    distances=(3, 9),
    complet=False,
    grossi=1.5,
    air=8,
    doute=BLOCKED,
    encarts=False,
)
ETROIT = MOYEN._replace(nom="etroit", corps=40, distances=(4, 10), grossi=2.6, air=12)

DIRECTIONS = {
    "france": ((-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 1), (1, 0)),
    "chine": ((1, 0), (1, -1), (1, 1), (0, -1), (0, 1), (-1, -1), (-1, 1), (-1, 0)),
}
"""Where a label may stand around its dot, best first: on the side that the curves do not take."""


def place_etiquettes(
    lieux: Sequence[Lieu], courbes: Iterable[Courbe], jeu: Jeu
) -> dict[str, Etiquette]:
    """A label per place's identifier, none on another label, a dot or an enlargement's frame.

    Greedy: the places with the nearest neighbours choose first, then each chooses again, knowing
    the others' choice.
    """
    traces = Counter((col, int(y) // BANDE) for courbe in courbes for col, y in sample(courbe))
    chosen: dict[str, Etiquette] = {}
    named = [lieu for lieu in lieux if jeu.encarts or lieu.panneau == lieu.cote]
    for lieu in 2 * sorted(named, key=lambda lieu: rank(lieu, lieux)):
        obstacles = find_obstacles(lieu, lieux, chosen, jeu)
        best = choose_etiquette(lieu, obstacles, traces, jeu)
        if best:
            chosen[lieu.identifiant] = best
    return chosen


class Obstacles(NamedTuple):
    """What stands around a place."""

    fixed: list[Boite]
    """Other labels, other dots, enlargements: to be left free."""
    wide: list[Boite]
    """The room around other dots: to be left free where it can be."""
    leaders: list[Boite]
    """Points along the lines that tie other labels to their dots: as ``wide``."""


def find_obstacles(
    lieu: Lieu, lieux: Iterable[Lieu], chosen: dict[str, Etiquette], jeu: Jeu
) -> Obstacles:
    """What is near enough to meet a label of this place."""
    points = [grow(e.boite, e.rayon * (jeu.grossi - 1)) for e in lieux if e != lieu]
    labels = [grow(e.boite, 1.5) for key, e in chosen.items() if key != lieu.identifiant]
    around = grow(lieu.boite, 10 * jeu.corps + jeu.distances[-1])
    fixed = [b for b in points + labels + reserved(lieu, jeu) if b.overlaps(around)]
    wide = [grow(b, jeu.air, 2) for b in points if b.overlaps(around)]
    leaders = [
        grow(b, 1)
        for e in lieux
        if e != lieu and e.identifiant in chosen
        for b in trace_leader(e, chosen[e.identifiant].boite)
        if b.overlaps(around)
    ]
    return Obstacles(fixed, wide, leaders)


def find_leader(lieu: Lieu, boite: Boite) -> Point | None:
    """Where the line from a dot meets its label; None when they stand too near for a line."""
    x = min(max(lieu.x, boite.gauche), boite.droite)
    y = min(max(lieu.y, boite.haut + 3), boite.bas - 2)
    return (x, y) if math.hypot(x - lieu.x, y - lieu.y) > lieu.rayon + 4.5 else None


def trace_leader(lieu: Lieu, boite: Boite) -> list[Boite]:
    """Small boxes, four units apart, along the line from a dot to its label; none without one."""
    end = find_leader(lieu, boite)
    if not end:
        return []
    dx, dy = end[0] - lieu.x, end[1] - lieu.y
    steps = int(math.hypot(dx, dy)) // 4
    points = ((lieu.x + dx * i / steps, lieu.y + dy * i / steps) for i in range(1, steps))
    return [Boite(x - 0.5, y - 0.5, x + 0.5, y + 0.5) for x, y in points]


def rank(lieu: Lieu, lieux: Iterable[Lieu]) -> tuple[float, str]:
    """The more neighbours within 60 units, the earlier."""
    neighbours = sum(math.hypot(lieu.x - other.x, lieu.y - other.y) < 60 for other in lieux)
    return -neighbours - len(lieu.liens), lieu.identifiant


def grow(boite: Boite, units: float, sideways: float = 1) -> Boite:
    """A box so many units larger above and below, and ``sideways`` times as many left and right."""
    dx = units * sideways
    return Boite(boite[0] - dx, boite[1] - units, boite[2] + dx, boite[3] + units)


def reserved(lieu: Lieu, jeu: Jeu) -> list[Boite]:
    """What no label of a place may cover: enlargements, or the title and scale of its own."""
    if lieu.panneau == lieu.cote:
        return [cadre_of(nom) for nom in enlargements(lieu.cote)]
    cadre = cadre_of(lieu.panneau)
    largeur, hauteur = 7.6 * jeu.corps, 1.5 * jeu.corps
    titre = cadre._replace(bas=cadre.haut + hauteur, droite=cadre.gauche + largeur)
    echelle = cadre._replace(haut=cadre.bas - 20)
    half = (cadre.gauche + cadre.droite) / 2
    return [titre, echelle._replace(**{"gauche" if lieu.cote == "chine" else "droite": half})]


def choose_etiquette(
    lieu: Lieu, obstacles: Obstacles, traces: Cellules, jeu: Jeu
) -> Etiquette | None:
    """The best label for a place; None when there is no room and the set need not be complete."""
    best, lowest = None, math.inf if jeu.complet else BLOCKED
    for cost, direction, distance in rank_positions(lieu.cote, jeu):
        if cost >= lowest:
            break
        etiquette = set_etiquette(lieu, direction, distance, jeu)
        total = cost + BLOCKED * count_covered(lieu, etiquette.boite, obstacles)
        if total < lowest:
            total += jeu.doute * count_doubts(lieu, etiquette.boite, obstacles)
            total += 1.6 * count_traces(etiquette.boite, traces, jeu)
        if total < lowest:
            best, lowest = etiquette, total
    return best


def count_covered(lieu: Lieu, boite: Boite, obstacles: Obstacles) -> int:
    """How many labels, dots and frames a label's box would cover."""
    outside = not grow(cadre_of(lieu.panneau), -2).encloses(boite)
    return outside + sum(boite.overlaps(fixed) for fixed in obstacles.fixed)


def count_doubts(lieu: Lieu, boite: Boite, obstacles: Obstacles) -> int:
    """How often a label could be taken for another place's, or its leader meets something."""
    near = sum(boite.overlaps(other) for other in obstacles.wide + obstacles.leaders)
    return near + count_meetings(trace_leader(lieu, boite), obstacles)


def count_meetings(leader: list[Boite], obstacles: Obstacles) -> int:
    """How often a leader meets other labels, dots, frames and leaders."""
    met = obstacles.fixed + obstacles.leaders
    return sum(part.overlaps(other) for part in leader for other in met)


def count_traces(boite: Boite, traces: Cellules, jeu: Jeu) -> float:
    """How much of a box the curves cover, in columns per letter's height."""
    columns = range(int(boite.gauche) // COLONNE, int(boite.droite) // COLONNE + 1)
    bands = range(int(boite.haut) // BANDE, int(boite.bas) // BANDE + 1)
    taken = sum(traces.get((col, band), 0) for col in columns for band in bands)
    return taken * LARGE.corps / jeu.corps


@cache
def rank_positions(cote: str, jeu: Jeu) -> list[tuple[float, tuple[int, int], float]]:
    """The places a label may take around its dot, cheapest first: (cost, direction, distance)."""
    return sorted(
        (0.17 * distance + 0.5 * order + (2 if distance > 16 else 0), direction, distance)
        for distance in jeu.distances
        for order, direction in enumerate(DIRECTIONS[cote])
    )


def set_etiquette(lieu: Lieu, direction: tuple[int, int], distance: float, jeu: Jeu) -> Etiquette:
    """The label of a place in one direction, at one distance from the edge of its dot."""
    dx, dy = direction
    lignes = lieu.noms if jeu.complet else lieu.noms[:1]
    largeur = max(measure(ligne, jeu.corps) for ligne in lignes)
    hauteur = len(lignes) * 1.12 * jeu.corps + 1
    reach = (lieu.rayon * jeu.grossi + distance) * (0.72 if dx and dy else 1)
    gauche = lieu.x + dx * reach - (1 - dx) / 2 * largeur
    haut = lieu.y + dy * reach - (1 - dy) / 2 * hauteur
    ancre = ("middle", "start", "end")[dx]
    return Etiquette(lignes, Boite(gauche, haut, gauche + largeur, haut + hauteur), ancre)


@cache
def measure(texte: str, corps: float) -> float:
    """The width of a text in units, on the wide side: DejaVu Sans, the widest usual face."""
    return corps * sum(LARGEURS.get(lettre, 0.75 if lettre.isupper() else 0.63) for lettre in texte)


LARGEURS = dict.fromkeys("ijlI.,:;’'|()-· ", 0.36) | dict.fromkeys("ftrJ", 0.42)
LARGEURS |= dict.fromkeys("mwMWŒœ", 1.0) | dict.fromkeys("aceszxvky", 0.6)
"""Widths of letters as a part of the type size; others 0.63, capitals 0.75."""


# --- Elements -------------------------------------------------------------------------------


def draw_lien(
    lien: Link, depart: Lieu, arrivee: Lieu, courbe: Courbe, etiquettes: dict[str, Etiquette]
) -> str:
    """One link: where to click, its curve, its two ends when it is lit, and its name."""
    (x_0, y_0), (x_1, y_1), (x_2, y_2), (x_3, y_3) = courbe
    controls = " ".join(map(num, (x_1, y_1, x_2, y_2, x_3, y_3)))
    d = f"M{num(x_0)} {num(y_0)}C{controls}"
    genre, slug, pair = genre_of(lien.forme), quote(lien.slug), escape(name_pair(lien))
    secteurs = escape(" ".join(lien.secteurs))
    return (
        f'<a href="/fiche/{slug}" class="lien forme-{genre}" data-forme="{escape(lien.forme)}" '
        f'data-secteurs="{secteurs}" aria-label="{pair}"><title>{pair}</title>'
        f'<path class="prise" d="{d}"/>'
        f"{draw_prise(lien, depart, etiquettes)}{draw_prise(lien, arrivee, etiquettes)}"
        f'<path class="trait" d="{d}"/>'
        f'<use href="#carte-{depart.identifiant}"/><use href="#carte-{arrivee.identifiant}"/>'
        f'<text class="paire" x="750" y="31">{pair}</text></a>'
    )


def name_pair(lien: Link) -> str:
    """What a link says of itself: 'Belfort – Baoji, Shaanxi, département'."""
    arrivee = name_end(lien, "chine")
    province = f", {lien.province}" if lien.province and lien.province not in arrivee else ""
    genre = LEGENDES[genre_of(lien.forme)]
    return f"{name_end(lien, 'france')} – {arrivee}{province}, {genre}"


def draw_prise(lien: Link, lieu: Lieu, etiquettes: dict[str, Etiquette]) -> str:
    """The unseen share of a place's label and dot that belongs to a link, for the pointer."""
    boite, part = etiquettes[lieu.identifiant].boite, lieu.liens.index(lien)
    hauteur = (boite.bas - boite.haut) / len(lieu.liens)
    haut = boite.haut + part * hauteur
    share = boite._replace(haut=haut, bas=haut + hauteur)
    dot = f'<circle class="prise" cx="{num(lieu.x)}" cy="{num(lieu.y)}" r="{num(lieu.rayon + 1)}"/>'
    return draw_rect(share, "prise") + (dot if not part else "")


def draw_lieu(lieu: Lieu, jeux: dict[str, dict[str, Etiquette]]) -> str:
    """One place: its dot and its labels, one for each width of the page that has room for it."""
    formes = " ".join(dict.fromkeys(lien.forme for lien in lieu.liens))
    secteurs = " ".join(dict.fromkeys(slug for lien in lieu.liens for slug in lien.secteurs))
    labels = "".join(
        draw_etiquette(lieu, etiquettes[lieu.identifiant], classe)
        for classe, etiquettes in jeux.items()
        if lieu.identifiant in etiquettes
    )
    return (
        f'<g class="lieu" id="carte-{lieu.identifiant}" data-formes="{escape(formes)}" '
        f'data-secteurs="{escape(secteurs)}">{labels}{draw_points(lieu)}</g>'
    )


def draw_points(lieu: Lieu) -> str:
    """A dot: a ring per kind of authority, the first outermost; hollow for a province's capital."""
    genres = dict.fromkeys(genre_of(lien.forme) for lien in lieu.liens)
    hollow = " creux" if lieu.provincial else ""
    rings = (
        f'<circle class="point forme-{genre}{hollow}" cx="{num(lieu.x)}" cy="{num(lieu.y)}" '
        f'r="{num(lieu.rayon * (1 - i / len(genres)))}"/>'
        for i, genre in enumerate(genres)
    )
    return f'<g class="points">{"".join(rings)}</g>'


def draw_etiquette(lieu: Lieu, etiquette: Etiquette, classe: str) -> str:
    """A label's lines, and a line from the dot when the label stands away from it."""
    boite, ancre = etiquette.boite, etiquette.ancre
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[ancre]
    x = boite.gauche + part * (boite.droite - boite.gauche)
    pas = (boite.bas - boite.haut - 1) / len(etiquette.lignes)
    textes = (
        draw_text((x, boite.haut + (i + 0.8) * pas), ligne, f"nom {ancre} {classe}")
        for i, ligne in enumerate(etiquette.lignes)
    )
    return draw_renvoi(lieu, boite, classe) + "".join(textes)


def draw_renvoi(lieu: Lieu, boite: Boite, classe: str) -> str:
    """The line from a dot to a label that stands away from it, '' when they are close."""
    end = find_leader(lieu, boite)
    if not end or classe != LARGE.nom:
        return ""
    d = f"M{num(lieu.x)} {num(lieu.y)}L{num(end[0])} {num(end[1])}"
    return f'<path class="renvoi large" d="{d}"/>'


def draw_legendes() -> Iterator[str]:
    """The titles above the panels, the key to the curves and the credits below."""
    bas = load_fond()["viewBox"][3]
    yield '<g class="titres" aria-hidden="true">'
    for nom, (long, short) in TITRES.items():
        gauche = cadre_of(nom).gauche
        yield draw_text((gauche + 2, 33), long, "large moyen titre")
        yield draw_text((gauche + 2, 36), short, "etroit titre")
    yield '</g><g class="legende" aria-hidden="true">'
    for genre, (x_large, x_moyen, x_etroit) in COLONNES_LEGENDE.items():
        yield draw_cle(genre, (x_large, bas - 20), "large")
        yield draw_cle(genre, (x_moyen, bas - 10), "moyen")
        yield draw_cle(genre, (x_etroit, bas - 6), "etroit")
    yield from draw_cles_points(bas - 20)
    yield draw_text((1478, bas - 16), load_fond()["credits"], "large note end")
    yield "</g>"


def draw_cle(genre: str, point: Point, classe: str) -> str:
    """One entry of the key: a stroke as curves of the kind have it, and its name on a base line."""
    x, y = point
    longueur, rise = {"large": (38, 0), "moyen": (50, 7), "etroit": (70, 13)}[classe]
    trait = f'<path class="trait" d="M{num(x)} {num(y - rise)}h{longueur}"/>'
    base = y if rise else y + 4.5
    texte = draw_text((x + longueur + 9, base), LEGENDES[genre], "cle")
    return f'<g class="forme-{genre} {classe}">{trait}{texte}</g>'


def draw_cles_points(y: float) -> Iterator[str]:
    """What a hollow and a large dot say."""
    for x, rayon, classe, texte in CLES_POINTS:
        point = f'<circle class="{classe}" cx="{x}" cy="{num(y)}" r="{rayon}"/>'
        cle = draw_text((x + 11, y + 4.5), texte, "cle")
        yield f'<g class="large">{point}{cle}</g>'


def draw_text(point: Point, texte: str, classe: str) -> str:
    """A line of text."""
    return f'<text class="{classe}" x="{num(point[0])}" y="{num(point[1])}">{escape(texte)}</text>'


def draw_rect(boite: Boite, classe: str) -> str:
    """A rectangle."""
    largeur, hauteur = num(boite.droite - boite.gauche), num(boite.bas - boite.haut)
    x, y = num(boite.gauche), num(boite.haut)
    return f'<rect class="{classe}" x="{x}" y="{y}" width="{largeur}" height="{hauteur}"/>'


def num(number: float) -> str:
    """A number to a tenth of a unit, without a useless '.0'."""
    return f"{number:.1f}".removesuffix(".0")


# --- What the drawing knows -----------------------------------------------------------------

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

COLONNES_LEGENDE = {
    "region": (22, 22, 20),
    "departement": (140, 230, 300),
    "intercommunalite": (290, 500, 680),
    "commune": (470, 830, 1190),
}
"""Where each kind stands in the key of each width, the widest first, in units from the left."""

CLES_POINTS = (
    (612, 3.3, "point creux", "chef-lieu de la province partenaire"),
    (898, 5.3, "point", "plusieurs liens"),
)
"""Dots of the key: place from the left, radius, classes and meaning."""

COULEURS = {
    "region": "#0b6e4f",
    "departement": "#1f55ad",
    "intercommunalite": "#855700",
    "commune": "#b3261e",
    "autre": "#555b66",
}
"""Each at least 4.5:1 on land and on sea."""

TERRE, MER, ENCRE = "#fdfdf9", "#e3ebf3", "#1c2330"

POINTILLES = {"region": "12 3", "departement": "5 3", "intercommunalite": "9 3 2 3"}
"""Dashes, so that colour is not the only sign; communes are drawn in one stroke."""

TITRES = {
    "france": ("France : siège de la collectivité", "France"),
    "chine": ("Chine : siège du partenaire", "Chine"),
}
TITRES_ENCARTS = {"ile_de_france": "Île-de-France", "pekin": "Pékin"}
ECHELLES_KM = {"france": 200, "chine": 500, "ile_de_france": 20, "pekin": 20}

DESIGNATION = re.compile(
    r"^(?:Conseil (?:Régional|Général|régional|général)|Communauté (?:Urbaine|d’Agglomération)"
    r"|Province|Région autonome(?: Zhuang)?|Municipalité(?: populaire)?|District)"
    r" (?:du |des |de la |de l’|de |d’)?"
)
"""What a full name says before the name of the place; a label leaves it out."""

PROVINCIALE = re.compile("^(?:Province|Région autonome) ")
DELEGATION = " Economic and Trade Delegation"

VARIABLES = f".carte {{ --terre: {TERRE}; --mer: {MER}; --encre: {ENCRE}; }}\n"

STYLE = (
    VARIABLES
    + """.carte {
  display: block; width: 100%; height: auto; background: #fff;
  font: 12.5px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.carte text, g.lieu text { fill: var(--encre); }
.carte .mer { fill: var(--mer); }
.carte .terre { fill: var(--terre); stroke: #a9b8c9; stroke-width: .7; }
.carte .bord { fill: none; stroke: #b9c5d3; }
.carte .encart.bord { stroke: #5d6b7d; }
.carte text.encart { font-weight: 600; }
.carte .emprise, .carte .rappel { fill: none; stroke: #5d6b7d; stroke-width: .8; }
.carte .rappel { stroke-dasharray: 1 3; }
.carte .echelle { fill: none; stroke: #5d6b7d; }
.carte .note { font-size: 11px; fill: #4a5565; }
.carte .titre { font-size: 15px; font-weight: 600; }
.carte .cle { font-size: 14px; }
.carte .end, g.lieu .end { text-anchor: end; }
g.lieu .middle { text-anchor: middle; }
.carte .trait { fill: none; stroke: currentColor; stroke-width: 1.4; }
.carte .lien .trait { opacity: .85; }
.carte .prise { fill: transparent; }
.carte path.prise { fill: none; stroke: transparent; stroke-width: 6; pointer-events: stroke; }
.carte .point, g.lieu .point { fill: currentColor; stroke: #fff; stroke-width: .8; }
.carte .creux, g.lieu .creux { fill: #fff; stroke: currentColor; stroke-width: 1.8; }
g.lieu .renvoi { stroke: var(--encre); stroke-width: .6; }
g.lieu .nom { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
.carte .paire { font-size: 19px; font-weight: 700; text-anchor: middle; pointer-events: none; }
.carte .lieux, .carte .titres { pointer-events: none; }
.carte .moyen:not(.large), g.lieu .moyen, .carte .etroit, g.lieu .etroit { display: none; }
.carte .lien use, .carte .paire { display: none; }
.carte .lien { outline: none; }
.carte .lien use { font-weight: 700; }

/* A link is lit by the pointer, or by the keyboard while the pointer is on no link. */
.carte .liens:hover .lien:not(:hover) .trait,
.carte .liens:focus-within:not(:hover) .lien:not(:focus) .trait { opacity: .1; }
.carte .liens:is(:hover, :focus-within) ~ .lieux { opacity: .22; }
.carte .liens:is(:hover, :focus-within) ~ .titres { visibility: hidden; }
.carte .lien:hover .trait,
.carte .liens:not(:hover) .lien:focus .trait { opacity: 1; stroke-width: 3.2; }
.carte .lien:hover use, .carte .lien:hover .paire,
.carte .liens:not(:hover) .lien:focus use,
.carte .liens:not(:hover) .lien:focus .paire { display: inline; }

@media (max-width: 1080px) {
  .carte .large:not(.moyen), g.lieu .large { display: none; }
  .carte .moyen:not(.large), g.lieu .moyen { display: inline; }
  .carte text, .carte .titre, .carte .cle, .carte .paire, g.lieu text { font-size: 22px; }
  .carte .trait { stroke-width: 2; }
  .carte path.prise { stroke-width: 14; }
  .carte .echelle, .carte .rappel, .carte .emprise { display: none; }
  .carte .lien:hover .trait,
  .carte .liens:not(:hover) .lien:focus .trait { stroke-width: 5; }
  g.lieu .nom { stroke-width: 5px; }
  g.lieu .points { transform-box: fill-box; transform-origin: center; transform: scale(1.5); }
}
@media (max-width: 640px) {
  .carte .large.moyen, .carte .moyen:not(.large), g.lieu .moyen { display: none; }
  .carte .etroit, g.lieu .etroit { display: inline; }
  .carte text, .carte .cle, g.lieu text { font-size: 40px; }
  .carte .titre, .carte .paire { font-size: 42px; }
  .carte .paire { transform: translateY(6px); }
  .carte .trait { stroke-width: 3.4; }
  .carte .lien .trait { opacity: .75; }
  .carte path.prise { stroke-width: 24; }
  .carte .lien:hover .trait,
  .carte .liens:not(:hover) .lien:focus .trait { stroke-width: 9; }
  .carte .terre, .carte .bord { stroke-width: 2.5; }
  g.lieu .nom { stroke-width: 9px; }
  g.lieu .points { transform: scale(2.6); }
}
"""
    + "".join(
        f".carte .forme-{genre}, g.lieu .forme-{genre} {{ color: {couleur}; }}\n"
        for genre, couleur in COULEURS.items()
    )
    + "".join(
        f".carte .forme-{genre} .trait {{ stroke-dasharray: {dashes}; }}\n"
        for genre, dashes in POINTILLES.items()
    )
)
"""The map's style sheet, constant: a page with a content policy may allow it by its hash."""
