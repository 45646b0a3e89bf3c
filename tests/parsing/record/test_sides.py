"""Sides: whose a card is, in one column or two, and what a label among contacts and figures opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from morceaux import HEAD, sections

from annuaire import parse

if TYPE_CHECKING:
    from annuaire.records import Partenariat


def read(text: str) -> Partenariat:
    """The one record of a text."""
    (record,) = parse(text).partenariats
    return record


def others(record: Partenariat) -> list[tuple[str | None, str]]:
    """The sections out of the model: label and text."""
    return [(each.intitule, each.texte) for each in record.autres]


def kinds(printed: str) -> list[tuple[str, str | None]]:
    """Kind and printed name of the sections below the leader's."""
    return [(part.kind, part.name) for part in sections(HEAD + printed).parts[2:]]


# --- two columns ----------------------------------------------------------------------------------

PAIR = """ Grenoble – Antofagasta
Collectivité française
Collectivité {partner}
Maire :
M. Gérard Collomb
Population :
450 000 habitants
{head}
Population :
10 000 habitants

Origine :
1988.
"""


@pytest.mark.parametrize("partner", ["chilienne", "étrangère", "partenaire", "chilienne :"])
@pytest.mark.parametrize(
    "head", ["Alcalde :\nM. Pablo Diaz", "Alcalde : M. Pablo Diaz", "Alcalde :\nM. Pablo Diaz\n"]
)
def test_two_columns_become_two_cards(partner: str, head: str) -> None:
    """Below both sides' heads the second person and figure are the partner's."""
    record = read(PAIR.format(partner=partner, head=head))

    assert record.titre == "Grenoble – Antofagasta"
    assert [each.nom for each in record.dirigeants] == ["Gérard Collomb"]
    assert [each.habitants for each in record.populations] == [450_000]
    assert [(each.nom, each.fonction) for each in record.contacts] == [("Pablo Diaz", "Alcalde")]
    assert others(record) == [("Population", "10 000 habitants")]
    assert [each.texte for each in record.origine] == ["1988."]


def test_the_heads_of_two_columns_are_labels() -> None:
    """None is of the heading, and neither is lost."""
    text = PAIR.format(partner="chilienne", head="Alcalde :\nM. Pablo Diaz")
    lines = parse(text).lignes

    assert [line.etiquette for line in lines if line.role == "libelle"][:2] == [
        "Collectivité française",
        "Collectivité chilienne",
    ]


def test_the_partners_side_alone_heads_no_column() -> None:
    """Right below the heading, without the other beside it: the head below is the partner's."""
    text = PAIR.replace("Collectivité française\n", "").format(partner="chilienne", head="")

    assert not parse(text).partenariats


def test_a_second_head_without_columns_is_the_authoritys() -> None:
    """In other words, over its person: it stays with the first."""
    text = PAIR.replace("Collectivité {partner}\n", "").format(head="Intendant :\nM. Pablo Diaz")

    assert not read(text).contacts


@pytest.mark.parametrize("head", ["Superficie : 24 km2", "Devise : Oser"])
def test_what_is_no_head_of_the_partner(head: str) -> None:
    """A label over no person: no contact is made of it."""
    record = read(PAIR.format(partner="chilienne", head=head))

    assert not record.contacts
    assert tuple(head.split(" : ")) in others(record)


@pytest.mark.parametrize("named", ["Interprète : M. Jean Roux", "Interprète :\nM. Jean Roux"])
def test_a_person_named_in_a_text_is_no_head_of_the_partner(named: str) -> None:
    """Two columns hold the cards alone: what the origin tells stays there."""
    head = "Alcalde :\nM. Pablo Diaz"
    record = read(PAIR.format(partner="chilienne", head=head) + named + "\n")

    assert [each.nom for each in record.contacts] == ["Pablo Diaz"]
    assert [each.texte for each in record.origine] == ["1988.", *named.split("\n")]


FULL_CARDS = """ Lyon – Canton (Guangdong)
Collectivité française
Maire :
M. Gérard Collomb
Population :
450 000 habitants

{partner}
Maire :
M. Li Wei
Population :
10 000 habitants

Origine :
1988.
"""


@pytest.mark.parametrize(
    "partner", ["Collectivité chinoise", "Collectivités chinoises :", "Partenaire chinois"]
)
def test_a_card_for_each_side(partner: str) -> None:
    """The partner's head is a contact, and its population no one's of the authority."""
    reading = parse(FULL_CARDS.format(partner=partner))
    (record,) = reading.partenariats

    assert record.titre == "Lyon – Canton (Guangdong)"
    assert [each.nom for each in record.dirigeants] == ["Gérard Collomb"]
    assert [each.habitants for each in record.populations] == [450000]
    assert [(each.nom, each.fonction) for each in record.contacts] == [("Li Wei", "Maire")]
    assert [(each.intitule, each.texte) for each in record.autres] == [
        ("Population", "10 000 habitants")
    ]
    assert [line.role for line in reading.lignes if line.texte.startswith(partner)] == ["libelle"]


