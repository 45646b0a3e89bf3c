"""« Signaler une erreur »: what to look at first, what to say, to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from annuaire.site.pages import introuvable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annuaire.site.catalogue import Notice
    from annuaire.site.page import Page
    from annuaire.site.site import Site


def page(site: Site, slug: str, _query: Mapping[str, str]) -> Page:
    """How to report an error, in the record of that slug or in general."""
    notice = site.catalogue.fiches.get(slug)
    if slug and notice is None:
        return introuvable.page(site, f"/fiche/{slug}")
    report = _report(site, notice)
    return site.page(
        "signaler.html", notice=notice, message=report, adresse=_address(site, notice, report)
    )


def _report(site: Site, notice: Notice | None) -> str:
    """The text to send, with what tells which data it is about."""
    where = f"Fiche {notice.numero} : {notice.intitule} ({notice.slug})" if notice else "Page :"
    return (
        f"{where}\nDonnées : {site.version}\n\nCe qui est affiché :\n\n"
        "Ce que la source imprime (numéro de ligne) :\n\nCe que vous proposez, et d’après quoi :\n"
    )


def _address(site: Site, notice: Notice | None, report: str) -> str | None:
    """Where to send it; a letter has its subject and its text already."""
    contact = site.options.contact
    if contact is None or not contact.startswith("mailto:"):
        return contact
    subject = f"Annuaire : {notice.intitule if notice else 'une erreur'}"
    return f"{contact}?subject={quote(subject)}&body={quote(report)}"
