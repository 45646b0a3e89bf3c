"""The 33 records, as a person read them against the text.

`tests/golden/NN-slug.json` is what `annuaire show NN -f json` prints. A difference is either a bug
or a change to be read and accepted:

    make accept
"""

from __future__ import annotations

import difflib
import json
import sys
from typing import TYPE_CHECKING

import pytest
from texts import ROOT, reading

from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from annuaire.records import Partenariat

FOLDER = ROOT / "tests" / "golden"
ACCEPT = "Read the difference against the text, then: make accept"


def records() -> dict[str, Partenariat]:
    """The records by the names of their files."""
    return {f"{fiche.numero:02}-{fiche.slug}": fiche for fiche in reading("chine").partenariats}


def write(record: Partenariat) -> str:
    return json.dumps(to_dict(record), ensure_ascii=False, indent=2) + "\n"


def test_there_is_one_golden_for_each_record() -> None:
    """An empty folder can never pass."""
    expected = {f"{name}.json" for name in records()}

    assert len(expected) == 33
    assert expected == {path.name for path in FOLDER.glob("*.json")}


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_record_is_as_it_was_read(name: str) -> None:
    """Every value of every record equals the accepted reading."""
    expected = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    actual = write(records()[name])
    diff = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "accepted", "now", n=1)

    assert expected == actual, "\n".join([*diff, ACCEPT])


def accept() -> None:
    """Write the golden files anew; the difference is git's to show."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, record in records().items():
        (FOLDER / f"{name}.json").write_text(write(record), encoding="utf-8", newline="\n")


if __name__ == "__main__" and "--accept" in sys.argv[1:]:
    accept()
