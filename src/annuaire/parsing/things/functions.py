"""Functions: what follows a person's name, and whether it makes an élu or an agent.

A function begins at a dash, a comma, a colon, a parenthesis, or at a function's word
(`words/fonctions.csv`). Whoever presides a body, or serves an association
(`words/corps.csv`), is neither an élu nor an agent of the authority.
"""

from __future__ import annotations

import re
from functools import cache

from annuaire import knowledge
from annuaire.folding import fold
from annuaire.parsing.things.names import is_given, is_particle

_NAME_LENGTH = 200
DASH = r"\s+[-–—]+\s*|\s*[–—]+\s+|(?<=[^\W\d_])-\s+"
"""A dash between two words; the hyphen of a composed name is none."""
_MARK = re.compile(rf"{DASH}|\s*:\s+|\s+/\s+")
_MARKS = (",", "-", "–", "—", ":", "/", "(")


@cache
def _rows() -> dict[tuple[str, ...], knowledge.Row]:
    return {tuple(fold(row["motif"]).split()): row for row in knowledge.table("fonctions")}


def split_function(text: str) -> tuple[str, str | None]:
    """A person's name (civility gone) and function: at a mark, or at a function's word."""
    dash = _MARK.search(text)
    word = _function_word(text)
    comma = text.find(",")
    places = [
        (dash.start(), dash.end()) if dash else None,
        (comma, comma + 1) if comma > 0 else None,
        (word, word) if word else None,
    ]
    start, stop = min((place for place in places if place), default=(len(text), len(text)))
    return text[:start].strip(), _bare(text[stop:].strip()) or None


def is_marked(text: str, name: str) -> bool:
    """Whether a mark, not a mere word, parts the name from what follows it."""
    return text[len(name) :].lstrip().startswith(_MARKS)


def _bare(function: str) -> str:
    """« (assistante) » without the parentheses that hold all of it."""
    inner = function[1:-1]
    whole = function[:1] == "(" and function[-1:] == ")" and not re.search(r"[()]", inner)
    return inner.strip() if whole else function


def _function_word(text: str) -> int:
    """Where a function begins that no dash announces (line 584); 0 when there is none."""
    position = text.find(" ") + 1
    while 0 < position < _NAME_LENGTH:
        token = text[position:].split(" ", 1)[0].strip(",;:()")
        last = position + len(token) >= len(text.rstrip(" ,;:()"))
        if _opens_function(token, text[:position], last=last) or text[position] == "(":
            return position
        position = text.find(" ", position) + 1
    return 0


def _opens_function(token: str, before: str, *, last: bool) -> bool:
    """Whether a function begins with that word; « Le Maire » behind a name is a surname."""
    if is_particle(token):
        return False
    if token.islower():
        return True
    head = tuple(fold(token).split())
    named = any(head == known[: len(head)] for known in _rows() if head)
    return named and not _awaits_surname(before.split(), last=last)


def _awaits_surname(tokens: list[str], *, last: bool) -> bool:
    """« Jacques Maire », « Paul Le Maire », « Jean Pierre Maire »: given names ask for a surname.

    Several given names may hold it already (« Marie Martin Chef de cabinet »), unless the text
    ends there.
    """
    given = all(is_given(token) for token in tokens)
    return is_particle(tokens[-1]) or (given and (len(tokens) == 1 or last))


def _known(tokens: list[str], index: int) -> knowledge.Row | None:
    """The row of the function's words that stand at that index, the longest ones first."""
    for length in (2, 1):
        found = _rows().get(tuple(tokens[index : index + length]))
        if found and len(tokens[index : index + length]) == length:
            return found
    return None


def quality(function: str | None) -> str | None:
    """élu, agent or autre by the first known words of the function; None without a function."""
    if not function:
        return None
    tokens = fold(re.sub(r"[^\w\s'’-]", " ", function)).split()
    if tokens[:1] and tokens[0] in _bodies():
        return "autre"  # « Association Hem-Mékhé, président »
    for index in range(len(tokens)):
        row = _known(tokens, index)
        if row:
            after = tokens[index + len(fold(row["motif"]).split()) :]
            return "autre" if _serves_body(row, after) else row["qualite"]
    return "autre"


def presides(row: knowledge.Row) -> bool:
    """Whether the function is that of a president."""
    return row["genre"] == "preside"


def is_president(function: str | None) -> bool:
    """Whether the function opens with a president's words, and says of what no more than that."""
    tokens = fold(function or "").split()
    row = _known(tokens, 0) if tokens else None
    return row is not None and presides(row) and len(tokens) <= 2


def _serves_body(row: knowledge.Row, after: list[str]) -> bool:
    """« président de la chambre », « secrétaire du comité »: the first noun behind names a body."""
    nouns = (token for token in after if token not in {"de", "du", "des", "d", "la", "l", "le"})
    reach = _bodies().get(next(nouns, ""))
    return reach == "tous" or (reach == "preside" and presides(row))


@cache
def _bodies() -> dict[str, str]:
    """Words of bodies, and whether their presidents or all who serve them are meant."""
    return {fold(row["mot"]): row["portee"] for row in knowledge.table("corps")}


def opens_with_function(text: str) -> bool:
    """Whether the text begins with a function's word or in lower case."""
    return text[:1].islower() or _opening(text) is not None


def names_function(text: str) -> bool:
    """Whether the text begins with the word of a person's function, no service's."""
    row = _opening(text)
    return row is not None and row["genre"] != "service"


def names_service(text: str) -> bool:
    """Whether the text begins, with a capital, with a service's word: « Direction de … »."""
    row = _opening(text)
    return row is not None and row["genre"] == "service" and text[:1].isupper()


def _opening(text: str) -> knowledge.Row | None:
    return _known(re.sub(r"[^\w\s]", " ", fold(text[:_NAME_LENGTH])).split(), 0)
