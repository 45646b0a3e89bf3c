"""Coordinates: phones, e-mails, sites, post codes: usable, or None."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire.parsing.things import coordinate
from annuaire.parsing.things.coordinate import (
    parse_email,
    parse_phones,
    parse_postal,
    parse_site,
    to_e164,
)

DIGITS = st.text(alphabet="0123456789 .-/+()etou;,", max_size=40)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("03 88 15 68 67", "+33388156867"),
        ("03.88.15.68.67", "+33388156867"),
        ("03-88-15-68-67", "+33388156867"),
        ("0388156867", "+33388156867"),
        ("+33 3 88 15 68 67", "+33388156867"),
        ("+33 (0)3 88 15 68 67", "+33388156867"),
        ("0033 3 88 15 68 67", "+33388156867"),
        ("06 12 34 56 78", "+33612345678"),
        ("0590 25 12 34", "+590590251234"),  # Guadeloupe
        ("0262 48 70 00", "+262262487000"),  # La Réunion
        ("+86 10 6512 3456", "+861065123456"),
        ("+ 81 226 22 6600", "+81226226600"),
        ("+223 235 20 15", None),  # Mali, before its eight digits: nobody can dial it
        ("+33 2 35", None),
        ("33 1 53 41 81 90", "+33153418190"),
        ("0269 61 12 42", "+262269611242"),  # Mayotte
        ("02 69 61 81 37", "+262269618137"),
        ("02 99 27 13 52", "+33299271352"),
        ("3 88 15 68 67", None),  # nobody can dial it as printed
        ("00 261 20 22 235 29", None),  # abroad, and no + printed
        ("003 87 33 60 00", None),
        ("04 48 67 13", None),
        ("03 88 15 68", None),
        ("03 88 15 68 67 67", None),
        ("00 00 00 00 00", None),
        ("36 31", None),
        ("+99 1", None),
        ("", None),
        ("abc", None),
    ],
)
def test_e164(text: str, number: str | None) -> None:
    """Valid for France, or printed with a +; nothing is guessed."""
    assert to_e164(text) == number


@given(DIGITS)
def test_e164_is_its_own_e164(text: str) -> None:
    """A usable number stays as it is, whatever it was made of."""
    number = to_e164(text)

    assert number is None or re.fullmatch(r"\+[1-9]\d{6,14}", number)
    assert number is None or to_e164(number) == number


@pytest.mark.parametrize(
    ("text", "first", "second", "completed"),
    [
        ("04 91 14 64 53", "+33491146453", None, None),
        ("04 91 14 64 53 / 57", "+33491146453", "+33491146457", "04 91 14 64 57"),
        ("04 91 14 64 53/57", "+33491146453", "+33491146457", "04 91 14 64 57"),
        ("04 91 14 64 53 ou 64 57", "+33491146453", "+33491146457", "04 91 14 64 57"),
        ("04 91 14 64 53 / 54 00", "+33491146453", "+33491145400", "04 91 14 54 00"),
        ("04 91 14 64 53 ou 04 91 14 64 57", "+33491146453", "+33491146457", None),
        ("04 91 14 64 53 et 04 91 14 64 57", "+33491146453", "+33491146457", None),
        ("04 91 14 64 53 ; 04 91 14 64 57", "+33491146453", "+33491146457", None),
        ("04 91 14 64 53 - 04 91 14 64 57", "+33491146453", "+33491146457", None),
        ("04.91.14.64.53 / 57", "+33491146453", "+33491146457", "04.91.14.64.57"),
        ("04.91.14.64.53-57", "+33491146453", "+33491146457", "04.91.14.64.57"),
        ("04 91 14 64 53, poste 12", "+33491146453", None, None),
        ("04 91 14 64 53 poste 12 ou 15", "+33491146453", None, None),
        ("04 91 14 64 53 (poste 412)", "+33491146453", None, None),
        ("04 91 14 64 53 poste 12 / 04 91 14 64 57", "+33491146453", "+33491146457", None),
    ],
)
def test_one_number_or_two(
    text: str, first: str, second: str | None, completed: str | None
) -> None:
    """A second one given by its last digits is completed first."""
    phones = parse_phones(text)

    assert (phones.first, phones.second, phones.wrong) == (first, second, False)
    assert re.sub(r"\D", "", phones.completed or "") == re.sub(r"\D", "", completed or "")


@pytest.mark.parametrize(
    ("text", "first", "second", "wrong"),
    [
        ("003 87 33 60 00", None, None, True),
        ("04 48 67 13", None, None, True),
        ("poste 12", None, None, True),
        ("sans", None, None, True),
        ("", None, None, False),
        ("  ", None, None, False),
        ("04 48 67 13 / 04 91 14 64 57", "+33491146457", None, True),
        ("04 91 14 64 53 / 99 99 99 99 99 99", "+33491146453", None, True),
        ("04 91 14 64 53".ljust(120), "+33491146453", None, False),
        ("04 91 14 64 53".ljust(121), None, None, True),
    ],
)
def test_wrong_numbers(text: str, first: str | None, second: str | None, wrong: bool) -> None:
    """What is printed and no valid number is reported; nothing printed is not."""
    phones = parse_phones(text)

    assert (phones.first, phones.second, phones.wrong) == (first, second, wrong)


def test_a_third_number_is_only_printed() -> None:
    """The table has room for two."""
    phones = parse_phones("04 91 14 64 53 / 04 91 14 64 57 / 04 91 14 65 01")

    assert (phones.first, phones.second) == ("+33491146453", "+33491146457")


@given(DIGITS | st.text())
def test_phones_never_raise(text: str) -> None:
    """A second number only beside a first one; something usable or wrong where something is."""
    phones = parse_phones(text)

    assert phones.first or not phones.second
    assert phones.first or phones.wrong or not text.strip()


@pytest.mark.parametrize(
    ("text", "address", "repaired"),
    [
        ("pierre.meyer@region-alsace.fr", "pierre.meyer@region-alsace.fr", False),
        (" dabattu@bourgoinjallieu.fr ", "dabattu@bourgoinjallieu.fr", False),
        ("jean-jacques.gleizal@ville-grenoble.fr", "jean-jacques.gleizal@ville-grenoble.fr", False),
        ("relation.internat@mairie-toulouse.mipnet.fr", "relation.internat@mairie-toulouse.mipnet.fr", False),
        ("s. pothier@cr-poitou-charentes.fr", "s.pothier@cr-poitou-charentes.fr", True),
        ("s.couratin@region–bretagne.fr", "s.couratin@region-bretagne.fr", True),
        ("a @ b.fr", "a@b.fr", True),
        ("a(at)b.fr", "a@b.fr", True),
        ("a@b.fr ; c@d.fr", "a@b.fr", False),
        ("a@b.fr ou c@d.fr", "a@b.fr", False),
        ("<a@b.fr>.", "a@b.fr", False),
        ("a@b", None, False),
        ("a.b.fr", None, False),
        ("@b.fr", None, False),
        ("a@@b.fr", None, False),
        ("a@b..fr", None, False),
        ("é@b.fr", None, False),
        ("", None, False),
        ("www.b.fr", None, False),
    ],
)  # fmt: skip
def test_e_mails(text: str, address: str | None, repaired: bool) -> None:
    """Two repairs: a dash look-alike, stray spaces."""
    assert parse_email(text) == (address, repaired)


@given(st.text(alphabet="ab@.-– ,;/") | st.text())
def test_e_mails_are_their_own(text: str) -> None:
    """A usable address needs no repair."""
    address, _ = parse_email(text)

    assert address is None or parse_email(address) == (address, False)


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("www.region-alsace.fr", "http://www.region-alsace.fr"),
        ("region-alsace.fr", "http://region-alsace.fr"),
        ("http://www.a.fr", "http://www.a.fr"),
        ("https://www.a.fr/b?c=1", "https://www.a.fr/b?c=1"),
        ("www.a.fr/", "http://www.a.fr/"),
        ("www.a.fr.", "http://www.a.fr"),
        ("www. a.fr", "http://www.a.fr"),
        ("www.a–b.fr", "http://www.a-b.fr"),
        ("www.a.fr ou www.b.fr", "http://www.a.fr"),
        ("HTTP://WWW.A.FR", "HTTP://WWW.A.FR"),
        ("a", None),
        ("", None),
        ("en construction", None),
        ("a@b.fr", None),
        ("javascript:alert(1)", None),
        ("ftp://a.fr", None),
    ],
)
def test_sites(text: str, site: str | None) -> None:
    """Absolute; http:// before a bare host."""
    assert parse_site(text) == site


