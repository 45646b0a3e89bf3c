"""Actors: `En France : a ; b (c ; d) ; e.` → printed labels and the side they stand on.

    actors  = { side { actor } }
    side    = locative | body adjective | country | ( "A" | "En" … ) place      ":"
    actor   = text up to a `;` outside parentheses and guillemets (that close)

`En France`, `Côté chinois`, `Madagascar`: countries, their adjectives and locatives are data
(`references/pays.csv`). A side's label stands at the head of a line or, when it is one of these,
behind the end of a sentence, a `;` or a dash; alone on its line it may have lost its colon. Where
a whole side has no `;` and at least two commas, actors part at these, unless a piece only goes on
with the one before (« Chambre de commerce, d’industrie et de … »). A bulleted actor is one,
whatever its commas. The full stop that ends a list is dropped.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annuaire.folding import ANY_DASH, fold
from annuaire.parsing.page.lines import LONGEST, Label, add_label, split_label
from annuaire.parsing.page.thread import Thread
from annuaire.parsing.page.wordings import key, split_number
from annuaire.parsing.things.country import bare_place, codes
from annuaire.parsing.things.heading import SEMICOLON, depth_map, is_region, split_outside
from annuaire.records import ActeurCite
from annuaire.words import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.parsing.notes import Notes
    from annuaire.parsing.page.width import Width
    from annuaire.parsing.record.pieces import Piece, Section

_BODIES = (
    "cote|partie|acteurs?|partenaires?|organismes?|institutions?|collectivites?|villes?|communes?"
)
_OF_SIDE = re.compile(
    rf"(?:(?:du|de la|pour la|la|le|les) )?(?:{_BODIES})(?: impliques?)? (\S+(?: \S+)?)"
)
"""« Côté français », « Partie chinoise », « Acteurs marocains » (folded); the adjective decides."""
FOREIGN = {"partenaire", "partenaires", "etranger", "etrangere", "etrangers", "jumelle", "jumelee"}
"""Folded words that say a thing is the partner’s, besides the adjectives of its country."""
_AT_PLACE = re.compile(r"(?:en|au|aux|a|dans|du cote|cote) \S+(?: \S+){0,3}")
_GLOSS = re.compile(r"\([^()]*\)")
_COMMA = re.compile(r",\s+")
_ONE_COMMA = 2
"""Pieces that a single comma makes: it parts two bodies, or the name of one."""
_GOES_ON = re.compile(r"\s*(?:d[’']|(?:de|du|des|à|au|aux|en|et|ou|sur|pour|par|avec|dont|qui)\s)")
_GUILLEMETS = re.compile(r"[«»]")
_ACRONYM = re.compile(r"(?:^|[^\w.])(?:[^\W\d_]\.){2,}$")
"""`R.I.T.`: its last point is its own."""
_LINKED = re.compile(
    r"(?:,|[dl][’']|(?<!\w)(?:de|du|des|la|le|les|et|ou|à|au|aux|en|pour|sur|avec|par|entre))$"
)
"""What leaves a line open."""
_LONGEST_PLACE = 4
"""Words of the label of a place, its colon included."""
_BODY_WORDS = ("corps", "noms_communs", "acteurs_categories", "genres_de_lieux")
_STOPS = ".!?…"
_OPENING = re.compile(rf"^|(?<=[{_STOPS}])\s+|\s?;\s?|\s[{ANY_DASH}]\s")
"""What may stand before a side's label in a text."""


# --- sides ----------------------------------------------------------------------------------------


def _side_of(countries: tuple[str, ...] | None) -> str:
    return "" if not countries else "france" if countries[0] == "FR" else "partenaire"


