"""Small changes of a file of code: a comparison, `and` or `or`, a sum, a `not`, a number, a truth.

What decides nothing when the program runs is not changed: annotations, what stands under
`TYPE_CHECKING`, decorators, and `strict=` of `zip`, which is an assertion.
"""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SWAPS: dict[type, type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
_DECIDES_NOTHING = {"annotation", "returns", "decorator_list"}


class Mutant(NamedTuple):
    """A change: where it is, what stood there and what stands there instead."""

    file: str
    """From the root of the project."""
    function: str
    """The function or class around it; nothing where it is done at import."""
    before: str
    after: str
    nth: int
    """Which one, of all that are alike in this function."""
    lines: range
    """From the start of its statement to its own end."""
    at_import: bool
    text: bytes
    """The whole file with the change."""

    @property
    def name(self) -> str:
        """The same one after changes elsewhere in the file."""
        return "\t".join((self.file, self.function, self.before, self.after, str(self.nth)))


def mutants(root: Path, file: str) -> Iterator[Mutant]:
    """Every change of a file."""
    text = (root / file).read_bytes()
    seen: Counter[tuple[str, str, str]] = Counter()
    for statement, function, at_import in _statements(ast.parse(text), "", at_import=True):
        for node in _expressions(statement):
            changed = _change(node)
            if changed is None or (new := _replaced(text, node, changed)) is None:
                continue
            told = function, ast.unparse(node), ast.unparse(changed)
            seen[told] += 1
            lines = range(statement.lineno, (node.end_lineno or node.lineno) + 1)
            yield Mutant(file, *told, seen[told], lines, at_import, new)


def _statements(
    node: ast.AST, function: str, *, at_import: bool
) -> Iterator[tuple[ast.stmt, str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.stmt):
            yield child, function, at_import
        inner, now = function, at_import
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{function}.{child.name}".lstrip(".")
            now = at_import and isinstance(child, ast.ClassDef)
        yield from _statements(child, inner, at_import=now)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions of a statement, not those of the statements in it."""
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if field in _DECIDES_NOTHING or not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.expr):
                yield child
            if not isinstance(child, ast.stmt):
                yield from _expressions(child)


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


def _replaced(text: bytes, node: ast.expr, changed: ast.expr) -> bytes | None:
    """Nothing where the place is not where the parser says, as in a template of Python 3.11."""
    lines = text.splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    stop = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    ends = b"\n" * (node.end_lineno - node.lineno)  # what stands below keeps its line
    new = text[:start] + b"(" + ast.unparse(changed).encode() + ends + b")" + text[stop:]
    try:
        there = ast.unparse(ast.parse(b"(" + text[start:stop] + b")", mode="eval"))
        compile(new, "", "exec")
    except SyntaxError:
        return None
    return new if there == ast.unparse(node) else None
