"""Every trap of the real text (DESIGN §6), each with a test that names it.

The expected values were read in the text by a person; line numbers are those of the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import texts

if TYPE_CHECKING:
    from annuaire.lecture import Lecture
    from annuaire.records import Action, Anomalie, Contact, Partenariat


def reading() -> Lecture:
    """The whole source, parsed once."""
    return texts.reading("chine")


def fiche(slug: str) -> Partenariat:
    (found,) = (record for record in reading().partenariats if record.slug == slug)
    return found


def contact(slug: str, name: str) -> Contact:
    (found,) = (each for each in fiche(slug).contacts if each.nom == name)
    return found


def anomalies(code: str) -> list[Anomalie]:
    return [note for note in reading().anomalies if note.code == code]


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


# --- counts -----------------------------------------------------------------------------------


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
        "double names": 8,
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
        "double names": sum(len(record.dirigeants) == 2 for record in records),
        "lines": len(reading().lignes),
    }

    assert expected == actual


def test_the_records_in_source_order() -> None:
    """The short titles of all records, as the list at the top orders them."""
    assert [record.intitule for record in reading().partenariats] == [
        "Alsace – Nanjing, Liaoning",
        "Bretagne – Shandong",
        "Franche-Comté – Anhui",
        "Lorraine – Hubei",
        "Nord-Pas-de-Calais – Tianjin",
        "Poitou-Charentes – Guangxi",
        "Provence-Alpes-Côte-d’Azur – Guangdong",
        "Rhône-Alpes – Shanghai",
        "Hauts-de-Seine – Jiangsu",
        "Lozère – Guizhou",
        "Orne – Daxing",
        "Territoire de Belfort – Baoji",
        "Vienne – Shenzhen",
        "La Rochelle – Qingdao",
        "Brest – Qingdao",
        "Dunkerque Grand Littoral – Qinhuangdao",
        "Aix-en-Provence – Guilin, Chaoyang",
        "Bourg-la-Reine – Yanqing",
        "Bourgoin-Jallieu – Wujiang",
        "Grenoble – Suzhou",
        "Issy-les-Moulineaux – Chongwen, Leshan",
        "La-Roche-sur-Yon – Zibo",
        "Le Havre – Dalian",
        "Lyon – Canton",
        "Marseille – Shanghai",
        "Montpellier – Chengdu",
        "Montreuil – Changchun",
        "Nice – Hangzhou",
        "Paris – Pékin",
        "Provins – Pingyao",
        "Rennes – Jinan",
        "Saint-Etienne – Xuzhou",
        "Toulouse – Chongqing",
    ]


@pytest.mark.parametrize(
    ("slug", "forme"),
    [
        ("alsace", "region"),
        ("rhone-alpes", "region"),  # « Conseil Régional Rhône-Alpes », no preposition
        ("lozere", "departement"),
        ("territoire-de-belfort", "departement"),
        ("la-rochelle", "communaute_agglomeration"),
        ("brest", "communaute_urbaine"),
        ("dunkerque-grand-littoral", "communaute_urbaine"),  # by its parenthesis
        ("aix-en-provence", "commune"),
        ("paris", "commune"),
    ],
)
def test_kinds_of_authorities(slug: str, forme: str) -> None:
    """The kind is told by the heading's words, not by who signs."""
    assert forme == fiche(slug).collectivite.forme


BEGINNINGS: dict[str, tuple[int | None, str | None, str | None]] = {
    # Read in the text: the year, what happened, the first words of the sentence that says so.
    "alsace": (1996, "mention", "18 juillet 1996"),
    "bretagne": (1985, "accord", "Partenariat établi en 1985."),
    "franche-comte": (1985, "proposition", "En raison de sa contribution"),  # « en 1985-1986 »
    "lorraine": (1997, "accord", "Signature d’un mémorandum en juillet 1997."),
    "nord-pas-de-calais": (1984, "mention", "La Région avait une coopération avec Tianjin depuis"),
    "poitou-charentes": (None, None, None),  # « Durant les années 1990 »
    "provence-alpes-cote-d-azur": (1985, "proposition", "1985 : Demande de la part de la province"),
    "rhone-alpes": (1986, "accord", "Signature du premier protocole d’accord sur la coopération"),
    "hauts-de-seine": (None, None, None),  # « il y a 10 ans »
    "lozere": (2001, "accord", "Signature d’un mémorandum en octobre 2001."),
    "orne": (1995, "premier_contact", "La Municipalité de Shanghai avait été intéressée en 1995"),
    "territoire-de-belfort": (2002, "proposition", "2002 – proposition de la ville de Baoji"),
    "vienne": (1994, "accord", "Signature de l’accord de coopération en 1994."),
    "la-rochelle": (2002, "accord", "Signature d’un accord de coopération en 2002."),
    "brest": (
        2002,
        "accord",
        "Signature officielle du partenariat économique en 2002.",
    ),  # not 2008
    "dunkerque-grand-littoral": (1996, "proposition", "En novembre 1996, le Président"),
    "aix-en-provence": (None, None, None),
    "bourg-la-reine": (1998, "mention", "1998"),
    "bourgoin-jallieu": (None, None, None),  # « il y a dix ans »
    "grenoble": (1991, "proposition", "Demande de Suzhou en 1991"),
    "issy-les-moulineaux": (1997, "jumelage", "Jumelage signé avec Chongwen en 1997."),
    "la-roche-sur-yon": (1991, "accord", "1991 : Signature du pacte d’amitié."),
    "le-havre": (1985, "mention", "La coopération remonte à 1985."),
    "lyon": (1988, "accord", "Signature en 1988 des premiers grands projets de coopération"),
    "marseille": (1987, "jumelage", "Jumelage signé en 1987, actualisé en 2001."),
    "montpellier": (1981, "jumelage", "C’est le premier jumelage français réalisé avec une ville"),
    "montreuil": (2000, "accord", "Premier accord de coopération signé en 2000"),
    "nice": (1998, "jumelage", "Signature du jumelage le 30 mars 1998."),
    "paris": (1997, "accord", "Signature du Pacte d’amitié et de coopération en 1997."),
    "provins": (
        2002,
        "accord",
        "Signature d’une convention de partenariat",
    ),  # not 1971, 1997, 1999
    "rennes": (1985, "premier_contact", "Début des relations en 1985"),
    "saint-etienne": (1984, "jumelage", "Jumelage en 1984."),
    "toulouse": (1981, "mention", "Coopération depuis 1981."),
}


