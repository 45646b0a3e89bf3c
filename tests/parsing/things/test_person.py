"""Persons: one or two, civility, name and function."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.folding import words
from annuaire.parsing.things.person import (
    civility_end,
    has_civility,
    is_unmarked_person,
    is_written_over,
    joints,
    leaders,
    split_function,
    split_inverted,
    split_names,
    split_persons,
    strip_civility,
)
from annuaire.words import is_given


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("M. Nicolas Sarkozy Patrick Devedjian",
         [("M.", "Nicolas Sarkozy"), (None, "Patrick Devedjian")]),
        ("Mne Sylvie Labadie", [("Mne", "Sylvie Labadie")]),  # of a scan
        ("M. Jean-Pierre Brard Mme Dominique Voynet",
         [("M.", "Jean-Pierre Brard"), ("Mme", "Dominique Voynet")]),
        ("M. Michel Thiolliere  Maurice Vincent",
         [("M.", "Michel Thiolliere"), (None, "Maurice Vincent")]),
        ("M. Jean-Luc Moudenc Pierre Cohen", [("M.", "Jean-Luc Moudenc"), (None, "Pierre Cohen")]),
        ("Jean Dupont M. Paul Durand", [(None, "Jean Dupont"), ("M.", "Paul Durand")]),
        ("Dupont M. Paul Durand", [(None, "Dupont"), ("M.", "Paul Durand")]),
        ("M. Jean-Yves Le Drian", [("M.", "Jean-Yves Le Drian")]),
        ("Mme Maria do Rosário Tavares", [("Mme", "Maria do Rosário Tavares")]),
        ("Mme Christine de Veyrac", [("Mme", "Christine de Veyrac")]),
        ("M. J. F. Pascal", [("M.", "J. F. Pascal")]),
        ("M. Jacques Rocca Serra", [("M.", "Jacques Rocca Serra")]),
        ("Mme Thérèse François", [("Mme", "Thérèse François")]),
        ("M. Pierre Martin", [("M.", "Pierre Martin")]),
        ("M. Alain Robert Paul Durand", [("M.", "Alain Robert"), (None, "Paul Durand")]),
        ("M. Valéry Giscard d’Estaing", [("M.", "Valéry Giscard d’Estaing")]),
        ("Mlle Isabelle Ermessent", [("Mlle", "Isabelle Ermessent")]),
        ("M. Gérard Collomb", [("M.", "Gérard Collomb")]),
        ("Gérard Collomb", [(None, "Gérard Collomb")]),
        ("M. Collomb", [("M.", "Collomb")]),
        ("M. Charles de Gaulle Georges Pompidou",
         [("M.", "Charles de Gaulle"), (None, "Georges Pompidou")]),
        ("Collomb", [(None, "Collomb")]),
        ("", [(None, "")]),
        # a second given name that nobody knows
        ("M. Jean Germond Xolenn Le Roux", [("M.", "Jean Germond"), (None, "Xolenn Le Roux")]),
        ("M. Jean-Claude Van Cauwenberghe Xoubida Belhadj",
         [("M.", "Jean-Claude Van Cauwenberghe"), (None, "Xoubida Belhadj")]),
        ("M. Xontran de Sèze Odile de La Rochefoucauld",
         [("M.", "Xontran de Sèze"), (None, "Odile de La Rochefoucauld")]),
        ("M. Saïd Ould Ahmed Mélanie Boulanger",
         [("M.", "Saïd Ould Ahmed"), (None, "Mélanie Boulanger")]),
        ("M. Paul Durand / Mme Anne Roux", [("M.", "Paul Durand"), ("Mme", "Anne Roux")]),
        ("M. Louis Besson, Mme Bernadette Roux", [("M.", "Louis Besson"), ("Mme", "Bernadette Roux")]),
        ("Jean Germond Xolenn Le Roux", [(None, "Jean Germond"), (None, "Xolenn Le Roux")]),
        # one person, however long the name
        ("Xontran Germond Xolenn Le Roux", [(None, "Xontran Germond Xolenn Le Roux")]),
        ("M. José Manuel García Pérez", [("M.", "José Manuel García Pérez")]),
        ("M. Ernest-Antoine Seillière de Laborde", [("M.", "Ernest-Antoine Seillière de Laborde")]),
        ("M. Jean Marie Le Pape de la Motte", [("M.", "Jean Marie Le Pape de la Motte")]),
        ("Docteur Alain Saint Martin", [("Docteur", "Alain Saint Martin")]),
        ("M. le Sénateur Jean Dupont", [("M. le Sénateur", "Jean Dupont")]),
        # a civility alone is nobody
        ("M. Docteur Alain Roux", [("M.", "Docteur Alain Roux")]),
        ("Paul Durand M.", [(None, "Paul Durand M.")]),
        ("M. A. Mme B. Roux", [("M.", "A."), ("Mme", "B. Roux")]),
    ],
)  # fmt: skip
def test_names(text: str, persons: list[tuple[str | None, str]]) -> None:
    """A second civility or a known given name behind a whole name begins another person."""
    assert [(each.civility, each.name) for each in split_names(text)] == persons


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("M. Nicolas Sarkozy Patrick Devedjian", True),
        ("M. Paul Durand Mme Anne Roux – maires", True),
        ("M. Paul Durand, Mme Anne Roux", False),
        ("M. Paul Durand / Mme Anne Roux", False),
        ("M. A. Roux et Mme B. Petit", False),
        ("M. Paul Durand", False),
        ("", False),
    ],
)
def test_names_one_over_the_other(text: str, over: bool) -> None:
    """Two, and nothing between them: the first was struck out."""
    assert is_written_over(text) is over


@given(
    st.text()
    | st.lists(st.sampled_from(["M.", "Mme", "Jean", "Pierre", "de", "Le", "Martin", "D’Or"])).map(
        " ".join
    )
)
def test_names_lose_no_word(text: str) -> None:
    """Never raises, on any text."""
    found = [f"{each.civility or ''} {each.name}" for each in split_names(text)]

    assert words(text) == words(" ".join(found))


@pytest.mark.parametrize(("words_behind", "persons"), [("", 20), (" Anne", 1), (" / Anne", 1)])
def test_a_line_of_more_than_forty_words_is_no_list_of_names(
    words_behind: str, persons: int
) -> None:
    """It is read as one text, and none of its words is lost; a stroke is no word."""
    text = " ".join(["Jean Durand"] * 20) + words_behind
    found = split_names(text)

    assert len(found) == persons
    assert words(" ".join(each.name for each in found)) == words(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("M. Gérard", True),
        ("Mme Royal", True),
        ("Mlle Ermessent", True),
        ("Monsieur Collomb", True),
        ("Dr. Li", True),
        ("M Collomb", True),
        ("M.", False),
        ("M. le Maire", False),
        ("Mairie", False),
        ("Mmes", False),
        ("MEYLAN", False),
        ("", False),
        ("Ms Burke", True),
        ("Docteur Touraine", True),
        ("M. et Mme Durand", True),
        ("Mme d’Aubeterre", True),
        ("M. de La Tour", True),
        ("Mme la Conseillère Roux", True),
        ("M. le Maire-adjoint", False),
        ("M. du conseil", False),
        ("M. et Mme", False),
    ],
)
def test_civilities(text: str, person: bool) -> None:
    """A civility and a capital."""
    assert has_civility(text) is person
    assert (strip_civility(text)[0] is not None) is person


@pytest.mark.parametrize(
    ("token", "known"),
    [
        ("Jean", True), ("Jean-Pierre", True), ("Marie-Françoise", True), ("FRANÇOIS", True),
        ("jean", False), ("Jean-Xyzzy", False), ("Xyzzy", False), ("-", False), ("", False),
    ],
)  # fmt: skip
def test_given_names(token: str, known: bool) -> None:
    """Composed ones by their parts, with a capital."""
    assert is_given(token) is known


@pytest.mark.parametrize(
    ("text", "name", "function"),
    [
        (
            "Pierre Meyer – Directeur de la Coopération",
            "Pierre Meyer",
            "Directeur de la Coopération",
        ),
        ("Sylvie Couratin - responsable", "Sylvie Couratin", "responsable"),
        ("Sylvie Couratin— responsable", "Sylvie Couratin", "responsable"),
        ("Sylvie Couratin- responsable", "Sylvie Couratin", "responsable"),
        ("Jean Besson Vice-Président, délégué", "Jean Besson", "Vice-Président, délégué"),
        ("Paul Durand, maire", "Paul Durand", "maire"),
        ("Paul Durand adjoint au maire", "Paul Durand", "adjoint au maire"),
        ("Paul Durand chargé de mission", "Paul Durand", "chargé de mission"),
        ("Paul Durand (mairie)", "Paul Durand", "mairie"),
        ("Paul Durand (élu) (mairie)", "Paul Durand", "(élu) (mairie)"),
        ("Paul Durand : responsable", "Paul Durand", "responsable"),
        ("Paul Durand / responsable", "Paul Durand", "responsable"),
        ("Paul Durand DGS", "Paul Durand", "DGS"),
        ("Paul Le Maire", "Paul Le Maire", None),
        ("Jean Pierre Maire", "Jean Pierre Maire", None),
        ("Jean-Claude Mari – adjoint", "Jean-Claude Mari", "adjoint"),
        ("J. F. Pascal - Direction générale / RI", "J. F. Pascal", "Direction générale / RI"),
        ("Jacques Maire - adjoint", "Jacques Maire", "adjoint"),
        ("Jacques Maire", "Jacques Maire", None),
        ("Christine de Veyrac", "Christine de Veyrac", None),
        ("Jacques Rocca Serra", "Jacques Rocca Serra", None),
        ("Gérard Collomb -", "Gérard Collomb", None),
        ("Gérard ", "Gérard", None),
        ("", "", None),
    ],
)
def test_name_and_function(text: str, name: str, function: str | None) -> None:
    """At a dash, a comma, or a word that is a function's; a composed name holds its hyphen."""
    assert split_function(text) == (name, function)


