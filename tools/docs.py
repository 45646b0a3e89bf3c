"""The documentation that is made from the code and its data: written, or with `--check` compared.

    python tools/docs.py [--check] [FILE…]

FILE is one of DOCUMENTS, below; without any, all are made. Each is a function without arguments
that gives the text of the file: a new document is a function and a row of the table.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reference
import yaml
from generated import ROOT, publish, read
from python_door import python_door

from annuaire import codebook, knowledge
from annuaire.cli import COMMANDS, cli
from annuaire.formats import FORMATS
from annuaire.reading import dictionary, questions
from annuaire.reading.connection import connect
from annuaire.site.settings import DATABASE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import FileIO

Node = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Make the files named; 1 when `--check` found a stale one, 2 for a name that is none."""
    names = [each for each in arguments if each != "--check"] or [*DOCUMENTS]
    if unknown := set(names) - set(DOCUMENTS):
        print(f"{', '.join(sorted(unknown))}: not one of {', '.join(DOCUMENTS)}", file=sys.stderr)
        return 2
    return max([publish(name, DOCUMENTS[name]()) for name in names])


def table(*columns: str, rows: Iterator[str]) -> str:
    """A Markdown table: its head, a rule, its rows."""
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n{''.join(rows)}"


# --- schema.sql: the closed sets of its CHECKs ----------------------------------------------------

CLOSED = re.compile(r"^(  (\w+) .*?CHECK \(\2 IN \()[^)]*(\)\).* -- \[codes (\w+)\])", re.MULTILINE)


def schema() -> str:
    """The file, each CHECK of a column that says `[codes E]` with the codes of that set."""
    return CLOSED.sub(
        lambda match: match[1] + ", ".join(map(repr, codebook.sets()[match[4]])) + match[3],
        read("schema.sql"),
    )


# --- docs/codes.md: the codebook ------------------------------------------------------------------


def codes() -> str:
    """The page, from words/codes.csv and the columns of schema.sql that hold them."""
    held: dict[str, list[str]] = {name: [] for name in codebook.sets()}
    for each in dictionary.tables():
        for column in each.columns:
            if column.codes:
                held[column.codes].append(f"`{each.name}.{column.name}`")
    return """# Codes

Ce que veulent dire les codes des ensembles fermés (aussi : `annuaire schema [TABLE] --codes`).
Faits de `src/annuaire/words/codes.csv`, et d’`anomalies.csv` pour le français des anomalies. Les
noms chinois n’ont pas été relus par un sinophone.
""" + "".join(
        f"\n## {name}\n\n{', '.join(held[name])}\n\n"
        + table("code", "français", "anglais", "chinois", "définition", rows=map(code_row, found))
        for name, found in ((name, each.values()) for name, each in codebook.sets().items())
    )


def code_row(code: codebook.Code) -> str:
    """A code and its words."""
    return f"| `{code.code}` | {' | '.join(code[2:])} |\n"


# --- docs/anomalies.md: the codes that a build can report -----------------------------------------


def anomalies() -> str:
    """The page, from words/anomalies.csv."""
    rows = (
        f"| `{row['code']}` | {row['gravite']} | {row['message']} | {row['explication']} |"
        f" {row['doute'] or '–'} |\n"
        for row in knowledge.table("anomalies")
    )
    return f"""# Anomalies

Ce que la source a d’étrange est gardé tel quel, signalé ligne par ligne dans la table `anomalies`,
et corrigé à côté quand une règle énoncée le permet (`valeur_corrigee`). `annuaire build` les
imprime avec fichier et ligne ; `--strict` refuse celles de gravité *erreur*. Celles qui ont un rang
de doute (1 : le plus grave) sont demandées à une personne par `--review` ([décider](decider.md)).

{table("code", "gravité", "message", "explication", "doute", rows=rows)}"""


# --- docs/dictionnaire.md: the data dictionary ----------------------------------------------------


def data_dictionary() -> str:
    """The page, from the comments of schema.sql."""
    return """# Dictionnaire des données

Fait des commentaires de `schema.sql` (aussi : `annuaire schema [TABLE]`). *verbatim* : texte tel
qu’imprimé, blancs réduits et lignes coupées rejointes. Une colonne `X_source` est le texte imprimé
dont `X` est la valeur utilisable. `ligne_debut` et `ligne_fin` renvoient aux lignes de la source.
""" + "".join(
        f"\n## {each.name}\n\n{each.description} *({each.kind})*\n\n"
        + table("colonne", "type", "description", rows=map(column_row, each.columns))
        for each in dictionary.tables()
    )