def test_beginnings_are_told_for_every_record() -> None:
    """The table below leaves no record out."""
    assert list(BEGINNINGS) == [record.slug for record in reading().partenariats]


@pytest.mark.parametrize("slug", BEGINNINGS)
def test_when_each_partnership_began(slug: str) -> None:
    """The year, its nature and the words it rests on, by the stated rule; NULL where unsaid."""
    year, nature, proof = BEGINNINGS[slug]
    record = fiche(slug)

    assert (year, nature) == (record.annee_debut, record.annee_debut_nature)
    assert (record.annee_debut_preuve or "").startswith(proof or "")
    assert (proof is None) == (record.annee_debut_preuve is None)


# --- heads of authorities -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "first", "second"),
    [
        ("hauts-de-seine", ("M.", "Nicolas Sarkozy"), (None, "Patrick Devedjian")),
        ("orne", ("M.", "Gérard Burel"), (None, "Alain Lambert")),
        ("vienne", ("M.", "Alain Fouche"), (None, "Claude Bertaud")),
        ("montreuil", ("M.", "Jean-Pierre Brard"), ("Mme", "Dominique Voynet")),
        ("nice", ("M.", "Jacques Peyrat"), (None, "Christian Estrosi")),
        ("rennes", ("M.", "Edmond Hervé"), (None, "Daniel Delaveau")),
        ("saint-etienne", ("M.", "Michel Thiolliere"), (None, "Maurice Vincent")),
        ("toulouse", ("M.", "Jean-Luc Moudenc"), (None, "Pierre Cohen")),
    ],
)
def test_two_names_in_one_line(
    slug: str, first: tuple[str | None, str], second: tuple[str | None, str]
) -> None:
    """The struck-out name comes first, the one written after it second; both are reported."""
    record = fiche(slug)

    assert [(1, *first), (2, *second)] == [
        (leader.ordre, leader.civilite, leader.nom) for leader in record.dirigeants
    ]
    assert record.numero in {note.fiche for note in anomalies("double_nom")}


def test_eight_records_and_no_other_have_two_names() -> None:
    """25 records have one head."""
    assert len(anomalies("double_nom")) == 8
    assert sum(len(record.dirigeants) == 1 for record in reading().partenariats) == 25


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("bretagne", "Jean-Yves Le Drian"),
        ("aix-en-provence", "Maryse Joissains-Masini"),
        ("poitou-charentes", "Ségolène Royal"),
        ("rhone-alpes", "Jean-Jack Queyranne"),
    ],
)
def test_one_person_of_three_or_four_words(slug: str, name: str) -> None:
    """A particle or a composed name makes no second person."""
    assert [name] == [leader.nom for leader in fiche(slug).dirigeants]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("toulouse", "Christine de Veyrac"),
        ("saint-etienne", "J. F. Pascal"),
        ("marseille", "Jacques Rocca Serra"),
        ("dunkerque-grand-littoral", "Rose-Anne Bisiaux"),
        ("montreuil", "Thérèse François"),  # a surname that is a given name
        ("la-roche-sur-yon", "Francis Bruneau"),
    ],
)
def test_one_contact_of_three_or_four_words(slug: str, name: str) -> None:
    """Initials and surnames that are given names make no second person."""
    assert contact(slug, name).nature == "personne"


