"""Wordings: which section words open where they are a label, by the table and by composition.

    wording    = [ "principaux" ] noun [ qualifier ] { joint ( noun | qualifier ) [ complement ] }
    number     = « 1. », « B) », « II – », which a questionnaire puts before its headings
    joint      = "et" | "ou" | "/" | ","
    qualifier  = « réalisées », « en cours », « impliqués », « poursuivis »
    complement = « de la coopération », « du jumelage/partenariat franco-chinois »

The nouns are data (`words/libelles.csv`); in its column `place`, `ecart` and `seul` open a section
only where they are set apart (by a blank, or alone on a line below the end of a text), `cotes` only
right above a side (« En France : »), `lieu` only before a place (« en Syrie »), `cloture` with its
date, `joint` only beside another noun, or qualified: « Début et contexte » and « Contexte du
jumelage ».
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from annuaire import knowledge
from annuaire.folding import DASHES, fold
from annuaire.words import after

_SLASH = re.compile(" ?/ ?")
_PARTNERSHIP = (
    r"(?:cooperation|jumelage|partenariat|relation|accord|collaboration)s?"
    r"(?: decentralisees?)?(?: franco \w+)?"
)
_OF = r"(?:de la|de l|de ce|de cette|du|des|de|d)"
_COMPLEMENT = (
    rf" (?:dans|{_OF}) (?:la |le |l )?{_PARTNERSHIP}"
    rf"(?:(?: et |/| ou )(?:{_OF} |la |le |l )?{_PARTNERSHIP})*"
    r"| d (?:intervention|actions?|activites?)| de travail"
)
_CHIEF = ("principales", "principale", "principaux", "principal")
_QUALIFIER = (
    r"(?:(?:realis|men|engag|effectu|developp|impliqu|concern|associ|mobilis)ee?s?"
    r"|(?:condui|poursui|entrepri|vis|mis)[a-z]{1,3}|en cours|en oeuvre"
    rf"|{'|'.join(_CHIEF)}|generaux|generales|locaux|prioritaires|obtenus"
    r"|provisoires?|globa(?:l|le|ux)|fina(?:l|le|ux)|actuel(?:le)?s?|d etape|a ce jour)"
)
_TAIL = rf"(?:(?:{_COMPLEMENT}| {_QUALIFIER}(?:(?: et |/| ou |, ?| ){_QUALIFIER})*)\b)"
_TOLD = re.compile(rf"^(?:{'|'.join(_CHIEF)}) |{_TAIL}")
_TAILS = re.compile(f"{_TAIL}*")
_USUAL = (
    "de la cooperation", "du jumelage", "du partenariat", "du jumelage/partenariat",
    "d intervention", "realisees", "impliques", "poursuivis",
)  # fmt: skip
_JOINT = re.compile(r" et (?:l |la |le |les )?| ou |/|, ?")
_ARTICLE = re.compile(r"^(?:le|la|les|l|nos|vos) (?=\w{4})")
_LONGEST = 90
_OTHERS = ("annexes", "autre", "avertissement", "dirigeant")
_LONG, _LONG_BESIDE, _LIKE = 8, 7, 0.87
"""Letters of a word of which one may be out of its place, alone and beside others; how alike."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_NUMBER = re.compile(
    rf"(\d{{1,2}}|[A-K]|{'|'.join(reversed(_ROMAN))})\s?[./){DASHES}-]\s+(?=[A-ZÀ-Þ])"
)


def bare_slashes(text: str) -> str:
    """The text without a space beside its `/`."""
    return _SLASH.sub("/", text) if "/" in text else text


def key(text: str) -> str:
    """The form under which labels are compared: folded, no space around `/`, no end mark."""
    return bare_slashes(fold(text)).strip(" .:")


def split_number(text: str) -> tuple[int, str]:
    """The number or letter that opens a heading, counted from 1, and the rest; 0 without one."""
    match = _NUMBER.match(text)
    if match is None:
        return 0, text
    sign, rest = match[1], text[match.end() :]
    if sign in _ROMAN:
        return _ROMAN.index(sign) + 1, rest
    return int(sign) if sign.isdigit() else ord(sign) - ord("A") + 1, rest


@cache
def known() -> dict[str, str]:
    """Every known label, as `key` gives it, and its section."""
    return _placed("")


