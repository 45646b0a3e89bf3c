"""Hypothesis strategies that compose a whole `Verite`, and the `Mise` that prints it.

Small values come first everywhere, so that a failing example shrinks to one bare record and to
the one sort of noise that broke it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from generator import lexique as lx
from generator.verite import (
    Action,
    Adresse,
    Annexes,
    Autorite,
    Contact,
    Courriel,
    Dirigeant,
    Fiche,
    Joindre,
    Mise,
    Numero,
    Origine,
    Partenaire,
    Pays,
    Population,
    Populations,
    Publication,
    Section,
    Verite,
)

T = TypeVar("T")

BRUITS = (
    "vides", "blancs", "espaces", "pages", "hauts", "puces_perdues", "coupes", "colles",
    "titres_plies", "label_vide", "labels",
)  # fmt: skip


def rarely(strategy: st.SearchStrategy[T], otherwise: T, chances: int = 4) -> st.SearchStrategy[T]:
    """`otherwise` most of the time (and when shrinking), `strategy` once in `chances`."""
    return st.integers(0, chances - 1).flatmap(
        lambda n: strategy if n == chances - 1 else st.just(otherwise)
    )


# --- lines of coordinates ---------------------------------------------------------------------

PREFIXES = ("03 88 15", "02 99 27", "04 91 14", "05 49 55", "01 47 29", "03 28 82", "04 76 76")


@st.composite
def valid_numbers(draw: st.DrawFn) -> Numero:
    """Ten digits in pairs, sometimes with a second number, whole or abbreviated to two digits."""
    paire = st.integers(0, 99).map("{:02}".format)
    tete = f"{draw(st.sampled_from(PREFIXES))} {draw(paire)}"
    fin = draw(paire)
    e164 = "+33" + f"{tete}{fin}".replace(" ", "")[1:]
    autre = draw(rarely(paire.filter(lambda autre: autre != fin), "", 4))
    if not autre:
        return Numero(source=draw(_numbers_written(f"{tete} {fin}")), e164=e164)
    second = draw(st.sampled_from((autre, f"{tete} {autre}")))
    return Numero(source=f"{tete} {fin} / {second}", e164=e164, autre=e164[:-2] + autre)


def _numbers_written(source: str) -> st.SearchStrategy[str]:
    """In pairs as in the source; else with dots, in one piece, or as one dials from abroad."""
    autres = (source.replace(" ", "."), source.replace(" ", ""), f"+33 {source[1:]}")
    return st.integers(0, 11).map(lambda n: autres[n - 9] if n >= 9 else source)


def faxes() -> st.SearchStrategy[Numero]:
    """A fax line holds one number: the contract has no column for a second."""
    return valid_numbers().filter(lambda numero: not numero.autre)


def wrong_numbers() -> st.SearchStrategy[Numero]:
    """Too long or too short, as the source has them: nobody can dial these."""
    return st.sampled_from(("003 87 33 60 00", "04 48 67 13", "03 88 15 68 671")).map(
        lambda source: Numero(source=source, e164=None)
    )


def emails() -> st.SearchStrategy[Courriel]:
    """Sound addresses, and the two accidents of the source: a stray space, an en dash."""
    justes = st.sampled_from(lx.COURRIELS).map(lambda mel: Courriel(source=mel, adresse=mel))
    faux = st.sampled_from(
        (
            Courriel(source="s. pothier@cr-poitou.fr", adresse="s.pothier@cr-poitou.fr"),
            Courriel(
                source="s.couratin@region–bretagne.fr", adresse="s.couratin@region-bretagne.fr"
            ),
        )
    )
    return st.integers(0, 5).flatmap(lambda n: faux if n == 5 else justes)


def means(site: st.SearchStrategy[str | None] | None = None) -> st.SearchStrategy[Joindre]:
    """Any of the Tél., Fax, E-Mail (and, for an authority, Site) lines."""
    telephones = st.integers(0, 7).flatmap(lambda n: wrong_numbers() if n == 7 else valid_numbers())
    return st.builds(
        Joindre,
        telephone=st.none() | telephones,
        fax=st.none() | st.integers(0, 7).flatmap(
            lambda n: wrong_numbers() if n == 7 else faxes()
        ),
        email=st.none() | emails(),
        site=site if site is not None else st.none(),
    )  # fmt: skip


@st.composite
def addresses(draw: st.DrawFn) -> Adresse:
    """Zero to three free lines, then the post-code line."""
    libres = (
        draw(st.none() | st.sampled_from(lx.BATIMENTS)),
        draw(st.none() | st.sampled_from(lx.RUES)),
        draw(st.none() | st.sampled_from(lx.BOITES)),
    )
    bureau, code, ville = draw(st.sampled_from(lx.BUREAUX))
    lignes = (*(ligne for ligne in libres if ligne), bureau)
    return Adresse(lignes=lignes, code_postal=code, ville=ville)


# --- people and bodies ------------------------------------------------------------------------


@st.composite
def people(draw: st.DrawFn) -> tuple[str, str]:
    """Civility and name of one person."""
    masculin = draw(st.booleans())
    prenom = draw(st.sampled_from(lx.PRENOMS_M if masculin else lx.PRENOMS_F))
    nom = draw(st.sampled_from((*lx.NOMS, *lx.NOMS_LONGS, *lx.NOMS_PRENOMS)))
    civilite = "M." if masculin else draw(st.sampled_from(("Mme", "Mme", "Mlle")))
    return civilite, f"{prenom} {nom}"


@st.composite
def heads(draw: st.DrawFn) -> tuple[Dirigeant, ...]:
    """One head, or two: a later name over a struck-out one, with or without its civility."""
    civilite, nom = draw(people())
    premier = Dirigeant(nom=nom, civilite=civilite if draw(st.integers(0, 9)) < 9 else None)
    if draw(st.integers(0, 3)) < 3:
        return (premier,)
    civilite, nom = draw(people())
    return premier, Dirigeant(nom=nom, civilite=civilite if draw(st.booleans()) else None)


@st.composite
def persons(draw: st.DrawFn) -> Contact:
    """A person with a role, or with none; service and street lines may stand below.

    Avoided: a person without civility whose role has no dash (is that a body?).
    """
    civilite, nom = draw(people())
    if draw(st.integers(0, 9)) == 9:
        initiales = " ".join(f"{prenom[0]}." for prenom in draw(st.permutations(("Jean", "Fred"))))
        civilite, nom = "M.", f"{initiales} {draw(st.sampled_from(lx.NOMS))}"
    fonction, qualite = draw(st.none() | st.sampled_from(lx.ROLES)) or (None, None)
    lien = draw(st.sampled_from((" - ", " – ", " ", "  - ")))
    anonyme = fonction is not None and lien.strip() != "" and draw(st.integers(0, 7)) == 7
    seule = Contact(
        nature="personne",
        civilite=None if anonyme else civilite,
        nom=nom,
        fonction=fonction,
        qualite=qualite,
        lien=lien,
        joindre=draw(means()),
    )
    return (
        replace(seule, lignes=draw(rarely(contact_lines(), (), 3)))
        if _leaves_room(seule)
        else seule
    )


def _leaves_room(contact: Contact) -> bool:
    """Can one see that the line below a role is no part of it?

    Only when the role's last line is short: the whole on a short line, or wrapped into two.
    """
    longueur = len(f"{contact.civilite} {contact.nom}{contact.lien}{contact.fonction}")
    return longueur <= 60 or 97 <= longueur <= 125


@st.composite
def contact_lines(draw: st.DrawFn) -> tuple[str, ...]:
    """Service, street and post-code lines under a contact."""
    service = draw(st.sampled_from((None, *lx.SERVICES)))
    rue = draw(st.sampled_from((None, *lx.RUES)))
    bureau = draw(st.sampled_from(lx.BUREAUX))[0]
    return tuple(ligne for ligne in (service, *((rue, bureau) if rue else ())) if ligne)


def bodies() -> st.SearchStrategy[Contact]:
    """An organisation: its whole line is its name."""
    rue = st.tuples(st.sampled_from(lx.RUES), st.sampled_from(lx.BUREAUX).map(lambda b: b[0]))
    return st.builds(
        Contact,
        nature=st.just("organisme"),
        nom=st.sampled_from(lx.ORGANISMES),
        lignes=rarely(rue, (), 2),
        joindre=means(),
    )


def notes() -> st.SearchStrategy[Contact]:
    """A sentence of prose."""
    return st.sampled_from(lx.NOTES).map(lambda nom: Contact(nature="note", nom=nom))


def contacts() -> st.SearchStrategy[tuple[Contact, ...]]:
    """Persons mostly; bodies and notes among and after them."""
    un = st.one_of(persons(), persons(), persons(), bodies(), notes())
    return st.lists(un, min_size=1, max_size=4).map(tuple)


# --- populations ------------------------------------------------------------------------------


def _grouped(habitants: int, entre: str = " ") -> str:
    return f"{habitants:,}".replace(",", entre)


def _one(texte: str, **champs: Any) -> Populations:
    """A line that gives one figure."""
    return Populations(lignes=(texte,), chiffres=(Population(texte=texte, **champs),))


def plain_populations(n: int, fin: str, entre: str) -> Populations:
    return _one(f"{_grouped(n, entre)}{fin}", habitants=n)


def populations_in_millions(dixiemes: int) -> Populations:
    texte = f"{dixiemes // 10},{dixiemes % 10} millions d’habitants"
    return _one(texte, habitants=dixiemes * 100_000)


def populations_of_more(n: int, perimetre: str) -> Populations:
    texte = f"{_grouped(n)} habitants ({perimetre})."
    return _one(texte, habitants=n, perimetre="agglomeration", perimetre_source=perimetre)


def populations_on_a_line(n: int, m: int) -> Populations:
    texte, autre = _grouped(n), f"agglomération {_grouped(m)}"
    grande = Population(
        habitants=m, perimetre="agglomeration", perimetre_source="agglomération", texte=autre
    )
    chiffres = (Population(habitants=n, texte=texte), grande)
    return Populations(lignes=(f"{texte} – {autre}",), chiffres=chiffres)


def populations_on_two_lines(n: int, m: int) -> Populations:
    ville, agglo = "Ville de St Etienne", "Agglomération St Etienne Métropole"
    un, deux = f"{ville} :       {_grouped(n)} habitants", f"{agglo} :   {_grouped(m)} habitants"
    grande = Population(
        habitants=m, perimetre="agglomeration", perimetre_source=agglo, texte=deux, ligne=1
    )
    petite = Population(habitants=n, perimetre_source=ville, texte=un)
    return Populations(lignes=(un, f"     {deux}"), chiffres=(petite, grande))


def absurd_populations(texte: str) -> Populations:
    return replace(_one(texte, habitants=None), absurde=True)


def populations() -> st.SearchStrategy[Populations]:
    """Every shape that the source prints, and absurd figures.

    What `texte` takes in of the words around a figure is left to the parser when a perimeter
    stands beside it: the contract gives the perimeter a column of its own.
    """
    n, m = st.integers(1200, 3_000_000), st.integers(3_000_001, 5_000_000)
    simple = st.builds(
        plain_populations,
        n,
        st.sampled_from((" habitants", " habitants.", "")),
        st.sampled_from((" ", " ", " ", ".")),
    )
    absurdes = ("0 habitants", "-500 habitants", "999 999 999 999 habitants")
    return st.one_of(
        st.just(Populations()),
        simple,
        simple,
        st.builds(
            populations_in_millions, st.integers(11, 99).filter(lambda dixiemes: dixiemes % 10)
        ),
        st.builds(populations_of_more, n, st.sampled_from(("Grand Lyon", "agglomération"))),
        st.builds(populations_on_a_line, n, m),
        st.builds(populations_on_two_lines, n, m),
        st.sampled_from(absurdes).map(absurd_populations),
    )


# --- prose and items --------------------------------------------------------------------------


def sentences() -> st.SearchStrategy[str]:
    """A sentence of one to four parts, with the punctuation of the source."""
    suite = st.lists(st.sampled_from(lx.COMPLEMENTS), max_size=4, unique=True)
    return st.builds(_sentence, st.sampled_from(lx.SUJETS), suite)


def _sentence(sujet: str, complements: list[str]) -> str:
    phrase = " ".join((sujet, *complements))
    return f"{phrase[0].upper()}{phrase[1:]}."


def paragraphs() -> st.SearchStrategy[str]:
    """One or two sentences."""
    return st.lists(sentences(), min_size=1, max_size=2).map(" ".join)


def bullets() -> st.SearchStrategy[str]:
    """A bullet's text: sentences, with or without their full stop, or a trap of the source."""
    sans_point = sentences().map(lambda phrase: phrase.removesuffix("."))
    return st.one_of(paragraphs(), sans_point, st.sampled_from(lx.PUCES_TROMPEUSES))


