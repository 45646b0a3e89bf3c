"""Search: from words and filters to the passages that answer them, best first.

A record answers when all the words stand somewhere in it (`recherche_fiches`). Those that print
the words as typed come first, then those that print them in other forms, then those that only have
them among their other names (of today, in other languages), then those in which they begin longer
words (`annuaire.reading.terms`); among equals, records are ranked by BM25, a word of the title
weighing ten times another. Each record then shows its passages, one row per text item that holds a
word, in the same order (`recherche`): that is what lets a person read sentences. A name that the
text does not print (广州) is shown as the list of names that holds it, after all else.

`score` is the record's BM25 relative to the best record's, and no higher than that of the record
before: 1 for the first, never 0. Passages of
the foreword and the annexes belong to no record: they come last, with score 0. Where no words
were given, filters alone list the records (or, under `rubrique`, their items, whole) in source
order, and nothing is scored.
"""

from __future__ import annotations

from itertools import islice, product
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.errors import require, require_counts
from annuaire.reading import extract, names, terms
from annuaire.reading.connection import fetch, opened
from annuaire.reading.filters import Filters, where
from annuaire.reading.wording import Words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from annuaire.reading.filters import Clause
    from annuaire.reading.terms import Sought, Term

COLUMNS = (
    "numero", "slug", "intitule", "rubrique", "extrait", "ligne_debut", "ligne_fin", "score",
)  # fmt: skip

_WEIGHTS = "10.0, 1.0, 1.0"
"""What a word weighs in `recherche_fiches`: in the title, among other names, in the text."""
_PRINTED, _ANYWHERE = "{titre texte} : ", ""
_NEARNESS = ((_PRINTED, terms.TYPED), (_PRINTED, terms.INFLECTED), (_ANYWHERE, terms.INFLECTED))
"""Where the words stand and in which forms, the nearest to what was typed first."""
_LAST = "(t.rubrique = 'noms') + 2 * (t.rubrique = 'vocabulaire')"
_SECTOR = 2
"""Lists of names, printed or not, come after all else; a sector's, where nothing else answers."""

_FEW = 100
"""Records whose items are all ranked as fast as those of a page are found among them."""

# The columns of `recherche` itself are read from `textes` one by one: the join is faster.
_ITEMS = "FROM recherche JOIN textes t ON t.id = recherche.rowid WHERE recherche MATCH ?"


class Resultat(NamedTuple):
    """A passage found: the record it belongs to (None outside of records), words and lines."""

    numero: int | None
    slug: str | None
    intitule: str | None
    rubrique: str
    extrait: str
    ligne_debut: int
    ligne_fin: int
    score: float | None
    marques: tuple[tuple[int, int], ...] = ()
    """Start and end, in `extrait`, of each word that was searched."""


class Resultats(NamedTuple):
    """The results shown, and how many passages and records there were to show."""

    shown: list[Resultat]
    passages: int
    fiches: int
    suggestions: tuple[str, ...] = ()
    """Where nothing was found: the text as it may have been meant."""
    notes: tuple[str, ...] = ()
    """What was read as a word though it may have been meant otherwise."""


class _Hit(NamedTuple):
    """A text item to show, and the score of its record."""

    text: int
    fiche: int | None
    score: float | None


class _Hits(NamedTuple):
    """The first text items to show; how many there are in all, and in how many records."""

    hits: list[_Hit]
    passages: int
    fiches: int


def search(
    text: str,
    connection: sqlite3.Connection | None = None,
    *,
    filters: Filters | None = None,
    limit: int | None = None,
    passages: int | None = None,
) -> list[Resultat]:
    """Passages of the records that hold all the words of `text`, the best record first.

    Any text is a search (its language is described in `annuaire.reading.terms`); one that asks
    nothing finds nothing. `limit` bounds the rows, `passages` those of one record. Raises
    `NotFound` for a filter value that does not exist, `UsageProblem` for a bound below 0.

    >>> annuaire.search("Guangzhou")[0].intitule
    'Lyon – Canton'
    >>> annuaire.search("")
    []
    """
    return find(text, connection, filters=filters, limit=limit, passages=passages).shown


