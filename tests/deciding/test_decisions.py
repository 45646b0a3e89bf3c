"""Decisions: what a file may say, and what is refused by its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from decider import HEADER, LINES, as_csv, row, value, write

from annuaire.deciding.decisions import (
    HEADER as COLUMNS,
)
from annuaire.deciding.decisions import (
    ROLES,
    gather,
    open_columns,
    read,
    settle,
)
from annuaire.errors import DecisionError, UsageProblem
from annuaire.reading import dictionary

if TYPE_CHECKING:
    from pathlib import Path

    from annuaire.deciding.decisions import Decided

PHONE = value(19, "contacts", "telephone", "+33472103067")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "doutes.csv"


def settled(path: str, *package: str) -> Decided:
    """What the rows of a file decide of the small text, beside those of the package."""
    (ours,) = gather(package, ["texte"]).values()
    (theirs,) = gather([path], ["texte"]).values()
    return settle(LINES, ours, theirs)


# --- what is read -----------------------------------------------------------------------------------


def test_the_header_is_that_of_the_contract() -> None:
    """In its order."""
    assert ",".join(COLUMNS) == HEADER


def test_a_row_without_role_and_value_decides_nothing(path: Path) -> None:
    """Whatever else it says: of another text, of no table."""
    rows = [row(12), row(9000, imprime="x"), row(0, nom_table="lune", motif="?")]

    assert read(write(path, rows)) == ()


def test_a_value_is_read(path: Path) -> None:
    """Where it stands in the file, too."""
    cells = {"motif": "appel", "auteur": "A. M.", "lu": "+33472103066"}
    ((about, found),) = read(write(path, [row(3), {**PHONE, **cells}]))

    assert about is None
    assert (found.ligne, found.imprime) == (19, LINES[18])
    assert (found.role, found.place, found.valeur) == (
        None,
        ("contacts", "telephone"),
        "+33472103067",
    )
    assert (found.motif, found.auteur, found.lu) == ("appel", "A. M.", "+33472103066")
    assert (found.path, found.row) == (str(path), 3)


def test_null_empties_a_column(path: Path) -> None:
    """And is a decision."""
    ((_, found),) = read(write(path, [{**PHONE, "valeur": "NULL"}]))

    assert found.valeur is None
    assert found.place == ("contacts", "telephone")


@pytest.mark.parametrize("role", ["sous_point", "Sous-point", " sous point "])
def test_a_role_is_read_however_it_is_typed(path: Path, role: str) -> None:
    """Accents, capitals and hyphens aside; the columns that stood there are no value."""
    ((_, found),) = read(
        write(path, [row(36, role=role, nom_table="actions", colonne="annee_fin")])
    )

    assert found.role == "sous_point"
    assert found.place is None


def test_every_role_can_be_read(path: Path) -> None:
    """All of the closed set."""
    assert [each.role for _, each in read(write(path, [row(3, role=r) for r in ROLES]))] == [*ROLES]


@pytest.mark.parametrize(
    "how",
    [{"delimiter": ";"}, {"mark": "\ufeff"}, {"ends": "\r\n"}, {"delimiter": ";", "ends": "\r\n"}],
    ids=str,
)
def test_what_a_spreadsheet_saves_is_read(path: Path, how: dict[str, str]) -> None:
    """Its semicolons, its mark, its line ends, its empty lines."""
    text = as_csv([PHONE], delimiter=how.get("delimiter", ",")).replace("\n", how.get("ends", "\n"))
    path.write_text(how.get("mark", "") + text + how.get("ends", "\n"), "utf-8", newline="")
    ((_, found),) = read(str(path))

    assert found.valeur == "+33472103067"


def test_a_line_of_any_length_is_read(path: Path) -> None:
    """Some texts have no line ends at all."""
    assert len(read(write(path, [{**PHONE, "imprime": "a" * 300_000}]))) == 1


def test_the_line_of_a_row_that_goes_over_two(path: Path) -> None:
    """The first one, where an editor goes."""
    rows = [row(12, motif="a\nb\nc"), {**PHONE, "valeur": "x", "colonne": "lune"}]

    with pytest.raises(DecisionError) as raised:
        read(write(path, rows))
    assert raised.value.line == 5


# --- what is refused --------------------------------------------------------------------------------

REFUSED = [
    (row(19, role="chat"), "no role is called 'chat'. Roles: titre, libelle, "),
    ({**PHONE, "role": "texte"}, "role and valeur are both filled"),
    ({**PHONE, "role": "texte", "valeur": "NULL"}, "role and valeur are both filled"),
    ({**PHONE, "nom_table": ""}, "a valeur without nom_table and colonne"),
    ({**PHONE, "colonne": ""}, "a valeur without nom_table and colonne"),
    ({**PHONE, "nom_table": "contact"}, "there is no table 'contact'. Did you mean contacts"),
    ({**PHONE, "colonne": "telefone"}, "no column 'telefone'. Did you mean telephone"),
    ({**PHONE, "nom_table": "lignes", "colonne": "role"}, "no value of lignes is decided here"),
    ({**PHONE, "nom_table": "meta", "colonne": "valeur"}, "no value of meta is decided here"),
    ({**PHONE, "nom_table": "v_liens", "colonne": "region"}, "no value of v_liens"),
    ({**PHONE, "colonne": "nom"}, "contacts.nom is text as printed"),
    ({**PHONE, "colonne": "telephone_source"}, "contacts.telephone_source is text as printed"),
    ({**PHONE, "nom_table": "lune; DROP TABLE x"}, "there is no table 'lune; DROP TABLE x'"),
    ({**PHONE, "nom_table": "actions", "colonne": "texte"}, "actions.texte is text as printed"),
    ({**PHONE, "colonne": "id"}, "contacts.id is no value that is read"),
    ({**PHONE, "colonne": "partenariat_id"}, "contacts.partenariat_id is no value"),
    ({**PHONE, "colonne": "ordre"}, "contacts.ordre is no value"),
    ({**PHONE, "colonne": "ligne_debut"}, "contacts.ligne_debut is no value"),
    ({**PHONE, "nom_table": "partenariats", "colonne": "slug"}, "partenariats.slug is no value"),
    (
        {**PHONE, "nom_table": "repertoires", "colonne": "pays"},
        "no value of repertoires is decided here. Its facts",
    ),
    ({**PHONE, "nom_table": "secteurs", "colonne": "slug"}, "secteurs.slug is no value"),
    ({**PHONE, "nom_table": "partenariats_secteurs", "colonne": "secteur_id"}, "is no value"),
    ({**PHONE, "nom_table": "anomalies", "colonne": "gravite"}, "anomalies.gravite is no value"),
    ({**PHONE, "ligne": ""}, "ligne '' is no line number"),
    ({**PHONE, "ligne": "0"}, "ligne '0' is no line number"),
    ({**PHONE, "ligne": "-3"}, "ligne '-3' is no line number"),
    ({**PHONE, "ligne": "1,5"}, "ligne '1,5' is no line number"),
]


@pytest.mark.parametrize(("cells", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_a_row_that_can_not_hold(path: Path, cells: dict[str, str], told: str) -> None:
    """By the file, its line, and why; exit 3."""
    with pytest.raises(DecisionError) as raised:
        read(write(path, [row(12), cells]))

    assert str(raised.value).startswith(f"{path}:3: ")
    assert told in str(raised.value)
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"", 1, "not the header of decisions"),
        (b"a,b,c\n", 1, f"Its first line must be {HEADER}"),
        (HEADER.replace("motif,auteur", "auteur,motif").encode(), 1, "not the header"),
        (f"{HEADER},plus\n".encode(), 1, "not the header"),
        (f"{HEADER}\nx,19\n".encode(), 2, "2 cells, and the header has 11"),
        (f"{HEADER}\n\n{'x,' * 11}\n".encode(), 3, "12 cells, and the header has 11"),
        (f'{HEADER}\n\n"a"b,1,,,,,,,,,\n'.encode(), 3, "no CSV"),
        (f"{HEADER}\né".encode("latin-1"), None, "not UTF-8. Save the file as CSV UTF-8"),
    ],
    ids=range(8),
)
def test_a_file_that_is_none_of_decisions(
    path: Path, content: bytes, line: int | None, told: str
) -> None:
    """By its line, and what to do."""
    path.write_bytes(content)

    with pytest.raises(DecisionError, match=None) as raised:
        read(str(path))
    assert raised.value.where == (f"{path}:{line}" if line else str(path))
    assert told in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """By name."""
    with pytest.raises(DecisionError, match="can't be read"):
        read(str(tmp_path / "rien.csv"))


def test_what_is_open_is_never_as_printed() -> None:
    """Nor a key, a rank, a slug, a line; and most derived columns of what records hold are."""
    columns = {
        (table, each.name): each
        for table in open_columns()
        for each in dictionary.table(table).columns
    }
    decided = {(table, name) for table, names in open_columns().items() for name in names}

    assert len(decided) > 70
    for place in decided:
        assert not columns[place].verbatim
        assert columns[place].references is None
        assert not place[1].endswith(("_id", "_source"))
    assert {("partenariats", "annee_debut"), ("populations", "habitants"), ("actions", "annee_fin"),
            ("collectivites", "email"), ("partenaires", "province"), ("secteurs", "nom")} <= decided  # fmt: skip


# --- against the text -------------------------------------------------------------------------------


def test_the_words_that_the_person_saw_stand_there(path: Path) -> None:
    """White space at the ends and between words may have been lost on the way."""
    spaces = {**PHONE, "imprime": "  Tél. :\t04 72 10 30 66"}

    assert settled(write(path, [spaces])).decisions[0].imprime == LINES[18]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {**PHONE, "imprime": "Tél. : 04 72 10 30 67"},
            "line 19 prints 'Tél. : 04 72 10 30 66', not",
        ),
        ({**PHONE, "ligne": "20"}, "line 20 prints 'E-Mail : "),
        ({**PHONE, "ligne": "99999"}, "there is no line 99999: the text has 72"),
        (row(9, role="titre"), "line 9 prints nothing: it is no titre"),
        (row(19, role="blanc"), "line 19 prints something"),
    ],
    ids=range(5),
)
def test_a_row_that_does_not_stand_in_the_text(
    path: Path, cells: dict[str, str], told: str
) -> None:
    """By its line in the file."""
    with pytest.raises(DecisionError) as raised:
        settled(write(path, [row(12), cells]))

    assert raised.value.where == f"{path}:3"
    assert told in str(raised.value)


def test_two_rows_that_disagree(path: Path) -> None:
    """The second is refused, and names the first; in one file or in two."""
    other = {**PHONE, "valeur": "+33472103068"}

    with pytest.raises(DecisionError, match=rf"{path}:3: decides otherwise than {path}:2"):
        settled(write(path, [PHONE, other]))
    with pytest.raises(DecisionError, match="decides otherwise"):
        settled(write(path, [row(12, role="texte"), row(12, role="contact")]))


def test_two_rows_that_agree_are_one(path: Path) -> None:
    """And a role and a value of one line are two."""
    rows = [PHONE, {**PHONE, "motif": "encore"}, row(19, role="texte")]
    decided = settled(write(path, rows))

    assert [each.says[:2] for each in decided.decisions] == [
        ("texte", None),
        (None, "+33472103067"),
    ]
    assert decided.roles == {19: "texte"}


def test_a_person_goes_before_the_package(path: Path, tmp_path: Path) -> None:
    """Of one line and column; what was set aside is known. Its other decisions hold."""
    ours = write(tmp_path / "ours.csv", [{**PHONE, "valeur": "NULL"}, row(12, role="texte")])
    decided = settled(write(path, [PHONE]), ours)

    assert [each.says[:2] for each in decided.decisions] == [
        ("texte", None),
        (None, "+33472103067"),
    ]
    assert [each.told for each in decided.overruled] == ["contacts.telephone: NULL"]
    assert [each.told for each in decided.given] == ["contacts.telephone: +33472103067"]


def test_several_texts_are_told_apart_by_their_hash(path: Path) -> None:
    """In a first column; a file without one is about the only text."""
    named = write(path, [{**PHONE, "sha256": "b"}], header=f"sha256,{HEADER}")

    assert {text: len(found) for text, found in gather([named], ["a", "b"]).items()} == {
        "a": 0,
        "b": 1,
    }
    with pytest.raises(DecisionError, match="no source has this sha256: b"):
        gather([named], ["a"])
    with pytest.raises(UsageProblem, match="which of 2 sources"):
        gather([write(path, [PHONE])], ["a", "b"])
