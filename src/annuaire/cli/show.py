"""`annuaire show`: one record, laid out to be read."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options, terminal
from annuaire.errors import NotFound
from annuaire.reading import names, record
from annuaire.reading.connection import connect, fetch
from annuaire.reading.corrections import MARK, corrections
from annuaire.reading.entries import LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from annuaire.cli.output import Output
    from annuaire.cli.terminal import Line
    from annuaire.reading.record import LigneSource


@click.command(name="show", epilog=options.example("annuaire show lyon"))
@click.option("--source", is_flag=True, help="Print its lines in the source text, numbered.")
@options.record()
@options.database
@options.output
def command(
    key: tuple[str, ...],
    source: bool,
    repertoire: str | None,
    database: str | None,
    output: Output,
) -> None:
    """Show one record, laid out to be read, or its lines in the source.

    A name is that of the authority, of its partner or of their province, in any of its forms
    (of today, of yesterday, in its own script), without regard to accents, capitals and hyphens;
    one that several records share shows them all. With -f json the record is one object (an array
    when there are several), with -f markdown a page; the formats of rows hold one row per text of
    the record.
    """
    with closing(connect(database)) as base:
        ids = _find(base, " ".join(key), repertoire)
        if source:
            _source(base, ids, output)
        elif terminal.laid_out():
            terminal.show(output, _pages(base, ids, terminal.columns()))
        elif output.format == "markdown":
            from annuaire.cli.markdown_page import UNFOLDED, markdown

            output.text(markdown(_pages(base, ids, UNFOLDED)))
        elif output.format in {"json", "ndjson"}:
            output.text(_objects(base, ids, output.format))
        else:
            output.rows(_TEXTS, _texts(base, ids))


def _find(base: sqlite3.Connection, key: str, repertoire: str | None) -> list[int]:
    """The records of that name; of a region or a département, the error says how to list them."""
    try:
        return names.find_ids(base, key, repertoire)
    except NotFound as error:
        from shlex import quote  # only when no record is called so

        for kind in ("region", "departement"):
            for found in names.find(base, kind, key):
                if fetch(base, f"SELECT 1 FROM collectivites WHERE {kind} = ?", [found]):
                    error.hint = f"It is a {LABELS[kind]}: annuaire list --{kind} {quote(key)}"
        raise


def _pages(base: sqlite3.Connection, ids: Sequence[int], columns: int) -> Iterator[Line]:
    """The page of each record, a rule between two."""
    from annuaire.cli.record_page import page
    from annuaire.codebook import state
    from annuaire.reading.editions import states
    from annuaire.reading.outside import outside

    years = states(base)
    for rank, (number, fiche) in enumerate(zip(sorted(ids), record.read(base, ids), strict=True)):
        if rank:
            yield from ((), (("─" * min(columns, terminal.WIDEST), "note"),), ())
        decided, told = corrections(base, number), outside(base, number)
        yield from page(fiche, state(years[fiche.slug]), columns, decided, told)


def _objects(base: sqlite3.Connection, ids: Sequence[int], form: str) -> Iterator[str]:
    """The record as JSON; several as an array, or as one a line."""
    from annuaire.formats.json import array, dumps

    records = [record.to_dict(fiche) for fiche in record.read(base, ids)]
    if form == "ndjson":
        return (dumps(each) + "\n" for each in records)
    if len(records) == 1:
        return iter([dumps(records[0], pretty=True) + "\n"])
    return array(dumps(each, pretty=True) for each in records)


_TEXTS = ("numero", "slug", "rubrique", "texte", "ligne_debut", "ligne_fin")


def _texts(base: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Sequence[object]]:
    """Every text of the records in reading order, a row each."""
    for number in ids:
        rows = fetch(
            base,
            f"SELECT {', '.join(_TEXTS)} FROM v_textes WHERE partenariat_id = ? ORDER BY id",
            (number,),
        )
        yield from map(tuple, rows)


def _source(base: sqlite3.Connection, ids: Sequence[int], output: Output) -> None:
    lines = [line for number in ids for line in record.source_lines(base, number)]
    if terminal.laid_out():
        terminal.show(output, _numbered(lines))
    else:
        columns = record.LINE_COLUMNS
        output.rows(columns, ([getattr(line, name) for name in columns] for line in lines))


def _numbered(lines: Sequence[LigneSource]) -> Iterator[Line]:
    """The lines after their numbers, and under them what was found odd; a page over its lines."""
    page = None
    for line in lines:
        if line.page != page:
            page = line.page
            yield ((" " * 7, ""), (f"page {page}", "note"))
        yield ((f"{line.numero:>5}  ", "note"), (line.texte.replace("\f", ""), ""))
        for note in line.anomalies:
            yield ((" " * 7, ""), (f"⚠ {note}", "alerte"))
        for note in line.corrections:
            yield ((" " * 7, ""), (f"{MARK} {note}", "note"))
