"""The drawing, from top to bottom: from a plan to the text of an ``<svg>``."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from annuaire.site.carte.fond import Boite, drawn_ahead
from annuaire.site.carte.lieux import LEGENDES, TOUT, genre_of, name_pair
from annuaire.site.carte.monde import article, fonds_of
from annuaire.site.carte.plan import find_leader, keep_inside, lay_out, measure
from annuaire.site.carte.terrain import draw_fond, draw_rect, draw_sol, draw_text, num

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.site.carte.fond import Fond
    from annuaire.site.carte.lieux import Choix, Lien, Repere
    from annuaire.site.carte.plan import Courbe, Etiquette, Plan, Trajet

# --- Style

TERRE, MER, ENCRE = "#fdfdf9", "#e3ebf3", "#1c2330"

COULEURS = {
    "region": "#0b6e4f",
    "departement": "#1f55ad",
    "intercommunalite": "#855700",
    "commune": "#b3261e",
    "autre": "#555b66",
}
"""Each at least 4.5:1 on land and on sea."""

POINTILLES = {"region": "12 3", "departement": "5 3", "intercommunalite": "9 3 2 3"}
"""Dashes, so that colour is not the only sign; communes are drawn in one stroke."""


def build_style() -> str:
    """The whole sheet: ``carte.css``, the kinds' colours and dashes.

    Every colour is a property of the page's own sheet first, which may say another.
    """
    couleurs = (
        f".carte .forme-{genre}, g.lieu .forme-{genre} "
        f"{{ color: var(--carte-{genre}, {couleur}); }}\n"
        for genre, couleur in COULEURS.items()
    )
    pointilles = (
        f".carte .forme-{genre} .trait {{ stroke-dasharray: {dashes}; }}\n"
        for genre, dashes in POINTILLES.items()
    )
    feuille = files("annuaire.site.carte").joinpath("carte.css").read_text("utf-8")
    for nom, couleur in (("terre", TERRE), ("mer", MER), ("encre", ENCRE)):
        feuille = feuille.replace(f"var(--carte-{nom})", f"var(--carte-{nom}, {couleur})")
    return "".join((feuille, *couleurs, *pointilles))


STYLE = build_style()
"""Constant: a page with a content policy may allow it by its hash."""

# --- The whole


def render(liens: Sequence[Lien], choix: Choix = TOUT, pays: str = "") -> str:
    """The map of the chosen links, one ``<svg>`` for each width of the page, '' without ground.

    Links outside the panels are left out. ``pays`` is the country beside France, if not the one
    that is drawn ahead.
    """
    return draw_carte(tuple(liens), choix, pays)


@lru_cache(maxsize=8)
def draw_carte(liens: tuple[Lien, ...], choix: Choix, pays: str) -> str:
    """The drawing itself; kept, since two pages of a site show the same."""
    fonds = grounds(liens, pays)
    if not fonds:
        return ""
    sol = draw_sol(fonds["large"].terres)
    drawn = (draw_svg(lay_out(liens, choix, fond), f"carte {fond.nom}") for fond in fonds.values())
    return "\n".join(
        (f'<svg class="sol" aria-hidden="true">{sol}</svg>', f"<style>{STYLE}</style>", *drawn)
    )


def render_file(liens: Sequence[Lien], choix: Choix = TOUT, pays: str = "") -> str:
    """The widest map as a file of its own; '' without ground."""
    fonds = grounds(tuple(liens), pays)
    if not fonds:
        return ""
    plan = lay_out(liens, choix, fonds["large"])
    return draw_svg(plan, "carte seule", draw_sol(plan.fond.terres) + f"<style>{STYLE}</style>")


def keep_drawn(liens: Sequence[Lien], choix: Choix = TOUT, pays: str = "") -> list[Lien]:
    """The chosen links that the map shows."""
    fonds = grounds(tuple(liens), pays)
    inside = keep_inside(liens, fonds["large"]) if fonds else []
    return [lien for lien in inside if choix.keeps(lien.secteurs, lien.forme)]


def grounds(liens: tuple[Lien, ...], pays: str) -> dict[str, Fond]:
    """The backgrounds for links, of the country or of the one that is drawn ahead."""
    return fonds_of(pays or drawn_ahead(), {lien.arrivee for lien in liens})


def draw_svg(plan: Plan, classe: str, before: str = "") -> str:
    """One drawing in the order of the page, the last part above the others."""
    labels = [etiquette.boite for etiquette in plan.etiquettes.values()]
    dots = [lieu.boite for lieu in plan.lieux]
    parts = (
        open_svg(plan, classe),
        before,
        draw_fond(plan.fond, {lieu.panneau for lieu in plan.lieux}, labels + dots),
        '<g class="liens">',
        *(draw_lien(trajet, plan) for trajet in plan.trajets),
        '</g><g class="lieux" aria-hidden="true">',
        *(draw_lieu(lieu, plan) for lieu in plan.lieux),
        '</g><g class="bouquets">',
        *(draw_bouquet(lieu, plan) for lieu in plan.lieux if len(lieu.liens) > 1),
        "</g>",
        *draw_legendes(plan),
        "</svg>",
    )
    return "\n".join(part for part in parts if part)


def open_svg(plan: Plan, classe: str) -> str:
    """The opening tag: a group of links, not one image, so that each can be reached."""
    cadre, trajets = plan.fond.cadre, plan.trajets
    view_box = " ".join(num(number) for number in cadre)
    fiches = len({trajet.lien.slug for trajet in trajets})
    nom = (
        f"Carte : {len(trajets)} lien{'s' if len(trajets) > 1 else ''} de {fiches} "
        f"partenariat{'s' if fiches > 1 else ''} entre la France et {article(plan.fond.pays)}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classe}" viewBox="{view_box}" '
        f'role="group" aria-label="{escape(nom)}">'
    )


# --- Links


def draw_lien(trajet: Trajet, plan: Plan) -> str:
    """One link: where to click, its curve, its two ends when it is lit, and its name."""
    d, pair = write_courbe(trajet.courbe), escape(name_pair(trajet.lien))
    ends = (trajet.depart, trajet.arrivee)
    prises = "".join(draw_prise(lieu, plan) for lieu in ends if len(lieu.liens) == 1)
    return (
        f"{open_lien(trajet.lien, pair)}"
        f'<path class="prise" d="{d}"/>{prises}<path class="trait" d="{d}"/>'
        f"{draw_uses(ends, plan.fond)}{draw_paire(pair, plan.fond)}</a>"
    )


def draw_uses(lieux: Iterable[Repere], fond: Fond) -> str:
    """Copies of places, shown above all when a link is lit."""
    return "".join(f'<use href="#{id_of(lieu, fond)}"/>' for lieu in lieux)


def id_of(lieu: Repere, fond: Fond) -> str:
    """What a place is called in a page, where each width has its own."""
    return f"{fond.nom}-{lieu.identifiant}"


def draw_paire(pair: str, fond: Fond) -> str:
    """The name of a lit link; ``pair`` is escaped already."""
    x, y = fond.paire
    return f'<text class="paire" x="{num(x)}" y="{num(y)}">{pair}</text>'


def write_courbe(courbe: Courbe) -> str:
    """A curve as the data of a path."""
    (x_0, y_0), *others = courbe
    controls = " ".join(num(number) for point in others for number in point)
    return f"M{num(x_0)} {num(y_0)}C{controls}"


def open_lien(lien: Lien, pair: str) -> str:
    """A link's opening tag, with its kind; ``pair``, its name, is escaped already."""
    return (
        f'<a href="/fiche/{quote(lien.slug)}" class="lien forme-{genre_of(lien.forme)}" '
        f'aria-label="{pair}">'
    )


