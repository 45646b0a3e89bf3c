"""What a name means: one index of all the names that the database knows.

    find(base, kind, text)       what the text names: ids, or values where a kind has no table
    suggest(base, kind, text)    what a mistyped text may have meant
    choices(base, kind)          what can be typed, and what each is called

Which names there are, `annuaire.reading.entries` says. A record answers to the names of its
authority, of its partners and of their provinces as well: « Shandong » is the record whose partner
is the province and the four whose partners lie in it. An authority's own name is meant before a
partner's.

Names are compared folded, so accents, capitals, hyphens and apostrophes don't count. What was read
is kept as long as its file stays the same.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import inf
from typing import TYPE_CHECKING

from annuaire import folding
from annuaire.errors import NotFound, require
from annuaire.reading.connection import fetch, kept
from annuaire.reading.entries import (
    DIVISION,
    FORMAL,
    LABELS,
    LINKS,
    NAME,
    OTHER,
    OWN,
    PARTNER,
    PROVINCE,
    SLUG,
    WITHIN,
    Entry,
    abbreviations,
    read,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from annuaire.reading.entries import Id

fold = lru_cache(maxsize=8192)(folding.fold)  # several kinds share many names

_THROUGH = {
    OWN: ("collectivite", "SELECT collectivite_id, id FROM partenariats"),
    PARTNER: ("partenaire", f"SELECT y.id, x.partenariat_id FROM {LINKS}"),
    PROVINCE: ("province", f"SELECT {DIVISION}, x.partenariat_id FROM {LINKS}"),
}
"""The places whose names a record answers to, and their links to records."""
_LENT = frozenset({NAME, OTHER, FORMAL})
"""The names that a place lends to its records."""
_SENSES = ((OWN,), (PARTNER, PROVINCE))
"""Distances at which a name is looked for, the first that answers alone."""
_BY_WORDS = {"secteur": 1, "acteur": inf}
"""Kinds that are found by words of a name, if these are words of so many names at most: `eau` is
the one sector that has it in its name, `chambre de commerce` all those there are."""
_ABBREVIATED = frozenset({"acteur"})
_TOOL = 2
"""Letters of a word that links others: de, et, d’."""
_LONG = 80
"""Characters of a key that a message repeats."""


# --- the index ------------------------------------------------------------------------------


class _Index:
    """The names of one kind, in the order of its things."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)

    @cached_property
    def by_name(self) -> dict[str, list[Entry]]:
        """Folded name → what it is a name of."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(fold(entry.name), []).append(entry)
        found.pop("", None)
        return found

    @cached_property
    def shown(self) -> dict[Id, tuple[str, str]]:
        """Each thing → what to type for it, and what it is called, in the order of the former."""
        slugs, names = (
            {each.id: each.name for each in self.entries if each.sure == sure}
            for sure in (SLUG, NAME)
        )
        found = {key: (value, names.get(key, "")) for key, value in {**names, **slugs}.items()}
        return dict(sorted(found.items(), key=lambda item: item[1][0]))


def _index(base: sqlite3.Connection, kind: str) -> _Index:
    index: _Index = kept(base, kind, lambda: _Index(read(base, kind)))
    return index


def entries(base: sqlite3.Connection, kind: str) -> list[Entry]:
    """All the names of a kind, in the order of things; of records, those lent to them as well."""
    if kind != "fiche":
        return _index(base, kind).entries
    found: list[Entry] = kept(base, "names of records", lambda: _of_records(base))
    return found


def _of_records(base: sqlite3.Connection) -> list[Entry]:
    lent = (
        Entry(distance + entry.sure, fiche, entry.name)
        for distance, (place, links) in _THROUGH.items()
        for entry, fiche in _lent(base, links, _index(base, place).entries)
    )
    known = [*_index(base, "fiche").entries, *lent]
    return sorted(known, key=lambda each: (each.sure // 10, each.id, each.name))


def _lent(
    base: sqlite3.Connection, links: str, names: Iterable[Entry]
) -> Iterator[tuple[Entry, int]]:
    """These names of places, each with the records that they are lent to."""
    lent = [entry for entry in names if entry.sure in _LENT]
    fiches: dict[Id, list[int]] = {}
    for place, fiche in fetch(base, links) if lent else ():
        fiches.setdefault(place, []).append(fiche)
    return ((entry, fiche) for entry in lent for fiche in fiches.get(entry.id, ()))


# --- any kind -------------------------------------------------------------------------------


def find(
    base: sqlite3.Connection, kind: str, text: str, among: Collection[Id] | None = None
) -> list[Id]:
    """What the text names, in its nearest sense; only things that `among` holds, if given."""
    wanted = fold(text)
    for distances in _SENSES:
        called = {each for near in distances for each in _called(base, kind, wanted, near)}
        found = called if among is None else called & set(among)
        if kind in _ABBREVIATED:
            found |= _find_abbreviated(_index(base, kind), wanted)
        if found:
            return sorted(found, key=lambda each: (isinstance(each, str), each))
    return _find_by_words(_index(base, kind), wanted.split(), _BY_WORDS.get(kind, 0.0))


def _find_abbreviated(index: _Index, wanted: str) -> set[Id]:
    """The things that an abbreviation names: those with it, or with its words, in a name."""
    meant = abbreviations().get(wanted)
    if meant is None:
        return set()
    words = [word for word in fold(meant).split() if len(word) > _TOOL]
    return {*_find_by_words(index, [wanted], inf), *_find_by_words(index, words, inf)}


def _called(base: sqlite3.Connection, kind: str, wanted: str, distance: int) -> Iterator[Id]:
    """The things that have this folded name at this distance."""
    for entry in _index(base, kind).by_name.get(wanted, ()):
        if distance <= entry.sure < distance + 10:
            yield entry.id
    if kind == "fiche":
        place, links = _THROUGH[distance]
        named = _index(base, place).by_name.get(wanted, ())
        yield from (fiche for _, fiche in _lent(base, links, named))


def _find_by_words(index: _Index, words: Sequence[str], most: float) -> list[Id]:
    """The things, if not too many, that have all these words in one of their names."""
    if not words or not most:
        return []
    holding = (named for name, named in index.by_name.items() if set(words) <= set(name.split()))
    found = {entry.id for named in holding for entry in named}
    return sorted(found) if len(found) <= most else []


def resolve(base: sqlite3.Connection, kind: str, texts: Sequence[str] | str) -> list[Id]:
    """What one text or several stand for; raises `NotFound` for the first that names nothing."""
    found: dict[Id, None] = {}
    for text in given(kind, texts):
        ids = find(base, kind, text)
        if not ids:
            raise unknown(base, kind, text)
        found |= dict.fromkeys(ids)
    return list(found)


def given(kind: str, texts: Sequence[str] | str) -> tuple[str, ...]:
    """One text or several, as several; raises TypeError for what is no text."""
    several = (texts,) if isinstance(texts, str) else texts
    require(several, (str, tuple, list, set, frozenset), kind)
    for text in several:
        require(text, (str,), kind)
    return tuple(several)


def unknown(base: sqlite3.Connection, kind: str, text: str) -> NotFound:
    """The error for a text that names nothing: what may have been meant, or all there is."""
    short = text if len(text) <= _LONG else text[:_LONG] + "…"
    found = suggest(base, kind, text)
    known = [] if found else [value for value, _ in choices(base, kind)]
    return NotFound(LABELS[kind], short, found, known if kind != "fiche" else ())


def choices(base: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    """What can be typed for each thing, and what it is called; for help and completion."""
    return list(_index(base, kind).shown.values())


def called(base: sqlite3.Connection, kind: str, key: Id) -> tuple[str, str]:
    """What to type for a thing, and what it is called."""
    value, label = _index(base, kind).shown[key]
    return value, label or value


def others(base: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    """The other names of each thing, and what it is called: « Occitanie », of Midi-Pyrénées."""
    index = _index(base, kind)
    called = {key: label or value for key, (value, label) in index.shown.items()}
    return [(each.name, called[each.id]) for each in entries(base, kind)
            if each.sure % 10 == OTHER or each.sure == FORMAL]  # fmt: skip


def suggest(
    base: sqlite3.Connection, kind: str, text: str, among: Collection[Id] | None = None
) -> list[str]:
    """Up to three values or, of records, names near a text that names nothing."""
    index, wanted = _index(base, kind), fold(text)
    several = [part.strip() for part in text.split(",")]
    if len(several) > 1 and all(find(base, kind, part, among) for part in several):
        return list(dict.fromkeys(several))[:3]
    for entry in index.by_name.get(wanted, ()):
        if entry.sure >= WITHIN:  # `--province Qingdao` meant shandong
            return [index.shown[entry.id][0]]
    known: dict[str, tuple[Id, str]] = {}
    if kind == "fiche":
        for entry in entries(base, kind):
            if among is None or entry.id in among:
                known.setdefault(fold(entry.name), (entry.name, entry.name))
        holding = sorted((name for name in known if f" {wanted} " in f" {name} "), key=len)
        found = [*holding, *near(wanted, known)]
    else:
        known = {
            fold(each.name): (each.id, each.name) for each in index.entries if each.sure < WITHIN
        }
        for key, (value, label) in index.shown.items():
            known |= {fold(each): (key, value) for each in (label, value)}
        found = [*near(wanted, known), *[name for name in known if wanted in name]]
    meant: dict[Id, str] = {}
    for name in found:
        meant.setdefault(*known[name])
    return list(meant.values())[:3] if wanted else []


def near(text: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The texts spelt most like this one."""
    from difflib import get_close_matches  # only when something is mistyped

    return get_close_matches(text, list(known), n=most, cutoff=cutoff)


