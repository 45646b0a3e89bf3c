"""What a database knows of a word: its other forms, its other names, what is spelt like it.

The table `racines` holds the words of the searchable texts with what they share, and the other
names of places (see its writer, `annuaire.loading.stems`); a word that no text holds is given the
stem of those that end as it may: the endings are those that the table itself shows. A database
without that table's rows knows no other form of any word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annuaire.reading.connection import fetch, kept

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    Endings = tuple[tuple[str, str], ...]
    """What ends a word, and what stands in its place in the stem."""

HAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
"""A Chinese, Japanese or Korean letter of a folded word, which holds no compatibility forms; a
third range below U+10000 would take `re` 3 ms to compile."""
_MOST = 4096
"""Words whose forms are remembered."""
_KNOWN = "SELECT 1 FROM racines"
_SHORTEST = 3
"""Letters of a stem of which a word that no text holds may be a form."""


class Words:
    """The words of a database, remembered as long as its file stays the same."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._forms: dict[str, tuple[str, ...]] = kept(base, "forms", dict)

    def names(self, name: str) -> list[str]:
        """The other folded names of the place of that folded name.

        Who searches 南京 finds what the text calls Nanjing and Nankin. Only the shortest names
        count: « Nanjing » says all that « Municipalité de Nanjing » does.
        """
        plain = self._simplified(name)
        return self._named(name) or (self._named(plain) if plain != name else [])

    def _named(self, name: str) -> list[str]:
        sql = "SELECT racine FROM racines WHERE mot = ? AND nature = 'nom' ORDER BY 1"
        return [other for (other,) in fetch(self._base, sql, (name,))]

    def forms(self, word: str) -> tuple[str, ...]:
        """The other forms of a folded word that the texts hold; for Chinese, all that hold it."""
        found = self._forms.get(word)
        if found is None:
            if len(self._forms) >= _MOST:
                self._forms.clear()
            found = self._holding(word) if HAN.search(word) else self._sharing(word)
            self._forms[word] = found
        return found

    def meanings(self, word: str) -> list[str]:
        """What a folded abbreviation stands for."""
        sql = "SELECT racine FROM racines WHERE mot = ? AND nature = 'sigle'"
        return [meaning for (meaning,) in fetch(self._base, sql, (word,))]

    def near(self, word: str) -> list[str]:
        """The words of the texts that are spelt most like this one."""
        sql = "SELECT DISTINCT mot FROM racines WHERE nature IN ('radical', 'sinogrammes')"
        from annuaire.reading import names  # only when something is mistyped

        return names.near(word, [known for (known,) in fetch(self._base, sql)], 2, 0.75)

    def _holding(self, word: str) -> tuple[str, ...]:
        sql = "SELECT mot FROM racines WHERE nature = 'sinogrammes' AND instr(racine, ?) ORDER BY 1"
        return tuple(mot for (mot,) in fetch(self._base, sql, (self._simplified(word),)))

    def _simplified(self, word: str) -> str:
        """A Chinese word in simplified characters."""
        if not HAN.search(word):
            return word
        sql = "SELECT mot, racine FROM racines WHERE nature = 'variante'"
        plain = kept(self._base, "variants", lambda: str.maketrans(dict(fetch(self._base, sql))))
        return word.translate(plain)

    def _sharing(self, word: str) -> tuple[str, ...]:
        known = word
        if not fetch(self._base, f"{_KNOWN} WHERE nature <> 'nom' AND mot = ? LIMIT 1", (word,)):
            known = next(self._ending_otherwise(word), word)
        sql = """SELECT DISTINCT b.mot FROM racines a
        JOIN racines b ON b.racine = a.racine AND b.nature = a.nature
        JOIN racines c ON c.mot = b.mot AND c.nature = 'radical'
        WHERE (a.mot = ?1 OR a.racine = ?1) AND a.nature IN ('radical', 'famille')
          AND b.mot <> ?2 ORDER BY 1"""
        return tuple(mot for (mot,) in fetch(self._base, sql, (known, word)))

    def _ending_otherwise(self, word: str) -> Iterator[str]:
        """What the table knows of the word with another ending, the likeliest first."""
        sql = f"{_KNOWN} WHERE nature <> 'nom' AND (mot = ?1 OR racine = ?1) LIMIT 1"
        for ending, other in kept(self._base, "endings", self.endings):
            stem = word.removesuffix(ending) + other
            if word.endswith(ending) and len(stem) >= _SHORTEST and fetch(self._base, sql, (stem,)):
                yield stem

    def endings(self) -> Endings:
        """What ends words, and what stands in its place in their stems, as the table shows."""
        sql = "SELECT mot, racine FROM racines WHERE nature = 'radical'"
        found = {_ending(word, stem) for word, stem in fetch(self._base, sql) if word != stem}
        return tuple(sorted(found, key=lambda each: (len(each[0]), each)))


def _ending(word: str, stem: str) -> tuple[str, str]:
    """What ends the word after what it shares with its stem, and what ends the stem."""
    shared = 0
    while shared < min(len(word), len(stem)) and word[shared] == stem[shared]:
        shared += 1
    return word[shared:], stem[shared:]