def draw_prise(lieu: Repere, plan: Plan) -> str:
    """The unseen label and dot of a place, for the pointer."""
    etiquette = plan.etiquettes.get(lieu.identifiant)
    rect = draw_rect(etiquette.boite, "prise") if etiquette else ""
    return (
        f'{rect}<circle class="prise" cx="{num(lieu.x)}" cy="{num(lieu.y)}" '
        f'r="{num(lieu.rayon + 2.5)}"/>'
    )


# --- Places


def draw_lieu(lieu: Repere, plan: Plan) -> str:
    """One place: its dot and its label."""
    etiquette = plan.etiquettes.get(lieu.identifiant)
    label = draw_etiquette(lieu, etiquette) if etiquette else ""
    return f'<g class="lieu" id="{id_of(lieu, plan.fond)}">{label}{draw_points(lieu)}</g>'


def draw_points(lieu: Repere) -> str:
    """A dot: a ring per kind of authority, the first outermost; hollow for a province's capital."""
    genres = dict.fromkeys(genre_of(lien.forme) for lien in lieu.liens)
    hollow = " creux" if lieu.provincial else ""
    return "".join(
        f'<circle class="point forme-{genre}{hollow}" cx="{num(lieu.x)}" cy="{num(lieu.y)}" '
        f'r="{num(lieu.rayon * (1 - i / len(genres)))}"/>'
        for i, genre in enumerate(genres)
    )


