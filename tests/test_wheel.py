"""The wheel and the sdist: what they carry, and that an installed wheel works with click alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from petits_repertoires import JAPON
from texts import ROOT

import annuaire

pytestmark = pytest.mark.wheel
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}  # fmt: skip


def call(*words: str | Path, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program far from the checkout."""
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=CLEAN,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=check,
    )


def make_venv(folder: Path, *packages: str) -> Path:
    """A virtual environment with these packages; gives its folder of programs."""
    venv.create(folder)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    call(*pip(programs), "install", "--quiet", *packages, cwd=folder)
    return programs


def pip(programs: Path) -> tuple[str | Path, ...]:
    """Our own pip, at work on another environment."""
    told = ("--disable-pip-version-check", "--python", programs / "python")
    return sys.executable, "-m", "pip", *told


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs of an environment that can build."""
    return make_venv(tmp_path_factory.mktemp("workshop"), "hatchling")


def build(programs: Path, root: Path, target: Path) -> None:
    call(programs / "python", "-m", "hatchling", "build", "-d", target, cwd=root)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory, workshop: Path) -> Path:
    """The folder with the sdist and the wheel of the checkout."""
    target = tmp_path_factory.mktemp("dist")
    build(workshop, ROOT, target)
    return target


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return only(dist, "*.whl")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Programs of an environment that holds the wheel and what it requires."""
    return make_venv(tmp_path_factory.mktemp("installed"), str(wheel))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_is_named_after_the_version(wheel: Path) -> None:
    """Pure Python."""
    assert wheel.name == f"annuaire-{annuaire.__version__}-py3-none-any.whl"


def test_the_wheel_carries_all_that_the_package_reads(wheel: Path) -> None:
    """Schema, data, source, references, questions, site, types; and nothing of the workshop."""
    found = contents(wheel)
    package = ROOT / "src" / "annuaire"
    expected = {
        f"annuaire/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {
        "annuaire/schema.sql",
        "annuaire/metadata.yml",
        "annuaire/data/annuaire.db",
        "annuaire/data/source/repertoire-franco-chinois.txt",
    }
    info = f"annuaire-{annuaire.__version__}.dist-info/"

    assert expected == {name for name in found if not name.startswith(info)}
    assert {"annuaire/py.typed", "annuaire/references/secteurs.csv"} <= expected
    assert any(name.startswith("annuaire/questions/") for name in expected)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("annuaire/schema.sql", "schema.sql"),
        ("annuaire/metadata.yml", "metadata.yml"),
        ("annuaire/data/annuaire.db", "data/annuaire.db"),
        (
            "annuaire/data/source/repertoire-franco-chinois.txt",
            "data/source/repertoire-franco-chinois.txt",
        ),
    ],
)
def test_files_are_carried_byte_for_byte(wheel: Path, inside: str, outside: str) -> None:
    """The data is that of the checkout."""
    assert (ROOT / outside).read_bytes() == contents(wheel)[inside]


def test_the_core_requires_click_alone(wheel: Path) -> None:
    """All else is an extra."""
    metadata = contents(wheel)[f"annuaire-{annuaire.__version__}.dist-info/METADATA"].decode()
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    extras = {
        line.split()[1] for line in metadata.splitlines() if line.startswith("Provides-Extra")
    }

    assert [
        line.split()[1].split("<")[0].split(">")[0] for line in required if "extra" not in line
    ] == ["click"]
    assert extras == {"loader", "site", "export", "documents", "all"}


def test_the_wheel_is_small(wheel: Path) -> None:
    """1.5 MiB at most: who wants the data waits for nothing else."""
    assert wheel.stat().st_size <= 1.5 * 2**20


def test_no_path_of_this_machine_is_in_the_wheel(wheel: Path) -> None:
    """Wherever it was built."""
    assert [name for name, data in contents(wheel).items() if str(ROOT).encode() in data] == []


def test_the_sdist_gives_the_same_wheel(
    tmp_path: Path, dist: Path, workshop: Path, wheel: Path
) -> None:
    """Nothing that the wheel needs is missing in it; tests and tools are there."""
    with tarfile.open(only(dist, "*.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    build(workshop, root, tmp_path / "again")

    again = only(tmp_path / "again", "*.whl")
    assert contents(wheel) == contents(again)
    assert wheel.read_bytes() == again.read_bytes(), "no clock, no order of a folder"
    assert {"tests", "tools", "docs", "Makefile", "LICENSE", "CHANGELOG.md"} <= set(
        os.listdir(root)
    )
    assert not {".venv", "build", ".git"} & set(os.listdir(root))


def test_the_packaged_database_is_found(installed: Path, tmp_path: Path) -> None:
    """In the environment, from any folder."""
    path = Path(call(installed / "annuaire", "path", cwd=tmp_path).stdout.strip())

    assert path.read_bytes() == (ROOT / "data" / "annuaire.db").read_bytes()
    assert installed.parent in path.parents


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "select count(*) from partenariats", "--no-headers"], "33"),
        (["query", "--named", "quelle-version", "-f", "json"], "["),
        (["show", "lyon"], "Canton"),
        (["show", "lyon", "--source"], "Lyon – Canton (Guangdong)"),
        (["list"], "saint-etienne"),
        (["search", "assainissement"], "grenoble"),
        (["stats"], "33"),
        (["schema", "contacts"], "telephone_source"),
        (["export", "json"], "Xuzhou"),
        (["check"], "ok"),
        (["--version"], annuaire.__version__),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_commands_run_from_another_folder(
    installed: Path, tmp_path: Path, words: list[str], told: str
) -> None:
    """With click alone."""
    done = call(installed / "annuaire", *words, cwd=tmp_path)

    assert told in done.stdout


def test_python_reads_it(installed: Path, tmp_path: Path) -> None:
    """`import annuaire`, far from the checkout."""
    code = "import annuaire; print(len(annuaire.partenariats()), annuaire.partenariat('lyon').slug)"

    assert call(installed / "python", "-c", code, cwd=tmp_path).stdout == "33 lyon\n"


def test_only_click_was_installed(installed: Path, tmp_path: Path) -> None:
    """What `pip install annuaire` brings."""
    listed = call(*pip(installed), "list", "--format=freeze", cwd=tmp_path).stdout
    names = {line.split("==")[0].split(" ")[0] for line in listed.splitlines()}

    assert names == {"annuaire", "click"}


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (["build", "japon.txt", "-o", "new.db"], ".[loader]"),
        (["check", "--rebuild"], ".[loader]"),
        (["serve"], ".[site]"),
    ],
    ids=" ".join,
)
def test_a_missing_extra_is_named(
    installed: Path, tmp_path: Path, words: list[str], extra: str
) -> None:
    """The one `pip install` that is wanted; exit 1, no traceback, nothing written."""
    (tmp_path / "japon.txt").write_bytes(JAPON.encode())
    done = call(installed / "annuaire", *words, cwd=tmp_path, check=False)

    assert done.returncode == 1
    assert f"pip install '{extra}'" in done.stderr
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["japon.txt"]


def test_python_is_told_of_a_missing_extra_too(installed: Path, tmp_path: Path) -> None:
    """An ImportError with the same words."""
    (tmp_path / "japon.txt").write_bytes(JAPON.encode())
    code = (
        "import annuaire, pathlib\n"
        "try: annuaire.parse(pathlib.Path('japon.txt').read_text(encoding='utf-8'))\n"
        "except ImportError as error: print(error)"
    )

    assert ".[loader]" in call(installed / "python", "-c", code, cwd=tmp_path).stdout
