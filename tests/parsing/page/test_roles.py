"""Roles: what each printed line is in the directory."""

from __future__ import annotations

import pytest
from petits_repertoires import JAPON

import annuaire
from annuaire.parsing.page.lines import Line
from annuaire.parsing.page.roles import ANNEXES, FOREWORD, LIST, RECORD, ROLES, RoleHere


@pytest.mark.parametrize(
    ("text", "part", "heading", "label", "role"),
    [
        ("\uf0d8 Lyon - Canton", LIST, False, None, "liste"),
        ("Avertissement :", FOREWORD, False, "Avertissement :", "avertissement"),
        ("Bon de commande", ANNEXES, False, None, "annexe"),
        (" Lyon – Canton", RECORD, True, None, "titre"),
        ("Contacts :  ", RECORD, False, "Contacts :", "libelle"),
        ("Tél. : 04 72 10 30 30", RECORD, False, "Tél. :", "champ"),
        ("\uf0d8 En France : a", RECORD, False, "En France :", "champ"),
        ("\uf0d8 Un point", RECORD, False, None, "puce"),
        ("\uf0d8 - Un point", RECORD, False, None, "puce"),
        ("o Un point", RECORD, False, "o", "puce"),
        ("- Un tiret", RECORD, False, None, "tiret"),
        ("Une suite", RECORD, False, None, "texte"),
    ],
)
def test_roles(text: str, part: str, heading: bool, label: str | None, role: str) -> None:
    """By the part it stands in, then by what it prints."""
    line = Line(1, text, "\n")

    assert ROLES.decide(RoleHere(line, part, heading, label)) == role


def test_the_roles_of_a_directory() -> None:
    """Every line has one; those of blanks and pages are the sheet's."""
    roles = [line.role for line in annuaire.parse(JAPON).lignes]

    assert roles[:12] == [
        "avertissement", "blanc", "avertissement", "liste", "blanc", "liste", "liste", "titre",
        "blanc", "blanc", "libelle", "texte",
    ]  # fmt: skip
    assert {"puce", "tiret", "champ"} <= set(roles)
