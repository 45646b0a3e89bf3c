"""French words and typography that the pages need, values in, text out."""

from __future__ import annotations

from annuaire.codebook import EVOLUTIONS, say

_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def date(value: str) -> str:
    """A date of the references (AAAA, AAAA-MM, AAAA-MM-JJ) as one writes it.

    >>> date("2016-01-01"), date("2015-11"), date("2012")
    ('1er janvier 2016', 'novembre 2015', '2012')
    """
    year, *rest = value.split("-")
    if not rest:
        return year
    month = _MOIS[int(rest[0]) - 1]
    day = [("1er" if int(part) == 1 else str(int(part))) for part in rest[1:]]
    return " ".join([*day, month, year])


def since(value: str) -> str:
    """« depuis » and a date: depuis le 1er janvier 2016, depuis novembre 2015, depuis 2012."""
    return f"depuis {'le ' if value.count('-') == 2 else ''}{date(value)}"


def today(nom_actuel: str | None, evolution: str | None, actuel_depuis: str | None) -> str | None:
    """What a body is now, in one line; None when nothing is known of it.

    >>> today("Région Grand Est", "fusionnee", "2016-01-01")
    'Région Grand Est (fusion, depuis le 1er janvier 2016)'
    """
    if not nom_actuel:
        return None
    change = say(EVOLUTIONS, evolution)
    known = [part for part in (change, since(actuel_depuis) if actuel_depuis else "") if part]
    return f"{nom_actuel} ({', '.join(known)})" if known else nom_actuel


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> plural(1, "fiche"), plural(0, "fiche"), plural(3, "fiche")
    ('1 fiche', '0 fiche', '3 fiches')
    """
    return f"{count} {one if count < 2 else many or one + 's'}"


def lines(first: int, last: int) -> str:
    r"""Lines of the source, short.

    >>> lines(12, 12), lines(12, 15)
    ('l.\xa012', 'l.\xa012-15')
    """
    return f"l.\u00a0{first}" if first == last else f"l.\u00a0{first}-{last}"