def _listed_side(head: str) -> str:
    """The side that a locative or an adjective of the closed lists names, "" when none does.

    « En France (La Réunion) », « En métropole et à La Réunion », « Acteurs malgaches ».
    """
    form, places = bare_place(key(_GLOSS.sub("", head))), codes("locatifs")
    described = _OF_SIDE.fullmatch(form)
    if described and described.group(1) in FOREIGN:
        return "partenaire"
    if described and (countries := codes("adjectifs").get(described.group(1))):
        return _side_of(countries)
    sides = {_side_of(places.get(x)) for x in ([form] if form in places else form.split(" et "))}
    return sides.pop() if len(sides) == 1 else ""


def lists_actors(text: str) -> bool:
    """Whether a line opens with « Acteurs en Syrie : », « Acteurs syriens : »: section and side."""
    found = find_side(text)
    form = key(found[1].printed) if found else ""
    return form.startswith("acteurs ") or bare_place(form) != form


def names_country(label: Label) -> bool:
    """Whether a side's label is a country's bare name: « Madagascar : »."""
    return key(label.printed) in codes("noms")


def find_lone_side(text: str) -> tuple[str, Label] | None:
    """The side that a line without a colon names, when it has the line for itself."""
    if len(text) > LONGEST or ":" in text or not text[:1].isupper():
        return None
    side = _listed_side(text)
    return (side, Label("acteurs", text, "")) if side else None


def names_side(text: str) -> str:
    """The side that a line names and nothing else: « Collectivité chinoise », « B) En Chine : »."""
    found = find_lone_side(split_number(text)[1].rstrip(" :"))
    return found[0] if found else ""


def find_inner_side(text: str, start: int) -> tuple[str, Label] | None:
    """The side that opens in the middle of a text, at `start`: by the closed lists alone."""
    head, rest = split_label(text[start : start + LONGEST])
    if not head or not head[0].isupper():
        return None
    side = _listed_side(head) or _side_of(codes("noms").get(key(head)))
    return (side, Label("acteurs", head, rest)) if side else None


def find_side(text: str, own: str = "") -> tuple[str, Label] | None:
    """The side ("france", "partenaire") that an actor line opens with, and its label.

    `En France`, `Côté chinois`, `Madagascar`…; failing that, `A Qingdao :` and the like.
    `own` is the folded name of the record's French authority: `A Lyon :` is the French side.
    """
    head, rest = split_label(text)
    if not head:
        return None
    inner, form = find_inner_side(text, 0), bare_place(key(head))
    side = inner[0] if inner else _listed_side(head)
    if not side and _AT_PLACE.fullmatch(form):
        place = form.split(" ", 1)[1]
        side = "france" if place == own or is_region(place) or "francais" in form else "partenaire"
    return (side, Label("acteurs", head, rest)) if side else None


# --- the section ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Text that goes on without a label or a bullet; `cote` is "" when it says no side."""

    cote: str = ""
    thread: Thread = field(default_factory=Thread)
    listed: bool = False
    """A bullet or a dash opens it: it is one actor."""
    bare: bool = False
    """A country's bare name opens it."""


def read(
    section: Section | None, own: str, width: Width, notes: Notes
) -> tuple[tuple[ActeurCite, ...], dict[int, str]]:
    """The actors of a record, and the side labels by line number.

    `own`: its folded name, `width`: how wide its text is set.
    """
    if section is None:
        return (), {}
    printed: dict[int, str] = {}
    lines = _lines_apart(section.pieces, own, width)
    runs = _runs(section.pieces, own, printed, lines, notes)
    for run in runs:
        _note_open_parenthesis(run.thread, notes)
    return tuple(_actors(runs, printed, notes)), printed


def _lines_apart(pieces: Sequence[Piece], own: str, width: Width) -> set[int]:
    """The lines that open an actor each: below a side alone on its line, where no mark does."""
    labels = [find_side(piece.body, own) or find_lone_side(piece.body) for piece in pieces]
    sides = [at for at, label in enumerate(labels) if label]
    apart: set[int] = set()
    for at, stop in itertools.pairwise([*sides, len(pieces)]):
        label, block = labels[at], pieces[at + 1 : stop]
        marked = any(piece.bullet or piece.dashes or ";" in piece.text for piece in block)
        if label and not label[1].rest and not marked:
            pairs = itertools.pairwise(block)
            apart |= {below.number for above, below in pairs if _ends(above, below, width)}
    return apart


