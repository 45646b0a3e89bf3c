"""Cases of bugs that were found (`issues.txt`) and of failures that are known (`failing.txt`)."""

from __future__ import annotations

import pytest
from corpus.reader import Cas, read_cases, value_at

import annuaire

ISSUES = read_cases("issues.txt")
FAILING = read_cases("failing.txt")


def check(cas: Cas) -> None:
    """Every expected value is read, and the text is rebuilt."""
    lecture = annuaire.parse(cas.texte)
    obtenus = [(chemin, value_at(lecture, chemin)) for chemin, _ in cas.attendus]

    assert obtenus == list(cas.attendus)
    assert lecture.texte == cas.texte


def test_the_corpus_is_there() -> None:
    """An empty file cannot pass for a good one."""
    titres = [cas.titre for cas in ISSUES + FAILING]

    assert ISSUES
    assert len(set(titres)) == len(titres)
    assert all(cas.attendus for cas in ISSUES + FAILING)


@pytest.mark.parametrize("cas", ISSUES, ids=[cas.titre for cas in ISSUES])
def test_issues_stay_solved(cas: Cas) -> None:
    """One case for each bug."""
    check(cas)


@pytest.mark.parametrize("cas", FAILING, ids=[cas.titre for cas in FAILING])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures_are_still_failures(cas: Cas) -> None:
    """When one passes, move it to `issues.txt`."""
    check(cas)