# --- headings and partners ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "partners"),
    [
        (
            "alsace",
            [
                ("Municipalité populaire de Nanjing", None),
                ("Liaoning Economic and Trade Delegation", None),
            ],
        ),
        ("aix-en-provence", [("Guilin", "Guangxi"), ("Chaoyang", "Pékin")]),
        ("issy-les-moulineaux", [("District de Chongwen", "Pékin"), ("Leshan", "Sichuan")]),
    ],
)
def test_two_partners_in_one_heading(slug: str, partners: list[tuple[str, str | None]]) -> None:
    """« et » outside parentheses joins two partners; each keeps its own parenthesis."""
    assert partners == [(each.libelle, each.rattachement) for each in fiche(slug).partenaires]


def test_only_three_headings_name_two_partners() -> None:
    """The other thirty name one."""
    counts = [len(record.partenaires) for record in reading().partenariats]

    assert (counts.count(1), counts.count(2)) == (30, 3)


def test_qingdao_is_one_place_in_two_records() -> None:
    """One place, equal in both records."""
    (first,), (second,) = fiche("la-rochelle").partenaires, fiche("brest").partenaires

    assert first.lieu == second.lieu
    assert (first.lieu.slug, first.lieu.province) == ("qingdao", "Shandong")


def test_shanghai_is_one_place_under_two_wordings() -> None:
    """The wording is each record's, the place is shared."""
    (region,), (town,) = fiche("rhone-alpes").partenaires, fiche("marseille").partenaires

    assert (region.libelle, town.libelle) == ("Municipalité de Shanghai", "Shanghai")
    assert region.lieu == town.lieu


@pytest.mark.parametrize(
    ("slug", "title", "lines"),
    [
        (
            "alsace",
            (
                "Conseil Régional d’Alsace - Municipalité populaire de Nanjing et Liaoning Economic and "
                "Trade Delegation"
            ),
            {46, 48},
        ),
        (
            "poitou-charentes",
            "Conseil Régional de Poitou-Charentes – Région autonome Zhuang du Guangxi",
            {409, 411},
        ),
        (
            "provence-alpes-cote-d-azur",
            "Conseil Régional de Provence-Alpes-Côte-d’Azur - Province du Guangdong",
            {489, 490},
        ),
        (
            "orne",
            "Conseil Général de l’Orne - District de Daxing (Municipalité de Shanghai)",
            {794, 796},
        ),
        (
            "dunkerque-grand-littoral",
            "Dunkerque Grand Littoral (Communauté urbaine) – Qinhuangdao (Hebei)",
            {1128, 1130},
        ),
        (
            "issy-les-moulineaux",
            "Issy-les-Moulineaux – District de Chongwen (Pékin) et Leshan (Sichuan)",
            {1457, 1459},
        ),
        ("grenoble", "Grenoble – Suzhou (Jiangsu)", {1368}),  # after page number 35, no indent
    ],
)
def test_headings_that_wrap_or_follow_a_page_number(slug: str, title: str, lines: set[int]) -> None:
    """A heading wraps over an empty line, and may stand after a page number, not indented."""
    record = fiche(slug)
    own = {
        line.numero
        for line in reading().lignes
        if line.role == "titre" and line.fiche == record.numero
    }

    assert title == record.titre
    assert lines == own


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


def test_the_list_and_a_heading_differ() -> None:
    """`La Roche sur Yon` in the list, `La-Roche-sur-Yon` above the record: one anomaly, no other."""
    (note,) = anomalies("graphie_differente")

    assert note.valeur_source == "La Roche sur Yon - Zibo (Shandong)"
    assert note.valeur_corrigee == "La-Roche-sur-Yon - Zibo (Shandong)"
    assert anomalies("liste_sans_fiche") + anomalies("titre_hors_liste") == []


def test_daxing_is_put_in_its_province_and_reported() -> None:
    """The text keeps « Municipalité de Shanghai »; the reference says Pékin; an anomaly says both."""
    (partner,) = fiche("orne").partenaires
    (note,) = anomalies("reference_contredite")

    assert partner.rattachement == "Municipalité de Shanghai"
    assert (partner.lieu.slug, partner.lieu.province) == ("daxing", "Pékin")
    assert (
        note.ligne,
        note.valeur_source,
        note.valeur_corrigee,
    ) == (794, "Municipalité de Shanghai", "Pékin")


def test_the_country_is_read_in_an_adjective() -> None:
    """`franco-chinois` in the title of the list names the country."""
    directory = reading().repertoire

    assert directory.titre == "Liste des partenariats franco-chinois"
    assert (directory.pays, directory.pays_code, directory.slug) == ("Chine", "CN", "chine")


# --- contacts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "name", "role"),
    [
        ("alsace", "Jean-Paul Heider", "vice-président délégué aux Relations Internationales"),  # -
        ("alsace", "Pierre Meyer", "Directeur de la Coopération et des Relations Internationales"),
        ("rhone-alpes", "Jean Besson", "Vice-Président, délégué aux Relations Internationales"),
        ("lorraine", "Danièle Behr", "responsable des Relations Internationales"),  # two spaces
        (
            "saint-etienne",
            "J. F. Pascal",
            "Direction générale / Relations Internationales",
        ),
        ("montreuil", "Thérèse François", "élue en charge Relations Internationales"),
    ],
)
def test_a_dash_a_hyphen_or_nothing_before_the_role(slug: str, name: str, role: str) -> None:
    """Whatever separates them, the name is the name and the role is the role."""
    assert role == contact(slug, name).fonction


