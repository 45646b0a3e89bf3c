"""Ask the parser for the truth back, field by field, and say readably where it differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.conservation import losses
from generator.verite import LIBRE, Parmi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.records import Lecture
    from generator.verite import (
        Action,
        Adresse,
        Contact,
        Fiche,
        Impression,
        Joindre,
        Population,
        Section,
        Verite,
    )


@dataclass(frozen=True, slots=True)
class Ecart:
    """A value that is not what a careful person reads."""

    chemin: str
    attendu: object
    obtenu: object


# --- what the truth expects -------------------------------------------------------------------


def _means(joindre: Joindre) -> dict[str, Any]:
    telephone, fax, email = joindre.telephone, joindre.fax, joindre.email
    return {
        "telephone": telephone and telephone.e164,
        "telephone_autre": telephone and telephone.autre,
        "telephone_source": telephone and telephone.source,
        "fax": fax and fax.e164,
        "fax_source": fax and fax.source,
        "email": email and email.adresse,
        "email_source": email and email.source,
    }


def _site(site: str | None) -> object:
    """An absolute URL; which scheme stands before `www.` is the parser's rule."""
    if site is None or site.startswith("http"):
        return site
    return Parmi(
        tuple(f"{tete}{site}{fin}" for tete in ("http://", "https://") for fin in ("", "/"))
    )


def _joined(lignes: tuple[str, ...]) -> str | None:
    return "\n".join(lignes) or None


def _authority(fiche: Fiche) -> dict[str, Any]:
    adresse: Adresse = fiche.adresse
    return {
        "nom": fiche.autorite.nom,
        "nom_court": fiche.autorite.nom_court or LIBRE,
        "forme": fiche.autorite.forme,
        "adresse": _joined(adresse.lignes),
        "code_postal": adresse.code_postal,
        "ville": adresse.ville,
        "site": _site(fiche.joindre.site),
        "site_source": fiche.joindre.site,
        **_means(fiche.joindre),
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "nature": contact.nature,
        "civilite": contact.civilite,
        "nom": contact.nom,
        "fonction": contact.fonction,
        "qualite": contact.qualite or LIBRE,
        "adresse": _joined(contact.lignes),
        **_means(contact.joindre),
    }


def _population(population: Population) -> dict[str, Any]:
    """Beside a perimeter, `texte` may hold its words or leave them to `perimetre_source`."""
    seul = population.perimetre_source is None
    return {
        "habitants": population.habitants,
        "perimetre": population.perimetre,
        "perimetre_source": population.perimetre_source,
        "texte": " ".join(population.texte.split()) if seul else LIBRE,
    }


def _action(action: Action, *, datee: bool = True) -> dict[str, Any]:
    """Years only where the contract settles them; of a single year the last one may be empty."""
    debut = action.annees[0] if action.annees else None
    fin: object = action.annees[-1] if len(action.annees) > 1 else Parmi((None, debut))
    return {
        "texte": action.texte,
        "annee_debut": debut if datee else LIBRE,
        "annee_fin": fin if datee else LIBRE,
        "sous_actions": [_action(sous) for sous in action.sous_actions],
    }


def _items(sections: list[Section]) -> list[dict[str, Any]]:
    return [{"texte": texte} for section in sections for texte in section.items]


def _others(sections: list[Section]) -> list[dict[str, Any]]:
    return [{"texte": t, "intitule": section.label} for section in sections for t in section.items]


def _beginning(fiche: Fiche) -> dict[str, Any]:
    debut = fiche.debut
    return {
        "annee_debut": debut.annee,
        "annee_debut_nature": debut.nature or (LIBRE if debut.annee else None),
    }


def _narrative(fiche: Fiche) -> dict[str, Any]:
    def de(rubrique: str) -> list[Section]:
        return [section for section in fiche.sections if section.rubrique == rubrique]

    rubriques = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives")
    return {**{nom: _items(de(nom)) for nom in rubriques}, "autres": _others(de("autre"))}


def _actors(fiche: Fiche) -> list[dict[str, Any]]:
    cotes = (("france", fiche.acteurs_france), ("partenaire", fiche.acteurs_partenaire))
    return [{"cote": cote, "libelle": nom} for cote, noms in cotes for nom in noms]


