"""Anomalies: gathered as values while a text is read, never raised.

Codes, gravities and sentences are data (`words/anomalies.csv`, documented in
docs/anomalies.md); a rule only says where, and what was printed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from annuaire import knowledge
from annuaire.records import Anomalie, Gravite

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 300


@cache
def codes() -> dict[str, knowledge.Row]:
    """Every anomaly code and its row."""
    return {row["code"]: row for row in knowledge.table("anomalies")}


class Notes:
    """The anomalies of one text; `record` is the number of the record being read, if any."""

    def __init__(self) -> None:
        self.record: int | None = None
        self.found: list[Anomalie] = []

    def add(  # noqa: PLR0913 - an anomaly has that many facts
        self,
        code: str,
        line: int,
        source: str | None = None,
        corrected: str | None = None,
        *,
        last: int | None = None,
        message: str | None = None,
    ) -> None:
        """Note one anomaly; raises KeyError for a code that is not documented (our bug)."""
        row = codes()[code]
        self.found.append(
            Anomalie(
                code=code,
                gravite=cast("Gravite", row["gravite"]),
                message=message or row["message"],
                ligne=line,
                ligne_fin=max(last or line, line),
                fiche=self.record,
                valeur_source=_cut(source),
                valeur_corrigee=_cut(corrected),
            )
        )

    def sorted(self) -> tuple[Anomalie, ...]:
        """The anomalies in the order of the lines they are on."""
        return in_order(self.found)


def in_order(found: Iterable[Anomalie]) -> tuple[Anomalie, ...]:
    """Anomalies in the order of the lines they are on."""
    return tuple(sorted(found, key=lambda note: (note.ligne, note.ligne_fin, note.code)))


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