@pytest.mark.parametrize(
    ("slug", "name", "role"),
    [
        (
            "bretagne",
            "Christian Guyonvarc’h",
            (
                "vice-président du Conseil Régional délégué aux Affaires européennes et à la "
                "coopération interrégionale"
            ),
        ),
        (
            "nord-pas-de-calais",
            "Ginette Verbrugghe",
            (
                "Vice-Présidente déléguée à la solidarité internationale, à la citoyenneté et aux "
                "innovations sociales"
            ),
        ),
        (
            "provence-alpes-cote-d-azur",
            "Bernard Granier",
            (
                "président de la Commission croissance et développement économique, Europe et "
                "coopération"
            ),  # the second line begins with a capital
        ),
        (
            "orne",
            "Jean-Pierre Blouet",
            "président de la Commission des Affaires économiques et du Développement de l’Emploi",
        ),
        (
            "vienne",
            "Denis Brunet",
            (
                "Président de la Commission des relations internationales du Conseil général, membre "
                "de la CNCD"
            ),
        ),
        (
            "brest",
            "Annick Trinquet",
            "responsable du Service des Relations européennes et internationales à la CUB",
        ),
        (
            "bourg-la-reine",
            "Jean-Marie Esperanssa",
            "adjoint au maire, délégué à l’Animation, les Relations Extérieures et la Communication",
        ),
        (
            "grenoble",
            "Jean-Jacques Gleizal",
            (
                "adjoint à la Coopération décentralisée, Université - Recherche et aux Relations "
                "extérieures"
            ),  # a dash inside the role
        ),
        (
            "issy-les-moulineaux",
            "Marianne Buhler",
            "adjointe au maire, déléguée aux Relations internationales et à la Vie des femmes",
        ),
        (
            "le-havre",
            "Anick Faury",
            "adjointe au maire, chargée des Ressources humaines et des Relations Internationales",
        ),
        (
            "rennes",
            "Roselyne Lefrançois",
            "adjointe au maire, déléguée aux Relations Internationales et aux Affaires Européennes",
        ),
    ],
)
def test_roles_that_wrap(slug: str, name: str, role: str) -> None:
    """The lines of a role are joined, and none becomes an address."""
    found = contact(slug, name)

    assert role == found.fonction
    assert found.adresse is None or "Mission" in found.adresse


def test_mlle_is_a_civility() -> None:
    """« Mlle Isabelle Ermessent – chargée de mission… »."""
    found = contact("orne", "Isabelle Ermessent")

    assert (
        found.civilite,
        found.fonction,
    ) == ("Mlle", "chargée de mission Coopération décentralisée")


def test_a_director_without_civility_is_a_person() -> None:
    """« Jean-François Robin – directeur… », the lines below are his address."""
    found = contact("provins", "Jean-François Robin")

    assert (found.nature, found.civilite) == ("personne", None)
    assert found.fonction == "directeur de l’Office de tourisme de Provins"
    assert (
        found.adresse
        == "Office de tourisme de Provins\nChemin de Villecran\nB.P. 44\n77482 PROVINS CEDEX"
    )


@pytest.mark.parametrize(
    ("slug", "name", "address"),
    [
        (
            "franche-comte",
            "Association des Amitiés franco-chinoises (manifestations culturelles)",
            None,
        ),
        ("bourg-la-reine", "Association de Développement économique avec la Chine", None),
        (
            "bourgoin-jallieu",
            "Comité de jumelage",
            "1, rue de l’Hôtel de Ville\n38300 Bourgoin-Jallieu",
        ),
        (
            "grenoble",
            "Alliance Universités -Entreprises de Grenoble",
            "7, chemin des Prés\n38240 MEYLAN",
        ),
        (
            "issy-les-moulineaux",
            "Comité de Jumelages et de Relations Internationales",
            "62, rue du Général Leclerc\n92130 ISSY-LES-MOULINEAUX",
        ),
        ("le-havre", "Association pour la Promotion du jumelage « Le Havre - Dalian »", None),
        ("rennes", "Association de jumelage « Rennes – Jinan »", None),
        ("saint-etienne", "Association France-Chine", None),
    ],
)
def test_bodies_among_contacts(slug: str, name: str, address: str | None) -> None:
    """A body's whole line is its name, dashes included; it has neither civility nor role."""
    found = contact(slug, name)

    assert (
        found.nature,
        found.civilite,
        found.fonction,
        found.qualite,
    ) == ("organisme", None, None, None)
    assert address == found.adresse


def test_eight_bodies_and_one_note_and_no_more() -> None:
    """61 contacts are persons."""
    natures = [each.nature for record in reading().partenariats for each in record.contacts]

    assert tuple(natures.count(n) for n in ("personne", "organisme", "note")) == (61, 8, 1)


