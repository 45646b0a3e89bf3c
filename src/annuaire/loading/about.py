"""What whoever has the sources knows of their editions: a CSV file, one row per source.

    header = "fichier" { "," fact }        facts: `edition.FACTS`, in any order, none needed
    row    = base name or SHA-256 of a source, its facts; an empty cell is not known

What comes in is the path of the file; what goes out are the facts of each source, asked by its
name and its text. Whatever would pass unseen (an unknown column, a row of no source, two rows of
one) is refused with its line.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from annuaire.deciding.decisions import rows_of
from annuaire.errors import InputError
from annuaire.parsing.things.edition import FACTS, GIVEN, find_fault

if TYPE_CHECKING:
    from collections.abc import Sequence

Facts = Mapping[str, str]

KEY = "fichier"
_HINT = f"The columns are {KEY},{','.join(FACTS)}."


@dataclass(slots=True)
class About:
    """The rows of such a file, by what they name; those that a source took, by their line."""

    path: str = ""
    rows: dict[str, tuple[int, Facts]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def of(self, name: str, sha256: str) -> Facts:
        """The facts of the source of that base name and hash; raises InputError when it has two."""
        found = [self.rows[key] for key in dict.fromkeys((name, sha256)) if key in self.rows]
        if len(found) > 1:
            self.refuse(found[1][0], f"a second row of {name}", "Give one.")
        for line, facts in found:
            if line in self.taken:
                self.refuse(line, f"two sources are called {name!r}", "Give their SHA-256.")
            self.taken.add(line)
            return facts
        return {}

    def refuse_left(self) -> None:
        """Raise InputError when a row is of no source."""
        for key, (line, _) in self.rows.items():
            if line not in self.taken:
                self.refuse(line, f"no source is called {key!r}", "Give its base name or SHA-256.")

    def refuse(self, line: int, what: str, hint: str = _HINT) -> NoReturn:
        """Raise InputError for that line."""
        raise InputError(what, path=self.path, line=line, hint=hint)

    def add(self, line: int, key: str, facts: Facts) -> None:
        """Take in a row; raises InputError when it is not a row of facts of one more source."""
        if not key:
            self.refuse(line, f"no {KEY}")
        if key in self.rows:
            self.refuse(line, f"a second row of {key!r}", "Give one.")
        if fault := find_fault(facts):
            self.refuse(line, *fault)
        self.rows[key] = line, facts


def read_about(path: str | None) -> About:
    """The rows of a file, of none when no path is given; raises InputError."""
    if path is None:
        return About()
    about = About(path)
    rows = rows_of(path)
    _, header = next(rows, (1, []))
    names = [name.strip() for name in header]
    _check_header(about, names)
    for line, cells in filter(lambda row: row[1], rows):
        if len(cells) > len(names):
            about.refuse(line, "more cells than columns")
        facts = dict(zip(names, map(str.strip, cells), strict=False))
        about.add(line, facts.pop(KEY, ""), facts)
    return about


def _check_header(about: About, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in {KEY, *FACTS}]
    twice = [name for name in names if names.count(name) > 1]
    if unknown:
        about.refuse(1, f"unknown column {unknown[0]!r}")
    if twice or KEY not in names:
        about.refuse(1, f"column {(twice or [KEY])[0]!r} {'twice' if twice else 'is missing'}")


def write_given(path: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Write such a file again from rows of `repertoires`: what was given with their sources."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [KEY, *FACTS])
        writer.writeheader()
        for row in rows:
            origins = (each.partition("=") for each in str(row["sources"] or "").split("; "))
            given = {name for names, _, how in origins if how == GIVEN for name in names.split(",")}
            writer.writerow(
                {KEY: row["sha256"]} | {name: row[name] for name in FACTS if name in given}
            )
