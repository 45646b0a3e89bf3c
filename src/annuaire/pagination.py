"""Pagination: which lines of a text are page furniture, running heads and page numbers, and why.

    page      = [ furniture ] body [ furniture ] ; a form feed, or blanks alone, part two pages
    furniture = up to three lines of words and a number, words alone, a number alone
    number    = 12 | - 12 - | Page 12 | Page 12 sur 18 | 12/18

Furniture is told by its place, its repetition and the order of its numbers. Lines in, marks out,
for reading and `annuaire check` alike; of records it knows the labels, no head (`words/libelles`).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from annuaire.folding import ANY_DASH, AS_HYPHEN, clean, fold
from annuaire.numbering import Number, following, rising
from annuaire.words import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ALONE, NAMED, RUNNING, IN_ORDER, INSIDE = "alone", "named", "running", "in order", "inside"
RULE = "rule"
"""Why a line is furniture; the rules of `parsing.page.lines` say it in words."""

_DASH = f"[{ANY_DASH}]"
_OF = r"(?:\s?/\s?|\s(?:sur|de|of)\s)\d{1,3}"
_SAID = rf"(?:{_DASH}\s?\d{{1,3}}\s?{_DASH}|(?i:page|p\.)\s?\d{{1,3}}(?:{_OF})?|\d{{1,3}}{_OF})"
_ANY = rf"(?:{_SAID}|(?:{_DASH}\s*)?\d{{1,3}}(?:\s*{_DASH})?)"
_NUMBER = re.compile(rf"(?P<said>{_SAID})|{_ANY}")
"""Four digits are a year: « 1998 » is a whole section (line 1278)."""
_BESIDE = re.compile(rf"^{_ANY}\s+|(?:\s+|(?<=[Nn]°)){_ANY}$")
_GAP = rf"(?:\s{{2,}}|\t|\s[{ANY_DASH}|]\s)"
_APART = re.compile(rf"^\s*{_ANY}{_GAP}|{_GAP}{_ANY}\s*$")
"""A number with a wide space or a dash between it and the words of its line."""
_RULE = re.compile(r"[-=_*~–—\u2500-\u257f]{4,}")
"""What a typesetter draws under a heading or between two parts."""
_LONGEST_NUMBER, _LONGEST_HEAD = 40, 160
_MOST_LINES, _REACH = 3, 12
"""Lines of one piece of furniture; blank lines between the edge of a page and it."""
_SHARE = 0.3
"""The part of the pages that a running head stands on: there may be one left and one right."""
_MOSTLY = 0.6
"""The part of its places that are the edge of a page, of its numbers that are in order."""
_ORDER, _NEARLY = 3, 0.8
"""Page numbers that make an order; the part of them that have a head’s words once between them."""
_MENU, _LINKS, _PLACES, _LONGEST_MENU = 5, 2, 4, 20
"""Lines of a menu, the bars of one on a line, how often it stands in a text; its lines at most."""
_BEGINNING = 12
"""Letters by which the words of a head are found again in a list, or over a record."""
_DATE = re.compile(r"\s\d{1,2}(?:(?:er)?\s[^\W\d]+\s\d{4}$|/\d\d?/\d{4}\b)")
"""« Page mise à jour le 12 février 2008 », « Mise à jour : 12/02/2008 – Haut de page »."""
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-E])\s?[.)]\s")
_OTHER_DASH = re.compile(f"[{ANY_DASH.removeprefix(re.escape('-'))}]")
_SLACK = 1.5
"""Pages by which a number may be off the place where its page is expected."""


def find_furniture(lines: Sequence[str], cleaned: Sequence[str] | None = None) -> dict[int, str]:
    """The lines that are page furniture, by their index, and why each is.

    `cleaned`: the same lines as `folding.clean` gives them, where they are known.
    """
    return _Pages(lines, cleaned or [clean(line) for line in lines]).find()


def is_number(text: str) -> bool:
    """Whether a line prints nothing but what can be the number of a page."""
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def _leads_on(text: str) -> bool:
    """« Retour à la liste | Imprimer », « Vous êtes ici : Accueil > Lyon »: words of a page."""
    links, known = text.split("|"), rows("mise_en_page")
    links = text.split(" : ")[:1] if " > " in text else links
    return all(len(link) <= _LONGEST_NUMBER and fold(link) in known for link in links)


class _Pages:
    def __init__(self, lines: Sequence[str], cleaned: Sequence[str]) -> None:
        self.lines = lines
        pairs = zip(lines, cleaned, strict=True)
        self.texts = [text if len(line) <= 2 * _LONGEST_HEAD else line for line, text in pairs]
        self.ends = {
            at for at, text in enumerate(self.texts) if any(map(str.isdigit, text[:8] + text[-3:]))
        }
        """Lines with a digit at one of their ends, as all those that print a number have."""
        feeds = [at for at, line in enumerate(lines) if "\f" in line]
        self.opens = {0, len(lines)} | {at + lines[at].rstrip(" ").endswith("\f") for at in feeds}
        self.numbers = {
            at: found
            for at, text in enumerate(self.texts)
            if text and len(text) <= _LONGEST_NUMBER and (found := _NUMBER.fullmatch(text))
        }
        self.found: dict[int, str] = {}
        self.bare: dict[int, str] = {}
        self.over: list[int] = []
        """The drawn rules with a blank above them, which end a page of a web site."""

    def find(self) -> dict[int, str]:
        rules = [at for at, text in enumerate(self.texts) if text and _RULE.fullmatch(text)]
        self.over = [at for at in rules if at > 0 and not self.texts[at - 1]]
        self.found = {at: why for at in self.numbers if (why := self._why(at))}
        self.found |= {at: RUNNING for at, text in enumerate(self.texts) if _leads_on(text)}
        self._find_repeated()
        self._find_at_edges()
        self._find_following()
        self._find_menus()
        for _ in range(2 * _MOST_LINES):  # the next time those that stand beside another
            known = len(self.found)
            self._find_ordered()
            self._find_running()
            if len(self.found) == known:
                break
        self._find_unnumbered()
        self._find_changing()
        self._find_inside()
        return dict.fromkeys(rules, RULE) | self.found

    def _why(self, at: int) -> str:
        """Why a number is a page's by its place alone, "" when that does not tell."""
        above, below = self._is_apart(at, -1), self._is_apart(at, 1)
        if self.numbers[at]["said"]:  # « (voir », « page 22 » is text
            return NAMED if above and below and not self.texts[at][0].islower() else ""
        soft = at == 0 or not self.lines[at - 1]
        signs = (soft, self.lines[at][:1].isspace(), below)
        fed = not self.opens.isdisjoint(range(at - _REACH, at + _REACH + 2))
        return ALONE if above and (sum(signs) > 1 or (below and fed)) else ""

    # Places -------------------------------------------------------------------------------------

    def _is_apart(self, at: int, step: int) -> bool:
        """Whether nothing printed touches a line on that side."""
        beside = at + step
        return max(at, beside) in self.opens or beside < 0 or not self.texts[beside]

    def _edges(self) -> set[int]:
        """The lines next to a page's edge or to furniture, a few blanks aside."""
        near = [self._beside(at, step) for at in self.found for step in (-1, 1)]
        near += [self._beside(at - (step > 0), step) for at in self.opens for step in (-1, 1)]
        near += [self._beside(at, -1) for at in self.over]
        return {at for at in near if at is not None and at not in self.found}

    def _beside(self, at: int, step: int) -> int | None:
        """The line printed next on that side, on whatever page; None when it is far."""
        around = range(at + step, at + step * (_REACH + 2), step)
        inside = (i for i in around if 0 <= i < len(self.texts))
        return next((i for i in inside if self.texts[i]), None)

    def _blocks(self) -> Iterator[range]:
        """The runs of a few printed lines that nothing printed touches."""
        first = 0
        for at, text in enumerate(self.texts):
            if not text or at in self.opens:
                first = at + (not text)
            if text and self._is_apart(at, 1) and at - first < _MOST_LINES:
                yield range(first, at + 1)

    # Repetition ---------------------------------------------------------------------------------

    def _find_repeated(self) -> None:
        """Blocks of the same words, or none, whose numbers rise from page to page."""
        alike: dict[str, list[Number]] = defaultdict(list)
        for block in self._blocks():
            numbered = [at for at in block if self._value(at) is not None]
            if len(numbered) == 1 and all(map(_may_run, self.texts[block.start : block.stop])):
                words = " ".join(self._words(at) for at in block if at not in self.numbers)
                value = self._value(numbered[0]) or 0
                alike[words].append(Number(block.start, value, len(block)))
        for words, numbers in alike.items():
            run = rising(numbers)
            if len(run) >= max(2 if words else _ORDER, _MOSTLY * len(numbers)):
                for at, _, lines in run:
                    self.found |= dict.fromkeys(range(at, at + lines), RUNNING) | self.found

    def _value(self, at: int) -> int | None:
        """The number that a line prints, alone or apart from its words."""
        if at in self.numbers:
            return _first_number(self.texts[at])
        may = at in self.ends and _may_run(self.texts[at])
        found = _APART.search(self.lines[at]) if may else None
        return _first_number(found.group()) if found else None

    def _words(self, at: int) -> str:
        """A line without the number at one of its ends, reckoned once."""
        if at not in self.bare:
            self.bare[at] = self._unnumbered(at)
        return self.bare[at]

    def _unnumbered(self, at: int) -> str:
        text = self.texts[at]
        text = _DATE.sub("", _BESIDE.sub("", text)) if at in self.ends or "/" in text else text
        return text.translate(AS_HYPHEN) if _OTHER_DASH.search(text) else text

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The lines that print the same words."""
        found: dict[str, list[int]] = defaultdict(list)
        for at in (at for at, text in enumerate(self.texts) if text):
            found[self._words(at)].append(at)
        return found

    def _plain(self, at: int) -> str:
        """A line whose dashes are all hyphens."""
        return self.texts[at].translate(AS_HYPHEN)

    def _find_running(self) -> None:
        """Words at the edge of many pages, and seldom elsewhere."""
        keys = {at: self._words(at) for at in sorted(self._edges()) if _may_run(self.texts[at])}
        known = Counter(self._words(at) for at, why in self.found.items() if why == RUNNING)
        often = Counter(keys.values())
        least = self._least()
        heads = {key for key, times in often.items() if times >= least or key in known}
        often += known
        heads |= self._parts({key: often[key] for key in keys.values()}, heads)
        free = {key: [at for at in self._places[key] if at not in self.found] for key in heads}
        for at, key in keys.items():
            if key in heads and often[key] >= _MOSTLY * len(self._places[key]):
                self.found[at] = RUNNING
        for key in heads:
            if often[key] >= _ORDER and key[:1].isupper() and key[-1:].isalnum():
                self._find_between(free[key])

    def _least(self) -> float:
        """On how many pages a running head stands, at least."""
        tops = [at for at in self.found if self._beside(at, -1) not in self.found]
        return max(2, _SHARE * max(len(self.opens), len(tops)))

    def _parts(self, often: Mapping[str, int], heads: set[str]) -> set[str]:
        """The heads of a book’s parts, one on nearly all pages, and printed nowhere else.

        Those of a part follow each other, three at least: a record’s heading comes again apart.
        """
        again = {k: n for k, n in often.items() if 1 < n == len(self._places[k]) and ":" not in k}
        places = sorted((at, key) for key in again if key not in heads for at in self._places[key])
        parts = len([*groupby(key for _, key in places)]) + len(heads & again.keys())
        numbers, stand = len(self.numbers.keys() & self.found.keys()), sum(again.values())
        return {*again} if max(_ORDER * parts, _NEARLY * numbers) <= stand <= numbers else set()

    def _find_unnumbered(self) -> None:
        """The words of a numbered head again and again, whose number a scan lost there."""
        running = [
            at for at, why in self.found.items() if why == RUNNING and at not in self.numbers
        ]
        numbered = Counter(key for at in running if (key := self._words(at)) != self._plain(at))
        known = {key for key, times in numbered.items() if times >= _ORDER and " " in key}
        others = [at for at in range(len(self.texts)) if known and at not in self.found]
        lost = [at for at in others if self._plain(at) in known]
        if len(lost) > 1:
            self.found = dict.fromkeys(lost, RUNNING) | self.found

    def _find_between(self, places: Sequence[int]) -> None:
        """Words that stand once on each page, where a column’s end parts them from its number."""
        numbers = sorted(at for at in self.numbers if at in self.found)
        pages = Counter(bisect(numbers, at) for at in places)
        if max(pages.values(), default=0) == 1 and len(pages) > max(
            _ORDER + 1, _NEARLY * len(numbers)
        ):
            self.found = dict.fromkeys(places, RUNNING) | self.found

    def _find_changing(self) -> None:
        """Beside a head that runs, one of changing words: « Lyon – Canton », whose page it is.

        Above the head that runs nothing of a text can stand; below it, words that begin another
        line: an entry of the list, a heading.
        """
        tops = (self._beside(at - 1, 1) for at in sorted(self.opens))
        below = [at + 1 for at in tops if at is not None and at + 1 < len(self.texts)]
        pairs = [at - 1 for at in below if all(map(_may_run, self.texts[at - 1 : at + 1]))]
        first, second = ([self._words(at + below) for at in pairs] for below in (0, 1))
        often = Counter([*first, *second])
        most = max(2, _MOSTLY * len(pairs))
        # « 1. Collectivité française », « Président » stand below a heading on each page.
        labels = {key for key in often if _NUMBERED.match(key) or fold(key) in rows("libelles")}
        runs = {key for key, times in often.items() if times > most} - labels
        above = {at for at, key in zip(pairs, second, strict=True) if key in runs}
        if len(above) < _ORDER:
            return
        beginnings = Counter(text[:_BEGINNING] for text in self.texts if text)
        below = [at for at, key in zip(pairs, first, strict=True) if key in runs]
        again = (at + 1 for at in below if beginnings[self.texts[at + 1][:_BEGINNING]] > 1)
        heads = [*above, *(at + 1 for at in above), *below, *again]
        self.found = dict.fromkeys(heads, RUNNING) | self.found

    def _find_menus(self) -> None:
        """Runs of the same lines, or « Accueil | Liens | Aide » over a rule, again and again."""
        printed = [at for at, text in enumerate(self.texts) if text]
        times = Counter(self.texts[at] for at in printed)
        over = (at for at, below in pairwise(printed) if _RULE.fullmatch(self.texts[below]))
        links = (at for at in over if self.texts[at].count(" | ") >= _LINKS)
        bars = (at for at in links if times[self.texts[at]] >= _PLACES)
        self.found = dict.fromkeys(bars, RUNNING) | self.found
        again = {text for text, count in times.items() if count >= _PLACES and ":" not in text}
        plain = [self.texts[at] in again and at not in self.ends for at in printed]
        if sum(plain) < _MENU * _PLACES:
            return
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for first in range(len(printed) - _MENU + 1):
            if all(plain[first : first + _MENU]):
                run = tuple(self.texts[at] for at in printed[first : first + _MENU])
                if len({*run}) == _MENU:
                    alike[run].append(first)
        often = [first for places in alike.values() if len(places) >= _PLACES for first in places]
        lines = {printed[at] for first in often for at in range(first, first + _MENU)}
        listed: set[int] = set()
        for at in sorted(lines):  # a list of the same sectors is none: a label opens it
            above = self._beside(at, -1)
            if above is not None and (self.texts[above][-1] == ":" or above in listed):
                listed.add(at)
        told = {self.texts[at] for at in lines - listed}
        if len(told) <= _LONGEST_MENU:  # of a text that says all again, there are many
            self.found = dict.fromkeys(lines - listed, RUNNING) | self.found

    def _find_following(self) -> None:
        """Lines of the same words, or none, whose numbers follow each other, blanks or not."""
        alike: dict[str, list[Number]] = defaultdict(list)
        for at in (at for at, text in enumerate(self.texts) if text):
            beside = _BESIDE.search(self.texts[at]) if at in self.ends else None
            value = self._value(at)
            if value is None and beside and _may_run(self.texts[at]):  # « Groupe-pays Chine 12 »
                value = _first_number(beside.group())
            if value is not None:
                words = "" if at in self.numbers else self._words(at)
                alike[words].append(Number(at, value))
        for words, numbers in alike.items():
            why = RUNNING if words else IN_ORDER
            if run := following(numbers):
                inside = (each for each in rising(numbers) if run[0].at <= each.at <= run[-1].at)
                self.found = {each.at: why for each in inside} | self.found  # a page may be short

    # Order --------------------------------------------------------------------------------------

    def _find_at_edges(self) -> None:
        """Numbers next to form feeds that rise from page to page, though they touch the text."""
        beside = (at for at in self.numbers if not self.opens.isdisjoint((at, at + 1)))
        numbers = [Number(at, _first_number(self.texts[at])) for at in beside]
        run = rising(numbers)
        if len(run) >= max(_ORDER, _MOSTLY * len(numbers)):
            self.found = dict.fromkeys((each.at for each in run), IN_ORDER) | self.found

    def _find_ordered(self) -> None:
        """Numbers that touch the text, where one of a page is expected."""
        numbers = [Number(at, _first_number(self.texts[at])) for at in self.numbers]
        known = rising([each for each in numbers if each.at in self.found])
        if len(known) < _ORDER:
            return
        height = (known[-1].at - known[0].at) / (known[-1].value - known[0].value)
        taken = {each.value for each in known}
        for at, value, _ in numbers:
            nearest = known[min(bisect(known, (at,)), len(known) - 1)]
            expected = nearest.value + (at - nearest.at) / height
            if value not in taken and abs(value - expected) <= _SLACK:
                self.found.setdefault(at, IN_ORDER)

    # Sentences ----------------------------------------------------------------------------------

    def _find_inside(self) -> None:
        """Lines that touch a page's number and are apart from a sentence that goes on.

        The first word of what goes on would have fitted on them: they are no part of it.
        """
        for block in self._blocks():
            words = [self.texts[at] for at in block if at not in self.numbers]
            if self.numbers.keys().isdisjoint(range(block[0] - 1, block[-1] + 2)):
                continue
            if not all(text[0].isupper() and text[-1] not in ".,;:" for text in words):
                continue
            above, below = self._text(block[0], -1), self._text(block[-1], 1)
            short = len(self.texts[block[-1]]) + len(below.split(" ", 1)[0]) < len(above)
            if short and above[-1].isalnum() and below[:1].islower():
                self.found |= dict.fromkeys(block, INSIDE) | self.found

    def _text(self, at: int, step: int) -> str:
        """The text on that side of a line, the furniture of one page's end and top aside."""
        for _ in range(2 * _MOST_LINES):
            beside = self._beside(at, step)
            if beside is None or beside not in self.found:
                return "" if beside is None else self.texts[beside]
            at = beside
        return ""


def _first_number(text: str) -> int:
    return int(re.search(r"\d+", text).group())  # type: ignore[union-attr]


def _may_run(text: str) -> bool:
    """Whether a line can be a running head: no colon ends it, no bullet of the series opens it."""
    bullet = "\ue000" <= text[:1] <= "\uf8ff"
    return 0 < len(text) <= _LONGEST_HEAD and text[-1] != ":" and not bullet
