"""The lists of `annuaire list`: what there is, kept to what the filters want."""

from __future__ import annotations

from annuaire.errors import NotFound
from annuaire.folding import fold
from annuaire.reading import names
from annuaire.reading.entries import DIVISION
from annuaire.reading.filters import Filters, inhabitants, where

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_LISTS = {
    "partenariats": """
        SELECT p.numero, p.slug, p.intitule, p.annee_debut, c.forme, c.region, v.provinces,
          {habitants} AS habitants, p.annee_debut_nature, p.ligne_debut, p.ligne_fin,
          d.slug AS repertoire
        FROM partenariats p JOIN v_partenariats v ON v.id = p.id
        JOIN collectivites c ON c.id = p.collectivite_id
        JOIN repertoires d ON d.id = p.repertoire_id
        WHERE {where} ORDER BY p.id""",
    "collectivites": """
        SELECT c.slug, c.nom, c.forme, c.region, c.departement, {habitants} AS habitants,
          c.code_postal, c.ville, c.telephone, c.email, c.site, c.nom_actuel, c.autorite,
          c.ligne_debut, c.ligne_fin
        FROM collectivites c JOIN partenariats p ON p.collectivite_id = c.id
        WHERE {where} ORDER BY p.id""",
    "partenaires": """
        SELECT y.slug, y.nom, y.nom_local, y.niveau, y.province, y.nom_actuel,
          count(DISTINCT p.id) AS partenariats
        FROM partenaires y JOIN partenariats_partenaires x ON x.partenaire_id = y.id
        JOIN partenariats p ON p.id = x.partenariat_id
        WHERE {where} AND {own} GROUP BY y.id ORDER BY partenariats DESC, y.slug""",
    "provinces": """
        SELECT r.slug, r.nom, r.nom_local, r.transcription, r.iso_3166_2, r.chef_lieu,
          count(DISTINCT p.id) AS partenariats
        FROM provinces r LEFT JOIN partenaires y ON y.province_id = r.id
        LEFT JOIN partenariats_partenaires x ON x.partenaire_id = y.id
        LEFT JOIN partenariats p ON p.id = x.partenariat_id AND {where}
        WHERE {own} GROUP BY r.id HAVING {kept} ORDER BY partenariats DESC, r.slug""",
    "secteurs": """
        SELECT s.slug, s.nom, s.nom_anglais, count(DISTINCT p.id) AS partenariats
        FROM secteurs s LEFT JOIN partenariats_secteurs x ON x.secteur_id = s.id
        LEFT JOIN partenariats p ON p.id = x.partenariat_id AND {where}
        WHERE {own} GROUP BY s.id HAVING {kept} ORDER BY partenariats DESC, s.slug""",
    "acteurs": """
        SELECT a.slug, a.nom, a.categorie, a.lieu, a.generique,
          count(DISTINCT p.id) AS partenariats
        FROM acteurs a LEFT JOIN partenariats_acteurs x ON x.acteur_id = a.id
        LEFT JOIN partenariats p ON p.id = x.partenariat_id AND {where}
        WHERE {own} GROUP BY a.id HAVING {kept} ORDER BY partenariats DESC, a.slug""",
    "contacts": """
        SELECT p.numero, p.slug, k.nom, k.civilite, k.fonction, k.telephone, k.email, k.nature,
          k.qualite, k.fax, k.ligne_debut, k.ligne_fin
        FROM contacts k JOIN partenariats p ON p.id = k.partenariat_id
        WHERE {where} ORDER BY p.id, k.ordre""",
    "actions": """
        SELECT p.numero, p.slug, a.annee_debut, a.annee_fin, a.parent_id IS NOT NULL AS sous_action,
          a.texte, a.ligne_debut, a.ligne_fin
        FROM actions a JOIN partenariats p ON p.id = a.partenariat_id
        WHERE {where} ORDER BY p.id, a.ordre""",
    "anomalies": """
        SELECT p.numero, p.slug, n.ligne, n.ligne_fin, n.code, n.gravite, n.message,
          n.valeur_source, n.valeur_corrigee
        FROM anomalies n LEFT JOIN partenariats p ON p.id = n.partenariat_id
        WHERE {where} ORDER BY n.repertoire_id, n.ligne, n.id""",
}

KINDS = tuple(_LISTS)
"""What can be listed."""

_ARRAYS = frozenset({"provinces"})
"""Columns that views give as JSON arrays."""

# Filters choose records. Where the thing listed is what a filter names, the filter chooses it
# too: of a record with partners in Pékin and in Sichuan, `--province Sichuan` lists one partner.
_OWN = {
    "partenaires": ("province", DIVISION),
    "provinces": ("province", "r.id"),
    "secteurs": ("secteur", "s.id"),
    "acteurs": ("acteur", "a.id"),
}


def entries(
    connection: sqlite3.Connection, kind: str, filters: Filters, sort: str | None = None
) -> tuple[list[str], Iterator[tuple[object, ...]]]:
    """Column names and rows of the list `kind`; counts are of the records that are kept.

    `sort` is a column (`annee_debut`), or one with a hyphen before it for the largest first.
    """
    condition, values = where(connection, filters)
    own, own_values = _own(connection, kind, filters)
    kept = "partenariats > 0" if filters else "1"
    sql = _LISTS[kind].format(
        where=f"({condition})", own=own, kept=kept, habitants=inhabitants(connection)
    )
    cursor = connection.execute(sql, [*values, *own_values])
    columns = [column[0] for column in cursor.description]
    arrays = {i for i, column in enumerate(columns) if kind == "partenariats" and column in _ARRAYS}
    rows = (_row(row, arrays) for row in cursor)
    return columns, rows if sort is None else iter(_sorted(columns, list(rows), sort))


def _sorted(
    columns: list[str], rows: list[tuple[object, ...]], sort: str
) -> list[tuple[object, ...]]:
    """The rows by one column, texts by their folded form, what is not known last."""
    down = sort.startswith("-")
    name = fold(sort.removeprefix("-")).replace(" ", "_")
    if name not in columns:
        raise NotFound("column to sort by", sort, names.near(name, columns), columns)
    at = columns.index(name)
    known = sorted((row for row in rows if row[at] is not None), key=lambda row: _key(row[at]),
                   reverse=down)  # fmt: skip
    return [*known, *(row for row in rows if row[at] is None)]


def _key(value: object) -> int | float | str:
    if isinstance(value, int | float):
        return value
    return fold("; ".join(value) if isinstance(value, list) else str(value))


def _own(
    connection: sqlite3.Connection, kind: str, filters: Filters
) -> tuple[str, list[str | int]]:
    name, column = _OWN.get(kind, ("", ""))
    ids = names.resolve(connection, name, getattr(filters, name)) if name else []
    return (f"{column} IN ({', '.join('?' * len(ids))})" if ids else "1"), ids


def _row(row: sqlite3.Row, arrays: set[int]) -> tuple[object, ...]:
    if not arrays:
        return tuple(row)
    from json import loads  # one list of nine needs it

    return tuple(loads(value) if i in arrays else value for i, value in enumerate(row))
