"""What is counted and what is dated: figures in charts, a grid, a timeline, and each as CSV."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from annuaire.codebook import date, say, step
from annuaire.formats import render
from annuaire.reading import record
from annuaire.reading.stats import stats
from annuaire.site import charts, frise
from annuaire.site.answers import Page
from annuaire.site.content import fullest, plural
from annuaire.site.pages import introuvable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from annuaire.records import Jalon, Partenariat
    from annuaire.site.answers import Site
    from annuaire.site.content import Catalogue, Notice, Rayon

    Query = Mapping[str, str]

CSV = "text/csv; charset=utf-8"

_NOMBRES = {
    "sous_actions": "SELECT count(*) FROM actions WHERE parent_id IS NOT NULL",
    "generiques": "SELECT count(*) FROM acteurs WHERE generique",
    "acteurs": "SELECT count(*) FROM acteurs",
    "mentions": "SELECT count(*) FROM partenariats_acteurs",
}
"""Numbers that could be taken for one of those that `stats` makes."""


def chiffres(site: Site, _slug: str, _query: Query) -> Page:
    """Charts by year of start, sector and province, a grid of both, how complete records are."""
    shelf = site.catalogue
    secteurs, provinces = fullest(shelf.secteurs.values()), fullest(shelf.provinces.values())
    years = by_year(shelf)
    counts = {year: len(found) for year, found in years.items()}
    measures = stats(site.base)
    return site.page(
        "chiffres.html",
        persons=False,
        annees=[(year, found, _begun(found)) for year, found in years.items()],
        annees_svg=charts.columns(
            counts, "Partenariats par année de début", _leads(site, years, "/chronologie#a")
        ),
        sans_date=sum(1 for each in shelf.fiches.values() if not each.annee_debut),
        constats=constats(shelf, years, secteurs, provinces),
        secteurs=secteurs,
        secteurs_svg=_bars(site, "secteur", secteurs),
        provinces=provinces,
        provinces_svg=_bars(site, "province", provinces),
        grille=grid(secteurs, provinces),
        nombres={name: site.base.execute(sql).fetchone()[0] for name, sql in _NOMBRES.items()},
        ensemble={each.libelle: each.nombre for each in measures if each.groupe == "ensemble"},
        natures=[each for each in measures if each.groupe == "nature"],
        formes=[each for each in measures if each.groupe == "forme"],
        couverture=[each for each in measures if each.groupe == "couverture"],
    )


def by_year(shelf: Catalogue) -> dict[int, list[Notice]]:
    """The records that say when they began, by year."""
    found: dict[int, list[Notice]] = {}
    for each in sorted(shelf.fiches.values(), key=lambda each: each.annee_debut or 0):
        if each.annee_debut:
            found.setdefault(each.annee_debut, []).append(each)
    return found


def _begun(fiches: Iterable[Notice]) -> str:
    """What began: « accord, 2 propositions »."""
    found = Counter(say("nature_debut", each.annee_debut_nature) for each in fiches)
    return ", ".join(f"{count} {words}" if count > 1 else words for words, count in found.items())


def _leads(site: Site, years: dict[int, list[Notice]], beyond: str) -> dict[int, str]:
    """Where a year leads: to its record, or where all of that year are."""
    return {
        year: site.url(f"/fiche/{found[0].slug}" if len(found) == 1 else f"{beyond}{year}")
        for year, found in years.items()
    }


def _bars(site: Site, kind: str, rayons: Sequence[Rayon]) -> str:
    rows = [(each.nom, len(each.fiches), site.url(f"/{kind}/{each.slug}")) for each in rayons]
    return charts.bars(rows, f"Partenariats par {kind}")


# --- Findings -------------------------------------------------------------------------------------


def constats(
    shelf: Catalogue,
    years: dict[int, list[Notice]],
    secteurs: Sequence[Rayon],
    provinces: Sequence[Rayon],
) -> dict[str, str]:
    """What each chart shows, in a sentence."""
    return {
        "annees": _finding_years(years),
        "secteurs": _finding(secteurs, len(shelf.fiches), "Le secteur le plus cité"),
        "provinces": _finding(provinces, len(shelf.fiches), "La province la plus présente"),
    }


def _finding_years(years: dict[int, list[Notice]]) -> str:
    if not years:
        return "Aucune fiche ne dit son année de début."
    first, decades = min(years), Counter(y // 10 * 10 for y, each in years.items() for _ in each)
    decade, most = max(decades.items(), key=lambda item: (item[1], -item[0]))
    names = ", ".join(each.intitule for each in years[first])
    dated = sum(map(len, years.values()))
    return (
        f"La première année dite est {first} ({names}) ; "
        f"{plural(most, 'fiche')} sur {dated} commencent de {decade} à {decade + 9}."
    ).replace("1 fiche sur", "une fiche sur")


def _finding(rayons: Sequence[Rayon], total: int, what: str) -> str:
    if not rayons:
        return ""
    most = len(rayons[0].fiches)
    first = [each.nom for each in rayons if len(each.fiches) == most]
    more = f" (à égalité : {', '.join(first[1:])})" if len(first) > 1 else ""
    few = sum(1 for each in rayons if len(each.fiches) == 1)
    rest = f" ; {few} sur {len(rayons)} ne sont que dans une fiche" if few else ""
    return f"{what} est « {first[0]} »{more}, dans {plural(most, 'fiche')} sur {total}{rest}."


# --- The grid of sectors and provinces ------------------------------------------------------------


class Case(NamedTuple):
    """A cell: the records that have both."""

    fiches: tuple[Notice, ...]
    teinte: int
    """From 0, none, to 4, as many as anywhere."""


def grid(secteurs: Sequence[Rayon], provinces: Sequence[Rayon]) -> list[tuple[Rayon, list[Case]]]:
    """A row per sector: for each province, the records that have both."""
    rows = [(s, [_both(s, p) for p in provinces]) for s in secteurs]
    most = max((len(found) for _, cells in rows for found in cells), default=1)
    return [(s, [Case(found, -(-4 * len(found) // most)) for found in cells]) for s, cells in rows]


def _both(one: Rayon, other: Rayon) -> tuple[Notice, ...]:
    slugs = {each.slug for each in other.fiches}
    return tuple(each for each in one.fiches if each.slug in slugs)


# --- The timeline ---------------------------------------------------------------------------------


def chronologie(site: Site, _slug: str, _query: Query) -> Page:
    """All dated steps: a line per record, and a table by year."""
    fiches = read_all(site)
    rows = frise.rows(fiches, lambda slug: site.url(f"/fiche/{slug}"))
    etapes = list(steps(fiches))
    return site.page(
        "chronologie.html",
        persons=False,
        large=frise.draw(rows, "Chronologie des partenariats", wide=True),
        etroite=frise.draw(rows, "Chronologie des partenariats", wide=False),
        etapes=etapes,
        debut=min((each.annee or each.annee_fin or 9999 for _, each in etapes), default=None),
        dates=sum(1 for row in rows if row.marques),
        natures=Counter(say("nature_jalon", each.nature) for _, each in etapes).most_common(),
        sans=[each for each in fiches if not any(etape is each for etape, _ in etapes)],
        cles=frise.draw_cles(),
    )


def read_all(site: Site) -> list[Partenariat]:
    """Every record."""
    return record.read(site.base, [each.id for each in site.catalogue.fiches.values()])


def steps(fiches: Iterable[Partenariat]) -> list[tuple[Partenariat, Jalon]]:
    """The milestones of records by year, those without one first."""
    found = [(fiche, jalon) for fiche in fiches for jalon in record.chronology(fiche)]
    return sorted(found, key=lambda pair: pair[1].annee or pair[1].annee_fin or 0)


# --- As files -------------------------------------------------------------------------------------


def file(site: Site, name: str, _query: Query) -> Page:
    """What a chart, the grid or the timeline shows, as CSV."""
    if name not in _FILES:
        return introuvable.page(site, f"/chiffres/{name}.csv")
    columns, rows = _FILES[name]
    return Page("".join(render("csv", columns, rows(site))).encode(), content_type=CSV)


def _shelved(kind: str) -> Callable[[Site], list[tuple[object, ...]]]:
    def rows(site: Site) -> list[tuple[object, ...]]:
        shelf = fullest(getattr(site.catalogue, kind).values())
        return [(e.slug, e.nom, len(e.fiches), " ".join(f.slug for f in e.fiches)) for e in shelf]

    return rows


def _grid_rows(site: Site) -> list[tuple[object, ...]]:
    secteurs = fullest(site.catalogue.secteurs.values())
    provinces = fullest(site.catalogue.provinces.values())
    return [
        (secteur.nom, province.nom, len(case.fiches), " ".join(each.slug for each in case.fiches))
        for secteur, cells in grid(secteurs, provinces)
        for province, case in zip(provinces, cells, strict=True)
        if case.fiches
    ]


def _steps_rows(site: Site) -> list[tuple[object, ...]]:
    return [
        (j.annee, j.annee_fin, j.mois, j.jour, j.precision, date(j), step(j), fiche.slug,
         fiche.intitule, j.preuve, j.ligne_debut, j.ligne_fin)
        for fiche, j in steps(read_all(site))
    ]  # fmt: skip


_COUNTS = ("fiches", "slugs")
_FILES: dict[str, tuple[tuple[str, ...], Callable[[Site], list[tuple[object, ...]]]]] = {
    "annees": (
        ("annee", "debuts", *_COUNTS),
        lambda site: [
            (year, _begun(found), len(found), " ".join(each.slug for each in found))
            for year, found in by_year(site.catalogue).items()
        ],
    ),
    "secteurs": (("slug", "secteur", *_COUNTS), _shelved("secteurs")),
    "provinces": (("slug", "province", *_COUNTS), _shelved("provinces")),
    "grille": (("secteur", "province", *_COUNTS), _grid_rows),
    "chronologie": (
        ("annee", "annee_fin", "mois", "jour", "precision", "date", "etape", "fiche", "intitule",
         "preuve", "ligne_debut", "ligne_fin"),
        _steps_rows,
    ),
}  # fmt: skip
"""For each file its columns, and what makes its rows."""
