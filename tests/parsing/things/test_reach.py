"""Reach: which words announce a phone, a fax, an e-mail, a site; values without any."""

from __future__ import annotations

import pytest
from generator.profiles import register
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.things.reach import find_bare, kinds, split_inline

register()


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Tél. :", ("telephone",)),
        ("Tél. direct :", ("telephone",)),
        ("Tél. (standard) :", ("telephone",)),
        ("Ligne directe :", ("telephone",)),
        ("Port. :", ("telephone",)),
        ("Fax. :", ("fax",)),
        ("Tél./Fax :", ("telephone", "fax")),
        ("Tél. et fax :", ("telephone", "fax")),
        ("Téléphone et télécopie :", ("telephone", "fax")),
        ("E-Mail :", ("email",)),
        ("E-mails :", ("email",)),
        ("Adresse électronique :", ("email",)),
        ("Site Internet :", ("site",)),
        ("Web :", ("site",)),
        # what announces none
        ("Port :", ()),
        ("Port de Brest :", ()),
        ("Adresse :", ()),
        ("Mairie :", ()),
        ("Direct :", ()),
        ("Domaine culturel :", ()),
        ("Site de production :", ()),
        ("Téléphone, courriel, tous les moyens d’écrire à la mairie :", ()),
        ("", ()),
    ],
)
def test_kinds(head: str, found: tuple[str, ...]) -> None:
    """All its words must be known, and the first one say what it is."""
    assert kinds(head) == found


@pytest.mark.parametrize(
    ("text", "before", "found"),
    [
        ("Tél. : 02 40 41 90 03", "", [("telephone", "Tél. :", "02 40 41 90 03")]),
        ("Tél. : 02 40 41 90 03 - Fax : 02 40 41 90 04", "",
         [("telephone", "Tél. :", "02 40 41 90 03"), ("fax", "Fax :", "02 40 41 90 04")]),
        ("Tél. / Fax : 02 99 72 71 00", "",
         [("telephone", "Tél. / Fax :", "02 99 72 71 00"), ("fax", "", "02 99 72 71 00")]),
        ("Tél./Fax : 02 99 72 71 00 / 02 99 72 71 01", "",
         [("telephone", "Tél./Fax :", "02 99 72 71 00"), ("fax", "", "02 99 72 71 01")]),
        ("M. Paul Durand - Tél. : 02 40 41 90 03", "M. Paul Durand",
         [("telephone", "Tél. :", "02 40 41 90 03")]),
        ("Tél. 03 80 44 34 11", "", [("telephone", "Tél.", "03 80 44 34 11")]),
        ("E-mail a.b@c.fr", "", [("email", "E-mail", "a.b@c.fr")]),
        ("Tél. :", "", [("telephone", "Tél. :", "")]),
        ("Téléphonie et réseaux", "Téléphonie et réseaux", []),
        ("Mail François-Mitterrand", "Mail François-Mitterrand", []),
        ("Fax 12", "Fax 12", []),
        ("M. Paul Durand : maire", "M. Paul Durand : maire", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_on_a_line(text: str, before: str, found: list[tuple[str, str, str]]) -> None:
    """What stands before the first label, and each label with its value."""
    left, labels = split_inline(text)

    assert (left, [(x.section, x.printed, x.rest) for x in labels]) == (before, found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("j.roux@tours.fr", "email"), ("www.tours.fr", "site"), ("http://tours.fr/", "site"),
        ("02 47 21 65 92", "telephone"), ("+81 3 1234 5678", "telephone"),
        ("37000 Tours", None), ("12 34 56 78 90 12 34", None), ("tours.fr", None), ("12", None),
        ("Ecrire à j.roux@tours.fr", None), ("", None),
    ],
)  # fmt: skip
def test_bare_values(text: str, kind: str | None) -> None:
    """An e-mail, a site or a number that has its line for itself."""
    found = find_bare(text)

    assert (found and found.section) == kind


@given(st.text() | st.text(alphabet="Télfax :/.0123456789@-"))
def test_never_raises(text: str) -> None:
    """Any text; the label and the value are in it."""
    before, found = split_inline(text)
    find_bare(text)

    assert before in text
    assert all(label.printed in text and label.rest in text for label in found)
