"""Effects: what a decision changes, what follows it, what is kept of it, what can't be."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from decider import HEADER, LINES, keeps_the_laws, record, row, value, write
from loaded import rows
from petits_repertoires import JAPON
from texts import SOURCE

import annuaire
from annuaire.checking import check
from annuaire.errors import DecisionError
from annuaire.loading.build import build

if TYPE_CHECKING:
    from collections.abc import Callable

    Decide = Callable[..., str]

# --- values -----------------------------------------------------------------------------------------


def test_a_value_is_set_and_kept(decide: Decide) -> None:
    """In the first row there that the line prints; with what was read, why, and who says so."""
    cells = {"motif": "vérifié", "auteur": "A. Martin"}
    base = decide({**value(19, "contacts", "telephone", "+33472103067"), **cells})

    assert record(base).contacts[0].telephone == "+33472103067"
    assert record(base).contacts[0].telephone_source == "04 72 10 30 66"
    assert rows(base, "SELECT * FROM corrections") == [
        (1, LINES[18], None, None, "contacts", "telephone", "+33472103066", "+33472103067", "vérifié",
         "A. Martin", 1, 1, 19)
    ]  # fmt: skip
    assert keeps_the_laws(base)


def test_a_value_is_emptied(decide: Decide) -> None:
    """By NULL."""
    base = decide(value(20, "contacts", "email", "NULL"))

    assert record(base).contacts[0].email is None
    assert rows(base, "SELECT valeur_lue, valeur FROM corrections") == [
        ("isabelle.fernandez@mairie-lyon.fr", None)
    ]
    assert keeps_the_laws(base)


def test_a_value_that_nothing_printed_stands_beside(decide: Decide) -> None:
    """The law accepts a person's word for it, and no other."""
    base = decide(value(55, "contacts", "email", "sylvie.couratin@region-bretagne.fr"))

    assert record(base, 2).contacts[0].email == "sylvie.couratin@region-bretagne.fr"
    assert keeps_the_laws(base)
    with closing(sqlite3.connect(base)) as changed:
        changed.execute("DELETE FROM corrections")
        changed.commit()
    with closing(annuaire.connect(base)) as reread:
        broken = {law.code for law in check(reread) if not law.kept}
    assert broken == {"valeurs", "contenu", "integrite"}


@pytest.mark.parametrize(
    ("decided", "held"),
    [
        (value(22, "populations", "habitants", "453 000"), None),
        (value(22, "populations", "habitants", "453001"), 453001),
        (value(22, "populations", "habitants", "-3"), None),
        (value(22, "populations", "perimetre", "lune"), None),
        (value(12, "collectivites", "code_postal", "6920"), None),
        (value(12, "collectivites", "latitude", "91"), None),
        (value(12, "collectivites", "latitude", "45,76"), None),
        (value(12, "collectivites", "latitude", "45.76"), 45.76),
        (value(19, "contacts", "telephone", "04 72 10 30 67"), None),
        (value(19, "contacts", "telephone", "33472103067"), None),
        (value(20, "contacts", "email", "isabelle"), None),
        (value(20, "contacts", "email", "a@b@c"), None),
        (value(15, "collectivites", "site", "www.lyon.fr"), None),
        (value(15, "collectivites", "site", "http://www.lyon.fr"), "http://www.lyon.fr"),
        (value(66, "actions", "annee_debut", "1066"), None),
        (value(66, "actions", "annee_fin", "1991"), None),
        (value(66, "actions", "annee_fin", "1993"), 1993),
        (value(43, "partenariats_acteurs", "cote", "chine"), None),
        (value(43, "partenariats_acteurs", "cote", "partenaire"), "partenaire"),
    ],
    ids=lambda found: found["valeur"] if isinstance(found, dict) else repr(found),
)
def test_a_value_has_the_type_and_the_form_of_its_column(
    decide: Decide, decided: dict[str, str], held: object
) -> None:
    """Else it is refused by its line in the file: SQLite and the law on forms say why."""
    if held is None:
        with pytest.raises(DecisionError, match=r"doutes\.csv:2: .+ can't be: ") as raised:
            decide(decided)
        assert raised.value.exit_code == 3
        return
    base = decide(decided)
    query = f"SELECT {decided['colonne']} FROM {decided['nom_table']}"

    assert (held,) in rows(base, query)
    assert keeps_the_laws(base)


def test_nothing_is_written_when_a_value_is_refused(decide: Decide, tmp_path: Path) -> None:
    """The database is left as it was."""
    with pytest.raises(DecisionError):
        decide(value(12, "populations", "habitants", "0"))

    assert not (tmp_path / "new.db").exists()


def test_a_line_that_prints_no_such_row(decide: Decide) -> None:
    """Refused: nothing could be set."""
    with pytest.raises(DecisionError, match="line 19 prints no row of populations"):
        decide(value(19, "populations", "habitants", "1"))
    with pytest.raises(DecisionError, match="line 3 prints no sector"):
        decide(value(3, "secteurs", "nom", "Sport"))


