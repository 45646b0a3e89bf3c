"""Law 2, as far as a machine can see it: usable values have their form and a printed one beside.

Each rule is a sentence and one query that gives the rows that break it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire import knowledge

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

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


def _phone_rules() -> Iterator[tuple[str, str]]:
    for table in _HOLDERS:
        for column in _NUMBERS:
            yield (
                f"{table}.{column} is not E.164",
                f"""SELECT id FROM {table} WHERE {column} NOT GLOB '+[1-9]*'
                    OR substr({column}, 2) GLOB '*[^0-9]*'
                    OR length({column}) NOT BETWEEN 8 AND 16""",
            )


def _source_rules() -> Iterator[tuple[str, str]]:
    for table, column, source in _SOURCES:
        yield (
            f"{table}.{column} has no printed value beside it",
            f"SELECT id FROM {table} WHERE {column} IS NOT NULL AND {source} IS NULL",
        )


RULES: tuple[tuple[str, str], ...] = (
    *_phone_rules(),
    *_source_rules(),
    (
        "an e-mail without exactly one @",
        """SELECT id FROM (
             SELECT id, email FROM contacts UNION ALL SELECT id, email FROM collectivites)
           WHERE length(email) - length(replace(email, '@', '')) <> 1""",
    ),
    (
        "a site that is not absolute",
        "SELECT id FROM collectivites WHERE site NOT GLOB 'http*://*'",
    ),
    (
        "a sub-action of a sub-action, or of another record",
        """SELECT a.id FROM actions a JOIN actions p ON p.id = a.parent_id
           WHERE p.parent_id IS NOT NULL OR p.partenariat_id <> a.partenariat_id""",
    ),
    (
        "a sector label without a sector and without an anomaly",
        """SELECT s.id FROM partenariats_secteurs s WHERE s.secteur_id IS NULL AND NOT EXISTS (
             SELECT 1 FROM anomalies a WHERE a.partenariat_id = s.partenariat_id
                AND a.code = 'secteur_inconnu' AND a.ligne = s.ligne_debut)""",
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
