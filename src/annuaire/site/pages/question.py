"""A canned question: what may be chosen, the answer in words, then as a table and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from annuaire.errors import AnnuaireError, NotFound
from annuaire.formats import render
from annuaire.reading import names, questions
from annuaire.site import cells
from annuaire.site.answers import JSON, TEXT, Page
from annuaire.site.content import plural
from annuaire.site.pages import introuvable
from annuaire.site.phrasing import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annuaire.reading.questions import Question
    from annuaire.site.answers import Site

    Query = Mapping[str, str]

_SHOWN = 200
"""Rows of an answer that its page shows; its files hold all."""
_HIDDEN = frozenset({"id", "slug", "numero", "ligne_fin"})
"""Columns that a page says otherwise: by the link of a title or of a line."""
_YEARS = (
    "SELECT annee FROM jalons UNION SELECT annee_debut FROM actions WHERE annee_debut ORDER BY 1"
)
TYPES = {"csv": "text/csv; charset=utf-8", "json": JSON}


class Answer(NamedTuple):
    """What a question was asked with, and what it answers."""

    meant: Mapping[str, str | None]
    columns: Sequence[str]
    rows: Sequence[Any]


class Choice(NamedTuple):
    """A parameter as a form offers it; without `options`, anything may be typed."""

    name: str
    label: str
    typed: str
    empty: str
    options: list[tuple[str, str]]
    chosen: frozenset[str]

    def words(self) -> str:
        """What was chosen, in words."""
        found = [label for value, label in self.options if value in self.chosen]
        return f"{self.label.lower()} : {', '.join(found) or self.typed}"


def page(site: Site, name: str, query: Query) -> Page:
    """The page of a question, asked with what its form chose; of a name of nothing, suggestions."""
    if name not in questions.names():
        return introuvable.page(site, f"/question/{name}")
    question = questions.load(name)
    given = {key: value for key, value in query.items() if key in question.parameters and value}
    error = None
    try:
        answer = ask(site, question, given)
    except AnnuaireError as found:
        error, answer = found, Answer(given, (), ())
    shown = [column for column in answer.columns if column not in _HIDDEN]
    choices = [_choice(site, question, each, given, answer.meant) for each in question.parameters]
    return site.page(
        "question.html",
        status=200 if error is None else 404 if isinstance(error, NotFound) else 400,
        question=question,
        given=given,
        choices=choices,
        error=error,
        words=_in_words(answer, [each.words() for each in choices if each.typed]),
        heads=[label(column) for column in shown],
        rows=[[_cell(site, row, column) for column in shown] for row in answer.rows[:_SHOWN]],
        left=max(len(answer.rows) - _SHOWN, 0),
    )


def file(kind: str, site: Site, name: str, query: Query) -> Page:
    """The whole answer as a file of that kind."""
    if name not in questions.names():
        return introuvable.page(site, f"/question/{name}")
    question = questions.load(name)
    given = {key: value for key, value in query.items() if key in question.parameters}
    try:
        answer = ask(site, question, given)
    except AnnuaireError as error:
        return Page(f"{error}\n".encode(), 404, TEXT)
    text = "".join(render(kind, answer.columns, answer.rows))
    return Page(text.encode(), content_type=TYPES[kind])


def ask(site: Site, question: Question, given: Query) -> Answer:
    """The answer; raises what `questions.resolve` does."""
    meant = questions.resolve(site.base, question, given)
    cursor = site.base.execute(question.sql, meant)
    return Answer(meant, [column[0] for column in cursor.description], cursor.fetchall())


def _choice(
    site: Site, question: Question, name: str, given: Query, meant: Mapping[str, str | None]
) -> Choice:
    typed = given.get(name, "")
    empty = question.parameters[name].rpartition("vide : ")[2]
    chosen = frozenset({typed, *(meant.get(name) or "").split("|")} - {""})
    return Choice(name, label(name), typed, empty, _options(site, name), chosen)


def _options(site: Site, name: str) -> list[tuple[str, str]]:
    """What may be chosen for a parameter: its value, and what it is called."""
    if name in questions.YEARS:
        return [(str(year), str(year)) for (year,) in site.base.execute(_YEARS)]
    if name == "fiche":
        return [(each.slug, each.intitule) for each in site.catalogue.fiches.values()]
    kinds = questions.KINDS.get(name, ())
    found = [each for kind in kinds for each in names.choices(site.base, kind)]
    pairs = [
        (label if len(kinds) > 1 and label else value, label or value) for value, label in found
    ]
    return list(dict(pairs).items())


def _in_words(answer: Answer, chosen: Iterable[str]) -> str:
    """How much was found, in how many records, of which years."""
    rows, columns = answer.rows, answer.columns
    said = [plural(len(rows), "réponse") if rows else "Aucune réponse"]
    key = "slug" if "numero" in columns else "fiche" if "fiche" in columns else ""
    fiches = {row[key] for row in rows if row[key]} if key else set()
    if len(fiches) > 1:
        said.append(f"dans {plural(len(fiches), 'fiche')}")
    year = next((each for each in ("annee", "annee_debut") if each in columns), "")
    years = sorted({row[year] for row in rows if row[year]}) if year else []
    if len(years) > 1:
        said.append(f"de {years[0]} à {years[-1]}")
    narrowed = "; ".join(chosen)
    return ", ".join(said) + (f" ({narrowed})" if narrowed else "") + "."


def _cell(site: Site, row: Any, column: str) -> Any:
    value = row[column]
    if value is None:
        return ""
    return cells.render_cell(cells.Cell(site, row, str(value), None), column) or value