def draw_etiquette(lieu: Repere, etiquette: Etiquette) -> str:
    """A label's lines, and a line from the dot when the label stands away from it."""
    boite, ancre = etiquette.boite, etiquette.ancre
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[ancre]
    x = boite.gauche + part * (boite.droite - boite.gauche)
    pas = (boite.bas - boite.haut - 1) / len(etiquette.lignes)
    kind = "nom" if etiquette.lignes[0].nom in lieu.noms else "numero"
    renvoi = find_leader(lieu, boite)
    leader = (
        f'<path class="renvoi" d="M{num(lieu.x)} {num(lieu.y)}L{num(renvoi[0])} {num(renvoi[1])}"/>'
        if renvoi
        else ""
    )
    textes = (
        f'<text class="{kind} {ancre}" x="{num(x)}" y="{num(boite.haut + (i + 0.8) * pas)}">'
        f"{escape(ligne.nom)}{draw_local(ligne.local, ligne.langue)}</text>"
        for i, ligne in enumerate(etiquette.lignes)
    )
    return leader + "".join(textes)


def draw_local(local: str, langue: str) -> str:
    """A name in its own script, after the French one."""
    return f' <tspan lang="{escape(langue)}">{escape(local)}</tspan>' if local else ""


def draw_bouquet(lieu: Repere, plan: Plan) -> str:
    """A place of several links: it lights all of them, and offers each by its name."""
    trajets = [trajet for trajet in plan.trajets if lieu in (trajet.depart, trajet.arrivee)]
    ends = dict.fromkeys(end for trajet in trajets for end in (trajet.depart, trajet.arrivee))
    nom = escape(f"{', '.join(lieu.noms)} : {len(trajets)} liens")
    traits = "".join(
        f'<g class="forme-{genre_of(trajet.lien.forme)}"><path class="trait" '
        f'd="{write_courbe(trajet.courbe)}"/></g>'
        for trajet in trajets
    )
    return (
        f'<g class="bouquet" tabindex="0" role="group" aria-label="{nom}">'
        f"{draw_prise(lieu, plan)}{traits}{draw_uses(ends, plan.fond)}"
        f"{draw_offre(lieu, trajets, plan.fond)}</g>"
    )


