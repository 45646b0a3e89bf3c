"""Lay known records out anew, at random, and get the same records back.

The records are those of the real directory and of the invented ones, whose readings people wrote or
accepted (`golden/`, `autres/`). `generator/` takes them apart and prints them at another width, with
the noise of the real text.
"""

from __future__ import annotations

from collections import Counter

import pytest
from generator import BRUITS, Extrait, Mise, compare, directories, layouts, print_directory, tell
from generator.codage import Codage, codages, mark
from generator.strategies import REPRINTED
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import reading

import annuaire

LONG = settings(settings.get_profile("long"))
MANY = settings(max_examples=3 * settings().max_examples)


def check(extrait: Extrait, mise: Mise) -> None:
    """What was printed is read, or a report tells what is not."""
    feuille = print_directory(extrait, mise)
    ecarts = compare(extrait, feuille, annuaire.parse(feuille.texte))

    assert not ecarts, tell(ecarts, feuille.texte)


@pytest.mark.parametrize("nom", REPRINTED)
def test_every_record_is_the_same_in_a_plain_print(nom: str) -> None:
    """Without noise, at one width: every value, role, anomaly, and the laws."""
    nombre = len(reading(nom).partenariats)

    assert nombre >= 8
    for rang in range(nombre):
        check(Extrait(nom, (rang,)), Mise())


@MANY
@given(directories(), layouts())
def test_any_layout_gives_the_same_records(extrait: Extrait, mise: Mise) -> None:
    """With any noise at once, at any width."""
    check(extrait, mise)


@pytest.mark.long
@LONG
@given(directories(max_records=6), layouts())
def test_any_layout_gives_the_same_records_at_length(extrait: Extrait, mise: Mise) -> None:
    """Two thousand times."""
    check(extrait, mise)


@pytest.mark.parametrize("bruit", BRUITS)
def test_every_noise_is_heard(bruit: str) -> None:
    """Each changes the print, so that the tests above are about it."""
    extrait = Extrait("chine", tuple(range(33)))
    bruyante, nue = (
        print_directory(extrait, Mise(bruits=bruits)).texte
        for bruits in (frozenset({bruit}), frozenset[str]())
    )

    assert bruyante != nue


@given(directories(), layouts(), codages())
def test_the_way_it_is_written_down_changes_nothing(
    extrait: Extrait, mise: Mise, codage: Codage
) -> None:
    """LF or CRLF, a BOM or none, composed or decomposed accents, a final newline or none."""
    texte = print_directory(extrait, mise).texte
    simple, autre = annuaire.parse(texte), annuaire.parse(codage.write(texte))

    assert autre.partenariats == simple.partenariats
    assert [(a.code, a.ligne) for a in autre.anomalies] == [
        (a.code, a.ligne) for a in simple.anomalies
    ]
    assert codage.write(texte).removeprefix("\ufeff") == autre.texte


@given(directories(), layouts(), st.integers(0, 2**16), st.integers(1, 6))
def test_marks_that_nobody_sees_change_no_record(
    extrait: Extrait, mise: Mise, graine: int, combien: int
) -> None:
    """Zero-width and direction marks: same records, one more anomaly for each line with any."""
    texte = print_directory(extrait, mise).texte
    marque, touchees = mark(texte, graine, combien)
    simple, autre = annuaire.parse(texte), annuaire.parse(marque)
    avant, apres = (Counter(a.ligne for a in lecture.anomalies) for lecture in (simple, autre))

    assert autre.partenariats == simple.partenariats
    assert apres - avant == Counter(dict.fromkeys(touchees, 1))
    assert autre.texte == marque
