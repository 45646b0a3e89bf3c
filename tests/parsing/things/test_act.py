"""What a date is of, where its neighbours tell of something else."""

from __future__ import annotations

import pytest
from morceaux import milestones

from annuaire.parsing.things.clauses import holds_year
from annuaire.parsing.things.milestone import Beginning


@pytest.mark.parametrize(
    ("origin", "actions", "year"),
    [
        # the act that is signed before it has the date
        ("", "Signature du jumelage, en 1987, interruption des relations.", None),
        ("Accord de jumelage signé, en 1987, puis interruption des relations.", "", None),
        # what has a date of its own does not take the one before
        ("Relations suivies, en 1985, interruption du partenariat en 1990.", "", 1990),
        # else it is of either side
        ("Le partenariat, en 1985, interrompu.", "", 1985),
        ("Le partenariat, en 1985, a été interrompu.", "", 1985),
        ("Interruption du partenariat, en 1985.", "", 1985),
    ],
)
def test_a_date_between_commas_is_of_one_side(origin: str, actions: str, year: int | None) -> None:
    """When a cooperation was interrupted: never the date of what stands beside it."""
    found = [each.annee for each in milestones([origin], [actions]).jalons if each.nature == "interruption"]  # fmt: skip

    assert found == ([year] if year else [])


@pytest.mark.parametrize(
    ("origin", "year"),
    [
        ("Lettre du maire proposant un jumelage, reçue en mai 1996 après l’expédition au Pakistan.", 1996),
        ("Lettre du maire proposant un jumelage, reçue après l’expédition de mai 1996 au Pakistan.", None),
    ],
)  # fmt: skip
def test_what_a_date_comes_after(origin: str, year: int | None) -> None:
    """A circumstance has the date behind it, and none before it."""
    found = [each.annee for each in milestones([origin], []).jalons]

    assert found == ([year] if year else [])


@pytest.mark.parametrize(
    ("origin", "actions", "steps"),
    [
        ("Jumelage signé en 1991. Rencontre d’élus en 2003.", "", [1991]),
        ("Jumelage signé en 1991. Voyage d’élus en 1995.", "", [1991]),
        ("Jumelage signé en 1991.", "Depuis 1995, coopération en matière d’eau.", [1991]),
        # said to be the first, or of the cooperation by its name
        ("Jumelage signé en 1991. Premiers contacts en 1985.", "", [1991, 1985]),
        ("Jumelage signé en 1991. La coopération remonte à 1989.", "", [1991, 1989]),
        # nothing was told before
        ("Rencontre d’élus en 2003. Jumelage signé en 2004.", "", [2003, 2004]),
        # of this partner
        ("Jumelage signé avec Chongwen en 1991. Voyage d’élus à Leshan en 1995.", "", [1991, 1995]),
        ("Jumelage signé avec Chongwen en 1991. Voyage d’élus à Chongwen en 1995.", "", [1991]),
        ("Jumelage signé en 1991. Voyage d’élus à Leshan en 1995.", "", [1991]),
    ],
)
def test_once_a_step_is_told_a_visit_is_none(origin: str, actions: str, steps: list[int]) -> None:
    """A first contact comes first: what follows it is told by its name, or is another thing."""
    found = milestones([origin], [actions], ["Issy", "Chongwen", "Leshan"]).jalons

    assert [each.annee for each in found] == steps


@pytest.mark.parametrize(
    "origin",
    [
        "L’accord a été renouvelé souvent, en 2003 à Lyon.",
        "L’accord, plusieurs fois renouvelé, fut fêté en 2003 à Lyon.",
        "Accord renouvelé en 2003.",
    ],
)
def test_a_renewal_begins_nothing(origin: str) -> None:
    """Wherever its words stand: what it renews is older."""
    steps = milestones([origin])
    (found,) = steps.jalons

    assert (found.annee, found.nature, found.suite) == (2003, "accord", True)
    assert steps.begin() is None


