"""The small map of one page: the outlines of two countries, the links of some records."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from annuaire.site.carte.contours import draw_rings
from annuaire.site.carte.dessin import write_courbe
from annuaire.site.carte.fond import Boite, Fond, albers, drawn_ahead
from annuaire.site.carte.lieux import TOUT, genre_of, name_end
from annuaire.site.carte.monde import article, countries, frame, main_rings
from annuaire.site.carte.plan import lay_out
from annuaire.site.carte.terrain import draw_text, num

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.site.carte.fond import Panneau, Point
    from annuaire.site.carte.lieux import Lien
    from annuaire.site.carte.plan import Plan

LARGEUR, HAUTEUR, CORPS = 360, 176, 11
CADRES = {"france": Boite(4, 14, 166, 172), "partenaire": Boite(186, 14, 356, 172)}

NAMED = 12
"""How many places a small map names; of more, the map itself does."""


def vignette(liens: Sequence[Lien], pays: str = "") -> str:
    """The small map of links, one image that a sentence describes; '' when none can be drawn."""
    fond = ground(pays or drawn_ahead(), tuple(sorted({lien.arrivee for lien in liens})))
    if fond is None:
        return ""
    plan = lay_out(liens, TOUT, fond)
    return "".join(_draw(plan)) if plan.trajets else ""


def _draw(plan: Plan) -> Iterator[str]:
    yield (
        f'<svg class="vignette" viewBox="0 0 {LARGEUR} {HAUTEUR}" role="img" '
        f'aria-label="{escape(describe(plan))}">'
    )
    yield from (f'<path class="pays" d="{d}"/>' for d in outlines(plan.fond))
    for trajet in plan.trajets:
        genre = genre_of(trajet.lien.forme)
        yield f'<path class="trait forme-{genre}" d="{write_courbe(trajet.courbe)}"/>'
    for lieu in plan.lieux:
        yield f'<circle cx="{num(lieu.x)}" cy="{num(lieu.y)}" r="2.6"/>'
        etiquette = plan.etiquettes.get(lieu.identifiant)
        if len(plan.lieux) <= NAMED and etiquette and etiquette.lignes[0].nom != lieu.numeros:
            x = {"start": etiquette.boite.gauche, "end": etiquette.boite.droite}.get(
                etiquette.ancre, (etiquette.boite.gauche + etiquette.boite.droite) / 2
            )
            for i, ligne in enumerate(etiquette.lignes):
                point = (x, etiquette.boite.haut + (i + 0.8) * 1.12 * CORPS)
                yield draw_text(point, ligne.nom, etiquette.ancre)
    yield "</svg>"


def describe(plan: Plan) -> str:
    """What the drawing shows, in words."""
    pairs = dict.fromkeys(
        f"{name_end(trajet.lien, 'france')} – {name_end(trajet.lien, 'partenaire')}"
        for trajet in plan.trajets
    )
    said = ", ".join(pairs) if len(pairs) <= NAMED / 2 else f"{len(pairs)} liens"
    return f"Carte : {said} ; la France à gauche, {plan.fond.pays_nom} à droite"


@lru_cache(maxsize=64)
def ground(pays: str, points: tuple[Point, ...]) -> Fond | None:
    """A background of two outlines, in which the points lie."""
    if pays not in countries():
        return None
    panneaux: dict[str, Panneau] = {}
    for cote, code in (("france", "FR"), ("partenaire", pays)):
        shown = [point for ring in main_rings(countries()[code]) for point in ring]
        shown += points if cote == "partenaire" else ()
        boite = CADRES[cote]
        panneaux[cote] = {
            "cadre": [
                boite.gauche,
                boite.haut,
                boite.droite - boite.gauche,
                boite.bas - boite.haut,
            ],
            "projection": frame(shown, boite),
        }
    nom = article(pays)
    cadre = Boite(0, 0, LARGEUR, HAUTEUR)
    return Fond("vignette", pays, nom, "", cadre, False, CORPS, (0, 0), (0, 0), panneaux, {})


def outlines(fond: Fond) -> list[str]:
    """The outlines of both countries."""
    return [_outline(fond, "france", "FR"), _outline(fond, "partenaire", fond.pays)]


@lru_cache(maxsize=64)
def _outline(fond: Fond, cote: str, code: str) -> str:
    params = fond.panneaux[cote]["projection"]
    rings = (
        [albers(lon, lat, params) for lon, lat in ring] for ring in main_rings(countries()[code])
    )
    return draw_rings(rings, fond.cadre_of(cote), 0.9, smallest=6)
