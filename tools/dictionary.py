"""docs/dictionnaire.md: the data dictionary, from the comments of schema.sql.

python tools/dictionary.py [--check]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generated import publish

from annuaire.reading import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# Dictionnaire des données

Fait des commentaires de `schema.sql` (aussi : `annuaire schema [TABLE]`). *verbatim* : texte tel
qu’imprimé, blancs réduits et lignes coupées rejointes. Une colonne `X_source` est le texte imprimé
dont `X` est la valeur utilisable. `ligne_debut` et `ligne_fin` renvoient aux lignes de la source.
"""


def render() -> str:
    """The page."""
    return HEAD + "".join(line for table in dictionary.tables() for line in _table(table))


def _table(table: dictionary.Table) -> Iterator[str]:
    yield f"\n## {table.name}\n\n{table.description} *({table.kind})*\n\n"
    yield "| colonne | type | description |\n|---|---|---|\n"
    for column in table.columns:
        notes = [
            note
            for note, on in (("verbatim", column.verbatim), ("obligatoire", column.required))
            if on
        ]
        if column.references:
            notes.append(f"→ {column.references}")
        about = column.description + (f" *({', '.join(notes)})*" if notes else "")
        yield f"| `{column.name}` | {column.type or '–'} | {about} |\n"


if __name__ == "__main__":
    raise SystemExit(publish("docs/dictionnaire.md", render()))
