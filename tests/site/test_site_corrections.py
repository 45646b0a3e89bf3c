"""The page of a record says what a person decided of it, beside each value and in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from decider import row, value, write
from petits_repertoires import JAPON

pytest.importorskip("datasette")

from sites import opened_site

from annuaire.loading.build import build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.site


def test_corrected_values_are_marked_and_told(tmp_path: Path) -> None:
    """In the page of the record alone, and not in that of another one."""
    (tmp_path / "texte.txt").write_bytes(JAPON.encode())
    decided = [
        {
            **value(20, "contacts", "email", "i.f@lyon.fr"),
            "motif": "sur <papier>",
            "auteur": "A. M.",
        },
        value(15, "collectivites", "telephone", "+33472103031"),
        value(32, "secteurs", "nom", "Sport"),
        value(25, "partenariats", "annee_debut", "1960"),
        row(36, role="point"),
    ]
    target = str(tmp_path / "new.db")
    build([str(tmp_path / "texte.txt")], target, corrections=[write(tmp_path / "d.csv", decided)])
    with opened_site(target) as site:
        page, other = (site.get(f"/fiche/{slug}").text for slug in ("lyon", "bretagne"))

    assert page.count('<abbr class="corrige"') == 4
    assert '<a href="mailto:i.f@lyon.fr">i.f@lyon.fr</a>' in page
    assert re.search(r"<dd>\+33472103031\s*<abbr class=\"corrige\"", page)
    assert "5 corrections faites par une personne" in page
    assert "(lu : « isabelle.fernandez@mairie-lyon.fr ») — sur &lt;papier&gt; (A. M.)" in page
    assert "†" not in other