@given(st.text(alphabet="htps:/w.a-– fr") | st.text())
def test_sites_are_their_own(text: str) -> None:
    """An absolute address stays as it is."""
    site = parse_site(text)

    assert site is None or parse_site(site) == site
    assert site is None or re.match(r"(?i)https?://", site)


@pytest.mark.parametrize(
    ("lines", "code", "town", "printed"),
    [
        (["69205 LYON CEDEX 01"], "69205", "LYON", "69205"),
        (["1, place", "35711 Rennes Cedex 7"], "35711", "Rennes", "35711"),
        (["06 364 NICE CEDEX 4"], "06364", "NICE", "06 364"),
        (["42 007 St Etienne"], "42007", "St Etienne", "42 007"),
        (["75196 PARIS RP"], "75196", "PARIS", "75196"),
        (["F-67000 Strasbourg"], "67000", "Strasbourg", "67000"),
        (["67000 Strasbourg, CEDEX"], "67000", "Strasbourg", "67000"),
        (["92130 ISSY-LES-MOULINEAUX"], "92130", "ISSY-LES-MOULINEAUX", "92130"),
        (["BP 829 - 85021 LA ROCHE SUR YON"], "85021", "LA ROCHE SUR YON", "85021"),
        (["67000 Strasbourg", "Bâtiment B"], "67000", "Strasbourg", "67000"),
        (["97100 Basse-Terre"], "97100", "Basse-Terre", "97100"),
    ],
)
def test_post_codes(lines: list[str], code: str, town: str, printed: str) -> None:
    """Five digits, the town without CEDEX or RP, the code as printed; the last line with one."""
    found = parse_postal(lines)

    assert found is not None
    assert (found.code, found.town, found.printed) == (code, town, printed)


