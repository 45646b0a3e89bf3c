"""Milestones: the dated steps of a partnership, and whose they are."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from morceaux import milestones, partner
from texts import ROOT, reading

from annuaire.parsing.page.thread import thread
from annuaire.parsing.things.milestone import Milestones, Told

if TYPE_CHECKING:
    from annuaire.records import Jalon


def told(jalon: Jalon) -> str:
    """« 1985-1986 proposition », « ~1993-1995 mention », « 2001 accord + »."""
    date = "-".join(str(each) for each in (jalon.annee, jalon.annee_fin) if each)
    date += "".join(f"/{each}" for each in (jalon.mois, jalon.jour) if each)
    vague = "~" if jalon.precision == "approximative" else ""
    return f"{vague}{date} {jalon.nature}{' +' if jalon.suite else ''}"


def test_the_timelines_of_the_directory_are_those_that_a_reader_wrote() -> None:
    """All 49, by the date, the nature, the partner and the lines: written before the rule was."""
    with (ROOT / "tests" / "chronologies.csv").open(encoding="utf-8", newline="") as file:
        expected = [tuple(row.values()) for row in csv.DictReader(file)]
    found = [
        tuple("" if value is None else str(value) for value in (
            record.numero, each.annee, each.annee_fin, each.mois, each.jour, each.precision,
            each.nature,
            next((p.libelle for p in record.partenaires if p.lieu == each.lieu), ""),
            each.ligne_debut, each.ligne_fin,
        ))
        for record in reading("chine").partenariats for each in record.jalons
    ]  # fmt: skip

    assert found == expected


@pytest.mark.parametrize(
    ("origin", "actions", "expected"),
    [
        # what becomes of a cooperation
        ("Suspension en 1989 (événements). Reprise des relations en 1995.", "", "1989 interruption, 1995 reprise"),
        ("Coopération depuis 1984, mais la ville l’a interrompue en 1996.", "", "1984 mention, 1996 interruption"),
        ("Aujourd’hui, le partenariat reprend.", "", "~2003-2005 reprise"),
        ("Les échanges ont repris en 2004 après une longue interruption.", "", "2004 reprise"),
        ("Après une mise en sommeil de la coopération en 2001 et 2002, l’intérêt demeure.", "", "2001-2002 interruption"),
        ("Il a été mis fin au jumelage en 1999.", "", "1999 fin"),
        # but not of anything else, nor what is only wanted
        ("", "Reprise des travaux en 1995.", ""),
        ("", "Chantier interrompu en 2002, repris en 2003.", ""),
        ("La crise de 2001 a interrompu les échanges de jeunes.", "", ""),
        ("Il y a aujourd’hui une volonté mutuelle de relancer le partenariat.", "", ""),
        # renewals have the nature of what they renew, and begin nothing
        ("", "Jumelage signé en 1987, actualisé en 2001.", "1987 jumelage, 2001 jumelage +"),
        ("", "Convention signée en 2001, renouvelée le 6 décembre 2004.", "2001 convention, 2004/12/6 convention +"),
        ("Le jumelage a été signé le 5 octobre 1964, puis renouvelé en 1987 et en 1999.", "", "1964/10/5 jumelage, 1987 jumelage +, 1999 jumelage +"),
        ("", "1994 : signature de la charte de jumelage. Renouvellement en 2004.", "1994 jumelage, 2004 jumelage +"),
        ("", "Accord signé en 2000 ; avenant en 2003.", "2000 accord, 2003 accord +"),
        ("Partenariat engagé en 1993 et confirmé par un accord en 1995.", "", "1993 mention, 1995 accord"),
        ("Convention du 1er mai 1998, transformée en jumelage en 2001.", "", "1998/5/1 convention, 2001 jumelage"),
        # but what is renewed may be something else
        ("", "Jumelage signé en 1987. Le bail du lycée est renouvelé en 2001.", "1987 jumelage"),
        # two years are of two acts
        ("", "Conventions signées en 1998 et 2002.", "1998 convention, 2002 convention"),
        # dates without a year
        ("Initié il y a dix ans officiellement.", "", "~1993-1995 mention"),
        ("Coopération depuis une quinzaine d’années.", "", "~1988-1990 mention"),
        ("Jumelage signé il y a plus de vingt ans.", "", "~1985 jumelage"),
        ("Durant les années 1990, les relations se sont nouées.", "", "~1990-1999 premier_contact"),
        ("Les liens sont anciens (comptoirs, migrations des années 1920).", "", ""),
        ("", "Accord signé en 2000 (mais des contacts existaient dès les années 1990).", "2000 accord, ~1990-1999 premier_contact"),
        ("", "Présence depuis 3 ans à la foire High Tech.", ""),
        # a visit or an exhibition is none, nor an act of others, nor one that is a frame
        ("", "Octobre 2000 : accueil d’une délégation. Eté 2003 : visite du maire.", ""),
        ("", "2001 : accord-cadre de coopération entre le Ballet de Marseille et le Grand Ballet.", ""),
        ("", "Accord entre l’Institut polytechnique et l’Université, signé en 1994.", ""),
        ("", "Accueil en 1998 d’un groupe dans le cadre du jumelage.", ""),
        ("Charte signée en 1973, dans le cadre du programme lancé par le Président en 1956.", "", "1973 accord"),
        ("Jumelage signé en 1991. Le maire s’est rendu à Caen en 2003.", "", "1991 jumelage"),
        # the nature is that of the words, the date as exact as printed
        ("", "Signature d’un protocole d’accord en 1993, puis d’une convention le 12 novembre 1999.", "1993 accord, 1999/11/12 convention"),
        ("", "Juin 2005 : signature d’un nouveau protocole pour le trentième anniversaire du jumelage.", "2005/6 accord"),
        ("", "Signature de la convention le 1 er mai 2002.", "2002/5/1 convention"),
        ("", "Jumelage signé le 12/05/1998.", "1998/5/12 jumelage"),
        # told twice, it is one step, told as exactly as it is told
        ("Accord signé en 1992.", "Signature de l’accord le 14 mai 1992.", "1992/5/14 accord"),
    ],
)  # fmt: skip
def test_the_steps_that_a_text_tells(origin: str, actions: str, expected: str) -> None:
    """In their order, by date and nature."""
    found = milestones([origin], [actions]).jalons

    assert ", ".join(map(told, found)) == expected


def test_without_a_survey_a_date_that_counts_from_it_is_not_known() -> None:
    """The step is kept, without a year."""
    (found,) = milestones(["Initié il y a dix ans."], survey=None).jalons

    assert (found.annee, found.annee_fin, found.precision) == (None, None, "approximative")


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["Issy", "Chongwen", "Leshan"], "Jumelage signé avec Chongwen en 1997.", "Chongwen"),
        (["Issy", "Chongwen", "Leshan"], "Jumelage signé en 1997.", None),
        (["Alsace", "Nanjing", "Liaoning"], "18 juillet 1996", None),
        (["Alsace", "Nanjing"], "18 juillet 1996", "Nanjing"),
        (["Orne", "Daxing"], "La Municipalité de Shanghai avait été intéressée en 1995 par un projet.", None),
        (["Anhui", "Anhui"], "On a proposé en 1985 un partenariat avec une province chinoise.", None),
        (["Lyon", "Canton"], "C’est le premier jumelage avec une ville chinoise (signé en 1981).", "Canton"),
        (["Quimper", "Huedin"], "Parrainage, en décembre 1989, du village de Bodesti.", None),
        (["Les Mureaux", "Ndondol", "Ngoye"], "Accord signé avec Ndondol, étendu à Ngoye en 2005.", "Ngoye"),
    ],
)  # fmt: skip
def test_whose_step_it_is(names: list[str], text: str, expected: str | None) -> None:
    """The one partner's, or that of those whom the words name; another place's is nobody's."""
    (found,) = milestones([text], [], names).jalons

    assert (found.lieu and found.lieu.nom) == expected


@pytest.mark.parametrize(
    ("origin", "action"),
    [
        ("Jumelage signé avec Chongwen en 1997.", "Jumelage signé en 1997."),
        ("Jumelage signé en 1997.", "Jumelage signé avec Chongwen en 1997."),
    ],
)
def test_a_step_told_twice_is_that_of_the_partner_named_once(origin: str, action: str) -> None:
    """Whichever of the two texts names it."""
    (found,) = milestones([origin], [action], ["Issy", "Chongwen", "Leshan"]).jalons

    assert found.lieu is not None
    assert found.lieu.nom == "Chongwen"


def test_what_the_parenthesis_of_a_partner_names_is_no_other_town() -> None:
    """« Canton (Guangdong) », told by its province: the year is of the partnership."""
    text = Told("origine", thread([(1, "Jumelée avec le Guangdong depuis 1985.")]))
    canton, other = replace(partner("Canton"), rattachement="Guangdong"), partner("Canton")

    assert [told(each) for each in Milestones([text], "Lyon", [canton]).jalons] == ["1985 jumelage"]
    assert Milestones([text], "Lyon", [other]).jalons == ()