@given(st.text())
def test_name_and_function_are_in_the_text(text: str) -> None:
    """Never raises."""
    name, function = split_function(text)

    assert text.strip().startswith(name)
    assert (function or "") in text


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Jean-François Robin – directeur de l’Office de tourisme", True),
        ("Jean-François Robin – Directeur", True),
        ("J. F. Pascal - responsable", True),
        ("Jean-François Robin", False),
        ("Office de tourisme – directeur", False),
        ("Association de jumelage « Rennes – Jinan »", False),
        ("Pierre – Jinan", False),
        ("Saint-Etienne – Xuzhou", False),
        ("", False),
        ("Jean Dupont, maire adjoint", True),
        ("Zdenka Malá – interprète bénévole", True),
        ("M’Barek Aït-Slimane – animateur du Conseil", True),
        ("KOBAYASHI Naomi, assistante", True),
        ("Comité Franco-Tchèque – secrétariat", False),
        ("J.-P. Tchèque – interprète bénévole", True),
        ("JP Tchèque – interprète bénévole", True),
        ("ASFO. Grasse – formation", False),
        ("LE GOFF Jean – interprète bénévole", True),
        ("ASFO Grasse (formation de la parfumerie)", False),
        ("ENSAIT Roubaix – école d’ingénieurs", False),
        ("Direction Europe – responsable", False),
        ("Nantes Métropole – responsable des relations internationales", False),
        ("Pôle Xubert, directrice", False),
        ("Nantes Métropole – direction des relations internationales", False),
        ("Maison Bretagne, responsable du jumelage", False),
        ("Xoland Xubert – ami de la ville", False),
        ("Jean Pierre de La Tour, maire", True),
        ("Jean Pierre Marie de La Tour, maire", False),
    ],
)
def test_persons_without_civility(text: str, person: bool) -> None:
    """A given name, a surname, a dash and a function."""
    assert is_unmarked_person(text) is person


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Mme Odile Cazenave et M. Tugdual Le Roy – chargés de projets",
         [("Mme", "Odile Cazenave", "chargés de projets"), ("M.", "Tugdual Le Roy", "chargés de projets")]),
        ("Dr Gwénolé Trévidic, président, et Mme Rozenn Abgrall, trésorière",
         [("Dr", "Gwénolé Trévidic", "président,"), ("Mme", "Rozenn Abgrall", "trésorière")]),
        ("MM. Paul Durand et Jean Petit – adjoints au maire",
         [("MM.", "Paul Durand", "adjoints au maire"), ("MM.", "Jean Petit", "adjoints au maire")]),
        ("M. et Mme Durand – présidents", [("M. et Mme", "Durand", "présidents")]),
        ("Responsable des Relations internationales : Mme Yasmina Aït Kaci",
         [("Mme", "Yasmina Aït Kaci", "Responsable des Relations internationales")]),
        ("Président : M. Hiroshi Takeda, professeur",
         [("M.", "Hiroshi Takeda", "Président, professeur")]),
        ("M. Paul Durand - responsable de la culture et du sport",
         [("M.", "Paul Durand", "responsable de la culture et du sport")]),
        ("M. Paul Durand", [("M.", "Paul Durand", None)]),
        ("", [(None, "", None)]),
    ],
)  # fmt: skip
def test_persons_together(text: str, persons: list[tuple[str | None, str, str | None]]) -> None:
    """Each has a contact of its own; a function said once is that of all before it."""
    found = [(each.civility, each.name, each.function) for each in split_persons(text)]

    assert [(a, b, c and c.rstrip(",")) for a, b, c in found] == [
        (a, b, c and c.rstrip(",")) for a, b, c in persons
    ]


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("M. Paul Durand et Mme Anne Roux – élus", ["et"]),
        ("MM. Paul Durand et Jean Petit", ["et"]),
        ("M. Paul Durand (1), Mme Anne Roux (PS)", ["(1)", ",", "(PS)"]),
        ("M. Paul Durand", []),
    ],
)
def test_what_only_joins_persons(text: str, between: list[str]) -> None:
    """The word or the mark between two, note calls and parties; nothing of a person."""
    assert [text[start:stop].strip() for start, stop in joints(text)] == between


