"""A release, made and tried: `make release`. Nothing is uploaded.

    python tools/release.py [--here]

Builds sdist and wheel twice, each time from a clean copy of what git tracks, and compares them byte
for byte; has twine, check-wheel-contents and validate-pyproject read them; installs the wheel with
what it requires, click alone, on every Python ≥ 3.11 at hand (with --here: on this one), and asks
it questions. The files are in dist/ when all of it went well.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generated import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1.5 * 2**20
"""Bytes of a wheel: what someone who wants to read the data downloads."""
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
SMOKE = (
    (["--version"], "annuaire "),
    (["check"], "ok "),
    (["show", "lyon"], "Canton"),
    (["query", "select count(*) from partenariats", "--no-headers"], "33"),
    (["export", "json"], "Xuzhou"),
    (["search", "assainissement"], "grenoble"),
)
"""What is asked of an installed wheel, and a word of each answer."""


def main(arguments: list[str]) -> int:
    """Make and try a release; 1 with the reason when something does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            built = twice(Path(folder))
            read_by_others(built)
            wheel = next(path for path in built if path.suffix == ".whl")
            for python in (sys.executable,) if "--here" in arguments else pythons():
                try_installed(wheel, python, Path(folder))
        except Failed as failure:
            print(f"release: {failure}", file=sys.stderr)
            return 1
        target = Path(ROOT, "dist")
        target.mkdir(exist_ok=True)
        for path in built:
            shutil.copyfile(path, target / path.name)
            print(f"{digest(path)}  dist/{path.name}")
    return 0


class Failed(Exception):  # noqa: N818 - a sentence, not a fault
    """Something does not hold; the message says what."""


def call(*words: str | Path, cwd: Path | None = None) -> str:
    """What a program prints; raises Failed with what it said when it does not end well."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd or ROOT, env=clean, check=False,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"{' '.join(str(word) for word in words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def twice(folder: Path) -> list[Path]:
    """The sdist and the wheel, built in two places; raises Failed when they differ."""
    builds = [sorted(build(folder / name)) for name in ("one", "two")]
    for first, second in zip(*builds, strict=True):
        if first.name != second.name or digest(first) != digest(second):
            raise Failed(f"two builds of {first.name} differ")
        print(f"built twice, the same bytes: {first.name} ({first.stat().st_size} bytes)")
    wheel = next(path for path in builds[0] if path.suffix == ".whl")
    if wheel.stat().st_size > LARGEST:
        raise Failed(f"{wheel.name} has {wheel.stat().st_size} bytes, more than {LARGEST:.0f}")
    return builds[0]


def build(folder: Path) -> Iterator[Path]:
    """Build from a copy of the tracked files, as they stand."""
    for name in call("git", "ls-files", "-z").split("\0"):
        if name and Path(ROOT, name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(ROOT, name), folder / name)
    call(sys.executable, "-m", "build", "--outdir", folder / "dist", folder)
    yield from (folder / "dist").iterdir()


def read_by_others(built: list[Path]) -> None:
    """What an index and its users would complain of; raises Failed."""
    wheel = next(path for path in built if path.suffix == ".whl")
    call(sys.executable, "-m", "twine", "check", "--strict", *built)
    call(sys.executable, "-m", "check_wheel_contents", wheel)
    call(sys.executable, "-m", "validate_pyproject", "pyproject.toml")
    print("twine, check-wheel-contents and validate-pyproject have nothing to say")


def pythons() -> Iterator[str]:
    """Every supported Python that is at hand and runs."""
    for name in PYTHONS:
        path = shutil.which(name)
        if (
            path
            and not subprocess.run(
                [path, "-c", "import venv"], check=False, capture_output=True
            ).returncode
        ):
            yield path


def try_installed(wheel: Path, python: str, folder: Path) -> None:
    """Install the wheel with what it requires and nothing else, and ask it questions."""
    version = call(python, "-c", "import platform; print(platform.python_version())").strip()
    home = folder / f"venv-{version}"
    call(python, "-m", "venv", home)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check")
    call(*pip, "install", "--quiet", wheel, cwd=folder)
    listed = call(*pip, "list", "--format=freeze", cwd=folder).lower().split()
    names = {each.split("==")[0].split("@")[0] for each in listed} - {"pip", "setuptools"}
    if names != {"annuaire", "click"}:
        raise Failed(f"Python {version}: installing it brought {', '.join(sorted(names))}")
    for words, told in SMOKE:
        if told not in call(programs / "annuaire", *words, cwd=folder):
            raise Failed(f"Python {version}: annuaire {' '.join(words)} does not say {told!r}")
    print(f"Python {version}: installed with click alone, {len(SMOKE)} questions answered")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
