"""The page of a record, as a good directory would print it: a record in, laid-out lines out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annuaire import shape
from annuaire.cli.terminal import paragraph
from annuaire.codebook import date, number, say, step
from annuaire.folding import fold, words
from annuaire.reading.corrections import MARK, NOTHING, tell
from annuaire.reading.record import chronology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annuaire.cli.terminal import Line, Piece
    from annuaire.reading.corrections import Corrections
    from annuaire.records import (
        Action,
        Collectivite,
        Contact,
        Dirigeant,
        Jalon,
        Lieu,
        Partenaire,
        Partenariat,
        Rubrique,
        SecteurCite,
    )

_INDENT = 2
_YEARS = 11
"""Columns for the years of an action: « 1998-1999  »."""
_UNDATED = "sans date"
_LABEL = 14
"""Columns for a label: « Aujourd’hui : »."""
_BLANK: Line = ()
_FOLLOWED = ("email", "site")
"""What one follows from a screen: given as it can be used, where all else is as printed."""


def page(
    fiche: Partenariat,
    state: str,
    columns: int,
    decided: Corrections = NOTHING,
    outside: Sequence[str] = (),
) -> Iterator[Line]:
    """All that the record holds, in the order in which one wants to know it.

    `state` says the years of its directory: « état 2004-2006 », or nothing. `decided`: what a
    person did of it is marked where it stands, and told at the end. `outside`: what is known of it
    from elsewhere.
    """
    yield from _heading(fiche, state, columns, decided)
    for name in shape.SHOWN:
        if name == shape.OTHER:
            yield from _others(fiche.autres, columns)
        else:
            title = _title(fiche, name, state)
            yield from _section(title, _lines(fiche, name, columns, decided))
    yield from _section("Hors du répertoire", _sentences(outside, columns))
    yield from _section("Corrections", _corrections(decided, columns))
    yield _BLANK
    yield (("Texte d’origine, numéroté : annuaire show " + fiche.slug + " --source", "note"),)


def _lines(fiche: Partenariat, name: str, columns: int, decided: Corrections) -> Iterable[Line]:
    """The lines of a section: of the whole, or of each thing in it; else it is narrative."""
    if name in _WHOLE:
        return _WHOLE[name](fiche, columns, decided)
    if name in _EACH:
        each_of = _EACH[name]
        return (line for each in getattr(fiche, name) for line in each_of(each, columns, decided))
    return _texts(getattr(fiche, name), columns)


def _title(fiche: Partenariat, name: str, state: str) -> str:
    if name == "contacts":
        return f"Contacts (historiques{' : ' if state else ''}{state})"
    if name == "partenaires" and len(fiche.partenaires) == 1:
        return "Partenaire"
    return shape.heading(name)


def _sentences(told: Sequence[str], columns: int) -> Iterator[Line]:
    for each in told:
        yield from paragraph(each, columns, head=[("  ", "")])


def _corrections(decided: Corrections, columns: int) -> Iterator[Line]:
    for each in decided:
        yield from paragraph(tell(each), columns, head=[(f"  {MARK} ", "note")])


def _heading(fiche: Partenariat, state: str, columns: int, decided: Corrections) -> Iterator[Line]:
    yield from paragraph(fiche.titre or fiche.intitule, columns, style="titre")
    lines = f"lignes {fiche.ligne_debut}-{fiche.ligne_fin}"
    facts = filter(None, (f"Fiche {fiche.numero}", fiche.slug, state, lines))
    yield from paragraph(" · ".join(facts), columns, style="note")
    yield _BLANK
    yield from paragraph(_since(fiche, decided), columns)


def _since(fiche: Partenariat, decided: Corrections) -> str:
    """Since when, and how that is known."""
    if fiche.annee_debut is None:
        vague = filter(_is_vague, fiche.jalons)
        about = ", ".join(f"{date(each)} ({step(each)})" for each in vague)
        unsaid = f"Année de début : la fiche ne {f'dit que {about}' if about else 'la dit pas'}."
        return decided.mark(unsaid, fiche, "annee_debut")
    nature = say("nature_debut", fiche.annee_debut_nature)
    since = decided.mark(
        f"Depuis {fiche.annee_debut} ({nature})", fiche, "annee_debut", "annee_debut_nature"
    )
    return f"{since}, d’après : « {fiche.annee_debut_preuve} »"


def _is_vague(jalon: Jalon) -> bool:
    return jalon.precision == "approximative" and jalon.annee is not None


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """A title and its lines; nothing when there are none."""
    for rank, line in enumerate(lines):
        if not rank:
            yield _BLANK
            yield ((title.upper(), "section"),)
        yield line


def _labelled(label: str, text: str | None, columns: int, indent: int = _INDENT) -> list[Line]:
    """A text after its label, its next lines under it; nothing when there is no text."""
    if not text:
        return []
    head: list[Piece] = [(" " * indent, ""), (f"{label} : ", "note")]
    return paragraph(text, columns, head=head, indent=indent + _LABEL)


def _collectivite(fiche: Partenariat, columns: int, decided: Corrections) -> Iterator[Line]:
    authority = fiche.collectivite
    where = dict.fromkeys((say("forme", authority.forme), authority.departement, authority.region))
    facts = ", ".join(each for each in where if each)
    facts = decided.mark(facts, authority, "forme", "departement", "region")
    name = authority.nom or authority.nom_court or ""
    yield from paragraph(f"{name} ({facts})", columns, indent=_INDENT)
    yield from _labelled("Aujourd’hui", _now(authority, decided), columns)
    yield from _dirigeants(fiche.dirigeants, columns)
    for population in fiche.populations:
        counted = decided.mark(population.texte, population, "habitants", "perimetre")
        yield from _labelled("Population", counted, columns)
    yield from _labelled("Adresse", (authority.adresse or "").replace("\n", ", "), columns)
    yield from _coordonnees(authority, columns, decided)


def _now(known: Collectivite | Lieu, decided: Corrections) -> str | None:
    """What the authority or the place is now, with the mark of a correction."""
    columns = ("nom_actuel", "evolution", "actuel_depuis")
    return decided.mark(_today(known) or "", known, *columns) or None


def _today(known: Collectivite | Lieu) -> str | None:
    """What the authority or the place is now: its name, how and when it changed."""
    how = ", ".join(
        each for each in (say("evolution", known.evolution), known.actuel_depuis) if each
    )
    if not known.nom_actuel or fold(known.nom_actuel) == fold(known.nom or ""):
        return how or None
    return f"{known.nom_actuel} ({how})" if how else known.nom_actuel


def _dirigeants(heads: Sequence[Dirigeant], columns: int) -> Iterator[Line]:
    """The heads under their office; who was written over a struck-out name comes after it."""
    if heads:
        names = [f"{head.civilite or ''} {head.nom}".strip() for head in heads]
        yield from _labelled(heads[0].fonction or "Dirigeant", ", puis ".join(names), columns)


def _coordonnees(
    body: Collectivite | Contact, columns: int, decided: Corrections, indent: int = _INDENT
) -> Iterator[Line]:
    """Phone, fax, e-mail and site, as one can use them or else as printed."""
    kind: type = type(body)
    for name in shape.reaches(kind):
        usable, printed = getattr(body, name), getattr(body, f"{name}_source")
        followed = name in _FOLLOWED or decided.of(body, name)
        value = decided.mark(usable or printed if followed else printed or usable, body, name)
        yield from _labelled(shape.heading(name), value, columns, indent)


def _partenaire(partner: Partenaire, columns: int, decided: Corrections) -> Iterator[Line]:
    place = partner.lieu
    printed = partner.libelle + (f" ({partner.rattachement})" if partner.rattachement else "")
    local = " ".join(each for each in (place.nom_local, place.transcription) if each)
    title = " · ".join(each for each in (printed, local) if each)
    yield from paragraph(title, columns, indent=_INDENT)
    division = None if place.province == place.nom_court else place.province
    facts = dict.fromkeys((say("niveau", place.niveau), division))
    if partner.distance_km is not None:
        facts[f"à {number(partner.distance_km)} km"] = None
    situated = decided.mark(", ".join(each for each in facts if each), place, "niveau", "province")
    yield from _labelled("Situation", situated, columns, 4)
    yield from _labelled("Aujourd’hui", _now(place, decided), columns, 4)


def _jalons(fiche: Partenariat, columns: int, decided: Corrections) -> Iterator[Line]:
    """The milestones by year, whose each is of several, and the words that say it."""
    several = len(fiche.partenaires) > 1
    told: str | None = None
    for jalon in chronology(fiche):
        whose = f" ({jalon.lieu.nom_court or jalon.lieu.nom})" if several and jalon.lieu else ""
        what = decided.mark(f"{step(jalon)}{whose}", jalon, "nature", "annee", "precision")
        head: list[Piece] = [(" " * _INDENT, ""), (f"{date(jalon)} ", "annee")]
        yield from paragraph(f"· {what}", columns, head=head, indent=_INDENT + 2)
        if jalon.preuve != told:
            yield from paragraph(f"« {jalon.preuve} »", columns, indent=_INDENT + 2)
        told = jalon.preuve


def _secteur(label: SecteurCite, columns: int, decided: Corrections) -> list[Line]:
    """The label as printed, and the sectors it means where their names differ."""
    names = [each.nom for each in label.secteurs if _bare(each.nom) != _bare(label.libelle)]
    meant = f" → {', '.join(names)}" if names else "" if label.secteurs else " → hors vocabulaire"
    text = label.libelle + meant + (f" {MARK}" if decided.sectors(label) else "")
    return _bulleted(text, columns, [(len(label.libelle), len(text), "note")])


def _bare(name: str) -> set[str]:
    """The words that tell one sector from another."""
    return set(words(fold(name))) - {"et", "de", "la", "l", "des"}


def _bulleted(text: str, columns: int, marks: Sequence[tuple[int, int, str]] = ()) -> list[Line]:
    return paragraph(text, columns, head=[("  • ", "")], marks=marks)


def _texts(items: Sequence[Rubrique], columns: int) -> Iterator[Line]:
    """Items of a narrative section: a bullet each, none for a single one."""
    for item in items:
        if len(items) > 1:
            yield from _bulleted(item.texte, columns)
        else:
            yield from paragraph(item.texte, columns, indent=_INDENT)


def _others(items: Sequence[Rubrique], columns: int) -> Iterator[Line]:
    """Texts under other labels, each under its own."""
    titles = dict.fromkeys(item.intitule or "Autres" for item in items)
    for title in titles:
        under = [item for item in items if (item.intitule or "Autres") == title]
        yield from _section(title, _texts(under, columns))


def _actions(fiche: Partenariat, columns: int, decided: Corrections) -> Iterator[Line]:
    """Actions by year, those without a year after, each with its sub-actions."""
    actions = fiche.actions
    dated = any(each.annee_debut for action in actions for each in (action, *action.sous_actions))
    undated = f"{_UNDATED:<{_YEARS}}" if dated else "• "
    for action in sorted(actions, key=lambda each: each.annee_debut or 9999):
        yield from _action(action, columns, decided, undated)
        for child in action.sous_actions:
            yield from _action(child, columns, decided, " " * len(undated), "– ")


def _action(
    action: Action, columns: int, decided: Corrections, undated: str, bullet: str = ""
) -> list[Line]:
    text = decided.mark(action.texte, action, "annee_debut", "annee_fin")
    years = f"{_years(action):<{_YEARS}}" if action.annee_debut else undated
    style = "annee" if action.annee_debut else "note"
    return paragraph(text, columns, head=[(" " * _INDENT, ""), (years, style), (bullet, "")])


def _years(action: Action) -> str:
    """« 1998 », or « 1998-1999 »."""
    if action.annee_fin in (None, action.annee_debut):
        return str(action.annee_debut)
    return f"{action.annee_debut}-{action.annee_fin}"


def _acteurs(fiche: Partenariat, columns: int, decided: Corrections) -> Iterator[Line]:
    for cote, title in (("france", "En France"), ("partenaire", "Partenaire")):
        labels = (label for label in fiche.acteurs if label.cote == cote)
        named = " ; ".join(decided.mark(label.libelle, label, "cote") for label in labels)
        yield from _labelled(title, named, columns)


def _contact(contact: Contact, columns: int, decided: Corrections) -> Iterator[Line]:
    name = f"{contact.civilite or ''} {contact.nom or ''}".strip()
    yield from _bulleted(", ".join(each for each in (name, contact.fonction) if each), columns)
    yield from _labelled("Adresse", (contact.adresse or "").replace("\n", ", "), columns, 4)
    yield from _coordonnees(contact, columns, decided, 4)


_WHOLE: dict[str, Callable[[Partenariat, int, Corrections], Iterable[Line]]] = {
    "collectivite": _collectivite,
    "jalons": _jalons,
    "actions": _actions,
    "acteurs": _acteurs,
}
_EACH: dict[str, Callable[[Any, int, Corrections], Iterable[Line]]] = {
    "partenaires": _partenaire,
    "secteurs": _secteur,
    "contacts": _contact,
}