@given(
    st.lists(
        st.sampled_from(
            ["M.", "MM.", "Mme", "Paul", "Le", "Roux", "et", "maire", "–", ",", "/", ":"]
        )
    ).map(" ".join)
)
def test_persons_lose_no_word(text: str) -> None:
    """Each word is of a person, or joins two."""
    persons = split_persons(text)
    kept = words(" ".join(f"{p.civility or ''} {p.name} {p.function or ''}" for p in persons))
    between = words(" ".join(text[a:b] for a, b in joints(text)))

    assert set(words(text)) <= {*kept, *between}


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Elu : M. Paul Durand", ("Elu", "M. Paul Durand")),
        ("Directrice : Anne Roux", ("Directrice", "Anne Roux")),
        ("Elue (culture) : Mme Anne Roux", ("Elue (culture)", "Mme Anne Roux")),
        ("Comité de jumelage (président : M. Paul Durand)", None),
        ("Horaires : Lundi", None),
        ("Lycée : Jean Moulin", None),
        ("Président : poste vacant", None),
        ("M. Paul Durand : maire", None),
        ("Adresse : Rue Colbert", None),
        ("", None),
    ],
)
def test_function_before_the_name(text: str, parted: tuple[str, str] | None) -> None:
    """A colon, and a person behind it."""
    assert split_inverted(text) == parted


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("M. le Sénateur Jean Dupont", 14),
        ("M. le Maire", 0),
        ("Mme Roux", 3),
        ("Mairie", 0),
        ("", 0),
    ],
)
def test_where_a_civility_ends(text: str, end: int) -> None:
    """Its title included."""
    assert civility_end(text) == end


@given(st.text())
def test_never_raises(text: str) -> None:
    """Any text."""
    is_unmarked_person(text)
    is_given(text)
    leaders(text)