def expected_record(fiche: Fiche, numero: int) -> dict[str, Any]:
    """A record as nested dicts of the fields that the truth settles."""
    return {
        "numero": numero,
        "titre": fiche.titre,
        "collectivite": _authority(fiche),
        "dirigeants": [
            {"nom": tete.nom, "civilite": tete.civilite, "fonction": fiche.fonction, "ordre": rang}
            for rang, tete in enumerate(fiche.dirigeants, 1)
        ],
        "partenaires": [
            {"libelle": partenaire.libelle, "rattachement": partenaire.rattachement}
            for partenaire in fiche.partenaires
        ],
        "contacts": [_contact(contact) for contact in fiche.contacts],
        "populations": [_population(chiffre) for chiffre in fiche.populations.chiffres],
        **_beginning(fiche),
        **_narrative(fiche),
        "secteurs": [{"libelle": libelle} for libelle in fiche.secteurs],
        "actions": [_action(action) for action in fiche.actions],
        "acteurs": _actors(fiche),
    }


def expected_directory(verite: Verite) -> dict[str, Any]:
    """A `Lecture` as nested dicts of the fields that the truth settles."""
    return {
        "repertoire": {
            "titre": f"Liste des partenariats {verite.pays.adjectif}" if verite.liste else None,
            "pays_code": verite.pays.code,
        },
        "partenariats": [
            expected_record(fiche, numero) for numero, fiche in enumerate(verite.fiches, 1)
        ],
    }


# --- comparing --------------------------------------------------------------------------------


def _get(objet: object, champ: str) -> object:
    return objet[champ] if isinstance(objet, dict) else getattr(objet, champ)


def differences(attendu: object, obtenu: object, chemin: str = "") -> Iterator[Ecart]:
    """Every field of `attendu` that `obtenu` does not have; of lists, first the length."""
    if isinstance(attendu, dict):
        for champ, valeur in attendu.items():
            yield from differences(valeur, _get(obtenu, champ), f"{chemin}.{champ}".lstrip("."))
    elif isinstance(attendu, list):
        yield from _list_differences(attendu, obtenu, chemin)
    elif attendu is LIBRE:
        return
    elif obtenu not in (attendu.valeurs if isinstance(attendu, Parmi) else (attendu,)):
        yield Ecart(chemin, attendu, obtenu)


def _list_differences(attendu: list[Any], obtenu: Any, chemin: str) -> Iterator[Ecart]:
    if len(attendu) != len(obtenu):
        yield Ecart(f"{chemin} (nombre)", len(attendu), len(obtenu))
    for rang, valeur in enumerate(attendu[: len(obtenu)]):
        yield from differences(valeur, obtenu[rang], f"{chemin}[{rang}]")


def _at(lecture: Lecture, chemin: str) -> Any:
    """The object at `partenariats[0].contacts[1]`."""
    objet: Any = lecture
    for champ, rang in re.findall(r"(\w+)|\[(\d+)\]", chemin):
        try:
            objet = getattr(objet, champ) if champ else objet[int(rang)]
        except IndexError:
            return None
    return objet


def span_differences(impression: Impression, lecture: Lecture) -> Iterator[Ecart]:
    """Every row stands exactly on the lines that hold its words."""
    for chemin, etendue in impression.etendues.items():
        if chemin.endswith(".titre"):
            continue
        objet = _at(lecture, chemin)
        if objet is None:
            continue
        lignes = (objet.ligne_debut, objet.ligne_fin)
        if lignes != (etendue.debut, etendue.fin):
            yield Ecart(f"{chemin} (lignes)", (etendue.debut, etendue.fin), lignes)


def line_differences(impression: Impression, lecture: Lecture) -> Iterator[Ecart]:
    """Every line has the role that it was printed in, and belongs to its record."""
    for numero, role in impression.roles.items():
        ligne = lecture.lignes[numero - 1]
        if role not in ("texte", ligne.role):
            yield Ecart(f"lignes[{numero}].role {ligne.texte!r}", role, ligne.role)
    for numero, fiche in impression.fiches.items():
        ligne = lecture.lignes[numero - 1]
        if ligne.fiche != fiche:
            yield Ecart(f"lignes[{numero}].fiche {ligne.texte!r}", fiche, ligne.fiche)