# --- records --------------------------------------------------------------------------------


def find_ids(base: sqlite3.Connection, key: str | int, repertoire: str | None = None) -> list[int]:
    """Ids of the records that answer to a number, a slug or a name; at least one.

    A number counts in the répertoire named, or in the first one; a slug is looked for as it
    stands, then every name folded. Raises `NotFound` with suggestions.
    """
    require(key, (str, int), "key")
    text = _clean(key)
    among = None if repertoire is None else frozenset(all_ids(base, repertoire))
    slug = _column(base, "SELECT id FROM partenariats WHERE slug = ?", text)
    ids = (
        _by_number(base, text, repertoire)
        or [fiche for fiche in slug if among is None or fiche in among]
        or find(base, "fiche", text, among)
    )
    if not ids:
        raise _not_found(base, text, repertoire, among)
    return ids


def all_ids(base: sqlite3.Connection, repertoire: str | None = None) -> list[int]:
    """Ids of all records, or of one répertoire's, in source order."""
    where = "1" if repertoire is None else f"repertoire_id = {_repertoire(base, repertoire)}"
    sql = f"SELECT id FROM partenariats WHERE {where} ORDER BY repertoire_id, numero, id"
    return _column(base, sql)


def slugs(base: sqlite3.Connection, ids: Iterable[int]) -> list[str]:
    """Slugs of these records, in source order."""
    wanted = ", ".join(str(int(number)) for number in ids)
    sql = f"SELECT slug FROM partenariats WHERE id IN ({wanted}) ORDER BY repertoire_id, numero"
    return [str(slug) for (slug,) in fetch(base, sql)]


