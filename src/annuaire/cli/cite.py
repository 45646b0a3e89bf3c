"""`annuaire cite`: how to cite the dataset, or one record of it."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options
from annuaire.cli.output import write
from annuaire.formats import of_path
from annuaire.reading import citation, names
from annuaire.reading.connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annuaire.reading.citation import Citation

_FORMS = ("text", "bibtex", "csl-json", "json")
_SUFFIXES = {".txt": "text", ".bib": "bibtex", ".json": "json"}


@click.command(name="cite", epilog=options.example("annuaire cite lyon", "annuaire cite -f bibtex"))
@options.record(required=False)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="Text, BibTeX or CSL-JSON, which json means too.  [default: what the name of -o says, or"
    " text]",
)
@options.database
@options.destination
def command(
    key: tuple[str, ...],
    repertoire: str | None,
    form: str | None,
    database: str | None,
    output_path: str | None,
) -> None:
    """Cite the whole dataset, or one record with its lines in the source."""
    chosen = form or of_path(output_path, _SUFFIXES) or "text"
    with closing(connect(database)) as base:
        ids = names.find_ids(base, " ".join(key), repertoire) if key else [None]
        found = [each for number in ids for each in citation.cite(base, number)]
    write(_rendered(found, chosen), output_path)


def _rendered(found: Sequence[Citation], form: str) -> Iterator[str]:
    if form == "text":
        return map(citation.as_text, found)
    if form == "bibtex":
        return map(citation.as_bibtex, found)
    from annuaire.formats.json import dumps

    return iter([dumps([citation.as_csl(each) for each in found], pretty=True) + "\n"])