def column_row(column: dictionary.Column) -> str:
    """A column: its name, its type, what it holds and what is said of it."""
    notes = [
        note
        for note, holds in (
            ("verbatim", column.verbatim),
            ("obligatoire", column.required),
            (f"→ {column.references}", column.references),
            (f"codes : [{column.codes}](codes.md#{column.codes})", column.codes),
        )
        if holds
    ]
    about = column.description + (f" *({', '.join(notes)})*" if notes else "")
    return f"| `{column.name}` | {column.type or '–'} | {about} |\n"


# --- docs/cli.md: what the commands say of themselves ---------------------------------------------

WIDTH = 80
COMMAND_LINE = f"""\
# The command line

Made from the help of the commands by `tools/docs.py`: what is written here is what
`annuaire COMMAND --help` prints.

Data goes to stdout, words go to stderr. Rows are printed as {", ".join(FORMATS)};
`--excel` writes what French spreadsheets open. A file that `-o` names is written whole or left as
it was. Names are understood without accents, capitals and hyphens, and an unknown one is answered
with the nearest that exist.

| exit code | means |
| ---: | --- |
| 0 | done; a search that finds nothing is done |
| 1 | a check failed, a named thing is not there, SQL was refused or wrong, or it was interrupted |
| 2 | the command makes no sense as typed |
| 3 | an input or a database is bad |
"""
SPREADSHEETS = """\
## Spreadsheets

`--excel` writes a BOM, semicolons, CRLF and decimal commas. A text that a spreadsheet would run
as a formula (it begins with `=`, `@`, or with `+` or `-` and is no number) gets an apostrophe in
front. Post codes and telephone numbers are written as they are: import their columns as text, or
the spreadsheet takes them for numbers and drops a leading zero or plus sign. `annuaire export xlsx`
writes a workbook in which they are text.
"""
CANNED = """\
## Canned questions

`annuaire query --named NAME -p PARAMETER VALUE`; a parameter left out keeps all.

| name | question | parameters |
| --- | --- | --- |
"""


def command_line() -> str:
    """The page: the help of `annuaire`, that of each command, the canned questions."""
    canned = (
        f"| `{each.name}` | {each.title} | {' '.join(f'`{name}`' for name in each.parameters)} |\n"
        for each in questions.load_all()
    )
    helps = [help_section("annuaire"), *(help_section("annuaire", name) for name in COMMANDS)]
    return "\n".join([COMMAND_LINE, *helps, SPREADSHEETS, CANNED + "".join(canned)])