def test_columns_that_hold_together_are_set_together(decide: Decide) -> None:
    """A year and its nature, in any order; alone, the year of a record that had none is refused."""
    text = JAPON.replace("en 1990", "autrefois").replace("en 1992", "alors")
    year = value(60, "partenariats", "annee_debut", "1991", text)
    nature = value(60, "partenariats", "annee_debut_nature", "proposition", text)

    with pytest.raises(DecisionError, match="annee_debut and annee_debut_nature go together"):
        decide(year, text=text)
    base = decide(nature, year, text=text)
    found = record(base, 2)

    assert (found.annee_debut, found.annee_debut_nature) == (1991, "proposition")
    assert found.annee_debut_preuve == "Demande de la Préfecture de Miyagi autrefois."
    assert keeps_the_laws(base)


def test_a_year_rests_on_the_line_that_was_decided_on(decide: Decide) -> None:
    """And where there is none, it has neither a nature nor words to rest on."""
    base = decide(value(36, "partenariats", "annee_debut", "1998"))
    assert record(base).annee_debut_preuve == "exposition de soieries à Yokohama en 1998 ;"
    assert keeps_the_laws(base)

    base = decide(value(25, "partenariats", "annee_debut", "NULL"))
    found = record(base)
    assert (found.annee_debut, found.annee_debut_nature, found.annee_debut_preuve) == (None,) * 3
    assert keeps_the_laws(base)


def test_a_place_is_one_row_for_all_records(decide: Decide) -> None:
    """Its distances follow its point."""
    text = JAPON.replace("Préfecture de Miyagi", "Yokohama (Kanagawa)")
    base = decide(
        value(8, "partenaires", "latitude", "35.44", text),
        value(8, "partenaires", "longitude", "139.64", text),
        value(8, "partenaires", "province", "Kanagawa", text),
        value(12, "collectivites", "latitude", "45.76", text),
        value(12, "collectivites", "longitude", "4.83", text),
        text=text,
    )

    assert rows(base, "SELECT latitude, province FROM partenaires") == [(35.44, "Kanagawa")]
    (first, second) = rows(base, "SELECT distance_km FROM partenariats_partenaires")
    assert first[0] == pytest.approx(9913, abs=1)
    assert second != first
    assert keeps_the_laws(base)


def test_a_division_follows_its_name(tmp_path: Path) -> None:
    """`province_id`, which nobody decides, too; here Daxing, which the text puts into Shanghai."""
    lines = SOURCE.read_text("utf-8-sig")
    target = str(tmp_path / "new.db")
    decided = write(tmp_path / "d.csv", [value(794, "partenaires", "province", "Shanghai", lines)])
    build([str(SOURCE)], target, corrections=[decided])
    query = """SELECT y.province, p.nom FROM partenaires y JOIN provinces p ON p.id = y.province_id
        JOIN partenariats_partenaires l ON l.partenaire_id = y.id WHERE l.ligne_debut = 794"""

    assert rows(target, query) == [("Shanghai", "Shanghai")]
    assert keeps_the_laws(target)


def test_a_label_means_other_sectors(decide: Decide) -> None:
    """By their names or slugs, several of them too; none by NULL. The anomaly stays."""
    base = decide(value(32, "secteurs", "nom", "culture et francophonie | sport"))

    assert [s.slug for s in record(base).secteurs[1].secteurs] == ["culture-francophonie", "sport"]
    assert rows(base, "SELECT valeur_lue, valeur FROM corrections") == [
        (None, "Culture et francophonie | Sport")
    ]
    assert rows(base, "SELECT count(*) FROM anomalies WHERE code = 'secteur_inconnu'") == [(1,)]
    assert keeps_the_laws(base)

    base = decide(value(31, "secteurs", "nom", "NULL"))
    assert record(base).secteurs[0].secteurs == ()
    assert keeps_the_laws(base)


def test_a_sector_that_is_none(decide: Decide) -> None:
    """Refused, with those there are."""
    with pytest.raises(
        DecisionError, match=r"no sector is called 'Origami'\. Sectors: Action sociale"
    ):
        decide(value(32, "secteurs", "nom", "Origami"))


def test_what_is_searched_is_the_corrected_name(decide: Decide) -> None:
    """The index is made of the rows as they were decided."""
    base = decide(value(8, "partenaires", "nom_actuel", "Yokohama-la-Neuve"))

    with closing(annuaire.connect(base)) as connection:
        assert [hit.numero for hit in annuaire.search("neuve", connection)] == [1]


# --- what the text gets wrong -----------------------------------------------------------------------


def erratum(line: int, wrong: str, right: str, **cells: str) -> dict[str, str]:
    return {**value(line, "anomalies", "valeur_corrigee", right), "lu": wrong, **cells}


