"""Where the files of the package are, in an installed wheel as in a checkout.

A wheel carries `schema.sql`, `metadata.yml` and `data/` inside the package. They stand at the
root of the checkout, so an editable install finds them two folders up. From a zip, they are laid
out in a folder that lasts as long as the process. Only `os.path` is used: `pathlib` and
`importlib.resources` each cost milliseconds on the way to a first row.
"""

from __future__ import annotations

import os.path


def _package() -> str:
    """The folder of the package; of one that is imported from a zip, its data in a folder made."""
    folder = os.path.dirname(os.path.abspath(__file__))
    return folder if os.path.isdir(folder) else _unpacked(folder)


def _unpacked(inside: str) -> str:
    """All but the code of a package that is in a zip, as files: SQLite reads no other."""
    import atexit
    import tempfile
    import zipfile

    archive = inside
    while not os.path.isfile(archive):
        archive = os.path.dirname(archive)
    prefix = os.path.relpath(inside, archive).replace(os.sep, "/") + "/"
    place = tempfile.TemporaryDirectory(prefix="annuaire-")
    atexit.register(place.cleanup)
    with zipfile.ZipFile(archive) as packed:
        kept = [name for name in packed.namelist() if name.startswith(prefix)]
        packed.extractall(place.name, [name for name in kept if not name.endswith(".py")])
    return os.path.join(place.name, prefix.rstrip("/"))


PACKAGE = _package()
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
