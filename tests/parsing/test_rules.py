"""Rules: ordered tables, each line decided once by each, and the evidence that each rule gives."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corpus.reader import read_cases
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st
from morceaux import HEAD

from annuaire import parsing
from annuaire.parsing.page.lines import lay, split
from annuaire.parsing.rules import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annuaire.parsing.rules import AnyRule, AnyTable
    from annuaire.records import RoleDecide

register()
ROOT = Path(__file__).parents[2]
LIST = " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ Brest - Qingdao \n"
FRONT = " Lyon – Canton (Guangdong) \n \n"
CASES = {
    "empty_break": "Lyon – Canton\n\nMaire :\nM. X Y\n\nOrigine :\n1998.\n\nFinancement :\nVille.\n",
    "named_folio": HEAD + "Origine : \nUn accord\n\nPage 22\n\nsigné. \n",
    "marked": HEAD + "Origine : \n- Perspectives : une fin. \n",
    "end_of_text": HEAD + "Origine : \nElle est. \n \nPerspectives. \n",
    "of_the_book": HEAD + "Origine : \nUn accord \nANNEXES \nEn bref \n",
    "over_lower_case": HEAD + "Origine : \nUn accord. \n \nPerspectives \nde la ville. \n",
    "over_person": FRONT + "Maire \nM. Gérard Collomb \n",
    "lone_head": HEAD + "Origine : \nUn accord. \n \nMaire \nUne suite. \n",
    "below_blank": HEAD + "Origine : \nUn accord. \n\nPerspectives \n\nSuite. \n",
    "inside_text": HEAD + "Origine : \nUn accord sur les \nPerspectives \nUne suite. \n",
    "below_announced": LIST + "Lyon – Canton (Guangdong) \nLe Maire : \nM. X Y \n",
    "below_apart": FRONT + "Le Maire : \n \nM. X Y \n",
    "heading_lost": HEAD + "Origine : \n1998. \n \nMaire : \nM. X Y \n",
    "first_heading_lost": "Maire : \nM. X Y \n",
    "announced_alone": LIST
    + HEAD
    + "Origine : \n1998. \n Brest – Qingdao \n \nOrigine : \n1999. \n",
    "begins_record": FRONT + "Le Maire : \n \nGérard Collomb \n",
    "perimeter": HEAD + "Population : 12 000 \nPopulation de l’agglomération : 50 000 \n",
    "other_head": HEAD + "Président du Grand Lyon : \nM. C D \n",
    "own_people": HEAD + "Population (1999) : 450 000 \n",
    "coordinate": HEAD + "Contacts : \nM. X Y \n \nTél. : \n04 72 10 30 30 \n",
    "side": HEAD + "Acteurs impliqués : \nEn Chine : a \n \nActeurs français : \nb \n",
    "introduction": HEAD + "Actions réalisées : \n➢ Une. \n \nCulture : \n- deux \n",
    "variant_label": HEAD + "Bilan et suites : \n➢ un. \n",
    "deeper_bullet": HEAD + "Actions réalisées : \n➢ Un : \n• a \n➢ Deux \n",
    "wrapped": HEAD + "Actions réalisées : \n➢ Un. \n \nsuite. \n",
    "after_sentence": HEAD + "Actions réalisées : \n➢ Un. \n \nAprès. \n",
    "round_bullet": HEAD + "Actions réalisées : \n➢ Un : \no deux \n",
    "said_page": HEAD + "Origine : \nUn accord \nCités unies \nsigné. \n",
    "said_break": HEAD + "Origine : \nUn accord \n\nSigné. \n",
    "said_noise": HEAD + "Origine : \nUn accord. \n \nSigné. \n",
    "said_printed": HEAD + "Origine : \n\n 198 \n\n",
    "said_label": HEAD + "Origine : \nUn accord, des \nPerspectives \nbonnes. \n",
    "said_other": HEAD + "Origine : \nUn accord. \nANNEXES : \nen bref. \n",
    "said_no_head": HEAD + "Bilan : \n1998. \n \nBrest – Qingdao \n \nLe Maire : \nM. X Y \n",
    "below_said": HEAD + "Bilan : \n1998. \nBrest, Qingdao \nLe Maire : \n \nX Y \n",
    "said_heading": "Brest – Qingdao \nUn accord. \n" + HEAD,
    "said_section": HEAD + "Origine : \n1998. \nFinancement : la ville. \n",
    "said_contact": HEAD + "M. X Y – maire \n \nOrigine : \n1998. \n",
    "said_content": HEAD + "Origine : \n1998. \n \nFinancement : \nla ville. \n",
    "said_item": HEAD + "Actions réalisées : \n➢ Un \nDeux \n",
    "said_child": HEAD + "Actions réalisées : \n- Un \n- Deux \n",
    "said_text": HEAD + "Actions réalisées : \n➢ Un. \n \nDeux \n",
}
"""The smallest texts that are read otherwise without a rule that no other text needs."""
SAID: dict[str, tuple[str, RoleDecide]] = {
    "said_page": ("Cités unies ", "pagination"),
    "said_break": ("", "blanc"),
    "said_noise": (" ", "texte"),
    "said_printed": (" 198 ", "texte"),
    "said_label": ("Perspectives ", "libelle"),
    "said_other": ("ANNEXES : ", "texte"),
    "said_no_head": ("Le Maire : ", "texte"),
    "below_said": ("Brest, Qingdao ", "titre"),
    "said_heading": ("Brest – Qingdao ", "titre"),
    "said_section": ("Financement : la ville. ", "libelle"),
    "said_contact": ("M. X Y – maire ", "contact"),
    "said_content": ("Financement : ", "texte"),
    "said_item": ("Deux ", "point"),
    "said_child": ("- Deux ", "sous_point"),
    "said_text": ("Deux ", "texte"),
}
"""The line of these texts, the last of its words, that a person decided on."""
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
    paths = {"chine": ROOT / "data" / "source" / "repertoire-franco-chinois.txt"}
    paths |= {path.stem: path for path in (ROOT / "tests" / "autres").glob("*.txt")}
    assert len(paths) >= 11
    named = {name: path.read_bytes().decode() for name, path in paths.items()}
    named |= {f"cas « {case.titre} »": case.texte for case in read_cases("issues.txt")}
    return named | {f"essai {name}": text.replace("➢", "\uf0d8") for name, text in CASES.items()}


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
    parsing.read(text, "texte", sheet)
    for line, kind in zip(sheet.lines, sheet.kinds, strict=True):
        asked = [rule.table for rule in line.decided]

        assert len(asked) == len(set(asked))
        assert asked[0] == "lines"
        assert (asked[-1] == "roles") == (kind == "prints text")


def test_a_table_whose_rules_do_not_hold() -> None:
    """A fault of ours: it is told."""
    (line,) = split("a")
    here = type("Here", (), {"line": line})()

    with pytest.raises(LookupError, match="no rule of empty holds"):
        Table("empty", "nothing", (lambda _here: False, "no")).decide(here)