def test_an_erratum_is_an_anomaly(decide: Decide) -> None:
    """On the lines that print the words, over a blank line too; the text stays as it is."""
    base = decide(
        erratum(
            38, "l’Université de Yokohama", "l’Université municipale", motif="Deux universités."
        ),
        erratum(38, "Echanges", "Échanges"),
    )
    query = """SELECT code, gravite, message, ligne, ligne_fin, valeur_source, valeur_corrigee,
        partenariat_id FROM anomalies WHERE code = 'erratum'"""

    assert rows(base, query) == [
        ("erratum", "avertissement", "La source se trompe sur un fait.", 38, 38, "Echanges",
         "Échanges", 1),
        ("erratum", "avertissement", "Deux universités.", 38, 40, "l’Université de Yokohama",
         "l’Université municipale", 1),
    ]  # fmt: skip
    assert "l’Université de Yokohama" in record(base).actions[1].texte
    assert keeps_the_laws(base)


@pytest.mark.parametrize("words", ["", "Kyoto", "soieries à Yokohama"])
def test_an_erratum_in_words_that_are_not_there(decide: Decide, words: str) -> None:
    """Refused: they must begin on its line."""
    with pytest.raises(DecisionError, match="line 38 does not print"):
        decide(erratum(38, words, "x"))


def test_the_real_text_has_its_errata(tmp_path: Path) -> None:
    """Shipped with the package, for the text of that hash alone."""
    base = str(tmp_path / "new.db")
    build([str(SOURCE)], base)
    codes = "SELECT code, count(*) FROM {} GROUP BY code"
    errata = rows(base, codes.format("corrections WHERE nom_table = 'anomalies'"))
    assert dict(errata) == {"coquille": 15, "erratum": 8}
    assert set(errata) <= set(rows(base, codes.format("anomalies")))
    assert keeps_the_laws(base)

    other = tmp_path / "autre.txt"
    other.write_bytes(SOURCE.read_bytes() + b"\n")
    build([str(other)], base)
    assert rows(base, "SELECT * FROM corrections") == []
    assert rows(base, "SELECT * FROM anomalies WHERE code IN ('erratum', 'coquille')") == []


# --- the whole --------------------------------------------------------------------------------------


def test_a_file_that_decides_nothing_changes_nothing(decide: Decide, tmp_path: Path) -> None:
    """Byte for byte."""
    source = tmp_path / "japon.txt"
    base = decide(*(row(n) for n in range(1, 30)))
    build([str(source)], str(tmp_path / "bare.db"))

    assert Path(base).read_bytes() == (tmp_path / "bare.db").read_bytes()


def test_the_order_of_rows_and_files_says_nothing(decide: Decide, tmp_path: Path) -> None:
    """The same database comes of them."""
    decided = [
        value(19, "contacts", "telephone", "+33472103067"),
        value(32, "secteurs", "nom", "Sport"),
        row(36, role="point"),
        value(25, "partenariats", "annee_debut", "1960"),
    ]
    first = Path(decide(*decided)).read_bytes()
    one, two = (write(tmp_path / f"{n}.csv", decided[n::2]) for n in (1, 0))
    build([str(tmp_path / "japon.txt")], str(tmp_path / "two.db"), corrections=[one, two])

    assert first == (tmp_path / "two.db").read_bytes()


def test_each_source_has_its_decisions(tmp_path: Path) -> None:
    """By its hash; lines of one say nothing of the other."""
    import hashlib

    other = JAPON.replace("453 000", "453 001")
    for name, text in (("a", JAPON), ("b", other)):
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    decided = write(
        tmp_path / "d.csv",
        [{**value(22, "populations", "habitants", "7", other),
          "sha256": hashlib.sha256(other.encode()).hexdigest()}],
        header=f"sha256,{HEADER}",
    )  # fmt: skip
    base = str(tmp_path / "new.db")
    build([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], base, corrections=[decided])

    assert [n for (n,) in rows(base, "SELECT habitants FROM populations ORDER BY id")][::2] == [
        453000, 7,
    ]  # fmt: skip
    assert keeps_the_laws(base)


def test_a_copy_without_contacts_has_no_word_on_them(decide: Decide, tmp_path: Path) -> None:
    """A correction would tell what was taken out."""
    from annuaire.exports import sqlite

    base = decide(
        value(19, "contacts", "telephone", "+33472103067"),
        value(22, "populations", "habitants", "453001"),
    )
    with (
        closing(annuaire.connect(base)) as connection,
        closing(sqlite.without_contacts(connection)) as copy,
    ):
        kept = copy.execute("SELECT nom_table FROM corrections").fetchall()
    assert [tuple(each) for each in kept] == [("populations",)]


def test_the_message_of_a_refusal_names_the_file_once(decide: Decide) -> None:
    """And its line."""
    with pytest.raises(DecisionError) as raised:
        decide(value(12, "collectivites", "code_postal", "x"))
    told = r"\S+doutes\.csv:2: 'x' can't be: code_postal is five digits"
    assert re.fullmatch(told, str(raised.value))
