"""Small texts that were read wrong once, each with its right values.

`cases/NAME.txt` is the text, `cases/NAME.json` what must come of it:

    {"refused": true, "told": words}    `build` refuses it with exit 3, says so, writes nothing
    {path: value, …}                    what stands at that path of `annuaire export json`

In a path, `[0].contacts[1].nom`, ranks count from 0; `path (nombre)` is how many there are, and
`(nombre)` alone how many records. A value `{"parmi": [a, b]}` is met by any of them; null among
them is met when the record's anomalies say that something is doubtful. `"anomalies": [codes]` must
be among those reported, `"check": true` says that the database keeps every law.
"""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import annuaire
from annuaire.checking import check
from annuaire.errors import SourceError
from annuaire.loading.build import build
from annuaire.loading.sources import parse_source, read_source
from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from annuaire.lecture import Lecture

FOLDER = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
OTHER_KEYS = {"refused", "told", "anomalies", "check"}
ABSENT = "nothing there"
A_MENDER: tuple[str, ...] = ()
"""Cases still read wrong; whoever mends one takes it out."""


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def value_at(records: Any, path: str) -> Any:
    """What stands at a path."""
    place, counted, _ = path.partition("(nombre)")
    found: Any = records
    try:
        for key, rank in re.findall(r"(\w+)|\[(\d+)\]", place):
            found = found[key] if key else found[int(rank)]
    except (KeyError, IndexError):
        return ABSENT
    return len(found) if counted else found


def is_doubted(reading: Lecture, path: str) -> bool:
    """Whether an anomaly above *info* was reported in the record of a path."""
    number = int(re.findall(r"\d+", path)[0]) + 1
    return any(note.fiche == number and note.gravite != "info" for note in reading.anomalies)


def is_met(reading: Lecture, path: str, expected: Any, found: Any) -> bool:
    """Whether a value is what was expected: equal, or one of several."""
    if not (isinstance(expected, dict) and "parmi" in expected):
        return bool(found == expected)
    return found in expected["parmi"] and (found is not None or is_doubted(reading, path))


def differences(name: str, expected: dict[str, Any]) -> list[str]:
    reading = parse_source(read_source(str(FOLDER / f"{name}.txt")))
    records = [to_dict(record) for record in reading.partenariats]
    codes = {note.code for note in reading.anomalies}
    missing = [f"no anomaly {code}" for code in expected.get("anomalies", ()) if code not in codes]
    for path in expected.keys() - OTHER_KEYS:
        found = value_at(records, path)
        if not is_met(reading, path, expected[path], found):
            missing.append(f"{path}: {found!r} for {expected[path]!r}")
    return sorted(missing)


def assert_refused(name: str, told: str, target: Path) -> None:
    with pytest.raises(SourceError, match=re.escape(told)) as caught:
        build([str(FOLDER / f"{name}.txt")], str(target))

    assert caught.value.exit_code == 3
    assert not target.exists()


def assert_lawful(name: str, target: Path) -> None:
    build([str(FOLDER / f"{name}.txt")], str(target))
    with closing(annuaire.connect(str(target))) as base:
        assert [(law.code, law.faults) for law in check(base) if not law.kept] == []


def test_every_case_has_its_truth() -> None:
    """And what is still to be mended is a case."""
    assert len(NAMES) >= 50
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == NAMES
    assert set(A_MENDER) <= set(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(reason="to be mended")])
        if name in A_MENDER
        else name
        for name in NAMES
    ],
)
def test_a_case_is_read_right(name: str, tmp_path: Path) -> None:
    """Every value that its truth names, or the refusal."""
    expected = truth(name)
    if expected.get("refused"):
        assert_refused(name, expected["told"], tmp_path / "new.db")
        return

    assert differences(name, expected) == []
    if expected.get("check"):
        assert_lawful(name, tmp_path / "new.db")
