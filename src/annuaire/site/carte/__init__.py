"""The map: links between French authorities and their partners, as one SVG drawing.

Links come in (places in degrees), and what a reader chose of them; the text of an ``<svg>`` goes
out, in the units of ``basemap.json``, which draws one country beside France and says which. The
same links give the same text: nothing is drawn by chance. ``plan`` says where dots, curves and
labels stand: by ``plan.json``, which ``tools/carte.py`` computes for the packaged database and each
choice, else by a simple rule. ``dessin`` writes them down.

What a page may rely on, in the SVG:

- ``svg.carte``: the drawing; its style sheet, ``STYLE``, is inside and touches nothing outside.
- ``a.lien.forme-GENRE`` (``data-forme``, ``data-secteurs``): one link, its curve, its name. Hover
  or focus thickens it, shows both its ends, prints the pair above the map and dims the rest.
- ``g.lieu`` (``data-formes``, ``data-secteurs``: those of its links): a dot and its label. A place
  is drawn, and named, only where a drawn link ends.
- ``.large``, ``.moyen``, ``.etroit``: what is shown on a page wider than 1080 px, on a narrower
  one, and on one narrower than 640 px, where the letters must be larger and only the labels that
  find room are drawn. The map expects the whole width of the page.

``GENRE`` is region, departement, intercommunalite, commune or autre. ``data-forme`` keeps the
database's finer word. The dots and labels are hidden from screen readers, which read the links.
"""

from annuaire.site.carte.dessin import STYLE, render
from annuaire.site.carte.lieux import TOUT, Choix, Lien, covers, read_liens

__all__ = ["STYLE", "TOUT", "Choix", "Lien", "covers", "read_liens", "render"]
