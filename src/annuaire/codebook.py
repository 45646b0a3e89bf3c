"""French words for the closed sets of the database, as pages and figures show them."""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.records import Jalon

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
    "convention": "convention",
    "interruption": "interruption",
    "reprise": "reprise",
    "fin": "fin",
}

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip

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
    "region_administrative_speciale": "région administrative spéciale",
    "capitale": "capitale",
    "comitat": "comitat",
    "departement": "département",
    "district_capitale": "district de la capitale",
    "district_federal": "district fédéral",
    "etat": "État",
    "gouvernorat": "gouvernorat",
    "judet": "județ",
    "kraj": "région",
    "land": "Land",
    "mehoz": "district",
    "region": "région",
    "territoire": "territoire",
    "todofuken": "préfecture",
    "voivodie": "voïvodie",
    "wilaya": "wilaya",
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
    "vocabulaire": "nom du secteur",
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


def state(*years: str | None) -> str:
    """What is shown of the years that records tell of; nothing when they are not known.

    >>> state("2004-2006", None), state("2004", "2006"), state(None)
    ('état 2004-2006', 'états 2004, 2006', '')
    """
    known = list(dict.fromkeys(each for each in years if each))
    return f"état{'s' if len(known) > 1 else ''} {', '.join(known)}" if known else ""


def date(jalon: Jalon) -> str:
    """The date of a milestone: « 22 juin 1981 », « 1985-1986 », « entre 1993 et 1995 »."""
    first, last = jalon.annee, jalon.annee_fin
    if jalon.precision == "approximative":
        return f"entre {first} et {last}" if first and last else f"vers {first or last or '?'}"
    month = f"{MOIS[jalon.mois - 1]} " if jalon.mois else ""
    day = f"{jalon.jour}{'er' if jalon.jour == 1 else ''} " if jalon.jour else ""
    return f"{day}{month}{first}" + (f"-{last}" if last else "")


def step(jalon: Jalon) -> str:
    """What a milestone is: « jumelage », « accord, suite » for the renewal of one."""
    return say(NATURES, jalon.nature) + (", suite" if jalon.suite else "")


def local_name(languages: Iterable[str | None], *, several: bool = False) -> str:
    """What to call names in these languages: by the adjective of one that is known.

    >>> local_name(["ja"]), local_name(["ar", "fr"]), local_name(["ar"], several=True)
    ('nom japonais', 'nom local', 'noms arabes')
    """
    only = dict.fromkeys(languages)
    word = _adjectives().get(next(iter(only)) or "") if len(only) == 1 else None
    one, many = word or ("local", "locaux")
    return f"noms {many}" if several else f"nom {one}"


@cache
def _adjectives() -> dict[str, tuple[str, str]]:
    from annuaire import knowledge  # most words need no table

    rows = knowledge.table("langues")
    return {row["langue"]: (row["adjectif"], row["pluriel"]) for row in rows}


def number(value: int) -> str:
    """A number with its thousands apart, by narrow no-break spaces.

    >>> number(1262223).split()
    ['1', '262', '223']
    """
    return f"{value:,}".replace(",", "\u202f")