@st.composite
def sections(draw: st.DrawFn, rubrique: str) -> Section:
    """A narrative section as bullets, as prose, or as a paragraph that bullets follow."""
    style = draw(st.sampled_from(("prose", "puces", "puces", "mixte")))
    items = draw(st.lists(bullets(), min_size=1, max_size=3))
    if style == "prose":
        trompeuse = st.sampled_from(lx.PROSES_TROMPEUSES)
        items = draw(st.lists(paragraphs() | trompeuse, min_size=1, max_size=2))
    if style == "mixte":
        items = [draw(paragraphs()), *items]
    label = draw(st.sampled_from(lx.LABELS[rubrique]))
    return Section(rubrique=rubrique, label=label, style=style, items=tuple(items))  # type: ignore[arg-type]


@st.composite
def origins(draw: st.DrawFn) -> tuple[Section, Origine]:
    """The *Origine* section, and the year that it gives."""
    label = draw(st.sampled_from(lx.LABELS["origine"]))
    annee = draw(st.integers(1973, 2004))
    modele, nature = draw(st.sampled_from((*lx.ORIGINES_DATEES, ("", None), ("", None))))
    texte = modele.format(a=annee) or draw(st.sampled_from(lx.ORIGINES_SANS_DATE))
    suite = draw(rarely(st.lists(sentences(), min_size=1, max_size=1), []))
    items = (texte, *suite) if texte.endswith(".") else (texte,)
    style = "prose" if not texte.endswith(".") else draw(st.sampled_from(("prose", "puces")))
    section = Section(rubrique="origine", label=label, style=style, items=items)  # type: ignore[arg-type]
    return section, Origine(annee=annee if modele else None, nature=nature)


