"""What whoever publishes the site may choose; kept in the environment, as containers like it.

`annuaire serve` writes its own options there, so that a plain `datasette --plugins-dir` and
`serve` give the same site.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

CONTACT = "ANNUAIRE_CONTACT"
ROBOTS = "ANNUAIRE_ROBOTS"


@dataclass(frozen=True, slots=True)
class Options:
    """The choices."""

    contact: str | None = None
    """Where errors are reported: a `mailto:` or `https:` address. None: it is not said."""
    robots: bool = False
    """Whether search engines are let in."""


def read() -> Options:
    """The choices that the environment holds."""
    contact = os.environ.get(CONTACT, "").strip()
    return Options(
        contact=contact if is_address(contact) else None,
        robots=os.environ.get(ROBOTS, "") == "1",
    )


def is_address(contact: str) -> bool:
    """Whether a link may lead there: no other scheme runs anything in a reader's browser."""
    return contact.startswith(("mailto:", "https://", "http://"))
