"""What a date of a text is of: an agreement, a request, a first contact, an end…, or nothing.

In *Origine* a date is of what its words tell of (`things.clauses`): an act, or the cooperation as
such (`mention`, as is a date alone). Not general history, a classification, what is only planned.

Elsewhere it is of an act that opens its clause or is said to be signed, or of « depuis YEAR » said
of the cooperation; not of one between other bodies (« entre le Ballet de… »).

Everywhere: an act is renewed (`follows`) or extended to someone; and a cooperation is interrupted,
resumed, ended, where the words say that of it and of nothing else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from annuaire.parsing.things import clauses
from annuaire.parsing.things.clauses import (
    CHANGES,
    NOUNS,
    OTHER_TOWN,
    is_aside,
    is_bare_date,
    nature_of,
    opens_with,
    says,
    undetermined,
)
from annuaire.parsing.things.date import word_forms, word_pattern
from annuaire.words import opening, rows

if TYPE_CHECKING:
    from annuaire.parsing.things.clauses import Dated, Sentence

_SUBJECT = re.compile(r"(?:le|la|les|un|une|des|cet|cette|ces|ce|son|sa|ses)\s+|l'")
_SINCE = re.compile(r"depuis\s+(?:\S+\s+){0,2}(?:19|20)\d\d")
COOPERATION = re.compile(
    r"(?<!\w)(?:cooper(?:ation|e|ent)|partenariat|jumelage|relations?|collaboration|liens)\b"
)
_CREATION = re.compile(r"(?<!\w)creation\s+(?:d[eu]s?\s+(?:la\s+|l')?|d'(?:une?\s+)?)(\w+)")
_EXCHANGES = re.compile(
    r"(?<!\w)les\s+(?:echanges|contacts)(?!\s+(?:de\b|des\b|d'|entre\b|\w+(?:aires|els|iques|ifs)\b))"
)
_NO_SUBJECT = re.compile(
    r"(?:(?:et|puis|mais|ensuite|apres)\s+)*(?:(?:ils?|elles?)\s+)?(?:l'|s'|y\s+)?"
    r"(?:(?:a|ont|est|sont|fut|furent|avait|avaient|ete)\s+)*"
)
"""What may stand before the verb of a clause that goes on with the subject of the one before."""
_IT = re.compile(r"(?<!\w)l'(?:a|ont|avait|avaient)(?!\w)")
_STRONG = (*NOUNS, "proposition", "premier_contact", "signature", "etablissement")
_ORDER = (*_STRONG, "mention", "verbe")
_SIGNED = ("signature", "etablissement")
_RECEIVED = re.compile(r"(?:recu|venu)e?s?\b|de passage\b|en (?:visite|mission)\b")
_DATE_OF = re.compile(r"(?:date|annee)\s+d[eu']")
_OPENING_DATE = re.compile(r"[^:]*:\s*")
_TELLS = re.compile(r"(?<!\w)(?:est|sont|etait|etaient|fut|furent|a|ont|avait|avaient)(?!\w)")
_NEW = re.compile(r"(?:(?:nouve(?:au|l|lle)|second|seconde|deuxieme)\s+)*")


class Act(NamedTuple):
    """What happened on a date; None where it is a year that nobody can place."""

    nature: str | None
    begins: bool = True
    """Whether a partnership may begin so."""
    follows: bool = False
    """Whether it renews an earlier one."""
    unsure: bool = False
    """Whether the year may as well be of an act that the words beside it tell."""


def act_of(dated: Dated, sentence: Sentence, noun: str | None, *, origin: bool) -> Act | None:
    """What the date is of, None for nothing.

    `noun`: the agreement that the sentences before told of last.
    """
    if _is_elsewhere(dated):
        return Act(OTHER_TOWN)
    if found := _change(dated, sentence) or _following(dated, sentence, noun):
        return None if sentence.future and says(dated.around, "futur") else found
    if is_aside(dated.text):
        return None
    return (_of_origin if origin else _of_action)(dated, sentence)


def _of_origin(dated: Dated, sentence: Sentence) -> Act | None:
    """An act, or a year that nobody can place."""
    own = nature_of(dated.text)
    if dated.years[0] in sentence.vague and not is_bare_date(dated.text) and own is None:
        return None  # « (comptoirs, migrations des années 1920) »
    nature = _in_origin(dated, sentence)
    if nature in NOUNS and own is None and says(sentence.flat, "suite"):
        return Act(nature, begins=False, follows=True)  # « renouvelé souvent, en 2003 à Lyon »
    aside = sentence.history or sentence.future or _is_circumstance(dated)
    if nature in {"mention", "premier_contact"} and _founds().search(sentence.flat):
        told = nature == "mention" and not COOPERATION.search(sentence.flat)
        if told and _founds().search(dated.around):
            return None  # « 1992 : un comité de soutien se crée »
        return Act(None, unsure=True)
    if nature is None:
        unsure = _may_date(dated) or says(dated.around, "venue") is not None
        return None if aside else Act(None, unsure=unsure)
    asked = nature == "premier_contact" and _asks(dated)
    return Act("proposition" if asked else _worded(nature, dated))


def _asks(dated: Dated) -> bool:
    """« Par une lettre du 2 mai 2001, le maire demande… »: what was asked then is the act."""
    told, words = f"{dated.before}, {dated.text}", f"{dated.after}, {dated.rest}"
    asked = says(words, "proposition") is not None and says(told, "contact") is None
    return asked and not clauses.has_year(words)


@cache
def _founds() -> re.Pattern[str]:
    """A body that somebody founds, which is no beginning of a partnership."""
    body = rf"(?:{'|'.join(map(re.escape, rows('corps')))})\b"
    return re.compile(
        rf"(?<!\w){body}.*\b(?:creee?|fondee?|nee?|constituee?)(?!\w)"
        rf"|(?<!\w)(?:cree|creent|crea|fonde|fondent|fonda|constitue)(?!\w)"
        rf"(?:(?!{COOPERATION.pattern}).)*\b{body}"
    )


def _may_date(dated: Dated) -> bool:
    """« Reçu en mai 1998, le maire a proposé un jumelage »: the year of the one, or of both."""
    if not dated.apposed or not _RECEIVED.match(dated.text) or nature_of(dated.before):
        return False
    return nature_of(dated.after) in _STRONG and not clauses.has_year(dated.after)


def is_firm(act: Act, dated: Dated) -> bool:
    """Whether it is a step wherever it is told.

    Once others were told, a contact is only by saying that it was one, or the first, and a mention
    by naming the cooperation: « … lancé par le Président en 1956 » tells of something else.
    """
    if act.nature == "mention":
        return COOPERATION.search(dated.text) is not None
    return act.nature != "premier_contact" or says(dated.around, "contact") is not None


def _is_elsewhere(dated: Dated) -> bool:
    """Whether the words of a year, or those before a year that opens its own, are of another town.

    « … un jumelage avec Friedberg (Allemagne) en 1992 et cherchait une ville » (irlande 508).
    """
    opens = is_bare_date(dated.text.partition(str(dated.years[0]))[0])
    return OTHER_TOWN in dated.text or (opens and dated.before.endswith(OTHER_TOWN))


def _worded(nature: str | None, dated: Dated) -> str | None:
    """An agreement by the name that its words give it first: an accord or a convention."""
    if nature not in {"accord", "convention"}:
        return nature
    found = {kind: word_pattern(kind).search(dated.around) for kind in ("accord", "convention")}
    starts = {match.start(): kind for kind, match in found.items() if match}
    return starts[min(starts)] if starts else nature


# --- what becomes of a cooperation, and of an agreement -------------------------------------------


def _change(dated: Dated, sentence: Sentence) -> Act | None:
    """The cooperation is interrupted, resumed, or ends: by the words nearest to the date."""
    for words in _tellers(dated):
        found = _nearest(words, CHANGES, dated)
        if found and not says(words, "proposition", "intention"):
            nature, before = found
            cooperates = _is_of_cooperation(before, words, dated, sentence)
            return Act(nature, begins=False) if cooperates else None
    return None


def _tellers(dated: Dated) -> tuple[str, ...]:
    """Words that may tell what the date is of: its own, or a neighbour's of a date alone."""
    if not is_bare_date(dated.text):
        return (dated.text,)
    signed = nature_of(dated.before) in _STRONG and not is_aside(dated.before)
    only_before = signed or clauses.has_year(dated.after)
    return (dated.before,) if only_before else (dated.before, dated.after)