@st.composite
def narrative(draw: st.DrawFn) -> tuple[tuple[Section, ...], Origine]:
    """The narrative sections that a record has, in the order of the source.

    One may come back at the end. Avoided: a second *Origine* (which year counts?).
    """
    gardees: list[Section] = []
    origine = Origine()
    for rubrique in ("caracteristiques", "origine", "objectifs", "autre", "bilan", "perspectives"):
        if draw(st.integers(0, 9)) < (8 if rubrique == "autre" else 4):
            continue
        if rubrique == "origine":
            section, origine = draw(origins())
        else:
            section = draw(sections(rubrique))
        gardees.append(section)
    if (
        gardees
        and gardees[0].rubrique not in {"origine", "autre"}
        and draw(rarely(st.just(True), False, 8))
    ):
        gardees.append(replace(draw(sections(gardees[0].rubrique)), repetee=True))
    return tuple(gardees), origine


@st.composite
def dated_actions(draw: st.DrawFn) -> Action:
    """An action of which the contract settles the years."""
    modele, combien, signature = draw(st.sampled_from(lx.ACTIONS_DATEES))
    a = draw(st.integers(1975, 2003))
    texte = modele.format(a=a, b=a + 1)
    return Action(texte=texte, annees=(a, a + 1)[:combien], signature=signature)


