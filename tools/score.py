"""How well the loader reads the texts whose truth we have: every derived value, one by one.

    python tools/score.py                     the real text, the other directories, the cases
    python tools/score.py TEXT TRUTH.json     one text (or PDF, or Word file)
    python tools/score.py TEXT --goldens      the real text, extracted again
    python tools/score.py FOLDER              every text in it that has its .json

A truth is a list of records as `annuaire export json` prints them, with the keys that its reader
settled; or a case: `{path: value}`, where `path (nombre)` is a length, `{"parmi": […]}` any of
several values, `{"refused": true}` a text to be refused. Each derived value comes out as one of

    right        what the truth has, or nothing where it has nothing (`empty`)
    NULL said    not read, and an anomaly stands on the lines of its section
    NULL silent  not read, and nothing says so
    wrong said   something else was read, and an anomaly stands there
    wrong silent

and so does the length of each list; verbatim values are counted apart. Items are matched by their
text and records by their heading (`alignment.py`), so that a missing one shifts nothing; of an
item that is missing each value is NULL, of one that nobody printed each value is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outcomes import COUNT, OUTCOMES, Comparison, Reading, Value, column_of, lines_of

from annuaire.errors import SourceError
from annuaire.loading.sources import parse_source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outcomes import Span

    Json = dict[str, Any]

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "data" / "source" / "repertoire-franco-chinois.txt"
GOLDENS = ROOT / "tests" / "golden"
_NO_PATHS = {"refused", "told", "anomalies", "check"}
FOLDERS = (ROOT / "tests" / "autres", ROOT / "tests" / "cases")

# --- cases ----------------------------------------------------------------------------------------


def case_values(case: Json, reading: Reading) -> Iterator[Value]:
    """The values that a case names by their paths."""
    for path, expected in case.items():
        if path not in _NO_PATHS:
            found, where = _at(reading.records, path)
            wanted = expected["parmi"] if isinstance(expected, dict) else [expected]
            right = found in wanted
            yield reading.judge(path, found if right else wanted[0], found, where, right=right)


def _at(records: list[Json], path: str) -> tuple[object, list[Span]]:
    """The value at `[0].contacts[1].nom` or `[0].contacts (nombre)`, and the lines it stands on."""
    found: Any = records
    where: list[Span] = []
    steps = re.findall(r"(\w+)|\[(\d+)\]", path.removesuffix(COUNT))
    for name, rank in steps if path.startswith(("[", "(")) else [("", "0"), *steps]:
        try:
            found = found[name] if name else found[int(rank)]
        except (LookupError, TypeError):
            return None, where
        items = found if isinstance(found, list) else [found]
        where = [span for one in items if isinstance(one, dict) for span in lines_of(one)] or where
    return len(found) if path.endswith(COUNT) and found is not None else found, where


# --- texts, tables --------------------------------------------------------------------------------


def score(text: Path, truth: Json | list[Json]) -> list[Value]:
    """The values of one text; one value alone when it is refused, or was to be."""
    wanted = isinstance(truth, dict) and bool(truth.get("refused"))
    try:
        reading = Reading(parse_source(read_source(str(text))))
    except SourceError as refusal:
        return [Value("refused", wanted, str(refusal), "right" if wanted else "NULL said")]
    if wanted:
        return [Value("refused", wanted, f"{len(reading.records)} records", "wrong silent")]
    if isinstance(truth, dict):
        return list(case_values(truth, reading))
    return list(Comparison(truth, reading).values())


def goldens() -> list[Json]:
    """The records of the real text, as they were accepted."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDENS.glob("*.json"))]


def texts_of(folder: Path) -> Iterator[tuple[str, Path, Json | list[Json]]]:
    """Name, text and truth of every text of a folder that has its truth."""
    for text in sorted(folder.glob("*.txt")):
        truth = text.with_suffix(".json")
        if truth.exists():
            yield text.stem, text, json.loads(truth.read_text(encoding="utf-8"))


def tally(values: Iterable[Value], *, verbatim: bool = False) -> Counter[str]:
    """How many values came out how."""
    return Counter(value.outcome for value in values if value.verbatim == verbatim)


def table(rows: dict[str, list[Value]]) -> Iterator[str]:
    """A line for each name with its counts, and one for all."""
    width = max(map(len, rows), default=0) + 2
    titles = ("values", *OUTCOMES, "empty", "verbatim", "right")
    yield " " * width + "".join(f"{title:>13}" for title in titles)
    every = [value for values in rows.values() for value in values]
    for name, values in {**rows, "all": every}.items() if len(rows) > 1 else rows.items():
        counts, printed = tally(values), tally(values, verbatim=True)
        figures = [counts.total() - counts["empty"], *(counts[one] for one in OUTCOMES)]
        figures += [counts["empty"], printed.total() - printed["empty"], printed["right"]]
        yield f"{name:{width}}" + "".join(f"{figure:13}" for figure in figures)


def failures(values: Iterable[Value], *, verbatim: bool = False) -> list[Value]:
    """Those that are not as the truth has them, silent ones last and worst."""
    return sorted(
        (one for one in values if one.verbatim == verbatim and one.outcome in OUTCOMES[1:]),
        key=lambda value: OUTCOMES.index(value.outcome),
    )


def by_column(values: Iterable[Value]) -> Iterator[str]:
    """A line for each column that has a failure."""
    counts = Counter((column_of(one.path), one.outcome) for one in failures(values))
    for column in sorted({column for column, _ in counts}):
        found = "  ".join(f"{counts[column, one]} {one}" for one in OUTCOMES if counts[column, one])
        yield f"  {column:34} {found}"


def _asked(options: argparse.Namespace) -> Iterator[tuple[str, Path, Json | list[Json]]]:
    path: Path | None = options.text
    if path is None:
        yield SOURCE.stem, SOURCE, list(goldens())
        for folder in FOLDERS:
            yield from texts_of(folder)
    elif path.is_dir():
        yield from texts_of(path)
    elif options.goldens or options.truth:
        truth = json.loads(options.truth.read_text("utf-8")) if options.truth else goldens()
        yield path.name, path, truth
    else:
        sys.exit("give the truth of this text: a .json, or --goldens")


def main() -> None:
    """Print the table, the columns that fail, and every value that is not right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("truth", nargs="?", type=Path)
    parser.add_argument("--goldens", action="store_true", help="the truth is tests/golden")
    parser.add_argument("--brief", action="store_true", help="no list of the values")
    parser.add_argument("--verbatim", action="store_true", help="list verbatim values too")
    options = parser.parse_args()
    rows = {name: score(text, truth) for name, text, truth in _asked(options)}
    print("\n".join(table(rows)), "", sep="\n")
    print("\n".join(by_column(value for values in rows.values() for value in values)))
    for name, values in {} if options.brief else rows.items():
        found = [*failures(values), *(failures(values, verbatim=True) if options.verbatim else ())]
        print("".join(f"\n{name}" * bool(found)), *found, sep="\n  ")


if __name__ == "__main__":
    main()
