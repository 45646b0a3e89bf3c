"""The other script of every Chinese name of `references/noms.csv`: traditional, or simplified.

    python tools/chinois.py          # writes the missing rows
    python tools/chinois.py --check  # says whether any is missing

OpenCC knows both; the package only carries what it says, as rows of its own (`opencc`). A name that
a source gives in traditional characters alone gets its simplified form.
"""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import opencc  # type: ignore[import-untyped]

from annuaire import knowledge

if TYPE_CHECKING:
    from annuaire.knowledge import Row

SOURCE = "opencc"
SCRIPTS = {"zh": ("zh-Hant", "s2t"), "zh-Hant": ("zh", "t2s")}
"""The other script of each, and the conversion that gives it."""
ORDER = ("table", "cle", "nom", "langue")


def converted(rows: tuple[Row, ...]) -> list[Row]:
    """The rows without those that were converted before, and with those that are now."""
    kept = [row for row in rows if not row["source"].startswith(SOURCE)]
    said = {(row["table"], row["cle"], row["langue"]) for row in kept}
    converters = {way: opencc.OpenCC(way) for _, way in SCRIPTS.values()}
    for row in list(kept):
        other, way = SCRIPTS.get(row["langue"], ("", ""))
        if other and (row["langue"] == "zh" or (row["table"], row["cle"], other) not in said):
            name = converters[way].convert(row["nom"])
            kept.append({**row, "nom": name, "langue": other, "source": f"{SOURCE} ({way})"})
    return sorted(kept, key=lambda row: [row[name] for name in ORDER])


def main(arguments: list[str]) -> int:
    """Write the file, or only compare; 1 when it would change."""
    rows = knowledge.table("noms")
    found = converted(rows)
    if "--check" in arguments:
        return int(found != list(rows))
    with open(knowledge.path("noms"), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
