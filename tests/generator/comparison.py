"""Say readably where a reading is not what was expected, value by value."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.conservation import loose_rows, losses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.lecture import Lecture
    from generator.printer import Feuille
    from generator.strategies import Extrait

ABSENT = "(rien)"
PAR_ENSEMBLE = re.compile(
    r"\.?(numero|slug|ligne_debut|ligne_fin)$|\.lieu\.nom$|\.acteurs\[\d+\]\.acteurs\[\d+\]\.nom$"
)
"""What a layout moves, and what depends on the other records of the directory."""
COUNTED = {"annee", "annee_fin"}
"""Of a milestone « il y a dix ans »: counted from the survey, which a record alone does not print."""
OF_THE_LIST = {"liste_sans_fiche", "titre_hors_liste", "fiche_repetee"}
OF_THE_LAYOUT = {"point_douteux", "contact_douteux", "date_relative"}
"""What is in doubt where lines are printed so, or no survey is, and not where they are otherwise."""


@dataclass(frozen=True, slots=True)
class Ecart:
    """A value that is not what a careful person reads."""

    chemin: str
    attendu: object
    obtenu: object


def flat(objet: Any, chemin: str = "") -> Iterator[tuple[str, object]]:
    """Every value inside records, dicts and lists, with its path; of a list, its length too."""
    if isinstance(objet, tuple | list):
        yield f"{chemin} (nombre)", len(objet)
        for rang, un in enumerate(objet):
            yield from flat(un, f"{chemin}[{rang}]")
    elif isinstance(objet, dict):
        for cle, valeur in objet.items():
            yield from flat(valeur, f"{chemin}.{cle}".lstrip("."))
    elif dataclasses.is_dataclass(objet):
        compte = getattr(objet, "precision", "") == "approximative"
        for champ in dataclasses.fields(objet):
            if compte and champ.name in COUNTED:
                continue
            valeur = getattr(objet, champ.name)
            yield from flat(valeur, f"{chemin}.{champ.name}".lstrip("."))
    else:
        yield chemin, objet


def differences(attendu: Any, obtenu: Any) -> list[Ecart]:
    """Every value of `attendu` that `obtenu` does not have; of a shorter list, its length."""
    lus = dict(flat(obtenu))
    ecarts = [
        Ecart(chemin, valeur, lus.get(chemin, ABSENT))
        for chemin, valeur in flat(attendu)
        if valeur != lus.get(chemin, ABSENT)
    ]
    courtes = [e.chemin.removesuffix(" (nombre)") for e in ecarts if e.chemin.endswith("(nombre)")]
    return [
        ecart
        for ecart in ecarts
        if ecart.obtenu is not ABSENT or not any(ecart.chemin.startswith(f"{c}[") for c in courtes)
    ]


def tell(ecarts: list[Ecart], texte: str = "") -> str:
    """A readable report: path, expected, got; then the text, its lines numbered."""
    lignes = texte.replace("\uf0d8", "➢").split("\n") if texte else []
    return "\n".join(
        (
            f"{len(ecarts)} écart(s)",
            *(f"{e.chemin}\n  attendu {e.attendu!r}\n  obtenu  {e.obtenu!r}" for e in ecarts[:12]),
            *(f"{numero:4} {ligne}|" for numero, ligne in enumerate(lignes, 1)),
        )
    )


def compare(extrait: Extrait, feuille: Feuille, lecture: Lecture) -> list[Ecart]:
    """All that is read otherwise in a directory laid out anew than in the text it comes from."""
    ecarts = differences(extrait.fiches, lecture.partenariats)
    return [
        *(ecart for ecart in ecarts if not PAR_ENSEMBLE.search(ecart.chemin)),
        *_roles(feuille, lecture),
        *_anomalies(extrait, lecture),
        *_slugs(lecture),
        *(Ecart("loi 1", "rien de perdu, rien d’inventé", faute) for faute in losses(lecture)),
        *(Ecart("loi 3", "des lignes exactes", faute) for faute in loose_rows(lecture)),
    ]


def _roles(feuille: Feuille, lecture: Lecture) -> Iterator[Ecart]:
    """Every line has the role that it was printed in."""
    for ligne, role in zip(lecture.lignes, feuille.roles, strict=True):
        if role not in {"", ligne.role}:
            yield Ecart(f"ligne {ligne.numero} {ligne.texte!r}", role, ligne.role)


def _anomalies(extrait: Extrait, lecture: Lecture) -> Iterator[Ecart]:
    """Each record says the same of itself; noise is worth an `info` at most."""
    for fiche, autre in zip(extrait.fiches, lecture.partenariats, strict=False):
        avant, apres = (
            Counter(
                (anomalie.code, anomalie.valeur_source, anomalie.valeur_corrigee)
                for anomalie in lue.anomalies
                if anomalie.fiche == numero and anomalie.gravite != "info"
                and anomalie.code not in OF_THE_LIST | OF_THE_LAYOUT
            )
            for lue, numero in ((extrait.lecture, fiche.numero), (lecture, autre.numero))
        )  # fmt: skip
        if avant != apres:
            yield Ecart(f"anomalies de la fiche {autre.numero}", avant - apres, apres - avant)


def _slugs(lecture: Lecture) -> Iterator[Ecart]:
    """Unique and plain."""
    slugs = [fiche.slug for fiche in lecture.partenariats]
    if len(set(slugs)) < len(slugs):
        yield Ecart("slugs", "tous différents", slugs)
    for slug in slugs:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            yield Ecart("slug", "a-z, 0-9 et tirets", slug)
