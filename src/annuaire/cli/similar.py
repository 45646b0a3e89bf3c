"""`annuaire similar`: the peers to call."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options, paint
from annuaire.cli.output import say
from annuaire.reading import keys
from annuaire.reading.connection import connect
from annuaire.reading.similar import COLUMNS, similar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.cli.output import Output
    from annuaire.layout import Line
    from annuaire.reading.similar import Voisin

    Found = list[tuple[str, list[Voisin]]]


@click.command(name="similar", epilog=options.example("annuaire similar lyon"))
@click.argument(
    "key",
    nargs=-1,
    required=True,
    metavar="NUMBER|SLUG|NAME",
    shell_complete=options.completing("key"),
)
@click.option(
    "--repertoire",
    metavar="SLUG",
    shell_complete=options.completing("repertoire"),
    help="Look in this directory; a number is one of the first otherwise.",
)
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

    The score, out of 100: a shared partner 25, a shared province 15, shared sectors up to 30 (rare
    ones weigh more), named organisations up to 15, the same kind of authority 8, a population as
    large 7. Records that share no partner, province, sector or organisation are left out.
    """
    with closing(connect(database)) as base:
        ids = keys.find_ids(base, " ".join(key), repertoire)
        slugs = keys.slugs(base, ids)
        found = [(slug, similar(number, base)) for slug, number in zip(slugs, ids, strict=True)]
    kept = [(slug, peers[:limit]) for slug, peers in found]
    if paint.laid_out():
        paint.show(output, _page(kept, paint.columns()))
    else:
        output.rows(
            ("fiche", *COLUMNS),
            ([slug, *(getattr(peer, name) for name in COLUMNS)] for slug, peers in kept for peer in peers),
        )
    _tell(found, kept)


def _tell(found: Found, kept: Found) -> None:
    shown, known = (sum(len(peers) for _, peers in each) for each in (kept, found))
    if not known:
        say("No record shares a partner, a province, a sector or an organisation.")
    elif shown < known:
        say(f"{shown} of {known} similar records. All of them: --limit {known}")


def _page(found: Found, columns: int) -> Iterator[Line]:
    from annuaire.layout import paragraph  # noqa: PLC0415 - other forms do without

    for rank, (slug, peers) in enumerate(found):
        yield from [()] if rank else []
        yield ((f"Fiches proches de {slug}", "section"),)
        for peer in peers:
            score = f"{peer.score:.1f}".replace(".", ",")
            facts = f"  {score} / 100 · fiche {peer.numero} · {peer.slug}"
            yield from ((), ((f"{peer.rang:>3}  ", "annee"), (peer.intitule, "titre"), (facts, "note")))
            for reason in peer.raisons:
                yield from paragraph(reason, columns, head=[("     • ", "")])
