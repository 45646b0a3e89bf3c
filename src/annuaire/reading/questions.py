"""The canned questions: SQL files that `annuaire query --named` and the web site share.

A file of `questions/` is a question, named as the file. Its header comment says, in French:

    -- The question, which is its title.
    -- Sentences that describe the answer, if need be.
    -- :parameter  what it may be; empty keeps all

Every question can be asked bare: a parameter that is NULL or empty chooses everything. One that
names something (`KINDS`) is looked for in the index of names, and handed to the SQL as the slugs
or values meant, joined by `|`; a name of nothing is a `NotFound` that suggests.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from annuaire import resources
from annuaire.errors import NotFound, UsageProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

_PARAMETER = re.compile(r":(\w+)\s+(.+)")
_SUFFIX = ".sql"
KINDS = {
    "province": ("province",),
    "region": ("region",),
    "forme": ("forme",),
    "secteur": ("secteur",),
    "qualite": ("qualite",),
    "confiance": ("confiance",),
    "partenaire": ("partenaire",),
    "collectivite": ("collectivite",),
    "lieu": ("collectivite", "partenaire", "province"),
}
"""Parameter of a question: the kinds of things that it may name."""
YEARS = ("depuis", "jusqu_a")
_COUNTS = frozenset({"minimum", "maximum"})


class Question(NamedTuple):
    """A canned question."""

    name: str
    title: str
    description: str
    parameters: dict[str, str]
    """What each parameter may be, in the order of the header."""
    sql: str


def names() -> list[str]:
    """Names of all questions, in order."""
    files = os.listdir(resources.questions())
    return sorted(file.removesuffix(_SUFFIX) for file in files if file.endswith(_SUFFIX))


def load_all() -> list[Question]:
    """All questions, in the order of their names."""
    return [load(name) for name in names()]


def load(name: str) -> Question:
    """One question; an unknown name suggests."""
    known = names()
    if name not in known:
        from annuaire.reading.names import near  # only when something is mistyped

        raise NotFound("question", name, near(name, known, cutoff=0.4), known)
    path = os.path.join(resources.questions(), name + _SUFFIX)
    with open(path, encoding="utf-8") as file:
        return read(name, file.read())


def read(name: str, content: str) -> Question:
    r"""The question that a file holds.

    >>> read("deux", "-- Combien font deux et deux ?\nSELECT 2 + 2\n").sql
    'SELECT 2 + 2'
    """
    lines = content.splitlines()
    length = next(i for i, line in enumerate([*lines, ""]) if not line.startswith("--"))
    title, *rest = [line.removeprefix("--").strip() for line in lines[:length]] or [name]
    found = [_PARAMETER.fullmatch(line) for line in rest]
    return Question(
        name=name,
        title=title,
        description=" ".join(line for line, match in zip(rest, found, strict=True) if not match),
        parameters={match[1]: match[2] for match in found if match},
        sql="\n".join(lines[length:]).strip().removesuffix(";"),
    )


def resolve(
    base: sqlite3.Connection, question: Question, given: Mapping[str, str]
) -> dict[str, str | None]:
    """The values of a question's parameters as its SQL takes them; those left out are NULL.

    Raises `NotFound` for a name of nothing, `UsageProblem` for years that are none.
    """
    known = {name: _meant(base, name, value.strip()) for name, value in given.items()}
    if any(map(known.get, YEARS)):
        from annuaire.reading.filters import check_years  # few questions ask for years

        check_years(*(int(year) if (year := known.get(name)) else None for name in YEARS))
    return {**dict.fromkeys(question.parameters), **known}


def _meant(base: sqlite3.Connection, name: str, value: str) -> str:
    from annuaire.reading.names import find_ids, slugs  # a question may have no parameter

    if not value:
        return value
    if name == "fiche":
        return "|".join(slugs(base, find_ids(base, value)))
    if name in YEARS and not (value.isascii() and value.isdigit() and len(value) == 4):
        raise UsageProblem(f"{name} is a year, not {value!r}")
    if name in _COUNTS:
        value, typed = "".join(value.split()), value
        if not (value.isascii() and value.isdigit()):
            raise UsageProblem(f"{name} is a number, not {typed!r}")
    if name == "source":
        return _source(base, value)
    return "|".join(_named(base, name, value)) if name in KINDS else value


def _source(base: sqlite3.Connection, value: str) -> str:
    """Words of the name of a source that says something of links."""
    known = base.execute(
        "SELECT DISTINCT s.nom FROM confirmations k JOIN sources s ON s.id = k.source_id"
    )
    names = [name for (name,) in known]
    if not any(value.lower() in name.lower() for name in names):
        raise NotFound("source", value, known=names)
    return value


def _named(base: sqlite3.Connection, name: str, value: str) -> Iterator[str]:
    """What to hand over for each thing that the value names; a place by its name."""
    from annuaire.reading.names import called, find, unknown

    kinds = KINDS[name]
    is_place = kinds != (name,)
    found = [(kind, each) for kind in kinds for each in find(base, kind, value)]
    if not found:
        errors = [unknown(base, kind, value) for kind in kinds]
        near = [each for error in errors for each in error.suggestions]
        raise NotFound("place" if is_place else errors[0].kind, value, near[:3],
                       () if near or is_place else errors[0].known)  # fmt: skip
    for kind, each in found:
        value, label = called(base, kind, each)
        yield label if is_place else value