@st.composite
def parent_actions(draw: st.DrawFn) -> Action:
    """A bullet with dashes below it; one may be a level deeper.

    Avoided: text after the dashes (whose is it?), an en dash for a dash (a wrapped line may
    begin with one), and bullets after prose.
    """
    tete = draw(st.sampled_from(lx.DOMAINES) | sentences())
    textes = draw(st.lists(paragraphs() | dashes(), min_size=1, max_size=3))
    fond = draw(rarely(st.just(2), 1, 5))
    sous = [Action(texte=textes[0])]
    sous += [Action(texte=texte, profondeur=fond) for texte in textes[1:]]
    return Action(texte=tete, sous_actions=tuple(sous))


def dashes() -> st.SearchStrategy[str]:
    """A dash item in lower case that ends in ` ;`, as in a list."""
    return sentences().map(lambda phrase: f"{phrase[0].lower()}{phrase[1:-1]} ;")


def plain_actions() -> st.SearchStrategy[Action]:
    return bullets().map(lambda texte: Action(texte=texte))


def prose_actions() -> st.SearchStrategy[tuple[Action, ...]]:
    """Actions told as paragraphs."""
    un = (paragraphs() | st.sampled_from(lx.PROSES_TROMPEUSES)).map(lambda t: Action(texte=t))
    return st.lists(un, min_size=1, max_size=2).map(tuple)


