"""docs/python.md: the reference of the Python door, from its signatures and docstrings.

One section a public name, in the order in which one meets them; a record shows its fields with
their types and what `schema.sql` says of the column of that name.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import TYPE_CHECKING, Any

import annuaire
from annuaire import shape
from annuaire.reading import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# The Python door

Made from signatures and docstrings by `tools/docs.py`. `import annuaire` loads the standard library
alone, and each name when it is first used; type checkers know them all (`mypy --strict`, pyright).
What is named in French is named as the columns are ([dictionnaire.md](dictionnaire.md)).

```python
import annuaire

lyon = annuaire.partenariat("lyon")
for resultat in annuaire.search("vin", filters=annuaire.Filters(region="Bretagne")):
    print(resultat.intitule, resultat.extrait)
```
"""
CHAPTERS: dict[str, tuple[str, ...]] = {
    "Records": ("partenariat", "partenariats", "find", "to_dict"),
    "Questions": ("search", "Filters", "similar", "stats"),
    "The database": ("connect", "path", "data_version"),
    "Another text": ("parse", "Lecture"),
    "Errors": ("AnnuaireError", "NotFound", "SharedName", "InputError"),
    "What answers hold": ("Resultat", "Proches", "Voisin", "Mesure"),
}
"""The names of each chapter; the last, of all that is left, is what a record holds."""


def python_door() -> str:
    """The page."""
    named = {name for names in CHAPTERS.values() for name in names} | {"__version__"}
    left = [name for name in annuaire.__all__ if name not in named]
    chapters = {
        **CHAPTERS,
        "What a record holds": ("Partenariat", *sorted(set(left) - {"Partenariat"})),
    }
    return HEAD + "".join(
        f"\n## {title}\n" + "".join(map(entry, names)) for title, names in chapters.items()
    )


def entry(name: str) -> str:
    """The section of a name."""
    thing = getattr(annuaire, name)
    text = inspect.cleandoc(thing.__doc__ or "")
    told, _, example = text.partition(">>> ")
    shown = f"\n```pycon\n>>> {example.strip()}\n```\n" if example else ""
    fields = "".join(rows(thing)) if dataclasses.is_dataclass(thing) else ""
    return f"\n### {name}\n\n{signature(name, thing)}{told.strip()}\n{shown}{fields}"


def signature(name: str, thing: object) -> str:
    """The signature of a function, types included."""
    if not inspect.isfunction(thing):
        return ""
    written = str(inspect.signature(thing)).replace("'", "")
    return f"```python\nannuaire.{name}{written}\n```\n\n"


def rows(kind: Any) -> Iterator[str]:
    """A table of the fields of a record."""
    table = shape.TABLES.get(kind)
    said = {}
    if table:
        said = {column.name: column.description for column in dictionary.table(table).columns}
    yield "\n| field | type | |\n|---|---|---|\n"
    for field in dataclasses.fields(kind):
        written = str(field.type).replace("|", "\\|")
        yield f"| `{field.name}` | `{written}` | {said.get(field.name, '')} |\n"
