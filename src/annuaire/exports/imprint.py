"""What an export says of itself: title, years, where it comes from, rights, citation, versions.

All of it is read in the database that is exported: an edition's facts are those of its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annuaire._version import __version__
from annuaire.codebook import state
from annuaire.exports.sqlite import left_out
from annuaire.reading import citation, dictionary
from annuaire.reading.attribution import credits_of
from annuaire.reading.connection import version_of

if TYPE_CHECKING:
    import sqlite3

    from annuaire.reading.attribution import Credit

NAME = "annuaire"
KEYWORDS = ("coopération décentralisée", "jumelage", "collectivités territoriales", "France")


class Licence(NamedTuple):
    """The terms of a part of the data: an identifier of the Open Definition or SPDX, its text."""

    name: str
    title: str
    path: str | None = None


class Imprint(NamedTuple):
    """What there is to say of a database."""

    titre: str
    etat: str
    description: str
    editeurs: tuple[str, ...]
    pays: tuple[str, ...]
    citations: tuple[str, ...]
    licences: tuple[Licence, ...]
    references: tuple[Credit, ...]
    """The sources of what the directory does not print."""
    version: str
    """That of the program."""
    donnees: str
    """That of the data."""
    retire: tuple[str, ...]
    """What was left out of this copy, a sentence each."""

    @property
    def semver(self) -> str:
        """The version of the data as semantic versioning writes it: the schema, the fingerprint.

        >>> imprint(annuaire.connect()).semver  # doctest: +SKIP
        '2.0.0+0123456789ab'
        """
        schema, _, fingerprint = self.donnees.partition("-")
        return f"{schema}.0.0+{fingerprint}"

    def lines(self) -> list[tuple[str, str]]:
        """The same as labels and texts, to be read."""
        return [
            ("Titre", self.titre),
            ("État", self.etat),
            ("Description", self.description),
            *(("Sans", each) for each in self.retire),
            *(("Citer", each) for each in self.citations),
            *(("Licence", f"{each.title} ({each.name})") for each in self.licences),
            *(("Référence", each.text) for each in self.references),
            ("Version des données", self.donnees),
            ("Version du programme", self.version),
        ]


def imprint(connection: sqlite3.Connection) -> Imprint:
    """What there is to say of this database."""
    cited, credit = citation.cite(connection), credits_of(connection)
    publishers = tuple(dict.fromkeys(each.editeur for each in cited if each.editeur))
    countries = connection.execute("SELECT DISTINCT pays FROM repertoires WHERE pays <> ''")
    return Imprint(
        titre=" ; ".join(each.ouvrage for each in cited) + " : base de données",
        etat=state(*(years for (years,) in connection.execute("SELECT etat FROM repertoires"))),
        description=_description(connection),
        editeurs=publishers,
        pays=tuple(country for (country,) in countries),
        citations=tuple(citation.as_text(each).strip() for each in cited),
        licences=_licences(publishers, credit),
        references=tuple(credit),
        version=__version__,
        donnees=version_of(connection),
        retire=left_out(connection),
    )


def _description(connection: sqlite3.Connection) -> str:
    count = "SELECT (SELECT count(*) FROM partenariats), (SELECT count(*) FROM v_liens)"
    records, links = connection.execute(count).fetchone()
    return (
        f"{records} fiches de partenariats entre collectivités françaises et étrangères, "
        f"{links} liens, tels qu’un répertoire imprimé les donne. Chaque fait renvoie à ses lignes "
        "dans le texte source (ligne_debut, ligne_fin) ; X_source est le texte imprimé dont X est "
        "la valeur utilisable ; ce qui n’a pu être établi est vide. Noms, fonctions et coordonnées "
        "sont ceux d’alors."
    )


_IDENTIFIERS = {
    "Apache 2.0": ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "LGPL 2.1": ("LGPL-2.1", "https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html"),
    "Licence Ouverte 2.0": ("etalab-2.0", "https://spdx.org/licenses/etalab-2.0.html"),
    "MIT": ("MIT", "https://opensource.org/license/mit"),
    "ODbL 1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
"""Identifier and text of the licences of the references, by how `sources` words them."""


def _licences(publishers: tuple[str, ...], credit: list[Credit]) -> tuple[Licence, ...]:
    """Those of the program, of each kind of reference, of the printed text."""
    owner = " ; ".join(publishers) or "leur éditeur"
    by_words: dict[str, list[str]] = {}
    for each in credit:
        words = next((known for known in _IDENTIFIERS if each.licence.startswith(known)), None)
        if words:
            by_words.setdefault(words, []).append(each.id)
    references = (
        Licence(_IDENTIFIERS[words][0], f"Références : {', '.join(ids)}", _IDENTIFIERS[words][1])
        for words, ids in sorted(by_words.items())
    )
    return (
        Licence("MIT", "Programme et mise en base", _IDENTIFIERS["MIT"][1]),
        *references,
        Licence("other-closed", f"Textes : {owner}, sans licence publiée, donnés pour l’étude et "
                "la citation"),
    )  # fmt: skip


def exported() -> tuple[dictionary.Table, ...]:
    """The tables and views that hold facts, in the order of `schema.sql`.

    Full-text indexes and the table that feeds them hold none of their own.
    """
    return tuple(
        table
        for table in dictionary.tables()
        if table.kind != "index" and table.name not in {TECHNICAL, "racines"}
    )


TECHNICAL = "textes"
