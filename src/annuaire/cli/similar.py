"""`annuaire similar`: the peers to call."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options, terminal
from annuaire.cli.output import remark
from annuaire.codebook import of, state
from annuaire.reading.connection import connect
from annuaire.reading.editions import states
from annuaire.reading.similar import COLUMNS, similar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annuaire.cli.output import Output
    from annuaire.cli.terminal import Line
    from annuaire.reading.similar import Proches, Voisin


@click.command(
    name="similar", epilog=options.example("annuaire similar lyon", "annuaire similar nantes")
)
@options.record()
@options.limit(10)
@options.database
@options.output
def command(
    key: tuple[str, ...],
    repertoire: str | None,
    limit: int | None,
    database: str | None,
    output: Output,
) -> None:
    """Show the records most like one, with the reasons: the peers to call.

    The score, out of 100: a relation that a record states 20, a shared partner 20, a shared
    province 12, shared sectors up to 24 (rare ones weigh more), named organisations up to 12, the
    same kind of authority 6, a population as large 6. Records that share nothing of the first five
    are left out.

    A region, a département or a commune of ten thousand inhabitants that has no record is compared
    by its population (up to 40), its kind (40) and where it lies (20).

    Without -f the result is laid out to be read; -f table prints the rows in columns.
    """
    with closing(connect(database)) as base:
        found = similar(" ".join(key), base, repertoire)
        years = states(base)
    if terminal.laid_out():
        terminal.show(output, _page(found, limit, years, terminal.columns()))
    else:
        output.rows(("fiche", *COLUMNS), _rows(found, limit))
    _tell(found, limit)


def _rows(found: Sequence[Proches], limit: int | None) -> Iterator[list[object]]:
    for each in found:
        for peer in each.voisins[:limit]:
            yield [each.slug, *(getattr(peer, name) for name in COLUMNS)]


def _tell(found: Sequence[Proches], limit: int | None) -> None:
    known = max(len(each.voisins) for each in found)
    if not known:
        remark("No record shares a partner, a province, a sector or an organisation.")
    elif limit is not None and limit < known:
        remark(f"{limit} of {known} similar records. All of them: --limit {known}")


def _page(
    found: Sequence[Proches], limit: int | None, years: Mapping[str, str | None], columns: int
) -> Iterator[Line]:
    for rank, each in enumerate(found):
        yield from [()] if rank else []
        own = state(years.get(each.slug))
        title = f"Fiches proches {of(each.intitule)}" + (f" ({own})" if own else "")
        yield ((title, "section"),)
        if each.connu:
            unsaid = f"Sans fiche ; ce qu’on en sait : {each.connu}."
            yield from terminal.paragraph(unsaid, columns, style="note")
        for peer in each.voisins[:limit]:
            theirs = state(years[peer.slug])
            yield ()
            yield from _peer(peer, "" if theirs == own else theirs, columns)


def _peer(peer: Voisin, years: str, columns: int) -> Iterator[Line]:
    """A peer; its state, where it is not that of the record it is like."""
    score = f"{peer.score:.1f}".replace(".", ",")
    facts = filter(None, (f"  {score} / 100", f"fiche {peer.numero}", peer.slug, years))
    yield ((f"{peer.rang:>3}  ", "annee"), (peer.intitule, "titre"), (" · ".join(facts), "note"))
    for reason in peer.raisons:
        yield from terminal.paragraph(reason, columns, head=[("     • ", "")])
