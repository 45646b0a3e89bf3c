"""Reach: which words announce a phone, a fax, an e-mail, a site; values without any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from morceaux import codes, line

from annuaire.parsing.notes import Notes
from annuaire.parsing.things.reach import (
    Reach,
    find_bare,
    find_coordinates,
    kinds,
    read,
    split_inline,
    split_last_number,
    values,
)


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
        ("Adresse adresse :", ()),
        ("Web :", ("site",)),
        # what announces none
        ("Port :", ()),
        ("Port de Brest :", ()),
        ("Adresse :", ("adresse",)),
        ("Adresse postale :", ("adresse",)),
        ("Adresse du directeur :", ()),
        ("Mairie :", ()),
        ("Direct :", ()),
        ("Bureau direct :", ()),
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
        ("Fax 74 22 36 15", "", [("fax", "Fax", "74 22 36 15")]),  # of Lomé or of Ouagadougou
        ("Tél. / Fax : 74 22 36 15 / 74 22 36 16", "",
         [("telephone", "Tél. / Fax :", "74 22 36 15"), ("fax", "", "74 22 36 16")]),
        ("Tél. +352 59 30 75 66 – Fax +352 59 30 75 67", "",
         [("telephone", "Tél.", "+352 59 30 75 66"), ("fax", "Fax", "+352 59 30 75 67")]),
        ("Tél. : 04 67 22 93 18 – Téléc. : 04 67 22 93 40", "",
         [("telephone", "Tél. :", "04 67 22 93 18"), ("fax", "Téléc. :", "04 67 22 93 40")]),
        ("M. Paul Durand, tél. (236) 61 28 43", "M. Paul Durand", [("telephone", "tél.", "(236) 61 28 43")]),
        ("Tél. : (507) 775-3340 – Fax : (507) 775-3341", "",
         [("telephone", "Tél. :", "(507) 775-3340"), ("fax", "Fax :", "(507) 775-3341")]),
        ("M. Paul Durand, tél. 02 54 58", "M. Paul Durand", [("telephone", "tél.", "02 54 58")]),
        ("M. Paul Durand, tél. 02 54 58 et plus", "M. Paul Durand, tél. 02 54 58 et plus", []),
        ("Tél. :", "", [("telephone", "Tél. :", "")]),
        ("@: a.b@c.fr", "", [("email", "@:", "a.b@c.fr")]),
        (": a.b@c.fr", ": a.b@c.fr", []),
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
    ("text", "found"),
    [
        ("Tél. : 03 88 15 68 67", [("telephone", "Tél. :", "03 88 15 68 67")]),
        ("Tél : 03", [("telephone", "Tél :", "03")]),
        ("TEL. : 03", [("telephone", "TEL. :", "03")]),
        ("Téléphone : 03", [("telephone", "Téléphone :", "03")]),
        ("Fax : ", [("fax", "Fax :", "")]),
        ("E-Mail : a@b.fr", [("email", "E-Mail :", "a@b.fr")]),
        ("Email : a@b.fr", [("email", "Email :", "a@b.fr")]),
        ("Mél : a@b.fr", [("email", "Mél :", "a@b.fr")]),
        ("Courriel : a@b.fr", [("email", "Courriel :", "a@b.fr")]),
        ("Site Internet : www.a.fr", [("site", "Site Internet :", "www.a.fr")]),
        (
            "Tél. : 03 88 15 68 67 – Fax : 03 88 15 68 15",
            [("telephone", "Tél. :", "03 88 15 68 67"), ("fax", "Fax :", "03 88 15 68 15")],
        ),
        (
            "Tél. : 01 Fax : 02 E-mail : a@b.fr",
            [
                ("telephone", "Tél. :", "01"),
                ("fax", "Fax :", "02"),
                ("email", "E-mail :", "a@b.fr"),
            ],
        ),
        ("\uf0d8 Site Internet www.issy.com", []),
        ("\uf0d8 Site Internet : www.issy.com", []),
        ("- Tél. : 03", []),
        ("Site Internet www.issy.com", [("site", "Site Internet", "www.issy.com")]),
        ("Site industriel de Lacq", []),
        ("Contacts :", []),
        ("35, avenue de la Paix", []),
        ("", []),
    ],
)
def test_coordinates(text: str, found: list[tuple[str, str, str]]) -> None:
    """One or several on a line; never behind a bullet, nor words without a colon and a value."""
    assert [(x.section, x.printed, x.rest) for x in find_coordinates(line(text))] == found


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


@pytest.mark.parametrize(
    ("text", "before", "number"),
    [
        ("M. Paul Durand 02 40 41 90 03", "M. Paul Durand", "02 40 41 90 03"),
        ("Mairie (02 40 41 90 03)", "Mairie", "02 40 41 90 03"),
        ("Standard : 0240419003", "Standard :", "0240419003"),
        ("02 40 41 90 03", "02 40 41 90 03", None),
        ("Mairie 00 00 00 00 00", "Mairie 00 00 00 00 00", None),
        ("", "", None),
    ],
)
def test_a_number_that_ends_a_line(text: str, before: str, number: str | None) -> None:
    """It needs no label, if it can be dialled."""
    left, found = split_last_number(text)

    assert (left, found[0].rest if found else None) == (before, number)


def test_values_are_gathered_and_read() -> None:
    """Usable ones, and the printed ones on lines of their own; a wrong one is reported."""
    reach, notes = Reach(), Notes()
    reach.add("telephone", 1, "02 40 41 90 03")
    reach.add("telephone", 2, "003 87")
    reach.add("telephone", 3, "02 40 41 90 04")
    reach.add("email", 4, "a@b.fr")
    reach.add("site", 5, "www.b.fr")
    found = read(reach, notes)

    assert (found["telephone"], found["telephone_autre"]) == ("+33240419003", "+33240419004")
    assert found["telephone_source"] == "02 40 41 90 03\n003 87\n02 40 41 90 04"
    assert (found["email"], found["fax"], found["fax_source"]) == ("a@b.fr", None, None)
    assert values(reach, "site", notes) == ["http://www.b.fr"]
    assert codes(notes) == [("telephone_invalide", 2)]
    assert reach.lines == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize(
    ("printed", "below", "whole"),
    [
        ("", "02 40 41 90 03", "02 40 41 90 03"),
        ("k.ametepe@grand-", "nancy.org", "k.ametepe@grand-nancy.org"),
        ("www.grand-", "nancy.org", "www.grand-nancy.org"),
        ("k.ametepe@ville.nan", "cy.org", "k.ametepe@ville.nan\ncy.org"),
        ("k.ametepe@nancy.com", "munaute.org", "k.ametepe@nancy.com\nmunaute.org"),
        ("k.ametepe@nancy.org", "Nancy.org", None),
        ("k.ametepe@nancy.org", "m.durand@nancy.org", None),
        ("k.ametepe@grand-", "1, rue Colbert", None),
    ],
)
def test_a_value_that_goes_on_below(printed: str, below: str, whole: str | None) -> None:
    """An empty one, or an address cut, surely or not; nothing goes on with nothing."""
    reach = Reach()

    assert not reach.goes_on(below)
    reach.add("email", 1, printed)
    assert reach.goes_on(below) is (whole is not None)
    if whole:
        reach.extend(2, below)
        assert (reach.source("email"), reach.printed[0].last) == (whole, 2)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tél. dom. 05 49 63 21 74 – port. 06 82 90 15 47", ["05 49 63 21 74", "06 82 90 15 47"]),
        ("Tél. bur. 05 49 06 74 55", ["05 49 06 74 55"]),
        ("Tél. 05 49 06 74 55 – dom. 05 49 63 21 74", ["05 49 06 74 55", "05 49 63 21 74"]),
    ],
)
def test_numbers_at_home_and_at_work(text: str, numbers: list[str]) -> None:
    """Each is a phone, by its abbreviation."""
    before, found = split_inline(text)

    assert before == ""
    assert [(each.section, each.rest) for each in found] == [("telephone", n) for n in numbers]


@pytest.mark.parametrize("printed", ["Site", "Site internet", "Internet", "Web", "site web"])
@pytest.mark.parametrize("site", ["www.lyon.fr", "http://lyon.fr/monde", "https://lyon.fr"])
def test_a_site_without_a_colon(printed: str, site: str) -> None:
    """Before an address that is sure to be one."""
    ((label,), before) = (
        split_inline(f"{printed} {site}")[1],
        split_inline(f"{printed} {site}")[0],
    )

    assert (before, label.section, label.printed, label.rest) == ("", "site", printed, site)


@pytest.mark.parametrize(
    "text", ["Site de production", "Site lyon.fr", "Web de www.lyon.fr", "Internet et wwww", "Websites www.lyon.fr"]
)  # fmt: skip
def test_what_announces_no_site(text: str) -> None:
    """Another word behind it, or no address."""
    assert split_inline(text) == (text, [])


@pytest.mark.parametrize("behind", [".", " ;", ",", " –", " . ", ";."])
@pytest.mark.parametrize(("word", "kind"), [("Tél. :", "telephone"), ("Fax :", "fax"), ("tél.", "telephone")])  # fmt: skip
def test_a_phone_without_the_punctuation_behind_it(word: str, kind: str, behind: str) -> None:
    """It ends a sentence, or parts two values; what is printed in a number stays."""
    for number in ("04 72 10 30 30", "04.72.10.30.30", "04 72 10 30 30 (poste 12)"):
        _, (label,) = split_inline(f"{word} {number}{behind}")

        assert (label.section, label.rest) == (kind, number)


@pytest.mark.parametrize("text", ["E-mail : a@b.fr.", "Adresse : 1, rue Neuve."])
def test_the_punctuation_behind_other_values_stays(text: str) -> None:
    """As it is printed."""
    before, found = split_inline(text)

    assert (found[-1].rest if found else before).endswith(".")


@pytest.mark.parametrize("phone", ["04 72 10 30 30", "+33 4 72 10 30 30"])
@pytest.mark.parametrize(
    ("printed", "head", "other", "kind"),
    [
        (" - c.dubois@lyon.fr", "", "c.dubois@lyon.fr", "email"),
        (" ; www.lyon.fr", "", "www.lyon.fr", "site"),
        (" Site www.lyon.fr", "Site", "www.lyon.fr", "site"),
        (" / Courriel c.dubois@lyon.fr", "Courriel", "c.dubois@lyon.fr", "email"),
    ],
)
def test_behind_a_phone(phone: str, printed: str, head: str, other: str, kind: str) -> None:
    """An e-mail or a site, with a label that lost its colon or without."""
    found = split_inline(f"Tél. : {phone}{printed}")[1]

    assert [(each.section, each.printed, each.rest) for each in found] == [
        ("telephone", "Tél. :", phone),
        (kind, head, other),
    ]


def test_both_behind_a_phone() -> None:
    """« Fax 04 72 10 30 30 – mairie@lyon.fr – www.lyon.fr »."""
    found = split_inline("Fax 04 72 10 30 30 – mairie@lyon.fr – www.lyon.fr")[1]

    assert [(each.section, each.rest) for each in found] == [
        ("fax", "04 72 10 30 30"),
        ("email", "mairie@lyon.fr"),
        ("site", "www.lyon.fr"),
    ]


@pytest.mark.parametrize(
    "printed",
    [" Site c.dubois@lyon.fr", " Accueil www.lyon.fr", " (www.lyon.fr et autres)"],
)
def test_what_is_no_value_behind_a_phone(printed: str) -> None:
    """A label of another kind, a word that is none, more than one value."""
    (label,) = split_inline(f"Tél. : 04 72 10 30 30{printed}")[1]

    assert label.rest == f"04 72 10 30 30{printed}"