def bulleted_actions() -> st.SearchStrategy[tuple[Action, ...]]:
    un = st.one_of(plain_actions(), dated_actions(), dated_actions(), parent_actions())
    return st.lists(un, min_size=1, max_size=4).map(tuple)


# --- headings ---------------------------------------------------------------------------------


@st.composite
def partners(draw: st.DrawFn, pays: Pays) -> Partenaire:
    """A town with its region in parentheses or not, or a kind of authority before the name."""
    region = draw(st.sampled_from(pays.regions))
    ville = draw(st.sampled_from(pays.villes))
    de = "d’" if ville[0] in "AEIOUYEHÉÎ" else "de "
    libelle = draw(
        st.sampled_from((ville, ville, f"Municipalité {de}{ville}", f"District {de}{ville}"))
    )
    entre = (
        None,
        region,
        region,
        f"Municipalité {de}{ville}" if libelle.startswith("D") else region,
    )
    return Partenaire(libelle=libelle, rattachement=draw(st.sampled_from(entre)))


PRESIDENTS = ("Président", "Président", "Présidente")


def wording_in_list(titre: str, autorite: Autorite) -> st.SearchStrategy[str | None]:
    """The line of the list: mostly the heading, else one spelled a bit differently."""
    autre = titre.replace(autorite.nom, autorite.nom.replace("-", " "))
    tiret = titre.replace(" – ", " - ", 1)
    variantes = [None, None, None, tiret if tiret != titre else None]
    return st.sampled_from([*variantes, autre if autre != titre else None, ""])


@st.composite
def headings(draw: st.DrawFn, pays: Pays) -> Fiche:
    """A record that has only its heading and its head."""
    autorite = draw(st.sampled_from(lx.AUTORITES))
    places = st.lists(partners(pays), min_size=1, max_size=2, unique_by=lambda p: p.libelle)
    return Fiche(
        autorite=autorite,
        trait=draw(st.sampled_from(("-", "–"))),
        partenaires=tuple(draw(places)),
        fonction="Maire" if autorite.forme == "commune" else draw(st.sampled_from(PRESIDENTS)),
        dirigeants=draw(heads()),
        adresse=draw(st.just(Adresse()) | addresses() | addresses() | addresses()),
        joindre=draw(means(st.none() | st.sampled_from(lx.SITES))),
    )


