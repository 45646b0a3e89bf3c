"""What a careful person would transcribe from a printed directory: plain values, no layout.

The strategies draw a `Verite`, the printer lays it out, the comparison asks the parser for it back.
Where the contract leaves a choice, a value is a `Parmi`: any one of its values will do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Style = Literal["puces", "prose", "mixte"]
Rubrique = Literal[
    "caracteristiques", "origine", "objectifs", "bilan", "perspectives", "autre"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parmi:
    """Any of these values is a right reading."""

    valeurs: tuple[Any, ...]


LIBRE = Parmi(())
"""The contract says nothing that a test could hold against this value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pays:
    """A partner country, in the words with which a directory names it."""

    nom: str
    code: str
    adjectif: str
    cote: str
    villes: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numero:
    """A phone number as printed, and as one would dial it (None: nobody can)."""

    source: str
    e164: str | None
    autre: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Courriel:
    """An e-mail address as printed, and as one would write to it."""

    source: str
    adresse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joindre:
    """The Tél., Fax, E-Mail and Site lines under a name."""

    telephone: Numero | None = None
    fax: Numero | None = None
    email: Courriel | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Autorite:
    """A French authority: its name in a heading, its short name, its kind."""

    nom: str
    nom_court: str
    forme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adresse:
    """Lines below a name, the last of them with the post code; all are printed as they stand."""

    lignes: tuple[str, ...] = ()
    code_postal: str | None = None
    ville: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dirigeant:
    """A head of the authority."""

    nom: str
    civilite: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person, a body or a note; `lien` is what stands between a name and its role."""

    nature: Literal["personne", "organisme", "note"]
    nom: str
    civilite: str | None = None
    fonction: str | None = None
    qualite: str | None = None
    lien: str = " - "
    lignes: tuple[str, ...] = ()
    joindre: Joindre = Joindre()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partenaire:
    """A foreign partner as the heading prints it."""

    libelle: str
    rattachement: str | None = None

    @property
    def imprime(self) -> str:
        return f"{self.libelle} ({self.rattachement})" if self.rattachement else self.libelle


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """One figure; `ligne` counts the printed lines of the population from 0."""

    habitants: int | None
    perimetre: str = "collectivite"
    perimetre_source: str | None = None
    texte: str = ""
    ligne: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Populations:
    """The lines printed after the population label, and the figures they give."""

    lignes: tuple[str, ...] = ()
    chiffres: tuple[Population, ...] = ()
    absurde: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action; `signature` when its year is that of an agreement with the partner."""

    texte: str
    annees: tuple[int, ...] = ()
    signature: bool = False
    profondeur: int = 1
    sous_actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A narrative section under its label; `repetee` when it continues an earlier one."""

    rubrique: Rubrique
    label: str
    style: Style
    items: tuple[str, ...]
    repetee: bool = False

    @property
    def avant_les_secteurs(self) -> bool:
        avant = self.rubrique in {"caracteristiques", "origine", "objectifs"}
        return avant and not self.repetee


@dataclass(frozen=True, slots=True, kw_only=True)
class Origine:
    """When the cooperation began, if the section says so."""

    annee: int | None = None
    nature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """A record of the directory."""

    autorite: Autorite
    trait: str
    partenaires: tuple[Partenaire, ...]
    fonction: str
    dirigeants: tuple[Dirigeant, ...]
    adresse: Adresse
    joindre: Joindre
    label_contacts: str = "Contacts"
    contacts: tuple[Contact, ...] = ()
    populations: Populations = Populations()
    sections: tuple[Section, ...] = ()
    origine: Origine = Origine()
    label_secteurs: str = "Secteurs d’intervention"
    style_secteurs: Style = "puces"
    secteurs: tuple[str, ...] = ()
    label_actions: str = "Actions réalisées"
    style_actions: Style = "puces"
    actions: tuple[Action, ...] = ()
    acteurs_france: tuple[str, ...] = ()
    acteurs_partenaire: tuple[str, ...] = ()
    point_final: bool = True
    dans_liste: str | None = None
    """The line of the list; None when it is the heading itself, '' when there is no line."""

    @property
    def titre(self) -> str:
        noms = " et ".join(partenaire.imprime for partenaire in self.partenaires)
        return f"{self.autorite.nom} {self.trait} {noms}"

    @property
    def debut(self) -> Origine:
        """By the rule of the contract: *Origine* first, else the earliest signature."""
        if self.origine.annee:
            return self.origine
        annees = [a.annees[0] for a in self.actions if a.signature and a.annees]
        return Origine(annee=min(annees)) if annees else Origine()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A line of the catalogue."""

    reference: str
    titre: str
    annee: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexes:
    """What follows the records: paragraphs under headings, a catalogue, an order form."""

    paragraphes: tuple[tuple[str, str], ...] = ()
    prix: int = 25
    publications: tuple[Publication, ...] = ()
    bon_de_commande: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verite:
    """A whole directory."""

    pays: Pays
    avertissement: tuple[str, ...]
    liste: bool
    fiches: tuple[Fiche, ...]
    liste_en_trop: tuple[str, ...] = ()
    annexes: Annexes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mise:
    """The hand that lays the directory out: which sorts of noise, how wide, and a seed."""

    bruits: frozenset[str] = frozenset()
    largeur: int = 90
    largeur_titre: int = 64
    page: int = 3
    graine: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Etendue:
    """First and last line, 1-based and inclusive."""

    debut: int
    fin: int


@dataclass(slots=True, kw_only=True)
class Impression:
    """A printed directory, and where everything stands in it."""

    texte: str
    etendues: dict[str, Etendue] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    fiches: dict[int, int] = field(default_factory=dict)
    """Number of the record that a line belongs to."""
    bizarreries: list[tuple[tuple[int, ...], str]] = field(default_factory=list)
    """An anomaly must speak of one of these lines, and why."""