def test_the_contacts_of_a_side_have_no_card() -> None:
    """« En Chine : » among contacts: the population below is the authority's."""
    text = (
        HEAD
        + "Contacts : \nMme A B \nEn Chine : \nM. Li Wei \n \nPopulation : 450 000 habitants \n"
    )
    (record,) = parse(text).partenariats

    assert [each.habitants for each in record.populations] == [450000]


def test_a_side_among_contacts_is_a_label() -> None:
    """With a colon and what follows, a body or a person, on its line too."""
    text = HEAD + "Contacts : \nMme A B \n \nCôté chinois : Bureau des affaires étrangères \n"
    reading = parse(text)

    assert [each.nom for each in reading.partenariats[0].contacts] == [
        "A B",
        "Bureau des affaires étrangères",
    ]
    assert [line.etiquette for line in reading.lignes][-1] == "Côté chinois :"


CARDS = """ Lyon – Canton (Guangdong)
{own}
Maire :
M. Gérard Collomb

{partner}
Maire :
M. Li Wei

Origine :
1988.
"""


@pytest.mark.parametrize(
    "own",
    ["Collectivité française", "A) Collectivité française", "La ville française : Lyon",
     "Région Lorraine – Département de la Meuse", "I. Identification"],
)  # fmt: skip
@pytest.mark.parametrize(
    "partner",
    ["Collectivité chinoise", "B) Collectivité chinoise", "La ville étrangère",
     "Partenaire : Ville de Canton", "2. Partenaire : Ville de Canton", "Commune partenaire :"],
)  # fmt: skip
def test_the_words_of_a_side(own: str, partner: str) -> None:
    """With an article, a number, or their name behind them."""
    record = read(CARDS.format(own=own, partner=partner))

    assert record.titre == "Lyon – Canton (Guangdong)"
    assert [each.nom for each in record.dirigeants] == ["Gérard Collomb"]
    assert "Li Wei" in [each.nom for each in record.contacts]
    assert parse(CARDS.format(own=own, partner=partner)).lignes[1].etiquette == own


def test_the_partners_card_holds_its_own_population() -> None:
    """Below the name of its side, where the authority has a card: no figure is the authority's."""
    figure = "M. Li Wei\nPopulation :\n10 000 habitants"
    text = CARDS.replace("M. Li Wei", figure)
    record = read(text.format(own="Collectivité française", partner="Collectivité chinoise"))

    assert not record.populations
    assert others(record) == [("Population", "10 000 habitants")]


@pytest.mark.parametrize(("number", "own"), [("3. ", True), ("", False)])
def test_what_is_numbered_beside_the_partners_card_is_not_in_it(number: str, own: bool) -> None:
    """« 2. Partenaire » / « 3. Contacts » / « Population »: the authority’s again."""
    figure = f"M. Li Wei\n\n{number}Contacts :\nM. Roux\n\nPopulation :\n10 000 habitants"
    text = CARDS.replace("M. Li Wei", figure)
    record = read(text.format(own="1. Collectivité française", partner="2. Collectivité chinoise"))

    assert [each.habitants for each in record.populations] == [10_000] * own


def test_where_an_authority_lies_opens_no_card() -> None:
    """« Région Lorraine – Meuse » is a label; the population below the partner's name is told."""
    lines = parse(CARDS.format(own="Région Lorraine – Département de la Meuse", partner="")).lignes

    assert lines[1].role == "libelle"
    assert lines[1].etiquette == "Région Lorraine – Département de la Meuse"


# --- among contacts -------------------------------------------------------------------------------


def test_a_function_over_its_person_among_contacts() -> None:
    """« Chargée de mission Afrique : », set apart: she is a contact; over a text it is a section."""
    text = HEAD + "Contacts : \nMme A B \n \nChargée de mission Afrique : \n{} \n"
    person, other = read(text.format("Mme C D")), read(text.format("Un texte."))

    assert [(each.nom, each.fonction) for each in person.contacts] == [
        ("A B", None),
        ("C D", "Chargée de mission Afrique"),
    ]
    assert not person.autres
    assert others(other) == [("Chargée de mission Afrique", "Un texte.")]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Début", "origine"),
        ("Résultats", "bilan"),
        ("Remarques", "autre"),
        ("Le territoire", "caracteristiques"),
        ("Avenir", "perspectives"),
    ],
)
@pytest.mark.parametrize("above", ["Contacts : \nMme A B", "Population : 12 000"])
def test_a_known_label_before_its_value_among_values(above: str, label: str, kind: str) -> None:
    """Each line of contacts and figures ends where its value does; a text's line may go on."""
    printed = f"{above} \n{label} : depuis 2002 \nObjectifs : \nRien. \n"

    assert (kind, label) in kinds(printed)
    assert (kind, label) not in kinds(printed.replace(above, "Bilan et suites : \nUn accord avec"))