def _nearest(words: str, natures: tuple[str, ...], dated: Dated) -> tuple[str, str] | None:
    """The nature whose word is the last before the year, else the first, and what is before it."""
    year = words.find(str(dated.years[0]))
    found = sorted(
        (match.start(), nature)
        for nature in natures
        for match in word_pattern(nature).finditer(words)
    )
    before = [each for each in found if each[0] < year]
    start, nature = before[-1] if before else found[0] if found else (0, "")
    return (nature, words[:start]) if nature else None


def _is_of_cooperation(before: str, words: str, dated: Dated, sentence: Sentence) -> bool:
    """Whether what changes is the cooperation: named, or the subject of the clause before."""
    if COOPERATION.search(words) or _EXCHANGES.search(words):
        return True
    if not dated.before and _alone(words):
        return True
    no_subject = dated.apposed or _NO_SUBJECT.fullmatch(before) or _IT.search(words)
    return bool(no_subject and COOPERATION.search(sentence.flat))


def _alone(words: str) -> bool:
    """« Suspension en 1989 »: a change and its date, and nothing that it could be of."""
    for nature in CHANGES:
        words = re.sub(rf"(?<!\w){word_forms(nature)}\w*", " ", words)
    return is_bare_date(words)


def _following(dated: Dated, sentence: Sentence, noun: str | None) -> Act | None:
    """An agreement is renewed, or extended to someone, who begins so."""
    for words in _tellers(dated):
        found = _nearest(words, ("suite", "extension"), dated)
        if found is None:
            continue
        kind, before = found
        named = says(words, *NOUNS)
        if named is None and _NO_SUBJECT.fullmatch(before):
            named = says(dated.before, *NOUNS) or sentence.noun or noun
        if named:
            renews = kind == "suite" and not _by_an_act().search(words)
            return Act(named, begins=not renews, follows=renews)
    return None


