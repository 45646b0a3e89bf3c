"""What a name means: one index of all the names that the database knows.

    find(base, kind, text)       what the text names: ids, or values where a kind has no table
    suggest(base, kind, text)    what a mistyped text may have meant
    choices(base, kind)          what can be typed, and what each is called

An entry of the index says that a thing of a kind answers to a name, and how sure that is. Entries
are columns of the database (`_COLUMNS`): one more name to answer to is one more row there, or a row
of the table `noms`. A record answers to the names of its authority, of its partners and of their
provinces as well, the nearest first: « Shandong » is the record whose partner is the province, not
the four whose partners lie in it.

Names are compared folded, so accents, capitals, hyphens and apostrophes don't count. What was read
is kept as long as its file stays the same.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire import folding
from annuaire.errors import AnnuaireError, NotFound
from annuaire.reading.connection import fetch, kept

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    Id = Any
    """A number or, where a kind has no table of its own, a text."""

fold = lru_cache(maxsize=8192)(folding.fold)  # several kinds share many names

SLUG, NAME, OTHER, FORMAL, CODE = range(5)
"""How sure, the surest first: its slug, its usual name, another name that people use, one that
paper uses (as printed, in transcription, of today), a key of other databases."""
OWN, PARTNER, PROVINCE, WITHIN = 0, 10, 20, 30
"""Added to these when the name is that of a record's partner, of the partner's province, or of a
place inside the thing, which is never found by it and may be suggested."""


class Entry(NamedTuple):
    """A name of a thing."""

    sure: int
    id: Id
    name: str


LABELS = {
    "secteur": "sector",
    "province": "province",
    "region": "French region",
    "forme": "kind of authority",
    "acteur": "organisation",
    "rubrique": "section",
    "repertoire": "directory",
    "collectivite": "authority",
    "partenaire": "partner",
    "fiche": "record",
}
"""The kinds of things, and what messages call them."""

DIVISION = "coalesce(y.province_id, y.rattachement)"
"""Where a partner lies: a first-level division of its country, else what its parenthesis says."""
_UNDIVIDED = "(SELECT rattachement FROM partenaires WHERE province_id IS NULL)"
_LINKS = "partenariats_partenaires x JOIN partenaires y ON y.id = x.partenaire_id"
_COLUMNS: dict[str, tuple[tuple[str, str, dict[int, str]], ...]] = {
    "secteur": (
        ("secteurs", "id", {SLUG: "slug", NAME: "nom", OTHER: "nom_anglais, nom_chinois"}),
        ("partenariats_secteurs", "secteur_id", {FORMAL: "libelle"}),
    ),
    "province": (
        ("provinces", "id", {SLUG: "slug", NAME: "nom", OTHER: "nom_local",
                             FORMAL: "transcription",
                             CODE: "iso_3166_2, gb2260"}),
        ("noms", "province_id", {OTHER: "nom"}),
        (_UNDIVIDED, "rattachement", {NAME: "rattachement"}),
        ("partenaires y", DIVISION, {WITHIN: "nom, nom_court, nom_local, slug"}),
    ),
    "region": (("collectivites", "region", {NAME: "region"}),),
    "forme": (("collectivites", "forme", {NAME: "forme"}),),
    "acteur": (
        ("acteurs", "id", {SLUG: "slug", NAME: "nom"}),
        ("partenariats_acteurs", "acteur_id", {FORMAL: "libelle"}),
    ),
    "rubrique": (("textes", "rubrique", {NAME: "rubrique", OTHER: "rubrique || 's'"}),),
    "repertoire": (("repertoires", "id", {SLUG: "slug", NAME: "pays", FORMAL: "titre"}),),
    "collectivite": (
        ("collectivites", "id", {SLUG: "slug", NAME: "nom_court",
                                 FORMAL: "nom, nom_actuel, autorite"}),
        ("noms", "collectivite_id", {OTHER: "nom"}),
    ),
    "partenaire": (
        ("partenaires", "id", {SLUG: "slug", NAME: "nom_court", OTHER: "nom_local",
                               FORMAL: "nom, transcription, nom_actuel"}),
        ("noms", "partenaire_id", {OTHER: "nom"}),
    ),
    "fiche": (
        ("partenariats", "id", {SLUG: "slug", NAME: "intitule", FORMAL: "titre"}),
        (_LINKS, "x.partenariat_id", {PARTNER + FORMAL: "x.libelle",
                                      PROVINCE + NAME: "y.province"}),
    ),
}  # fmt: skip
"""Kind: where its names stand, as table, column of the thing's id, and columns by sureness."""

_THROUGH = {
    OWN: ("collectivite", "SELECT collectivite_id, id FROM partenariats"),
    PARTNER: ("partenaire", f"SELECT y.id, x.partenariat_id FROM {_LINKS}"),
    PROVINCE: ("province", f"SELECT {DIVISION}, x.partenariat_id FROM {_LINKS}"),
}
"""The places whose names a record answers to, and their links to records."""
_LENT = frozenset({NAME, OTHER, FORMAL})
"""The names that a place lends to its records."""
_BY_WORDS = {"secteur": 1, "acteur": 10_000}
"""Kinds that are found by words of a name, if these are words of so many names at most: `eau` is
the one sector that has it in its name, `chambre de commerce` all those there are."""
_LONG = 80
"""Characters of a key that a message repeats."""