def _ends(above: Piece, below: Piece, width: Width) -> bool:
    """Whether a line was ended there, and leaves nothing open."""
    ended = width.ended(above.line, below.line) or width.is_short(above.line)
    return ended and not _LINKED.search(above.text)


def _runs(
    pieces: Sequence[Piece], own: str, printed: dict[int, str], apart: set[int], notes: Notes
) -> list[_Run]:
    runs = [_Run()]
    lacks_partner = not any(_tells_partner(piece, own) for piece in pieces)
    for piece, below in itertools.zip_longest(pieces, pieces[1:]):
        found = _label(piece, runs, below, own)
        if not found and lacks_partner and (found := _other_place(piece, runs)):
            notes.add("cote_suppose", piece.number, found[1].printed)
        listed = bool(piece.bullet or piece.dashes)
        text = piece.body if listed else piece.text
        if found:
            cote, label = found
            text = label.rest
            printed[piece.number] = label.printed
            if not label.printed.endswith(":"):
                notes.add("libelle_sans_deux_points", piece.number, label.printed)
            runs.append(_Run(cote, bare=names_country(label)))
        elif piece.bullet or (piece.dashes and not piece.opened):
            runs.append(_Run(listed=True))
        elif piece.number in apart or _stands_apart(piece, runs[-1]):
            runs.append(_Run())
        runs[-1].thread.add(piece.number, text)
    for run in runs:
        run.thread.close()
    return runs


def _stands_apart(piece: Piece, above: _Run) -> bool:
    """« Ville de Rennes » / blank / « Comité de jumelage »: an actor each, whose marks are lost."""
    ended = above.thread and not _LINKED.search(above.thread.tail)
    return piece.parted and bool(ended)


def _label(
    piece: Piece, runs: Sequence[_Run], below: Piece | None, own: str
) -> tuple[str, Label] | None:
    """The side's label that the line opens with, or that it is.

    A country's bare name is one only below another (« France : »), or where nothing is left open
    above (« Ambassade de » / « Chine : service culturel »); a label that lost its colon, there too
    or over a bullet or a capital; the first line of a section is free of all that.
    """
    found, above = find_side(piece.body, own), runs[-1].thread.tail
    if found and not names_country(found[1]):
        return found
    ended = above.rstrip("»”)\"' ")[-1:] in f"{_STOPS};"
    free = piece.broken or bool(piece.bullet) or piece.opened or ended
    if found or below is None:
        again = any(run.bare for run in runs) and not _LINKED.search(above)
        return found if free or again else None
    return find_lone_side(piece.body) if free or not below.line.lower else None


def _tells_partner(piece: Piece, own: str) -> bool:
    """Whether a line holds a known label of the partner's side."""
    found = find_side(piece.body, own)
    inner = (side for *_, side in _inner_labels(piece.text))
    return "partenaire" in (found[0] if found else "", *inner)


def _other_place(piece: Piece, runs: Sequence[_Run]) -> tuple[str, Label] | None:
    """« Québec : », « Outre-Atlantique : » below the French side: where its partner is.

    No body is called so, and nothing is left open above.
    """
    head, rest = split_label(piece.body)
    told = [run.cote for run in runs if run.cote]
    if told[:1] != ["france"] or not head[:1].isupper() or piece.bullet or piece.dashes:
        return None
    long = len(head.split()) > _LONGEST_PLACE or _LINKED.search(runs[-1].thread.tail)
    body = any(opening(f"{key(head)} ", table) for table in _BODY_WORDS)
    return None if long or body else ("partenaire", Label("acteurs", head, rest))


