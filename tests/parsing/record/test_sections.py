"""Sections: labels known and unknown, repeated, without colon; every line owned once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import HEAD, sections

import annuaire
from annuaire.parsing.notes import Notes
from annuaire.parsing.record.pieces import Sections, note_variants

LONG = "Un texte assez long pour que la ligne soit pleine et que la suite ne tienne plus"


def kinds(printed: str) -> list[tuple[str, str | None]]:
    """Kind and printed name of the sections below the leader's."""
    return [(part.kind, part.name) for part in sections(HEAD + printed).parts[2:]]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Perspectives : \nSuite. \n", [("perspectives", "Perspectives")]),
        ("Perspectives : Suite. \n", [("perspectives", "Perspectives")]),
        ("\n \n Perspectives : \n \nSuite. \n", [("perspectives", "Perspectives")]),
        (" \nPerspectives \n \nSuite. \n", [("perspectives", "Perspectives")]),
        ("Contact : \nM. X Y \n \nPopulation : 12 000 \n",
         [("contacts", "Contact"), ("populations", "Population")]),
        ("Origine : \n1998 \n \nPerspectives : \nSuite. \n \nOrigine : \nencore. \n",
         [("origine", "Origine"), ("perspectives", "Perspectives")]),
        # unknown labels: short, set apart by a true break, a capital, a colon
        ("Origine : \n1998 \n \nFinancement : \nPublic. \n",
         [("origine", "Origine"), ("autre", "Financement")]),
        ("Origine : \n1998 \n \nFinancement : \na \n \nMoyens : \nb \n",
         [("origine", "Origine"), ("autre", "Financement"), ("autre", "Moyens")]),
        ("Origine : \n1998 \n \nChine : \nPublic. \n", [("origine", "Origine"), ("autre", "Chine")]),
        ("Acteurs impliqués : \na \n \nChine : \nb \n", [("acteurs", "Acteurs impliqués")]),
        (f"Origine : \n1998 \n \nF{'i' * 57} : \nx \n", [("origine", "Origine"), ("autre", f"F{'i' * 57}")]),
        (f"Origine : \n1998 \n \nF{'i' * 58} : \nx \n", [("origine", "Origine")]),
        ("Origine : \n1998 \n \nUn deux trois quatre cinq six sept : \nx \n",
         [("origine", "Origine"), ("autre", "Un deux trois quatre cinq six sept")]),
        # known labels in other words
        ("Bilan et suites : \nx \n", [("bilan", "Bilan et suites")]),
        ("Evaluation (de la coopération) : \nx \n", [("bilan", "Evaluation (de la coopération)")]),
        ("Bilan : \nx. \n \nBilan et suites : \ny \n",
         [("bilan", "Bilan"), ("autre", "Bilan et suites")]),
        ("Bilan et perspectives : \nx \n", [("autre", "Bilan et perspectives")]),
        ("Bilan : \nx. \n \nProjets : \ny \n", [("bilan", "Bilan"), ("perspectives", "Projets")]),
        ("Bilan : \nx. \nProjets : \ny \n", [("bilan", "Bilan")]),
        ("Population : 12 000 \nPopulation de la collectivité chinoise : 50 000 \n",
         [("populations", "Population"), ("autre", "Population de la collectivité chinoise")]),
        ("Population de la ville : 12 000 \nPopulation de l’agglomération : 50 000 \n",
         [("populations", "Population de la ville")]),
        ("Population de l’agglomération : 50 000 \n",
         [("populations", "Population de l’agglomération")]),
        ("Population : 12 000 \nCommunauté de l’agglomération : \n50 000 habitants \n",
         [("populations", "Population")]),
        ("Population : 12 000 \n \nBudget de l’agglomération : \nUn effort. \n",
         [("populations", "Population"), ("autre", "Budget de l’agglomération")]),
        # a letter that is misprinted, with no break above too
        ("Objectifs : \n- un lien \n \nPerpectives : x \n", [("objectifs", "Objectifs"), ("perspectives", "Perpectives")]),
        ("Bilan : \nun lien. \n \nObservations du poste \n \nx \n", [("bilan", "Bilan"), ("autre", "Observations du poste")]),
        ("Origine : \nun lien \nPerpectives : \nx \n", [("origine", "Origine"), ("perspectives", "Perpectives")]),
        ("Origine : \nUn. \nObjectifs poursuvis : x \n",
         [("origine", "Origine"), ("objectifs", "Objectifs poursuvis")]),
        ("Bilan : \nun lien \nPersepctives : \nx \nPerpectives : \ny \n",
         [("bilan", "Bilan"), ("perspectives", "Persepctives"), ("autre", "Perpectives")]),
        ("Bilan : \nun lien \nPrésidnet : \nx \n", [("bilan", "Bilan")]),
        # a label of a side of the actors
        ("Bilan : \n➢ x. \nActeurs en France : a \nActeurs en Chine : b \n", [("bilan", "Bilan"), ("acteurs", None)]),
        ("Bilan : \nx. \nLes acteurs mobilisés en Rhône-Alpes : a \n", [("bilan", "Bilan"), ("acteurs", None)]),
        ("Bilan : \nx. \n➢ Acteurs en France : a \n", [("bilan", "Bilan")]),
        ("Bilan : \nx. \nActeurs de France : a \n",
         [("bilan", "Bilan"), ("acteurs", "Acteurs de France")]),
        # partners, of the actors' sides or of nobody knows what
        ("Bilan : \nx. \n \nPartenaires techniques \n \nEn France : a ; b \n",
         [("bilan", "Bilan"), ("acteurs", "Partenaires techniques")]),
        ("Bilan : \nx. \n \nPartenaires techniques \n \nUn bureau. \n",
         [("bilan", "Bilan"), ("autre", "Partenaires techniques")]),
        # a misprinted label over dashes, in a bulleted section
        ("Secteurs : \n➢ Eau. \n \nPricipales réalisations : \n- Un puits. \n",
         [("secteurs", "Secteurs"), ("actions", "Pricipales réalisations")]),
        # before its value, below a list: a section of its own apart, else a point
        ("Bilan : \n- un. \n \nBudget annuel : 70 000 F \n", [("bilan", "Bilan"), ("autre", "Budget annuel")]),
        ("Bilan : \n- un. \nBudget annuel : 70 000 F \n", [("bilan", "Bilan")]),
        ("Bilan : \n- un. \n \n- Budget annuel : 70 000 F \n", [("bilan", "Bilan")]),
        ("Bilan : \n- un. \n \nProjets : trois \n", [("bilan", "Bilan")]),
        # again and again, whatever parts it; not below an action, nor with a mark
        (3 * "Bilan : \n- un. \nBudget : 3 F. \n", [("bilan", "Bilan"), ("autre", "Budget")]),
        (2 * "Bilan : \n- un. \nBudget : 3 F. \n", [("bilan", "Bilan")]),
        (3 * "Bilan : \n- un. \n- Budget : 3 F. \n", [("bilan", "Bilan")]),
        (3 * "Actions réalisées : \n- une. \nBudget : 3 F. \n", [("actions", "Actions réalisées")]),
        # contacts of a side, with no blank above
        ("Bilan : \n- x \nContacts en France : \nM. X Y \n",
         [("bilan", "Bilan"), ("contacts", "Contacts en France")]),
        ("Bilan : \n- x \nContacts avec la presse locale : \nM. X Y \n", [("bilan", "Bilan")]),
        # actors of a side, each under its own label
        ("Bilan : \n- x. \nActeurs chinois : a \n", [("bilan", "Bilan"), ("acteurs", None)]),
        # among actors, a section of its own
        ("Acteurs : \nEn France : Ville \nBudget : 12 euros \n", [("acteurs", "Acteurs"), ("autre", "Budget")]),
        ("Acteurs : \nEn France : Ville \n- Budget : 12 euros \n", [("acteurs", "Acteurs")]),
        # the date of a record
        ("Bilan : \n- x. \nFiche mise à jour en mai 2008 / Source : Ville \n",
         [("bilan", "Bilan"), ("autre", "Fiche mise à jour")]),
        ("Bilan : \nx. \nFiche remplie le \n12/05/2008 \n", [("bilan", "Bilan"), ("autre", "Fiche remplie le")]),
        ("Bilan : \nx. \nFiche remplie par la Ville \n", [("bilan", "Bilan")]),
        ("Bilan : \n- Fiche mise à jour en mai 2008 \n", [("bilan", "Bilan")]),
        # contacts without their label: below a phone and a true break
        ("Tél. : 04 72 10 30 30 \n \nMme Anne Rey \n", [("contacts", None)]),
        ("Tél. : 04 72 10 30 30 \nMme Anne Rey \n", []),
        ("Tél. : 04 72 10 30 30 \n \n04 72 10 30 31 \n", []),
        ("Tél. : 04 72 10 30 30 \n \nMme Anne Rey \nContacts : \nM. X Y \n", [("contacts", "Contacts")]),
        # numbers that open the items of a list, the first too, and an item over its text
        ("Bilan : \n1. Un puits. \n2. Une école. \n", [("bilan", "Bilan")]),
        ("Bilan : \n1. Un puits. \n \n2. Culture : \nUn stage. \n", [("bilan", "Bilan")]),
        # what is no label
        ("Origine : \nUn accord signé avec les\n\nContacts \n\nde la ville. \n", [("origine", "Origine")]),
        ("Origine : \nUne action aux fortes\n\nPerspectives. \n", [("origine", "Origine")]),
        ("Actions réalisées : \n- une \n \nEn France : \n- deux \n", [("actions", "Actions réalisées")]),
        # without colon, below a sentence or a true break
        ("Origine : \nUn accord. \n\nPerspectives \n\nSuite. \n",
         [("origine", "Origine"), ("perspectives", "Perspectives")]),
        # in any place where a text was ended, while it is to come
        ("Origine : \nUn accord. \nPerspectives \nSuite. \n",
         [("origine", "Origine"), ("perspectives", "Perspectives")]),
        ("Origine : \nUn accord. \nEvaluation \n➢ Bon. \n", [("origine", "Origine"), ("bilan", "Evaluation")]),
        ("Secteurs : \nSport \nEvaluation \nFormation \n", [("secteurs", "Secteurs")]),
        ("Origine : \nUn accord. \nPerpectives \nSuite. \n",
         [("origine", "Origine"), ("perspectives", "Perpectives")]),
        ("Origine : \nUn accord. \nPerspectives \nde suite. \n", [("origine", "Origine")]),
        ("Origine : \nUn accord. \n➢ Perspectives \nSuite. \n", [("origine", "Origine")]),
        ("Origine : \nUn accord. \nOrigine \nSuite. \n", [("origine", "Origine")]),
        ("Origine : \nUn accord. \nMaire \nSuite. \n", [("origine", "Origine")]),
        (f"Origine : \n{LONG} \nPerspectives \nSuite. \n", [("origine", "Origine")]),
        ("Actions réalisées : \n➢ Domaine culturel : \n", [("actions", "Actions réalisées")]),
        ("Origine : \nUne phrase \nSuite ici : \nla fin. \n", [("origine", "Origine")]),
        ("Origine : \n1998 \n\nMatériel : \nPublic. \n", [("origine", "Origine")]),
        ("Origine : \n1998 \n\nMoyens : \nPublic. \n",
         [("origine", "Origine"), ("autre", "Moyens")]),
        ("Origine : \n1998 \n\nFinancement : \nPublic. \n",
         [("origine", "Origine"), ("autre", "Financement")]),
        ("Origine : \n1998 \n \nfinancement : \nPublic. \n", [("origine", "Origine")]),
        ("Origine : \n1998 \n \nUn deux trois quatre cinq six sept huit : \nx \n",
         [("origine", "Origine")]),
        ("Contacts : \nComité \nPrésident : \nM. X Y \n", [("contacts", "Contacts")]),
        ("Acteurs impliqués : \n \nEn Chine : \na ; b \n", [("acteurs", "Acteurs impliqués")]),
        ("Actions réalisées : \n➢ Une. \n \nDomaine économique : \n- deux \n",
         [("actions", "Actions réalisées")]),
    ],
)  # fmt: skip
def test_sections(printed: str, found: list[tuple[str, str | None]]) -> None:
    """One per label; one that comes again continues the first."""
    assert kinds(printed.replace("➢", "\uf0d8")) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Evaluation :", "Evaluation :", "Evaluation :"], [3, 3, 3]),
        (["Evaluation :", "Evaluation : bonne", "Evaluation :"], [3, 3, 3]),
        (["Evaluation :", "Evaluation :", "Résultats :"], [2, 2, 2]),
        (["Matériel :", "Matériel :", "Matériel :"], [2, 2, 2]),
        (["Résultats :", "Résultat :", "Résultats :"], [3, 2, 3]),
    ],
)
def test_a_label_that_the_text_prints_again_and_again(lines: list[str], found: list[int]) -> None:
    """Known words that open a section where they stand apart: three times, they do anywhere."""
    text = "".join(f"{HEAD}Origine : \nun lien \n{line} \nsuite. \n" for line in lines)
    read = annuaire.parse(text).partenariats

    assert [2 + bool(each.bilan) for each in read] == found


