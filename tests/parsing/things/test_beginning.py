"""The beginning of a partnership: which date of its texts it is, and which ones begin nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import milestones, partner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.parsing.things.milestone import Beginning


def find_beginning(
    origin: Sequence[str], actions: Sequence[str], names: Sequence[str] = ()
) -> Beginning | None:
    return milestones(origin, actions, names).begin()


@pytest.mark.parametrize(
    ("origin", "year", "nature"),
    [
        ("18 juillet 1996", 1996, "mention"),
        ("Le maire a proposé en 2006 une charte, signée le 20 octobre 2007.", 2006, "proposition"),
        ("C’est le 3 novembre 2005 que le maire a proposé à son homologue un accord.", 2005, "proposition"),
        ("Le maire a proposé à l’association d’amitié une charte en 2001.", 2001, "proposition"),
        ("La demande a donné lieu à un accord en 1987.", 1987, "accord"),
        ("La proposition a abouti à un jumelage en 1987.", 1987, "jumelage"),
        ("Le maire a demandé le 3 mai 1999 un jumelage.", 1999, "proposition"),
        ("Un ingénieur a mis en relation les deux villes en 1996.", 1996, "premier_contact"),
        ("En 1994, le président et son homologue ont décidé de se revoir.", 1994, "premier_contact"),
        ("Issue de l’accord intergouvernemental de 1980. Convention signée en 1996.", 1996, "accord"),
        ("Liée à Hem par un jumelage avec Friedberg (Allemagne) en 1992. Charte signée en 1996.", 1992, "jumelage"),
        ("L’idée est venue d’un séjour à Hem en 1995. Accord signé en 2006.", 2006, "accord"),
        ("Le jumelage fut inauguré en 1985. Charte signée en 1990.", 1985, "jumelage"),
        ("A la suite de l’adhésion à l’Union (mai 2004), la ville a demandé un accord en 2005.", 2005, "proposition"),
        ("Lien né de la sécheresse de 1984. Convention signée en 1985.", 1985, "accord"),
        ("La ville a adopté le village de Huedin dès 1989.", 1989, "mention"),
        ("Parrainage du village de Huedin en 1989, jumelage depuis 1996.", 1989, "mention"),
        ("1985 : premier voyage. 1990 : serment de jumelage.", 1985, "premier_contact"),
        ("Rencontre de MM. Roux et Petit lors du Salon de mars 2002.", 2002, "premier_contact"),
        ("En 1990, des salariés de l’usine ont été reçus par les comités d’entreprise.", 1990, "premier_contact"),
        ("Premier voyage d’élus en Pologne en 1990.", 1990, "premier_contact"),
        ("Les premières relations remontent à 1989.", 1989, "premier_contact"),
        ("Le comité de jumelage, fondé en 1978, a proposé un jumelage, qui a été signé en 1982.", 1982, "jumelage"),
        ("Jumelage en sommeil depuis 1999. Il avait été signé en 1985.", 1985, "jumelage"),
        ("Suite à la rupture en 1992 des relations avec une autre ville, Hem s’est tournée vers un accord en 1995.", 1995, "accord"),
        ("Rencontre à Lille entre élus (juin 2002). Visite sur place en février 2003.", 2002, "premier_contact"),
        ("La Ville a donné suite à sa demande en signant, le 8 mai 1990, une charte de coopération.", 1990, "accord"),
        ("1998", 1998, "mention"),
        ("Partenariat établi en 1985.", 1985, "accord"),
        ("Jumelage en 1984.", 1984, "jumelage"),
        ("Pacte d’amitié signé en 1991.", 1991, "accord"),
        ("Convention du 3 mai 1999.", 1999, "accord"),
        ("2002 – proposition de la ville de Baoji.", 2002, "proposition"),
        ("Demande de Suzhou en 1991, qui était intéressée.", 1991, "proposition"),
        ("L’ambassade l’a contacté en 1985-1986 afin de lui proposer un partenariat.", 1985, "proposition"),
        ("Premiers contacts en 1993.", 1993, "premier_contact"),
        ("Début des relations en 1985, suite à un accord signé.", 1985, "premier_contact"),
        ("La coopération remonte à 1985.", 1985, "mention"),
        ("Coopération depuis 1981. Présence de l’Association.", 1981, "mention"),
        ("Premier jumelage français (signé le 22 juin 1981).", 1981, "jumelage"),
        # what is planned comes later, ends are no beginnings
        ("Une convention devrait être signée en 2007. Les rencontres ont eu lieu en 2003.", 2003, "premier_contact"),
        ("Les relations remontent à 1985, un accord devrait être signé en 2007.", 1985, "mention"),
        ("L’accord signé en 1999 devrait être renouvelé en 2007.", 1999, "accord"),
        ("Coopération de 1985 jusqu’en 1999.", 1985, "mention"),
        ("Base navale jusqu’en 1973, Antsiranana a des liens ; un protocole a été signé en 2003.", 2003, "accord"),
        # an apposition belongs to what stands before it
        ("Le Parc, créé en 1995, a reçu en 1999 une délégation de Boulemane.", 1999, "premier_contact"),
        ("Le jumelage, créé en 1985, est ancien.", 1985, "jumelage"),
        ("Créé en 1985, le jumelage est ancien.", 1985, "jumelage"),
        ("Créé en 1970, le Parc a signé un jumelage en 1999.", 1999, "jumelage"),
        ("Créé en 1985.", 1985, "mention"),
        ("C’est à la demande de la province, formulée en 1999 par le service de coopération.", 1999, "proposition"),
        ("La demande d’appui (écrite), reçue en 1998, a débouché sur une convention.", 1998, "proposition"),
        ("Lyon, qui entretient des relations avec Canton depuis 1985, y est présente.", 1985, "mention"),
        # a year belongs to the words that lead to it
        ("Le partenariat a vu le jour en 1999 et a fait l’objet d’une convention en 2000.", 1999, "mention"),
        ("Un protocole a été signé en août 1996 et transformé en jumelage en 2000.", 1996, "accord"),
        ("En 1995, premiers contacts, puis jumelage en 1998.", 1995, "premier_contact"),
        ("L’Ambassade lui a suggéré, en 2001, la Région, qui venait d’être créée.", 2001, "proposition"),
        ("Le jumelage entre A et B, deux villes minières, a été officialisé en 1987.", 1987, "jumelage"),
        # what is proposed is no act yet
        ("Le maire a écrit en 1997 à son voisin pour lui proposer un jumelage.", 1997, "proposition"),
        ("Le jumelage a été proposé en 1985.", 1985, "proposition"),
        ("A propos de l’accord signé en 1998.", 1998, "accord"),
        # circumstances
        ("Au lendemain du 11 septembre 2001, on a proposé un jumelage, signé en 2003.", 2003, "jumelage"),
        ("Suite à une visite en 1995, les villes se sont liées.", 1995, "premier_contact"),
    ],
)  # fmt: skip
def test_in_the_origin(origin: str, year: int, nature: str) -> None:
    """The first year that dates an agreement, a request, a first contact, or stands alone."""
    found = find_beginning([origin], [])

    assert found is not None
    assert (found.year, found.nature) == (year, nature)
    assert found.proof in origin


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "Initié il y a dix ans officiellement.",
        "Durant les années 1990, les relations ont été les premières.",
        "Qingdao accueillera les Jeux olympiques de 2008.",
        "La ville est classée au Patrimoine mondial depuis 1997.",
        "Les relations avec la Chine, en général, remontent à 1971.",
        "Le partenariat a été relancé fin 1999.",
        "A l’initiative du maire de l’époque.",
        "Près de 1985 habitants.",
        "Mao : la municipalité n’existe que depuis 2001.",
        "Un accord doit être signé en 2007.",
        "Un accord devra être signé en 2007.",
        "Une convention va être signée en 2007.",
        "Il est prévu de signer un jumelage en 2007.",
        "Un jumelage est envisagé en 2007.",
        "Les accords seront signés en 2007.",
        "En 2007, un accord sera signé.",
        "Le Parc, créé en 1995, veut un partenariat.",
        "Suite aux cyclones de 2000, des associations ont sollicité le Département.",
    ],
)
def test_what_dates_no_beginning(origin: str) -> None:
    """General history, a classification, a future event, a resumption, a decade."""
    found = find_beginning([origin], [])

    assert found is None or found.year is None


@pytest.mark.parametrize(
    ("actions", "year", "nature"),
    [
        (["Signature de l’accord de coopération en 1994."], 1994, "accord"),
        (["Jumelage signé en 1987, actualisé en 2001."], 1987, "jumelage"),
        (["Accord en 2003.", "Jumelage signé en 1997."], 1997, "jumelage"),
        (["Signature officielle du partenariat économique en 2002."], 2002, "accord"),
        (["La Région avait une coopération depuis 1984."], 1984, "mention"),
        (["Les deux villes coopèrent depuis 1997."], 1997, "mention"),
        (["1991 : Signature du pacte d’amitié."], 1991, "accord"),
        (["Le 12 mai 2003, signature de l’accord à Saint-Denis, devant le maire."], 2003, "accord"),
        (["En 2003, signature d’un jumelage."], 2003, "jumelage"),
        (["Signature, le 12 mai 2003, de l’accord."], 2003, "accord"),
        (["En 2003, les deux villes ont signé un accord."], 2003, "accord"),
        (["Depuis 1984, coopération avec Tianjin."], 1984, "mention"),
    ],
)
def test_in_the_actions(actions: list[str], year: int, nature: str) -> None:
    """The earliest year of a signature, or of « depuis » said of the cooperation."""
    found = find_beginning(["Demande des villes chinoises."], actions)

    assert found is not None
    assert (found.year, found.nature) == (year, nature)
    assert found.proof in " ".join(actions)


@pytest.mark.parametrize(
    "action",
    [
        "Bureau installé à Dalian depuis mai 2000.",
        "Exposition en 1998.",
        "Accord renouvelé en 2001.",
        "présence d’artistes au Festival depuis 1997",
        "En 2003, exposition dans le cadre du jumelage.",
        "En 2003, renouvellement de l’accord.",
        "En 2003, un accord sera signé.",
        "Un protocole d’accord doit être signé en 2008.",
        "Signature d’un avenant à la convention en 2003.",
    ],
)
def test_actions_that_date_no_beginning(action: str) -> None:
    """An event, an office, a renewal."""
    assert find_beginning([], [action]) is None


def test_the_origin_comes_before_the_actions() -> None:
    """Even when an action is older."""
    found = find_beginning(["Demande en 1995."], ["Jumelage signé en 1990."])

    assert found is not None
    assert found.year == 1995


def test_paragraphs_of_the_origin_are_read_in_order() -> None:
    """The first that says something."""
    found = find_beginning(["Rien.", "Jumelage en 1984.", "Jumelage en 1981."], [])

    assert found is not None
    assert found.year == 1984


@given(
    st.lists(st.lists(st.sampled_from(["jumelage", "signé", "en", "1998", "1985", ".", ";", "depuis", "coopération", "(", ","])).map(" ".join) | st.text(), max_size=3),
    st.lists(st.text(), max_size=3),
)  # fmt: skip
def test_the_proof_stands_in_the_text(origin: list[str], actions: list[str]) -> None:
    """Never raises; year and proof are printed, and the beginning is one of the milestones."""
    steps = milestones(origin, actions)
    found = steps.begin()
    for each in steps.jalons:
        assert any(each.preuve in text for text in (*origin, *actions))
    if found:
        assert any(found.proof in text for text in (*origin, *actions))
        assert str(found.year) in found.proof
        assert found.year is None or (found.year, found.proof) in {
            (each.annee, each.preuve) for each in steps.jalons
        }


NAMES = ["Angers", "Yantai Shandong"]


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("Angers est jumelée depuis 1956 avec Esslingen. Jumelage signé en 2000.", 2000),
        ("Angers est jumelée depuis mai 1956 avec Esslingen et depuis 2000 avec Yantai.", None),
        ("Angers est jumelée en 1956 avec Yantai.", 1956),
        ("Angers coopère depuis 1991 avec la Préfecture. Accord signé en 2000.", 1991),
    ],
)
def test_a_twinning_with_another_town_begins_nothing(told: str, year: int | None) -> None:
    """Its year stands before the name; two towns in one sentence are a doubt."""
    found = find_beginning([told], [], NAMES)

    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(
    "told",
    [
        "Le maire de Yantai est venu à Angers en 2005. Accord signé en 2006.",
        "Des réfugiés sont venus à Angers en 1956. Jumelage signé en 1990.",
        "Le maire s’est rendu au Shandong en 1986. Jumelage signé en 1994.",
        "Yantai a écrit à la Ville en 1985. Accord signé en 1990.",
        "Le pont fut inauguré en 1905 : c’est en 2005 qu’a été signée la charte de jumelage.",
    ],
)
def test_a_visit_that_may_be_anyone_s_is_a_doubt(told: str) -> None:
    """So is what happened before the first twinnings: a person decides."""
    found = find_beginning([told], [], NAMES)

    assert found is not None
    assert found.year is None


@pytest.mark.parametrize(
    ("origin", "year", "nature"),
    [
        ("Conformément à la loi du 6 février 1992, convention signée en 1998.", 1998, "accord"),
        ("Décret n° 94-937 du 24 octobre 1994. Accord signé en mars 1997.", 1997, "accord"),
        ("Délibération n° 1998-125 approuvant le jumelage en 2001.", 2001, "jumelage"),
        ("Contrat de plan 2000-2006, jumelage en 1999.", 1999, "jumelage"),
        ("Le cinquantenaire du jumelage a été fêté en 2007. Accord signé en 1957.", 1957, "accord"),
        ("Jumelée à Osnabrück depuis 1964. Accord signé avec Yantai en 1996.", 1996, "accord"),
        ("Après Bayreuth (1966), jumelage avec Yantai en 1995.", 1995, "jumelage"),
        ("Jumelée à Boston (1958), à Gandia depuis 1978. Contact pris en 1987.", 1987, "premier_contact"),
        ("Les premiers liens avec Boston (1958). Accord à signer en 2009.", None, None),
        ("Jumelage avec Pise, 1966 ; confirmé après la création de la ville, en 2002.", None, None),
        ("Le jumelage est ancien. Il a été signé en 1988.", 1988, "jumelage"),
        ("Les relations remontent à 1993, date de la signature d’un protocole.", 1993, "accord"),
    ],
)  # fmt: skip
def test_years_of_something_else(origin: str, year: int | None, nature: str | None) -> None:
    """A law, a number, a plan, an anniversary, another town: never the beginning."""
    found = find_beginning([origin], [], NAMES)

    assert found is not None
    assert (found.year, found.nature) == (year, nature)


def test_an_earlier_year_that_nobody_can_place() -> None:
    """*Origine* prints an older year than the actions: in doubt."""
    found = find_beginning(
        ["Le Département a répondu en janvier 1990 à l’appel."], ["Accord signé en 1992."], NAMES
    )

    assert found == (None, None, "Le Département a répondu en janvier 1990 à l’appel.")


@pytest.mark.parametrize(("answered", "year"), [(1990, None), (1992, 1992), (1994, 1992)])
def test_only_an_earlier_year_makes_the_actions_doubtful(answered: int, year: int | None) -> None:
    """One that nobody can place, in *Origine*, and the first accord among the actions."""
    told = f"Le Département a répondu en janvier {answered} à l’appel."
    found = find_beginning([told], ["Accord signé en 1992."], NAMES)

    assert found is not None
    assert found.year == year


REGION = ("Région Centre", "Pleven")
CANTON = ("Communauté de communes du Giennois", "Pleven")


@pytest.mark.parametrize(
    ("names", "origin", "year"),
    [
        # what one side does alone
        (REGION, "La Région a une politique de coopération depuis 1991. Accord signé en 1994.", None),
        (REGION, "La politique régionale date de 1998. Accord signé en 2001.", None),
        (REGION, "La Région coopère depuis 1991 avec Pleven. Accord signé en 1994.", 1991),
        (REGION, "La coopération des deux régions date de 1991. Accord signé en 1994.", 1991),
        (REGION, "Les échanges ont commencé en 1991. Accord signé en 1994.", 1991),
        (REGION, "Initié en 1991 par un lycée. Accord signé en 1994.", 1991),
        # another authority than the record’s
        (CANTON, "La Ville de Gien est jumelée avec Pleven depuis 1975. Accord signé en 2002.", None),
        (CANTON, "La Ville de Pleven a proposé un jumelage en 1975.", 1975),
        (CANTON, "La Communauté de communes a signé un accord en 2002.", 2002),
        (("Gien", "Pleven"), "La Ville de Gien est jumelée avec Pleven depuis 1975.", 1975),
    ],
)  # fmt: skip
def test_a_step_that_may_be_of_one_side_alone(
    names: tuple[str, str], origin: str, year: int | None
) -> None:
    """Or of a town that is no side of the record: the beginning is in doubt."""
    found = find_beginning([origin], [], names)

    assert found is not None
    assert found.year == year


def test_without_a_partner_nobody_is_the_other_side() -> None:
    """Which the words could name."""
    found = find_beginning(
        ["La Région a une politique de coopération depuis 1991."], [], REGION[:1]
    )

    assert found is not None
    assert found.year == 1991


@pytest.mark.parametrize(
    ("origin", "year"),
    [
        ("Premiers contacts en 1938.", None),
        ("Premiers contacts en 1945.", 1945),
        ("Jumelage signé en 1938.", 1938),
        ("Des colons s’y sont établis en 1914.", None),
    ],
)
def test_before_the_first_twinnings_contacts_are_of_persons(origin: str, year: int | None) -> None:
    """What was signed was signed all the same, where it is named."""
    found = find_beginning([origin], [])

    assert found is not None
    assert found.year == year


def test_each_link_has_its_own_beginning() -> None:
    """And a date that is nobody's begins no link."""
    names = ["Issy", "Chongwen", "Leshan"]
    steps = milestones(
        ["Demande d’une ville en 1990."],
        ["Jumelage signé avec Chongwen en 1997.", "Accord signé avec Leshan en 2003."],
        names,
    )
    years = [
        found and found.year for found in map(steps.begin, [partner(n).lieu for n in names[1:]])
    ]

    assert (years, steps.begin() and steps.begin().year) == ([1997, 2003], 1990)  # type: ignore[union-attr]