@cache
def _by_an_act() -> re.Pattern[str]:
    """« (le partenariat, confirmé) par un accord »: the first, and no renewal."""
    nouns = "(?:" + "|".join(map(word_forms, NOUNS)) + ")"
    return re.compile(rf"(?<!\w)par\s+une?\s+(?:premiere?\s+)?{nouns}")


# --- in the origin --------------------------------------------------------------------------------


def _in_origin(dated: Dated, sentence: Sentence) -> str | None:
    """What the year dates: the act its words name, or the one they belong to; None for nothing."""
    if is_bare_date(dated.text):
        return _of_bare_date(dated, sentence)
    if _DATE_OF.match(dated.after) and (act := nature_of(dated.after)) in _STRONG:
        return _act(act, dated, sentence)  # « 1993, date de la signature d’un accord »
    own = nature_of(dated.text)
    other = sentence.history or (own is None and sentence.future)
    if own not in _STRONG and (other or (own != "mention" and _is_circumstance(dated))):
        return None  # a clause that names no act, in a sentence or behind words of other things
    if dated.apposed and (dated.before or _SUBJECT.match(dated.after)):
        return _of_apposition(dated, own, sentence)
    return None if _explains(dated, sentence) else _act(own or sentence.nature, dated, sentence)


def _is_circumstance(dated: Dated) -> bool:
    """« après la visite de 1996 »: the year is of what went before, and not « en 1996 après »."""
    return says(dated.text.partition(str(dated.years[0]))[0], "circonstance") is not None


def _explains(dated: Dated, sentence: Sentence) -> bool:
    """« Les premiers liens sont musicaux : la méthode est enseignée depuis 1978 »: another fact."""
    told, _, why = sentence.flat.partition(" : ")
    year = str(dated.years[0])
    if year not in why or year in told or is_bare_date(why):
        return False
    return _TELLS.search(told) is not None and nature_of(why) is None


def _of_bare_date(dated: Dated, sentence: Sentence) -> str | None:
    """A date between commas dates the act named next to it: « Le 12 mai 2003, signature de… »."""
    follows = dated.enclosed and says(dated.before, "circonstance")
    if follows or is_aside(dated.before) or is_aside(dated.after):
        return None  # « A la suite de l’adhésion de la Lituanie (mai 1993), … »
    if says(dated.before, "signature") and (signed := says(dated.after, *NOUNS)):
        return signed
    for words in (dated.before, dated.after, dated.rest):
        nature = nature_of(words)
        if nature in _STRONG:
            return _act(nature, dated, sentence)
    if sentence.history or sentence.future:
        return None
    if opens_with(dated.after, ("mention",)) or sentence.bare:
        return "mention"
    return _act(sentence.nature, dated, sentence)


