"""What a terminal shows: nothing wider than the page, nothing lost, colour where it is wanted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.cli.terminal import bar, colorful, line_spans, paragraph, plain
from annuaire.formats.table import width


def folded(text: str, columns: int) -> list[str]:
    return [text[start:end] for start, end in line_spans(text, columns)]


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("un deux trois", 7, ["un deux", "trois"]),
        ("un\n\ndeux", 10, ["un", "", "deux"]),
        ("incommensurable", 6, ["incomm", "ensura", "ble"]),
        ("广州市 南京", 6, ["广州市", "南京"]),
        ("广州市南京", 4, ["广州", "市南", "京"]),
        ("12\u00a0% de", 5, ["12\u00a0%", "de"]),
    ],
)
def test_folding(text: str, columns: int, lines: list[str]) -> None:
    assert folded(text, columns) == lines


words = st.text(st.sampled_from("aé广œ\u0301 \n-"), max_size=80)


@given(words, st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = folded(text, columns)

    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_follows_stands_under_the_text() -> None:
    lines = paragraph("un deux trois", 28, head=[("  1998       ", "annee")], indent=4)

    assert plain(lines) == "  1998       un deux trois\n"
    lines = paragraph("un deux trois quatre cinq", 34, head=[("  • ", "")])
    assert plain(lines) == "  • un deux trois quatre cinq\n"
    lines = paragraph("un deux trois quatre cinq six", 26, head=[("  • ", "")])
    assert plain(lines) == "  • un deux trois quatre\n    cinq six\n"


def test_a_head_narrower_than_the_indent_is_filled() -> None:
    assert (
        plain(paragraph("texte", 40, head=[("Nom : ", "note")], indent=10)) == "Nom :     texte\n"
    )


def test_marks_keep_their_place_over_a_fold() -> None:
    lines = paragraph("eau potable et eau", 20, marks=[(4, 14, "marque")])

    assert lines == [(("eau ", ""), ("potable et", "marque"), (" eau", ""))]
    lines = paragraph("une eau tout à fait potable", 20, marks=[(8, 27, "marque")])
    assert lines == [
        (("une eau ", ""), ("tout à fait", "marque")),
        (("potable", "marque"),),
    ]


@given(words)
def test_styles_change_no_word(text: str) -> None:
    marked = paragraph(text, 25, marks=[(0, 3, "marque"), (5, 9, "note")])

    assert plain(marked) == plain(paragraph(text, 25))


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    assert plain([(("a\x1b[31mb\u202e", ""),)]) == "a\ufffd[31mb\ufffd\n"
    assert plain([(("广州 – l’eau\u00a0!", "titre"),)]) == "广州 – l’eau\u00a0!\n"


@pytest.mark.parametrize(
    ("value", "top", "drawn"),
    [(0, 10, 0), (10, 10, 20), (5, 10, 10), (1, 1000, 1), (3, 0, 0), (20, 10, 20)],
)
def test_bars(value: int, top: int, drawn: int) -> None:
    assert bar(value, top, 20) == "█" * drawn


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: bool
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert colorful(Terminal()) is expected  # type: ignore[arg-type]
    assert not colorful()
