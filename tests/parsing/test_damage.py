"""Texts damaged as extractors and hands damage them: they are built or refused, and no law breaks.

A sample, on excerpts; `make damage` tries thousands of whole texts, and says what is read wrong.
"""

from __future__ import annotations

import random

import pytest
from damage import HARMLESS, KINDS, damaged
from damage_trials import Trial, alike, compare, excerpt, table, text_of, try_seed, try_text
from texts import TEXTS, text

SEEDS = range(len(TEXTS))
MORE = range(len(TEXTS), 2 * len(TEXTS))


def sample(seed: int) -> tuple[str, str]:
    """A text's name and an excerpt of it."""
    name = text_of(seed)
    return name, excerpt(name, seed)


def test_the_sample_tries_every_kind_and_every_text() -> None:
    """Kinds twice at least, and texts with what is tried by `make test-all`."""
    kinds = [kind for seed in SEEDS for kind, _ in damaged("a", seed)[1]]

    assert min(kinds.count(kind.name) for kind in KINDS) >= 2
    assert {text_of(seed) for seed in [*SEEDS, *MORE]} == {*TEXTS}
    assert len(TEXTS) >= 11
    assert HARMLESS


@pytest.mark.parametrize("seed", range(len(KINDS)))
def test_the_same_seed_does_the_same(seed: int) -> None:
    """In one to four ways."""
    _, text = sample(2)
    after, done = damaged(text, seed)

    assert damaged(text, seed) == (after, done)
    assert 1 <= len(done) <= 4


@pytest.mark.parametrize("seed", [*SEEDS, *(pytest.param(s, marks=pytest.mark.long) for s in MORE)])
def test_no_law_breaks(seed: int) -> None:
    """Whatever was done to the text: a database that keeps every law, or a refusal."""
    trial = try_text(*sample(seed), seed)

    assert not trial.faults, f"{trial}\n" + "\n".join(trial.faults)


@pytest.mark.parametrize(
    ("name", "seed"), [("armenie", 60240), ("coree", 60800), ("finlande", 70208)]
)
def test_builds_that_once_broke_a_law(name: str, seed: int) -> None:
    """A letter for a bullet behind a label, a page number in columns, a label without a colon."""
    assert try_text(name, text(name), seed).faults == []


@pytest.mark.parametrize("name", ["chine", "italie", "maroc"])
@pytest.mark.parametrize("kind", ["lines parted", "padding", "blanks", "line ends stripped"])
def test_nothing_is_read_wrong_in_silence(kind: str, name: str) -> None:
    """Whatever the blanks of a text have become: its values are right, or an anomaly is there."""
    (damage,) = (each.apply for each in KINDS if each.name == kind)
    lines, _ = damage(text(name).replace("\r\n", "\n").split("\n"), random.Random(0))

    outcomes = {value.outcome for value in compare(name, "\n".join(lines)) if not value.verbatim}

    assert outcomes <= {"right", "empty", "NULL said", "wrong said"}


def test_what_is_read_is_counted() -> None:
    """Other line ends change nothing; every value of the text is compared."""
    crlf = (s for s in range(9999) if damaged("a", s)[1] == [("CRLF", "")])
    seed = next(s for s in crlf if text_of(s) == "madagascar")
    trial = try_seed(seed)
    derived = [value for value in trial.values if not value.verbatim]

    assert len(derived) > 300
    assert {value.outcome for value in derived} == {"right", "empty"}
    assert any(line.split()[:3] == ["CRLF", "1", "0"] for line in table([trial]))


def test_several_kinds_are_counted_apart() -> None:
    """By whether all of them leave the meaning whole."""
    whole, gone = (Trial("mali", 0, [("CRLF", ""), (kind, "")]) for kind in ("NFD", "lines lost"))

    assert whole.kind != gone.kind
    assert Trial("mali", 0, [("NFD", "")]).kind == "NFD"


@pytest.mark.parametrize(
    ("column", "expected", "found", "same"),
    [
        ("collectivite.nom_court", "Val-d’Oise", "Val‐d'Oise", True),
        ("collectivite.nom_court", "Val-d’Oise", "Val", False),
        ("acteurs.nom", "universités (fiche Orne)", "universités (fiche Lot)", True),
        ("contacts.email", "a-b@c.fr", "a‐b@c.fr", False),
    ],
)
def test_names_are_compared_as_a_reader_sees_them(
    column: str, expected: str, found: str, *, same: bool
) -> None:
    """And what is used by machines sign by sign."""
    assert alike(column, expected, found) == same
