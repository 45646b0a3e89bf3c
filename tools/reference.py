"""Pages that are made from the package: the schema as a drawing; and the notebook."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from generated import read

from annuaire.reading import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.reading.dictionary import Table

# --- docs/schema.svg, docs/schema.md: which table points at which ---------------------------------

WIDE, HIGH, ACROSS, DOWN = 190, 30, 90, 14
"""A box of the drawing, and the room between two: in SVG units."""


def schema_page() -> str:
    """The page: the drawing, then the tables in a sentence each."""
    rows = "".join(f"| `{t.name}` | {t.kind} | {t.description} |\n" for t in dictionary.tables())
    return f"""# Schema

Drawn from the foreign keys of `schema.sql`: an arrow goes from a table to the one it points at.
Columns are in the [dictionary](dictionnaire.md), their codes in [codes](codes.md).

![Tables and their keys](schema.svg)

| table | sort | a row |
|---|---|---|
{rows}"""


def schema_drawing() -> str:
    """The drawing: tables that point at none on the left, each other right of what it points at."""
    tables = {each.name: each for each in dictionary.tables() if each.kind == "table"}
    places = dict(place(tables))
    arrows = "".join(arrow(places[a], places[b]) for a, b in keys(tables))
    boxes = "".join(box(name, *places[name]) for name in tables)
    width = max(x for x, _ in places.values()) + WIDE + 20
    height = max(y for _, y in places.values()) + HIGH + 20
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>Tables et clés étrangères</title>
<style>rect {{ fill: #f4f7fa; stroke: #1f5a92 }} text {{ font: 13px sans-serif; fill: #1b2733 }}
path {{ fill: none; stroke: #8499ad; marker-end: url(#to) }}</style>
<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"
orient="auto"><path d="M0 0 L8 4 L0 8 z" style="fill:#8499ad;stroke:none"/></marker></defs>
{arrows}{boxes}</svg>
"""


def keys(tables: dict[str, Table]) -> list[tuple[str, str]]:
    """Which table points at which other, once each."""
    found = (
        (table.name, column.references)
        for table in tables.values()
        for column in table.columns
        if column.references in tables and column.references != table.name
    )
    return list(dict.fromkeys((a, str(b)) for a, b in found))


def place(tables: dict[str, Table]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where each table stands: a column per rank, in the order of the schema."""
    ranks: dict[str, int] = dict.fromkeys(tables, 0)
    for _ in tables:  # as often as a chain of keys can be long
        for start, end in keys(tables):
            ranks[start] = max(ranks[start], ranks[end] + 1)
    filled: dict[int, int] = {}
    for name, rank in ranks.items():
        row = filled[rank] = filled.get(rank, -1) + 1
        yield name, (10 + rank * (WIDE + ACROSS), 10 + row * (HIGH + DOWN))


def arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A curve from the left side of a box to the right side of another."""
    x1, y1, x2, y2 = start[0], start[1] + HIGH // 2, end[0] + WIDE, end[1] + HIGH // 2
    middle = (x1 + x2) // 2
    return f'<path d="M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"/>\n'


def box(name: str, x: int, y: int) -> str:
    """A table."""
    return (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="3"/>'
        f'<text x="{x + 10}" y="{y + 20}">{escape(name)}</text>\n'
    )


# --- notebooks/annuaire.ipynb: the page of the how-to, to be run ----------------------------------

BLOCK = re.compile(r"^```python\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def notebook() -> str:
    """The notebook: the texts of docs/how-to/notebook.md as cells, and its programs."""
    cells: list[dict[str, Any]] = []
    for rank, part in enumerate(BLOCK.split(read("docs/how-to/notebook.md"))):
        source = part.strip().splitlines(keepends=True)
        if not source:
            continue
        code: dict[str, Any] = {"cell_type": "code", "execution_count": None, "outputs": []}
        cell = code if rank % 2 else {"cell_type": "markdown"}
        cells.append({**cell, "id": f"cell-{rank}", "metadata": {}, "source": source})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
