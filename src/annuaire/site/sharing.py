"""What a site says of itself to programs: addresses, structured data, its pages, who may read them.

Absolute addresses are said when whoever publishes has given one, and never guessed. Structured
data (JSON-LD) speaks schema.org, of authorities and places: never of persons.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from os.path import join
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from annuaire.exports.imprint import imprint
from annuaire.site.answers import ANYBODY, HTML, PNG, TEXT, XML, Page
from annuaire.site.content import fullest, of_collectivite, of_lieu
from annuaire.site.pages import introuvable
from annuaire.site.settings import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.records import Collectivite, Lieu, Partenariat
    from annuaire.site.answers import Site
    from annuaire.site.content import Externe, Notice

    Node = dict[str, Any]

_CONTEXT = "https://schema.org"
_MAIN = ("/", "/carte", "/chiffres", "/chronologie", "/a-propos", "/retrait")
_SHELVES = ("secteur", "province", "region", "partenaire")
"""The shelves whose pages name nobody."""


def placed(site: Site, page: Page, path: str, query: Mapping[str, str]) -> Page:
    """A page that says where it is read, when that is known; only what it reads is in it."""
    chosen = urlencode([(name, value) for name, value in query.items() if value])
    address = site.absolute(f"{path}?{chosen}" if chosen else path)
    if not address or page.status != 200 or page.content_type != HTML:
        return page
    said = escape(address)
    links = f'<link rel="canonical" href="{said}">\n<meta property="og:url" content="{said}">\n'
    return replace(page, body=page.body.replace(b"</head>", f"{links}</head>".encode(), 1))


def dataset(site: Site) -> Node:
    """The dataset, for who looks for data."""
    about = imprint(site.base)
    files = {
        "application/vnd.sqlite3": site.absolute(site.data_path(".db")),
        "application/json": "" if site.static else site.absolute(site.data_path(".json")),
    }
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "name": about.titre,
            "description": about.description,
            "url": site.absolute("/"),
            "inLanguage": "fr",
            "isAccessibleForFree": True,
            "version": about.donnees,
            "creator": [{"@type": "Organization", "name": name} for name in about.editeurs],
            "temporalCoverage": _years(*(each.etat for each in site.catalogue.editions)),
            "spatialCoverage": [{"@type": "Country", "name": n} for n in ("France", *about.pays)],
            "citation": [*about.citations],
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address}
                for kind, address in files.items()
                if address
            ],
        }
    )


def record(site: Site, fiche: Partenariat, notice: Notice) -> Node:
    """The page of a record, and the authorities that it is about."""
    body = fiche.collectivite
    partners = [_place(each.lieu, each.libelle, of_lieu(each.lieu)) for each in fiche.partenaires]
    encoding = {
        "@type": "MediaObject",
        "encodingFormat": "application/json",
        "contentUrl": site.absolute(f"/fiche/{fiche.slug}.json"),
    }
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "WebPage",
            "name": fiche.intitule,
            "url": site.absolute(f"/fiche/{fiche.slug}"),
            "inLanguage": "fr",
            "temporalCoverage": _years(notice.etat),
            "isPartOf": _filled(
                {"@type": "Dataset", "name": site.nom, "url": site.absolute("/a-propos")}
            ),
            "about": [_place(body, fiche.intitule, of_collectivite(body)), *partners],
            "encoding": encoding if encoding["contentUrl"] else "",
        }
    )


def _place(place: Collectivite | Lieu, name: str, elsewhere: Iterable[Externe]) -> Node:
    """An authority: its names, where it is, who else knows it."""
    known = place.latitude is not None and place.longitude is not None
    return _filled(
        {
            "@type": "AdministrativeArea",
            "name": place.nom or name,
            "alternateName": getattr(place, "nom_local", None),
            "geo": {"@type": "GeoCoordinates", "latitude": place.latitude,
                    "longitude": place.longitude} if known else None,
            "sameAs": [each.adresse for each in elsewhere],
        }
    )  # fmt: skip


def _years(*etats: str | None) -> str:
    """The years that directories tell of, as ISO 8601 writes them.

    >>> _years("2003-2009", "2011"), _years("2004", None), _years(None)
    ('2003/2011', '2004', '')
    """
    found = sorted({year for etat in etats for year in re.findall(r"\d{4}", etat or "")})
    return "/".join(dict.fromkeys((*found[:1], *found[-1:])))


def _filled(node: Node) -> Node:
    """What there is to say: nothing empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def sitemap(site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """The pages that search engines are offered: where they are let in, those that name nobody."""
    if not (site.options.robots and site.absolute("/")):
        return introuvable.page(site, "/sitemap.xml")
    paths = [*_MAIN, *(f"/{kind}" for kind in _SHELVES)]
    for kind in _SHELVES:
        rayons = fullest(getattr(site.catalogue, f"{kind}s").values())
        paths += [f"/{kind}/{rayon.slug}" for rayon in rayons]
    urls = "".join(f"<url><loc>{escape(site.absolute(path))}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'{head}<urlset xmlns="{space}">\n{urls}</urlset>\n'
    return Page(text.encode(), content_type=XML, robots=ANYBODY)


# --- Robots ---------------------------------------------------------------------------------

_OUT = """\
# Robots tenus à l’écart, par défaut.
# Ces pages portent les coordonnées professionnelles de personnes, telles qu’un répertoire les a
# imprimées alors. Ces personnes n’ont pas demandé que leur nom, leur téléphone ou leur
# adresse se retrouvent dans les moteurs de recherche ; beaucoup ont changé de fonction depuis.
# Les données entières se téléchargent : nul besoin de parcourir les pages une à une.
User-agent: *
Disallow: /
"""
_IN = """\
# Les pages sont ouvertes aux robots ; non les recherches ni les tables, sans fin à parcourir.
User-agent: *
Disallow: {prefix}/recherche
Disallow: {prefix}/{database}
Disallow: {prefix}/-/
"""


def robots(site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """robots.txt: search engines are kept out unless whoever publishes lets them in."""
    text = _OUT
    if site.options.robots:
        text = _IN.format(prefix=site.prefix, database=site.database)
        plan = site.absolute("/sitemap.xml")
        text += f"Sitemap: {plan}\n" if plan else ""
    return Page(text.encode(), content_type=TEXT)


def picture(_site: Site, _slug: str, _query: Mapping[str, str]) -> Page:
    """The picture of a shared link."""
    with open(join(HERE, "static", "partage.png"), "rb") as file:
        return Page(file.read(), content_type=PNG, robots=ANYBODY)
