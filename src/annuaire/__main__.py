"""`annuaire` and `python -m annuaire`."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command line, and exit with its code."""
    try:
        from annuaire.cli import cli  # noqa: PLC0415 - Ctrl-C may come while modules load

        cli.main(prog_name="annuaire")
    except KeyboardInterrupt:
        sys.stderr.write("Error: interrupted\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
