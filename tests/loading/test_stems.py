"""Words and their stems: what the search knows of the words of the texts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing

from annuaire.folding import words
from annuaire.loading.rows import Tables
from annuaire.loading.stems import add_stems, find_names, simplified


def stems(*texts: str) -> set[tuple[str, str, str]]:
    tables = Tables()
    add_stems(tables, (word for text in texts for word in words(text)))
    return {
        (str(row["mot"]), str(row["racine"]), str(row["nature"])) for row in tables.rows["racines"]
    }


def test_the_forms_of_a_word_share_a_stem() -> None:
    found = stems("Échanges médicaux, l’échange", "Médicale")

    assert {("echanges", "echang", "radical"), ("echange", "echang", "radical")} <= found
    assert ("medicaux", "medical", "radical") in found


def test_a_stem_of_two_letters_tells_nothing() -> None:
    assert ("eaux", "eau", "radical") in stems("eaux")
    assert ("os", "os", "radical") in stems("os")


def test_words_written_otherwise_have_the_stems_of_both() -> None:
    """« marché » and « marche » are one word once folded."""
    assert {stem for word, stem, _ in stems("marché marche") if word == "marche"} == {"march"}


def test_families_and_abbreviations_are_there_whatever_the_texts() -> None:
    found = stems("rien")

    assert {("vitivinicole", "vin", "famille"), ("vin", "vin", "famille")} <= found
    assert ("jo", "jeux olympiques", "sigle") in found


def test_chinese_is_known_whole_and_in_simplified_characters() -> None:
    assert simplified("廣州市") == "广州市"
    found = stems("廣州市 et 旅游")

    assert {("廣州市", "广州市", "sinogrammes"), ("旅游", "旅游", "sinogrammes")} <= found
    assert ("遊", "游", "variante") in found
    assert ("東", "东", "variante") not in found
    assert not any(nature == "radical" for word, _, nature in found if word == "旅游")


def test_a_name_of_a_place_leads_to_the_shortest_of_its_other_ones(petite_base: str) -> None:
    """« Nanjing » says all that « Municipalité de Nanjing » does; what paper calls it nobody seeks."""
    others: dict[str, set[str]] = defaultdict(set)
    with closing(sqlite3.connect(petite_base)) as base:
        for name, other in find_names(base):
            others[name].add(other)

    short = {"nanjing", "nankin", "南京", "南京市"}
    assert others["municipalite de nanjing"] == short
    assert all(others[name] == short - {name} for name in short)
    assert "nanjing shi" not in others


def test_the_rows_have_one_order() -> None:
    tables, other = Tables(), Tables()
    for each, texts in ((tables, ["a", "bc", "de"]), (other, ["de", "bc", "a"])):
        add_stems(each, texts)

    assert tables.rows["racines"] == other.rows["racines"]
