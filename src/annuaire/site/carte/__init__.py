"""The map: links between French authorities and their partners, as SVG drawings.

Links come in (places in degrees), and what a reader chose of them; the text of an ``<svg>`` goes
out for each width of a page, in the units of ``basemap.json``. The same links give the same text:
nothing is drawn by chance. ``fond`` and ``monde`` know the ground of a country, ``lieux`` where
links end, ``plan`` where dots, curves and labels stand: by ``plan.json``, which ``tools/carte.py``
computes for the packaged database and each choice, else by a simple rule. ``terrain`` and
``dessin`` write them down; ``vignette`` draws the small map of one page.

What a page may rely on, in the SVG:

- ``svg.carte.large``, ``.moyen``, ``.etroit``: the drawing for a page wider than 1080 px, for a
  narrower one, and for one narrower than 700 px, where one panel stands above the other. Their
  style sheet, ``STYLE``, touches nothing else; its colours are ``--carte-…`` properties where the
  page has them. The map expects the whole width of the page.
- ``a.lien.forme-GENRE``: one link, its curve, its name. Hover
  or focus thickens it, shows both its ends, prints the pair above the map and dims the rest.
- ``g.lieu``: a dot and its label. A place
  is drawn, and named, only where a drawn link ends.
- ``g.bouquet``: a place of several links, which lights them all and offers each by its name.

``GENRE`` is region, departement, intercommunalite, commune or autre. The dots and labels
are hidden from screen readers, which read the links.
"""

from annuaire.site.carte.dessin import STYLE, keep_drawn, render, render_file
from annuaire.site.carte.lieux import TOUT, Choix, Lien, country_of, read_liens
from annuaire.site.carte.vignette import vignette

__all__ = [
    "STYLE",
    "TOUT",
    "Choix",
    "Lien",
    "country_of",
    "keep_drawn",
    "read_liens",
    "render",
    "render_file",
    "vignette",
]
