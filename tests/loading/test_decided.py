"""What was decided, as rows: in one order, whatever order it came in."""

from __future__ import annotations

from itertools import permutations

from annuaire.loading.decided import keep_corrections
from annuaire.loading.rows import Row, Tables
from annuaire.records import Correction


def kept(*corrections: Correction) -> list[Row]:
    tables = Tables()
    for line, record in ((2, None), (3, 7)):
        tables.add("lignes", numero=line, partenariat_id=record)
    keep_corrections(tables, 1, corrections)
    return tables.rows["corrections"]


def test_corrections_have_one_order() -> None:
    """That of the lines; on one line a role, then tables, columns and what was read there."""
    ordered = (
        Correction(imprime="a", ligne=2, nom_table="contacts", colonne="nom", valeur_lue="z"),
        Correction(imprime="b", ligne=3, role="point"),
        Correction(imprime="b", ligne=3, nom_table="contacts", colonne="nom", valeur_lue="y"),
        Correction(imprime="b", ligne=3, nom_table="contacts", colonne="telephone"),
        Correction(imprime="b", ligne=3, nom_table="secteurs", colonne="nom", valeur_lue="a"),
        Correction(imprime="b", ligne=3, nom_table="secteurs", colonne="nom", valeur_lue="b"),
    )
    expected = kept(*ordered)

    told = ("role", "nom_table", "colonne", "valeur_lue")
    assert [tuple(row[name] for name in told) for row in expected] == [
        tuple(getattr(each, name) for name in told) for each in ordered
    ]
    assert [row["partenariat_id"] for row in expected] == [None, *[7] * 5]
    assert all(kept(*each) == expected for each in permutations(ordered))
