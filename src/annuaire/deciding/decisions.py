"""Decisions: a CSV file → what a person decided, each row tried against the text that it is about.

Refused (DecisionError, by file and line): another header, a row that decides a role and a value or
half of one, an unknown role, table or column, what nobody may decide (text as printed, keys, ranks,
lines), and a row whose line is not there or prints something else.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from annuaire import files, knowledge, shape
from annuaire.errors import DecisionError, InputError, NotFound, UsageProblem
from annuaire.folding import clean, fold
from annuaire.reading import dictionary
from annuaire.reading.names import near
from annuaire.records import Anomalie, Correction, Ligne, Repertoire, RoleDecide, Secteur

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HEADER = (
    "code", "ligne", "imprime", "lu", "autres", "role", "nom_table", "colonne", "valeur", "motif",
    "auteur",
)  # fmt: skip
ROLES: tuple[RoleDecide, ...] = get_args(RoleDecide)
EMPTY = "NULL"
"""What one writes as `valeur` to empty a column."""
_SHA256 = "sha256"
_OF_BLANKS = ("blanc", "texte")
"""What an empty line can be: a true break, or nothing but noise inside a text."""
ERRATA = ("anomalies", "valeur_corrigee")
"""A correction of what is printed: it changes no value, and says so beside it."""
SECTORS = (shape.TABLES[Secteur], "nom")
"""The sector that a printed label means: another of the vocabulary, whose names stay."""
_FACTS = ("id", "ordre", "numero", "slug", "rubrique")
"""What a row is, and where it stands: no value that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Correction):
    """A filled row; `lu` is its cell, `path` and `row` say where it stands."""

    lu: str = ""
    path: str
    row: int

    @property
    def place(self) -> tuple[str, str] | None:
        """The table and the column of a value."""
        return (self.nom_table, self.colonne) if self.nom_table and self.colonne else None

    @property
    def key(self) -> tuple[object, ...]:
        """What it decides: of two with one key, only one can hold."""
        words = self.lu if self.place == ERRATA else ""
        return self.ligne, self.nom_table or "", self.colonne or "", words

    @property
    def says(self) -> tuple[object, ...]:
        """How it decides."""
        return self.role, self.valeur, (self.motif if self.nom_table == "anomalies" else None)

    @property
    def told(self) -> str:
        """What it decides, in a word."""
        if self.place is None:
            return str(self.role)
        return f"{self.nom_table}.{self.colonne}: {EMPTY if self.valeur is None else self.valeur}"

    def refuse(self, what: str, hint: str | None = None) -> DecisionError:
        """Why it can't hold."""
        return DecisionError(what, path=self.path, line=self.row, hint=hint)


class Decided(NamedTuple):
    """The decisions about one text in the order of its lines, and where they come from."""

    decisions: tuple[Decision, ...]
    given: tuple[Decision, ...]
    """Those of the files that a person gave."""
    overruled: tuple[Decision, ...]
    """Those of the package that a person's were set above."""

    @property
    def roles(self) -> dict[int, RoleDecide]:
        """What lines are."""
        return {each.ligne: each.role for each in self.decisions if each.role}

    @property
    def values(self) -> list[Decision]:
        """Values of rows."""
        return [each for each in self.decisions if each.place not in {None, ERRATA, SECTORS}]


# Files ------------------------------------------------------------------------------------------


_READ_AS = {"champ": "libelle", "puce": "point", "tiret": "sous_point"}


def read_as(role: str) -> str:
    """The word of ROLES for what a line was read as."""
    return _READ_AS.get(role, role)


def read(path: str) -> tuple[tuple[str | None, Decision], ...]:
    """The decisions of a file, each with the sha256 of the text it is about, if it says one."""
    rows = rows_of(path, DecisionError)
    number, header = next(rows, (1, []))
    named = header[:1] == [_SHA256]
    if tuple(header[named:]) != HEADER:
        expected = ",".join(HEADER)
        raise DecisionError("not the header of decisions", path=path, line=number,
                            hint=f"Its first line must be {expected}")  # fmt: skip
    return tuple(_decisions(path, header, rows))