def test_one_sentence_of_prose_among_contacts() -> None:
    """Montreuil: a note, whose sentence is its name."""
    *_, note = fiche("montreuil").contacts

    assert note.nature == "note"
    assert (
        note.nom
        == "Le volet économique de la coopération est en partie géré par l’Association montreuilloise "
        "pour le développement à l’international."
    )
    assert None is note.fonction


def test_a_service_line_below_a_person_is_an_address() -> None:
    """« Service des Relations internationales », « Mission de développement »."""
    assert contact("le-havre", "Ludivine Bayon").adresse == "Service des Relations internationales"
    assert contact("brest", "Annick Trinquet").adresse == "Mission de développement"


def test_a_phone_belongs_to_the_one_printed_last_above_it() -> None:
    """Michel Morvan stands right above Annick Trinquet, and has none of her numbers."""
    director, manager = (
        contact("brest", "Michel Morvan"),
        contact("brest", "Annick Trinquet"),
    )

    assert director.fonction == "directeur du Pôle développement"
    assert (director.telephone, director.fax, director.email) == (None, None, None)
    assert (
        manager.telephone,
        manager.fax,
        manager.email,
    ) == ("+33298335240", "+33298335168", "annick.trinquet@cub-brest.fr")


def test_a_person_right_below_a_phone_is_another_contact() -> None:
    """Saint-Etienne: no blank line between a phone and « Mme Delphine Espoir - assistante »."""
    names = [each.nom for each in fiche("saint-etienne").contacts]

    assert names == ["J. F. Pascal", "Delphine Espoir", "Association France-Chine"]
    assert contact("saint-etienne", "J. F. Pascal").email is None
    assert contact("saint-etienne", "Delphine Espoir").email == "international@mairie-st-etienne.fr"


def test_elected_or_not() -> None:
    """The role says whether a person was elected; a body and a note are neither."""
    assert contact("vienne", "André Sénécheau").qualite == "elu"
    assert contact("lyon", "Christophe Meunier").qualite == "agent"
    assert contact("montpellier", "Alban Zanchiello").qualite == "agent"


# --- phones, e-mails, post codes --------------------------------------------------------------------


def test_a_second_number_given_by_its_last_digits() -> None:
    """`04 91 14 64 53 / 57` is two numbers; an anomaly of gravity info says so."""
    found = contact("marseille", "Michelle Reynaud")

    assert found.telephone_source == "04 91 14 64 53 / 57"
    assert (found.telephone, found.telephone_autre) == ("+33491146453", "+33491146457")
    assert [(n.gravite, n.ligne) for n in anomalies("telephone_abrege")] == [("info", 1799)]


def test_a_number_with_a_digit_too_many() -> None:
    """`003 87 33 60 00` is no French number: kept as printed, NULL beside it, reported."""
    found = fiche("lorraine").collectivite

    assert (found.telephone_source, found.telephone) == ("003 87 33 60 00", None)
    assert 281 in {note.ligne for note in anomalies("telephone_invalide")}


def test_a_number_too_short() -> None:
    """`04 48 67 13` lost a pair: kept as printed, NULL beside it, reported."""
    found = fiche("saint-etienne").collectivite

    assert (found.fax_source, found.fax) == ("04 48 67 13", None)
    assert 2333 in {note.ligne for note in anomalies("telephone_invalide")}


def test_two_numbers_and_no_more_are_wrong() -> None:
    """No other number of the text is refused; what these stand for is plain, and told beside."""
    assert [(note.ligne, note.valeur_corrigee) for note in anomalies("telephone_invalide")] == [
        (281, "+33387336000"),
        (2333, "+33477486713"),
    ]


def test_one_population_is_far_from_the_census() -> None:
    """Nice; the Grand Lyon is no figure of Lyon, and Montreuil prints the census itself."""
    assert [(note.ligne, note.gravite) for note in anomalies("population_ecart")] == [
        (2051, "info")
    ]


@pytest.mark.parametrize(
    ("slug", "name", "printed", "usable"),
    [
        (
            "poitou-charentes",
            "Sylvain Pothier",
            "s. pothier@cr-poitou-charentes.fr",
            "s.pothier@cr-poitou-charentes.fr",
        ),
        (
            "bretagne",
            "Sylvie Couratin",
            "s.couratin@region–bretagne.fr",
            "s.couratin@region-bretagne.fr",
        ),
    ],
)
def test_e_mails_with_a_space_or_a_dash(slug: str, name: str, printed: str, usable: str) -> None:
    """Repaired by a stated rule, with an anomaly; the printed one stays."""
    found = contact(slug, name)

    assert (printed, usable) == (found.email_source, found.email)
    assert (printed, usable) in {
        (note.valeur_source, note.valeur_corrigee) for note in anomalies("courriel_corrige")
    }


def test_two_e_mails_and_no_more_are_repaired() -> None:
    """All others are usable as printed."""
    assert len(anomalies("courriel_corrige")) == 2
    assert anomalies("courriel_invalide") == []


