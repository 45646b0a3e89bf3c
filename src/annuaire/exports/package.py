"""The dataset as a Frictionless Data Package, version 2: a zip of CSV files and what they hold.

`datapackage.json` gives every table its columns with types, keys and closed sets; beside it stand
the codebook and the dictionary as tables, a citation, and words for people.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from annuaire.codebook import Code, sets
from annuaire.exports import folder, tables
from annuaire.exports.columns import closed, codes, told
from annuaire.exports.imprint import KEYWORDS, NAME, Imprint, exported, imprint
from annuaire.formats import render
from annuaire.formats.json import dumps
from annuaire.reading import citation, dictionary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from annuaire.exports.tables import Progress
    from annuaire.reading.dictionary import Column, Table

    Json = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTOR = "datapackage.json"
_TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string", "JSON": "array"}
_CODEBOOK = dictionary.read("""
CREATE TABLE codes (
  -- Un code d’un ensemble fermé, et ce qu’il veut dire.
  ensemble TEXT NOT NULL, -- l’ensemble, que nomment les colonnes qui le tiennent
  code TEXT NOT NULL, -- le code
  nom TEXT, -- nom français
  nom_anglais TEXT, -- nom anglais
  nom_chinois TEXT, -- nom en écriture han, non relu
  definition TEXT -- ce qu’il veut dire
);
""")[0]


def write(connection: sqlite3.Connection, path: str, progress: Progress) -> None:
    """Write the package as a zip to `path`, a draft."""
    folder.write_zip(path, _contents(connection, progress))


def _contents(
    connection: sqlite3.Connection, progress: Progress
) -> Iterator[tuple[str, Iterator[bytes]]]:
    facts = imprint(connection)
    yield DESCRIPTOR, _bytes([dumps(descriptor(facts), pretty=True) + "\n"])
    yield "README.md", _bytes(_read_me(facts))
    yield "CITATION.bib", _bytes(map(citation.as_bibtex, citation.cite(connection)))
    yield "codes.csv", _bytes(render("csv", Code._fields, _codes()))
    yield from tables.contents(connection, progress)


def _bytes(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


def _codes() -> Iterator[Sequence[str]]:
    return (code for codes in sets().values() for code in codes.values())


# --- datapackage.json -----------------------------------------------------------------------------


def descriptor(facts: Imprint) -> Json:
    """What `datapackage.json` says."""
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": facts.titre,
        "description": " ".join((facts.description, *facts.retire)),
        "version": facts.semver,
        "keywords": [*KEYWORDS, *facts.pays],
        "licenses": [_present(licence._asdict()) for licence in facts.licences],
        "contributors": [{"title": each, "roles": ["publisher"]} for each in facts.editeurs],
        "sources": [
            *({"title": each} for each in facts.citations),
            *(_present({"title": each.text, "path": each.url}) for each in facts.references),
        ],
        "resources": [_resource(table) for table in (*exported(), _CODEBOOK)],
    }


def _present(facts: Json) -> Json:
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}


def _resource(table: Table) -> Json:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> Json:
    """The columns of a table: types, what is never empty, closed sets, keys."""
    keys = [_key(table, column) for column in table.columns if column.references]
    primary = ["ensemble", "code"] if table is _CODEBOOK else ["id"]
    return _present(
        {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": primary,
            "foreignKeys": [key for key in keys if key],
        }
    )


def _field(table: Table, column: Column) -> Json:
    shut = closed(table, column)
    enum = [code.code for code in codes(column)] if shut else []
    named = [{"value": code.code, "label": code.nom} for code in codes(column)] if shut else []
    field = _present(
        {
            "name": column.name,
            "type": _TYPES[column.type],
            "description": column.description if shut else told(column),
            "constraints": _present({"required": column.required, "enum": enum}),
            "categories": named,
        }
    )
    if column.required and column.type == "TEXT":
        field["missingValues"] = []  # it is never NULL: what is empty is an empty text
    return field


def _key(table: Table, column: Column) -> Json | None:
    """A key to a table that is in the package."""
    if column.references not in {each.name for each in exported()}:
        return None
    resource = "" if column.references == table.name else column.references
    return {"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}


# --- README.md ------------------------------------------------------------------------------------


def _read_me(facts: Imprint) -> Iterator[str]:
    yield f"# {facts.titre}\n\n"
    for label, text in facts.lines()[1:]:
        yield f"- **{label}** : {text}\n"
    yield f"""
Data Package Frictionless 2 : `{DESCRIPTOR}` dit les types, les clés et les codes de chaque table ;
`codes.csv` dit ce que chaque code veut dire, en trois langues. Les fichiers sont en
UTF-8, séparés par des virgules. Un tableur qui les ouvre sans précaution prend les codes postaux
et les téléphones pour des nombres ; LibreOffice les garde avec le filtre donné ici :

    soffice --infilter="CSV:FILTRE" TABLE.csv

"""
    yield "| table | ce qu’est une ligne | FILTRE |\n|---|---|---|\n"
    for table in exported():
        tokens = libreoffice(table_schema(table))
        yield f"| `{table.name}` | {re.sub(r'[|]', '/', table.description)} | `{tokens}` |\n"


_AS_TEXT, _ENGLISH = 2, 10


def libreoffice(schema: Json) -> str:
    """The filter by which LibreOffice opens a CSV file of this schema: text stays text."""
    kinds = {"integer": _ENGLISH, "number": _ENGLISH}
    columns = (
        f"{place}/{kinds.get(field['type'], _AS_TEXT)}"
        for place, field in enumerate(schema["fields"], start=1)
    )
    return f"44,34,76,1,{'/'.join(columns)}"