def find(  # noqa: PLR0913 - what a search can be asked
    text: str,
    connection: sqlite3.Connection | None = None,
    *,
    filters: Filters | None = None,
    limit: int | None = None,
    passages: int | None = None,
    fiches: int | None = None,
) -> Resultats:
    """As `search`, with how many passages and records there are in all; `fiches` bounds records.

    Where no words were given, nothing was ranked and `passages` leaves nothing out.
    """
    require(text, (str,), "text")
    require_counts(limit=limit, passages=passages, fiches=fiches)
    base = opened(connection)
    question = terms.understand(text, Words(base))
    most = min((bound for bound in (fiches, limit) if bound is not None), default=None)
    chosen = Filters() if filters is None else filters
    found = _hits(base, question, chosen, most)
    respelt = _respelt(base, text, question, chosen)
    shown = _first_of_each(found.hits, passages if question.wanted else None, fiches)[:limit]
    return Resultats(
        _results(base, shown, question.wanted),
        passages=found.passages,
        fiches=found.fiches,
        suggestions=() if found.passages else tuple(islice(respelt, 2)),
        notes=question.notes,
    )


def _respelt(
    base: sqlite3.Connection, text: str, question: Sought, filters: Filters
) -> Iterator[str]:
    """The text with the words that nothing holds in other spellings, where it finds something."""
    words, spelt = Words(base), dict[str, list[str]]()
    for term in question.wanted:
        if term.typed and not fetch(base, f"SELECT 1 {_ITEMS} LIMIT 1", [term.match()]):
            near = words.near(term.forms[0].words[-1])
            spelt[term.typed] = [_as_printed(base, known) for known in near]
    for others in islice(product(*spelt.values()), 4):  # of many, the first ones
        meant = text
        for typed, other in zip(spelt, others, strict=True):
            meant = meant.replace(typed, other)
        if _hits(base, terms.understand(meant, words), filters, 1).passages:
            yield meant


def _as_printed(base: sqlite3.Connection, word: str) -> str:
    """A folded word as the first text that holds it prints it, in small letters."""
    form = terms.Form((word,))
    for (text,) in fetch(base, f"SELECT t.texte {_ITEMS} ORDER BY t.id LIMIT 1", [form.match()]):
        for start, end, _ in extract.finder([terms.Term((form,))]).find(text):
            return str(text[start:end]).lower()
    return word


# --- the text items that answer -----------------------------------------------------------------


def _hits(base: sqlite3.Connection, question: Sought, filters: Filters, most: int | None) -> _Hits:
    """The items of the first records that answer, all when `most` is None, and what lies outside.

    Items are ranked of these records alone: of a common word that is a hundredth of them.
    """
    if not question and not filters:
        return _Hits([], 0, 0)
    chosen = where(base, filters)
    sections = _among("t.rubrique", names.resolve(base, "rubrique", filters.rubrique))
    outside = _outside(base, question, filters, sections)
    if not question.wanted:
        listed = _listed(base, question, chosen, sections)
        fiches = len({hit.fiche for hit in listed})
        return _Hits([*listed, *outside], len(listed) + len(outside), fiches)
    scores = _ranked(base, question, chosen, sections)
    first = scores if len(scores) <= _FEW else dict(islice(scores.items(), most))
    rest = scores.keys() - first.keys()
    among = _among_items(first) if rest else ""
    inside = _of_fiches(base, question, first, sections, among)
    passages = len(inside) + _count(base, question, rest, sections) + len(outside)
    return _Hits([*inside, *outside], passages, len(scores))


def _among(column: str, values: list[object]) -> Clause:
    """The condition, to add to others, that the column holds one of these, if there are any."""
    return f" AND {column} IN ({', '.join('?' * len(values))})" if values else "", values


def _ranked(
    base: sqlite3.Connection, question: Sought, chosen: Clause, sections: Clause
) -> dict[int, float]:
    """Ids of the records that answer, the best first, with their score."""
    condition, values = chosen
    among = f" AND rowid IN (SELECT p.id FROM partenariats p WHERE {condition})"
    rows = fetch(
        base,
        f"SELECT rowid, bm25(recherche_fiches, {_WEIGHTS}) FROM recherche_fiches"
        f" WHERE recherche_fiches MATCH ?{'' if condition == '1' else among} ORDER BY 2, 1",
        [question.match_all(), *values],
    )
    for term in question.wanted:
        if sections[0] or any(len(form.words) > 1 for form in term.forms):
            holding = _holding(base, term, sections)
            rows = [row for row in rows if row[0] in holding]
    nearness = _nearness(base, question, {fiche for fiche, _ in rows})
    last, scores = 1.0, {}
    for fiche, rank in sorted(rows, key=lambda row: nearness[row[0]]):
        last = scores[fiche] = min(last, max(round(rank / rows[0][1], 4), 0.0001))
    return scores


