"""Keys: from what a person types (a number, a slug, a name) to the ids of records.

Names are compared folded, so accents, capitals, hyphens and apostrophes don't count. A
record's own names come first, then its partners', then their provinces': « Shandong » is the
record whose partner is the province, not the four whose partners lie in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annuaire.errors import AnnuaireError, NotFound
from annuaire.folding import fold
from annuaire.reading.filters import resolve
from annuaire.reading.opening import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_COLLECTIVITE = "JOIN collectivites c ON c.id = p.collectivite_id"
_PLACE = (
    "JOIN partenariats_partenaires l ON l.partenariat_id = p.id"
    " JOIN partenaires a ON a.id = l.partenaire_id"
)
_PROVINCE = f"{_PLACE} JOIN provinces v ON v.id = a.province_id"

_OWN = {
    "": ("p.slug", "p.intitule", "p.titre"),
    _COLLECTIVITE: ("c.nom", "c.nom_court", "c.nom_actuel", "c.autorite"),
    "JOIN noms n ON n.collectivite_id = p.collectivite_id": ("n.nom",),
}
_PARTNERS = {
    _PLACE: ("l.libelle", "a.nom", "a.nom_court", "a.nom_chinois", "a.pinyin", "a.nom_actuel"),
    f"{_PLACE} JOIN noms n ON n.partenaire_id = a.id": ("n.nom",),
}
_PROVINCES = {
    _PLACE: ("a.province",),
    _PROVINCE: ("v.nom", "v.nom_chinois", "v.pinyin"),
    f"{_PROVINCE} JOIN noms n ON n.province_id = v.id": ("n.nom",),
}
_LONG = 80
"""Characters of a key that a message repeats."""
_TIERS = (_OWN, _PARTNERS, _PROVINCES)
"""Where names stand, the nearest to the record first: joins from `p`, and their columns."""


class SharedName(AnnuaireError, LookupError):  # noqa: N818 - read as in `except SharedName`
    """A name that several records answer to, where one record was asked; `slugs` are theirs."""

    def __init__(self, key: str, slugs: Sequence[str]) -> None:
        self.key = key
        self.slugs = tuple(slugs)
        super().__init__(
            f"{key!r} names {len(self.slugs)} records",
            hint=f"Ask for one of them: {', '.join(self.slugs)}",
        )

    def __reduce__(self) -> tuple[type[SharedName], tuple[str, tuple[str, ...]]]:
        return type(self), (self.key, self.slugs)


def find_ids(base: sqlite3.Connection, key: str | int, repertoire: str | None = None) -> list[int]:
    """Ids of the records that answer to a number, a slug or a name; at least one.

    A number counts in the répertoire named, or in the first one; a slug is looked for as it
    stands, then every name folded. Raises `NotFound` with suggestions.
    """
    text = clean_key(key)
    ids = (
        _by_number(base, text, repertoire)
        or _by_slug(base, text, repertoire)
        or _by_name(base, text, repertoire)
    )
    if not ids:
        raise _not_found(base, text, repertoire)
    return ids


def all_ids(base: sqlite3.Connection, repertoire: str | None = None) -> list[int]:
    """Ids of all records, or of one répertoire's, in source order."""
    where = (
        "" if repertoire is None else f" WHERE repertoire_id = {repertoire_id(base, repertoire)}"
    )
    return _column(base, f"SELECT id FROM partenariats{where} ORDER BY repertoire_id, numero, id")


def slugs(base: sqlite3.Connection, ids: Iterable[int]) -> list[str]:
    """Slugs of these records, in source order."""
    wanted = ", ".join(str(int(number)) for number in ids)
    return [
        str(slug)
        for (slug,) in fetch(
            base,
            f"SELECT slug FROM partenariats WHERE id IN ({wanted}) ORDER BY repertoire_id, numero",
        )
    ]


def repertoire_id(base: sqlite3.Connection, name: str | None) -> int:
    """Id of the répertoire of that slug or name, or of the first; raises `NotFound`."""
    if name is not None:
        return int(resolve(base, "repertoire", clean_key(name))[0])
    (number, *_) = fetch(base, "SELECT min(id) FROM repertoires")[0]
    return int(number or 0)


def clean_key(key: str | int) -> str:
    """The key as text that SQLite takes: no lone surrogate (an undecodable byte of the shell)."""
    return str(key).encode("utf-8", "replace").decode("utf-8").strip()


def _column(base: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    return [int(number) for (number, *_) in fetch(base, sql, values)]


def _by_number(base: sqlite3.Connection, text: str, repertoire: str | None) -> list[int]:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return []
    return _column(
        base,
        "SELECT id FROM partenariats WHERE repertoire_id = ? AND numero = ?",
        repertoire_id(base, repertoire),
        int(text),
    )


def _by_slug(base: sqlite3.Connection, text: str, repertoire: str | None) -> list[int]:
    return _column(base, f"SELECT p.id FROM {_fiches(base, repertoire)} WHERE p.slug = ?", text)


def _by_name(base: sqlite3.Connection, text: str, repertoire: str | None) -> list[int]:
    wanted = fold(text)
    for tier in _TIERS if wanted else ():
        ids = {number for number, name in _names(base, tier, repertoire) if fold(name) == wanted}
        if ids:
            return sorted(ids)
    return []


def _names(
    base: sqlite3.Connection, tier: dict[str, tuple[str, ...]], repertoire: str | None
) -> list[tuple[int, str]]:
    """Ids of records, and the names of this tier that they answer to."""
    fiches = _fiches(base, repertoire)
    sql = " UNION ".join(
        f"SELECT p.id, {column} FROM {fiches} {join}"
        for join, names in tier.items()
        for column in names
    )
    return [(int(number), name) for number, name in fetch(base, sql) if name]


def _fiches(base: sqlite3.Connection, repertoire: str | None) -> str:
    """What to write after FROM for the records concerned, as `p`."""
    if repertoire is None:
        return "partenariats p"
    number = repertoire_id(base, repertoire)
    return f"(SELECT * FROM partenariats WHERE repertoire_id = {number}) p"


def _not_found(base: sqlite3.Connection, text: str, repertoire: str | None) -> NotFound:
    text = text if len(text) <= _LONG else text[:_LONG] + "…"
    if text.isascii() and text.isdigit():
        error = NotFound("record", text)
        error.hint = _numbers(base, repertoire)
        return error
    return NotFound("record", text, _near(base, text, repertoire))


def _numbers(base: sqlite3.Connection, repertoire: str | None) -> str | None:
    number = repertoire_id(base, repertoire)
    ((last, slug),) = fetch(
        base,
        "SELECT max(p.numero), r.slug FROM repertoires r"
        " LEFT JOIN partenariats p ON p.repertoire_id = r.id WHERE r.id = ?",
        (number,),
    )
    return f"The records of répertoire {slug} are numbered 1 to {last}." if last else None


def _near(base: sqlite3.Connection, text: str, repertoire: str | None) -> list[str]:
    """Up to three names near the text: those that hold it as a word, then those spelt alike."""
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for tier in _TIERS:
        for _, name in _names(base, tier, repertoire):
            names.setdefault(fold(name), name)
    wanted = fold(text)
    holding = [key for key in names if wanted and f" {wanted} " in f" {key} "]
    alike = get_close_matches(wanted, names, n=3, cutoff=0.6)
    near = dict.fromkeys([*sorted(holding, key=len)[:3], *alike])
    return [names[key] for key in near][:3]
