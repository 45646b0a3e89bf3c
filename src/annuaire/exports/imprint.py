"""What an export says of itself: title, years, where it comes from, rights, citation, versions.

All of it is read in the database that is exported: an edition's facts are those of its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annuaire._version import __version__
from annuaire.codebook import state
from annuaire.exports.sqlite import left_out
from annuaire.reading import citation, dictionary
from annuaire.reading.connection import version_of

if TYPE_CHECKING:
    import sqlite3

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
            ("Version des données", self.donnees),
            ("Version du programme", self.version),
        ]


def imprint(connection: sqlite3.Connection) -> Imprint:
    """What there is to say of this database."""
    cited = citation.cite(connection)
    publishers = tuple(dict.fromkeys(each.editeur for each in cited if each.editeur))
    countries = connection.execute("SELECT DISTINCT pays FROM repertoires WHERE pays <> ''")
    return Imprint(
        titre=" ; ".join(each.ouvrage for each in cited) + " : base de données",
        etat=state(*(years for (years,) in connection.execute("SELECT etat FROM repertoires"))),
        description=_description(connection),
        editeurs=publishers,
        pays=tuple(country for (country,) in countries),
        citations=tuple(citation.as_text(each).strip() for each in cited),
        licences=_licences(publishers),
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


def _licences(publishers: tuple[str, ...]) -> tuple[Licence, ...]:
    owner = " ; ".join(publishers) or "leur éditeur"
    return (
        Licence("MIT", "Programme et mise en base", "https://opensource.org/license/mit"),
        Licence("CC-BY-4.0", "Coordonnées et identifiants de lieux : GeoNames",
                "https://creativecommons.org/licenses/by/4.0/"),
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