def _of_apposition(dated: Dated, own: str | None, sentence: Sentence) -> str | None:
    """An apposition tells of what stands before it, or after it when it opens the sentence."""
    itself = opens_with(dated.text, _STRONG) or (own if says(dated.text, "devient") else None)
    subject = nature_of(dated.before) if dated.before else opens_with(dated.after, _ORDER)
    signed = own if own in _SIGNED else None
    for nature in (itself, signed, subject, own):
        if nature in _STRONG:
            return _act(nature, dated, sentence)
    noun = None if opens_with(dated.text, ("verbe",)) else own
    return "mention" if "mention" in {subject, noun} else None


def _act(nature: str | None, dated: Dated, sentence: Sentence) -> str | None:
    """The nature as published: a mere « signé » or « établi » is what its sentence signs."""
    if nature == "verbe":
        return None if _is_of_body(dated.text) else "mention"
    if nature == "etablissement" and says(dated.text, "mention"):
        return "accord"
    if nature in _SIGNED:
        named = (says(dated.text, *NOUNS), says(dated.before, *NOUNS), sentence.noun)
        return next(filter(None, named), "accord")
    return nature


def _is_of_body(text: str) -> bool:
    """« La Communauté urbaine de Nouakchott a été créée en 2001 », « création de l’ADBF »."""
    place, _, told = text.rpartition(" : ")  # « Mao : la commune existe depuis 2001 »
    subject = undetermined(text if is_bare_date(place) else told)
    created = _CREATION.search(text)
    other = created is not None and not COOPERATION.match(created.group(1))
    return other or any(opening(subject, table) for table in ("formes", "corps"))


# --- in the actions -------------------------------------------------------------------------------


def _of_action(dated: Dated, sentence: Sentence) -> Act | None:
    """A signature, or « depuis 1984 » said of the cooperation; a first contact begins none."""
    if _others().search(f"{dated.before}, {dated.around}"):
        return None
    nature = _in_action(dated, sentence)
    if nature is None and says(dated.text, "contact"):
        return Act("premier_contact", begins=False)
    return Act(_worded(nature, dated)) if nature else None


def _in_action(dated: Dated, sentence: Sentence) -> str | None:
    if is_bare_date(dated.text):
        return _signed_beside(dated)
    if nature_of(dated.text, _SIGNED) or _opens_with_act(dated.text):
        return _act(nature_of(dated.text, (*NOUNS, *_SIGNED)), dated, sentence)
    since = _SINCE.search(dated.text) and COOPERATION.search(dated.text)
    return "mention" if since else None


def _opens_with_act(text: str) -> bool:
    """« Jumelage en 1984 », « 1990 : nouvelle convention »: behind a date that opens the text."""
    date = _OPENING_DATE.match(text)
    words = text[date.end() :] if date and is_bare_date(date.group()) else text
    words = undetermined(words[_NO_SUBJECT.match(words).end() :])  # type: ignore[union-attr]
    return opens_with(words[_NEW.match(words).end() :], NOUNS) is not None  # type: ignore[union-attr]


def _signed_beside(dated: Dated) -> str | None:
    """The act that the clause beside a bare date opens with, or says is signed."""
    for words in (dated.before, dated.after):
        act = opens_with(words, (*NOUNS, "signature")) or says(words, "signature")
        if act and not is_aside(words) and not clauses.has_year(words):
            return says(words, *NOUNS) or says(dated.after, *NOUNS) or "accord"
    opens = COOPERATION.match(undetermined(dated.after))
    return "mention" if opens and _SINCE.search(dated.text) else None


@cache
def _others() -> re.Pattern[str]:
    """An act of others: « accord entre l’Institut… et… », « convention avec le Musée »."""
    return re.compile(
        rf"(?<!\w)(?:entre|avec)\s+(?:(?:le|la|les|un|une|des)\s+|l')?(?:\w+\s+)?{word_forms('tiers')}"
    )
