"""The verdict: one line on a reading, from counts that can be checked by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from abimes import TEXTS, join_paragraphs, text_of
from petits_repertoires import COUPE, JAPON, SANS_TITRE
from reportlab.pdfgen.canvas import Canvas
from texts import reading

from annuaire import knowledge
from annuaire.errors import SourceError
from annuaire.loading.sources import parse_source, read_source
from annuaire.loading.verdict import ASKED, SECTIONS, Verdict, judge, why_no_directory
from annuaire.parsing import parse

if TYPE_CHECKING:
    from pathlib import Path


def judge_file(path: str) -> Verdict:
    source = read_source(path)
    return judge(source, parse_source(source))


def judge_text(folder: Path, text: str) -> Verdict:
    path = folder / "source.txt"
    path.write_bytes(text.encode())
    return judge_file(str(path))


def damage(verdict: Verdict) -> set[str]:
    return {sign.code for sign in verdict.damage}


def test_the_measure_of_the_series_is_that_of_the_real_text() -> None:
    """The figure that the verdict compares with is computed here again."""
    source = read_source(str(TEXTS[0]))
    records = parse_source(source).partenariats
    printed = sum(bool(getattr(record, name)) for record in records for name in SECTIONS)
    (row,) = knowledge.table("mesures")

    assert row["cle"] == "rubriques_par_fiche"
    assert row["valeur"] == f"{printed / len(records):.2f}"


def test_the_real_text_is_sound() -> None:
    """All that is listed is there, and nothing looks damaged; errata are a person's word, later."""
    assert str(judge_file(str(TEXTS[0]))) == (
        f"{TEXTS[0]}: verdict: 33 records for 33 listed; 9.5 sections a record, 9.5 in the series;"
        " 9 doubtful values; no sign of damage"
    )


WITHOUT_BULLETS = {
    "algerie",
    "angola",
    "bulgarie",
    "croatie",
    "georgie",
    "ghana",
    "guinee",
    "jordanie",
    "portugal",
}
"""Texts whose extractor loses the bullets of a word processor."""


LISTED_OTHERWISE = {"afrique-du-sud", "australie", "suisse"}
"""Texts whose list is a table without a dash, or is set apart by nothing: its entries are not read."""


@pytest.mark.parametrize("path", TEXTS[1:], ids=lambda path: path.stem)
def test_a_directory_by_another_hand_is_sound(path: Path) -> None:
    """As many records as listed, and as many sections as in the series."""
    verdict = judge(read_source(str(path)), reading(path.stem))

    assert verdict.records == verdict.listed or path.stem in LISTED_OTHERWISE
    assert verdict.sections == pytest.approx(verdict.expected, abs=1.5)
    assert [sign.code for sign in verdict.damage] == (
        ["puces_perdues"] if path.stem in WITHOUT_BULLETS else []
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SANS_TITRE, "2 records for 2 listed (1 of them without a record); 8.5 sections"),
        (COUPE, "1 record for 2 listed (1 of them without a record); 7.0 sections"),
        (
            JAPON[JAPON.index(" Lyon – Yokohama") :],
            "2 records, no list to compare with; 8.5 sections",
        ),
    ],
)
def test_records_are_counted_beside_the_list(tmp_path: Path, text: str, told: str) -> None:
    """What the list announces and the text has not is told."""
    assert told in str(judge_text(tmp_path, text))


@pytest.mark.parametrize(("more", "told"), [(2, False), (3, True)])
def test_entries_without_records_are_told(tmp_path: Path, more: int, told: bool) -> None:
    """Three, of which each is one record less than the list has, and a good part of the list."""
    last = JAPON.index(" Lyon – Yokohama")
    entries = "".join(f"\uf0d8 Ville{letter} - Osaka{letter} \n" for letter in "ABC"[:more])
    found = judge_text(tmp_path, JAPON[:last] + entries + JAPON[last:])

    assert ("fiches_perdues" in damage(found)) is told
    if told:
        lost = found.damage[0]
        assert (lost.line, lost.cause) == (
            JAPON[:last].count("\n") + 1,
            "records lost: 3 of 5 entries of the list have none",
        )


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        (JAPON[: JAPON.index("Secteurs")], "", "debut_perdu"),
        (" Lyon – Yokohama (Kanagawa)", " Lyon –", "titres_coupes"),
    ],
)
def test_a_text_cut_at_its_start_or_in_its_headings_is_damaged(
    tmp_path: Path, before: str, after: str, sign: str
) -> None:
    """Though each record that is left is read."""
    assert sign not in damage(judge_text(tmp_path, JAPON))
    assert sign in damage(judge_text(tmp_path, JAPON.replace(before, after)))


ENTRIES = JAPON[JAPON.index("\uf0d8 Lyon - ") : JAPON.index(" Lyon – Yokohama")].splitlines(True)


