"""`annuaire` and `python -m annuaire`."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command line, and exit with its code."""
    # Modules are no garbage: looking for some while they load, and among them at the end, takes
    # a seventh of a short command's time.
    gc.disable()
    try:
        from annuaire.cli import cli  # Ctrl-C may come while modules load

        gc.freeze()
        gc.enable()
        cli.main(prog_name="annuaire")
    except KeyboardInterrupt:
        sys.stderr.write("Error: interrupted\n")
    finally:
        gc.freeze()
    sys.exit(1)


if __name__ == "__main__":
    main()
