"""The site: pages, map and charts that ``annuaire serve`` adds to Datasette.

What comes in is rows of the database and files of the package; what goes out is HTML and SVG
text. Nothing here is imported by ``import annuaire``.
"""
