"""The shape of a record and that of the schema are one: no field without its column, no row apart."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from annuaire import records, shape
from annuaire.reading import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = list(shape.TABLES)
NO_FIELD = {"ordre", "rubrique", "id"}
"""Columns that say where a row stands, which a record says by holding it there."""
VOCABULARIES = {"Secteur"}
"""Kinds of which a record shows a part of the columns."""


def columns_of(kind: type) -> list[str]:
    """The columns of a kind's table that are values, keys aside."""
    table = dictionary.table(shape.TABLES[kind])
    return [column.name for column in table.columns if not column.name.endswith("_id")]


def test_every_record_has_its_table() -> None:
    """But what all of them have in common."""
    known = {
        name
        for name, kind in vars(records).items()
        if isinstance(kind, type) and kind.__module__ == records.__name__
    }

    assert known - {kind.__name__ for kind in KINDS} == {"Record"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_a_column_or_holds_records(kind: type) -> None:
    """None is both, none is neither; a record's number becomes a key."""
    own = [name for name in shape.columns(kind) if name != "fiche"]

    assert set(own) - set(columns_of(kind)) == set()
    assert sorted([*shape.columns(kind), *(part.name for part in shape.parts(kind))]) == sorted(
        field.name for field in fields(kind)
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.__name__ not in VOCABULARIES])
def test_every_column_is_a_field(kind: type) -> None:
    """What is stored is read back."""
    assert set(columns_of(kind)) - set(shape.columns(kind)) - NO_FIELD == set()


@pytest.mark.parametrize(
    "kind",
    [records.Collectivite, records.Lieu, records.Dirigeant, records.Population, records.Contact,
     records.Rubrique, records.Action, records.Partenaire],
)  # fmt: skip
def test_fields_stand_in_the_order_of_the_columns(kind: type) -> None:
    """So that JSON, which follows the fields, has the order of the dictionary."""
    own = shape.columns(kind)

    assert [name for name in columns_of(kind) if name in own] == list(own)


def test_every_part_hangs_on_what_its_table_points_at() -> None:
    """By a key that the schema has, and ranked there."""
    for part in shape.parts(records.Partenariat):
        columns = {column.name for column in dictionary.table(part.table).columns}
        if part.many:
            assert {"ordre", shape.key(part.owner)} <= columns
        if thing := shape.named(part.kind):
            assert shape.key(thing.kind) in columns
        if shape.nested(part.kind):
            assert "parent_id" in columns


def test_every_narrative_section_is_one_of_the_closed_set() -> None:
    """The CHECK of `rubriques.rubrique` and the fields of a record are one list."""
    listed = re.search(r"rubrique IN \(([^)]*)\)", dictionary.table("rubriques").sql)
    assert listed is not None

    assert re.findall(r"'(\w+)'", listed[1]) == list(map(shape.rubrique, shape.NARRATIVE))


@pytest.mark.parametrize("order", [shape.PRINTED, shape.SHOWN])
def test_every_order_holds_every_section_once(order: tuple[str, ...]) -> None:
    """What a page shows and what is searched leave nothing of a record out."""
    told = {part.name for part in shape.parts(records.Partenariat)}
    elsewhere = (
        {"partenaires", "jalons"} if order is shape.PRINTED else {"dirigeants", "populations"}
    )

    assert len(order) == len(set(order))
    assert set(order) == told - elsewhere


def values_of(kind: type) -> Iterator[object]:
    """A value that each column can hold, told apart from all others."""
    for number, field in enumerate(fields(kind)):
        if field.name in shape.columns(kind):
            yield True if field.type == "bool" else number


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_makes_the_record_that_it_was_made_from(kind: type) -> None:
    """`make` and `values` are the inverse of one another; what is true is 1 in a row."""
    held = {part.name: () for part in shape.parts(kind)}
    record = kind(**dict(zip(shape.columns(kind), values_of(kind), strict=True)), **held)
    row = shape.values(record)

    assert all(type(value) is int for value in row.values())
    assert repr(record) == repr(shape.make(kind, row.values(), **held))
