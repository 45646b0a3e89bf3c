"""Which text needs what the grammar knows: each rule of the tables, each row of the word lists.

    python tools/census.py [TABLE…] > build/census.csv      a summary on stderr

On two idle cores it takes some ten minutes, the rules alone (lines labels heads headings sections
items roles) two. The same code gives the same census.

One by one, a rule is left out of its table (the last one, which always holds, stays) or a row out
of its list, the texts are read again, and what is read is compared. The texts are the directory,
those of tests/autres, tests/cases and the cases of tests/corpus/issues.txt. A text is not read
again where nothing can change: the rule decided none of its lines, or it prints no word of the row.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import gc
import glob
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any, NamedTuple

from generated import ROOT

from annuaire import knowledge, parsing
from annuaire import words as wordings
from annuaire.folding import fold

sys.path.insert(0, os.path.join(ROOT, "tests"))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from annuaire.lecture import Lecture
    from annuaire.parsing.rules import AnyRule, AnyTable, Asked

    Rows = tuple[knowledge.Row, ...]

SOURCE = os.path.join(ROOT, "data", "source", "repertoire-franco-chinois.txt")
OTHERS = os.path.join(ROOT, "tests", "autres", "*.txt")
CASES = os.path.join(ROOT, "tests", "cases", "*.txt")
LISTS = os.path.join(ROOT, "src", "annuaire", "words", "*.csv")
Facts = Counter[tuple[int, str]]
_TRIED = 50
"""Lines of a rule that are tried one by one."""


# --- texts and what is read in them ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A text, what is read in it, and what tells that nothing in it can change."""

    name: str
    text: str
    reading: Lecture
    decided: dict[tuple[str, str], list[int]]
    """The lines that each rule decided, by table and name."""
    printed: str
    """Its folded words, page numbers aside; the codes of its anomalies too."""

    def prints(self, row: knowledge.Row) -> bool:
        """Whether it prints the words of a row, or longer ones that they begin (« jumel* »)."""
        found = re.findall(r"\*?[a-z0-9]+", fold(title(row)))
        words = [r"\w*" + word[1:] if word.startswith("*") else word for word in found]
        listed = "signes" in row  # a list of letters: any text prints some
        return listed or re.search(r"\b" + r"\w* ".join(words), self.printed) is not None


@functools.cache
def texts() -> list[Text]:
    """The directory, the others, the cases."""
    from corpus.reader import read_cases  # of the tests

    paths = {"chine": SOURCE}
    paths |= {os.path.basename(path)[:-4]: path for path in sorted(glob.glob(OTHERS))}
    paths |= {f"cas {os.path.basename(path)[:-4]}": path for path in sorted(glob.glob(CASES))}
    named = {name: _contents(path) for name, path in paths.items()}
    named |= {f"cas « {case.titre} »": case.texte for case in read_cases("issues.txt")}
    return [_text(name, text) for name, text in named.items()]


