"""Files that are generated and committed: written, or under `--check` compared."""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def publish(path: str, text: str) -> int:
    """Write `text` at `path` (from the root); with --check, 1 when the file differs."""
    if "--check" not in sys.argv[1:]:
        with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    elif not os.path.exists(os.path.join(ROOT, path)) or read(path) != text:
        print(f"{path} is stale: run `make docs`", file=sys.stderr)
        return 1
    return 0


def fill(path: str, target: str, text: str) -> None:
    """Write `text` into a page, between the marks of what `make target` measures.

    They are `<!-- made by make target -->` and the next `<!-- end -->`, each on a line of its own.
    Raises ValueError where the page has none.
    """
    above, begin, rest = read(path).partition(f"<!-- made by make {target} -->\n")
    _, end, below = rest.partition("<!-- end -->\n")
    if not (begin and end):
        raise ValueError(f"{path} has no place for what make {target} writes")
    with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{above}{begin}{text.strip()}\n{end}{below}")


def read(path: str) -> str:
    """The text of a file, its line ends as they are."""
    with open(os.path.join(ROOT, path), encoding="utf-8", newline="") as file:
        return file.read()
