"""Loading: what is loaded with anomalies, that nothing is invented, and what is read back."""

from __future__ import annotations

import dataclasses
import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from generator import Extrait, Mise, directories, layouts, print_directory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loaded import broken_laws, codes, rows, write
from petits_repertoires import COUPE, JAPON, REPETE, SANS_TITRE
from texts import SOURCE

import annuaire
from annuaire.errors import InputError, SourceError
from annuaire.loading.build import StrictFailure, build
from annuaire.loading.verdict import why_no_directory

if TYPE_CHECKING:
    from pathlib import Path

    from annuaire.loading.build import Report
    from annuaire.records import Partenariat


def test_a_bom_is_kept(tmp_path: Path) -> None:
    """It is no letter of the first line, and the hash is that of the bytes."""
    content = b"\xef\xbb\xbf" + JAPON.encode()
    target = str(tmp_path / "new.db")
    build([write(tmp_path / "japon.txt", content)], target)

    assert rows(target, "SELECT bom, titre FROM repertoires") == [
        (1, "Liste des partenariats franco-japonais")
    ]
    assert rows(target, "SELECT texte FROM lignes WHERE numero = 1") == [(" Avertissement :  ",)]
    assert broken_laws(target) == []


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("final", ["", "\n", "\n \n\n"])
def test_line_ends_are_kept(tmp_path: Path, crlf: bool, final: str) -> None:
    """LF or CRLF, a final newline or none: the lines give the file again, byte for byte."""
    text = (JAPON + final).replace("\n", "\r\n" if crlf else "\n")
    target = str(tmp_path / "new.db")
    build([write(tmp_path / "japon.txt", text)], target)
    found = rows(target, "SELECT texte || fin FROM lignes ORDER BY numero")

    assert text == "".join(line for (line,) in found)
    assert broken_laws(target) == []


# --- loaded, with anomalies -------------------------------------------------------------------------


def test_a_record_without_heading_is_loaded(tmp_path: Path) -> None:
    """It has no name and an error beside it, and so has the list's entry."""
    target = str(tmp_path / "new.db")
    report = build([write(tmp_path / "japon.txt", SANS_TITRE)], target)

    assert codes(report) >= {"titre_absent", "liste_sans_fiche"}
    assert rows(target, "SELECT nom, nom_court FROM collectivites ORDER BY id") == [
        ("Lyon", "Lyon"),
        (None, None),
    ]
    assert rows(target, "SELECT intitule, slug, titre FROM partenariats WHERE numero = 2") == [
        ("Fiche 2", "fiche-2", None)
    ]
    assert broken_laws(target) == []


def test_a_record_twice_is_loaded_twice(tmp_path: Path) -> None:
    """Whole beside the first, under another slug, with an anomaly; nothing is merged."""
    target = str(tmp_path / "new.db")
    report = build([write(tmp_path / "japon.txt", REPETE)], target)
    repeated = [note for _, note in report.anomalies if note.code == "fiche_repetee"]

    assert [(note.fiche, note.valeur_corrigee) for note in repeated] == [
        (3, "fiche 1"),
        (4, "fiche 2"),
    ]
    assert rows(target, "SELECT slug FROM partenariats ORDER BY numero") == [
        ("lyon",),
        ("bretagne",),
        ("commune-lyon",),
        ("region-bretagne",),
    ]
    assert rows(target, "SELECT count(*) FROM actions") == [(2 * (4 + 1),)]
    assert broken_laws(target) == []


def test_a_text_cut_in_the_middle_is_loaded(tmp_path: Path) -> None:
    """What was printed before the cut is there; the list announces a record that is not."""
    target = str(tmp_path / "new.db")
    report = build([write(tmp_path / "japon.txt", COUPE)], target)

    assert "liste_sans_fiche" in codes(report)
    assert rows(target, "SELECT perspectives FROM v_couverture") == [(0,)]
    assert rows(target, "SELECT slug FROM partenariats") == [("lyon",)]
    assert broken_laws(target) == []


@pytest.mark.parametrize("bullet", ["\uf0d8 ", " "], ids=["bullets", "no bullets"])
def test_a_list_alone_is_refused(tmp_path: Path, bullet: str) -> None:
    """It announces records, and has none."""
    text = JAPON[: JAPON.index(" Lyon – Yokohama")].replace("\uf0d8 ", bullet)

    with pytest.raises(SourceError, match="a list of partnerships, but no record was found"):
        build([write(tmp_path / "japon.txt", text)], str(tmp_path / "new.db"))