@cache
def known_apart() -> dict[str, str]:
    """Labels that open a section only where they are set apart: `Projets : …` is content too."""
    return _placed("ecart", "seul")


@cache
def known_among_values() -> dict[str, str]:
    """Labels that open a section before a value, too: « Début : 2002 » below a contact."""
    return {**_placed("joint"), **known_apart()}


@cache
def known_over_sides() -> dict[str, str]:
    """Labels that open a section right above « En France : »."""
    return _placed("cotes")


@cache
def _closing() -> re.Pattern[str]:
    """What closes a record: a known wording, alone, or its date behind it."""
    words = "|".join(map(re.escape, _placed("cloture")))
    return re.compile(rf"(?:{words})(?= (?:le|en|au)$| .*\b(?:19|20)\d\d\b)")


def find_closing(text: str) -> str:
    """« Fiche mise à jour » of « Fiche mise à jour en mai 2008 », « Fiche remplie le »; else ""."""
    form = fold(text)
    found = _closing().match(form)
    if found is None:
        return ""
    rest = after(text, found.group())
    return text if not any(map(str.isdigit, rest)) else text[: -len(rest)].strip()


def bare_article(words: str) -> str:
    """Folded words without the article before them: « Le territoire »."""
    return _ARTICLE.sub("", words)


@lru_cache(maxsize=8192)
def section_of(words: str) -> str | None:
    """The section of a known label, or of one composed of known nouns of one section."""
    return known().get(words) or _composed(words)


@lru_cache(maxsize=1024)
def section_before_place(words: str) -> str | None:
    """The section that words open before a place: « Acteurs », « Organismes » en Syrie."""
    return section_of(words) or {**_nouns(), **_placed("lieu")}.get(words)


@cache
def usual() -> tuple[str, ...]:
    """The known labels, and those that the series composes: what a misspelt one is sought in."""
    composed = (f"{noun} {tail}" for noun in _nouns() for tail in _USUAL)
    return (*known(), *filter(section_of, composed))


def nearest(words: str) -> str:
    """The known words that these are, or are meant to be: a person said that they are a label."""
    near = None if section_of(words) else get_close_matches(words, usual(), 1, 0.8)
    return near[0] if near else words


def opens_section(words: str) -> str | None:
    """The section of a known label, set apart or not."""
    return section_of(words) or known_apart().get(words)


@lru_cache(maxsize=4096)
def misspelt(words: str) -> str:
    """The known label that folded words are but for a letter of a long one, "" for none."""
    found = words.split()
    least = _LONG if len(found) == 1 else _LONG_BESIDE
    for at, word in enumerate(found):
        near = get_close_matches(word, _long_words(least), 1, _LIKE) if len(word) >= least else []
        meant = " ".join([*found[:at], *near, *found[at + 1 :]])
        one = near and near[0].rstrip("s") == word.rstrip("s")  # « Opérateur », who is one of them
        section = section_of(meant) if one else opens_section(meant)
        if near and near != [word] and section not in (None, *_OTHERS):
            return meant
    return ""


@cache
def _long_words(least: int) -> list[str]:
    """The words of that length or more of the labels of a record’s sections."""
    told = (label for label in usual() if section_of(label) not in _OTHERS)
    words = {*_CHIEF, *(word for label in told for word in label.split())}
    return sorted(word for word in words if len(word) >= least)


def skip_tail(words: str, at: int) -> int:
    """The place behind the qualifiers and complements that stand at a place in folded words."""
    found = _TAILS.match(words, at)
    return found.end() if found else at


def _composed(words: str) -> str | None:
    if len(words) > _LONGEST:
        return None
    bare = _TOLD.sub("", words)
    nouns = _JOINT.split(bare)
    sections = {_nouns().get(noun) for noun in nouns}
    told = bare != words or len(nouns) > 1
    return sections.pop() if told and len(sections) == 1 else None


@cache
def _nouns() -> dict[str, str]:
    kept = {**_placed("ecart"), **_placed("joint"), **known()}
    whole = {"annexes", "autre", "avertissement", "contacts", "dirigeant", "populations"}
    return {words: section for words, section in kept.items() if section not in whole}


def _placed(*places: str) -> dict[str, str]:
    rows = knowledge.table("libelles")
    return {key(row["libelle"]): row["section"] for row in rows if row["place"] in places}
