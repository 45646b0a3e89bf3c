"""Roles: what a person decided a line to be, on texts that were damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from decider import keeps_the_laws, record, row
from loaded import rows
from petits_repertoires import JAPON

from annuaire.errors import DecisionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from annuaire.records import Partenariat

    Decide = Callable[..., str]

# --- roles ------------------------------------------------------------------------------------------


def test_a_role_is_kept_with_what_the_line_was_read_as(decide: Decide) -> None:
    """In the words of the decisions."""
    base = decide(row(36, role="point", motif="un point de plus"))

    assert [len(action.sous_actions) for action in record(base).actions] == [0, 1, 0]
    assert rows(base, "SELECT role, valeur_lue, valeur, nom_table FROM corrections") == [
        ("point", "sous_point", None, None)
    ]
    assert keeps_the_laws(base)


@pytest.mark.parametrize(
    ("line", "role", "told"),
    [
        (3, "contact", "line 3 can't be contact where it stands: it is read as avertissement"),
        (43, "liste", "line 43 can't be liste where it stands: it is read as libelle"),
        (4, "contact", "line 4 can't be contact where it stands: it is read as avertissement"),
    ],
)
def test_a_role_that_can_not_be(decide: Decide, line: int, role: str, told: str) -> None:
    """Refused: never passed over in silence."""
    with pytest.raises(DecisionError, match=r"doutes\.csv:2: ") as raised:
        decide(row(line, role=role))
    assert told in str(raised.value)


TEXTS: dict[
    str, tuple[Callable[[str], str], dict[str, str], Callable[[Partenariat], object], object]
]
TEXTS = {
    "a page foot inside a sentence": (
        lambda text: text.replace("l’Université de \n\nYokohama", "l’Université de \nCUF 12\nYokohama"),
        {"CUF 12": "pagination"},
        lambda fiche: fiche.actions[1].texte,
        "Echanges d’étudiants entre l’Université de Lyon et l’Université de Yokohama.",
    ),
    "a lost bullet": (
        lambda text: text.replace("chœur. \n\uf0d8 Echanges", "chœur \nEchanges"),
        {"Echanges": "point"},
        lambda fiche: len(fiche.actions),
        2,
    ),
    "a sentence of prose": (
        lambda text: text.replace("en 1959. \n", "en 1959. \nUne fête. \nUne autre. \n"),
        {"Une fête": "point"},
        lambda fiche: [item.texte for item in fiche.origine],
        ["Jumelage signé en 1959.", "Une fête.", "Une autre."],
    ),
    "a lost dash": (
        lambda text: text.replace("- accueil", "accueil"),
        {"accueil": "sous_point"},
        lambda fiche: [child.texte for child in fiche.actions[0].sous_actions][1:],
        ["accueil d’un chœur."],
    ),
    "a bullet that is none": (
        lambda text: text.replace("1959. \n", "1959, \n* et scellé. \n"),
        {"* et": "texte"},
        lambda fiche: [item.texte for item in fiche.origine],
        ["Jumelage signé en 1959, * et scellé."],
    ),
    "a label spelt wrong": (
        lambda text: text.replace("Objectifs de la coopération", "0bjectlfs de la coopératlon"),
        {"0bjectlfs": "libelle"},
        lambda fiche: [item.texte for item in fiche.objectifs],
        ["Favoriser les échanges entre les populations."],
    ),
    "a label that is none": (
        lambda text: text.replace("en 1959. \n", "en 1959. \n \nBilan : \npositif. \n"),
        {"Bilan": "texte"},
        lambda fiche: (len(fiche.bilan), len(fiche.origine)),
        (0, 1),
    ),
    "the lost label of contacts": (
        lambda text: text.replace("Contacts :  \n", ""),
        {"Mme Isabelle": "contact"},
        lambda fiche: [(each.nom, each.telephone) for each in fiche.contacts],
        [("Isabelle Fernandez", "+33472103066")],
    ),
    "a contact read as a function": (
        lambda text: text.replace("mairie-lyon.fr \n", "mairie-lyon.fr \nComité du Japon \n", 1),
        {"Comité": "contact"},
        lambda fiche: [each.nom for each in fiche.contacts],
        ["Isabelle Fernandez", "Comité du Japon"],
    ),
    "half an e-mail": (
        lambda text: text.replace(".fernandez@mairie", "\n.fernandez@mairie"),
        {".fernandez": "texte"},
        lambda fiche: [(each.nom, each.email) for each in fiche.contacts],
        [("Isabelle Fernandez", "isabelle.fernandez@mairie-lyon.fr")],
    ),
    "a ghost record": (
        lambda text: text.replace(
            "mairie-lyon.fr \n",
            "mairie-lyon.fr \n \nComité Lyon – Osaka \nPrésident : M. Xavier Y \n", 1,
        ),
        {"Comité": "contact"},
        lambda fiche: ([each.nom for each in fiche.contacts], len(fiche.actions)),
        (["Isabelle Fernandez", "Comité Lyon – Osaka", "Xavier Y"], 2),
    ),
    "a lost heading": (
        lambda text: text.replace("Lyon – Yokohama (Kanagawa)", "Lyon Yokohama (Kanagawa)"),
        {" Lyon": "titre"},
        lambda fiche: (fiche.numero, fiche.titre),
        (1, "Lyon Yokohama (Kanagawa)"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_text_is_read_as_decided(decide: Decide, name: str) -> None:
    """No law is broken, and it can be built again."""
    damage, roles, read, right = TEXTS[name]
    text = damage(JAPON)
    lines = text.split("\n")
    decided = [
        row(next(n for n, line in enumerate(lines, 1) if line.startswith(begins)), text, role=role)
        for begins, role in roles.items()
    ]

    base = decide(*decided, text=text)
    assert read(record(base)) == right
    assert len(rows(base, "SELECT * FROM corrections")) == len(decided)
    assert keeps_the_laws(base)
