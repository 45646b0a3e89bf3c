"""Short names for addresses: unique in a directory, given in the order of its records.

`lyon`; on a clash the kind comes first (`departement-vienne`), then a number (`…-2`).
"""

from __future__ import annotations

from annuaire.folding import slugify


class Slugs:
    """The slugs given so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, *wordings: str) -> str:
        """The first free slug among the wordings' slugs, else the last one with a number."""
        candidates = [slug for slug in map(slugify, wordings) if slug] or ["sans-nom"]
        for slug in candidates:
            if slug not in self._taken:
                self._taken.add(slug)
                return slug
        return self._number(candidates[-1])

    def _number(self, slug: str) -> str:
        count = self._next.get(slug, 2)
        while f"{slug}-{count}" in self._taken:
            count += 1
        self._next[slug] = count + 1
        self._taken.add(f"{slug}-{count}")
        return f"{slug}-{count}"