def _nearness(base: sqlite3.Connection, question: Sought, fiches: set[int]) -> dict[int, int]:
    """For each record, how far what it holds is from what was typed."""
    found: dict[int, int] = {}
    sql = "SELECT rowid FROM recherche_fiches WHERE recherche_fiches MATCH ?"
    for rank, (where_, level) in enumerate(_NEARNESS):
        if len(found) < len(fiches):
            rows = fetch(base, sql, [where_ + question.match_wanted(level)])
            found = {fiche: rank for (fiche,) in rows if fiche in fiches} | found
    return dict.fromkeys(fiches, len(_NEARNESS)) | found


def _holding(base: sqlite3.Connection, term: Term, sections: Clause) -> set[int]:
    """Records that hold the term inside one item (of these sections, if any are given)."""
    sql = f"SELECT DISTINCT t.partenariat_id {_ITEMS}{sections[0]}"
    return {fiche for (fiche,) in fetch(base, sql, [term.match(), *sections[1]])}


def _of_fiches(
    base: sqlite3.Connection,
    question: Sought,
    fiches: dict[int, float],
    sections: Clause,
    among: str,
) -> list[_Hit]:
    """The items of these records that hold a word, records in their order, best items first."""
    sql = f"SELECT t.id, t.partenariat_id, {_LAST} {_ITEMS}{sections[0]}{among}"
    rows = fetch(base, sql, [question.match_any(), *sections[1]])
    places = _places(base, question, among)
    groups: dict[int, list[_Hit]] = {fiche: [] for fiche in fiches}
    found = [(last, places.get(text, inf), text, fiche) for text, fiche, last in rows
             if fiche in fiches]  # fmt: skip
    for last, _, text, fiche in sorted(found):
        if last < _SECTOR or not groups[fiche]:
            groups[fiche].append(_Hit(text, fiche, fiches[fiche]))
    # A record may be found by a name of an actor that it prints in other words: no item shows it.
    bare = [fiche for fiche, hits in groups.items() if not hits and not sections[0]]
    sql = f"SELECT ({_HEAD}), p.id FROM partenariats p WHERE p.id IN ({_ids(bare)})"
    for text, fiche in fetch(base, sql):
        groups[fiche].append(_Hit(text, fiche, fiches[fiche]))
    return [hit for hits in groups.values() for hit in hits]


def _ids(fiches: Iterable[int]) -> str:
    return ", ".join(map(str, fiches))


def _among_items(fiches: Iterable[int]) -> str:
    """The condition, to add to a search of items, that they are of these records."""
    # Without the plus SQLite would ask the index for one item after the other.
    items = f"SELECT id FROM textes WHERE partenariat_id IN ({_ids(fiches)})"
    return f" AND +recherche.rowid IN ({items})"


def _places(base: sqlite3.Connection, question: Sought, among: str) -> dict[int, int]:
    """The rank of each item that holds a word as typed, or in another form."""
    sql = f"SELECT rowid FROM recherche WHERE recherche MATCH ?{among}"
    far = fetch(base, sql, [question.match_any(terms.INFLECTED)]) if question.levels else []
    near = fetch(base, f"{sql} ORDER BY bm25(recherche), rowid", [question.match_any(terms.TYPED)])
    inflected = dict.fromkeys([text for (text,) in far], len(near))
    return inflected | {text: rank for rank, (text,) in enumerate(near)}


def _count(
    base: sqlite3.Connection, question: Sought, fiches: Collection[int], sections: Clause
) -> int:
    """How many items of these records there are to show."""
    if not fiches:
        return 0
    sql = f"""
    SELECT coalesce(sum(coalesce(nullif(texts, 0), items)), 0), count(*) FROM (
      SELECT sum({_LAST} < {_SECTOR}) AS texts, count(*) AS items {_ITEMS}{sections[0]}
      AND t.partenariat_id IN ({_ids(fiches)}) GROUP BY t.partenariat_id)"""
    ((items, showing),) = fetch(base, sql, [question.match_any(), *sections[1]])
    return int(items) + (0 if sections[0] else len(fiches) - int(showing))


