"""The drawing, from top to bottom: from links to the text of an ``<svg>``."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from annuaire.site.carte.elements import draw_lien, draw_lieu
from annuaire.site.carte.fond import load_fond
from annuaire.site.carte.jeux import LARGE
from annuaire.site.carte.legendes import draw_legendes
from annuaire.site.carte.lien import Link
from annuaire.site.carte.panneaux import draw_fond
from annuaire.site.carte.plan import Plan, Trajet, lay_out
from annuaire.site.carte.style import STYLE


def render(links: Sequence[Link]) -> str:
    """The map of these links as one ``<svg>`` element; links outside the panels are left out."""
    return draw_carte(tuple(links))


@lru_cache(maxsize=8)
def draw_carte(links: tuple[Link, ...]) -> str:
    """The drawing itself; kept, since a site draws the same links for every reader."""
    return "\n".join(draw_parts(lay_out(links)))


def draw_parts(plan: Plan) -> Iterator[str]:
    """The drawing in the order of the page, the last part above the others."""
    yield open_svg(plan.trajets)
    yield f"<style>{STYLE}</style>"
    yield draw_fond()
    yield '<g class="liens">'
    yield from (draw_lien(trajet, plan.jeux[LARGE.nom]) for trajet in plan.trajets)
    yield "</g>"
    yield '<g class="lieux" aria-hidden="true">'
    yield from (draw_lieu(lieu, plan.jeux) for lieu in plan.lieux)
    yield "</g>"
    yield from draw_legendes()
    yield "</svg>"


def open_svg(trajets: Sequence[Trajet]) -> str:
    """The opening tag: a group of links, not one image, so that each can be reached."""
    view_box = " ".join(str(number) for number in load_fond()["viewBox"])
    fiches = len({trajet.lien.slug for trajet in trajets})
    nom = f"Carte : {len(trajets)} liens de {fiches} partenariats entre la France et la Chine"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="carte" viewBox="{view_box}" '
        f'role="group" aria-label="{nom}">'
    )