# --- the index ------------------------------------------------------------------------------


class _Index:
    """The names of one kind, in the order of its things, what lies within them last."""

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
    index: _Index = kept(base, kind, lambda: _Index(_read(base, kind)))
    return index


def _read(base: sqlite3.Connection, kind: str) -> Iterator[Entry]:
    """The names of a kind that `_COLUMNS` tells of."""
    union = " UNION ".join(
        f"SELECT {sure} AS sure, {key} AS id, {column} AS name FROM {table}"
        for table, key, columns in _COLUMNS[kind]
        for sure, names in columns.items()
        for column in names.split(", ")
    )
    known = "id IS NOT NULL AND name <> ''"
    sql = f"SELECT * FROM ({union}) WHERE {known} ORDER BY sure / 10, id, name"
    return map(Entry._make, fetch(base, sql))


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
    for distance in (OWN, PARTNER, PROVINCE):
        called = _called(base, kind, wanted, distance)
        found = {each for each in called if among is None or each in among}
        if found:
            return sorted(found, key=lambda each: (isinstance(each, str), each))
    return _find_by_words(_index(base, kind), wanted.split(), _BY_WORDS.get(kind, 0))


def _called(base: sqlite3.Connection, kind: str, wanted: str, distance: int) -> Iterator[Id]:
    """The things that have this folded name at this distance."""
    for entry in _index(base, kind).by_name.get(wanted, ()):
        if distance <= entry.sure < distance + 10:
            yield entry.id
    if kind == "fiche":
        place, links = _THROUGH[distance]
        named = _index(base, place).by_name.get(wanted, ())
        yield from (fiche for _, fiche in _lent(base, links, named))


def _find_by_words(index: _Index, words: Sequence[str], most: int) -> list[Id]:
    """The things, if not too many, that have all these words in one of their names."""
    if not words or not most:
        return []
    holding = (named for name, named in index.by_name.items() if set(words) <= set(name.split()))
    found = {entry.id for named in holding for entry in named}
    return sorted(found) if len(found) <= most else []


def resolve(base: sqlite3.Connection, kind: str, texts: Sequence[str] | str) -> list[Id]:
    """What one text or several stand for; raises `NotFound` for the first that names nothing."""
    found: dict[Id, None] = {}
    for text in (texts,) if isinstance(texts, str) else texts:
        ids = find(base, kind, text)
        if not ids:
            raise NotFound(LABELS[kind], text, suggest(base, kind, text))
        found |= dict.fromkeys(ids)
    return list(found)


def choices(base: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    """What can be typed for each thing, and what it is called; for help and completion."""
    return list(_index(base, kind).shown.values())


def spell(base: sqlite3.Connection, kind: str, text: str) -> str:
    """What to type for the only thing that the text names; else the text as it is."""
    ids = find(base, kind, text)
    if len(ids) != 1:
        return text
    value, _ = _index(base, kind).shown[ids[0]]
    return value if find(base, kind, value) == ids else text


def suggest(
    base: sqlite3.Connection, kind: str, text: str, among: Collection[Id] | None = None
) -> list[str]:
    """Up to three values or, of records, names near a text that names nothing."""
    index, wanted = _index(base, kind), fold(text)
    for entry in index.by_name.get(wanted, ()):
        if entry.sure >= WITHIN:  # `--province Qingdao` meant shandong
            return [index.shown[entry.id][0]]
    if kind == "fiche":
        known: dict[str, str] = {}
        for entry in entries(base, kind):
            if among is None or entry.id in among:
                known.setdefault(fold(entry.name), entry.name)
        holding = sorted((name for name in known if f" {wanted} " in f" {name} "), key=len)
        found = [*holding[:3], *near(wanted, known)]
    else:
        known = {
            fold(each): value for value, label in choices(base, kind) for each in (label, value)
        }
        found = [*near(wanted, known), *[name for name in known if wanted in name][:3]]
    return list(dict.fromkeys(known[name] for name in found))[:3] if wanted else []


def near(text: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The texts spelt most like this one."""
    from difflib import get_close_matches  # only when something is mistyped

    return get_close_matches(text, list(known), n=most, cutoff=cutoff)


# --- records --------------------------------------------------------------------------------


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
    ((number,),) = fetch(base, "SELECT min(id) FROM repertoires")
    return int(number or 0)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _by_number(base: sqlite3.Connection, text: str, repertoire: str | None) -> list[int]:
    if not _is_number(text) or len(text) >= 10:
        return []
    sql = "SELECT id FROM partenariats WHERE repertoire_id = ? AND numero = ?"
    return _column(base, sql, _repertoire(base, repertoire), int(text))


def _not_found(
    base: sqlite3.Connection, text: str, repertoire: str | None, among: Collection[int] | None
) -> NotFound:
    text = text if len(text) <= _LONG else text[:_LONG] + "…"
    if not _is_number(text):
        return NotFound("record", text, suggest(base, "fiche", text, among))
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
