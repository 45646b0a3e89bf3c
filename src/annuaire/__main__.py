"""`annuaire` and `python -m annuaire`."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal`, without the time that `enum` takes
import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def _end(number: int, _frame: object) -> NoReturn:
    """End as if it had failed: what is half-written goes."""
    sys.exit(128 + number)


def main() -> NoReturn:
    """Run the command line, and exit with its code."""
    # Modules are no garbage: looking for some while they load, and among them at the end, takes
    # a seventh of a short command's time.
    gc.disable()
    for name in ("SIGTERM", "SIGHUP"):  # the second only where there are terminals to hang up
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) == _signal.SIG_DFL:
            _signal.signal(number, _end)
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
