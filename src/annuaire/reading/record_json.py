"""A record as the JSON object of the contract: a record in, a dict of plain values out.

Keys stand in reading order; nested objects carry the columns of their table under the same
names, ids aside. What is absent is null or []. `annuaire show N -f json` and `annuaire export
json` print these objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annuaire.reading import columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.records import (
        Acteur,
        ActeurCite,
        Action,
        Partenaire,
        Partenariat,
        Rubrique,
        SecteurCite,
    )

    Json = dict[str, Any]

_COTES = ("france", "partenaire")


def record_to_dict(fiche: Partenariat) -> Json:
    """The record as nested dicts and lists, ready for `json.dumps`.

    >>> record_to_dict(annuaire.partenariat("lyon"))["partenaires"][0]["nom_chinois"]
    '广州市'
    """
    return {
        **_pick(fiche, ("numero", "slug", "intitule", "titre")),
        "collectivite": _pick(fiche.collectivite, columns.COLLECTIVITE),
        "dirigeants": [_pick(dirigeant, columns.DIRIGEANT) for dirigeant in fiche.dirigeants],
        "populations": _ranked(_pick(item, columns.POPULATION) for item in fiche.populations),
        "contacts": _ranked(_pick(item, columns.CONTACT) for item in fiche.contacts),
        "partenaires": _ranked(map(_partenaire, fiche.partenaires)),
        **_pick(fiche, ("annee_debut", "annee_debut_nature", "annee_debut_preuve")),
        "secteurs": [entry for label in fiche.secteurs for entry in _secteurs(label)],
        **{name: _texts(fiche, name) for name in ("caracteristiques", "origine", "objectifs")},
        "actions": [_action(action) for action in fiche.actions],
        "acteurs": {cote: _side(fiche.acteurs, cote) for cote in _COTES},
        **{name: _texts(fiche, name) for name in ("bilan", "perspectives")},
        "autres": [_pick(item, ("intitule", "texte", *columns.SPAN)) for item in fiche.autres],
        **_pick(fiche, columns.SPAN),
    }


def _pick(value: object, names: Iterable[str]) -> Json:
    return {name: getattr(value, name) for name in names}


def _ranked(entries: Iterable[Json]) -> list[Json]:
    """The entries with their rank from 1, `ordre`, before their lines."""
    return [
        {
            **{name: value for name, value in entry.items() if name not in columns.SPAN},
            "ordre": rank,
            **{name: entry[name] for name in columns.SPAN},
        }
        for rank, entry in enumerate(entries, start=1)
    ]


def _partenaire(partenaire: Partenaire) -> Json:
    """Name and parenthesis as the record prints them, then what is known of the place."""
    return {
        "nom": partenaire.libelle,
        "rattachement": partenaire.rattachement,
        "distance_km": partenaire.distance_km,
        **_pick(partenaire.lieu, columns.LIEU[1:2] + columns.LIEU[3:]),
        **_pick(partenaire, columns.SPAN),
    }


def _secteurs(label: SecteurCite) -> list[Json]:
    """One entry per sector that the label means; one without sector when it means none."""
    lines = _pick(label, columns.SPAN)
    return [
        {"libelle": label.libelle, "slug": secteur.slug, "nom": secteur.nom, **lines}
        for secteur in label.secteurs
    ] or [{"libelle": label.libelle, "slug": None, "nom": None, **lines}]


def _texts(fiche: Partenariat, section: str) -> list[Json]:
    items: tuple[Rubrique, ...] = getattr(fiche, section)
    return [_pick(item, ("texte", *columns.SPAN)) for item in items]


def _action(action: Action) -> Json:
    return {
        **_pick(action, ("texte", "annee_debut", "annee_fin")),
        "sous_actions": [_action(child) for child in action.sous_actions],
        **_pick(action, columns.SPAN),
    }


def _side(labels: Iterable[ActeurCite], cote: str) -> list[Json]:
    return [
        _acteur(label, acteur) for label in labels if label.cote == cote for acteur in label.acteurs
    ]


def _acteur(label: ActeurCite, acteur: Acteur) -> Json:
    return {
        "libelle": label.libelle,
        **_pick(acteur, ("slug", "nom", "categorie", "lieu")),
        "generique": int(acteur.generique),
        **_pick(label, columns.SPAN),
    }