def rows_of(path: str, failure: type[InputError] = InputError) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file that a person saved, each with the line it begins on.

    A spreadsheet's BOM and semicolons are known. Raises `failure` when it is none.
    """
    text = _text_of(path, failure)
    head = next(iter(text.splitlines()), "")
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a line may be of any length
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = 1
    try:
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise failure(f"no CSV: {error}", path=path, line=first) from error


def _text_of(path: str, failure: type[InputError]) -> str:
    try:
        return files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise failure("not UTF-8", path=path, hint="Save the file as CSV UTF-8.") from error
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        told = getattr(error, "strerror", None) or error
        raise failure(f"can't be read: {told}", path=path) from error


def _decisions(
    path: str, header: list[str], rows: Iterable[tuple[int, list[str]]]
) -> Iterator[tuple[str | None, Decision]]:
    for number, cells in rows:
        if any(cells):
            if len(cells) != len(header):
                raise DecisionError(
                    f"{len(cells)} cells, and the header has {len(header)}", path=path, line=number
                )
            row = dict(zip(header, cells, strict=True))
            if row["role"].strip() or row["valeur"].strip():
                yield row.get(_SHA256), _decision(row, path, number)


def _decision(row: Mapping[str, str], path: str, number: int) -> Decision:
    """A filled row, when it says one thing that can be decided."""
    cells = {name: row[name].strip() or None for name in HEADER if name != "imprime"}
    role, value = cells["role"], cells["valeur"]
    decision = Decision(
        imprime=row["imprime"],
        role=cast("RoleDecide", fold(role).replace(" ", "_")) if role else None,
        nom_table=None if role else cells["nom_table"],
        colonne=None if role else cells["colonne"],
        valeur=None if value == EMPTY else value,
        motif=cells["motif"],
        auteur=cells["auteur"],
        ligne=int(cells["ligne"] or 0) if (cells["ligne"] or "").isdecimal() else 0,
        code=cells["code"],
        lu=cells["lu"] or "",
        path=path,
        row=number,
    )
    if fault := _fault(decision, cells):
        raise decision.refuse(*fault)
    return decision


def _fault(decision: Decision, cells: Mapping[str, str | None]) -> tuple[str, str | None] | None:
    """What is wrong with a row by itself, and what to do."""
    if not decision.ligne:
        return f"ligne {cells['ligne'] or ''!r} is no line number", None
    if decision.role:
        if cells["valeur"]:
            return "role and valeur are both filled", "Decide each on a row of its own."
        if decision.role not in ROLES:
            return f"no role is called {decision.role!r}", f"Roles: {', '.join(ROLES)}."
        return None
    if not decision.nom_table or not decision.colonne:
        return "a valeur without nom_table and colonne", "Say which value it is."
    return _closed(decision.nom_table, decision.colonne)


# What can be decided ------------------------------------------------------------------------------


def _closed(table: str, name: str) -> tuple[str, str | None] | None:
    """Why that column can't be decided; None when it can."""
    if table not in open_columns():
        if table in {each.name for each in dictionary.tables()}:
            hint = "Its facts are given with --about." if table == "repertoires" else None
            return f"no value of {table} is decided here", hint
        return f"there is no table {table!r}", _meant(table, open_columns())
    if name in open_columns()[table]:
        return None
    columns = {column.name: column for column in dictionary.table(table).columns}
    if name not in columns:
        return f"{table} has no column {name!r}", _meant(name, open_columns()[table])
    if columns[name].verbatim:
        return f"{table}.{name} is text as printed, which nobody changes", None
    return f"{table}.{name} is no value that is read: nobody decides it", None


def _meant(name: str, among: Iterable[str]) -> str | None:
    return NotFound("", name, near(name, among)).hint


@cache
def open_columns() -> dict[str, tuple[str, ...]]:
    """The columns that a person may decide, by table: values that were read, never printed text."""
    found = {
        shape.TABLES[kind]: tuple(_derived(shape.TABLES[kind]))
        for kind in shape.TABLES
        if kind not in {Anomalie, Correction, Ligne, Repertoire, Secteur}
    }
    return found | {table: (name,) for table, name in (ERRATA, SECTORS)}


