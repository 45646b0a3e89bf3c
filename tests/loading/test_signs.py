"""Signs of damage: what shows on a copy of a text, and that a good text shows none."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import pytest
from abimes import NO_MORE, STILL_DIRECTORIES, TEXTS, in_turn, join_paragraphs, text_of
from hypothesis import given
from hypothesis import strategies as st
from petits_repertoires import JAPON

from annuaire import knowledge
from annuaire.loading import damage
from annuaire.loading.damage import Shown, Sign, find_signs, guess_encoding

if TYPE_CHECKING:
    from pathlib import Path

text = cache(text_of)


SIGNS = {row["signe"]: row for row in knowledge.table("degats")}


def codes(printed: str) -> set[str]:
    return {sign.code for sign in find_signs(printed)}


def refusals(printed: str) -> list[Sign]:
    return [sign for sign in find_signs(printed) if sign.refused]


def test_every_sign_has_a_measure() -> None:
    """A pattern, a measure of the text, one of the reading or of the file; and the limits have their evidence."""
    rows = knowledge.table("degats")
    measured = damage._MEASURES.keys() | {
        "fiches_perdues",
        "debut_perdu",
        "titres_coupes",
        "puces_perdues",
        "rubriques_perdues",
        "fichier_abime",
    }

    assert {row["signe"] for row in rows if not row["motif"]} == measured
    assert all(row["cause"] and row["remede"] and row["preuve"] for row in rows)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_good_text_shows_nothing(path: Path) -> None:
    """None of them, though one value stands far from its label."""
    assert find_signs(text(path)) == ()


def test_pages_without_text_are_told_where_the_first_begins() -> None:
    """Two of four."""
    (sign,) = find_signs(f"{JAPON}\n\f \n\f\n\fFin\n")

    assert (sign.code, sign.line) == ("pages_vides", JAPON.count("\n") + 2)
    assert sign.cause.startswith("2 of 4 pages")


@pytest.mark.parametrize(("path", "copy"), in_turn(STILL_DIRECTORIES, 6))
def test_a_copy_that_is_still_a_directory_is_not_refused(path: Path, copy: str) -> None:
    """Whatever its lines, bullets, blanks and letters have become."""
    assert refusals(STILL_DIRECTORIES[copy](text(path))) == []


BARE = {
    "cambodge", "coree", "finlande", "georgie", "kenya", "norvege", "serbie", "ukraine",
    "irlande", "libye", "macedoine", "tchad", "bielorussie", "nigeria",
    "afrique-du-sud", "burundi", "uruguay", "montenegro",
}  # fmt: skip
"""Texts whose labels end in no colon or no line: their copy in Markdown marks hardly a thing."""


HIDDEN = {
    "slovenie": {"two columns", "two narrow columns", "two wide columns"},
    **{name: {"Markdown"} for name in BARE},
}
"""Copies that look like less: the frames of many tables hide columns."""


@pytest.mark.parametrize(("path", "copy"), in_turn(NO_MORE, 5))
def test_a_copy_that_cannot_be_followed_is_refused(path: Path, copy: str) -> None:
    """By its cause, and with what to do."""
    make, cause = NO_MORE[copy]
    found = refusals(make(text(path)))

    assert (cause in {sign.code for sign in found}) is (copy not in HIDDEN.get(path.stem, ()))
    for sign in found:
        assert sign.line >= 1
        assert sign.advice.startswith("What helps: ")


ONE_LINE_EACH = {
    "algerie", "autriche", "belgique", "bulgarie", "cameroun", "colombie", "cote-ivoire",
    "equateur", "georgie", "grece", "guinee", "hongrie", "jordanie", "moldavie", "niger",
    "palestine", "portugal", "serbie", "slovaquie", "togo", "ukraine",
    "cuba", "norvege", "rwanda", "slovenie", "syrie",
    "congo", "djibouti", "macedoine", "tchad", "azerbaidjan", "ghana",
    "australie", "bielorussie", "lituanie", "suisse", "uruguay", "panama", "angola", "suede", "libye",
}  # fmt: skip
"""Texts whose lines are mostly short, or that no blank parts: to join paragraphs joins little."""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_can_be_read_badly_is_told(path: Path) -> None:
    """Joined paragraphs, lost letters and accents show in each of them; bullets where there are."""
    joined = codes(join_paragraphs(text(path)))

    wrapped = path.stem not in ONE_LINE_EACH
    assert ("lignes_longues" in joined) is wrapped
    # « syrie » has them alone on a line, « tchad » a blank above each
    bulleted = re.search(r"(?<=\S )[\ue000-\uf8ff•] ", join_paragraphs(text(path)))
    assert "lignes_jointes" in joined or not bulleted
    assert "lettres_perdues" in codes(STILL_DIRECTORIES["letters lost"](text(path)))
    assert "accents_perdus" in codes(STILL_DIRECTORIES["accents lost"](text(path)))


def test_pages_without_text_are_told() -> None:
    """One blank page is no sign; several may be pictures."""
    page = "Perspectives : \nSuite. \n"

    assert codes(f"{page}\x0c{page}\x0c\n") == set()
    assert codes(f"{page}\x0c \n\x0c{page}\x0c") == {"pages_vides"}


@pytest.mark.parametrize(
    ("printed", "told"), [("www.lyon.fr/a.php?page=12", False), ("la coop?ration", True)]
)
def test_the_query_of_a_site_is_no_lost_letter(printed: str, told: bool) -> None:
    """Though its « ? » stands between two letters."""
    assert ("lettres_perdues" in codes(f"{printed}\n" * 9)) is told


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("Un.\n\nDeux <b>gras</b> <i>et</i> <u>encore</u>\n", 3),
        ("Un.\nM. JÃ©rÃ´me\n", 2),
        ("Un\rDeux\rTrois", 1),
    ],
)
def test_a_sign_says_where_it_shows_first(printed: str, line: int) -> None:
    """So that one can look."""
    assert [sign.line for sign in find_signs(printed)] == [line]


@pytest.mark.parametrize(
    "printed",
    [
        "Population :                 120 000 habitants",
        "Tél. : 02 41 05 40 61          Fax : 02 41 05 39 18",
        "Mme Claire Dubois              adjointe au maire",
    ],
)
def test_gaps_of_a_few_lines_are_no_columns(printed: str) -> None:
    """A card may be set with gaps, once a record, in a text of many other lines."""
    assert refusals(JAPON + "\n".join([printed] * 3)) == []


@pytest.mark.parametrize(("path", "name"), in_turn(damage._ENCODINGS, 3))
def test_an_encoding_is_guessed(path: Path, name: str) -> None:
    """The beginning of each in each encoding, or one that reads it the same.

    But letters that no French word has, and that two encodings hold in two places.
    """
    beginning = re.sub("[ŠšŽž]", "", text(path)[:14_000].replace("\uf0d8", "•"))
    data = beginning.encode(name, "ignore")

    assert data.decode(guess_encoding(data) or "ascii") == data.decode(name)


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        ("Évry – Orléans, l’été".encode("cp1252"), "WINDOWS-1252"),
        ("naïve".encode("latin-1"), "WINDOWS-1252"),
        ("Mairie d’Orléans".encode("mac_roman"), "MACINTOSH"),
        ("Mairie de Béziers, à côté".encode("cp850"), "CP850"),
        ("Maire :".encode("utf-16-le"), "UTF-16LE"),
        (("la coopération, l’été, où " * 3).encode() + b"\xe9", "UTF-8"),
        (bytes(range(128, 256)), None),
        (("é" * 7 + "Þ" * 3).encode("cp1252"), "WINDOWS-1252"),
        (("é" * 6 + "Þ" * 4).encode("cp1252"), None),
    ],
)
def test_a_few_bytes_tell_an_encoding(data: bytes, guessed: str | None) -> None:
    """Or nothing, when they read as French in none."""
    assert guess_encoding(data) == guessed


@pytest.mark.parametrize("copy", ["Markdown", "two columns", "HTML"])
def test_line_ends_hide_no_sign(copy: str) -> None:
    """Those of Windows are as good."""
    make, code = NO_MORE[copy]
    printed = make(text(TEXTS[0]))

    assert codes(printed.replace("\n", "\r\n")) == codes(printed) >= {code}


# --- from where on ------------------------------------------------------------------------------


def shown(part: str, least: str) -> Shown:
    """As few places as are enough, and that part of the whole."""
    wanted = Fraction(part) or Fraction(1)
    times = math.ceil(Fraction(least) / wanted.numerator)
    return Shown([7] * (times * wanted.numerator), times * wanted.denominator)


@pytest.mark.parametrize("code", SIGNS)
def test_a_sign_is_told_from_its_limits_on(code: str) -> None:
    """In as many places as the table says, and from that part of the whole; not below."""
    row = SIGNS[code]
    least, limit = int(row["au_moins"]), shown(row["dit"], row["au_moins"])

    assert (sign := damage.weigh(code, limit))
    assert (sign.code, sign.line) == (code, 7)
    assert damage.weigh(code, Shown([7] * least, least))
    assert damage.weigh(code, Shown([7] * (least - 1), least - 1)) is None
    assert (damage.weigh(code, Shown(limit.lines, limit.of + 1)) is None) == (row["dit"] != "0")


@pytest.mark.parametrize("code", SIGNS)
def test_a_text_is_refused_from_a_limit_on(code: str) -> None:
    """Never where the table has none."""
    row = SIGNS[code]
    limit = shown(row["refuse"] or "1", row["au_moins"])
    told = damage.weigh(code, limit)
    less = damage.weigh(code, Shown(limit.lines, limit.of + 1))

    assert told
    assert told.refused == bool(row["refuse"])
    assert not (less and less.refused)


@pytest.mark.parametrize(
    ("letters", "code", "told"),
    [
        (59, "lignes_longues", False),
        (60, "lignes_longues", True),
        (50, "accents_perdus", False),
        (51, "accents_perdus", True),
    ],
)
def test_what_a_long_line_is(letters: int, code: str, told: bool) -> None:
    """As the table says its limits were measured: white space around it does not count."""
    assert (code in codes(f"  {'a' * letters}  \n" * 20)) == told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Angers   Bamako"], True),
        (["Angers   Bamako   Lyon"], True),
        (["Angers   Bamako   Lyon   Canton"], False),
        (["Angers  Bamako"], False),
        (["Population :   habitants"], False),
        (["Population :   Objectifs :"], True),
        (["Angers   12"], False),
        (["12   Angers"], False),
        (["Angers   Bamako", "Dole     Kayes"], True),
        (["Angers   Bamako", "Angers     Bamako"], True),
        (["Angers   Bamako", "Angers      Bamako"], False),
        (["Angers\tBamako", "Saint-Dié\tKayes"], True),
        (["Angers\tBamako", "Dole   Kayes"], False),
    ],
)
def test_texts_side_by_side_stand_in_line(lines: list[str], told: bool) -> None:
    """Two words apart, neither a label and its value nor a justified line, at most two columns off."""
    assert ("colonnes" in codes("\n".join(lines * 5))) == told


def test_five_lines_in_line_are_columns_and_four_are_not() -> None:
    """The first and the last count as well."""
    assert "colonnes" in codes("\n".join(["Angers   Bamako"] * 5))
    assert "colonnes" not in codes("\n".join(["Angers   Bamako"] * 4))


@pytest.mark.parametrize(("ends", "told"), [("\r\r\r\n", True), ("\r\n\r\n", False), ("\n", False)])
def test_an_old_macintosh_ends_most_lines_its_way(ends: str, told: bool) -> None:
    """Three in five of all line ends are a carriage return alone."""
    assert ("retours_chariot" in codes("Deux".join(["Un", *ends, "Fin"]))) == told


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<b>Lyon</b>", "balises"),
        ("JÃ©rÃ´me", "double_encodage"),
        ("coop?ration", "lettres_perdues"),
        ("Eau • Air", "lignes_jointes"),
        ("Angers   Bamako", "colonnes"),
        ("a" * 60, "lignes_longues"),
        ("a" * 60, "accents_perdus"),
        ("a;b;c;d", "tableau"),
    ],
)
@given(before=st.lists(st.sampled_from(["", " ", "Un", "Deux."]), max_size=3))
def test_the_line_of_a_sign_is_counted_from_the_first(
    line: str, code: str, before: list[str]
) -> None:
    """Blank lines count, those at the head too."""
    found = find_signs("\n".join([*before, *[line] * 30]))

    assert {sign.code: sign.line for sign in found}[code] == len(before) + 1


@pytest.mark.parametrize(("text", "line"), [("Un.\rDeux.", 1), ("\nUn.\rDeux.\rTrois.", 2)])
def test_line_ends_of_another_age_are_told(text: str, line: int) -> None:
    """However short the text is, with the line where they show first."""
    assert ("retours_chariot", line) in {(sign.code, sign.line) for sign in find_signs(text)}


def test_columns_are_in_line_with_what_is_above_and_below() -> None:
    """Two lines set alike, over two set otherwise, are no page of columns."""
    near, far = "Angers   Bamako", "Angers et Nantes   Bamako"

    assert "colonnes" in codes("\n".join([near] * 6 + [far] * 6))
    assert "colonnes" not in codes("\n".join([near, near, far, far] * 3))


TABLE = [f"{label:24}{value}" for label, value in {
    "Maire": "Jean Roux", "Téléphone": "poste deux", "Contacts": "Mme Anne Roux", "Bilan": "Un succès",
    "Objectifs": "Rapprocher les jeunes", "Perspectives": "Un voyage",
}.items()]  # fmt: skip


def test_a_table_of_labels_is_no_two_columns() -> None:
    """Each has its value beside it, in line with the others; two labels or two texts are columns."""
    assert "colonnes" not in codes("\n".join(TABLE * 5))
    assert "colonnes" in codes("\n".join([f"{'Objectifs':24}Perspectives"] * 30))
    assert "colonnes" in codes("\n".join([f"{'Une phrase':24}Une autre phrase"] * 30))


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Actions réalisées          ", False),
        ("Actions réalisées :   ", False),
        ("Actions réalisées\t", False),
        ("Actions réalisées\t ", False),
        ("                  ", False),
        ("Actions réalisées : ", True),
        ("Actions réalisées  ", True),
        ("Eau  • Air ", True),
    ],
)
def test_a_bullet_behind_a_gap_opens_its_column(label: str, *, told: bool) -> None:
    """In a table; a space or two are those of a line that was joined."""
    assert ("lignes_jointes" in codes("\n".join([f"{label}• Sport", "• Culture"] * 9))) is told


def test_the_rules_of_a_browser_say_nothing_of_an_encoding() -> None:
    """A text without accents may draw as many as it likes."""
    text = f"Un mot\n{'━' * 70}\nUn accord signé\n"

    assert guess_encoding(text.encode()) == "UTF-8"
