"""The texts we have: where each lies, and its reading, parsed once in a session.

`chine` is the real directory; the others are those of `autres/`, invented for the tests.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import annuaire

if TYPE_CHECKING:
    from annuaire.lecture import Lecture

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "annuaire"
SOURCE = ROOT / "data" / "source" / "repertoire-franco-chinois.txt"
AUTRES = ROOT / "tests" / "autres"
TEXTS = {"chine": SOURCE, **{path.stem: path for path in sorted(AUTRES.glob("*.txt"))}}


@cache
def text(nom: str) -> str:
    """A text as it stands in its file."""
    return TEXTS[nom].read_bytes().decode()


@cache
def reading(nom: str) -> Lecture:
    """What `parse` finds in a text."""
    return annuaire.parse(text(nom), fichier=TEXTS[nom].name)
