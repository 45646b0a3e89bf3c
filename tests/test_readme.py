"""The README's examples run, and print what it says they print."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from importlib import import_module

import pytest
from texts import ROOT

import annuaire
from annuaire.cli import COMMANDS as CLI

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.removeprefix("$ ")
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("$ annuaire")
]


def test_there_are_examples() -> None:
    """An empty README can't pass; every command of a transcript is one of ours."""
    told = [line for block in BLOCKS for line in block.splitlines() if line.startswith("$ ")]

    assert len(COMMANDS) >= 5
    assert [f"$ {command}" for command in COMMANDS] == told


@pytest.mark.parametrize("tool", ["docs", "grammar"])
def test_what_is_generated_is_current(tool: str) -> None:
    """`make docs` has nothing to do: every transcript prints what a page says it prints."""
    done = subprocess.run(
        [sys.executable, f"tools/{tool}.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


def test_the_figures_are_those_of_the_database() -> None:
    """What the README counts, in the order in which it does."""
    told = re.search(r"^(\d+ records, .*?)\.$", README, re.MULTILINE | re.DOTALL)
    assert told is not None
    with closing(annuaire.connect()) as base:
        counts = [
            base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("partenariats", "partenariats_partenaires", "partenaires", "actions",
                          "acteurs", "anomalies")
        ]  # fmt: skip

    assert list(map(int, re.findall(r"\d+", told[1]))) == counts


def test_the_commands_that_take_a_format_are_those_that_are_named() -> None:
    """And the formats, those that there are."""
    told = re.search(r"([^.]*)take `-f ([a-z|]+)`", README)
    assert told is not None
    commands = {name: import_module(f"annuaire.cli.{name}").command for name in CLI}
    taking = {
        name: "|".join(option.type.choices)
        for name, command in commands.items()
        for option in command.params
        if "-f" in option.opts
        and "--excel" in {opt for each in command.params for opt in each.opts}
    }

    assert set(re.findall(r"`(\w+)`", told[1])) == set(taking)
    assert {*taking.values()} == {told[2]}


def test_files_that_the_readme_names_exist() -> None:
    """No link goes nowhere."""
    pages = README + (ROOT / "LISEZMOI.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", pages)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_python_examples_run() -> None:
    """Every ```python block is a program that runs."""
    programs = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

    for program in programs:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False
        )

        assert done.returncode == 0, done.stderr.decode()
    assert programs