@pytest.mark.parametrize(
    ("slug", "code", "town", "printed"),
    [
        ("nice", "06364", "NICE", "06 364 NICE CEDEX 4"),
        ("saint-etienne", "42007", "St Etienne", "42 007 St Etienne"),
        ("paris", "75196", "PARIS", "75196 PARIS RP"),
        ("lorraine", "57036", "Metz", "57036 Metz Cedex 01"),
        (
            "rhone-alpes",
            "69751",
            "CHARBONNIERES-LES-BAINS",
            "69751 CHARBONNIERES-LES-BAINS CEDEX",
        ),
        ("provence-alpes-cote-d-azur", "13481", "MARSEILLE", "13481 MARSEILLE"),  # after « … 02 »
    ],
)
def test_post_codes_and_towns(slug: str, code: str, town: str, printed: str) -> None:
    """Five digits without spaces; a town without CEDEX or RP; the address as printed."""
    found = fiche(slug).collectivite

    assert (code, town) == (found.code_postal, found.ville)
    assert printed == (found.adresse or "").split("\n")[-1]


def test_two_post_codes_hold_a_space() -> None:
    """Both are reported with the corrected value."""
    assert [
        (note.valeur_source, note.valeur_corrigee) for note in anomalies("code_postal_espace")
    ] == [("06 364", "06364"), ("42 007", "42007")]


# --- populations --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "figures"),
    [
        ("lorraine", [(2_300_000, "collectivite", None, "2,3 millions d’habitants")]),
        (
            "lyon",
            [(1_262_223, "agglomeration", "Grand Lyon", "1 262 223 habitants (Grand Lyon).")],
        ),
        (
            "rennes",
            [
                (210_000, "collectivite", None, "210 000"),
                (375_000, "agglomeration", "agglomération", "agglomération 375 000"),
            ],
        ),
        (
            "saint-etienne",
            [
                (
                    185_000,
                    "collectivite",
                    "Ville de St Etienne",
                    "Ville de St Etienne : 185 000 habitants",
                ),
                (
                    380_000,
                    "agglomeration",
                    "Agglomération St Etienne Métropole",
                    "Agglomération St Etienne Métropole : 380 000 habitants",
                ),
            ],
        ),
        ("brest", []),
        ("alsace", [(1_733_732, "collectivite", None, "1 733 732 habitants.")]),
    ],
)
def test_shapes_of_populations(slug: str, figures: list[tuple[int, str, str | None, str]]) -> None:
    """Millions, a perimeter before or behind or between, two on one line or on two, none."""
    assert figures == [
        (each.habitants, each.perimetre, each.perimetre_source, each.texte)
        for each in fiche(slug).populations
    ]


# --- blank lines, pages, bullets -------------------------------------------------------------------


def test_two_sorts_of_blank_line() -> None:
    """261 are empty, 535 hold white space: both are kept as they are."""
    blanks = [line for line in reading().lignes if line.role == "blanc"]

    assert sum(line.texte == "" for line in blanks) == 261
    assert sum(line.texte != "" for line in blanks) == 535


def test_an_empty_line_inside_an_item_is_noise() -> None:
    """Lines 118-120: one item over an empty line."""
    second = fiche("bretagne").caracteristiques[1]

    assert (
        second.texte
        == "Population jeune (plus d’un Breton sur quatre a moins de 20 ans). Taux de scolarisation "
        "des 16-25 ans le plus élevé de France."
    )
    assert (second.ligne_debut, second.ligne_fin) == (118, 120)


def test_page_numbers_are_out() -> None:
    """30, 35, 36 and 38, and nothing else, are pages."""
    pages = [(line.numero, line.texte) for line in reading().lignes if line.role == "pagination"]

    assert pages == [(1186, " 30 "), (1365, " 35 "), (1428, " 36 "), (1513, " 38 ")]


def test_1998_alone_is_a_whole_section() -> None:
    """Line 1278 is the *Origine* of Bourg-la-Reine."""
    (origin,) = fiche("bourg-la-reine").origine

    assert (origin.texte, origin.ligne_debut) == ("1998", 1278)
    assert reading().lignes[1277].role == "texte"


@pytest.mark.parametrize(("reference", "year"), [("R004", 2006), ("R007", 2008), ("REF01", 2008)])
def test_years_alone_in_the_catalogue_are_years(reference: str, year: int) -> None:
    """`2006`, `2008`, `2008` alone on their lines date the books above."""
    (book,) = (each for each in reading().publications if each.reference == reference)

    assert year == book.annee


def test_a_section_label_far_from_its_content() -> None:
    """« Acteurs impliqués : », a page number, then « En France : » (lines 1182-1188)."""
    first, *_ = fiche("dunkerque-grand-littoral").acteurs

    assert (first.libelle, first.cote, first.ligne_debut) == ("ULCO", "france", 1188)


def test_a_bullet_lost_at_a_page_top() -> None:
    """Line 328 begins with a space and no bullet: an action of its own, reported."""
    (note,) = anomalies("puce_perdue")
    texts = [action.texte for action in fiche("lorraine").actions]

    assert note.ligne == 328
    assert texts[5].startswith("Réalisation du projet ECHIBUSA")
    assert texts[5].endswith("conclure des accords à moyen terme.")
    assert texts[4].endswith("lorraines et chinoises).")


