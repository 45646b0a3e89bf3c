"""How to cite the dataset, or one record of it: as text, BibTeX and CSL-JSON.

A database and the id of a record (none: the whole) in, a `Citation` out; its renderings are
pure. The author is the publisher of the directory, who wrote every word of it; `annuaire` is the
edition that made data of them. A record is cited with its lines in the source, and with its pages
where that has pages. What the directory's row does not know is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annuaire._version import __version__
from annuaire.codebook import state
from annuaire.reading.connection import fetch, opened, version_of

if TYPE_CHECKING:
    import sqlite3

_LIST, _DIRECTORY = "Liste des ", "Répertoire des "


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited: a directory, or a record in it when `fiche` is not None."""

    ouvrage: str
    etat: str = ""
    """« état 2004-2006 », or nothing."""
    annee: int | None = None
    editeur: str | None = None
    lieu: str | None = None
    fichier: str
    donnees: str
    slug: str | None = None
    fiche: str | None = None
    numero: int | None = None
    pages: str = ""
    """« 3 », « 3-4 », or nothing."""
    ligne_debut: int
    ligne_fin: int

    @property
    def cle(self) -> str:
        """A key for bibliographies: annuaire-mali, annuaire-lyon."""
        return f"annuaire-{self.slug}" if self.slug else "annuaire"

    @property
    def lignes(self) -> str:
        """Where the words stand: the pages and the lines of the source file."""
        pages = f"page{'s' * ('-' in self.pages)} {self.pages}, " if self.pages else ""
        return f"{self.fichier}, {pages}lignes {self.ligne_debut}-{self.ligne_fin}"

    @property
    def edition(self) -> str:
        """The program and the data it carries."""
        return f"annuaire {__version__}, données {self.donnees}"


def cite(connection: sqlite3.Connection | None = None, fiche: int | None = None) -> list[Citation]:
    """The citation of the record of this id, or of each directory that the database holds."""
    base = opened(connection)
    donnees = version_of(base)
    where = "1" if fiche is None else "r.id = (SELECT repertoire_id FROM p)"
    rows = fetch(
        base,
        f"""WITH p AS (SELECT * FROM partenariats WHERE id = ?)
        SELECT r.titre, r.fichier, r.nombre_lignes, r.slug, r.etat, r.annee, r.editeur,
          r.lieu_edition, p.titre, p.intitule, p.numero, p.slug, p.ligne_debut, p.ligne_fin,
          (SELECT iif(min(page) = max(page), min(page), min(page) || '-' || max(page))
            FROM lignes WHERE repertoire_id = r.id AND numero BETWEEN p.ligne_debut AND p.ligne_fin)
        FROM repertoires r LEFT JOIN p ON p.repertoire_id = r.id WHERE {where} ORDER BY r.id""",
        (fiche,),
    )
    titles = {title for (title, *_) in fetch(base, "SELECT titre FROM publications")}
    return [_citation(tuple(row), donnees, titles) for row in rows]


def _citation(row: tuple[Any, ...], donnees: str, titles: set[str]) -> Citation:
    title, file, count, directory, years, year, publisher, town, *record = row
    heading, short, number, slug, first, last, pages = record
    whole = number is None
    return Citation(
        ouvrage=_published(title, titles) or f"Répertoire « {directory} »",
        etat=state(years),
        annee=year,
        editeur=publisher,
        lieu=town,
        fichier=file,
        donnees=donnees,
        slug=directory if whole else slug,
        fiche=None if whole else heading or short,
        numero=number,
        pages=str(pages or ""),
        ligne_debut=min(1, count) if whole else first,
        ligne_fin=count if whole else last,
    )


def _published(title: str | None, titles: set[str]) -> str | None:
    """The title under which the publisher's own catalogue lists the directory, if it does.

    The text calls itself « Liste des partenariats franco-chinois », its catalogue « Répertoire
    des partenariats franco-chinois ».
    """
    if title and title.startswith(_LIST):
        published = _DIRECTORY + title.removeprefix(_LIST)
        return published if published in titles else title
    return title


def as_text(citation: Citation) -> str:
    """One line of a bibliography."""
    what = f"« {citation.fiche} », fiche {citation.numero}, dans " if citation.fiche else ""
    whole = f"{what}{citation.ouvrage}" + (f" ({citation.etat})" if citation.etat else "")
    parts = (citation.editeur, whole, citation.lieu, citation.annee)
    said = ", ".join(str(part) for part in parts if part)
    return f"{said}. Jeu de données : {citation.edition}. Source : {citation.lignes}.\n"


def as_bibtex(citation: Citation) -> str:
    """An entry for BibTeX: `@misc` for the whole, `@incollection` for a record."""
    source = f"Source : {citation.lignes}"
    fields = {
        "author": f"{{{_tex(citation.editeur)}}}" if citation.editeur else None,
        "title": f"{{{_tex(citation.fiche or citation.ouvrage)}}}",
        "booktitle": f"{{{_tex(citation.ouvrage)}}}" if citation.fiche else None,
        "number": str(citation.numero) if citation.fiche else None,
        "pages": citation.pages.replace("-", "--"),
        "publisher": _tex(citation.editeur or ""),
        "address": _tex(citation.lieu or ""),
        "year": str(citation.annee or ""),
        "language": "french",
        "howpublished": _tex(f"Jeu de données : {citation.edition}"),
        "note": _tex(
            f"{citation.etat[:1].upper()}{citation.etat[1:]}. {source}" if citation.etat else source
        ),
    }
    kind = "incollection" if citation.fiche else "misc"
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{citation.cle},\n" + ",\n".join(lines) + "\n}\n"


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _tex(text: str) -> str:
    """The text with what TeX would obey escaped."""
    return re.sub(r"[\\~^&%$#_{}]", lambda sign: _TEX.get(sign[0], "\\" + sign[0]), text)


def as_csl(citation: Citation) -> dict[str, Any]:
    """An item of CSL-JSON: a `dataset`, or an `entry` in one."""
    item: dict[str, Any] = {
        "id": citation.cle,
        "type": "entry" if citation.fiche else "dataset",
        "title": citation.fiche or citation.ouvrage,
        "author": [{"literal": citation.editeur}] if citation.editeur else None,
        "issued": {"date-parts": [[citation.annee]]} if citation.annee else None,
        "publisher": citation.editeur,
        "publisher-place": citation.lieu,
        "language": "fr",
        "version": citation.edition,
        "note": " ; ".join(filter(None, (citation.etat, f"source : {citation.lignes}"))),
    }
    if citation.pages:
        item["page"] = citation.pages
    if citation.fiche:
        item |= {"container-title": citation.ouvrage, "number": str(citation.numero)}
    return {name: value for name, value in item.items() if value is not None}