@pytest.mark.parametrize(
    ("origin", "year"),
    [
        ("La Communauté urbaine de Nouakchott a été créée en 2001. Accord signé en 2004.", 2004),
        ("1986 : création de l’ADBF. 1997 : premiers contacts.", 1997),
        ("1986 : création du jumelage. 1997 : accord.", 1986),
        ("La coopération a été créée en 1986.", 1986),
        # a whole sentence before a colon, and no act behind it
        (
            "Les liens sont musicaux : la méthode est enseignée ici depuis 1978. Jumelage en 1991.",
            1991,
        ),
        ("Les premiers liens sont anciens : un accord a été signé en 1978.", 1978),
        ("Premiers contacts : le maire s’est rendu à Canton en 1978.", 1978),
    ],
)
def test_another_fact_is_no_beginning(origin: str, year: int) -> None:
    """What is founded, or what a colon explains; the partnership itself begins so."""
    begun = milestones([origin], []).begin()

    assert begun is not None
    assert begun.year == year


@pytest.mark.parametrize(
    ("founded", "rest"),
    [
        ("1992 : un comité de soutien se crée.", " 1997 : accord signé."),
        ("En 1992, des habitants créent une association.", " Jumelage signé en 1997."),
        ("L’association Lyon-Canton, fondée en 1992.", " Jumelage signé en 1997."),
        ("Le collectif, constitué en 1992, mène des échanges.", " Accord en 1997."),
        ("Une ONG est née en 1992.", " Accord en 1997."),
        ("L’association, constituée en 1992, mène des échanges.", " Accord en 1997."),
        ("En 1992 se crée une section franco-chinoise.", " Accord en 1997."),
        ("Un institut de langues, fondé en 1992, mène des échanges.", " Accord en 1997."),
    ],
)
def test_a_body_that_is_founded_begins_nothing(founded: str, rest: str) -> None:
    """An association, a committee; alone it gives no year, with an act below that one’s."""
    whole, alone = milestones([founded + rest]), milestones([founded]).begin()

    assert [each.annee for each in whole.jalons] == [1997]
    assert alone is None or alone.year is None


@pytest.mark.parametrize(
    ("origin", "nature"),
    [
        ("Le jumelage est créé en 1992.", "jumelage"),
        (
            "En 1992, les deux villes créent un partenariat avec l’association des maires.",
            "mention",
        ),
        ("1992 : l’association des élus signe un accord.", "accord"),
        ("1992 : voyage de l’association.", "premier_contact"),
    ],
)
def test_a_body_that_acts_begins_something(origin: str, nature: str) -> None:
    """It is not founded: what is created, signed or begun is the cooperation."""
    begun = milestones([origin]).begin()

    assert begun is not None
    assert (begun.year, begun.nature) == (1992, nature)


@pytest.mark.parametrize(
    "origin",
    [
        "Le comité, constitué à Lyon, mène des échanges depuis 1992.",
        "Un comité est créé, qui agit depuis 1992.",
        "Une association se crée, le maire se rend en Chine en 1992.",
        "L’association est créée en 1992 pour la coopération.",
        "En 1992, un comité de jumelage est créé.",
    ],
)
def test_a_year_beside_what_is_founded_is_doubted(origin: str) -> None:
    """Whose it is, the body’s or the cooperation’s, nobody can say: no year, and it is told."""
    begun = milestones([origin]).begin()

    assert begun is not None
    assert (begun.year, begun.proof) == (None, origin)


@pytest.mark.parametrize(
    "origin", ["1992 : une association est créée et signe un accord.", "Accord signé en 1992 par l’association créée à Lyon."]
)  # fmt: skip
def test_an_act_of_a_body_that_is_founded(origin: str) -> None:
    """What it signs begins a partnership."""
    assert [(each.annee, each.nature) for each in milestones([origin]).jalons] == [(1992, "accord")]


