"""Print a random directory, parse it, and get the same records back.

The generator is in `generator/`: `strategies.py` draws the truth, `printer.py` lays it out,
`comparison.py` says where the parser read something else.
"""

from __future__ import annotations

import re
from collections import Counter

import phonenumbers
import pytest
from generator import compare, directories, layouts, print_directory, tell
from generator import lexique as lx
from generator.codage import Codage, codages, mark
from generator.comparison import expected_directory
from generator.profiles import register
from generator.strategies import BRUITS, valid_numbers, wrong_numbers
from generator.verite import Mise, Numero, Verite
from hypothesis import given, settings
from hypothesis import strategies as st

import annuaire

register()

LONG = settings(settings.get_profile("long"))


def words(valeur: object) -> Counter[str]:
    """Every word of every text in nested dicts and lists."""
    if isinstance(valeur, dict):
        return sum((words(v) for k, v in valeur.items() if k in VERBATIM), Counter())
    if isinstance(valeur, list):
        return sum((words(v) for v in valeur), Counter())
    return Counter(re.findall(r"\w+", valeur)) if isinstance(valeur, str) else Counter()


VERBATIM = {
    "partenariats", "collectivite", "dirigeants", "contacts", "partenaires", "secteurs", "acteurs",
    "actions", "sous_actions", "caracteristiques", "origine", "objectifs", "bilan", "perspectives",
    "autres", "nom", "civilite", "adresse", "fonction", "libelle", "rattachement", "texte",
    "telephone_source", "fax_source", "email_source", "site_source",
}  # fmt: skip


# --- the generator itself ---------------------------------------------------------------------


@given(directories(), layouts())
def test_printing_is_deterministic(verite: Verite, mise: Mise) -> None:
    """The same truth and the same hand give the same sheet."""
    assert print_directory(verite, mise) == print_directory(verite, mise)


@given(directories(), layouts())
def test_the_print_holds_every_word_of_the_truth(verite: Verite, mise: Mise) -> None:
    """Nothing that the comparison will ask for is missing on paper."""
    impression = print_directory(verite, mise)
    imprimes = Counter(re.findall(r"\w+", impression.texte))

    assert not words(expected_directory(verite)).keys() - imprimes.keys()


@given(directories(), layouts())
def test_noise_changes_no_word(verite: Verite, mise: Mise) -> None:
    """Noise is blanks, page numbers and the capitals of labels only."""
    bruyante, nue = print_directory(verite, mise), print_directory(verite, Mise())
    mots, attendus = (
        Counter(
            mot
            for numero, ligne in enumerate(impression.texte.split("\n"), 1)
            if impression.roles.get(numero) != "pagination"
            for mot in re.findall(r"\w+", ligne.casefold())
        )
        for impression in (bruyante, nue)
    )

    ecart = (mots - attendus, attendus - mots)
    assert ecart == (Counter(), Counter())


@given(directories(), layouts())
def test_spans_hold_what_they_name(verite: Verite, mise: Mise) -> None:
    """Spans lie inside the text, begin and end on a printed line."""
    impression = print_directory(verite, mise)
    lignes = impression.texte.split("\n")

    for etendue in impression.etendues.values():
        assert 1 <= etendue.debut <= etendue.fin <= len(lignes)
        assert lignes[etendue.debut - 1].strip()
        assert lignes[etendue.fin - 1].strip()


@given(valid_numbers(), wrong_numbers())
def test_numbers_are_what_phonenumbers_says(juste: Numero, faux: Numero) -> None:
    """Numbers that the truth calls usable can be dialled in France, the others cannot."""
    for e164 in (juste.e164, juste.autre):
        assert e164 is None or phonenumbers.is_valid_number(phonenumbers.parse(e164))
    numero = phonenumbers.parse(faux.source, "FR")

    assert faux.e164 is None
    assert not phonenumbers.is_valid_number_for_region(numero, "FR")