@pytest.mark.parametrize(
    "lines", [[], [""], ["35, avenue de la Paix"], ["BP 1006"], ["69205"], ["04 72 10 30 30"],
              ["123456 Ville"], ["1234 Ville"]],
)  # fmt: skip
def test_no_post_code(lines: list[str]) -> None:
    """A street number, a box, a phone, four or six digits."""
    assert parse_postal(lines) is None


@given(st.lists(st.text(alphabet="0123456789 ACEDX-F,.") | st.text()))
def test_post_codes_never_raise(lines: list[str]) -> None:
    """Five digits or nothing."""
    found = parse_postal(lines)

    assert found is None or re.fullmatch(r"\d{5}", found.code)
    assert found is None or found.printed.replace(" ", "") == found.code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0820 12 34 56", "+33820123456"),  # never Guadeloupe
        ("0976 12 34 56", "+33976123456"),
        ("02−40−00−40−00", "+33240004000"),
        ("02‒40‒00‒40‒01", "+33240004001"),
        ("02–40–00–40–12", "+33240004012"),
        ("02 40 00 40 12 int. 15", "+33240004012"),
    ],
)
def test_numbers_of_no_departement_and_any_dash(text: str, number: str) -> None:
    """The mainland's plan for 08 and 09; all dashes are one."""
    assert parse_phones(text).first == number


@pytest.mark.parametrize(
    "text",
    [
        "claire..dubois@angers.fr",
        "luc.morel.@angers.fr",
        ".a@b.fr",
        "-dubois@b.fr",
        "a@b.f",
        "a@b-.fr",
        "a@b.fr - 02 41 05 40 61",
        "luc morel@angers.fr",
    ],
)
def test_impossible_addresses(text: str) -> None:
    """Nobody gets mail there; a space between two words is no stray one."""
    assert parse_email(text) == (None, False)


