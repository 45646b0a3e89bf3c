"""The database itself: its values, its keys and indexes, its file, and whether it is today's.

Law 2, as far as a machine can see it: usable values have their form and a printed one beside; each
rule is a sentence and one query that gives the rows that break it. Then SQLite's own checks, and
`check --rebuild`: the text is taken from the database's own lines, so no source file is needed.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.checking.conservation import source_text
from annuaire.errors import counted
from annuaire.reading import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

# Values -----------------------------------------------------------------------------------------

_HOLDERS = ("collectivites", "contacts")
_NUMBERS = ("telephone", "telephone_autre", "fax")
_SOURCES = (
    *(
        (table, column, f"{column.removesuffix('_autre')}_source")
        for table in _HOLDERS
        for column in (*_NUMBERS, "email")
    ),
    ("collectivites", "site", "site_source"),
    ("collectivites", "code_postal", "adresse"),
)


_E164 = (
    "is not E.164",
    "{0} NOT GLOB '+[1-9]*' OR substr({0}, 2) GLOB '*[^0-9]*' OR length({0}) NOT BETWEEN 8 AND 16",
)
_BY_COLUMN = (
    *((table, column, *_E164) for table in _HOLDERS for column in _NUMBERS),
    *(
        (table, "email", "is not one address", "{0} NOT GLOB '?*@?*' OR {0} GLOB '*@*@*'")
        for table in _HOLDERS
    ),
    ("collectivites", "site", "is not absolute", "{0} NOT GLOB 'http*://*'"),
)
FORMS = {
    (table, column): (f"{table}.{column} {broken}", f"({condition.format(column)})")
    for table, column, broken, condition in _BY_COLUMN
}
"""What breaks the form of a column: a sentence, and SQL that holds of a row which does."""


def _form_rules() -> Iterator[tuple[str, str]]:
    for (table, _), (sentence, condition) in FORMS.items():
        yield sentence, f"SELECT id FROM {table} WHERE {condition}"


def _source_rules() -> Iterator[tuple[str, str]]:
    for table, column, source in _SOURCES:
        yield (
            f"{table}.{column} has no printed value beside it, nor a person's word",
            f"""SELECT id FROM {table} t WHERE {column} IS NOT NULL AND {source} IS NULL
                AND NOT EXISTS ({_decided(table, column)})""",
        )


def _decided(table: str, column: str) -> str:
    """SQL for the corrections that set that column of a row `t`."""
    return f"""SELECT 1 FROM corrections c
        WHERE c.nom_table = '{table}' AND c.colonne = '{column}' AND c.valeur = t.{column}
          AND c.ligne BETWEEN t.ligne_debut AND t.ligne_fin"""


_BEGINNINGS = (
    ("partenariats", "t.id", "j.partenariat_id = t.id"),
    (
        "partenariats_partenaires", "t.partenariat_id",
        "j.partenariat_id = t.partenariat_id AND j.partenaire_id = t.partenaire_id",
    ),
)  # fmt: skip
"""Where beginnings stand, whose they are, and SQL for their milestones `j`."""
RULES: tuple[tuple[str, str], ...] = (
    *_form_rules(),
    *_source_rules(),
    (
        "a sub-action of a sub-action, or of another record",
        """SELECT a.id FROM actions a JOIN actions p ON p.id = a.parent_id
           WHERE p.parent_id IS NOT NULL OR p.partenariat_id <> a.partenariat_id""",
    ),
    (
        "a sector label without a sector and without an anomaly",
        """SELECT s.id FROM partenariats_secteurs s WHERE s.secteur_id IS NULL AND NOT EXISTS (
             SELECT 1 FROM anomalies a WHERE a.partenariat_id = s.partenariat_id
                AND a.code = 'secteur_inconnu' AND a.ligne = s.ligne_debut)
             AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.nom_table = 'secteurs'
                AND c.partenariat_id = s.partenariat_id
                AND c.ligne BETWEEN s.ligne_debut AND s.ligne_fin)""",
    ),
    *(
        (
            f"a beginning in {table} that is no milestone of its own, nor a person's word",
            f"""SELECT t.id FROM {table} t WHERE t.annee_debut IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM jalons j WHERE {tie} AND j.annee = t.annee_debut
                   AND j.precision <> 'approximative' AND NOT j.suite
                   AND j.preuve = t.annee_debut_preuve
                   AND replace(j.nature, 'convention', 'accord') = t.annee_debut_nature)
                 AND NOT EXISTS (SELECT 1 FROM corrections c
                   WHERE c.nom_table IN ('{table}', 'jalons') AND c.partenariat_id = {record})""",
        )
        for table, record, tie in _BEGINNINGS
    ),
    (
        "a record that is not one line of v_partenariats",
        """SELECT p.id FROM partenariats p LEFT JOIN v_partenariats v ON v.id = p.id
           GROUP BY p.id HAVING count(v.id) <> 1""",
    ),
    (
        "a link that is not one line of v_carte",
        """SELECT l.id FROM partenariats_partenaires l LEFT JOIN v_carte v ON v.id = l.id
           GROUP BY l.id HAVING count(v.id) <> 1""",
    ),
)


def forms(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that break a rule on values; anomalies have documented codes."""
    for rule, query in RULES:
        rows = [row[0] for row in connection.execute(query)]
        if rows:
            yield f"{rule}: id {', '.join(map(str, rows[:5]))}{'…' if len(rows) > 5 else ''}"
    documented = {row["code"] for row in knowledge.table("anomalies")}
    for (code,) in connection.execute("SELECT DISTINCT code FROM anomalies ORDER BY code"):
        if code not in documented:
            yield f"anomalies: {code!r} is documented nowhere"


