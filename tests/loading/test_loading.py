"""Loading: what is refused and why, what is loaded with anomalies, and that nothing is invented."""

from __future__ import annotations

import dataclasses
import gzip
import io
import re
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from generator import Extrait, Mise, directories, layouts, print_directory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from petits_repertoires import COUPE, JAPON, REPETE, SANS_TITRE
from texts import SOURCE

import annuaire
from annuaire.checking import check
from annuaire.errors import InputError, OutputError, SourceError
from annuaire.loading.build import StrictFailure, build
from annuaire.loading.sources import read_source
from annuaire.loading.verdict import why_no_directory

if TYPE_CHECKING:
    from pathlib import Path

    from annuaire.loading.build import Report
    from annuaire.records import Partenariat

JUNK = {
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "gzip": gzip.compress(SOURCE.read_bytes(), mtime=0),
    "utf-16 little endian": "\ufeff".encode("utf-16-le") + JAPON.encode("utf-16-le"),
    "utf-16 big endian": "\ufeff".encode("utf-16-be") + JAPON.encode("utf-16-be"),
    "sqlite": b"SQLite format 3\0" + bytes(100),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}

COREE = JAPON.replace("japonais", "coréens").replace("Au Japon", "En Corée du Sud")
"""The same directory of another country."""


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.fixture
def japon(tmp_path: Path) -> str:
    return write(tmp_path / "japon.txt", JAPON)


def rows(path: str, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


def codes(report: Report) -> set[str]:
    return {note.code for _, note in report.anomalies}


def broken_laws(path: str) -> list[tuple[str, tuple[str, ...]]]:
    with closing(annuaire.connect(path)) as base:
        return [(law.code, law.faults) for law in check(base) if not law.kept]


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"", None, "the file is empty"),
        (b" \n\t\r\n \n", None, "the file is empty"),
        (b"\xef\xbb\xbf", None, "the file is empty"),
        (b"\xef\xbb\xbf \n", None, "the file is empty"),
        (JUNK["pdf"], None, "this PDF can't be read"),
        (JUNK["gzip"], None, "a gzip archive"),
        (JUNK["utf-16 little endian"], None, "UTF-16"),
        (JUNK["utf-16 big endian"], None, "UTF-16"),
        (JUNK["sqlite"], None, "a database"),
        (JUNK["png"], None, "not a text but a picture (PNG). It holds no text: run OCR first"),
        (b"\x89 png", 1, "byte 0x89 is not UTF-8 (byte 1 of the line, byte 1 of the file)"),
        (
            "Liste\nMaire : \nN\u00e9".encode("latin-1"),
            3,
            "byte 0xE9 is not UTF-8 (byte 2 of the line, byte 17 of the file)",
        ),
        (b"Liste\r\n\r\nabc\xff", 3, "byte 0xFF is not UTF-8 (byte 4 of the line"),
        (b"a\n\nb\0c\n", 3, "a NUL character (byte 2 of the line, byte 5 of the file)"),
        ("Bonjour, ceci n’est pas un répertoire.\n", 1, "no list of partnerships and no record"),
        ("Nom : \nTél. : 04 72 10 30 30\n", 1, "no list of partnerships and no record"),
    ],
    ids=range(16),
)
def test_what_is_no_directory_is_refused(
    tmp_path: Path, content: str | bytes, line: int | None, told: str
) -> None:
    """The refusal says what, in which file, on which line and byte, and writes nothing."""
    path, target = write(tmp_path / "source.txt", content), tmp_path / "new.db"

    with pytest.raises(SourceError) as caught:
        build([path], str(target))

    assert (path, line) == (caught.value.path, caught.value.line)
    assert told in str(caught.value)
    assert caught.value.exit_code == 3
    assert not target.exists()