def test_the_label_of_each_line() -> None:
    """As printed, with its colon; the content is what follows."""
    found = sections(HEAD + "Population :  12 000 \nPerspectives : \nSuite. \n")

    assert list(found.printed_labels.values()) == ["Maire :", "Population :", "Perspectives :"]
    population = found.get("populations")
    assert population is not None
    assert [piece.text for piece in population.pieces] == ["12 000"]


def test_what_stands_between_lines() -> None:
    """A true break, any blank, a page: each piece knows what is above it."""
    found = sections(HEAD + "Perspectives : \nun \n\ndeux \n \ntrois \n\n 30 \n\nquatre \n cinq \n")
    part = found.get("perspectives")

    assert part is not None
    assert [(p.text, p.broken, p.spaced, p.paged) for p in part.pieces] == [
        ("un", False, False, False),
        ("deux", False, True, False),
        ("trois", True, True, False),
        ("quatre", False, True, True),
        ("cinq", False, False, True),
    ]


def test_a_repeated_section_is_reported_and_goes_on() -> None:
    """Its first item begins anew."""
    text = HEAD + "Origine : \nUn début \n \nBilan : \nx. \n \nOrigine : \nautre chose. \n"
    reading = annuaire.parse(text)
    (record,) = reading.partenariats

    assert [item.texte for item in record.origine] == ["Un début", "autre chose."]
    assert [note.ligne for note in reading.anomalies if note.code == "section_repetee"] == [12]


