"""What a law says: where it is broken, and nothing where it is not."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON
from texts import SOURCE

import annuaire
from annuaire.checking import check
from annuaire.checking.integrity import differences
from annuaire.loading.build import build
from checking.conftest import ACTION, DECIDED, faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def broken(path: str | Path) -> list[str]:
    """What all laws have to say."""
    with closing(annuaire.connect(path)) as base:
        return [fault for verdict in check(base) for fault in verdict.faults]


@pytest.mark.parametrize(
    ("law", "script", "told"),
    [
        ("lignes", "UPDATE lignes SET texte = 'x' WHERE id = 60", SOURCE.name),
        ("roles", "UPDATE lignes SET role = 'annexe' WHERE id = 60", "line 60"),
        ("rien_perdu", f"DELETE FROM actions WHERE id = {ACTION}", "'entreprises'"),
        ("rien_invente", "UPDATE contacts SET nom = 'Jean Dupond' WHERE id = 1", "'Dupond' of nom"),
        ("provenance", "UPDATE actions SET ligne_fin = 200 WHERE id = 1", "actions 1: lines 85-200"),
        ("valeurs", "UPDATE contacts SET telephone = '0' WHERE id = 2", "contacts.telephone"),
        ("roles", "UPDATE lignes SET role = 'pagination' WHERE id = 60",
         "line 60: role pagination of 'M. Jean-Paul Heider"),
        ("integrite", "UPDATE contacts SET partenariat_id = 999 WHERE id = 1",
         "contacts 1: its key to partenariats points nowhere"),
        ("integrite", "UPDATE sqlite_stat1 SET stat = '7 1' WHERE tbl = 'noms'",
         "rows, and 7 in SQLite's statistics"),
        ("rien_perdu", "DELETE FROM contacts WHERE id = 2", "'Pierre' is printed 1 time, and lost 1 time"),
        ("corrections", f"{DECIDED} 'contacts', 'telephone', '+33100000000')",
         "contacts.telephone is not '+33100000000' on line 60"),
        ("corrections", f"{DECIDED} 'jalons', 'annee', '2000')",
         "jalons.annee is not '2000' on line 60"),
        # « PME- » at the end of line 532, « PMI. » on line 534
        ("provenance", "UPDATE actions SET ligne_fin = 532 WHERE ligne_debut = 532",
         "line 532 of 532-532 prints nothing of it"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(
    tamper: Callable[[str], str], law: str, script: str, told: str
) -> None:
    """The table, the row, the line or the word: enough to go and see."""
    assert told in " ".join(faults(tamper(script), law))


@pytest.mark.parametrize(("rows", "told"), [(5, "id 1, 2, 3, 4, 5"), (6, "id 1, 2, 3, 4, 5…")])
def test_five_rows_are_named_and_that_there_are_more_is_said(
    tamper: Callable[[str], str], rows: int, told: str
) -> None:
    path = tamper(f"UPDATE collectivites SET site = 'x', site_source = 'x' WHERE id <= {rows}")

    assert faults(path, "valeurs") == [f"collectivites.site is not absolute: {told}"]


def test_so_many_rows_differ_from_those_built_again(tamper: Callable[[str], str]) -> None:
    path = tamper("UPDATE secteurs SET definition = 'autre' WHERE id IN (1, 3)")

    with closing(annuaire.connect(path)) as base:
        (told,) = differences(base)
    assert told.endswith(", 2 of them differ")


def test_statistics_may_be_missing(tamper: Callable[[str], str]) -> None:
    """They make SQLite quick, and say nothing of the source."""
    assert faults(tamper("DROP TABLE sqlite_stat1; PRAGMA user_version = 2"), "integrite") == []


@pytest.mark.parametrize(
    ("law", "script"),
    [
        # « Contacts » of line 109, below « européennes et à la coopération interrégionale »
        ("provenance", ("UPDATE contacts SET ligne_debut = 107, qualite = 'interrégionale'"
         " WHERE ligne_debut = 109")),
        # « Affaires », the last word of line 106, and « européennes », the first of 107
        ("rien_invente", ("UPDATE contacts SET fonction = fonction || ' Affaireseuropéennes'"
         " WHERE ligne_debut = 106")),
    ],
    ids=["a word of no verbatim column", "two lines glued without a soft hyphen"],
)  # fmt: skip
def test_no_word_is_lent_to_a_row(tamper: Callable[[str], str], law: str, script: str) -> None:
    assert faults(tamper(script), law)


SOFT = "\u00ad\n"


@pytest.mark.parametrize(
    ("printed", "cut"),
    [
        ("chœur. \n\uf0d8 Echanges", f"chœur{SOFT}\uf0d8 Echanges"),
        ("annuaire a été", f"annu{SOFT}aire a été"),
        ("Préfecture de Miyagi \n Lyon", f"Préfecture de Miya{SOFT} Lyon"),
        ("satisfaisante. ", f"satisfaisante{SOFT}"),
        ("soieries", f"soie{SOFT}ries"),
    ],
    ids=["before another item", "outside of records", "before a record", "at the end", "inside"],
)
def test_a_soft_hyphen_breaks_no_law(tmp_path: Path, printed: str, cut: str) -> None:
    """Whatever stands on the line below: two halves of a word, or two words."""
    source, target = tmp_path / "japon.txt", tmp_path / "new.db"
    assert printed in JAPON
    source.write_bytes(JAPON.replace(printed, cut).encode())
    build([str(source)], str(target))

    assert broken(target) == []
