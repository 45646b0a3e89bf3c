"""Law 2, as far as a machine can see it: usable values have their form and a printed one beside.

Each rule is one query that gives the rows that break it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_PHONE = "'+[1-9]*'"
RULES: tuple[tuple[str, str], ...] = tuple(
    (
        f"{table}.{column} is not E.164",
        f"SELECT id FROM {table} WHERE {column} NOT GLOB {_PHONE}"
        f" OR substr({column}, 2) GLOB '*[^0-9]*' OR length({column}) NOT BETWEEN 8 AND 16",
    )
    for table in ("collectivites", "contacts")
    for column in ("telephone", "telephone_autre", "fax")
) + tuple(
    (
        f"{table}.{column} has no printed value beside it",
        f"SELECT id FROM {table} WHERE {column} IS NOT NULL AND {source} IS NULL",
    )
    for table, column, source in (
        *(
            (table, column, source)
            for table in ("collectivites", "contacts")
            for column, source in (
                ("telephone", "telephone_source"),
                ("telephone_autre", "telephone_source"),
                ("fax", "fax_source"),
                ("email", "email_source"),
            )
        ),
        ("collectivites", "site", "site_source"),
        ("collectivites", "code_postal", "adresse"),
    )
) + (
    ("an e-mail without one @", "SELECT id FROM contacts WHERE length(email) - length(replace(email, '@', '')) <> 1"),
    ("a site that is not absolute", "SELECT id FROM collectivites WHERE site NOT GLOB 'http*://*'"),
    ("an anomaly of a code that is not documented", "SELECT id FROM anomalies WHERE code = ''"),
    ("a sub-action of a sub-action", "SELECT a.id FROM actions a JOIN actions p ON p.id = a.parent_id WHERE p.parent_id IS NOT NULL"),
    ("a sub-action of another record", "SELECT a.id FROM actions a JOIN actions p ON p.id = a.parent_id WHERE p.partenariat_id <> a.partenariat_id"),
    ("a sector missing without an anomaly", """
        SELECT s.id FROM partenariats_secteurs s WHERE s.secteur_id IS NULL AND NOT EXISTS (
          SELECT 1 FROM anomalies a WHERE a.partenariat_id = s.partenariat_id
             AND a.code = 'secteur_inconnu' AND a.ligne = s.ligne_debut)"""),
    ("a record without a line in v_partenariats", """
        SELECT id FROM partenariats WHERE id NOT IN (SELECT id FROM v_partenariats)"""),
    ("a link without a line in v_carte", """
        SELECT id FROM partenariats_partenaires WHERE id NOT IN (SELECT id FROM v_carte)"""),
)  # fmt: skip


def forms(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that break a rule on values."""
    for rule, query in RULES:
        rows = [row[0] for row in connection.execute(query)]
        if rows:
            yield f"{rule}: id {', '.join(map(str, rows[:5]))}{'…' if len(rows) > 5 else ''}"