def _actors(runs: Sequence[_Run], printed: dict[int, str], notes: Notes) -> Iterator[ActeurCite]:
    """The actors of the runs, cut where a side opens; a run that says none is of the one above."""
    cote, said = "", True
    for run in runs:
        whole, start = run.thread, 0
        cote = run.cote or cote
        end = len(whole.text)
        for before, at, after, opened in (*_inner_labels(whole.text), (end, end, end, "")):
            if whole.text[start:before].strip():
                if said and not cote:
                    notes.add("cote_non_dit", whole.first, whole.tail)
                said = said and bool(cote)
                yield from _split(run, cote, start, before, notes)
            _add_label(whole, at, after, printed)
            cote, start = opened or cote, after


def _inner_labels(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Where the text before a label ends, the label's span, and its side."""
    inside = _protected(text) if ":" in text else []
    for match in _OPENING.finditer(text) if inside else ():
        found = None if inside[match.start()] else find_inner_side(text, match.end())
        ended = not match.start() or text[match.start() - 1] in _STOPS
        if found and (ended or not names_country(found[1])):
            yield match.start(), match.end(), match.end() + len(found[1].printed), found[0]


def _add_label(whole: Thread, start: int, stop: int, printed: dict[int, str]) -> None:
    """Say of each line which part of it is the label at `start` (it may go over two lines)."""
    for number, places in itertools.groupby(range(start, stop), whole.line_at):
        text = "".join(whole.text[place] for place in places).strip()
        add_label(printed, number, text)


# --- the actors of one side -----------------------------------------------------------------------


def _split(run: _Run, side: str, start: int, stop: int, notes: Notes) -> Iterator[ActeurCite]:
    text = run.thread.text[start:stop]
    cote: Literal["france", "partenaire"] = "partenaire" if side == "partenaire" else "france"
    spans = _parts(text, listed=run.listed)
    commas = [] if run.listed or len(spans) > 1 else _by_comma(text, _protected(text))
    if len(commas) == _ONE_COMMA:
        notes.add("virgule_douteuse", run.thread.line_at(start), text.strip())
        if all(opening(fold(text[a:b].strip()), "formes") for a, b in commas):
            spans = commas  # « Ville de Karlovy Vary, Région de Karlovy Vary »
    for first, last in spans:
        label = text[first:last].strip()
        if last == spans[-1][1]:
            label = _without_stop(label)
        if any(char.isalnum() for char in label):
            lines = run.thread.span(start + first, start + last)
            yield ActeurCite(libelle=label, cote=cote, ligne_debut=lines[0], ligne_fin=lines[1])


def _parts(text: str, *, listed: bool) -> list[tuple[int, int]]:
    """Where the labels of one side start and stop."""
    inside = _protected(text)
    spans = split_outside(text, SEMICOLON, inside)
    if len(spans) > 1 or listed:
        return spans
    commas = _by_comma(text, inside)
    return commas if len(commas) > _ONE_COMMA else spans


def _by_comma(text: str, inside: list[bool]) -> list[tuple[int, int]]:
    """The pieces between commas, [] when one only goes on with the one before."""
    commas = split_outside(text, _COMMA, inside)
    goes_on = any(_GOES_ON.match(text, start) for start, _ in commas[1:])
    return [] if goes_on else commas


def _protected(text: str) -> list[bool]:
    """For each character, whether it stands in parentheses or guillemets that close."""
    inside = depth_map(text)
    opened = -1
    for match in _GUILLEMETS.finditer(text):
        if match.group() == "«":
            opened = match.start()
        elif opened >= 0:
            inside[opened : match.end()] = [True] * (match.end() - opened)
            opened = -1
    return inside


def _without_stop(label: str) -> str:
    """The last label without the full stop that ends the list."""
    kept = label.endswith("..") or _ACRONYM.search(label)
    return label if kept else label.removesuffix(".").rstrip()


def _note_open_parenthesis(whole: Thread, notes: Notes) -> None:
    inside = depth_map(whole.text)
    position = next((i for i, c in enumerate(whole.text) if c == "(" and not inside[i]), None)
    if position is not None:
        printed = whole.text[position : position + 80]
        notes.add("parenthese_ouverte", whole.line_at(position), printed)