def test_an_unknown_section_is_kept_under_its_own_label() -> None:
    """With its printed name, and reported."""
    reading = annuaire.parse(HEAD + "Origine : \n1998 \n \nFinancement : \nPublic. \n")
    (record,) = reading.partenariats

    assert [(item.intitule, item.texte) for item in record.autres] == [("Financement", "Public.")]
    assert [
        note.valeur_source for note in reading.anomalies if note.code == "section_inconnue"
    ] == ["Financement :"]


def test_a_variant_is_reported() -> None:
    """With its words and the section it opens; a known label is not."""
    found = sections(HEAD + "Origine : \n1998 \n \nBilan et suites : \nx. \n")
    notes = Notes()
    note_variants(found, notes)

    assert [(note.code, note.ligne, note.valeur_source, note.valeur_corrigee) for note in notes.sorted()] == [
        ("libelle_variante", 9, "Bilan et suites :", "bilan")
    ]  # fmt: skip


def test_heads_follow_each_other() -> None:
    """A second head in other words, over its person."""
    text = (
        " Lyon – Canton \n \nMaire : \nM. A B \nPrésident du Grand Lyon : \nM. C D \n69001 LYON \n"
    )
    (record,) = annuaire.parse(text).partenariats

    assert [(head.fonction, head.nom) for head in record.dirigeants] == [
        ("Maire", "A B"),
        ("Président du Grand Lyon", "C D"),
    ]