# Keys, indexes, file ----------------------------------------------------------------------------


def sound(connection: sqlite3.Connection) -> Iterator[str]:
    """SQLite's own checks, on a copy in memory: of an immutable file it passes over the CHECKs."""
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        for (message,) in copy.execute("PRAGMA integrity_check"):
            if message != "ok":
                yield message
        for row in copy.execute("PRAGMA foreign_key_check"):
            yield f"{row[0]} {row[1]}: its key to {row[2]} points nowhere"
        yield from _counted(copy)


def _counted(copy: sqlite3.Connection) -> Iterator[str]:
    """SQLite's statistics, as far as all its versions count alike: the rows of each table."""
    counts = "SELECT tbl, CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE tbl NOT LIKE 'recherche%'"
    if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
        return
    for table, count in copy.execute(counts).fetchall():
        (found,) = copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        if found != count:
            yield f"{table}: {found} rows, and {count} in SQLite's statistics"


def closed(connection: sqlite3.Connection) -> Iterator[str]:
    """No write-ahead log, whose file could not be opened in a read-only folder."""
    if (
        connection.serialize()[18:19] == b"\2"
    ):  # in the header, whatever this connection makes of it
        yield "journal mode wal: build it again"


# Built again ------------------------------------------------------------------------------------


def differences(connection: sqlite3.Connection) -> Iterator[str]:
    """What differs, table by table, between the database and one built from its lines.

    Raises MissingExtra when the loader is not installed.
    """
    from tempfile import TemporaryDirectory  # milliseconds that only --rebuild need pay

    with TemporaryDirectory() as folder:
        target = os.path.join(folder, "rebuilt.db")
        _build_again(connection, folder, target)
        with closing(sqlite3.connect(target)) as other:
            for table in dictionary.tables():
                if table.kind == "table":
                    yield from _compare(connection, other, table.name)


def _build_again(connection: sqlite3.Connection, folder: str, target: str) -> None:
    from annuaire.deciding.decisions import of_database
    from annuaire.loading.about import write_given
    from annuaire.loading.build import build

    paths, about = [], os.path.join(folder, "about.csv")
    for number, name in connection.execute(
        "SELECT id, fichier FROM repertoires ORDER BY id"
    ).fetchall():
        place = os.path.join(folder, str(number))
        os.mkdir(place)
        paths.append(os.path.join(place, name))
        with open(paths[-1], "w", encoding="utf-8", newline="") as file:
            file.write(source_text(connection, number))
    rows = connection.execute("SELECT * FROM repertoires ORDER BY id")
    write_given(about, [dict(row) for row in rows])
    build(paths, target, about=about, stored=of_database(connection))


def _compare(mine: sqlite3.Connection, other: sqlite3.Connection, table: str) -> Iterator[str]:
    query = f"SELECT * FROM {table} ORDER BY id"
    try:
        rows = [tuple(row) for row in mine.execute(query)]
    except sqlite3.Error as error:
        yield f"{table}: {error}"
        return
    again = [tuple(row) for row in other.execute(query)]
    changed = sum(a != b for a, b in zip(rows, again, strict=False))
    if rows != again:
        here = counted(len(rows), "row")
        yield f"{table}: {here} here, {len(again)} rebuilt, {changed} of them differ"
