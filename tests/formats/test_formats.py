"""Formats: what is written is read back, and what is shown can't harm."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.errors import SqlRefused
from annuaire.formats import FORMATS, render, table, text
from annuaire.formats.table import pad, visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NASTY = st.sampled_from(
    ["", '"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "|", "\\", "\x1b[31m", "\x9b", "\u2028", "\x85",
     "é", "œ", "广州", "e\u0301", "\uf0d8", "🐉", "\u202e", "\ufeff", "=1+1", "NULL", " ", "06000", "+33 1"]
)  # fmt: skip
TEXTS = st.lists(
    NASTY | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=4
).map("".join)
VALUES = (
    st.none()
    | TEXTS
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)


@st.composite
def tables(
    draw: st.DrawFn, values: st.SearchStrategy[object] = VALUES
) -> tuple[list[str], list[list[object]]]:
    columns = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    row = st.lists(values, min_size=len(columns), max_size=len(columns))
    return columns, draw(st.lists(row, max_size=5))


def written(
    name: str, columns: Sequence[str], rows: Sequence[Sequence[object]], **options: bool
) -> str:
    return "".join(render(name, columns, rows, **options))


def read_csv(content: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True))


@given(tables())
def test_json_is_read_back(drawn: tuple[list[str], list[list[object]]]) -> None:
    columns, rows = drawn

    assert json.loads(written("json", columns, rows)) == [
        dict(zip(columns, row, strict=True)) for row in rows
    ]


@given(tables())
def test_ndjson_is_one_object_a_line(drawn: tuple[list[str], list[list[object]]]) -> None:
    columns, rows = drawn
    lines = written("ndjson", columns, rows).split("\n")

    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [
        dict(zip(columns, row, strict=True)) for row in rows
    ]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
@given(drawn=tables())
def test_csv_and_tsv_are_read_back(
    name: str, delimiter: str, drawn: tuple[list[str], list[list[object]]]
) -> None:
    columns, rows = drawn
    expected = [["" if value is None else str(value) for value in row] for row in rows]

    assert read_csv(written(name, columns, rows), delimiter) == [columns, *expected]
    assert read_csv(written(name, columns, rows, headers=False), delimiter) == expected


@given(tables(values=st.none() | st.integers() | st.text('abc é,;"\n', max_size=5)))
def test_a_spreadsheet_reads_the_same_values(drawn: tuple[list[str], list[list[object]]]) -> None:
    columns, rows = drawn
    content = written("csv", columns, rows, excel=True)

    assert content.startswith("\ufeff")
    assert read_csv(content[1:], ";")[1:] == [
        ["" if value is None else str(value) for value in row] for row in rows
    ]


@given(tables())
def test_every_row_of_a_table_is_one_line(drawn: tuple[list[str], list[list[object]]]) -> None:
    columns, rows = drawn

    assert written("table", columns, rows).count("\n") == 2 + len(rows)
    assert written("markdown", columns, rows).count("\n") == 2 + len(rows)
    assert written("table", columns, rows, headers=False).count("\n") == len(rows)


@given(tables())
def test_nothing_that_a_terminal_obeys_is_shown(
    drawn: tuple[list[str], list[list[object]]],
) -> None:
    columns, rows = drawn
    for name in ("table", "markdown", "json", "ndjson"):
        content = written(name, columns, rows)
        assert not any(
            (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in content
        )


@given(st.lists(TEXTS, min_size=1))
def test_the_cells_of_a_column_end_together(values: list[str]) -> None:
    lines = written(
        "table", ["a", "b"], [[value, "x"] for value in values], headers=False
    ).splitlines()

    assert len({width(line) for line in lines}) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_rows_are_streamed(name: str) -> None:
    """No format but the aligned table waits for the last row to write the first."""

    def rows() -> Iterator[list[int]]:
        yield [1]
        yield [2]
        raise AssertionError("read too far")

    pieces = render(name, ["a"], rows())
    if name == "table":
        with pytest.raises(AssertionError):
            next(pieces)
    else:
        assert "1" in "".join(
            next(pieces) for _ in range(3 if name == "markdown" else 1 + (name in {"csv", "tsv"}))
        )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("table", "a  b\n-  -\n"),
        ("json", "[]\n"),
        ("ndjson", ""),
        ("csv", "a,b\r\n"),
        ("tsv", "a\tb\r\n"),
        ("markdown", "| a | b |\n| --- | --- |\n"),
    ],
)
def test_no_rows(name: str, expected: str) -> None:
    assert written(name, ["a", "b"], []) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_no_columns(name: str) -> None:
    assert written(name, [], []).strip() in {"", "[]"}


def test_null_is_empty_in_csv_and_an_empty_text_is_quoted() -> None:
    assert written("csv", ["a", "b"], [[None, ""]]) == 'a,b\r\n,""\r\n'


def test_a_row_of_one_null_is_not_lost() -> None:
    assert read_csv(written("csv", ["a"], [[None], [None]])) == [["a"], [""], [""]]


def test_null_is_null_in_json() -> None:
    assert written("json", ["a", "b"], [[None, ""]]) == '[{"a": null, "b": ""}]\n'


def test_a_column_name_twice_keeps_both_values() -> None:
    assert json.loads(written("json", ["a", "a", "a_2"], [[1, 2, 3]])) == [
        {"a": 1, "a_2": 2, "a_2_2": 3}
    ]


def test_infinity_is_a_number_in_json() -> None:
    assert json.loads(written("ndjson", ["a", "b"], [[math.inf, -math.inf]])) == {
        "a": math.inf,
        "b": -math.inf,
    }
    assert "Infinity" not in written("json", ["a"], [[math.inf]])


def test_a_blob_is_hexadecimal() -> None:
    assert "00ff" in written("csv", ["a"], [[b"\x00\xff"]])
    assert '"00ff"' in written("json", ["a"], [[b"\x00\xff"]])


def test_a_list_is_an_array_in_json_and_joined_elsewhere() -> None:
    assert '["Pékin", "Sichuan"]' in written("json", ["a"], [[["Pékin", "Sichuan"]]])
    assert "Pékin; Sichuan" in written("table", ["a"], [[["Pékin", "Sichuan"]]])


def test_json_refuses_what_it_has_no_form_for() -> None:
    with pytest.raises(TypeError):
        written("json", ["a"], [[object()]])


def test_numbers_stand_to_the_right_and_wide_characters_count_twice() -> None:
    content = written(
        "table", ["nom", "n"], [["广州", 1], ["Lyon", 100], ["e\u0301te\u0301", None]]
    )

    assert content.splitlines() == [
        "nom     n",
        "----  ---",
        "广州    1",
        "Lyon  100",
        "e\u0301te\u0301",
    ]


def test_a_table_too_big_to_keep_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_BUDGET", 1000)

    with pytest.raises(SqlRefused, match="-f csv"):
        written("table", ["a"], [["x" * 600]] * 2)


def test_markdown_shows_text_as_itself() -> None:
    content = written("markdown", ["a|b"], [["x|y\\z\n<script> *a* [b](c) `d`"]])

    assert content.splitlines()[0] == "| a\\|b |"
    assert content.splitlines()[2] == r"| x\|y\\z<br>\<script> \*a\* \[b](c) \`d\` |"
    shown = written("markdown", ["a"], [["_a_ ~~b~~ &lt;i>"]], headers=False)
    assert shown == "| \\_a\\_ \\~\\~b\\~\\~ \\&lt;i> |\n"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        (" \n=1", "' \n=1"),
        ("＝1+1", "'＝1+1"),
        ("＠SUM", "'＠SUM"),
        ("－2＋3", "'－2＋3"),
        (["=1", "b"], "'=1; b"),
        (["b", "=1"], "b; =1"),
        ("+33388156867", "+33388156867"),
        ("-12,5", "-12,5"),
        ("06000", "06000"),
        ("– tiret", "– tiret"),
        (-3, "-3"),
        (48.58392, "48,58392"),
    ],
)
def test_a_spreadsheet_runs_no_formula_from_the_data(value: object, field: str) -> None:
    assert read_csv(written("csv", ["a"], [[value]], excel=True, headers=False)[1:], ";") == [
        [field]
    ]


def test_plain_csv_is_left_as_the_data_are() -> None:
    assert written("csv", ["a"], [["=1+1"]], headers=False) == "=1+1\r\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a\nb", "a⏎b"), ("a\tb", "a b"), ("a\r\nb", "a␍⏎b"), ("\x1b[2J", "\\x1b[2J"), ("\u202e", "\\x202e"),
     ("\xa0é œ\uf0d8", "\xa0é œ\uf0d8"), (None, ""), (b"\x01", "01")],
)  # fmt: skip
def test_values_as_shown(value: object, shown: str) -> None:
    assert visible(value) == shown


@pytest.mark.parametrize(
    ("shown", "columns"),
    [
        ("", 0),
        ("Lyon", 4),
        ("été", 3),
        ("e\u0301", 1),
        ("广州市", 6),
        ("ａ", 2),
        ("\u200b", 0),
        ("🐉", 2),
        ("–’œ", 3),
    ],
)
def test_widths(shown: str, columns: int) -> None:
    assert width(shown) == columns


def test_padding_counts_columns() -> None:
    assert (pad("广州", 6), pad("广州", 6, right=True)) == ("广州  ", "  广州")


def test_a_value_as_plain_text() -> None:
    assert [text(value) for value in (None, 1, 1.5, "x", [None, "a"])] == [
        "",
        "1",
        "1.5",
        "x",
        "; a",
    ]
