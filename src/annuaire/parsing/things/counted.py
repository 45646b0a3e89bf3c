"""Census figures of an authority, beside those that a directory prints.

    the census = the last one before the survey, which the authority could know

A printed figure of the authority itself that is off by more than a tenth is noted; both stay.
Nothing is compared with a census that came after the survey began: the figure was not out of date
then.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.knowledge import Row
    from annuaire.parsing.notes import Notes
    from annuaire.parsing.things.vague import Survey
    from annuaire.records import Population

TENTH = 10
"""A figure may differ from the census by one part in ten: it is rounded, or some years younger."""


@cache
def _censuses() -> dict[str, list[Row]]:
    """The census figures of each authority, by year."""
    found: dict[str, list[Row]] = {}
    for row in sorted(knowledge.table("populations_legales"), key=lambda row: row["annee"]):
        found.setdefault(row["autorite"], []).append(row)
    return found


def last_before(authority: str | None, survey: Survey | None) -> Row | None:
    """The last census of an authority before the survey."""
    rows = _censuses().get(authority or "", ()) if survey else ()
    return next((row for row in reversed(rows) if survey and int(row["annee"]) <= survey[0]), None)


def compare(
    figures: Iterable[Population], authority: str | None, survey: Survey | None, notes: Notes
) -> None:
    """Note the figures of the authority itself that are off by more than a tenth."""
    row = last_before(authority, survey)
    for each in figures if row else ():
        if row and each.perimetre == "collectivite" and each.habitants is not None:
            counted = int(row["valeur"])
            if abs(each.habitants - counted) * TENTH > counted:
                told = f"{_grouped(counted)} au recensement de {row['annee']}"
                message = (
                    f"{_grouped(each.habitants)} habitants imprimés, {told}"
                    f" (population {row['definition'].replace('_', ' ')})."
                )
                notes.add("population_ecart", each.ligne_debut, each.texte, message=message)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
