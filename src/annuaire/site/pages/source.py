"""The lines of a record, numbered, as the source has them; and how to report an error in it."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import quote

from annuaire.site import content
from annuaire.site.pages import introuvable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annuaire.site.answers import Page, Site
    from annuaire.site.content import Notice

    Query = Mapping[str, str]

_LIGNES = """
SELECT l.numero, l.texte, l.role, r.fichier FROM partenariats p
JOIN lignes l ON l.repertoire_id = p.repertoire_id
  AND l.numero BETWEEN p.ligne_debut AND p.ligne_fin
JOIN repertoires r ON r.id = p.repertoire_id
WHERE p.id = ? ORDER BY l.numero
"""
_ANOMALIES = """
SELECT ligne, message FROM anomalies WHERE partenariat_id = ? ORDER BY ligne, id
"""
_HORS_FICHES = """
SELECT l.numero, l.texte, l.role, r.id, r.fichier FROM lignes l
JOIN repertoires r ON r.id = l.repertoire_id
WHERE l.partenariat_id IS NULL AND trim(l.texte) <> '' ORDER BY r.id, l.numero
"""
_PUCE = "\uf0d8"
"""The bullet of the source, from a font of symbols: a browser has no glyph for it."""
_ROLES = {
    "titre": "titre de la fiche",
    "libelle": "libellé",
    "champ": "libellé et valeur",
    "puce": "point",
    "tiret": "sous-point",
    "pagination": "numéro de page",
}
"""Roles worth telling; the others show."""
_WITHDRAWAL = """\
Je demande que ne soient plus publiés mon nom et ce qui est dit de moi (règlement (UE) 2016/679,
articles 17 et 21).

Nom, tel qu’il est imprimé :
Adresses des pages où il se trouve :
"""
"""The letter that a person may send; the two articles give the rights to erasure and objection."""


def source(site: Site, slug: str, _query: Query) -> Page:
    """The source of the record of that slug."""
    notice = site.catalogue.fiches.get(slug)
    if notice is None:
        return introuvable.page(site, f"/fiche/{slug}")
    rows = list(site.base.execute(_LIGNES, (notice.id,)))
    anomalies = site.base.execute(_ANOMALIES, (notice.id,))
    return site.page(
        "source.html",
        notice=notice,
        lignes=rows,
        roles=_ROLES,
        fichier=rows[0]["fichier"] if rows else "",
        PUCE=_PUCE,
        puces=any(_PUCE in row["texte"] for row in rows),
        anomalies=_by_line(anomalies),
    )


def hors_fiches(site: Site, _slug: str, _query: Query) -> Page:
    """The lines that stand outside of records: foreword, list, annexes."""
    found = site.base.execute(_HORS_FICHES).fetchall()
    shown = [(*key, [*rows]) for key, rows in groupby(found, itemgetter("id", "fichier"))]
    return site.page("hors_fiches.html", sources=shown, anchor=content.anchor, PUCE=_PUCE)


def _by_line(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line, message in rows:
        found.setdefault(line, []).append(message)
    return found


def signaler(site: Site, slug: str, _query: Query) -> Page:
    """How to report an error, in the record of that slug or in general."""
    notice = site.catalogue.fiches.get(slug)
    if slug and notice is None:
        return introuvable.page(site, f"/fiche/{slug}")
    report = _report(site, notice)
    subject = f"Annuaire : {notice.intitule if notice else 'une erreur'}"
    adresse = _address(site, report, subject=subject)
    return site.page("signaler.html", notice=notice, message=report, adresse=adresse)


def retrait(site: Site, _slug: str, _query: Query) -> Page:
    """How a person who is named asks to be so no more: whoever published, it leads somewhere."""
    adresse = _address(site, _WITHDRAWAL, subject="Annuaire : demande de retrait")
    return site.page("retrait.html", persons=False, message=_WITHDRAWAL, adresse=adresse)


def _report(site: Site, notice: Notice | None) -> str:
    """The text to send, with what tells which data it is about."""
    where = f"Fiche {notice.numero} : {notice.intitule} ({notice.slug})" if notice else "Page :"
    return (
        f"{where}\nDonnées : {site.version}\n\nCe qui est affiché :\n\n"
        "Ce que la source imprime (numéro de ligne) :\n\nCe que vous proposez, et d’après quoi :\n"
    )


def _address(site: Site, report: str, *, subject: str) -> str | None:
    """Where to send it; a letter has its subject and its text already."""
    contact = site.options.contact
    if contact is None or not contact.startswith("mailto:"):
        return contact
    return f"{contact}?subject={quote(subject)}&body={quote(report)}"