@pytest.mark.parametrize(
    "line", ["Standard : 2002", "\uf0d8 Remarques : 2002", "Remarques : M. C D", "- Début : 2002"]
)
def test_a_line_of_contacts_that_opens_nothing(line: str) -> None:
    """Words that nobody knows, a mark, a person behind them."""
    found = kinds(f"Contacts : \nMme A B \n{line} \nObjectifs : \nRien. \n")

    assert [kind for kind, _ in found] == ["contacts", "objectifs"]


# --- among figures --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Année de signature", "1999"),
        ("Année du réveil", "1999"),
        ("Superficie", "24 km2"),
        ("Superficie", "1 240 ha"),
        ("Gentilé", "Lyonnais"),
        ("Début du projet", "mars 2004."),
    ],
)
def test_a_value_that_counts_nobody(label: str, value: str) -> None:
    """Among figures it opens a section of its own: no year is an inhabitant."""
    record = read(f"{HEAD}Population : 12 000 \n{label} : {value} \nObjectifs : \nRien. \n")

    assert [each.habitants for each in record.populations] == [12_000]
    assert others(record) == [(label, value)]


@pytest.mark.parametrize("line", ["Dont hommes : 400", "Agglomération : 24 000", "Lyon : 1 800"])
def test_a_value_that_counts_somebody(line: str) -> None:
    """It stays among figures."""
    assert not read(f"{HEAD}Population : 12 000 \n{line} \nObjectifs : \nRien. \n").autres


# --- wordings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Bilan et suites : bonnes.", "bilan"),
        ("Financement : 3 000 euros", "autre"),
        ("Evaluation (de la coopération) : bonne", "bilan"),
    ],
)
@pytest.mark.parametrize(("above", "over"), [("1998.", True), ("Un accord avec la", False)])
def test_a_label_before_its_value_below_a_text(
    above: str, printed: str, kind: str, *, over: bool
) -> None:
    """Below a full stop; not below a line that goes on, nor in a list."""
    name = printed.partition(" :")[0]

    assert ((kind, name) in kinds(f"Origine : \n{above} \n{printed} \n")) is over
    assert (kind, name) not in kinds(f"Origine : \n\uf0d8 {above} \n{printed} \n")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Le territoire", "caracteristiques"),
        ("Les résultats", "bilan"),
        ("Nos orientations", "objectifs"),
        ("L’avenir", "perspectives"),
    ],
)
def test_the_article_of_a_label(printed: str, kind: str) -> None:
    """It is no other word."""
    assert (kind, printed) in kinds(f"Partenaires : \nUn. \n \n{printed} : \nx. \n")


@pytest.mark.parametrize(
    "signs",
    [["I. ", "II. ", "III. ", "IV. "], ["I – ", "II – ", "III – ", "IV – "], ["1/ ", "2/ ", "3/ ", "4/ "],
     ["1) ", "2) ", "3) ", "4) "], ["A - ", "B - ", "C - ", "D - "]],
)  # fmt: skip
@pytest.mark.parametrize("colon", [" :", ""])
def test_numbered_rubrics(signs: list[str], colon: str) -> None:
    """In letters, figures or Roman numerals: the words behind tell what they open."""
    labels = ["Identification", "Origine", "Objectifs", "Machins du lieu"]
    printed = [f"{sign}{label}{colon} " for sign, label in zip(signs, labels, strict=True)]
    text = (
        " Lyon – Canton \n \n{} \nMaire : \nM. X Y \n \n{} \n1998. \n \n{} \nRien. \n \n{} \nUn. \n"
    )
    record = read(text.format(*printed))

    assert record.titre == "Lyon – Canton"
    assert [each.nom for each in record.dirigeants] == ["X Y"]
    assert [each.texte for each in record.origine] == ["1998."]
    assert [each.texte for each in record.objectifs] == ["Rien."]
    assert [each.texte for each in record.autres] == ["Un."]
    first = parse(text.format(*printed)).lignes[2]
    assert (first.role, first.etiquette) == ("libelle", printed[0].strip())


def test_a_number_before_a_label_that_must_stand_apart() -> None:
    """It hides none of its words."""
    printed = "II – Résultats : \nBons. \n \n3/ Le territoire : \nUne vallée. \n"

    assert [kind for kind, _ in kinds(f"I – Origine : \n1998. \n \n{printed}")] == [
        "origine",
        "bilan",
        "caracteristiques",
    ]


@pytest.mark.parametrize(
    ("label", "opens"),
    [
        ("Calendrier des prochaines rencontres entre les deux conseils", True),
        ("Calendrier des prochaines rencontres entre les trois conseils", False),
    ],
)
def test_the_longest_label_that_its_number_tells(label: str, *, opens: bool) -> None:
    """Sixty characters; a text behind a number is longer."""
    printed = f"1. Origine : \n1998. \n2. {label} \nUn. \n"

    assert (("autre", f"2. {label}") in kinds(printed)) is opens
