# ruff: noqa: T201, TC003 - a program, as one is written
"""Every public name, used as a program would; two type checkers read it, and it runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import annuaire
from annuaire import (
    Acteur,
    ActeurCite,
    Action,
    Annexe,
    AnnuaireError,
    Anomalie,
    Collectivite,
    Contact,
    Correction,
    Dirigeant,
    Filters,
    InputError,
    Jalon,
    Lecture,
    Lieu,
    Ligne,
    Mesure,
    NotFound,
    Partenaire,
    Partenariat,
    Population,
    Proches,
    Publication,
    Repertoire,
    Resultat,
    Rubrique,
    Secteur,
    SecteurCite,
    SharedName,
    Voisin,
)


def read_a_record() -> Partenariat:
    """One record, and the types of what it holds."""
    fiche: Partenariat = annuaire.partenariat("lyon")
    authority: Collectivite = fiche.collectivite
    partners: tuple[Partenaire, ...] = fiche.partenaires
    place: Lieu = partners[0].lieu
    heads: tuple[Dirigeant, ...] = fiche.dirigeants
    people: tuple[Population, ...] = fiche.populations
    contacts: tuple[Contact, ...] = fiche.contacts
    steps: tuple[Jalon, ...] = fiche.jalons
    labels: tuple[SecteurCite, ...] = fiche.secteurs
    sectors: tuple[Secteur, ...] = labels[0].secteurs
    actions: tuple[Action, ...] = fiche.actions
    actors: tuple[ActeurCite, ...] = fiche.acteurs
    bodies: tuple[Acteur, ...] = actors[0].acteurs
    origin: tuple[Rubrique, ...] = fiche.origine
    year: int | None = fiche.annee_debut
    local: str | None = place.nom_local
    print(
        authority.nom, heads, people, contacts, steps, sectors, actions, bodies, origin, year, local
    )
    return fiche


def ask() -> None:
    """Search, peers, figures, and records under a name."""
    bretagne = Filters(region="Bretagne", secteur=("commerce",), population="100000-", depuis=1980)
    results: list[Resultat] = annuaire.search("eau OR vin", filters=bretagne, limit=5, passages=1)
    several: list[Partenariat] = annuaire.find("shandong")
    everything: list[Partenariat] = annuaire.partenariats()
    peers: list[Proches] = annuaire.similar("nantes")
    nearest: Voisin = peers[0].voisins[0]
    figures: list[Mesure] = annuaire.stats(filters=bretagne)
    facts: dict[str, object] = annuaire.to_dict(everything[0])
    print(results, len(several), nearest.score, figures[0].nombre, facts["slug"])


def parse() -> Lecture:
    """A text: the pair that it is, and all else that it holds."""
    whole: Lecture = annuaire.parse("")
    records, anomalies = annuaire.parse("")
    first: tuple[Partenariat, ...] = records
    odd: tuple[Anomalie, ...] = anomalies
    lines: tuple[Ligne, ...] = whole.lignes
    directory: Repertoire = whole.repertoire
    annexes: tuple[Annexe, ...] = whole.annexes
    books: tuple[Publication, ...] = whole.publications
    decided: tuple[Correction, ...] = ()
    print(first, odd, lines, directory.titre, annexes, books, decided, whole.texte)
    return whole


def fail() -> None:
    """What can go wrong, and what an error knows."""
    try:
        annuaire.partenariat("shandong")
    except SharedName as error:
        slugs: tuple[str, ...] = error.slugs
        print(slugs)
    try:
        annuaire.partenariat("lyom")
    except NotFound as error:
        suggestions: tuple[str, ...] = error.suggestions
        print(suggestions)
    try:
        annuaire.connect("nowhere.db")
    except InputError as error:
        hint: str | None = error.hint
        print(hint, isinstance(error, AnnuaireError))


def connect() -> None:
    """The database itself."""
    path: Path = annuaire.path()
    connection: sqlite3.Connection = annuaire.connect(path)
    with closing(connection):
        version: str = annuaire.data_version()
        print(version, annuaire.__version__, annuaire.partenariat(24, connection).slug)


if __name__ == "__main__":
    read_a_record()
    ask()
    parse()
    fail()
    connect()
