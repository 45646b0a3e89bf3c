"""Do the tests notice? Small changes of the code, one at a time, and the tests that should fail.

    python tools/mutation.py --sample 200 --seed 1 [GROUP...]      writes docs/reliability.md

A change swaps a comparison, `and` for `or`, a sum for a difference, takes a `not` away, or turns a
number or a truth into the next one. It is killed when a test of its group fails, or hangs.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
COPIED = ("src", "tests", "tools", "data", "schema.sql", "metadata.yml", "pyproject.toml")
GROUPS = {
    "parsing": ["parsing/test_golden.py", "parsing", "test_cases.py", "test_databases.py"],
    "loading": ["loading", "deciding", "test_databases.py"],
    "checking": ["checking", "cli/test_build_command.py"],
    "reading": ["reading", "cli/test_cli_search.py", "cli/test_cli_list.py"],
}
"""The folders of the package, and the tests that should notice a change in them."""
_SWAPS: dict[type, type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
_PATIENCE = 900  # seconds, on a busy machine


class Mutant(NamedTuple):
    """A change: the file, the place in it, what stood there and what stands there instead."""

    path: Path
    start: tuple[int, int]
    stop: tuple[int, int]
    before: str
    after: str

    def __str__(self) -> str:
        place = f"{self.path.relative_to(ROOT)}:{self.start[0]}"
        return f"`{place}` `{self.before}` → `{self.after}`".replace("\n", " ").replace("|", "¦")

    def text(self) -> bytes:
        """The whole file with the change."""
        lines = self.path.read_bytes().splitlines(keepends=True)
        (top, left), (bottom, right) = self.start, self.stop
        head = b"".join(lines[: top - 1]) + lines[top - 1][:left]
        tail = lines[bottom - 1][right:] + b"".join(lines[bottom:])
        return head + b"(" + self.after.encode() + b")" + tail


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    for body in (node.body for node in tree.body if isinstance(node, ast.If)):
        body.clear()  # what only a type checker reads
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and (changed := _change(node)) is not None:
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            places = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
            yield Mutant(path, *places, ast.unparse(node), ast.unparse(changed))


def _change(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.BoolOp() | ast.BinOp() if type(node.op) in _SWAPS:
            return _copy(node, op=_SWAPS[type(node.op)]())
        case ast.Compare(ops=[only]) if type(only) in _SWAPS:
            return _copy(node, ops=[_SWAPS[type(only)]()])
        case ast.UnaryOp(op=ast.Not()):
            return node.operand
        case ast.Constant(value=bool() as truth):
            return ast.Constant(not truth)
        case ast.Constant(value=int() as number):
            return ast.Constant(number + 1)
    return None


def _copy(node: ast.expr, **changed: object) -> ast.expr:
    return type(node)(**dict(ast.iter_fields(node)) | changed)


def survivors(group: str, sample: int, seed: int, tree: Path) -> tuple[int, list[Mutant]]:
    """How many changes of a group were tried, and those that no test noticed."""
    found = [each for path in sorted(_files(group)) for each in mutants(path)]
    chosen = random.Random(seed).sample(found, min(sample, len(found)))
    alive = []
    for each in chosen:
        place = tree / each.path.relative_to(ROOT)
        place.write_bytes(each.text())
        if not noticed(group, tree):
            alive.append(each)
            print(f"{group}: alive: {each}", flush=True)
        shutil.copyfile(each.path, place)
    return len(chosen), alive


def _files(group: str) -> Iterator[Path]:
    return (ROOT / "src" / "annuaire" / group).rglob("*.py")


def noticed(group: str, tree: Path) -> bool:
    """Whether a test of the group fails in that tree."""
    tests = [f"tests/{name}" for name in GROUPS[group]]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            [*command, "-m", "not long and not browser and not wheel"],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def page(results: dict[str, tuple[int, list[Mutant]]], seed: int) -> str:
    """The report."""
    rows = [
        f"| `{group}` | {count} | {count - len(alive)} | {(count - len(alive)) / count:.0%} |"
        for group, (count, alive) in results.items()
    ]
    told = [f"- {each}" for _, alive in results.values() for each in alive]
    return "\n".join(
        [
            "# Do the tests notice?",
            "",
            f"Made by `make mutation`: small changes of the code, drawn by chance (seed {seed}),",
            "one at a time: a comparison, `and` or `or`, a sum, a `not`, a number, a truth. A",
            "change is killed when a test of its own part fails.",
            "",
            "| part | changes | killed | part killed |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            "",
            "Alive:",
            "",
            *(told or ["- none"]),
            "",
        ]
    )


def main() -> int:
    """Try the changes, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", default=[*GROUPS], metavar="GROUP")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, tree / name)
        idle = [group for group in options.groups if noticed(group, tree)]
        if idle:
            sys.exit(f"tests fail before any change: {', '.join(idle)}")
        results = {
            group: survivors(group, options.sample, options.seed, tree) for group in options.groups
        }
    PAGE.write_text(page(results, options.seed), encoding="utf-8")
    print(page(results, options.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