@pytest.mark.parametrize("entries", range(len(ENTRIES) + 1))
def test_the_title_of_the_list_is_no_entry(tmp_path: Path, entries: int) -> None:
    """A list may have none, or one."""
    text = JAPON.replace("".join(ENTRIES), "".join(ENTRIES[:entries]))

    assert judge_text(tmp_path, text).listed == entries


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (["Origine"], False),
        (["Origine", "Contacts?"], False),
        (["Origine", "Objectifs"], False),
        (["Origine", "Contacts?", "Objectifs"], True),
    ],
    ids=["8 and 7", "7 and 6", "7 and 7", "6 and 6"],
)
def test_records_without_their_sections_are_told(
    tmp_path: Path, lost: list[str], told: bool
) -> None:
    """Two that have less than two thirds of what the series has, which is between six and seven."""
    text = JAPON
    for label in lost:
        text = re.sub(rf"(?m)^{label}\b.*\n(?:\S.*\n)+", "", text)

    assert ("rubriques_perdues" in damage(judge_text(tmp_path, text))) == told


BARE = " Lyon – Canton\n \nMaire :\nM. Gérard Collomb\n \n"
LISTED = " Liste des partenariats franco-chinois :\n \n\uf0d8 Lyon - Canton\n"
SECTION = {
    "caracteristiques": "Caractéristiques",
    "origine": "Origine",
    "objectifs": "Objectifs",
    "actions": "Actions réalisées",
    "bilan": "Bilan",
    "perspectives": "Perspectives",
}
"""The sections that any minutes may print, too."""


@pytest.mark.parametrize(
    ("front", "sections", "is_one"),
    [
        ("", 3, False),
        ("", 4, True),
        (LISTED.replace(" franco-chinois", ""), 0, False),
        (LISTED.replace(" franco-chinois", ""), 1, True),
        (LISTED, 0, True),
    ],
)
def test_how_many_sections_make_a_directory(front: str, sections: int, is_one: bool) -> None:
    """Half of those asked where neither a list nor a country is told, one where one of both is."""
    printed = [f"{label} :\nUn texte.\n \n" for label in SECTION.values()][:sections]
    reading = parse(front + BARE + "".join(printed))
    (record,) = reading.partenariats

    assert sum(bool(getattr(record, name)) for name in ASKED) == sections
    assert (why_no_directory(reading) is None) == is_one


def test_doubts_are_warnings_and_errors(tmp_path: Path) -> None:
    """What is told for information is no doubt."""
    assert judge_text(tmp_path, JAPON).doubts == 1  # secteur_inconnu
    assert judge_text(tmp_path, SANS_TITRE).doubts == 3  # titre_absent, liste_sans_fiche


PRINTED_BULLET = re.compile(r"(?m)^\s*[\ue000-\uf8ff•▪Ø-]\s+(?!\d+ -$)")


SET_IN = {"azerbaidjan", "belgique", "burundi", "moldavie", "turquie"}
"""Texts that set their items in, number them, or have dashes under most: these still open some."""


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in TEXTS[1:]
        if len(PRINTED_BULLET.findall(text_of(path))) > 50 and path.stem not in SET_IN
    ],
    ids=lambda path: path.stem,
)
def test_lost_bullets_are_told(tmp_path: Path, path: Path) -> None:
    """Most records of the series print some."""
    bare = PRINTED_BULLET.sub("", text_of(path))

    assert damage(judge_text(tmp_path, bare)) == {"puces_perdues"}


def test_joined_paragraphs_are_told_with_what_to_do(tmp_path: Path) -> None:
    """The verdict ends with what helps."""
    verdict = judge_text(tmp_path, join_paragraphs(text_of(TEXTS[0])))

    assert {"lignes_jointes", "lignes_longues"} <= damage(verdict)
    assert "bullets stand inside a line (the first at line " in str(verdict)
    assert str(verdict).endswith(
        "What helps: `pdftotext -enc UTF-8` keeps the line ends, `pandoc --wrap=preserve` too."
    )


def pdf(path: Path, *pages: tuple[str, ...]) -> str:
    """A PDF of pages, each of one column or two."""
    canvas = Canvas(str(path), invariant=1)
    for columns in pages:
        for left, column in zip((40, 310), columns, strict=False):
            text = canvas.beginText(left, 780)
            text.setFont("Times-Roman", 8)
            text.textLines(column)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return str(path)


FICHE = "Angers – Agadir\n\nMaire :\nM. Jean Morin\n\nSecteurs d’intervention :\nEau"


def test_a_document_is_judged_by_its_text(tmp_path: Path) -> None:
    """Pages without text may be pictures; the verdict says what the text was extracted from."""
    verdict = judge_file(pdf(tmp_path / "maroc.pdf", (FICHE,), (), ()))

    assert (verdict.document, damage(verdict)) == ("PDF", {"pages_vides"})
    assert "; damaged in the text of this PDF: 2 of 3 pages hold no text" in str(verdict)


def test_a_page_of_two_columns_is_refused(tmp_path: Path) -> None:
    """The text of a PDF keeps its layout: two records came side by side."""
    path = pdf(tmp_path / "maroc.pdf", (FICHE, FICHE.replace("Angers", "Dole")))

    with pytest.raises(SourceError, match="in the text of this PDF: two columns side by side"):
        judge_file(path)