@pytest.mark.parametrize(
    ("slug", "parent", "children"),
    [
        ("lorraine", 6, ["Environnement :", "Enseignement supérieur", "Reconversion industrielle"]),
        (
            "poitou-charentes",
            0,
            ["Echanges d’artistes", "Depuis l’année dernière", "Dans le cadre de l’Année"],
        ),
        ("poitou-charentes", 2, ["Coopération dans les domaines", "Accueil des entreprises"]),
        ("montpellier", 0, ["des collaborations", "visite technique", "une équipe de médecins"]),
        (
            "montpellier",
            1,
            [
                "voyage de l’âge d’or",
                "participation régulière",
                "années croisées",
                "fête du nouvel",
            ],
        ),
        ("montpellier", 2, ["conférence d’échange", "échange d’expérience", "participation de"]),
        ("montpellier", 3, ["les ressortissants", "des échanges annuels", "des accords"]),
        (
            "nice",
            5,
            [
                "Evénement",
                "Au mois de décembre",
                "En mars",
                "En avril",
                "En août",
                "Manifestations",
            ],
        ),
    ],
)
def test_sub_items_stand_under_their_item(slug: str, parent: int, children: list[str]) -> None:
    """Dashes under a bullet are its children, without their dash."""
    found = fiche(slug).actions[parent].sous_actions

    assert len(children) == len(found)
    assert all(child.texte.startswith(start) for start, child in zip(children, found, strict=True))


def test_a_sub_item_continued_without_its_dash() -> None:
    """Line 456, « Résidence d’artistes… », goes on with the dash above."""
    child = fiche("poitou-charentes").actions[0].sous_actions[1]

    assert child.texte.endswith("Résidence d’artistes, tournée régionale conjointe d’artistes "
                                "français et chinois.")  # fmt: skip
    assert (child.ligne_debut, child.ligne_fin) == (455, 456)


def test_no_bullet_is_left_in_a_text() -> None:
    """U+F0D8 opens items and stands in no value."""
    assert sum("\uf0d8" in line.texte for line in reading().lignes) > 400
    assert [text for text in every_text() if "\uf0d8" in text] == []


# --- labels, and what only looks like one ------------------------------------------------------------


def test_domaine_culturel_is_an_item() -> None:
    """It ends in ` :` and is no label."""
    assert [fiche("poitou-charentes").actions[index].texte for index in (0, 2)] == [
        "Domaine culturel :",
        "Domaine économique :",
    ]
    assert anomalies("section_inconnue") == []


def test_en_cours_and_1985_open_items() -> None:
    """They begin like a label and are text."""
    (current,) = fiche("bourg-la-reine").actions
    (origin,) = fiche("provence-alpes-cote-d-azur").origine

    assert current.texte == "En cours : projet d’un village français à Yanqing."
    assert origin.texte.startswith("1985 : Demande de la part de la province chinoise")


def test_a_web_site_in_a_bullet_is_an_item() -> None:
    """« Site Internet www.issy.com » is the third characteristic, not the site of the town."""
    record = fiche("issy-les-moulineaux")

    assert record.caracteristiques[2].texte == "Site Internet www.issy.com"
    assert record.collectivite.site is None


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
    ("slug", "section", "count"),
    [
        ("franche-comte", "origine", 2),
        ("franche-comte", "bilan", 3),
        ("provence-alpes-cote-d-azur", "bilan", 2),
        ("vienne", "bilan", 3),
        ("vienne", "perspectives", 1),
        ("montreuil", "bilan", 3),
        ("montpellier", "perspectives", 2),
        ("nice", "caracteristiques", 2),
        ("bretagne", "origine", 1),
        ("lorraine", "perspectives", 2),
    ],
)
def test_sections_as_prose_are_their_paragraphs(slug: str, section: str, count: int) -> None:
    """Without bullets, a section is cut where a paragraph ends."""
    assert count == len(getattr(fiche(slug), section))


def test_actions_as_prose() -> None:
    """Nord-Pas-de-Calais tells its actions in one paragraph."""
    (action,) = fiche("nord-pas-de-calais").actions

    assert action.texte.startswith("La Région avait une coopération avec Tianjin depuis 1984")
    assert action.texte.endswith("octobre 2003 à Tianjin et le 27 à Lille.")
    assert (action.annee_debut, action.annee_fin) == (1984, None)


# --- line ends ---------------------------------------------------------------------------------------


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


# --- sectors -----------------------------------------------------------------------------------------


def sectors(slug: str) -> dict[str, list[str]]:
    return {
        label.libelle: [sector.slug for sector in label.secteurs] for label in fiche(slug).secteurs
    }


