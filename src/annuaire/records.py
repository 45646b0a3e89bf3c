"""The typed, frozen records that the whole package speaks in.

`parse` makes them from a text, the loader writes them, the reader gives the same ones back:
reading what was written yields equal records. A field of a plain value carries the name of its
column of `schema.sql`, where each is described; one that holds other records is rows of their
table (`annuaire.shape`). Fields stand in the order of the columns, those of `Partenariat` in that
of its JSON. `ligne_debut` and `ligne_fin` are 1-based and inclusive, as an editor numbers lines.
An absent value is None, an absent list is `()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Role = Literal[
    "blanc", "pagination", "avertissement", "liste", "titre", "libelle",
    "champ", "puce", "tiret", "texte", "annexe",
]  # fmt: skip
RoleDecide = Literal[
    "titre", "libelle", "point", "sous_point", "contact", "texte",
    "liste", "avertissement", "annexe", "pagination", "blanc",
]  # fmt: skip
"""What a person can say that a line is."""
Gravite = Literal["info", "avertissement", "erreur"]
Perimetre = Literal["collectivite", "agglomeration"]
Nature = Literal["personne", "organisme", "note"]
Qualite = Literal["elu", "agent", "autre"]
Precision = Literal["jour", "mois", "annee", "approximative"]


class Record:
    """What all records have in common: `repr` gives their first facts, on one line."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """By its values: dataclasses look their fields up for each record that is pickled."""
        kind: Any = type(self)
        return _made, (kind, [getattr(self, name) for name in kind.__dataclass_fields__])

    def __repr__(self) -> str:
        told = ""
        for name in getattr(self, "__dataclass_fields__", {}):
            value = getattr(self, name)
            if value not in (None, ()):
                shown = repr(value)
                fact = f"{name}={shown if len(shown) <= _FACT else shown[:_FACT] + '…'}"
                if len(told) + len(fact) > _REPR:
                    return f"{type(self).__name__}({told}…)"
                told += f"{fact}, "
        return f"{type(self).__name__}({told.removesuffix(', ')})"


def _made(kind: Any, values: list[Any]) -> Record:
    return kind(**dict(zip(kind.__dataclass_fields__, values, strict=True)))  # type: ignore[no-any-return]


_FACT, _REPR = 40, 70
"""Characters of one fact, and of all, that a record shows of itself."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ligne(Record):
    """One line of the source: `texte + fin` of all lines, after the BOM if any, is the file."""

    numero: int
    texte: str
    fin: str
    role: Role
    page: int | None = None
    etiquette: str | None = None
    fiche: int | None = None
    """Number of the record that the line belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Anomalie(Record):
    """Something odd in the source, kept there and reported here."""

    code: str
    gravite: Gravite
    message: str
    ligne: int
    ligne_fin: int
    fiche: int | None = None
    """Number of the record concerned."""
    valeur_source: str | None = None
    valeur_corrigee: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Correction(Record):
    """What a person decided of a line (`role`) or of a value (`nom_table`, `colonne`, `valeur`)."""

    imprime: str
    code: str | None = None
    """The anomaly that asked for it, or the one that an erratum is reported as."""
    role: RoleDecide | None = None
    nom_table: str | None = None
    colonne: str | None = None
    valeur_lue: str | None = None
    valeur: str | None = None
    motif: str | None = None
    auteur: str | None = None
    ligne: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Repertoire(Record):
    """One printed directory."""

    titre: str | None
    pays: str | None
    pays_code: str | None
    etat: str | None = None
    annee: int | None = None
    editeur: str | None = None
    lieu_edition: str | None = None
    sources: str | None = None
    avertissement: str | None
    nombre_lignes: int
    slug: str
    fichier: str
    bom: bool
    sha256: str
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Collectivite(Record):
    """A French authority as one directory prints it, with what the references know of it."""

    nom: str | None
    nom_court: str | None
    forme: str
    region: str | None = None
    departement: str | None = None
    ville: str | None = None
    code_postal: str | None = None
    adresse: str | None = None
    telephone: str | None = None
    telephone_autre: str | None = None
    fax: str | None = None
    email: str | None = None
    site: str | None = None
    nom_actuel: str | None = None
    evolution: str | None = None
    actuel_depuis: str | None = None
    autorite: str | None = None
    insee: str | None = None
    siren: str | None = None
    iso_3166_2: str | None = None
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    insee_actuel: str | None = None
    siren_actuel: str | None = None
    iso_3166_2_actuel: str | None = None
    geonames: str | None = None
    geonames_de: str | None = None
    geonames_territoire: str | None = None
    confiance: str | None = None
    sources: str | None = None
    slug: str = ""
    telephone_source: str | None = None
    fax_source: str | None = None
    email_source: str | None = None
    site_source: str | None = None
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lieu(Record):
    """What the references know of a foreign place or body, whatever the record prints."""

    nom: str
    nom_court: str | None = None
    rattachement: str | None = None
    niveau: str | None = None
    province: str | None = None
    nom_local: str | None = None
    transcription: str | None = None
    langue: str | None = None
    nom_actuel: str | None = None
    evolution: str | None = None
    actuel_depuis: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    coordonnees_de: str | None = None
    iso_3166_2: str | None = None
    gb2260: str | None = None
    gb2260_actuel: str | None = None
    geonames: str | None = None
    geonames_de: str | None = None
    wikidata: str | None = None
    confiance: str | None = None
    sources: str | None = None
    pays_code: str | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Partenaire(Record):
    """A partner in one record: as this record prints it, and the place it is."""

    libelle: str
    rattachement: str | None = None
    annee_debut: int | None = None
    annee_debut_nature: str | None = None
    annee_debut_preuve: str | None = None
    distance_km: int | None = None
    lieu: Lieu
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Jalon(Record):
    """A dated step of a partnership; `lieu` is the partner's whose step it is, where that is said.

    `suite`: it renews an act that was before.
    """

    annee: int | None
    annee_fin: int | None = None
    mois: int | None = None
    jour: int | None = None
    precision: Precision
    nature: str
    suite: bool = False
    preuve: str
    lieu: Lieu | None = None
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dirigeant(Record):
    """A head of the French authority; `ordre` 2 was written later over a struck-out name."""

    nom: str
    civilite: str | None = None
    fonction: str | None = None
    ordre: int = 1
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Population(Record):
    """A population figure as given by the authority."""

    habitants: int | None
    perimetre: Perimetre | None = "collectivite"
    texte: str
    perimetre_source: str | None = None
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Contact(Record):
    """A person, a body or a note among the contacts of a record."""

    nom: str | None
    civilite: str | None = None
    fonction: str | None = None
    nature: Nature = "personne"
    qualite: Qualite | None = None
    telephone: str | None = None
    telephone_autre: str | None = None
    fax: str | None = None
    email: str | None = None
    adresse: str | None = None
    telephone_source: str | None = None
    fax_source: str | None = None
    email_source: str | None = None
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Secteur(Record):
    """A sector of the controlled vocabulary."""

    slug: str
    nom: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SecteurCite(Record):
    """A printed sector label and the sectors it means (none: `secteurs` is empty)."""

    libelle: str
    secteurs: tuple[Secteur, ...] = ()
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Action(Record):
    """An action or, inside `sous_actions`, a sub-action; years only when the text dates it."""

    texte: str
    annee_debut: int | None = None
    annee_fin: int | None = None
    sous_actions: tuple[Action, ...] = ()
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Acteur(Record):
    """An organisation."""

    slug: str
    nom: str
    categorie: str
    lieu: str | None = None
    generique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActeurCite(Record):
    """A printed actor label and the organisations it names."""

    libelle: str
    cote: Literal["france", "partenaire"]
    acteurs: tuple[Acteur, ...] = ()
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rubrique(Record):
    """An item or a paragraph of a narrative section, under the label as printed."""

    texte: str
    intitule: str | None = None
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Partenariat(Record):
    """One record of a directory, whole."""

    numero: int
    slug: str
    intitule: str
    titre: str | None
    collectivite: Collectivite
    dirigeants: tuple[Dirigeant, ...] = ()
    populations: tuple[Population, ...] = ()
    contacts: tuple[Contact, ...] = ()
    partenaires: tuple[Partenaire, ...] = ()
    annee_debut: int | None = None
    annee_debut_nature: str | None = None
    annee_debut_preuve: str | None = None
    jalons: tuple[Jalon, ...] = ()
    secteurs: tuple[SecteurCite, ...] = ()
    caracteristiques: tuple[Rubrique, ...] = ()
    origine: tuple[Rubrique, ...] = ()
    objectifs: tuple[Rubrique, ...] = ()
    actions: tuple[Action, ...] = ()
    acteurs: tuple[ActeurCite, ...] = ()
    bilan: tuple[Rubrique, ...] = ()
    perspectives: tuple[Rubrique, ...] = ()
    autres: tuple[Rubrique, ...] = ()
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Annexe(Record):
    """A paragraph of the annexes, under its heading."""

    intitule: str | None
    """The heading it stands under, on other lines."""
    texte: str
    ligne_debut: int
    ligne_fin: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Publication(Record):
    """A line of the publisher's catalogue; `prix_euros` in whole euros."""

    reference: str
    titre: str
    collection: str | None = None
    annee: int | None = None
    prix_euros: int | None = None
    mention: str | None = None
    ligne_debut: int
    ligne_fin: int
