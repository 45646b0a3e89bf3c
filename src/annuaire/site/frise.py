"""Timelines: the dated steps of records as marks on a line, one `<svg>` out.

What a mark is stands in its shape, not in its colour alone. A step is dated as printed: what lies
between two years is a bar. Actions with a year are small dots under the line.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from annuaire.codebook import date, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annuaire.records import Partenariat

GENRES = {
    "accord": "accord", "jumelage": "accord", "convention": "accord",
    "premier_contact": "contact", "proposition": "contact", "mention": "mention",
    "interruption": "arret", "fin": "arret", "reprise": "reprise",
}  # fmt: skip
"""The shape of each kind of step; any other is drawn as one that is but mentioned."""

CLES = {
    "accord": "accord, jumelage, convention",
    "contact": "premier contact, proposition",
    "mention": "coopération datée, sans dire ce qui eut lieu",
    "arret": "interruption, fin",
    "reprise": "reprise",
    "action": "action",
}


class Marque(NamedTuple):
    """A dated thing: from which year to which, of which shape, in words."""

    debut: int
    fin: int
    genre: str
    texte: str


class Rangee(NamedTuple):
    """A record's line: its name, where it leads, what is on it."""

    nom: str
    adresse: str
    marques: list[Marque]


def marques(fiche: Partenariat) -> list[Marque]:
    """The dated things of a record, by year."""
    found = [
        Marque(
            jalon.annee or jalon.annee_fin or 0,
            jalon.annee_fin or jalon.annee or 0,
            GENRES.get(jalon.nature, "mention"),
            f"{date(jalon)} : {step(jalon)}",
        )
        for jalon in fiche.jalons
    ]
    actions = [each for action in fiche.actions for each in (action, *action.sous_actions)]
    found += [
        Marque(year, each.annee_fin or year, "action", f"{year} : action")
        for each in actions
        if (year := each.annee_debut)
    ]
    return sorted(mark for mark in found if mark.debut)


def rows(fiches: Iterable[Partenariat], lead: Callable[[str], str]) -> list[Rangee]:
    """A line per record that dates anything, by first year."""
    found = [Rangee(fiche.intitule, lead(fiche.slug), marques(fiche)) for fiche in fiches]
    return sorted(
        (row for row in found if row.marques), key=lambda row: (row.marques[0].debut, row.nom)
    )


class Echelle(NamedTuple):
    """Where years stand: the first and last drawn, and from where to where."""

    debut: int
    fin: int
    gauche: float
    droite: float

    def place(self, year: float) -> float:
        """Where the middle of a year stands."""
        return self.gauche + (self.droite - self.gauche) * (year - self.debut + 0.5) / (
            self.fin - self.debut + 1
        )


def scale(found: Sequence[Marque], gauche: float, droite: float) -> Echelle:
    """A scale from the five years before the first mark to those after the last."""
    first, last = min(mark.debut for mark in found), max(mark.fin for mark in found)
    return Echelle(first // 5 * 5, -(-(last + 1) // 5) * 5, gauche, droite)


def draw(found: Sequence[Rangee], title: str, *, wide: bool) -> str:
    """All records: names beside the lines on a wide page, above them on a narrow one."""
    if not found:
        return ""
    width, left, row = (1000, 330, 24) if wide else (360, 8, 40)
    echelle = scale([mark for each in found for mark in each.marques], left, width - 8)
    height = 24 + row * len(found)
    parts = [*_axis(echelle, height)]
    for i, each in enumerate(found):
        y = 24 + row * i
        label = (left - 10, y + 16, "fin") if wide else (0, y + 15, "debut")
        line = y + 12 if wide else y + 27
        parts.append(
            f'<a href="{escape(each.adresse)}"><text class="{label[2]}" x="{label[0]}" '
            f'y="{label[1]}">{escape(each.nom)}</text></a>'
        )
        parts += _line(each.marques, echelle, line)
    return _svg(width, height, title, "group", parts)


def draw_one(fiche: Partenariat) -> str:
    """One record's line, '' when it dates fewer than two years."""
    found = marques(fiche)
    if len({year for mark in found for year in (mark.debut, mark.fin)}) < 2:
        return ""
    echelle = scale(found, 8, 352)
    said = " ; ".join(mark.texte for mark in found if mark.genre != "action")
    parts = [*_axis(echelle, 52), *_line(found, echelle, 36)]
    return _svg(360, 52, f"Frise : {said}", "img", parts)


def draw_cles() -> list[tuple[str, str]]:
    """Each shape, drawn, and what it means."""
    opening = '<svg class="frise cle" viewBox="0 0 16 16" aria-hidden="true">'
    return [(f"{opening}{_shape(genre, 8, 8, '')}</svg>", texte) for genre, texte in CLES.items()]


def _axis(echelle: Echelle, height: int) -> Iterator[str]:
    step_ = 5 if echelle.fin - echelle.debut <= 40 else 10
    for year in range(-(-echelle.debut // step_) * step_, echelle.fin + 1, step_):
        x = echelle.place(year)
        yield f'<path class="axe" d="M{x:.1f} 18V{height}"/>'
        yield f'<text class="milieu annees" x="{x:.1f}" y="12">{year}</text>'


def _line(found: Sequence[Marque], echelle: Echelle, y: float) -> Iterator[str]:
    """A record's line from its first mark to its last, and its marks, the actions below."""
    first, last = echelle.place(found[0].debut), echelle.place(max(mark.fin for mark in found))
    yield f'<path class="fil" d="M{first:.1f} {y}H{last:.1f}"/>'
    for mark in sorted(found, key=lambda mark: mark.genre != "action"):
        x, end = echelle.place(mark.debut), echelle.place(mark.fin)
        if end > x:
            yield f'<path class="duree" d="M{x:.1f} {y}H{end:.1f}"/>'
        yield _shape(mark.genre, x, y, mark.texte)


def _shape(genre: str, x: float, y: float, texte: str) -> str:
    """A mark of a kind around a point, with what it says."""
    x, y = round(x, 1), y + 7 if genre == "action" and texte else y
    title = f"<title>{escape(texte)}</title>" if texte else ""
    if genre in ("accord", "contact", "action"):
        r = 1.8 if genre == "action" else 4.2
        return f'<circle class="{genre}" cx="{x}" cy="{y}" r="{r}">{title}</circle>'
    d = {"arret": f"M{x - 4} {y - 4}l8 8m0-8l-8 8", "reprise": f"M{x - 3.5} {y - 5}l8.5 5l-8.5 5z"}
    return (
        f'<path class="{genre}" d="{d.get(genre, f"M{x - 3.5} {y - 3.5}h7v7h-7z")}">{title}</path>'
    )


def _svg(width: int, height: int, title: str, role: str, parts: Iterable[str]) -> str:
    return (
        f'<svg class="frise" viewBox="0 0 {width} {height}" role="{role}" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
