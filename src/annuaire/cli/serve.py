"""`annuaire serve`: the dataset as a web site on this machine."""

from __future__ import annotations

import os
import socket
import threading
import time
import webbrowser
from contextlib import closing

import click

from annuaire.cli import options
from annuaire.errors import AnnuaireError, MissingExtra, UsageProblem
from annuaire.reading.connection import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 20.0  # seconds that a browser waits for the site to answer


@click.command(
    name="serve",
    epilog="\b\nExamples:\n  annuaire serve --open\n  annuaire serve --port 8080 --host 0.0.0.0",
)
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8001, show_default=True,
              help="Port to listen on; 0 takes a free one.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; 0.0.0.0 lets other machines in.")  # fmt: skip
@click.option("--url", "--host-name", "host_name", metavar="BASE", envvar="ANNUAIRE_HOST_NAME",
              help="Where readers find the site, behind a proxy: https://example.org")  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--contact", metavar="URL", envvar="ANNUAIRE_CONTACT",
              help="Where readers report errors: mailto:… or https://…")  # fmt: skip
@click.option("--allow-robots", is_flag=True, help="Let search engines index the pages.")
@options.database
def command(  # noqa: PLR0913, PLR0917 - one argument for each option
    port: int, host: str, host_name: str | None, open_browser: bool, contact: str | None,
    allow_robots: bool, database: str | None,
) -> None:  # fmt: skip
    """Browse the dataset as a web site: search, map, records, tables, SQL.

    Nothing can be written through it. It listens on this machine only, unless --host says more;
    Ctrl-C stops it.
    """
    choose(contact, host_name, allow_robots=allow_robots)
    connect(database).close()  # what is no database of ours is refused before anything starts
    version, run = _datasette()
    from annuaire.site.telling import told  # it needs what Datasette brings

    _require_free(host, port)
    with told(version, database) as site:
        arguments = ["serve", *site, "-h", host, "-p", str(port)]
        if open_browser:
            threading.Thread(target=_open, args=(host, port), daemon=True).start()
        try:
            run(arguments)
        except (KeyboardInterrupt, click.Abort):  # how one stops it
            click.echo("Stopped.", err=True)


def choose(contact: str | None, host_name: str | None = None, *, allow_robots: bool) -> None:
    """Tell the pages what was chosen."""
    from annuaire.site import settings

    if contact:
        if not settings.is_address(contact):
            raise UsageProblem(f"--contact {contact!r} is no address",
                               hint="Give mailto:someone@example.org or https://…")  # fmt: skip
        os.environ[settings.CONTACT] = contact
    if host_name:
        try:
            settings.parse_name(host_name)
        except ValueError as error:
            hint = "Give https://example.org, without a path."
            raise UsageProblem(f"{host_name!r} is no name of a site", hint=hint) from error
        os.environ[settings.HOST_NAME] = host_name
    if allow_robots:
        os.environ[settings.ROBOTS] = "1"


def _datasette() -> tuple[str, Callable[[list[str]], object]]:
    """The version of Datasette that is installed, and its command line."""
    try:
        from datasette import __version__  # type: ignore[import-untyped,import-not-found,unused-ignore]
        from datasette.cli import cli  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise MissingExtra("site", "annuaire serve") from error
    return __version__, lambda arguments: cli.main(arguments, standalone_mode=False)


def _require_free(host: str, port: int) -> None:
    """Say in one line that another program listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AnnuaireError(
                f"can't listen on {host}, port {port} ({error.strerror or error})",
                hint="Choose another with --port.",
            ) from error


def _open(host: str, port: int) -> None:
    """Open a browser once the site answers."""
    here = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - it is compared
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection((here, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            webbrowser.open(f"http://{here}:{port}/")
            return
