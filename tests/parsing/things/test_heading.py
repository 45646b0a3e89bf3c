"""Headings: the French side, the partners, their parentheses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.things.heading import (
    depth_map,
    has_sides,
    says_where,
    split_heading,
    split_outside,
)


@pytest.mark.parametrize(
    ("text", "french", "partners"),
    [
        ("Lyon – Canton (Guangdong)", "Lyon", [("Canton", "Guangdong")]),
        ("Lyon - Canton (Guangdong)", "Lyon", [("Canton", "Guangdong")]),
        ("Lyon — Canton", "Lyon", [("Canton", None)]),
        ("Lyon –Canton", "Lyon", [("Canton", None)]),
        ("Lyon- Canton", "Lyon", [("Canton", None)]),
        ("Lyon–Canton", "Lyon", [("Canton", None)]),
        ("Bourg-la-Reine – Yanqing (Pékin)", "Bourg-la-Reine", [("Yanqing", "Pékin")]),
        (
            "Conseil Régional du Nord-Pas-de-Calais – Municipalité de Tianjin",
            "Conseil Régional du Nord-Pas-de-Calais",
            [("Municipalité de Tianjin", None)],
        ),
        (
            "Conseil Régional du Nord - Pas-de-Calais - Municipalité de Tianjin",
            "Conseil Régional du Nord - Pas-de-Calais",
            [("Municipalité de Tianjin", None)],
        ),
        (
            "Dunkerque Grand Littoral (Communauté urbaine) – Qinhuangdao (Hebei)",
            "Dunkerque Grand Littoral (Communauté urbaine)",
            [("Qinhuangdao", "Hebei")],
        ),
        (
            "Aix-en-Provence - Guilin (Guangxi) et Chaoyang (Pékin)",
            "Aix-en-Provence",
            [("Guilin", "Guangxi"), ("Chaoyang", "Pékin")],
        ),
        (
            "Alsace - Nanjing et Liaoning Economic and Trade Delegation",
            "Alsace",
            [("Nanjing", None), ("Liaoning Economic and Trade Delegation", None)],
        ),
        ("Lyon – Canton, Pékin et Xi’an", "Lyon", [("Canton", None), ("Pékin", None), ("Xi’an", None)]),
        ("Lyon – Yanji, préfecture de Yanbian", "Lyon", [("Yanji, préfecture de Yanbian", None)]),
        ("Aube – Provinces de Lao Cai et de Ha Giang", "Aube", [("Provinces de Lao Cai", None), ("Ha Giang", None)]),
        ("Lyon - Canton - Guangdong", "Lyon", [("Canton - Guangdong", None)]),
        ("Lyon - Vaise – Canton", "Lyon - Vaise", [("Canton", None)]),
        ("Lyon – Canton – Guangdong", "Lyon", [("Canton – Guangdong", None)]),
        ("Lyon → Canton", "Lyon", [("Canton", None)]),
        ("Lyon <-> Canton (Guangdong)", "Lyon", [("Canton", "Guangdong")]),
        ("Lyon => Canton", "Lyon", [("Canton", None)]),
        ("Lyon → canton", "Lyon → canton", []),
        ("Lyon – Canton ; Pékin", "Lyon", [("Canton", None), ("Pékin", None)]),
        ("Lyon – Ville (Province A et B)", "Lyon", [("Ville", "Province A et B")]),
        ("Lyon – Ville (A (B))", "Lyon", [("Ville", "A (B)")]),
        ("Lyon – Ville (Guangdong", "Lyon", [("Ville", "Guangdong")]),
        ("Lyon – Ville ()", "Lyon", [("Ville", None)]),
        ("Lyon", "Lyon", []),
        ("Saint-Etienne", "Saint-Etienne", []),
        ("", None, []),
        ("–", "–", []),
        ("Lyon – ", "Lyon –", []),
    ],
)  # fmt: skip
def test_headings(text: str, french: str | None, partners: list[tuple[str, str | None]]) -> None:
    """A hyphen inside a name separates nothing; « et » inside a parenthesis joins nothing."""
    heading = split_heading(text)

    assert heading.french == french
    assert [(each.name, each.attachment) for each in heading.partners] == partners
    assert all(text[p.start : p.stop].startswith(p.name) for p in heading.partners)


@given(st.text(alphabet="Ab -–—()et;,&.é") | st.text())
def test_partners_are_where_they_say(text: str) -> None:
    """The offsets hold the name; never raises."""
    for partner in split_heading(text).partners:
        assert text[partner.start : partner.stop].startswith(partner.name)
        assert partner.name.strip() == partner.name != ""


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a(b)c", ".###."),
        ("(a(b)c)", "#######"),
        ("a(b", "..."),
        ("a)b(c)", "...###"),
        ("(a(b)", "..###"),
        ("", ""),
    ],
)
def test_inside_parentheses(text: str, inside: str) -> None:
    """A parenthesis that never closes protects nothing."""
    assert "".join("#" if each else "." for each in depth_map(text)) == inside


@given(st.text(alphabet="a();"))
def test_pieces_and_separators_rebuild_the_text(text: str) -> None:
    """No piece holds a separator that is outside of parentheses."""
    pieces = split_outside(text, re.compile(";"))

    assert text == ";".join(text[start:stop] for start, stop in pieces)
    inside = depth_map(text)
    for start, stop in pieces:
        assert all(inside[at] for at in range(start, stop) if text[at] == ";")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Lyon – Canton", True),
        ("Lyon - Canton", True),
        ("Aix-en-Provence", False),
        ("Liaoning Economic and Trade Delegation", False),
        ("- Canton", False),
        ("", False),
        ("Lyon – " + "a" * 600, False),
    ],
)
def test_has_sides(text: str, sides: bool) -> None:
    """Words on both sides of a separator."""
    assert has_sides(text) is sides


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Région Lorraine – Département de la Meuse", True),
        ("Région Lorraine – Wuhan", False),
        ("Bar-le-Duc – Yichang", False),
        ("Département de la Meuse", False),
        (f"Région Lorraine – {'Meuse, ' * 20}Moselle", False),
    ],
)
def test_where_an_authority_lies(text: str, where: bool) -> None:
    """Its région first and départements of that one; no heading, and no long text."""
    assert says_where(text) is where