def test_the_vocabulary_is_unambiguous() -> None:
    """No surname of a long name is a given name; no country is told by its towns alone."""
    prenoms = {*lx.PRENOMS_M, *lx.PRENOMS_F}

    assert not prenoms & {*lx.NOMS, *(mot for nom in lx.NOMS_LONGS for mot in nom.split())}
    assert len({pays.code for pays in lx.PAYS}) == len(lx.PAYS) >= 25
    assert all(" et " not in ville for pays in lx.PAYS for ville in pays.villes + pays.regions)


# --- print, parse, compare --------------------------------------------------------------------


def check(verite: Verite, mise: Mise) -> None:
    """The parser reads what was printed; else a report."""
    impression = print_directory(verite, mise)
    lecture = annuaire.parse(impression.texte)
    ecarts = compare(verite, impression, lecture)

    assert not ecarts, tell(impression, ecarts)


@given(directories())
def test_a_plain_print_gives_its_records_back(verite: Verite) -> None:
    """Without noise."""
    check(verite, Mise())


@pytest.mark.parametrize("bruit", BRUITS)
@settings(max_examples=15)
@given(verite=directories(max_records=2), mise=layouts())
def test_each_noise_alone(bruit: str, verite: Verite, mise: Mise) -> None:
    """With one sort of noise, so that a failure names it."""
    seule = Mise(
        bruits=frozenset({bruit}),
        largeur=mise.largeur,
        largeur_titre=mise.largeur_titre,
        page=mise.page,
        graine=mise.graine,
    )
    check(verite, seule)


@given(directories(), layouts())
def test_print_parse_gives_the_same_records(verite: Verite, mise: Mise) -> None:
    """With any noise at once."""
    check(verite, mise)


@pytest.mark.long
@LONG
@given(directories(max_records=4), layouts())
def test_print_parse_gives_the_same_records_at_length(verite: Verite, mise: Mise) -> None:
    """With any noise at once, two thousand times."""
    check(verite, mise)


@given(directories(max_records=2), layouts(), codages())
def test_the_way_it_is_written_down_changes_nothing(
    verite: Verite, mise: Mise, codage: Codage
) -> None:
    """LF or CRLF, a BOM or none, composed or decomposed accents, a final newline or none."""
    texte = print_directory(verite, mise).texte
    simple, autre = annuaire.parse(texte), annuaire.parse(codage.write(texte))

    assert autre.partenariats == simple.partenariats
    assert autre.publications == simple.publications
    assert [(a.code, a.ligne) for a in autre.anomalies] == [
        (a.code, a.ligne) for a in simple.anomalies
    ]
    assert codage.write(texte).removeprefix("\ufeff") == autre.texte


@given(directories(max_records=2), layouts(), st.integers(0, 2**16), st.integers(1, 6))
def test_marks_that_nobody_sees_change_no_record(
    verite: Verite, mise: Mise, graine: int, combien: int
) -> None:
    """Zero-width and direction marks: same records, one more anomaly for each line with any."""
    texte = print_directory(verite, mise).texte
    marque, touchees = mark(texte, graine, combien)
    simple, autre = annuaire.parse(texte), annuaire.parse(marque)
    avant, apres = (Counter(a.ligne for a in lecture.anomalies) for lecture in (simple, autre))

    assert autre.partenariats == simple.partenariats
    assert apres - avant == Counter(dict.fromkeys(touchees, 1))
    assert autre.texte == marque


@given(directories(), layouts())
def test_the_lines_rebuild_the_print(verite: Verite, mise: Mise) -> None:
    """Nothing is lost, whatever was understood."""
    texte = print_directory(verite, mise).texte

    assert annuaire.parse(texte).texte == texte


@given(directories(), layouts())
def test_annexes_and_order_form_are_no_record(verite: Verite, mise: Mise) -> None:
    """The catalogue gives publications; the labels of the order form give no contact."""
    lecture = annuaire.parse(print_directory(verite, mise).texte)
    annexes = verite.annexes
    attendues = [
        (ouvrage.reference, ouvrage.titre, ouvrage.annee, annexes.prix)
        for ouvrage in (annexes.publications if annexes else ())
        if annexes
    ]

    assert attendues == [
        (ouvrage.reference, ouvrage.titre, ouvrage.annee, ouvrage.prix_euros)
        for ouvrage in lecture.publications
    ]