def anomaly_differences(impression: Impression, lecture: Lecture) -> Iterator[Ecart]:
    """Each oddity is spoken of at its line, and nothing else is called worse than an `info`."""
    for lignes, pourquoi in impression.bizarreries:
        if not any(a.ligne <= n <= a.ligne_fin for a in lecture.anomalies for n in lignes):
            yield Ecart(f"anomalies (ligne {lignes[0]})", pourquoi, None)
    bizarres = {n for lignes, _ in impression.bizarreries for n in lignes}
    for anomalie in lecture.anomalies:
        concernees = set(range(anomalie.ligne, anomalie.ligne_fin + 1))
        if anomalie.gravite != "info" and not bizarres & concernees:
            yield Ecart(f"anomalies (ligne {anomalie.ligne}) {anomalie.code}", None, anomalie)


def missing_differences(verite: Verite, lecture: Lecture) -> Iterator[Ecart]:
    """A record without objectives, sectors or actions says so, for each of them."""
    for fiche, record in zip(verite.fiches, lecture.partenariats, strict=False):
        rubriques = {section.rubrique for section in fiche.sections}
        manquent = [
            *(() if "objectifs" in rubriques else ("objectifs",)),
            *(() if fiche.secteurs else ("secteurs",)),
            *(() if fiche.actions else ("actions",)),
        ]
        dites = [
            anomalie.valeur_source
            for anomalie in lecture.anomalies
            if anomalie.fiche == record.numero and anomalie.code == "section_absente"
        ]
        yield from (
            Ecart(f"anomalies de la fiche {record.numero}", f"{rubrique} absente", dites)
            for rubrique in manquent
            if rubrique not in dites
        )


def identity_differences(lecture: Lecture) -> Iterator[Ecart]:
    """Slugs are unique and plain; a short title begins with the short name."""
    slugs = [record.slug for record in lecture.partenariats]
    if len(set(slugs)) < len(slugs):
        yield Ecart("slugs", "tous différents", slugs)
    for rang, record in enumerate(lecture.partenariats):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record.slug):
            yield Ecart(f"partenariats[{rang}].slug", "a-z, 0-9 et tirets", record.slug)
        debut = f"{record.collectivite.nom_court} – "
        if not record.intitule.startswith(debut):
            yield Ecart(f"partenariats[{rang}].intitule", debut, record.intitule)


# --- telling ----------------------------------------------------------------------------------


def _around(impression: Impression, ecart: Ecart) -> str:
    """The printed lines of the innermost row that the path names, numbered."""
    chemin = ecart.chemin.partition(" ")[0]
    ligne = re.match(r"(?:lignes\[|anomalies \(ligne )(\d+)", ecart.chemin)
    while chemin and chemin not in impression.etendues:
        chemin = chemin[: max(chemin.rfind("."), chemin.rfind("["), 0)]
    etendue = impression.etendues.get(chemin)
    debut, fin = (etendue.debut, etendue.fin) if etendue else (1, 0)
    if ligne:
        debut = fin = int(ligne.group(1))
    lignes = impression.texte.split("\n")
    voisines = range(max(debut - 2, 1), min(fin + 3, len(lignes) + 1)) if fin else range(0)
    return "\n".join(
        f"      {numero:4} {lignes[numero - 1].replace(chr(0xF0D8), '➢')}|"
        for numero in list(voisines)[:40]
    )


def tell(impression: Impression, ecarts: list[Ecart]) -> str:
    """A readable report: path, expected, got, and the lines as printed."""
    blocs = [
        f"{ecart.chemin}\n  attendu {ecart.attendu!r}\n  obtenu  {ecart.obtenu!r}\n"
        f"{_around(impression, ecart)}"
        for ecart in ecarts[:12]
    ]
    reste = len(ecarts) - len(blocs)
    return "\n".join((f"{len(ecarts)} écart(s)", *blocs, f"… et {reste} autres" if reste else ""))


def compare(verite: Verite, impression: Impression, lecture: Lecture) -> list[Ecart]:
    """All that the parser read otherwise than the truth."""
    return [
        *differences(expected_directory(verite), lecture),
        *span_differences(impression, lecture),
        *line_differences(impression, lecture),
        *anomaly_differences(impression, lecture),
        *missing_differences(verite, lecture),
        *identity_differences(lecture),
        *(Ecart("loi 1", "rien de perdu, rien d’inventé", perte) for perte in losses(lecture)),
    ]
