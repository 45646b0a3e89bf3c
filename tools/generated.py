"""Files that are generated and committed: written, or under `--check` compared."""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def publish(path: str, text: str) -> int:
    """Write `text` at `path` (from the root); with --check, 1 when the file differs."""
    full = os.path.join(ROOT, path)
    if "--check" in sys.argv[1:]:
        return _compare(full, path, text)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return 0


def _compare(full: str, path: str, text: str) -> int:
    try:
        with open(full, encoding="utf-8", newline="") as file:
            current = file.read() == text
    except OSError:
        current = False
    if not current:
        print(f"{path} is stale: run `make docs`", file=sys.stderr)
    return 0 if current else 1
