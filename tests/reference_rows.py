"""The rows of the reference files, and the lines of the source that they speak of."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from annuaire import knowledge, resources

Row = dict[str, str]
SOURCE = Path(resources.source()).read_text(encoding="utf-8-sig")
LINES = SOURCE.split("\n")
FORMES = {
    "region",
    "departement",
    "communaute_urbaine",
    "communaute_agglomeration",
    "communaute_communes",
    "metropole",
    "syndicat",
    "commune",
    "autre",
}
# The publisher's catalogue (lines 2663-2707 of the source), and the country each title means.
CATALOGUE = {
    "tchèques": "CZ",
    "roumains": "RO",
    "hongrois": "HU",
    "polonais": "PL",
    "chinois": "CN",
    "japonais": "JP",
    "algériens": "DZ",
    "palestiniens": "PS",
    "marocains": "MA",
    "tunisiens": "TN",
    "israëliens": "IL",
    "libanais": "LB",
    "américains": "US",
    "béninois": "BJ",
    "burkinabè": "BF",
    "mauritaniens": "MR",
    "malgaches": "MG",
    "maliens": "ML",
    "sénégalais": "SN",
    "togolais": "TG",
}


def table(name: str) -> list[Row]:
    """The rows of a reference file."""
    with Path(knowledge.path(name)).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, key: str) -> set[str]:
    """The different values of one column."""
    return {row[key] for row in table(name)}


def cells(value: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part for part in value.split(" | ") if part]


def kilometres(here: Row, there: Row) -> float:
    """The great-circle distance between two points."""
    north, south = math.radians(float(here["latitude"])), math.radians(float(there["latitude"]))
    east = math.radians(float(there["longitude"]) - float(here["longitude"]))
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))
