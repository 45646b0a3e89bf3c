"""The last bound on `query`: SQLite in one step that never looks at the clock.

`instr()` of one long text in another may take minutes inside a single step of SQLite, deaf to
its progress handler and to Ctrl-C. Nothing but the end of the process ends it.
"""

from __future__ import annotations

import os
import sys
from threading import Event, Thread

from annuaire.files import discard_unfinished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from annuaire.reading.guard import Clock

_GRACE = 0.5  # seconds for the progress handler to do it properly


class Watchdog:
    """While it stands guard, the process ends soon after `clock` is up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._done = Event()

    def __enter__(self) -> Self:
        Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _watch(self) -> None:
        limit = self._clock.seconds + _GRACE
        while not self._done.wait(max(limit - self._clock.spent(), 0.05)):
            if self._clock.spent() > limit:
                self._end()

    def _end(self) -> None:
        discard_unfinished()
        sys.stderr.write(
            f"Error: stopped after {self._clock.seconds:g} s. Narrow the query, or give more "
            "with --timeout.\n"
        )
        sys.stderr.flush()
        os._exit(1)  # the other thread is in SQLite and will not hear anything else