@st.composite
def records(draw: st.DrawFn, pays: Pays) -> Fiche:
    """A whole record; every section may be missing."""
    tete = draw(headings(pays))
    sections, origine = draw(narrative())
    prose = draw(st.integers(0, 4)) == 4
    avec_contacts, avec_secteurs, avec_actions = (draw(st.integers(0, 5)) for _ in range(3))
    secteurs = st.lists(st.sampled_from(lx.SECTEURS), min_size=1, max_size=4, unique=True)
    secteurs_prose = draw(st.integers(0, 5)) == 5
    if secteurs_prose:
        secteurs = st.sampled_from(lx.SECTEURS_PROSE).map(lambda libelle: [libelle])
    acteurs = st.lists(st.sampled_from(lx.ACTEURS), max_size=4, unique=True).map(tuple)
    return Fiche(
        autorite=tete.autorite,
        trait=tete.trait,
        partenaires=tete.partenaires,
        fonction=tete.fonction,
        dirigeants=tete.dirigeants,
        adresse=tete.adresse,
        joindre=tete.joindre,
        label_contacts=draw(st.sampled_from(("Contacts", "Contact"))),
        contacts=draw(contacts()) if avec_contacts else (),
        populations=draw(populations()),
        sections=sections,
        origine=origine,
        style_secteurs="prose" if secteurs_prose else "puces",
        secteurs=tuple(draw(secteurs)) if avec_secteurs else (),
        style_actions="prose" if prose else "puces",
        actions=draw(prose_actions() if prose else bulleted_actions()) if avec_actions else (),
        acteurs_france=draw(acteurs),
        acteurs_partenaire=draw(acteurs),
        point_final=draw(st.booleans()),
        dans_liste=draw(wording_in_list(tete.titre, tete.autorite)),
    )


# --- the whole directory ----------------------------------------------------------------------

AVERTISSEMENT = (
    (
        "Cet annuaire a été établi à partir des réponses apportées au questionnaire adressé par Cités "
        "Unies France à l’attention d’une centaine de collectivités locales françaises."
    ),
    "Ces collectivités ont été identifiées grâce à des données du Ministère des affaires étrangères.",
)

PUBLICATIONS = (
    Publication(reference="DPJA", titre="Dossier pays Japon", annee=2007),
    Publication(reference="DPMA", titre="Dossier pays Maroc", annee=2007),
    Publication(reference="DPRO", titre="Dossier pays Roumanie", annee=2008),
)


def annexes() -> st.SearchStrategy[Annexes | None]:
    """None, or the publisher's pages; paragraphs are told apart from headings by their length."""
    paragraphe = st.tuples(
        st.sampled_from(("Cités Unies France en bref", "L’information et le conseil")), paragraphs()
    )
    return st.none() | st.builds(
        Annexes,
        paragraphes=st.lists(paragraphe, max_size=2, unique_by=lambda p: p[0]).map(tuple),
        publications=st.lists(st.sampled_from(PUBLICATIONS), max_size=3, unique=True).map(tuple),
        bon_de_commande=st.booleans(),
    )


@st.composite
def directories(draw: st.DrawFn, max_records: int = 3) -> Verite:
    """A directory of any country; one authority may have two records, with two partners.

    Avoided: one without a list whose records name no country side either (whose country is it?).
    """
    pays = draw(st.sampled_from(lx.PAYS))
    fiches = draw(
        st.lists(
            records(pays),
            min_size=1,
            max_size=max_records,
            unique_by=(lambda f: f.titre, lambda f: f.partenaires[0].libelle),
        )
    )
    nomme = any(fiche.acteurs_partenaire for fiche in fiches)
    liste = not nomme or draw(st.integers(0, 7)) < 7
    return Verite(
        pays=pays,
        avertissement=draw(st.sampled_from(((), AVERTISSEMENT, AVERTISSEMENT[:1]))),
        liste=liste,
        fiches=tuple(fiches),
        liste_en_trop=draw(rarely(st.just(("Sedan - Narnia",)), (), 8)) if liste else (),
        annexes=draw(annexes()),
    )


def layouts() -> st.SearchStrategy[Mise]:
    """None, one or all sorts of noise, at the widths of the source."""
    return st.builds(
        Mise,
        bruits=st.frozensets(st.sampled_from(BRUITS)),
        largeur=st.integers(85, 95),
        largeur_titre=st.integers(58, 68),
        page=st.integers(3, 40) | st.integers(1, 300),
        graine=st.integers(0, 2**16),
    )