def test_empty_lines_are_breaks_where_no_line_holds_white_space() -> None:
    """Below a sentence or a short line; a wrapped line goes on over its noise."""
    text = (
        HEAD + "Origine : \n1998. \n \nFinancement : \nVille. \n \n"
        "Bilan : \nUne coopération que rien n’est venu troubler depuis la signature de la convention de \n \n"
        "Canton. \n"
    ).replace(" \n", "\n")
    (record,) = annuaire.parse(text).partenariats

    assert [(item.intitule, item.texte) for item in record.autres] == [("Financement", "Ville.")]
    assert len(record.bilan) == 1


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Perspectives : \n", "section_vide"),
        (" \nPerspectives \n \nSuite. \n", "libelle_sans_deux_points"),
    ],
)
def test_anomalies_of_sections(printed: str, code: str) -> None:
    """Empty, without a colon."""
    assert code in {note.code for note in annuaire.parse(HEAD + printed).anomalies}


@given(
    st.lists(st.sampled_from([
        "Perspectives : ", "Origine : 1998", "Inconnue : ", "Maire : ", "Contacts :", "texte", "Texte. ",
        "\uf0d8 point", "- tiret", "", " ", " 30 ", "Tél. : 04 72 10 30 30", "En Chine : a ; b", "Bilan",
    ]), max_size=25)
)  # fmt: skip
def test_every_line_is_owned_once(printed: list[str]) -> None:
    """A printed line below the heading is a label, a piece of one section, or both."""
    text = HEAD + "\n".join(printed) + "\n"
    lecture = annuaire.parse(text)
    if len(lecture.partenariats) == 1:
        found = sections(text)
        pieces = [piece.number for part in found.parts for piece in part.pieces]
        owned = {*pieces, *found.printed_labels}

        assert len(pieces) == len(set(pieces))
        assert owned == {
            line.numero
            for line in lecture.lignes
            if line.role not in {"blanc", "pagination", "titre"}
        }