def test_a_zip_archive_is_refused(tmp_path: Path) -> None:
    """An office document is a zip archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("document.xml", JAPON)

    with pytest.raises(SourceError, match="a zip archive or an office document"):
        read_source(write(tmp_path / "annuaire.docx", whole.getvalue()))


@pytest.mark.parametrize(
    ("name", "told"), [("missing.txt", "No such file"), (".", "this is a folder")]
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, told: str) -> None:
    """A missing file and a folder are told apart."""
    path = str(tmp_path / name)

    with pytest.raises(SourceError, match=told) as caught:
        build([path], str(tmp_path / "new.db"))

    assert path == caught.value.path


@pytest.mark.parametrize("role", ["target", "review"])
def test_a_source_is_not_written_over(tmp_path: Path, japon: str, role: str) -> None:
    """Else a slip of the keyboard would lose the text."""
    target, review = (japon, None) if role == "target" else (str(tmp_path / "x.db"), japon)

    with pytest.raises(OutputError, match="this is what is read"):
        build([japon], target, review=review)

    assert read_source(japon).path == japon
    assert not (tmp_path / "x.db").exists()


def test_one_bad_source_spoils_the_build(tmp_path: Path, japon: str) -> None:
    """Nothing is built of the good ones alone."""
    target = tmp_path / "new.db"

    with pytest.raises(SourceError):
        build([japon, write(tmp_path / "empty.txt", b"")], str(target))

    assert not target.exists()


@pytest.mark.parametrize("twin", ["japon.txt", "copy.txt"])
def test_the_same_bytes_twice_are_refused(tmp_path: Path, japon: str, twin: str) -> None:
    """Under the same name or another: what is the same is told, by both names."""
    second = write(tmp_path / twin, JAPON)

    with pytest.raises(SourceError, match="the same bytes as") as caught:
        build([japon, second], str(tmp_path / "new.db"))

    assert second == caught.value.path
    assert japon in str(caught.value)


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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Report]:
    """A database of the real text and a Japanese one, strictly built, and what was told of it."""
    folder = tmp_path_factory.mktemp("both")
    target = str(folder / "both.db")
    sources = [str(SOURCE), write(folder / "japon.txt", JAPON)]
    return target, build(sources, target, strict=True)


@pytest.fixture
def both(built: tuple[str, Report]) -> str:
    """That database; nothing is written to it."""
    return built[0]


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


# --- several sources ------------------------------------------------------------------------------


def test_two_sources_keep_the_laws(both: str) -> None:
    """Every law holds of both."""
    assert broken_laws(both) == []


def test_slugs_of_later_sources_end_in_the_directory_s(both: str) -> None:
    """`lyon` stays the first source's; the later one's records, authorities and places say whose."""
    found = rows(both, "SELECT slug FROM repertoires ORDER BY id")
    later = "WHERE repertoire_id = 2 ORDER BY id"

    assert found == [("chine",), ("japon",)]
    for table in ("partenariats", "collectivites"):
        assert rows(both, f"SELECT slug FROM {table} {later}") == [
            ("lyon-japon",),
            ("bretagne-japon",),
        ]
        assert rows(both, f"SELECT repertoire_id FROM {table} WHERE slug = 'lyon'") == [(1,)]
    assert rows(both, f"SELECT slug FROM partenaires {later}") == [
        ("yokohama-japon",),
        ("miyagi-japon",),
    ]


def test_numbers_begin_again_in_each_source(both: str) -> None:
    """A number means a rank in its directory; ids go on."""
    assert rows(both, "SELECT id, numero FROM partenariats WHERE repertoire_id = 2") == [
        (34, 1),
        (35, 2),
    ]
    assert rows(both, "SELECT max(numero) FROM lignes WHERE repertoire_id = 2") == [
        (len(JAPON.split("\n")),)
    ]


def test_an_authority_is_tied_across_sources_by_its_key(both: str) -> None:
    """A snapshot each, one `autorite`, other names in the languages of each partner country."""
    found = rows(both, "SELECT id, autorite, slug FROM collectivites WHERE autorite = 'COM-69123'")
    china, japan = (
        {*rows(both, f"SELECT nom, langue FROM noms WHERE collectivite_id = {number}")}
        for number, *_ in found
    )

    assert [slug for *_, slug in found] == ["lyon", "lyon-japon"]
    assert ("里昂", "zh") in china
    assert japan
    assert japan == {(name, language) for name, language in china if language in {"fr", "en", None}}


def test_a_sector_is_found_in_the_language_of_the_directory(both: str) -> None:
    """The Chinese name of a sector is searched in the directory of China, not in Japan's."""
    found = rows(
        both,
        "SELECT x.repertoire_id, max(instr(x.texte, s.nom_chinois) > 0) FROM textes x"
        " JOIN secteurs s ON instr(x.texte, s.nom) WHERE x.rubrique = 'vocabulaire' GROUP BY 1",
    )

    assert found == [(1, 1), (2, 0)]


