"""Rules: ordered tables, each line decided once by each, and the evidence that each rule gives."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest
from corpus.reader import read_cases
from essais_de_regles import CASES, SAID
from hypothesis import given
from hypothesis import strategies as st
from texts import TEXTS, text

from annuaire import parsing
from annuaire.parsing.page.lines import PRINT, lay, split
from annuaire.parsing.rules import RuleTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.rules import AnyRule, AnyTable
    from annuaire.records import RoleDecide

RULES = [(table, rule) for table in parsing.TABLES for rule in table.rules]
ALL = [f"{table.name}.{rule.name}" for table, rule in RULES]


@contextmanager
def without(table: AnyTable, rule: AnyRule) -> Iterator[None]:
    """The table without that rule."""
    whole = table.rules
    table.rules = tuple(each for each in whole if each is not rule)
    try:
        yield
    finally:
        table.rules = whole


@cache
def texts() -> dict[str, str]:
    """The texts that evidence is taken from, by the names it gives them."""
    assert len(TEXTS) >= 11
    named = {name: text(name) for name in TEXTS}
    named |= {f"cas « {case.titre} »": case.texte for case in read_cases("issues.txt")}
    return named | {f"essai {name}": case for name, case in CASES.items()}


@cache
def explained(name: str) -> list[parsing.Explained]:
    return parsing.explain(texts()[name], said(name))


def said(name: str) -> dict[int, RoleDecide]:
    """What a person said of the lines of a text."""
    name = name.removeprefix("essai ")
    if name not in SAID:
        return {}
    printed, role = SAID[name]
    lines = CASES[name].split("\n")[:-1]
    return {len(lines) - lines[::-1].index(printed): role}


@pytest.mark.parametrize("table", parsing.TABLES, ids=lambda table: table.name)
def test_the_last_rule_of_a_table_always_holds(table: AnyTable) -> None:
    """Whatever it is asked."""
    assert table.rules[-1].holds(None)
    assert table.question


def test_rules_have_names_of_their_own() -> None:
    """In all tables, so that one word tells which it is."""
    names = [rule.name for _, rule in RULES]

    assert len(names) > 50
    assert len(names) == len(set(names))
    assert len({table.name for table in parsing.TABLES}) == len(parsing.TABLES)


@pytest.mark.parametrize(("table", "rule"), RULES, ids=ALL)
def test_rules_say_what_they_hold_for(table: AnyTable, rule: AnyRule) -> None:
    """In one sentence, and with evidence."""
    assert rule.table == table.name
    assert rule.says[0].isupper() or rule.says[0] == "«"
    assert ". " not in rule.says.removesuffix(".").replace("… ", "")
    assert rule.evidence


@pytest.mark.parametrize(("table", "rule"), RULES, ids=ALL)
def test_the_evidence_of_a_rule(table: AnyTable, rule: AnyRule) -> None:
    """It decides the line that it names, or a line of its case."""
    name, _, number = rule.evidence.rpartition(" ")
    lines = explained(name or f"essai {rule.name}")
    cited = lines[int(number) - 1 : int(number)] if name else lines

    assert rule in [decided.get(table.name) for _, decided in cited]


@pytest.mark.parametrize("name", CASES)
def test_a_case_needs_its_rule(name: str) -> None:
    """Without the rule, it is read otherwise; the last rule of a table can't be left out."""
    ((table, rule),) = [found for found in RULES if found[1].name == name]
    text = texts()[f"essai {name}"]
    before = parsing.parse(text, roles=said(name))
    if rule is table.rules[-1]:
        return
    with without(table, rule):
        assert parsing.parse(text, roles=said(name)) != before


@given(
    st.lists(st.sampled_from([line for text in CASES.values() for line in text.split("\n")]),
             max_size=60).map("\n".join)
)  # fmt: skip
def test_a_line_is_decided_once(text: str) -> None:
    """By each table once at most, whatever the text; every line by the first, or also the last."""
    sheet = lay(split(text))
    parsing.read(text, "texte", sheet, {})
    for line, kind in zip(sheet.lines, sheet.kinds, strict=True):
        asked = [rule.table for rule in line.decided]

        assert len(asked) == len(set(asked))
        assert asked[0] == "lines"
        assert (asked[-1] == "roles") == (kind == PRINT)


def test_a_table_whose_rules_do_not_hold() -> None:
    """A fault of ours: it is told."""
    (line,) = split("a")
    here = type("Here", (), {"line": line})()

    with pytest.raises(LookupError, match="no rule of empty holds"):
        RuleTable("empty", "nothing", (lambda _here: False, "no")).decide(here)
