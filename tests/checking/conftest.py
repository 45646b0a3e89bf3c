"""A sound database, and copies of it that somebody tampered with."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from petits_repertoires import JAPON
from texts import SOURCE

import annuaire
from annuaire.checking import LAWS
from annuaire.loading.build import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two sources that keeps every law."""
    folder = tmp_path_factory.mktemp("sound")
    (folder / "japon.txt").write_bytes(JAPON.encode())
    target = folder / "sound.db"
    build([str(SOURCE), str(folder / "japon.txt")], str(target))
    return target


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two records."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "japon.txt").write_bytes(JAPON.encode())
    build([str(folder / "japon.txt")], str(folder / "small.db"))
    return folder / "small.db"


@pytest.fixture
def tamper(sound: Path, tmp_path: Path) -> Callable[..., str]:
    """A copy of the sound database, or another, on which SQL was run; keys and CHECKs not in force."""

    def make(script: str, database: Path = sound) -> str:
        path = shutil.copy(database, tmp_path / "tampered.db")
        with closing(sqlite3.connect(path)) as base:
            base.execute("PRAGMA foreign_keys = OFF")
            base.execute("PRAGMA ignore_check_constraints = ON")
            before = base.total_changes
            base.executescript(script)
            assert base.total_changes > before or "PRAGMA" in script or "delete-all" in script
        return str(path)

    return make


ACTION = "(SELECT id FROM actions WHERE texte = 'Missions d’entreprises.')"  # line 531
DECIDED = """INSERT INTO corrections (imprime, repertoire_id, ligne, nom_table, colonne, valeur)
    VALUES ((SELECT texte FROM lignes WHERE id = 60), 1, 60,"""


def faults(path: str | Path, law: str) -> list[str]:
    """What one law alone has to say."""
    (function,) = (function for code, _, function in LAWS if code == law)
    with closing(annuaire.connect(path)) as base:
        return list(function(base))
