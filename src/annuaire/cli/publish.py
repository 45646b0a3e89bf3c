"""`annuaire publish`: the site as files, for any web host or for none."""

from __future__ import annotations

from contextlib import closing

import click

from annuaire.cli import options
from annuaire.cli.output import remark
from annuaire.cli.serve import choose
from annuaire.errors import MissingExtra, UsageProblem
from annuaire.files import refuse_input
from annuaire.reading.connection import connect


@click.command(
    name="publish",
    epilog=options.example("annuaire publish site --url https://example.org/annuaire"),
)
@click.argument("folder", metavar="DIR")
@click.option("--url", "address", metavar="BASE", default="",
              help="Where it will be read, for canonical and shared links: https://…")  # fmt: skip
@click.option("--with-contacts", "--avec-contacts", "contacts", is_flag=True,
              help="Publish the contacts too; they are left out otherwise.")  # fmt: skip
@click.option("--without-persons", "--sans-personnes", "nobody", is_flag=True,
              help="Leave out heads too, and put a mark in the place of each person that a text "
                   "names, as `export --sans-personnes` does.")  # fmt: skip
@click.option("--contact", metavar="URL", envvar="ANNUAIRE_CONTACT",
              help="Where readers report errors: mailto:… or https://…")  # fmt: skip
@click.option("--allow-robots", is_flag=True, help="Let search engines index what names nobody.")
@options.database
def command(  # noqa: PLR0913, PLR0917 - one argument for each option
    folder: str, address: str, contacts: bool, nobody: bool, contact: str | None,
    allow_robots: bool, database: str | None,
) -> None:  # fmt: skip
    """Write the whole site into DIR as files: pages, map, search, tables, the database.

    All links are relative: it works under any address, and opened from a disk. DIR is there whole
    or as it was; one that `publish` wrote is replaced, one that holds other files is refused. A DIR
    that ends in .tar.xz is one compressed file that holds it.
    """
    if address and not address.startswith(("https://", "http://")):
        raise UsageProblem(f"--url {address!r} is no address", hint="Give https://…")
    if contacts and nobody:
        raise UsageProblem("contacts are persons", hint="Leave --avec-contacts out.")
    refuse_input(folder)
    choose(contact, allow_robots=allow_robots)
    try:
        from annuaire.site.publishing import ARCHIVE, publish
    except ImportError as error:
        raise MissingExtra("site", "annuaire publish") from error
    with closing(connect(database)) as base:
        packed = folder.endswith(ARCHIVE)
        count = publish(base, folder, address=address, contacts=contacts, persons=not nobody)
    how = "unpack it, then open index.html" if packed else f"open {folder}/index.html"
    remark(f"{count} files in {folder}: {how}.")
    if not contacts:
        remark("The contacts were left out: --avec-contacts puts them in.")
