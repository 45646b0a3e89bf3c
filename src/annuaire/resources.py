"""Where the files of the package are, in an installed wheel as in a checkout.

A wheel carries `schema.sql`, `metadata.yml` and `data/` inside the package. They stand at the
root of the checkout, so an editable install finds them two folders up. Only `os.path` is used:
`pathlib` and `importlib.resources` each cost milliseconds on the way to a first row.
"""

from __future__ import annotations

import os.path

PACKAGE = os.path.dirname(os.path.abspath(__file__))
_PARENT = os.path.dirname(PACKAGE)
# Only a `src` folder has the checkout above it: beside site-packages lie other people's files.
ROOTS = (PACKAGE, os.path.dirname(_PARENT)) if os.path.basename(_PARENT) == "src" else (PACKAGE,)


def find(*parts: str) -> str:
    """Path of a file or folder that the wheel keeps in the package and a checkout at its root."""
    for root in ROOTS:
        path = os.path.join(root, *parts)
        if os.path.exists(path):
            return path
    from annuaire.errors import InputError  # a millisecond that a first row need not wait for

    raise InputError(
        "this part of annuaire is missing",
        path=os.path.join(PACKAGE, *parts),
        hint="Install the package again, or build the database with `annuaire build`.",
    )


def database() -> str:
    """Path of the packaged database."""
    return find("data", "annuaire.db")


def schema() -> str:
    """Path of `schema.sql`."""
    return find("schema.sql")


def schema_version() -> int:
    """The version of the schema: the `PRAGMA user_version` of `schema.sql`."""
    with open(schema(), encoding="utf-8") as file:
        line = next(line for line in file if line.startswith("PRAGMA user_version"))
    return int(line.partition("=")[2].partition(";")[0])


def metadata() -> str:
    """Path of `metadata.yml`."""
    return find("metadata.yml")


def source() -> str:
    """Path of the text that the packaged database is made from."""
    return sources()[0]


def sources() -> list[str]:
    """Paths of all source texts, in order of their names."""
    folder = find("data", "source")
    return [
        os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".txt")
    ]


def questions() -> str:
    """Folder of the canned questions."""
    return os.path.join(PACKAGE, "questions")
