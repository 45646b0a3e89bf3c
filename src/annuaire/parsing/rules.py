"""Rules: the ordered tables that the grammar of the page is written in.

A rule is a small function that answers one question about one line and its neighbours. A table
asks its rules in order: the first that holds decides, and the last one always holds. Which rule
decided stays with the line (`Line.decided`), for whoever asks (`annuaire build --explain`).

The docstring of a rule says in one sentence what it holds for, and ends with its evidence, the
first line of the texts that is read otherwise without it:

    (chine 328)         line 328 of data/source/repertoire-franco-chinois.txt
    (maroc 12)          line 12 of tests/autres/maroc.txt
    (cas « titre » 6)   line 6 of the case of that title in tests/corpus/issues.txt
    (essai)             no such text, but the one of its name in tests/essais_de_regles.py
    (dit)               the same, with what a person said of its lines
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from annuaire.parsing.page.lines import Line

_EVIDENCE = re.compile(r"\s*\(((?:[a-z-]+|cas « [^»]+ ») \d+|essai|dit)\)\.$")


class Asked(Protocol):
    """What a rule looks at: a line, and whatever else it needs to know."""

    @property
    def line(self) -> Line: ...


Here = TypeVar("Here", bound=Asked)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Here]):
    """A named question about a line, and what the line does where it holds."""

    table: str
    holds: Callable[[Here], bool]
    answer: str

    @property
    def name(self) -> str:
        return self.holds.__name__

    @property
    def says(self) -> str:
        """What it holds for."""
        return _EVIDENCE.sub("", self._docstring).removesuffix(".")

    @property
    def evidence(self) -> str:
        """What forced it, "" when nothing is said."""
        found = _EVIDENCE.search(self._docstring)
        return found.group(1) if found else ""

    @property
    def _docstring(self) -> str:
        return " ".join((self.holds.__doc__ or "").split())


class RuleTable(Generic[Here]):
    """Rules in order; `question` is what they answer about a line."""

    def __init__(
        self, name: str, question: str, *rules: tuple[Callable[[Here], bool], str]
    ) -> None:
        self.name, self.question = name, question
        self.rules = tuple(Rule(name, holds, answer) for holds, answer in rules)

    def decide(self, here: Here) -> str:
        """What the line does, by the first rule that holds of it."""
        for rule in self.rules:
            if rule.holds(here):
                here.line.decided.append(rule)
                return rule.answer
        raise LookupError(f"no rule of {self.name} holds")  # the last one always does


AnyRule = Rule[Any]
AnyTable = RuleTable[Any]
