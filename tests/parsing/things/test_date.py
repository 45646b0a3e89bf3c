"""Dates: the years of an action, when the text dates the action itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.things.date import action_years, fold_flat, prints_year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # a date that opens the text
        ("2000 : signature d’un protocole", (2000, None)),
        ("2003-2004 : participation", (2003, 2004)),
        ("1996 : Ouverture d’un cours (fermé en 1999)", (1996, None)),
        ("1991 : pacte, renouvelé en 1995", (1991, None)),  # with a colon, that date alone
        ("De 1997 à 2001 : accueil", (1997, 2001)),
        ("Octobre 2000 : accueil", (2000, None)),
        ("Eté 2003 : visite", (2003, None)),
        ("Février 2002 et 2003 : réception", (2002, 2003)),
        ("Juin 2002 à avril 2003 : programme", (2002, 2003)),
        ("Du 28 juin au 4 juillet 2004 : semaine", (2004, None)),
        ("En mai 2004 à Provins, exposition", (2004, None)),
        ("En 2005, réunion", (2005, None)),
        ("2002 – proposition", (2002, None)),
        ("2002", (2002, None)),
        # a preposition before it
        ("Signature de l’accord en 2000.", (2000, None)),
        ("Signature d’un mémorandum en juillet 1997.", (1997, None)),
        ("Signature du jumelage le 30 mars 1998.", (1998, None)),
        ("Bureau installé depuis mai 2000.", (2000, None)),
        ("Installation en 2001 d’un bureau", (2001, None)),
        ("Deux stages, à l’automne 2005.", (2005, None)),
        ("Mai 2000 visite", (2000, None)),
        ("12 2000 élèves", (None, None)),
        ("Chantier à la rentrée 2005", (2005, None)),
        ("Chantier jusqu’à la rentrée 2005", (None, None)),
        ("Visite à 2005 élèves", (None, None)),
        # two dates of two things are no first and last
        ("Jumelage signé en 1987, actualisé en 2001.", (1987, None)),
        ("Coopération depuis 1984. Déclaration signée le 11 octobre 2003 à Tianjin", (1984, None)),
        ("Célébration de septembre 2001 à septembre 2002 :", (2001, 2002)),
        ("Manifestation en 2004-2005 : exposition", (2004, 2005)),
        ("Représentation depuis 1989 ; bureau en 1997.", (1989, None)),
        ("concerts en 1992, en 1994 et en 1997", (1992, 1997)),
        ("Jumelage le 12/05/1998", (1998, None)),
        # lists, and spans with a short second year
        ("1995, 1997 et 1999 : accueil d’élèves", (1995, 1999)),
        ("1998, 1999, 2000, 2001 : rencontres", (1998, 2001)),
        ("2003, 2004 : stages", (2003, 2004)),
        ("participation, en 2000, 2002 et 2004, d’une délégation", (2000, 2004)),
        ("En 1999, 2001 et 2003, concerts", (1999, 2003)),
        ("Fin 2003 – début 2004 : mission", (2003, 2004)),
        ("1992-95 : construction", (1992, 1995)),
        ("1998-99 : études", (1998, 1999)),
        ("1999-00 : études", (1999, 2000)),
        ("2003-04 : études", (2003, 2004)),
        ("2001-12 : études", (2001, None)),  # a month?
        ("1999\N{NON-BREAKING HYPHEN}2001 : chantiers", (1999, 2001)),
        # dates in figures
        ("14/07/1998 : signature", (1998, None)),
        ("06/06/1994 - visite", (1994, None)),
        ("06.06.1994 : visite", (1994, None)),
        ("05/2003 : visite", (2003, None)),
        ("réception, du 12 au 16/05/2003, de techniciens", (2003, None)),
        # other words of a date
        ("Septembre-octobre 2004 : accueil", (2004, None)),
        ("Juillet/août 2004 : chantier", (2004, None)),
        ("Juillet et août 2004 : chantier", (2004, None)),
        ("De juillet à septembre 2004 : chantier", (2004, None)),
        ("En avril et octobre 2004, missions", (2004, None)),
        ("Rentrée 2004 : dotation", (2004, None)),
        ("Noël 2003 : marché", (2003, None)),
        ("Année 2004 : marché", (2004, None)),
        ("Années 1998 à 2002 : stages", (1998, 2002)),
        ("Année scolaire 2003/2004 : correspondance", (2003, 2004)),
        ("Campagne 2003-2004 : fouilles", (2003, 2004)),
        ("1er trimestre 2004 : étude", (2004, None)),
        ("Premier semestre 2004 : étude", (2004, None)),
        ("A partir de 2004, étude", (2004, None)),
        ("Au cours de l’année 2004, étude", (2004, None)),
        ("Colloque organisé à Albi les 14 et 15 novembre 2003.", (2003, None)),
        ("travaux de mars à novembre 2005.", (2005, None)),
        # days of the week, « 1 er », « & »
        ("Le samedi 12 mai 2003 : fête", (2003, None)),
        ("Le 1 er janvier 2005, ouverture", (2005, None)),
        ("Février 2003 & 2004 : réception", (2003, 2004)),
        # the only date, in parentheses by itself
        ("Semaine de Canton à Lyon (octobre 2003).", (2003, None)),
        ("Château d’eau (2001-2002), cofinancé.", (2001, 2002)),
        ("Concours annuel (depuis 1991).", (1991, None)),
        ("Colloque (Evry, 3 et 4 mai 2002)", (2002, None)),
        ("Missions (juin 2001, octobre 2003)", (2001, 2003)),
        ("Missions (juin 2001), colloque (octobre 2003)", (None, None)),
        ("Cours ouvert en 1996 (1999)", (1996, None)),
        ("Centre (ouverture prévue en 2007)", (None, None)),
        # a number is no year
        ("En 2004, 2000 élèves formés", (2004, None)),
        ("2000 élèves formés", (None, None)),
        ("2000 Exposition", (2000, None)),
        ("2003 exposition", (2003, None)),
        ("Les 2000 élèves du lycée", (None, None)),
        ("le 2000ème visiteur", (None, None)),
        # decades; what is only planned
        ("Années 1990 : échanges", (None, None)),
        ("Dans les années 1980 et 1990, échanges", (None, None)),
        ("Signature d’une convention prévue en 2007.", (None, None)),
        ("Un protocole doit être signé en 2008.", (None, None)),
        ("En 2006, une exposition sera organisée", (2006, None)),
        # none of the action's own
        ("Convention du 3 mai 1999", (None, None)),
        ("Programme 2003-2004", (None, None)),
        ("Concours « Mon école en l’an 2020 »", (None, None)),
        ("Recherche (mise en place en 2001 d’un fonds)", (None, None)),
        ("lanternes exposées lors de la Biennale du Design 2002.", (None, None)),
        ("Préparation aux Jeux olympiques de 2008", (None, None)),
        ("près de 1500 étudiants", (None, None)),
        ("dirigé par un chef jusqu’en 1999.", (None, None)),
        ("Echanges d’étudiants.", (None, None)),
        ("12 000 euros en 20031", (None, None)),
        ("", (None, None)),
    ],
)
def test_action_years(text: str, years: tuple[int | None, int | None]) -> None:
    """Opening the text, or behind en, le, depuis, de … à; never in parentheses; NULL when unsure."""
    assert action_years(text) == years


@given(
    st.lists(
        st.sampled_from(
            ["en", "le", "1998", "2003", "-", "à", "de", "(", ")", ":", "mai", "fin", "depuis", ","]
        )
    ).map(" ".join)
    | st.text()
)
def test_years_are_printed_and_in_order(text: str) -> None:
    """Never raises; both years stand in the text, the first before the last."""
    first, last = action_years(text)

    assert first is None or str(first) in fold_flat(text)
    # The last may be printed short: « 1992-95 ».
    assert last is None or (first is not None and first < last and f"{last:02}"[-2:] in text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cf", "Cs"))))
def test_flat_folding_keeps_the_length(text: str) -> None:
    """Offsets stay those of the text (invisible marks aside, which go)."""
    assert len(fold_flat(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Lanternes de la Biennale du Design 2002.", True),
        ("Jumelage signé en 1987, actualisé en 2001.", True),
        ("Signature de l’accord en 2000.", False),
        ("De 1997 à 2001 : accueil, puis visite en 1999", False),
        ("Ouverture prévue en 2007.", False),
        ("Depuis les années 1990, visites.", False),
        ("Visite de 2000 élèves", True),
        ("Visite.", False),
        ("Convention signée le 12/03/99.", True),
        ("Du 12/03/99 au 3/4/00, stage.", True),
        ("Lot 12/03/999, 1/2/3/04, le 3/4.", False),
    ],
)
def test_a_year_that_is_printed_and_not_read(text: str, *, unread: bool) -> None:
    """Decades and what is planned aside: it is told."""
    assert prints_year(text, *action_years(text)) is unread
