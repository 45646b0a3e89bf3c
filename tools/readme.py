"""The transcripts of README.md, made by running them.

    python tools/readme.py [--check]

In a ```console block, each line `$ annuaire …` is run from the root of the repository (words and
data together, as a terminal shows them) and what it prints replaces what stood below it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

from generated import ROOT, publish

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def render() -> str:
    """The README with its transcripts run again (they write to build/ only)."""
    os.makedirs(os.path.join(ROOT, "build"), exist_ok=True)
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        return _BLOCK.sub(lambda block: transcript(block.group()), file.read())


def transcript(block: str) -> str:
    """A block with each of its commands run; raises CalledProcessError when one fails."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{run(command)}" for command in commands)


def run(command: str) -> str:
    """What one command prints, without trailing spaces."""
    words = shlex.split(command.removeprefix("$ "))
    if words[0] != "annuaire":
        raise ValueError(f"README.md: only annuaire is run here: {command}")
    done = subprocess.run(
        [sys.executable, "-m", "annuaire", *words[1:]],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "COLUMNS": "96", "NO_COLOR": "1"},
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.decode().splitlines())


if __name__ == "__main__":
    raise SystemExit(publish("README.md", render()))