def test_provinces_are_those_of_the_countries(both: str) -> None:
    """All of China's and Japan's, partners or not; a place is in the one that it is."""
    counts = rows(both, "SELECT pays_code, count(*) FROM provinces GROUP BY 1 ORDER BY 1")
    places = rows(
        both,
        "SELECT p.nom, v.nom, p.pays_code FROM partenaires p"
        " LEFT JOIN provinces v ON v.id = p.province_id WHERE p.repertoire_id = 2",
    )

    assert counts == [("CN", 34), ("JP", 47)]
    assert places == [("Yokohama", "Kanagawa", "JP"), ("Préfecture de Miyagi", "Miyagi", "JP")]


def test_another_wording_of_a_place_is_a_name(both: str) -> None:
    """« Shanghai » in one record, « Municipalité de Shanghai » in another: one place, two names."""
    found = rows(
        both,
        "SELECT DISTINCT n.nom FROM noms n JOIN partenaires p ON p.id = n.partenaire_id"
        " WHERE p.slug = 'shanghai' AND n.nom = 'Shanghai'",
    )

    assert found == [("Shanghai",)]


def test_a_second_directory_of_one_country(tmp_path: Path, japon: str) -> None:
    """`japon`, then `japon-2`."""
    target = str(tmp_path / "new.db")
    build([japon, write(tmp_path / "japon.bis.txt", JAPON + "\n")], target)

    assert rows(target, "SELECT slug FROM repertoires ORDER BY id") == [("japon",), ("japon-2",)]
    assert rows(target, "SELECT slug FROM partenariats ORDER BY id") == [
        ("lyon",),
        ("bretagne",),
        ("lyon-japon-2",),
        ("bretagne-japon-2",),
    ]
    assert broken_laws(target) == []


def test_bodies_of_two_countries_are_two(tmp_path: Path, japon: str) -> None:
    """The French embassy in Tokyo is not the one in Seoul; the town of Lyon is one."""
    target = str(tmp_path / "new.db")
    build([japon, write(tmp_path / "coree.txt", COREE)], target)
    bodies = dict(
        rows(
            target,
            "SELECT l.libelle, count(DISTINCT l.acteur_id) FROM partenariats_acteurs l"
            " WHERE l.libelle IN ('Ambassade de France', 'Ville de Lyon') GROUP BY l.libelle",
        )
    )

    assert bodies == {"Ambassade de France": 2, "Ville de Lyon": 1}


def test_order_of_sources_is_that_of_the_command(tmp_path: Path, japon: str) -> None:
    """The first one named has the plain slugs."""
    target = str(tmp_path / "new.db")
    build([write(tmp_path / "coree.txt", COREE), japon], target)

    assert rows(target, "SELECT slug FROM repertoires ORDER BY id")[1] == ("japon",)
    assert rows(target, "SELECT slug FROM partenariats ORDER BY id") == [
        ("lyon",),
        ("bretagne",),
        ("lyon-japon",),
        ("bretagne-japon",),
    ]


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