def _clean(key: str | int) -> str:
    """The key as text that SQLite takes: no lone surrogate (an undecodable byte of the shell)."""
    return str(key).encode("utf-8", "replace").decode("utf-8").strip()


def _column(base: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    return [int(number) for (number,) in fetch(base, sql, values)]


def _repertoire(base: sqlite3.Connection, name: str | None) -> int:
    """Id of the répertoire of that slug or name, or of the first; raises `NotFound`."""
    if name is not None:
        return int(resolve(base, "repertoire", _clean(name))[0])
    return _column(base, "SELECT coalesce(min(id), 0) FROM repertoires")[0]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _by_number(base: sqlite3.Connection, text: str, repertoire: str | None) -> list[int]:
    if not _is_number(text):
        return []
    sql = "SELECT id FROM partenariats WHERE repertoire_id = ? AND numero = CAST(? AS INTEGER)"
    return _column(base, sql, _repertoire(base, repertoire), text)


def _not_found(
    base: sqlite3.Connection, text: str, repertoire: str | None, among: Collection[int] | None
) -> NotFound:
    text = text if len(text) <= _LONG else text[:_LONG] + "…"
    if not _is_number(text):
        return NotFound(LABELS["fiche"], text, suggest(base, "fiche", text, among))
    error = NotFound("record", text)
    ((last, slug),) = fetch(
        base,
        "SELECT max(p.numero), r.slug FROM repertoires r"
        " LEFT JOIN partenariats p ON p.repertoire_id = r.id WHERE r.id = ?",
        (_repertoire(base, repertoire),),
    )
    if last:
        error.hint = f"The records of répertoire {slug} are numbered 1 to {last}."
    return error
