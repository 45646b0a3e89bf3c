"""The canned questions: SQL files that `annuaire query --named` and the web site share.

A file of `questions/` is a question, named as the file. Its header comment says, in French:

    -- The question, which is its title.
    -- Sentences that describe the answer, if need be.
    -- :parameter  what it may be; empty keeps all

Every question can be asked bare: a parameter that is NULL or empty chooses everything.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from annuaire import resources
from annuaire.errors import NotFound

_PARAMETER = re.compile(r":(\w+)\s+(.+)")
_SUFFIX = ".sql"


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

        raise NotFound("question", name, near(name, known, cutoff=0.4))
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
