"""Imports run one way, and what a first row loads is little; the public names are there."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from texts import PACKAGE

import annuaire

if TYPE_CHECKING:
    from pathlib import Path

# --- imports run one way ----------------------------------------------------------------------------

CORE = {
    "words", "digest", "errors", "_version", "resources", "folding", "fulltext", "knowledge", "origins",
    "frames", "numbering", "pagination", "records", "shape", "lecture",
}  # fmt: skip
MAY_IMPORT: dict[str, set[str]] = {
    "digest": set(),
    "errors": set(),
    "_version": set(),
    "folding": set(),
    "fulltext": {"folding"},
    "knowledge": {"resources"},
    "origins": set(),
    "frames": set(),
    "numbering": set(),
    "pagination": {"folding", "numbering", "words"},
    "records": set(),
    "lecture": {"records"},
    "shape": {"records"},
    "words": {"folding", "knowledge"},
    "codebook": {"knowledge", "records"},
    "resources": {"errors"},
    "files": {"errors"},
    "formats": {"errors"},
    "parsing": CORE,
    "deciding": CORE | {"checking", "files", "parsing", "reading"},
    "loading": CORE | {"deciding", "files", "parsing", "reading"},
    "reading": CORE | {"codebook"},
    "exports": CORE | {"codebook", "files", "formats", "reading"},
    "checking": CORE | {"reading"},
    "site": CORE | {"codebook", "formats", "reading", "exports"},
    "cli": CORE | {"codebook", "files", "formats", "reading", "exports"},
    "__main__": {"cli"},
    "__init__": set(),
}
LAZILY: dict[str, set[str]] = {
    "__init__": CORE | {"parsing", "reading"},
    "checking": {"deciding", "loading"},
    "cli": {"loading", "checking", "site", "annuaire"},
    "__main__": {"cli"},
}
"""What may be imported inside a function, or for types only, besides."""


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 50
    return found


def part_of(path: Path) -> str:
    """The part of the package that a module belongs to: `parsing`, `cli`, `errors`…"""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(node: ast.AST) -> set[str]:
    """The modules of annuaire that one import statement names."""
    if isinstance(node, ast.Import):
        names = {alias.name for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are absolute"
        base = node.module or ""
        names = {f"{base}.{alias.name}" for alias in node.names} if base == "annuaire" else {base}
    else:
        names = set()
    return {name for name in names if name.split(".")[0] == "annuaire"}


def parts(names: set[str]) -> set[str]:
    return {([*name.split("."), "annuaire"])[1] for name in names}


def at_top(tree: ast.Module) -> set[str]:
    """What is imported when the module is (branches for types aside)."""
    found: set[str] = set()
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        found |= imports(node)
        if isinstance(node, ast.Try | ast.If | ast.With):
            named = getattr(node, "test", None)
            if not (isinstance(named, ast.Name) and named.id == "TYPE_CHECKING"):
                waiting += node.body
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """Core < parsing < loading; reading knows neither; the command line and the site on top."""
    part = part_of(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    anywhere = {name for node in ast.walk(tree) for name in imports(node)}

    assert parts(at_top(tree)) - {part} <= MAY_IMPORT[part]
    assert parts(anywhere) - {part} <= MAY_IMPORT[part] | LAZILY.get(part, set())


def test_every_part_has_its_place() -> None:
    """A new part of the package is given one before it is used."""
    assert {part_of(path) for path in modules()} == set(MAY_IMPORT)


def test_nothing_but_main_imports_the_command_line() -> None:
    """The command line is the last door."""
    importers = {
        part_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if "cli" in parts(imports(node))
    }

    assert importers == {"__main__", "cli"}


INSIDE_PARSING: dict[str, set[str]] = {
    "rules": set(),
    "once": set(),
    "notes": set(),
    "slugs": set(),
    "page": {"rules", "once"},
    "things": {"page", "notes", "slugs"},
    "record": {"rules", "page", "things"},
    "book": {"rules", "once", "page", "things", "record"},
    "fiche": {"page", "things", "record", "notes"},
    "__init__": {"page", "things", "record", "book", "fiche", "notes"},
}
FOR_TYPES: dict[str, set[str]] = {
    "rules": {"page"},
    "things": {"record"},
    "record": {"notes"},
    "fiche": {"book"},
    "__init__": {"rules"},
}
"""What a line decides (`rules`) is kept with it; what reads a section takes it as it was cut."""


@pytest.mark.parametrize("part", INSIDE_PARSING)
def test_imports_run_one_way_inside_parsing(part: str) -> None:
    """How a sheet is set < what words say < how a record is set < where it begins < a record."""
    folder = PACKAGE / "parsing"
    files = [folder / f"{part}.py", *(folder / part).glob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files if path.exists()]
    top = {name for tree in trees for name in at_top(tree)}
    anywhere = {name for tree in trees for node in ast.walk(tree) for name in imports(node)}

    assert trees
    assert parts_of_parsing(top) - {part} <= INSIDE_PARSING[part]
    assert parts_of_parsing(anywhere) - {part} <= INSIDE_PARSING[part] | FOR_TYPES.get(part, set())


def parts_of_parsing(names: set[str]) -> set[str]:
    found = {name.split(".")[2:] and name.split(".")[2] for name in names if ".parsing" in name}
    return {str(name) for name in found if name}


def test_every_part_of_parsing_has_its_place() -> None:
    """A new one is given one before it is used; those below come first."""
    files = (PACKAGE / "parsing").iterdir()
    found = {path.stem for path in files if path.name != "__pycache__"}
    above = list(INSIDE_PARSING)

    assert found == set(INSIDE_PARSING)
    for rank, part in enumerate(above):
        assert INSIDE_PARSING[part] <= set(above[:rank])


def test_no_import_goes_in_circles() -> None:
    """Among modules, too: each can be imported alone, in any order."""
    trees = {
        ".".join(("annuaire", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): ast.parse(path.read_text(encoding="utf-8"))
        for path in modules()
    }
    waiting = {name: needed_modules(tree, set(trees)) for name, tree in trees.items()}
    while free := {name for name, used in waiting.items() if not used & waiting.keys()}:
        waiting = {name: used for name, used in waiting.items() if name not in free}

    assert waiting == {}


def needed_modules(tree: ast.Module, known: set[str]) -> set[str]:
    """`from annuaire.parsing import labels` needs the module `annuaire.parsing.record.labels`."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names & known or {str(node.module)} & known
    return found