def _contents(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def _text(name: str, text: str) -> Text:
    reading = parsing.parse(text)
    decided: dict[tuple[str, str], list[int]] = {}
    for line, rules in parsing.explain(text):
        for rule in rules.values():
            decided.setdefault((rule.table, rule.name), []).append(line.numero)
    codes = " ".join(note.code for note in reading.anomalies)
    lines = (line.texte for line in reading.lignes if line.role != "pagination")
    words = " ".join(re.findall(r"\w+|@", fold(" ".join([*lines, codes]))))
    printed = words.replace("e mail", "email e mail").replace("@", "@ mail")
    return Text(name, text, reading, decided, printed)


def title(row: knowledge.Row) -> str:
    """The words of a row: its first cell."""
    return next(iter(row.values()))


# --- what changes ---------------------------------------------------------------------------------


class Part(NamedTuple):
    """A part of what the grammar knows: the name of a table or a list, and which of its rows."""

    table: str
    name: str
    rank: int


def parts() -> Iterator[Part]:
    """Every rule that can be left out, then every row."""
    for table in parsing.TABLES:
        for rank, rule in enumerate(table.rules[:-1]):
            yield Part(table.name, rule.name, rank)
    for name in sorted(os.path.basename(path)[:-4] for path in glob.glob(LISTS)):
        for rank, row in enumerate(knowledge.table(name)):
            yield Part(name, title(row), rank)


def need(part: Part) -> str:
    """The first text, with a line of it, that is read otherwise without a part; "" for none."""
    table = next((each for each in parsing.TABLES if each.name == part.table), None)
    return _row_need(part) if table is None else _rule_need(part, table)


def _rule_need(part: Part, table: AnyTable) -> str:
    """The line is the first that the rule decided and that is read otherwise without it."""
    whole, named = table.rules, (part.table, part.name)
    rule = whole[part.rank]
    try:
        table.rules = whole[: part.rank] + whole[part.rank + 1 :]
        asked = [text for text in texts() if named in text.decided]
        text = next((text for text in asked if _change(text)), None)
        if text is None:
            return ""
        for line in text.decided[named][:_TRIED]:
            table.rules = (*whole[: part.rank], _but(rule, line), *whole[part.rank + 1 :])
            if _change(text):
                return f"{text.name} {line}"
        return text.name
    finally:
        table.rules = whole


def _but(rule: AnyRule, line: int) -> AnyRule:
    """The rule, that does not hold of one line."""

    def holds(here: Asked) -> bool:
        return here.line.number != line and rule.holds(here)

    return dataclasses.replace(rule, holds=holds)


def _row_need(part: Part) -> str:
    """The line is the first of which something else is read."""
    kept = knowledge.table
    rows, row = kept(part.table), kept(part.table)[part.rank]
    asked = [text for text in texts() if text.prints(row)]
    rest = rows[: part.rank] + rows[part.rank + 1 :]
    knowledge.table = _instead(kept, part.table, rest)  # type: ignore[assignment]
    try:
        _forget()
        changes = ((text, _change(text, _noted(text, part.name))) for text in asked)
        text, line = next((found for found in changes if found[1]), (None, 0))
        return f"{text.name} {line}" if text else ""
    finally:
        knowledge.table = kept
        _forget()


def _change(text: Text, default: int = 1) -> int:
    """The first line of which something else is read now, 0 for none; `default` if none can be."""
    try:
        reading = parsing.parse(text.text)
    except Exception:  # noqa: BLE001 - whatever a reading may raise that lacks a part
        return default
    if reading == text.reading:
        return 0
    now, before = _facts(reading), _facts(text.reading)
    return min(line for line, _ in (now - before) + (before - now))


def _noted(text: Text, code: str) -> int:
    """The first line of which something is noted under that code."""
    return min((note.ligne for note in text.reading.anomalies if note.code == code), default=1)


def _instead(kept: Callable[[str], Rows], name: str, rest: Rows) -> Callable[[str], Rows]:
    return lambda asked: rest if asked == name else kept(asked)


@functools.cache
def _caches() -> list[Callable[[], None]]:
    """What the modules of parsing keep of the lists they have read."""
    modules = [module for name, module in sys.modules.items() if name.startswith(parsing.__name__)]
    kept = (value for module in (*modules, wordings) for value in vars(module).values())
    found = {id(value): value.cache_clear for value in kept if hasattr(value, "cache_clear")}
    return list(found.values())


def _forget() -> None:
    for clear in _caches():
        clear()


def _facts(reading: Lecture) -> Facts:
    """What is read, each fact with the line it is on."""
    return Counter(_walk(reading, 1))


def _walk(thing: Any, above: int) -> Iterator[tuple[int, str]]:
    """A record's own fields as one fact, then those of the records in it."""
    values = {each.name: getattr(thing, each.name) for each in dataclasses.fields(thing)}
    line = next((values[at] for at in ("ligne_debut", "ligne", "numero") if at in values), above)
    own: list[str] = []
    for name, value in values.items():
        several = value if isinstance(value, tuple) else (value,)
        inner = [part for part in several if dataclasses.is_dataclass(part)]
        own += [] if inner else [name, repr(value)]
        for part in inner:
            yield from _walk(part, line)
    yield line, f"{type(thing).__name__} {own}"


def _start() -> None:
    """Read the texts with all their rules; what is kept for good needs no collector."""
    texts()
    gc.freeze()
    gc.disable()


def main(wanted: Sequence[str]) -> None:
    """The census as CSV on stdout; on stderr, how much of each table is needed."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("table", "nom", "besoin"))
    needed: dict[str, list[bool]] = {}
    chosen = [part for part in parts() if not wanted or part.table in wanted]
    with Pool(initializer=_start) as pool:
        for part, found in zip(chosen, pool.imap(need, chosen, chunksize=4), strict=True):
            table.writerow((part.table, part.name, found))
            needed.setdefault(part.table, []).append(bool(found))
    for name, each in needed.items():
        print(f"{name:<20} {sum(each):>4} of {len(each):>4} are needed", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