def _derived(table: str) -> Iterator[str]:
    for column in dictionary.table(table).columns:
        fact = column.name in _FACTS or column.name.startswith("ligne_")
        if not (fact or column.verbatim or column.references):
            yield column.name


@cache
def errata() -> frozenset[str]:
    """What a correction of the text itself is reported as: an error of fact, a misprint."""
    rows = knowledge.table("anomalies")
    return frozenset(row["code"] for row in rows if (row["nom_table"], row["colonne"]) == ERRATA)


# Of one text --------------------------------------------------------------------------------------


def gather(paths: Iterable[str], texts: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions of these files, by the sha256 of the texts that they are about.

    Raises UsageProblem when a row does not say which of several texts it is about, DecisionError
    when it is about another one.
    """
    found: dict[str, list[Decision]] = {text: [] for text in texts}
    for path in paths:
        for text, decision in read(path):
            if text is None and len(texts) > 1:
                raise UsageProblem(
                    f"{path} does not say which of {len(texts)} sources it is about",
                    hint="Build one source at a time, or put a first column sha256 in it.",
                )
            if (text or texts[0]) not in found:
                raise decision.refuse(f"no source has this sha256: {text}")
            found[text or texts[0]].append(decision)
    return found


def of_package() -> dict[str, list[Decision]]:
    """The decisions shipped with the package, by the sha256 of the text they are about."""
    return _by_text((str(text), each) for text, each in read(knowledge.path("corrections")))


def of_database(connection: sqlite3.Connection) -> dict[str, list[Decision]]:
    """The decisions that a database was built with, by the sha256 of the text they are about."""
    names = ("sha256", "row", *shape.columns(Correction))
    rows = connection.execute(f"""
        SELECT r.sha256, c.id, {", ".join(f"c.{name}" for name in names[2:])}
        FROM corrections c JOIN repertoires r ON r.id = c.repertoire_id ORDER BY c.id""")
    found = (dict(zip(names, row, strict=True)) for row in rows.fetchall())
    return _by_text(
        (row.pop("sha256"), Decision(lu=row["valeur_lue"] or "", path="corrections", **row))
        for row in found
    )


def _by_text(decisions: Iterable[tuple[str, Decision]]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for text, decision in decisions:
        found.setdefault(text, []).append(decision)
    return found


def settle(
    lines: Sequence[str], package: Iterable[Decision], person: Iterable[Decision] = ()
) -> Decided:
    """What holds of the text of these lines: a person's word goes before the package's.

    Raises DecisionError for what does not stand in the text, and for two rows that disagree.
    """
    ours, theirs = _agreed(package, lines), _agreed(person, lines)
    overruled = [
        each for key, each in ours.items() if key in theirs and theirs[key].says != each.says
    ]
    both, given = (
        tuple(each for _, each in sorted(found.items())) for found in (ours | theirs, theirs)
    )
    return Decided(both, given, tuple(overruled))


def _agreed(
    decisions: Iterable[Decision], lines: Sequence[str]
) -> dict[tuple[object, ...], Decision]:
    """Decisions by what they decide, the first of equal ones."""
    found: dict[tuple[object, ...], Decision] = {}
    for each in decisions:
        if fault := _misplaced(each, lines):
            raise each.refuse(fault)
        first = found.setdefault(each.key, replace(each, imprime=lines[each.ligne - 1]))
        if first.says != each.says:
            raise each.refuse(f"decides otherwise than {first.path}:{first.row}")
    return found


def _misplaced(decision: Decision, lines: Sequence[str]) -> str | None:
    """Why a decision does not stand in the text."""
    if decision.ligne > len(lines):
        return f"there is no line {decision.ligne}: the text has {len(lines)}"
    printed = clean(lines[decision.ligne - 1])
    if printed != clean(decision.imprime):
        return f"line {decision.ligne} prints {printed!r}, not {clean(decision.imprime)!r}"
    if decision.role and not printed and decision.role not in _OF_BLANKS:
        return f"line {decision.ligne} prints nothing: it is no {decision.role}"
    if decision.role == "blanc" and printed:
        return f"line {decision.ligne} prints something: it is not blank (pagination, perhaps)"
    return None