# --- what is loaded -----------------------------------------------------------------------------------

SLOW = {"pathlib", "dataclasses", "typing", "json", "importlib.resources"}
NEW_MODULES = """
import sys
before = set(sys.modules)
{code}
print(*(f"+{{name}}" for name in set(sys.modules) - before), sep="\\n", file=sys.stderr)
"""


def loaded(code: str, *options: str) -> set[str]:
    """The modules that some code loads in a new interpreter."""
    done = subprocess.run(
        [sys.executable, *options, "-c", NEW_MODULES.format(code=code)],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {line[1:] for line in done.stderr.splitlines() if line.startswith("+")}


def test_import_loads_the_standard_library_only() -> None:
    """And none of what costs milliseconds."""
    found = loaded("import annuaire", "-S")

    assert "annuaire" in found
    assert {name.split(".")[0] for name in found} <= {*sys.stdlib_module_names, "annuaire"}
    assert found & SLOW == set()


def test_a_first_row_costs_little() -> None:
    """From `import annuaire` to a first row: the standard library, and nothing slow."""
    found = loaded(
        "import annuaire; annuaire.connect().execute('select nom from partenaires').fetchone()",
        "-S",
    )

    assert "sqlite3" in found
    assert {name.split(".")[0] for name in found} <= {*sys.stdlib_module_names, "annuaire"}
    assert found & SLOW == set()


@pytest.mark.parametrize(
    "words",
    [
        ["path"],
        ["query", "select 1"],
        ["search", "eau"],
        ["list"],
        ["show", "lyon"],
        ["show", "lyon", "-f", "json"],
        ["similar", "lyon"],
        ["stats"],
        ["schema"],
        ["cite"],
        ["export", "json"],
        ["export", "ndjson"],
        ["export", "geojson"],
        ["export", "markdown"],
        ["export", "csv"],
        ["check"],
        ["completion", "bash"],
        ["--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_core_commands_need_click_alone(words: list[str]) -> None:
    """Neither sqlite-utils nor Datasette nor phonenumbers nor anything else that is installed."""
    code = f"from annuaire.cli import cli; cli.main({words!r}, standalone_mode=False)"
    found = {name.split(".")[0] for name in loaded(code)}

    assert "click" in found
    assert found - {*sys.stdlib_module_names, "annuaire", "click"} == set()


def test_the_public_names_are_there() -> None:
    """`__all__` is what DESIGN §5 promises, and each name can be had."""
    assert {
        "__version__", "connect", "data_version", "parse", "partenariat", "partenariats", "path",
        "search",
    } <= set(annuaire.__all__)  # fmt: skip
    for name in annuaire.__all__:
        assert getattr(annuaire, name) is not None
        assert name in dir(annuaire)


def test_a_name_that_is_not_there() -> None:
    """An AttributeError like any module's."""
    with pytest.raises(AttributeError, match="'annuaire' has no attribute 'partenaires'"):
        _ = annuaire.partenaires  # type: ignore[attr-defined]
