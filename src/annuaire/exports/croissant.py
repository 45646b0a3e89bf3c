"""The dataset as Croissant 1.1: Parquet files in a folder, and `croissant.json` about them.

`croissant.json` is JSON-LD on schema.org, what search engines for datasets and loaders of machine
learning read: each file with its hash, each column with its type, its key and its statistics
(annotations, by the specification's « Representing Descriptive Statistics »). The files are
Parquet because loaders guess the types of a CSV, and take telephone numbers for numbers.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from annuaire.exports import columnar, folder, tables
from annuaire.exports.columns import told, values
from annuaire.exports.imprint import KEYWORDS, NAME, Imprint, exported, imprint
from annuaire.formats import parquet
from annuaire.reading import citation

if TYPE_CHECKING:
    import sqlite3

    from annuaire.exports.tables import Progress
    from annuaire.reading.dictionary import Column, Table

    Json = dict[str, Any]
    Hashes = dict[str, tuple[str, int]]
    """SHA-256 and size of each file."""

DESCRIPTION = "croissant.json"
CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
_CARDINALITY = "http://www.wikidata.org/entity/Q4049983"
_TYPES = {"INTEGER": "sc:Integer", "REAL": "sc:Float"}
_TERMS = (
    "annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field "
    "fileObject fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 "
    "parentField path readLines recordSet references regex repeated replace samplingRate sdVersion "
    "separator source subField transform unArchive value"
)
CONTEXT: Json = {
    "@language": "fr",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}
"""The terms that the appendix of the specification recommends."""


def write_folder(connection: sqlite3.Connection, path: str, progress: Progress) -> None:
    """Write all tables and their description into the folder at `path`."""
    parquet.arrow()
    hashes: Hashes = {}
    writers = {
        f"{table.name}.parquet": partial(_table, connection, table, progress, hashes)
        for table in exported()
    }
    folder.write_folder(path, {**writers, DESCRIPTION: partial(_description, connection, hashes)})


def _table(
    connection: sqlite3.Connection, table: Table, progress: Progress, hashes: Hashes, draft: str
) -> None:
    progress(table.name)
    rows = values(table, tables.rows(connection, table.name))
    parquet.write_rows(draft, columnar.schema(table), rows)
    with open(draft, "rb") as file:
        hashes[table.name] = (
            hashlib.file_digest(file, "sha256").hexdigest(),
            os.path.getsize(draft),
        )


def _description(connection: sqlite3.Connection, hashes: Hashes, draft: str) -> None:
    with open(draft, "w", encoding="utf-8", newline="\n") as file:
        said = described(connection, hashes)
        file.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def described(connection: sqlite3.Connection, hashes: Hashes) -> Json:
    """What `croissant.json` says."""
    facts = imprint(connection)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        **_whole(connection, facts),
        "distribution": [_file(name, *hashes[name]) for name in tables.names()],
        "recordSet": [_records(connection, table) for table in exported()],
    }


def _whole(connection: sqlite3.Connection, facts: Imprint) -> Json:
    licences = [licence.path or licence.title for licence in facts.licences]
    cited = "\n".join(map(citation.as_bibtex, citation.cite(connection)))
    makers = [{"@type": "sc:Organization", "name": each} for each in facts.editeurs]
    return {
        "name": NAME,
        "conformsTo": CONFORMS_TO,
        "description": " ".join((f"{facts.titre}.", facts.description, *facts.retire)),
        "license": licences,
        "citeAs": cited,
        "keywords": [*KEYWORDS, *facts.pays],
        "version": facts.semver,
        **({"creator": makers} if makers else {}),
        "isLiveDataset": False,
        "rai:dataLimitations": "Un instantané : ce qu’un répertoire imprimé disait alors. Les "
        "anomalies de la source sont dans la table anomalies.",
        "rai:personalSensitiveInformation": facts.retire
        or "Noms, fonctions et coordonnées professionnelles de personnes, tels qu’imprimés.",
    }


def _file(name: str, digest: str, size: int) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "contentUrl": f"{name}.parquet",
        "contentSize": f"{size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": digest,
    }


def _records(connection: sqlite3.Connection, table: Table) -> Json:
    (count,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": {"@id": f"{table.name}/id"},
        "annotation": [_annotation(table.name, "count", count, _CARDINALITY)],
        "field": [_field(connection, table, column) for column in table.columns],
    }


def _field(connection: sqlite3.Connection, table: Table, column: Column) -> Json:
    name = f"{table.name}/{column.name}"
    field: Json = {
        "@type": "cr:Field",
        "@id": name,
        "name": name,
        "description": told(column),
        "dataType": _TYPES.get(column.type, "sc:Text"),
        "source": {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": column.name},
        },
        "annotation": list(_statistics(connection, table, column)),
    }
    if column.type == "JSON":
        field |= {"isArray": True, "arrayShape": "-1"}
    if column.references in tables.names() and column.references != table.name:
        field["references"] = {"field": {"@id": f"{column.references}/id"}}
    return field


def _statistics(connection: sqlite3.Connection, table: Table, column: Column) -> list[Json]:
    """How many values, how many different ones; of numbers the least, the greatest, the mean."""
    name = f"{table.name}/{column.name}"
    measures = ["count({0})", "count(DISTINCT {0})"]
    numeric = column.type in _TYPES and not column.references and column.name != "id"
    if numeric:
        measures += ["min({0})", "max({0})", "round(avg({0}), 4)"]
    sql = f"SELECT {', '.join(measures)} FROM {table.name}".replace("{0}", column.name)
    count, different, *rest = connection.execute(sql).fetchone()
    said = [
        _annotation(name, "count", count, "sc:Integer"),
        _annotation(name, "distinct", different, "sc:Integer"),
    ]
    if numeric and count:
        kind, properties = _TYPES[column.type], ("sc:minValue", "sc:maxValue", None)
        for word, value, same in zip(("min", "max", "mean"), rest, properties, strict=True):
            said.append(_annotation(name, word, value, kind if word != "mean" else "sc:Float"))
            said[-1] |= {"equivalentProperty": same} if same else {}
    return said


def _annotation(name: str, word: str, value: object, kind: str) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{name}/{word}",
        "name": f"{name}/{word}",
        "value": value,
        "dataType": kind,
    }
