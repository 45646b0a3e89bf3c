"""The laws hold where marks are words, touch a value, or cut a word."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from morceaux import HEAD

import annuaire
from annuaire.checking import check
from annuaire.checking.provenance import printed_words
from annuaire.loading.build import build

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "letters as bullets": "Secteurs : \nv Sport \nv Culture \nv En France : Sport \n",
    "signs of an extractor": "Secteurs : \n(cid:127) Sport \n(cid:127) Culture \n\ufffd Eau \n",
    "numbers": "Actions réalisées : \n1. Un pont. \n2. Deux écoles. \n3. En 2003, trois. \n",
    "letters in their order": "Acteurs : \na) En France : Ville \nb) En Chine : Ville \n",
    "a group between records": "Bilan : \nx. \n \nCOMMUNES \n \n Brest – Qingdao \n \nMaire : \nM. A B \n",
    "running heads": "Bilan : \nun \n\n\fCités Unies\n\naccord \n\n\fCités Unies\n\nsigné. \n",
    "a number where its page is expected": "Bilan : \na\n\n1\n\nb\n\n2\n\nc\n\n3\n\nd\n4\ne. \n",
    "words cut by the typesetter": (
        "Bilan : \nLes employeurs, la coopérative, une association à Saint-\nPierre : des em-\n"
        "ployeurs, une co-\nopérative, une asso-\n\n12\n\nciation et des petits et mondes, des petits-\n"
        "mondes. \n"
    ),
    "words cut by soft hyphens": "Bilan : \nune partici\u00ad\npation et deux\u00ad\n\n12\n\nièmes. \n",
    "labels glued to a value": "Contacts : \nMme A B \nTél. : 04 72 10 30 30Fax : 04 72 10 30 31 \n",
    "a label inside a word": "Contacts : \nM. A B, expert internet et Mme C D, agent \n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_laws_hold(name: str, tmp_path: Path) -> None:
    """All of them."""
    source, target = tmp_path / "texte.txt", str(tmp_path / "new.db")
    source.write_text(f"{HEAD}{TEXTS[name]} \nActeurs impliqués : \nVille. \n", encoding="utf-8")
    build([str(source)], target)

    with closing(annuaire.connect(target)) as base:
        assert [(law.code, law.faults) for law in check(base) if not law.kept] == []


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("02 47 21 60 00Fax : 1", "Fax :", ["02", "47", "21", "60", "00", "Fax", "1"]),
        ("37032 TOURS CEDEXTél. : 1", "Tél. :", ["37032", "TOURS", "CEDEX", "Tél", "1"]),
        ("23 6OE-Mail : a", "E-Mail :", ["23", "6O", "E", "Mail", "a"]),
        ("00Te\u0301le\u0301copie : 1", "Télécopie :", ["00", "Télécopie", "1"]),
        ("internet et Mme", "et", ["internet", "et", "Mme"]),
        ("Au Japon : Aumône", "Au Japon :", ["Au", "Japon", "Aumône"]),
        ("Téléfax", None, ["Téléfax"]),
    ],
)
def test_the_words_of_a_line_and_its_label(text: str, label: str | None, words: list[str]) -> None:
    """A label is a word of its own wherever it stands."""
    assert printed_words(text, label) == words