@pytest.mark.parametrize(
    ("printed", "beside", "meant"),
    [
        ("003 87 33 60 00", [], "+33387336000"),
        ("003.87.33.60.00", [], "+33387336000"),
        ("04 48 67 13", ["04 77 48 67 08"], "+33477486713"),
        ("04 48 67 13", ["04 77 48 67 08", "04 48 67 13"], "+33477486713"),
        ("04 77 48 67", ["04 77 48 67 08"], None),  # the last pair is its own
        ("04 50 33 58", ["04 50 33 50 00"], None),  # the fourth pair or the fifth?
        ("04 48 67 13", ["04 78 14 64 53"], None),
        ("04 48 67 13", [], None),
        ("04 48 67 13", ["04 77 48 67 08", "04 99 48 67 08"], None),  # which one?
        ("0041 22 338 99 00", [], None),
        ("00387 33 225 000", [], None),
        ("sans", ["04 77 48 67 08"], None),
        ("", [], None),
    ],
)
def test_a_plain_repair(printed: str, beside: list[str], meant: str | None) -> None:
    """A zero printed twice, a pair lost that the number beside has: told, never taken."""
    assert coordinate.mend(printed, beside) == meant


@pytest.mark.parametrize(
    ("lines", "code", "town"),
    [
        (["12 rue Neuve 69001", "LYON"], "69001", "LYON"),
        (["12 rue Neuve 69 001", "Lyon CEDEX 02"], "69001", "Lyon"),
        (["69001", "LYON"], "69001", "LYON"),
        (["BP 12 69001", "LYON"], "69001", "LYON"),
        (["BP 12345", "69001 LYON"], "69001", "LYON"),
        (["rue Neuve 69001", "12 rue Haute", "38000 GRENOBLE"], "38000", "GRENOBLE"),
        # the number of a box before the code
        (["BP 12345 69001 LYON"], "69001", "LYON"),
        (["12345 69001 LYON"], "69001", "LYON"),
        (["B.P. 30 123 - 69001 LYON"], "69001", "LYON"),
        # what stands below is no town, or what stands above no code
        (["rue Neuve 69001", "12 rue Haute"], None, None),
        (["rue Neuve 69001"], None, None),
        (["BP 20345", "LYON"], None, None),
        (["Hôtel de Ville - B.P. 20 345", "LYON"], None, None),
        (["CS 20 345", "LYON"], None, None),
        (["rue Neuve 690010", "LYON"], None, None),
        (["rue Neuve 1690010", "LYON"], None, None),
    ],
)
def test_a_code_at_the_end_of_its_line(
    lines: list[str], code: str | None, town: str | None
) -> None:
    """Its town stands below; a number before it is a box's."""
    found = parse_postal(lines)

    assert (found and found.code, found and found.town) == (code, town)


@given(st.sampled_from(["69001", "69 001", "97400"]), st.sampled_from(["LYON", "Saint-Denis"]))
def test_a_line_break_before_the_town_changes_nothing(code: str, town: str) -> None:
    """The address is the same, as the typesetter wrapped it."""
    whole, wrapped = parse_postal([f"BP 12 {code} {town}"]), parse_postal([f"BP 12 {code}", town])

    assert whole is not None
    assert whole == wrapped


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Passeg dera Libertat, 16", "voie"),
        ("Laisvės alėja, n° 96 a", "voie"),
        ("Rua Bom Jesus", "voie"),
        ("Lyon, 2003", ""),
        ("Lyon 3", ""),
        ("conseiller, 3", ""),
        ("Lyon, Dijon, 16", ""),
    ],
)
def test_a_street_by_its_word_or_by_the_number_behind_it(text: str, kind: str) -> None:
    """A comma parts the number from a name in any language; a year is none."""
    assert coordinate.street_kind(text) == kind