@pytest.mark.parametrize(
    ("slug", "label", "meant"),
    [
        ("alsace", "Enseignement / Education", ["enseignement"]),
        ("territoire-de-belfort", "Enseignement /Education", ["enseignement"]),
        ("saint-etienne", "Enseignement/Education", ["enseignement"]),
        ("vienne", "Tourisme", ["patrimoine-tourisme"]),
        ("vienne", "Culture", ["culture-francophonie"]),
        ("orne", "Développement économique local.", ["developpement-economique"]),
        ("montpellier", "Jeunesse et sport", ["jeunesse", "sport"]),  # two rows
        ("aix-en-provence", "Encore à définir avec les partenaires.", []),
    ],
)
def test_sector_labels_that_vary(slug: str, label: str, meant: list[str]) -> None:
    """The label stays as printed; what it means is looked up."""
    assert meant == sectors(slug)[label]


def test_a_sentence_of_sectors() -> None:
    """Nord-Pas-de-Calais: one printed item, five sectors."""
    assert sectors("nord-pas-de-calais") == {
        "Echanges universitaires et lycéens, environnement, problématiques urbaines et santé, "
        "économie.": [
            "enseignement",
            "environnement",
            "urbanisme-amenagement",
            "sante",
            "developpement-economique",
        ]
    }


def test_one_label_alone_means_no_sector() -> None:
    """« Encore à définir » is the one anomaly of its kind."""
    (note,) = anomalies("secteur_inconnu")

    assert (note.ligne, note.fiche) == (1241, 17)


# --- actors ------------------------------------------------------------------------------------------


def actors(slug: str, side: str) -> list[str]:
    return [actor.libelle for actor in fiche(slug).acteurs if actor.cote == side]


def test_semicolons_inside_parentheses_part_nothing() -> None:
    """A parenthesis with commas stays with its actor."""
    assert (
        actors("poitou-charentes", "france")[3]
        == "structures culturelles (Association musique et danse en Poitou-Charentes, Ecole nationale "
        "du cirque de Châtellerault, Théâtre de l’Avant-Scène de Cognac…)"
    )


def test_actors_part_at_semicolons_outside_parentheses_and_lose_the_last_stop() -> None:
    """Nine French actors of Brest; one holds a comma, and names two bodies."""
    found = actors("brest", "france")
    by_comma = [a for a in fiche("brest").acteurs if "Service Hydrographique" in a.libelle]

    assert len(found) == 9
    assert found[-1] == "Institut National d’Etudes de la Sécurité Civile"
    assert [len(actor.acteurs) for actor in by_comma] == [2]


def test_two_bodies_joined_by_a_comma() -> None:
    """« Consulat de Chine à Marseille, Ambassade de Chine à Paris » is one label, two bodies."""
    (label,) = (a for a in fiche("montpellier").acteurs if ", Ambassade de Chine" in a.libelle)

    assert len(label.acteurs) == 2


def test_the_partner_s_side_directly_under_the_french_one() -> None:
    """« En Chine : » right below « En France : », with no blank line or with a leading space."""
    for slug, first in [
        ("la-rochelle", "Collectivité"),
        ("bourgoin-jallieu", "Consulat de Shanghai"),
        ("montreuil", "Municipalité de Changchun"),
        ("franche-comte", "Gouvernement provincial de l’Anhui"),
    ]:
        assert first == actors(slug, "partenaire")[0]


@pytest.mark.parametrize(
    ("slug", "french", "foreign"),
    [("hauts-de-seine", 0, 3), ("orne", 0, 2), ("saint-etienne", 4, 0), ("rennes", 0, 4)],
)
def test_one_side_may_be_missing(slug: str, french: int, foreign: int) -> None:
    """Only what is printed."""
    assert (french, foreign) == (len(actors(slug, "france")), len(actors(slug, "partenaire")))


def test_the_ellipsis_that_ends_a_list_stays() -> None:
    """Only a full stop goes."""
    assert actors("lyon", "france")[-1] == "institutions culturelles…"


def test_a_side_without_its_full_stop() -> None:
    """« Ambassade de France » (line 1614) ends without one."""
    assert actors("la-roche-sur-yon", "partenaire") == [
        "Municipalité de Zibo",
        "Ambassade de France",
    ]


def test_the_partner_of_the_actors_is_no_contact() -> None:
    """« universités » names no body, and is marked so."""
    (label,) = (a for a in fiche("lorraine").acteurs if a.libelle == "universités" and a.cote == "france")  # fmt: skip

    assert [actor.generique for actor in label.acteurs] == [True]


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


# --- annexes -----------------------------------------------------------------------------------------


def test_the_order_form_holds_no_contact() -> None:
    """`Nom :` and `Tél. :` of the order form are annex lines, and nothing else."""
    form = [line for line in reading().lignes if line.numero >= 2772 and line.texte.strip()]
    contacts = [each for record in reading().partenariats for each in record.contacts]

    assert {"annexe"} == {line.role for line in form}
    assert {None} == {line.fiche for line in form}
    assert [each for each in contacts if each.ligne_fin > 2462] == []


def test_the_last_record_ends_where_its_text_ends() -> None:
    """Blank lines before the annexes belong to no fact of Toulouse."""
    assert fiche("toulouse").ligne_fin == 2461


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