def _listed(
    base: sqlite3.Connection, question: Sought, chosen: Clause, sections: Clause
) -> list[_Hit]:
    """Without words: the title of each record, or its items of these sections, in source order."""
    condition, values = chosen
    if question.unwanted:
        out = "SELECT rowid FROM recherche_fiches WHERE recherche_fiches MATCH ?"
        condition += f" AND p.id NOT IN ({out})"
        values = [*values, question.match_unwanted()]
    items = sections[0] or f" AND t.id = ({_HEAD})"
    rows = fetch(
        base,
        "SELECT t.id, p.id FROM partenariats p JOIN textes t ON t.partenariat_id = p.id"
        f" WHERE {condition}{items} ORDER BY p.repertoire_id, p.numero, t.id",
        [*values, *sections[1]],
    )
    return [_Hit(text, fiche, None) for text, fiche in rows]


_HEAD = """
SELECT h.id FROM textes h WHERE h.partenariat_id = p.id
ORDER BY h.rubrique <> 'titre', h.rubrique IN ('noms', 'vocabulaire'), h.id LIMIT 1
"""


def _outside(
    base: sqlite3.Connection, question: Sought, filters: Filters, sections: Clause
) -> list[_Hit]:
    """Items of foreword and annexes that hold all the words, unless filters ask for records.

    Without words, those of the sections asked for.
    """
    narrow = Filters(rubrique=filters.rubrique, repertoire=filters.repertoire)
    if filters != narrow or not (question.wanted or narrow.rubrique):
        return []
    directory = _among("t.repertoire_id", names.resolve(base, "repertoire", narrow.repertoire))
    outside = f"t.partenariat_id IS NULL{sections[0]}{directory[0]}"
    values = [*sections[1], *directory[1]]
    items = f"SELECT t.id FROM textes t WHERE {outside}"
    if not question.wanted:
        rows = fetch(base, f"{items} ORDER BY t.id", values)
        return [_Hit(text, None, None) for (text,) in rows]
    sql = f"""SELECT rowid FROM recherche WHERE recherche MATCH ? AND +rowid IN ({items})
    ORDER BY bm25(recherche), rowid"""
    rows = fetch(base, sql, [question.match_all(), *values])
    return [_Hit(text, None, 0.0) for (text,) in rows]


def _first_of_each(hits: list[_Hit], passages: int | None, fiches: int | None = None) -> list[_Hit]:
    """At most so many hits of each record, all when None or 0, of at most so many records."""
    counts: dict[int | None, int] = {}
    found = []
    for hit in hits:
        if fiches is not None and hit.fiche not in counts and len(counts) >= fiches:
            break
        counts[hit.fiche] = counts.get(hit.fiche, 0) + 1
        if not passages or hit.fiche is None or counts[hit.fiche] <= passages:
            found.append(hit)
    return found


def _results(
    base: sqlite3.Connection, hits: Sequence[_Hit], wanted: Sequence[Term]
) -> list[Resultat]:
    numbers = ", ".join(str(hit.text) for hit in hits)
    rows = {
        row[0]: row[1:]
        for row in fetch(
            base,
            "SELECT t.id, p.numero, p.slug, p.intitule, t.rubrique, t.texte, t.ligne_debut,"
            " t.ligne_fin FROM textes t LEFT JOIN partenariats p ON p.id = t.partenariat_id"
            f" WHERE t.id IN ({numbers})",
        )
    }
    finder = extract.finder(wanted)
    return [_result(rows[hit.text], hit.score, finder) for hit in hits]


def _result(row: Iterable[Any], score: float | None, finder: extract.Finder) -> Resultat:
    numero, slug, intitule, rubrique, text, first, last = row
    passage = extract.cut(text, finder) if score is not None else extract.whole(text)
    return Resultat(
        numero=numero,
        slug=slug,
        intitule=intitule,
        rubrique=rubrique,
        extrait=passage.text,
        ligne_debut=first,
        ligne_fin=last,
        score=score,
        marques=passage.marks,
    )