def test_a_first_contact_beside_what_is_founded() -> None:
    """Its date may be that of the other, so that neither is read; and it is said."""
    words = "1992 : premier voyage, une association se crée."
    found = milestones([words])

    assert found.jalons == ()
    assert found.begin() == Beginning(None, None, words)


def test_several_create() -> None:
    """The verb in the plural, before the body."""
    assert milestones(["1992 : des élus créent un comité."]).begin() is None


def test_what_is_planned_beside_what_was() -> None:
    """A sentence tells of both: the one is a step, the other none yet."""
    words = "Accord signé en 1990. Le jumelage a été interrompu en 1994 et sera repris en 2005."

    assert [(each.annee, each.nature) for each in milestones([words]).jalons] == [
        (1990, "accord"), (1994, "interruption"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"), [("Fondée en 1998.", True), ("En 98.", False), ("Il y a 12 ans.", False)]
)
def test_a_text_that_holds_a_year(text: str, told: bool) -> None:
    """Where none is read, a year printed in the origin is doubted."""
    assert holds_year(text) is told


@pytest.mark.parametrize(
    ("actions", "year"),
    [
        ("Signature d’une convention, à Ho, le 22 juin 2004.", 2004),
        ("Signature d’une convention (à Ho), le 22 juin 2004.", 2004),
        ("Signature d’une convention, un stage, le 22 juin 2004.", None),
        ("Un stage (à Lomé), signature d’une convention, le 22 juin 2004.", 2004),
    ],
)
def test_where_something_was_signed_parts_no_date_from_it(actions: str, year: int | None) -> None:
    """A place between commas tells nothing of its own."""
    found = [each.annee for each in milestones([""], [actions]).jalons]

    assert found == ([year] if year else [])


@pytest.mark.parametrize(
    ("origin", "nature"),
    [
        ("Par une lettre du 2 mai 2001, le maire demande une aide.", "proposition"),
        ("En visite à Lille en 2004, le Gouverneur a proposé un rapprochement.", "proposition"),
        ("En visite à Lille en 2004, le Gouverneur a vu des élus.", "premier_contact"),
        ("Premier contact lors d’une visite en 2004, à la demande du maire.", "premier_contact"),
        (
            "En visite à Lille en 2004, le Gouverneur a proposé un accord en 2006.",
            "premier_contact",
        ),
    ],
)
def test_what_is_asked_by_a_letter_or_on_a_visit(origin: str, nature: str) -> None:
    """Is a proposal of that date, unless it has its own, or a first contact is named."""
    assert milestones([origin], [""]).jalons[0].nature == nature


@pytest.mark.parametrize(
    ("origin", "nature"),
    [
        ("La proposition du maire, acceptée et signée en 1985, a été suivie.", "accord"),
        ("Le premier contact, marqué par une signature en 1985, fut chaleureux.", "accord"),
        ("Le jumelage, issu d’une convention en 1985, est actif.", "jumelage"),
        ("Le jumelage, préparé par un premier contact en 1985, lie les villes.", "jumelage"),
    ],
)
def test_what_the_words_behind_a_comma_are_of(origin: str, nature: str) -> None:
    """Of the act that stands before them, unless they say that something was signed."""
    assert [(each.annee, each.nature) for each in milestones([origin]).jalons] == [(1985, nature)]


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("Reçu en mai 1998, le maire a proposé un jumelage.", None),
        ("Reçu en mai 1998, le maire a remercié les élus.", 2001),
        ("Reçu en mai 1998, le maire a proposé un jumelage en 1999.", 1999),
    ],
)
def test_a_visit_may_have_the_date_of_what_was_proposed_on_it(told: str, year: int | None) -> None:
    """The beginning is in doubt then, though an act with its own date follows."""
    begun = milestones([f"{told} Jumelage signé en 2001."]).begin()

    assert begun is not None
    assert begun.year == year
