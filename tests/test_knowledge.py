"""Knowledge: small CSV files, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annuaire import knowledge


def test_names_are_the_files_of_the_folder() -> None:
    """Sorted, so that their hash is one."""
    package = Path(knowledge.__file__).parent
    files = sorted(
        path.stem for name in knowledge.FOLDERS for path in (package / name).glob("*.csv")
    )

    assert files
    assert knowledge.names() == files


@pytest.mark.parametrize("name", knowledge.names())
def test_every_table_is_read(name: str) -> None:
    """Rows of stripped text, all with the same columns, none without a value."""
    rows = knowledge.table(name)
    columns = set(rows[0])

    assert rows
    for row in rows:
        assert set(row) == columns
        assert all(isinstance(value, str) and value == value.strip() for value in row.values())
        assert any(row.values())


def test_a_table_is_read_once() -> None:
    """And kept."""
    assert knowledge.table("mois") is knowledge.table("mois")


def test_a_missing_table_is_an_os_error() -> None:
    """The package lost a file."""
    with pytest.raises(OSError, match="absente"):
        knowledge.table("absente")


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", ()),
        ("  ", ()),
        ("Chine", ("Chine",)),
        ("en Chine | en  République populaire", ("en Chine", "en  République populaire")),
        ("a||b| ", ("a", "b")),
    ],
)
def test_cells_that_hold_several_values(cell: str, values: tuple[str, ...]) -> None:
    """Joined by ` | `."""
    assert knowledge.values(cell) == values
