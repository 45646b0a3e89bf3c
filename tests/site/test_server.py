"""The server without Datasette: its words, its bounds, the pages that it keeps."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("jinja2")

from annuaire.site import answers, settings
from annuaire.site.answers import Site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(base: str) -> Any:
    found = Site(base)
    yield found
    found.close()


def test_each_version_is_given_what_it_reads() -> None:
    assert "-c" not in settings.plain("0.65.5", "x.db")
    assert "-c" in settings.plain("1.0a41", "x.db")
    assert settings.is_modern("1.0")
    assert not settings.is_modern("0.65.2")
    assert {"--plugins-dir", "--cors"} <= set(settings.full("0.65.5", "x.db"))


@pytest.mark.parametrize(
    ("contact", "expected"),
    [("mailto:a@b", "mailto:a@b"), ("javascript:alert(1)", None), ("", None),
     (" https://x.org ", "https://x.org")],
)  # fmt: skip
def test_only_addresses_are_offered_to_readers(
    monkeypatch: pytest.MonkeyPatch, contact: str, expected: str | None
) -> None:
    monkeypatch.setenv(settings.CONTACT, contact)

    assert settings.read_options().contact == expected


def test_a_policy_allows_the_styles_by_their_hash() -> None:
    assert "'sha256-" in answers.policy(["a { color: red }"])
    assert "unsafe" not in answers.policy()


def test_pages_kept_are_bounded(site: Site) -> None:
    for i in range(2000):
        site.kept(f"/recherche?{i}", lambda: answers.Page(b"x"))

    assert len(site._pages) < 1000
    assert site.remembered("/recherche?0") is None