def draw_offre(lieu: Repere, trajets: Sequence[Trajet], fond: Fond) -> str:
    """The links of a place as a list beside its dot, inside the drawing."""
    noms = [name_pair(trajet.lien) for trajet in trajets]
    corps, line = fond.corps, 1.9 * fond.corps
    largeur = max(measure(nom, corps) for nom in noms) + corps
    hauteur = line * len(noms)
    gauche = min(max(lieu.x + lieu.rayon, fond.cadre.gauche), fond.cadre.droite - largeur)
    haut = min(max(lieu.y + lieu.rayon, fond.cadre.haut), fond.cadre.bas - hauteur)
    boite = Boite(gauche, haut, gauche + largeur, haut + hauteur)
    choices = (
        f'<a href="/fiche/{quote(trajet.lien.slug)}" class="choix">'
        + draw_rect(boite._replace(haut=haut + i * line, bas=haut + (i + 1) * line), "prise")
        + draw_text((gauche + corps / 2, haut + (i + 0.68) * line), nom, "offert")
        + "</a>"
        for i, (trajet, nom) in enumerate(zip(trajets, noms, strict=True))
    )
    return f'<g class="offre">{draw_rect(boite, "cartouche")}{"".join(choices)}</g>'


# --- Words around the panels


def draw_legendes(plan: Plan) -> Iterator[str]:
    """The titles above the panels, the key to the curves and dots and the credits below."""
    fond = plan.fond
    yield '<g class="titres" aria-hidden="true">'
    for cote in ("france", "partenaire"):
        cadre, titre = fond.cadre_of(cote), fond.panneaux[cote]["titre"]
        yield draw_text((cadre.gauche + 2, cadre.haut - 0.6 * fond.corps), titre, "titre")
    yield '</g><g class="legende" aria-hidden="true">'
    yield from draw_cles(plan)
    bas, droite = fond.cadre.bas, fond.cadre.droite
    yield draw_text((droite - fond.corps / 2, bas - 0.5 * fond.corps), fond.credits, "note end")
    yield "</g>"


def draw_cles(plan: Plan) -> Iterator[str]:
    """The entries of the key one after the other, in as many rows as they take."""
    fond, corps = plan.fond, plan.fond.corps
    x, y = fond.legende
    for signe, texte in list_cles(plan):
        before = corps * (3 if signe in LEGENDES else 1.9 if signe == "numero" else 1.3)
        largeur = before + measure(texte, corps) + corps
        if x + largeur > fond.cadre.droite and x > fond.legende[0]:
            x, y = fond.legende[0], y + 1.6 * corps
        yield draw_signe(signe, x, y - 0.35 * corps, corps)
        yield draw_text((x + before, y), texte, "cle")
        x += largeur


def list_cles(plan: Plan) -> Iterator[tuple[str, str]]:
    """What the key explains of what is drawn: a sign, and what it says."""
    trajets = plan.trajets
    genres = {genre_of(trajet.lien.forme) for trajet in trajets}
    yield from ((genre, nom) for genre, nom in LEGENDES.items() if genre in genres)
    points = {trajet.lien.point for trajet in trajets}
    if points & POINTS.keys():
        yield "creux", " ou ".join(nom for point, nom in POINTS.items() if point in points)
    if any(len(lieu.liens) > 1 for lieu in plan.lieux):
        yield "plusieurs", "plusieurs liens"
    labels = ((lieu, plan.etiquettes.get(lieu.identifiant)) for lieu in plan.lieux)
    if any(label and label.lignes[0].nom == lieu.numeros for lieu, label in labels):
        yield "numero", "numéro de fiche, voir la liste"


POINTS = {
    "chef_lieu_province": "chef-lieu de la province partenaire",
    "division": "milieu de la province partenaire",
    "pays": "lieu non situé",
}
"""What a hollow dot stands for."""


def draw_signe(signe: str, x: float, y: float, corps: float) -> str:
    """What stands before an entry of the key."""
    if signe in LEGENDES:
        trait = f'<path class="trait" d="M{num(x)} {num(y)}h{num(2.4 * corps)}"/>'
        return f'<g class="forme-{signe}">{trait}</g>'
    if signe == "numero":
        return draw_text((x, y + 0.3 * corps), "12", "numero")
    rayon, classe = (0.27, "point creux") if signe == "creux" else (0.4, "point")
    cx, r = num(x + 0.5 * corps), num(rayon * corps)
    return f'<circle class="{classe}" cx="{cx}" cy="{num(y)}" r="{r}"/>'
