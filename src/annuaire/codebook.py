"""The codebook: what the codes of closed sets mean, and how pages and figures say them.

`words/codes.csv` has a row per code: its label in French, English and Chinese, and a definition. A
column says in its comment of `schema.sql` which set it holds (`[codes forme]`). From both come the
CHECKs of `schema.sql`, `annuaire schema --codes`, `docs/codes.md`, `metadata.yml` and what exports
tell of their columns. The French words for an anomaly are those the loader reports it with.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from annuaire import knowledge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from annuaire.records import Jalon

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


class Code(NamedTuple):
    """A value of a closed set, and what it means."""

    ensemble: str
    code: str
    nom: str
    nom_anglais: str
    nom_chinois: str
    definition: str


@cache
def sets() -> dict[str, dict[str, Code]]:
    """Every closed set by its name, its codes in order.

    >>> list(sets()["cote"])
    ['france', 'partenaire']
    """
    found: dict[str, dict[str, Code]] = {}
    for row in knowledge.table("codes"):
        for name in knowledge.values(row["ensemble"]):
            found.setdefault(name, {})[row["code"]] = Code(**{**row, "ensemble": name})
    for row in knowledge.table("anomalies"):
        words = {"nom": row["message"], "definition": row["explication"]}
        known = found["anomalie"].get(row["code"]) or Code("anomalie", row["code"], *[""] * 4)
        found["anomalie"][row["code"]] = known._replace(**words)
    return found


def say(name: str, value: str | None) -> str:
    """The French words for a code of the set `name`; the code itself when it is new.

    >>> say("forme", "communaute_urbaine"), say("forme", "ville_libre"), say("forme", None)
    ('communauté urbaine', 'ville libre', '')
    """
    code = sets()[name].get(value or "")
    return code.nom if code else (value or "").replace("_", " ")


def state(*years: str | None) -> str:
    """What is shown of the years that records tell of; nothing when they are not known.

    >>> state("2004-2006", None), state("2004", "2006"), state(None)
    ('état 2004-2006', 'états 2004, 2006', '')
    """
    known = list(dict.fromkeys(each for each in years if each))
    return f"état{'s' if len(known) > 1 else ''} {', '.join(known)}" if known else ""


def date(jalon: Jalon) -> str:
    """The date of a milestone: « 22 juin 1981 », « 1985-1986 », « entre 1993 et 1995 »."""
    first, last = jalon.annee, jalon.annee_fin
    if jalon.precision == "approximative":
        return f"entre {first} et {last}" if first and last else f"vers {first or last or '?'}"
    month = f"{MOIS[jalon.mois - 1]} " if jalon.mois else ""
    day = f"{jalon.jour}{'er' if jalon.jour == 1 else ''} " if jalon.jour else ""
    return f"{day}{month}{first}" + (f"-{last}" if last else "")


def step(jalon: Jalon) -> str:
    """What a milestone is: « jumelage », « accord, suite » for the renewal of one."""
    return say("nature_jalon", jalon.nature) + (", suite" if jalon.suite else "")


def local_name(languages: Iterable[str | None], *, several: bool = False) -> str:
    """What to call names in these languages: by the adjective of one that is known.

    >>> local_name(["ja"]), local_name(["ar", "fr"]), local_name(["ar"], several=True)
    ('nom japonais', 'nom local', 'noms arabes')
    """
    only = dict.fromkeys(languages)
    word = _adjectives().get(next(iter(only)) or "") if len(only) == 1 else None
    one, many = word or ("local", "locaux")
    return f"noms {many}" if several else f"nom {one}"


def of(name: str) -> str:
    """« de » before the name of a place, as French joins them.

    >>> of("Annecy"), of("Île-de-France"), of("Le Havre"), of("Les Ulis"), of("Nantes")
    ('d’Annecy', 'd’Île-de-France', 'du Havre', 'des Ulis', 'de Nantes')
    """
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return ("d’" if elides(name) else "de ") + name


def elides(name: str) -> bool:
    """Whether a vowel begins it; of an h nobody can say (« l’Hérault », « la Hongrie »)."""
    return name[:1].lower() in {*"aeiouàâéèêëîïôœ"}


@cache
def _adjectives() -> dict[str, tuple[str, str]]:
    rows = knowledge.table("langues")
    return {row["langue"]: (row["adjectif"], row["pluriel"]) for row in rows}


def number(value: int) -> str:
    """A number with its thousands apart, by narrow no-break spaces.

    >>> number(1262223).split()
    ['1', '262', '223']
    """
    return f"{value:,}".replace(",", "\u202f")