def test_strict_refuses_errors_and_writes_nothing(tmp_path: Path) -> None:
    """Its failure carries the report, so that the errors can be told."""
    target = tmp_path / "new.db"

    with pytest.raises(StrictFailure) as caught:
        build([write(tmp_path / "japon.txt", SANS_TITRE)], str(target), strict=True)

    assert isinstance(caught.value, InputError)
    assert caught.value.exit_code == 3
    assert {"titre_absent", "liste_sans_fiche"} <= codes(caught.value.report)
    assert not target.exists()


def test_strict_accepts_warnings(tmp_path: Path, japon: str) -> None:
    """The sector that nobody knows is a warning."""
    target = tmp_path / "new.db"
    report = build([japon], str(target), strict=True)

    assert "secteur_inconnu" in codes(report)
    assert target.exists()


def test_strict_accepts_the_real_text(built: tuple[str, Report]) -> None:
    """The published text has no error."""
    assert not built[1].gravities["erreur"]


def test_the_report_counts_rows_and_anomalies(built: tuple[str, Report]) -> None:
    """As many rows per table as the database holds."""
    target, report = built

    assert report.rows["partenariats"] == report.rows["recherche_fiches"] == 35
    assert report.doubts == 0
    for table, count in report.rows.items():
        assert rows(target, f"SELECT count(*) FROM {table}") == [(count,)]
    assert {path.rpartition("/")[2] for path, _ in report.anomalies} == {SOURCE.name, "japon.txt"}
    assert rows(target, "SELECT count(*) FROM anomalies") == [(len(report.anomalies),)]


# --- read(write(x)) == x ----------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A record as nested dicts, slugs aside."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (each.name for each in dataclasses.fields(value) if each.name != "slug")
        return {name: plain(getattr(value, name)) for name in fields}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def read_back(path: str, repertoire: str | None = None) -> list[Partenariat]:
    with closing(annuaire.connect(path)) as base:
        return annuaire.partenariats(base, repertoire)


def test_what_was_written_is_read_back(both: str) -> None:
    """Every field of every record of the first source, slugs included."""
    expected = list(annuaire.parse(SOURCE.read_bytes().decode()).partenariats)

    assert len(expected) == 33
    assert expected == read_back(both, "chine")


@pytest.mark.parametrize(
    ("table", "owner"),
    [("actions", "partenariat_id"), ("contacts", "partenariat_id"), ("annexes", "repertoire_id"),
     ("partenariats_secteurs", "partenariat_id"), ("dirigeants", "collectivite_id")],
)  # fmt: skip
def test_ranks_are_those_of_print(both: str, table: str, owner: str) -> None:
    """From one on, none left out; what means two things has one; what stands inside counts."""
    ranks = f"SELECT max(ordre), count(DISTINCT ordre), min(ordre) FROM {table} GROUP BY {owner}"

    assert {(last == count, first) for last, count, first in rows(both, ranks)} == {(True, 1)}


def test_what_was_written_of_a_later_source_is_read_back(both: str) -> None:
    """Every field of every record, slugs aside."""
    expected = [plain(record) for record in annuaire.parse(JAPON).partenariats]

    assert len(expected) == 2
    assert expected == [plain(record) for record in read_back(both, "japon")]


@settings(
    max_examples=15,
    suppress_health_check=[*HealthCheck],
)
@given(directories(max_records=3), layouts())
def test_any_directory_is_written_and_read_back(
    tmp_path_factory: pytest.TempPathFactory, extrait: Extrait, mise: Mise
) -> None:
    """What the generator prints, of any country: read(write(x)) == x, and every law holds."""
    folder = tmp_path_factory.mktemp("directory")
    text = print_directory(extrait, mise).texte
    target = str(folder / "new.db")
    build([write(folder / "source.txt", text)], target)

    assert list(annuaire.parse(text).partenariats) == read_back(target)
    assert broken_laws(target) == []


# --- damaged texts ------------------------------------------------------------------------------------