def printed(found: Sections, kind: str) -> list[str]:
    """The texts of the section of that kind."""
    return [piece.text for part in found.all(kind) for piece in part.pieces]


def test_a_phrase_is_no_label() -> None:
    """« Dans le domaine du tourisme : » parts its section, and opens none."""
    found = sections(
        HEAD + "Perspectives : \nOui. \n \nDans le domaine du tourisme : \nNon. \n \n"
        "Financement : \nRégion. \n"
    )

    assert [part.kind for part in found.parts if part.pieces][-2:] == ["perspectives", "autre"]
    assert printed(found, "perspectives") == [
        "Oui.", "Dans le domaine du tourisme :", "Non.",
    ]  # fmt: skip


def test_a_subtitle_right_below_its_label_is_content() -> None:
    """« Objectifs généraux : échanges » under « Objectifs de la coopération : » keeps its words."""
    found = sections(HEAD + "Objectifs de la coopération : \nObjectifs : échanges d’expérience. \n")

    assert printed(found, "objectifs") == ["Objectifs : échanges d’expérience."]


@pytest.mark.parametrize(
    ("label", "content"),
    [
        ("Population", "5 000"),
        ("Population de l’agglomération", "Population de l’agglomération : 5 000"),
    ],
)
def test_a_second_population_keeps_the_words_that_say_whose(label: str, content: str) -> None:
    """They are those of another figure, not of another section."""
    found = sections(f"{HEAD}Population : 2 000 \n{label} : 5 000 \n")

    assert printed(found, "populations") == ["2 000", content]


@pytest.mark.parametrize("below", ["- Musées. ", "\uf0d8 Musées. ", "Musées. "])
def test_a_field_of_work_over_marks_is_no_label(below: str) -> None:
    """« Culture : » among actions; over a text it opens a section of its own."""
    text = f"Actions réalisées : \n\uf0d8 Une. \n \nCulture : \n{below}\n"

    assert [kind for kind, _ in kinds(text)] == ["actions"] + ["autre"] * (below == "Musées. ")


@pytest.mark.parametrize("above", ["Objectifs : \n", "Objectifs de la coopération : \nUn. \n"])
def test_a_label_that_comes_again_is_no_subtitle(above: str) -> None:
    """In its own words, or below content: it is a label as the first one."""
    found = sections(f"{HEAD}{above}Objectifs : échanges. \n")

    assert printed(found, "objectifs")[-1] == "échanges."


def test_one_more_contact_is_no_repeated_section() -> None:
    """« Contact : Mme Roux » among contacts."""
    found = sections(HEAD + "Contacts : \nM. Petit \n \nContact : Mme Roux \n")

    assert printed(found, "contacts") == ["M. Petit", "Mme Roux"]
    assert not [line for part in found.parts for line in part.repeats]


def test_a_known_section_needs_no_blank() -> None:
    """« Financement : » below the last actor, or an item; another label does."""
    text = HEAD + "Acteurs impliqués : \nEn France : a ; b \nFinancement : \nVille. \n"
    (record,) = annuaire.parse(text).partenariats

    assert [(each.intitule, each.texte) for each in record.autres] == [("Financement", "Ville.")]
    assert [each.libelle for each in record.acteurs] == ["a", "b"]


def test_a_label_below_the_full_stop_of_actors() -> None:
    """Which ends their list: « a ; b. »; not below one that goes on."""
    ended = HEAD + "Acteurs impliqués : \nEn France : a ; b. \nCoût total : \nPeu. \n"
    open_ = ended.replace("b.", "b")
    longer = ended.replace("b.", "b. \nEn Chine : c")

    assert [each.intitule for each in annuaire.parse(ended).partenariats[0].autres] == [
        "Coût total"
    ]
    assert not annuaire.parse(open_).partenariats[0].autres
    assert not annuaire.parse(longer).partenariats[0].autres
