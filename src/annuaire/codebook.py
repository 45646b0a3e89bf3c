"""French words for the closed sets of the database, as pages and figures show them."""

from __future__ import annotations

ETAT = "état 2003-2009"
"""What every record shown says: the survey of 2003-2005, revised until 2009."""

FORMES = {
    "region": "région",
    "departement": "département",
    "communaute_urbaine": "communauté urbaine",
    "communaute_agglomeration": "communauté d’agglomération",
    "communaute_communes": "communauté de communes",
    "metropole": "métropole",
    "syndicat": "syndicat",
    "commune": "commune",
    "autre": "autre",
}

NATURES = {
    "accord": "accord",
    "jumelage": "jumelage",
    "premier_contact": "premier contact",
    "proposition": "proposition",
    "mention": "mention",
}

EVOLUTIONS = {
    "inchangee": "sans changement",
    "renommee": "nouveau nom",
    "fusionnee": "fusion",
    "transformee": "transformation",
    "supprimee": "suppression",
    "inconnue": "inconnu",
}

NIVEAUX = {
    "province": "province",
    "region_autonome": "région autonome",
    "municipalite": "municipalité de rang provincial",
    "prefecture": "ville-préfecture",
    "sous_prefecture": "ville-district",
    "district": "district urbain",
    "comte": "comté",
    "organisme": "organisme",
}

RUBRIQUES = {
    "titre": "titre",
    "noms": "autres noms",
    "dirigeant": "dirigeant",
    "contact": "contact",
    "collectivite": "adresse",
    "population": "population",
    "secteur": "secteur",
    "action": "action",
    "acteur": "acteur",
    "caracteristiques": "caractéristiques",
    "origine": "origine",
    "objectifs": "objectif",
    "bilan": "bilan",
    "perspectives": "perspective",
    "autre": "autre",
    "avertissement": "avertissement",
    "annexe": "annexe",
    "publication": "publication",
}

CATEGORIES = {
    "administration": "administrations",
    "agence_developpement": "agences de développement",
    "association": "associations",
    "chambre_consulaire": "chambres consulaires",
    "collectivite": "collectivités",
    "consulat_ambassade": "consulats et ambassades",
    "culture": "organismes culturels",
    "ecole": "écoles et lycées",
    "entreprise": "entreprises",
    "foire": "foires et salons",
    "organisation_internationale": "organisations internationales",
    "port": "ports",
    "recherche": "recherche",
    "sante": "santé",
    "securite_civile": "sécurité civile",
    "sport": "sport",
    "technopole": "technopôles",
    "tourisme": "tourisme",
    "universite": "universités",
    "urbanisme": "urbanisme",
    "autre": "autres",
}


def say(words: dict[str, str], value: str | None) -> str:
    """The French words for a value of a closed set; the value itself when it is new."""
    return words.get(value or "", (value or "").replace("_", " "))


def number(value: int) -> str:
    """A number with its thousands apart, by narrow no-break spaces.

    >>> number(1262223).split()
    ['1', '262', '223']
    """
    return f"{value:,}".replace(",", "\u202f")