def help_section(*words: str) -> str:
    """A command under its name, as it tells itself on an 80-column terminal."""
    context = cli.make_context(
        "annuaire", [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    for name in words[1:]:
        command = cli.get_command(context, name)
        assert command is not None
        context = command.make_context(name, [], parent=context, resilient_parsing=True)
    return f"## {' '.join(words)}\n\n```text\n{context.get_help()}\n```\n"


# --- metadata.yml: what Datasette says of the tables, and the questions it has ready --------------

METADATA = """\
# Fait par tools/docs.py de tools/metadata_redige.yml, des commentaires de schema.sql et de
# src/annuaire/questions/*.sql : ne se modifie pas ici.
#   datasette -i data/annuaire.db -m metadata.yml                    (Datasette 0.65)
#   datasette -i data/annuaire.db -m metadata.yml -c metadata.yml    (Datasette 1.0)
"""


def metadata() -> str:
    """The file, from what a hand wrote, the data dictionary and the canned questions.

    Datasette 0.65 reads all of it as metadata, 1.0 the questions and settings as configuration;
    it no longer lends a table the source and licence of its database, so each level says them.
    """
    written: Node = yaml.safe_load(read("tools/metadata_redige.yml"))
    return METADATA + yaml.dump(
        site(written), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100
    )


def site(written: Node) -> Node:
    """The whole, from the part that a hand wrote."""
    credit: Node = written["credits"]
    tables = {
        each.name: table_node(each, dict(written["tables"][each.name]), credit)
        for each in dictionary.tables()
    }
    canned = {each.name: question_node(each, credit) for each in questions.load_all()}
    database = {**written["database"], **credit, "tables": tables, "queries": canned}
    return {
        "title": written["title"],
        "description_html": written["description_html"],
        **credit,
        "settings": SETTINGS,
        "databases": {DATABASE: database},
    }


def table_node(told: dictionary.Table, settings: Node, credit: Node) -> Node:
    """A table: its description from the dictionary, with a last sentence from the hand."""
    after = settings.pop("suite", None)
    return {
        "description": " ".join(part for part in (told.description, after) if part),
        **credit,
        **settings,
        "columns": {column.name: column_note(column) for column in told.columns},
    }


MANY = 12
"""More codes than are told beside a column."""


def column_note(column: dictionary.Column) -> str:
    """What is said of a column: whether it is printed text, and what its codes are called."""
    names = [code.nom for code in codebook.sets()[column.codes].values()] if column.codes else []
    told = f" ({', '.join(names)})" if 0 < len(names) <= MANY else ""
    return column.description + (" (tel qu’imprimé)" if column.verbatim else told)


def question_node(question: questions.Question, credit: Node) -> Node:
    """A canned question; its parameters are told in its description."""
    told = [f"« {name} » : {text}." for name, text in question.parameters.items()]
    description = " ".join(part for part in (question.description, *told) if part)
    return {
        "title": question.title,
        **({"description": description} if description else {}),
        **({"params": list(question.parameters)} if question.parameters else {}),
        **credit,
        "sql": question.sql + "\n",
    }


class Dumper(yaml.SafeDumper):
    """YAML that people read: no anchors, SQL in blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Each level says its source and licence in full."""
        return True


def text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text of several lines as a block."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, text_node)


# --- README.md and other pages: their transcripts, made by running them ---------------------------

CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def pages() -> list[str]:
    """The README, and every page of docs/ that holds a transcript."""
    found = sorted(Path(ROOT, "docs").rglob("*.md"))
    names = ["README.md", "LISEZMOI.md", *(path.relative_to(ROOT).as_posix() for path in found)]
    return [name for name in names if CONSOLE.search(read(name))]


def page(name: str) -> str:
    """The page with its transcripts run again (they write to build/ only).

    In a ```console block, each line `$ annuaire …` or `$ python …` is run from the root of the
    checkout on a terminal, and what it shows replaces what stood below it.
    """
    os.makedirs(os.path.join(ROOT, "build"), exist_ok=True)
    text = FIGURES.sub(figures, read(name)) if name == "README.md" else read(name)
    return CONSOLE.sub(lambda block: transcript(block.group()), text)


FIGURES = re.compile(r"^\d+ records, .*?\.$", re.MULTILINE | re.DOTALL)
COUNTED = (
    "partenariats", "partenariats_partenaires", "partenaires", "actions", "acteurs", "anomalies",
)  # fmt: skip
"""What the first figures of the README count, in their order."""


def figures(told: re.Match[str]) -> str:
    """The sentence with the counts of the packaged database."""
    with closing(connect()) as base:
        counts = [base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED]
    found = iter(counts)
    return re.sub(r"\d+", lambda _: str(next(found)), told.group())


def transcript(block: str) -> str:
    """A block with each of its commands run; raises CalledProcessError when one fails."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{printed(command)}" for command in commands)


COLUMNS = 96


def printed(command: str) -> str:
    """What one command shows on a terminal, without trailing spaces; 1 is a fair exit code."""
    words = shlex.split(command.removeprefix("$ "))
    if words[0] not in {"annuaire", "python"}:
        raise ValueError(f"only annuaire and python are run here: {command}")
    start = [sys.executable, *(["-m", "annuaire"] if words[0] == "annuaire" else [])]
    code, shown = on_terminal([*start, *words[1:]])
    if code not in {0, 1}:
        raise ValueError(f"{command}: exit {code}: {shown}")
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def on_terminal(words: Sequence[str]) -> tuple[int, str]:
    """The exit code of a program, and what it shows on a terminal of COLUMNS columns."""
    master, slave = os.openpty()
    env = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    with subprocess.Popen(
        words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.PIPE
    ) as program:
        os.close(slave)
        with os.fdopen(master, "rb", buffering=0) as screen:
            shown = b"".join(iter(lambda: _seen(screen), b""))
        # Words come after data; on a terminal they would tell of progress, which varies.
        shown += program.stderr.read() if program.stderr else b""
    return program.returncode, shown.decode().replace("\r\n", "\n")


def _seen(screen: FileIO) -> bytes:
    """What came next; nothing once the program is done, which Linux tells as an error."""
    try:
        return screen.read(65536) or b""
    except OSError:
        return b""


DOCUMENTS: dict[str, Callable[[], str]] = {
    "schema.sql": schema,
    "metadata.yml": metadata,
    "docs/cli.md": command_line,
    "docs/codes.md": codes,
    "docs/anomalies.md": anomalies,
    "docs/dictionnaire.md": data_dictionary,
    "docs/python.md": python_door,
    "docs/schema.md": reference.schema_page,
    "docs/schema.svg": reference.schema_drawing,
    "notebooks/annuaire.ipynb": reference.notebook,
    **{name: partial(page, name) for name in pages()},
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
