"""The map: links between French authorities and Chinese partners, as one SVG drawing.

Links come in (places in degrees); the text of an ``<svg>`` goes out, in the units of
``basemap.json``. The same links give the same text: nothing is drawn by chance, and no file is read
but the background and ``carte.css``, once each. ``plan`` goes from places to curves to labels;
``dessin`` writes them down.

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

from annuaire.site.carte.dessin import render
from annuaire.site.carte.lien import Link
from annuaire.site.carte.style import STYLE

__all__ = ["STYLE", "Link", "render"]