LINES = SOURCE.read_bytes().decode().split("\n")
FRAGMENTS = [
    "Maire :",
    "Président : ",
    " Liste des partenariats franco-chinois : \n\uf0d8",
    " Liste des partenariats franco-chinois : \n- ",
    " Lyon – Canton \n- \nMaire : ",
    " Lyon – Canton \n \nMaire : \nM. X Y \nPerspectives : \n\uf0d8\nSuite. ",
    "Maire :\nPopulation : 400 000 habitants \n\uf0d8 4ème ville de France (2ème ville étudiante) ",
    ("Maire :\nSecteurs d’intervention :\n\uf0d8 Soutien aux formations universitaires par des "
    "établissements \nd’enseignement supérieur. "),
    "Maire :\nSecteurs d’intervention :\n\uf0d8 Echanges économiques de l’industrie automobile.",
    "Maire :\nContacts : \nTél. : ",
    "Maire :\nContacts : \nE-Mail : a@b.fr \nSite Internet : www.a.fr ",
    "Maire : M. X Y \nMaire : M. Z T ",
    "Maire :\nActeurs impliqués : \nEn France : ;;; \nEn Chine : ",
    "Maire :\nActions réalisées : \n- \n-- a \n- - b \n\uf0d8",
]  # fmt: skip


def assert_lawful(folder: Path, text: str) -> None:
    """The text is built, keeps every law and is read back; or it is refused as no directory."""
    source, target = write(folder / "source.txt", text), str(folder / "new.db")
    reading = annuaire.parse(text)
    why = why_no_directory(reading)
    if why is not None:
        with pytest.raises(SourceError, match=re.escape(why)):
            build([source], target)
        return
    build([source], target)

    assert broken_laws(target) == []
    assert list(reading.partenariats) == read_back(target)


@pytest.mark.parametrize("text", FRAGMENTS, ids=range(len(FRAGMENTS)))
def test_fragments_break_no_law(tmp_path: Path, text: str) -> None:
    """The least of records: whatever is loaded is lawful."""
    assert_lawful(tmp_path, text)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A run of the real text in which lines were lost, doubled, exchanged, cut or put in."""
    start = draw(st.integers(0, 2400))
    lines = LINES[start : start + draw(st.sampled_from([40, 120, 400]))]
    if draw(st.booleans()):
        lines = LINES[:46] + lines
    for _ in range(draw(st.integers(0, 12))):
        index, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["lose", "double", "exchange", "cut", "strip", "put"])):
            case "lose":
                lines[index] = ""
            case "double":
                lines.insert(other, lines[index])
            case "exchange":
                lines[index], lines[other] = lines[other], lines[index]
            case "cut":
                lines[index] = lines[index][: draw(st.integers(0, 20))]
            case "strip":
                lines[index] = lines[index].strip()
            case "put":
                lines.insert(index, draw(st.sampled_from(PUT)))
    return "\n".join(lines)


PUT = [" ", " 30 ", "Maire :", "\uf0d8", "- ", "Tél. : ", "En Chine : ", "(", "Inconnue : ", "o "]
ANY_HEALTH = [*HealthCheck]


@settings(suppress_health_check=ANY_HEALTH)
@given(damaged())
def test_damaged_texts_break_no_law(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever happened to the text: what is loaded is lawful, and nothing is lost."""
    assert_lawful(tmp_path_factory.mktemp("damaged"), text)


def test_a_form_feed_opens_a_page(tmp_path: Path) -> None:
    """Counted from the text alone; a text without any has no pages."""
    paged = JAPON.replace("\nContacts", "\n\fContacts").replace("Perspectives", "\f\fPerspectives")
    target = str(tmp_path / "new.db")
    build([write(tmp_path / "japon.txt", paged)], target)
    pages = rows(target, "SELECT page, min(texte), count(*) FROM lignes GROUP BY page")
    first = {
        page: rows(target, f"SELECT texte FROM lignes WHERE page = {page}")[0][0]
        for page in (1, 2, 4)
    }

    assert [page for page, *_ in pages] == [1, 2, 4]
    assert first[2].startswith("\fContacts")
    assert first[4].startswith("\f\fPerspectives")

    build([write(tmp_path / "japon.txt", JAPON)], target)
    assert rows(target, "SELECT DISTINCT page FROM lignes") == [(None,)]


def test_the_other_names_of_a_province(both: str) -> None:
    """None is the name it has, none stands twice in a language; French ones are among them."""
    of = "FROM noms n JOIN provinces p ON p.id = n.province_id"

    assert rows(both, f"SELECT p.nom {of} WHERE n.nom = p.nom") == []
    assert rows(both, f"SELECT 1 {of} GROUP BY p.id, n.nom, n.langue HAVING count(*) > 1") == []
    assert ("Mongolie intérieure",) in rows(both, f"SELECT n.nom {of} WHERE n.langue = 'fr'")
