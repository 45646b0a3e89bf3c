"""The traps of the real text, each with the promise that names it.

What a record says stands in `traps.json`, promise by promise: {slug: {path: value}}, with paths of
`annuaire export json` (see `tests/test_cases.py`). What is told of lines, labels, anomalies, annexes
and of the whole stands here. The values were read in the text by a person; line numbers are those
of the source.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import texts
from test_cases import value_at

from annuaire.reading.record import to_dict

if TYPE_CHECKING:
    from annuaire.lecture import Lecture
    from annuaire.records import Action, Partenariat

TRAPS: dict[str, dict[str, dict[str, Any]]] = json.loads(
    Path(__file__).with_name("traps.json").read_text(encoding="utf-8")
)


def reading() -> Lecture:
    """The whole source, parsed once."""
    return texts.reading("chine")


def fiche(slug: str) -> Partenariat:
    (found,) = (record for record in reading().partenariats if record.slug == slug)
    return found


def all_actions() -> list[Action]:
    return [action for record in reading().partenariats for action in record.actions]


def every_text() -> list[str]:
    """Every text of every record, actors and sectors included."""
    return [
        text
        for record in reading().partenariats
        for text in (
            *(item.texte for kind in NARRATIVE for item in getattr(record, kind)),
            *(each.texte for action in record.actions for each in (action, *action.sous_actions)),
            *(actor.libelle for actor in record.acteurs),
            *(sector.libelle for sector in record.secteurs),
            *(str(person.nom) + str(person.fonction) for person in record.contacts),
        )
    ]


NARRATIVE = ("caracteristiques", "origine", "objectifs", "bilan", "perspectives", "autres")


@cache
def shown(slug: str) -> dict[str, Any]:
    """A record as `annuaire export json` gives it."""
    return to_dict(fiche(slug))


@pytest.mark.parametrize(
    ("promise", "slug"), [(promise, slug) for promise, told in TRAPS.items() for slug in told]
)
def test_a_record_is_read_as_promised(promise: str, slug: str) -> None:
    """Every value that a person read in it."""
    expected = TRAPS[promise][slug]

    assert expected == {path: value_at(shown(slug), path) for path in expected}


def test_no_record_goes_untold() -> None:
    """In the order of the source."""
    (beginnings,) = (
        told for promise, told in TRAPS.items() if promise.startswith("The short title")
    )

    assert list(beginnings) == [record.slug for record in reading().partenariats]


def test_counts() -> None:
    """Nothing is counted twice and nothing is missing."""
    records = reading().partenariats
    partners = [partner for record in records for partner in record.partenaires]
    expected = {
        "records": 33,
        "partners": 36,
        "wordings": 35,
        "places": 34,
        "contacts": 70,
        "sector labels": 168,
        "actions": 157,
        "sub-actions": 27,
        "actors": 199,
        "publications": 56,
        "heads": 41,
        "lines": 2803,
    }
    actual = {
        "records": len(records),
        "partners": len(partners),
        "wordings": len({(partner.libelle, partner.rattachement) for partner in partners}),
        "places": len({partner.lieu.slug for partner in partners}),
        "contacts": sum(len(record.contacts) for record in records),
        "sector labels": sum(len(record.secteurs) for record in records),
        "actions": len(all_actions()),
        "sub-actions": sum(len(action.sous_actions) for action in all_actions()),
        "actors": sum(len(record.acteurs) for record in records),
        "publications": len(reading().publications),
        "heads": sum(len(record.dirigeants) for record in records),
        "lines": len(reading().lignes),
    }

    assert expected == actual


ANOMALIES: dict[str, list[tuple[int, str | None, str | None]]] = {
    "graphie_differente": [
        (1562, "La Roche sur Yon - Zibo (Shandong)", "La-Roche-sur-Yon - Zibo (Shandong)")
    ],
    "liste_sans_fiche": [],
    "titre_hors_liste": [],
    "reference_contredite": [(794, "Municipalité de Shanghai", "Pékin")],
    "telephone_abrege": [(1799, "04 91 14 64 53 / 57", "04 91 14 64 57")],
    "telephone_invalide": [
        (281, "003 87 33 60 00", "+33387336000"),
        (2333, "04 48 67 13", "+33477486713"),
    ],
    "courriel_corrige": [
        (112, "s.couratin@region–bretagne.fr", "s.couratin@region-bretagne.fr"),
        (424, "s. pothier@cr-poitou-charentes.fr", "s.pothier@cr-poitou-charentes.fr"),
    ],
    "courriel_invalide": [],
    "code_postal_espace": [(2039, "06 364", "06364"), (2331, "42 007", "42007")],
    "population_ecart": [(2051, "400 000 habitants", None)],
    "section_inconnue": [],
    "secteur_inconnu": [(1241, "Encore à définir avec les partenaires.", None)],
    "double_nom": [
        (669, "M. Nicolas Sarkozy Patrick Devedjian", None),
        (799, "M. Gérard Burel Alain Lambert", None),
        (893, "M. Alain Fouche Claude Bertaud", None),
        (1958, "M. Jean-Pierre Brard Mme Dominique Voynet", None),
        (2036, "M. Jacques Peyrat Christian Estrosi", None),
        (2244, "M. Edmond Hervé Daniel Delaveau", None),
        (2329, "M. Michel Thiolliere Maurice Vincent", None),
        (2394, "M. Jean-Luc Moudenc Pierre Cohen", None),
    ],
}


@pytest.mark.parametrize("code", ANOMALIES)
def test_what_is_odd_is_told_with_what_stands_for_it_and_nothing_else_is(code: str) -> None:
    """The line, what it prints, what is meant."""
    assert ANOMALIES[code] == [
        (note.ligne, note.valeur_source, note.valeur_corrigee)
        for note in reading().anomalies
        if note.code == code
    ]


def test_the_bullet_lost_at_a_page_top_is_told() -> None:
    """Line 328 begins with a space."""
    assert [note.ligne for note in reading().anomalies if note.code == "puce_perdue"] == [328]


@pytest.mark.parametrize(
    ("slug", "lines"),
    [
        ("alsace", {46, 48}),
        ("poitou-charentes", {409, 411}),
        ("provence-alpes-cote-d-azur", {489, 490}),
        ("orne", {794, 796}),
        ("dunkerque-grand-littoral", {1128, 1130}),
        ("issy-les-moulineaux", {1457, 1459}),
        ("grenoble", {1368}),  # after page number 35, no indent
    ],
)
def test_the_lines_of_a_heading_that_wraps_are_its_own(slug: str, lines: set[int]) -> None:
    """Over an empty line; and after a page number, not indented."""
    number = fiche(slug).numero

    assert lines == {
        line.numero for line in reading().lignes if line.role == "titre" and line.fiche == number
    }


def test_only_three_headings_name_two_partners() -> None:
    """The other thirty name one."""
    counts = [len(record.partenaires) for record in reading().partenariats]

    assert (counts.count(1), counts.count(2)) == (30, 3)


def test_hyphens_and_dashes_separate_alike() -> None:
    """Both sorts of separator are printed, and both are read."""
    marks = {
        mark
        for record in reading().partenariats
        for mark in (" - ", " – ")
        if mark in str(record.titre)
    }

    assert {" - ", " – "} == marks
    assert all(record.partenaires for record in reading().partenariats)


def test_the_country_is_read_in_an_adjective() -> None:
    """`franco-chinois` in the title of the list names the country."""
    directory = reading().repertoire

    assert directory.titre == "Liste des partenariats franco-chinois"
    assert (directory.pays, directory.pays_code, directory.slug) == ("Chine", "CN", "chine")


def test_eight_bodies_and_one_note_and_no_more() -> None:
    """61 contacts are persons."""
    natures = [each.nature for record in reading().partenariats for each in record.contacts]

    assert tuple(natures.count(n) for n in ("personne", "organisme", "note")) == (61, 8, 1)


def test_two_sorts_of_blank_line() -> None:
    """261 are empty, 535 hold white space: both are kept as they are."""
    blanks = [line for line in reading().lignes if line.role == "blanc"]

    assert sum(line.texte == "" for line in blanks) == 261
    assert sum(line.texte != "" for line in blanks) == 535


def test_page_numbers_are_out() -> None:
    """30, 35, 36 and 38, and nothing else, are pages."""
    pages = [(line.numero, line.texte) for line in reading().lignes if line.role == "pagination"]

    assert pages == [(1186, " 30 "), (1365, " 35 "), (1428, " 36 "), (1513, " 38 ")]
    assert reading().lignes[1277].role == "texte"  # « 1998 »


@pytest.mark.parametrize(("reference", "year"), [("R004", 2006), ("R007", 2008), ("REF01", 2008)])
def test_years_alone_in_the_catalogue_are_years(reference: str, year: int) -> None:
    """`2006`, `2008`, `2008` alone on their lines date the books above."""
    (book,) = (each for each in reading().publications if each.reference == reference)

    assert year == book.annee


def test_no_bullet_is_left_in_a_text() -> None:
    """U+F0D8 opens items and stands in no value."""
    assert sum("\uf0d8" in line.texte for line in reading().lignes) > 400
    assert [text for text in every_text() if "\uf0d8" in text] == []


@pytest.mark.parametrize(
    ("slug", "section", "label"),
    [
        ("alsace", "origine", "Origine du partenariat"),
        ("le-havre", "origine", "Origine du jumelage"),
        ("bretagne", "origine", "Origine du jumelage/partenariat"),
        ("vienne", "bilan", "Appréciation / bilan de la coopération"),
        ("bretagne", "bilan", "Appréciation/bilan de la coopération"),
        (
            "issy-les-moulineaux",
            "caracteristiques",
            "Caractéristiques de la collectivité française",
        ),
        ("nice", "caracteristiques", "Caractéristiques"),
    ],
)
def test_labels_that_vary(slug: str, section: str, label: str) -> None:
    """One section under several wordings; each record keeps the printed one."""
    assert label == getattr(fiche(slug), section)[0].intitule


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("provence-alpes-cote-d-azur", "soutien aux PME-PMI."),  # over an empty line
        ("brest", "par leur savoir-faire."),
        ("rhone-alpes", "années croisées France-Chine, 6 projets"),
        ("dunkerque-grand-littoral", "2003-2004 : participation à un projet culturel"),
        ("grenoble", "les notions françaises et chinoises d’ espace vert"),
        ("paris", "– voirie, affaires scolaires"),
        ("provins", "l’ancien maire de Provins – et Ministre – Alain Peyrefitte"),
    ],
)
def test_hyphens_and_apostrophes_at_a_line_end(slug: str, words: str) -> None:
    """A hyphen joins its word, even over an empty line; all else is joined by one space."""
    record = fiche(slug)
    texts = [
        *(item.texte for kind in NARRATIVE for item in getattr(record, kind)),
        *(action.texte for action in record.actions),
    ]

    assert sum(words in text for text in texts) == 1


def test_white_space_is_folded_everywhere() -> None:
    """No text holds a line end, two spaces or a space at its ends."""
    odd = [text for text in every_text() if " ".join(text.split()) != text]

    assert odd == []


def test_typography_stays_as_printed() -> None:
    """A space before a comma, « Ce pendant », misprints: kept."""
    texts = " ".join(every_text())

    for printed in ("Ce pendant, certaines", "français et chinois , par exemple", "Unversité du",
                    "institutions cuturelles", "(Association Française de l’Action Artistique)dans"):  # fmt: skip
        assert printed in texts


def test_unbalanced_quotes_and_parentheses_are_kept() -> None:
    """« Evénement « culturel « Septembre… », « …de Hangzhou). », « …culturels français). »."""
    texts = every_text()

    for printed in (
        "Evénement « culturel « Septembre de la Photo » mettant à l’honneur",
        "représentation de l’Ecole du Cirque de Hangzhou).",
        "6 projets d’opérateurs culturels français).",
        "que la Ville de Nice célèbrera l’ « Année de la Chine » de septembre 2001",
    ):
        assert sum(printed in text for text in texts) == 1


def test_the_order_form_holds_no_contact() -> None:
    """`Nom :` and `Tél. :` of the order form are annex lines, and nothing else."""
    form = [line for line in reading().lignes if line.numero >= 2772 and line.texte.strip()]
    contacts = [each for record in reading().partenariats for each in record.contacts]

    assert {"annexe"} == {line.role for line in form}
    assert {None} == {line.fiche for line in form}
    assert [each for each in contacts if each.ligne_fin > 2462] == []


@pytest.mark.parametrize(
    ("reference", "title", "year", "price", "mention", "lines"),
    [
        ("DPCH", "Dossier pays Chine", 2004, 25,
         "épuisé - nouvelle édition à paraître en 2009", (2620, 2620)),
        ("DPVN", "Dossier pays Vietnam", 2005, 40, None, (2657, 2657)),
        ("RPEU-a", "Répertoire des partenariats franco-américains (en anglais)", None, 15, None,
         (2691, 2691)),
        ("R004", "L’impact local de la coopération décentralisée sur les territoires", 2006, 15,
         None, (2718, 2721)),
        ("REF01", "Les instruments juridiques de la coopération décentralisée", 2008, 25,
         "deuxième édition refondue à paraîte en décembre 2008 !", (2731, 2734)),
        ("HCDD", ("Coopération décentralisée pour le développement durable, Guides "
         "méthodologiques, en partenariat avec l’AFCCRE et l’Association 4D"), 2005, 15, None,
         (2740, 2743)),
        ("HCPCD", ("L’évaluation des partenariats de coopération décentralisée. Document de "
         "réflexion et d’appui méthodologique : enjeux d’une évaluation dans le cadre d’une coop. "
         "déc., principales étapes, méthodes..."), None, 10, None, (2745, 2750)),
        ("HCCDDA", ("Coopération décentralisée au développement local urbain en Afrique . Pratiques "
         "en débat et expériences - 2 volumes"), 2000, 10, None, (2752, 2755)),
        ("DVPA + DPPA", "Dossier pays Palestine + DVD Voter en Palestine", 2008, 35,
         "PROMOTION !", (2761, 2769)),
        ("DVPA", "Voter en Palestine", 2007, 21, None, (2771, 2771)),
    ],
)  # fmt: skip
def test_catalogue_lines(  # noqa: PLR0913, PLR0917 - a line of the catalogue
    reference: str,
    title: str,
    year: int | None,
    price: int,
    mention: str | None,
    lines: tuple[int, int],
) -> None:
    """Prices of the line or of the collection, years, mentions, entries printed over lines."""
    (book,) = (each for each in reading().publications if each.reference == reference)

    assert (title, year, price, mention) == (
        book.titre,
        book.annee,
        book.prix_euros,
        book.mention,
    )
    assert lines == (book.ligne_debut, book.ligne_fin)


def test_the_foreword_has_two_paragraphs_without_its_label() -> None:
    """« Avertissement : » is a label."""
    first, second = str(reading().repertoire.avertissement).split("\n")

    assert first.startswith("Cet annuaire a été établi à partir des réponses")
    assert first.endswith("d’une centaine de collectivités locales françaises.")
    assert second.startswith("Ces collectivités locales ont été identifiées")


def test_the_real_text_has_no_error() -> None:
    """`--strict` accepts it."""
    assert [note for note in reading().anomalies if note.gravite == "erreur"] == []
