"""Printed labels → the controlled vocabulary of sectors and the authority file of actors.

    sector = label of the vocabulary | { words [ "," | ";" | "/" | "et" ] }   (`secteurs_mots.csv`)
    actor  = label of the file, by side and record | any label

An actor of neither `references/acteurs.csv` nor another record gets a row of its own: merging two
different bodies is worse than leaving one double, so an unknown label is shared between records
only when it holds a proper name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from annuaire import knowledge
from annuaire.folding import PLAIN_WORD, fold, slugify
from annuaire.parsing.page.wordings import bare_slashes
from annuaire.parsing.things.country import by_code
from annuaire.records import Acteur, ActeurCite, Secteur
from annuaire.words import rows, singular

if TYPE_CHECKING:
    from annuaire.knowledge import Row

_PARENTHESIS = re.compile(r"\([^()]*\)?")
_NATIONAL = ("ministere", "ministre")
"""One of each on each side: « Ministère des affaires étrangères »."""
_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ELIDED = re.compile(r"^[dl][’']", re.IGNORECASE)
_PIECES = re.compile(r"\s*[,;/]\s*|\s+et\s+")


@cache
def sectors() -> dict[str, Secteur]:
    """The vocabulary by slug."""
    return {
        row["slug"]: Secteur(slug=row["slug"], nom=row["nom"])
        for row in knowledge.table("secteurs")
    }


def _form(text: str) -> str:
    return bare_slashes(fold(text)).strip(" .…;:,")


@cache
def _labels() -> dict[str, list[Secteur]]:
    """The sectors of each label of the file, none for some, and of each name of the vocabulary."""
    found: dict[str, list[Secteur]] = {}
    for row in knowledge.table("secteurs_libelles"):
        known = found.setdefault(_form(row["libelle"]), [])
        known += [sectors()[row["slug"]]] if row["slug"] else []
    return {_form(sector.nom): [sector] for sector in sectors().values()} | found


def find_sectors(label: str) -> tuple[Secteur, ...]:
    """The sectors that a printed label means, in the order it names them; () when none."""
    form = _form(label[:2000])
    if form in _labels():
        return tuple(_labels()[form])
    return tuple(dict.fromkeys(s for piece in _PIECES.split(label[:2000]) for s in _match(piece)))


def _match(piece: str) -> list[Secteur]:
    """The sectors of one piece: its label, else its longest key words, taken once each."""
    form = _form(piece)
    if form in _labels():
        return _labels()[form]
    rest = f" {re.sub(r'[^a-z0-9]+', ' ', form)} "
    found: list[tuple[int, Secteur]] = []
    for words, row in rows("secteurs_mots").items():
        if f" {words} " in rest:
            rest = rest.replace(f" {words} ", "  ")
            found.append((f" {form} ".find(words), sectors()[row["slug"]]))
    return [sector for _, sector in sorted(found, key=lambda pair: pair[0])]


@cache
def _authority() -> dict[str, list[Row]]:
    """The rows of the authority file by label."""
    found: dict[str, list[Row]] = {}
    for row in sorted(knowledge.table("acteurs"), key=lambda row: row["rang"]):
        found.setdefault(_form(row["libelle"]), []).append(row)
    return found


class Actors:
    """The organisations of one directory; capitals and accents alone make no other body."""

    def __init__(self, country: str | None) -> None:
        self.country = country
        self._known: dict[str, Acteur] = {}

    def identify(self, cited: ActeurCite, record: str) -> ActeurCite:
        """The label with the organisations that it names in the record of that authority."""
        found = find_actors(cited.libelle, cited.cote, record, self.country)
        same = (self._known.setdefault(actor.slug, actor) for actor in found)
        return replace(cited, acteurs=tuple(dict.fromkeys(same)))


def find_actors(label: str, side: str, record: str, country: str | None) -> tuple[Acteur, ...]:
    """The organisations that a printed label names, in the record of that French authority.

    A row with a context speaks of that record only; one with a side, of that side only. What a row
    says of the partner's side holds in directories of its country alone.
    """
    known = _authority().get(_form(label), [])
    here = [row for row in known if fold(row["contexte"]) == fold(record)]
    here = here or [row for row in known if not row["contexte"]]
    here = [row for row in here if row["cote"] in {"", side}]
    abroad = [row for row in here if side == "partenaire" and row["generique"] != "oui"]
    if here and all(row["pays_code"] == country for row in abroad):
        return tuple(dict.fromkeys(map(_known_actor, here)))
    place = by_code()[country]["nom"] if country in by_code() else "partenaire"
    return (_new_actor(label, record, place if side == "partenaire" else ""),)


def _known_actor(row: Row) -> Acteur:
    place, generic = row["lieu"] or None, row["generique"] == "oui"
    return Acteur(
        slug=row["cle"], nom=row["nom"], categorie=row["categorie"], lieu=place, generique=generic
    )


def _new_actor(label: str, record: str, abroad: str) -> Acteur:
    """A body that the authority file does not know; on the partner's side, of that country.

    « Ambassade de France » printed under « Au Japon » is not the one under « En Corée du Sud ».
    """
    category, generic_if_bare = _categorise(label)
    named = has_proper_name(label) or _is_name(label, category)
    generic = not named and (generic_if_bare or (label.islower() and " " not in label))
    shared = generic or named or fold(label).startswith(_NATIONAL)
    place = "" if generic else abroad
    name = label if shared else f"{label} (fiche {', '.join(filter(None, (record, place)))})"
    slug = slugify(f"{label} {place}" if shared else name)
    return Acteur(slug=slug or "acteur", nom=name, categorie=category, generique=generic)


def _is_name(label: str, category: str) -> bool:
    """A single capitalised word or acronym is a name: « Oryon », « NANCIE », « CRAterre »."""
    first, *others = label.split() or [""]
    proper = category == "autre" or _is_own_name(label)
    lone = not others and proper and first[:1].isupper()
    return lone or any(char.isupper() for char in first[1:])


def _is_own_name(label: str) -> bool:
    """Whether a known word names one body: « Génopole »."""
    row = _categories().get(_singular(fold(label)))
    return row is not None and row["generique_seul"] == "nom"


def _categorise(label: str) -> tuple[str, bool]:
    """The category by the words of the label, and whether its bare word names no body.

    Where a short name says none, its parenthesis may: « SEMOS (société minière) ».
    """
    bare = _PARENTHESIS.sub(" ", label)
    told = _find_category(bare)
    row = told or (_find_category(label) if len(bare.split()) <= 2 else None)
    generic = told is not None and told["generique_seul"] == "oui"
    return row["categorie"] if row else "autre", generic


def _find_category(text: str) -> Row | None:
    """The row of the first known words of a text, the longest ones there."""
    words, known = _singular(fold(text)).split(), _categories()
    spans = ((at, at + size) for at in range(len(words)) for size in range(_most_words(), 0, -1))
    return next((known[found] for a, b in spans if (found := " ".join(words[a:b])) in known), None)


@cache
def _categories() -> dict[str, Row]:
    return {_singular(words): row for words, row in rows("acteurs_categories").items()}


@cache
def _most_words() -> int:
    """The words of the longest key."""
    return max(len(words.split()) for words in _categories())


def _singular(folded: str) -> str:
    """The words alone, in the singular: « Conseils de cercle » is « conseil de cercle »."""
    return singular(" ".join(PLAIN_WORD.findall(folded)))


def has_proper_name(label: str) -> bool:
    """Whether a word behind the first is a name or an acronym, and no common noun."""
    for index, token in enumerate(_TOKEN.findall(label)):
        core = _ELIDED.sub("", token)
        named = (len(core) > 1 and core.isupper()) or (index > 0 and core[:1].isupper())
        if named and fold(core) not in rows("noms_communs"):
            return True
    return False
