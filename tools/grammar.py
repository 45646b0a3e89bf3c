"""docs/grammaire.md from the tables of rules and the module docstrings of parsing.

python tools/grammar.py [--check]

The sentences of the rules are those of the code, in English; the line that forced each is quoted.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generated import ROOT, publish

from annuaire import parsing

sys.path.insert(0, os.path.join(ROOT, "tests"))

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.rules import AnyRule, AnyTable

HEAD = """# Grammaire de la page

Comment le texte d’un répertoire devient des rubriques et des points. Ce qu’une ligne est et ce
qu’elle fait se décide dans des tables de règles : chaque règle pose une question à une ligne et à
ses voisines, la première qui vaut décide, la dernière vaut toujours. Chaque table décide une ligne
une fois au plus, et rien ne revient sur ce qu’elle a décidé. Une règle porte sa preuve : la
première ligne des textes que l’on lirait autrement sans elle, ou, si aucun de nos textes n’en a
besoin, un essai.

`annuaire build TEXTE --explain 324-336` dit quelles règles ont décidé de ces lignes ;
`make census`, quels textes ont besoin de chaque règle et de chaque mot des listes. Cette page est
faite du code par `tools/grammar.py`, et les phrases des règles y restent en anglais. Ce que les
rubriques deviennent ensuite est dans [regles.md](regles.md).
"""


class Chapter(NamedTuple):
    """A part of the page: modules whose docstrings hold grammar, and tables by their names."""

    title: str
    prose: str
    modules: tuple[str, ...]
    tables: tuple[str, ...] = ()


CHAPTERS = (
    Chapter(
        "La feuille",
        """\
Deux sortes de blanc : une ligne vide est du bruit au milieu d’un texte coupé ; une ligne d’espaces
est une vraie coupure. Là où (presque) aucune ligne d’espaces n’est imprimée, une ligne vide est une
coupure quand le texte au-dessus est fini. Quatre chiffres seuls sont une année, non une page. Un
trait d’union en fin de ligne appartient au mot (« PME- » + « PMI »).""",
        ("page.lines",),
        ("lines",),
    ),
    Chapter(
        "La largeur",
        """\
Une ligne a été finie là quand le premier mot de la suivante y aurait encore tenu. La largeur est
mesurée sur les lignes de prose et de points qui continuent en minuscule, sans celles qui ont été
coupées à la main (moins de 85 % de la largeur usuelle) ; moins de dix lignes donnent la largeur
usuelle, dont un vingtième est ôté. Elle se compte en chasses de lettres (`largeurs.csv`) quand les
coupures du texte s’y accordent mieux qu’en caractères : le répertoire est composé en Times, où une
ligne pleine a de 88 à 104 caractères.""",
        ("page.width",),
    ),
    Chapter(
        "Les libellés",
        """\
Une liste fermée (`libelles.csv`) ; ces règles ne sont posées qu’aux lignes qui commencent par un de
ces libellés.""",
        ("record.labels",),
        ("labels",),
    ),
    Chapter(
        "Les parties du répertoire",
        """\
Une fiche commence au titre que suit « Maire : » ou « Président : », ou à un titre que la liste du
début annonce. Une entrée de la liste et un titre vont ensemble par les mêmes mots, sinon par les
mêmes lieux des deux côtés (natures et parenthèses mises à part, St = Saint), sinon par la graphie
la plus proche quand chaque côté ressemble à l’autre.""",
        ("book.outline", "book.listing", "book.starts"),
        ("heads", "headings"),
    ),
    Chapter(
        "Les rubriques d’une fiche",
        """\
Une rubrique imprimée deux fois continue la première. Un libellé inconnu qui commence par un libellé
connu et un mot de liaison ouvre sa rubrique (`libelle_variante`), sauf s’il en nomme deux.""",
        ("record.sections",),
        ("sections",),
    ),
    Chapter(
        "Les points d’une rubrique",
        """\
Les règles des points lisent les rubriques de texte, les secteurs et l’avertissement ; contacts,
populations et acteurs ont leur propre lecture.""",
        ("record.items",),
        ("items",),
    ),
    Chapter(
        "Le rôle d’une ligne",
        """\
C’est la colonne `role` de la table `lignes` ; blancs et pages ont le leur de la feuille.""",
        ("page.roles",),
        ("roles",),
    ),
)
QUOTED = 58
"""Characters of a printed line that are quoted."""
_BLOCK = re.compile(r"(?<=\n\n)(?: {4}.*\n)+")


def render() -> str:
    """The page."""
    return HEAD + "".join(map(chapter, CHAPTERS))


def chapter(part: Chapter) -> str:
    """One part: prose, grammar, tables."""
    tables = {table.name: table for table in parsing.TABLES}
    blocks = [block for name in part.modules for block in grammar(name)]
    told = [f"```ebnf\n{block}```\n" for block in blocks]
    told += [rules(tables[name]) for name in part.tables]
    return "\n".join([f"\n## {part.title}\n", part.prose + "\n", *told])


def grammar(name: str) -> Iterator[str]:
    """The indented lines of a module's docstring."""
    docstring = importlib.import_module(f"annuaire.parsing.{name}").__doc__ or ""
    for block in _BLOCK.findall(docstring):
        yield "".join(line[4:] for line in block.splitlines(keepends=True))


def rules(table: AnyTable) -> str:
    """A table with its rules in order."""
    rows = [
        f"| {rank} | `{rule.name}` | {cell(rule.says)} | {rule.answer} | {evidence(rule)} |\n"
        for rank, rule in enumerate(table.rules, 1)
    ]
    head = "| | règle | vaut pour | alors la ligne | preuve |\n|---:|---|---|---|---|\n"
    return f"**`{table.name}`** – {table.question}\n\n{head}{''.join(rows)}"


def evidence(rule: AnyRule) -> str:
    """A link to what forced a rule, and the line that it prints."""
    if rule.evidence == "essai":
        return f"[essai](../tests/essais_de_regles.py){quoted(trial(rule))}"
    if rule.evidence == "dit":
        return "[décision](../tests/deciding)"
    name, _, number = rule.evidence.rpartition(" ")
    if name.startswith("cas "):
        return f"[{cell(name)}](../tests/corpus/issues.txt), ligne {number}"
    path = "data/source/repertoire-franco-chinois.txt"
    path = path if name == "chine" else f"tests/autres/{name}.txt"
    return f"[{name} {number}](../{path}#L{number}){quoted(lines(path)[int(number) - 1])}"


def trial(rule: AnyRule) -> str:
    """The line that a rule decides in the text of its name."""
    from essais_de_regles import CASES  # of the tests

    read = parsing.explain(CASES[rule.name])
    return next(line.texte for line, rules in read if rules.get(rule.table) is rule)


def quoted(printed: str) -> str:
    """A printed line between guillemets, cut when it is long; "" for a blank."""
    text = cell(" ".join(printed.replace("\uf0d8", "➢").split()))
    text = text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"
    return f" « {text} »" if text else ""


@cache
def lines(path: str) -> list[str]:
    """The lines of a text of the repository."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read().split("\n")


def cell(text: str) -> str:
    """A text that stands in a cell of a Markdown table."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(publish("docs/grammaire.md", render()))
