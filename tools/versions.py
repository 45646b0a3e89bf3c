"""The lowest and the highest versions of what is required, tried: `make versions`.

    python tools/versions.py [lowest-direct|highest ...]

Has uv choose, of all that pyproject.toml allows, the lowest versions, then the highest, in virtual
environments of their own; asks the package questions with click alone, and runs the tests that
read, build, export and serve with every extra. Versions of what tests themselves need are today's.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from generated import ROOT
from release import SMOKE, Failed, call

RESOLUTIONS = ("lowest-direct", "highest")
TESTS = ("test_databases.py", "test_other_editions.py", "formats", "exports", "site", "deciding")


def main(resolutions: list[str]) -> int:
    """Try each; 1 with the reason when something does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            for each in resolutions or RESOLUTIONS:
                ask(each, Path(folder, f"{each}-core"))
                run_tests(each, Path(folder, each))
        except Failed as failure:
            print(f"versions: {failure}", file=sys.stderr)
            return 1
    return 0


def environment(home: Path, *wanted: str) -> Path:
    """Make a virtual environment with what is wanted; the folder of its programs."""
    uv = (sys.executable, "-m", "uv", "--quiet")
    call(*uv, "venv", "--allow-existing", "--python", sys.executable, home)
    call(*uv, "pip", "install", "--python", home, *wanted)
    return home / ("Scripts" if os.name == "nt" else "bin")


def ask(resolution: str, home: Path) -> None:
    """Install the package with what it requires and nothing else, and ask it questions."""
    programs = environment(home, "--resolution", resolution, ROOT)
    for words, told in SMOKE:
        if told not in call(programs / "annuaire", *words):
            raise Failed(f"{resolution}: annuaire {' '.join(words)} does not say {told!r}")
    print(f"{resolution}: {required(home)}: {len(SMOKE)} questions answered")


def run_tests(resolution: str, home: Path) -> None:
    """Install it with every extra, keep these versions, and run the tests on them."""
    environment(home, "--resolution", resolution, "--editable", f"{ROOT}[all]")
    kept = home / "kept.txt"
    kept.write_text(required(home, " ").replace(" ", "\n"))
    groups = ("--group", "test", "--group", "site")
    programs = environment(home, "--constraint", str(kept), "--editable", f"{ROOT}[all]", *groups)
    tests = (f"tests/{name}" for name in TESTS)
    chosen = ("-m", "not long and not browser and not wheel")
    told = call(programs / "python", "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *tests,
                *chosen)  # fmt: skip
    print(f"{resolution}: {required(home)}: {told.splitlines()[-1]}")


def required(home: Path, between: str = ", ") -> str:
    """What pyproject.toml names of what is installed, with its versions."""
    text = Path(ROOT, "pyproject.toml").read_text("utf-8").partition("[dependency-groups]")[0]
    uv = (sys.executable, "-m", "uv", "--quiet")
    listed = call(*uv, "pip", "freeze", "--python", home).split("\n")
    names = (each for each in listed if each and f'"{each.partition("==")[0]}>' in text.lower())
    return between.join(sorted(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
