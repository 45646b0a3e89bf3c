"""The Python door is typed: two checkers, strict, on a program that uses every public name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from texts import ROOT

import annuaire

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = ROOT / "tests" / "every_name.py"


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, cwd=cwd, timeout=300
    )


def test_every_public_name_is_used() -> None:
    text = SCRIPT.read_text(encoding="utf-8")

    assert [name for name in annuaire.__all__ if not re.search(rf"\b{name}\b", text)] == []


def test_the_program_runs() -> None:
    done = run(str(SCRIPT))

    assert done.returncode == 0, done.stderr


def test_mypy_finds_nothing(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    done = run("-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(SCRIPT))

    assert done.returncode == 0, done.stdout


def test_pyright_finds_nothing(tmp_path: Path) -> None:
    """In its strict mode; skipped where it can't be run (it needs Node, and fetches itself once)."""
    pytest.importorskip("pyright")
    config = tmp_path / "pyrightconfig.json"
    config.write_text(
        f'{{"include": ["{SCRIPT}"], "typeCheckingMode": "strict", "extraPaths": ["{ROOT}/src"]}}'
    )
    if run("-m", "pyright", "--version").returncode:
        pytest.skip("pyright can't be run here")
    done = run("-m", "pyright", "--project", str(config), "--pythonpath", sys.executable)

    assert done.returncode == 0, done.stdout


def test_the_package_says_that_it_is_typed() -> None:
    assert os.path.exists(ROOT / "src" / "annuaire" / "py.typed")
