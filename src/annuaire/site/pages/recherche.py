"""Search: the records that answer, each with its sentences, the words marked in them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from annuaire.codebook import say
from annuaire.errors import NotFound
from annuaire.reading import search
from annuaire.reading.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.reading.search import Resultat, Resultats
    from annuaire.site.answers import Page, Site

_PASSAGES = 3
_FILTERS = {"secteur": "secteurs", "province": "provinces", "region": "regions"}
"""Parameters that narrow a search, and the shelf of the catalogue that names them."""


class Passage(NamedTuple):
    """A sentence found: where it stands, its words marked."""

    rubrique: str
    texte: Markup
    ligne_debut: int
    ligne_fin: int


class Reponse(NamedTuple):
    """A record found, or what stands outside of records when there is no slug."""

    slug: str | None
    intitule: str | None
    passages: list[Passage]


def page(site: Site, _slug: str, query: Mapping[str, str]) -> Page:
    """The answers to a search; any text at all is one."""
    chosen = {name: query.get(name, "") for name in _FILTERS}
    found, unknown = _find(site, query.get("q", ""), chosen)
    return site.page(
        "recherche.html",
        q=query.get("q", ""),
        asked=bool(query.get("q") or any(chosen.values())),
        chosen=chosen,
        unknown=unknown,
        shelves={name: _choices(site, shelf) for name, shelf in _FILTERS.items()},
        found=found,
        reponses=_reponses(found.shown) if found else [],
    )


def _choices(site: Site, shelf: str) -> list[tuple[str, str]]:
    rayons = getattr(site.catalogue, shelf).values()
    return [(rayon.slug, rayon.nom) for rayon in rayons if rayon.fiches]


def _find(site: Site, q: str, chosen: dict[str, str]) -> tuple[Resultats | None, str | None]:
    """What was found; or the value of a filter that names nothing."""
    given = {name: (value,) if value else () for name, value in chosen.items()}
    try:
        filters = Filters(
            secteur=given["secteur"], province=given["province"], region=given["region"]
        )
        return search.find(_text(q), site.base, filters=filters, passages=_PASSAGES), None
    except NotFound as error:
        return None, error.key


def _text(q: str) -> str:
    """The words typed, without what SQLite takes for no text."""
    return q.encode("utf-8", "replace").decode()


def _reponses(shown: Iterable[Resultat]) -> list[Reponse]:
    """Passages under their record, in the order of the search."""
    return [
        Reponse(slug, intitule, [_passage(each) for each in found])
        for (slug, intitule), found in groupby(shown, key=lambda each: (each.slug, each.intitule))
    ]


def _passage(found: Resultat) -> Passage:
    return Passage(
        say("texte", found.rubrique),
        mark(found.extrait, found.marques),
        found.ligne_debut,
        found.ligne_fin,
    )


def mark(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """The text escaped, each of its `marks` inside `<mark>`.

    >>> mark("l’eau & co", [(2, 5)])
    Markup('l’<mark>eau</mark> &amp; co')
    """
    parts: list[str] = []
    at = 0
    for start, end in marks:
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]),
                  Markup("</mark>")]  # fmt: skip
        at = end
    parts.append(escape(text[at:]))
    return Markup("").join(parts)
