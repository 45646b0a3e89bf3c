"""The relay: how its processes begin."""

from __future__ import annotations

import sys
import threading

import pytest

from annuaire.loading import relay


@pytest.mark.parametrize(
    ("system", "threads", "how"),
    [("linux", 1, "fork"), ("linux", 2, "spawn"), ("linux", 9, "spawn"), ("darwin", 1, "spawn"),
     ("darwin", 2, "spawn"), ("win32", 1, "spawn")],
)  # fmt: skip
def test_only_a_process_without_threads_is_forked(
    monkeypatch: pytest.MonkeyPatch, system: str, threads: int, how: str
) -> None:
    """A lock that another thread holds would never be free in the copy."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(threading, "active_count", lambda: threads)

    assert relay._how() == how
