"""Errors: one sentence from their facts, and the exit code that goes with them."""

from __future__ import annotations

import pickle

import pytest

from annuaire import errors
from annuaire.errors import (
    AnnuaireError,
    DatabaseError,
    InputError,
    MissingExtra,
    NotFound,
    UsageProblem,
)


def all_errors(kind: type[AnnuaireError] = AnnuaireError) -> list[type[AnnuaireError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in all_errors(child))]


def test_a_sentence_says_where_what_and_what_to_do() -> None:
    """Path and line first, the remedy last."""
    error = InputError("no heading", path="a.txt", line=12, hint="Write one.")

    assert str(error) == "a.txt:12: no heading. Write one."


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "no heading"),
        ({"path": "a.txt"}, "a.txt: no heading"),
        ({"line": 12}, "line 12: no heading"),
        ({"hint": "Write one."}, "no heading. Write one."),
    ],
)
def test_what_is_not_known_is_left_out(facts: dict[str, object], expected: str) -> None:
    """No empty place, no stray colon."""
    assert str(AnnuaireError("no heading", **facts)) == expected  # type: ignore[arg-type]


def test_facts_are_attributes() -> None:
    """Code asks them; people read the sentence."""
    error = NotFound("sector", "eua", ["eau", "autre"])

    assert (error.kind, error.key, error.suggestions) == ("sector", "eua", ("eau", "autre"))
    assert str(error) == "no sector is called 'eua'. Did you mean eau or autre?"


def test_an_unknown_name_without_neighbours_suggests_nothing() -> None:
    """Rather than anything far away."""
    assert str(NotFound("sector", "xyz")) == "no sector is called 'xyz'"


def test_errors_are_caught_as_what_python_calls_them() -> None:
    """By who does not know the package."""
    assert issubclass(NotFound, LookupError)
    assert issubclass(MissingExtra, ImportError)


def test_a_missing_extra_says_what_to_install() -> None:
    """The one command that helps."""
    assert str(MissingExtra("site", "annuaire serve")).endswith("pip install '.[site]'")


@pytest.mark.parametrize(
    "error",
    [
        AnnuaireError("x", path="f", line=1, hint="h"),
        NotFound("sector", "a", ["b"]),
        MissingExtra("site", "annuaire serve"),
        DatabaseError("x", path="f"),
    ],
)
def test_errors_cross_processes(error: AnnuaireError) -> None:
    """Pickled and back: the same kind, sentence and facts."""
    copy = pickle.loads(pickle.dumps(error))

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_exit_codes_are_those_of_the_contract() -> None:
    """1 not found, 2 bad usage, 3 bad data or database."""
    codes = {
        kind.__name__: kind.exit_code for kind in all_errors() if kind.__module__ == errors.__name__
    }

    assert set(codes.values()) == {1, 2, 3}
    assert {name for name, code in codes.items() if code == 3} == {
        "InputError",
        "SourceError",
        "DecisionError",
        "DatabaseError",
    }
    assert UsageProblem.exit_code == 2


def test_the_tree_in_the_docstring_names_every_error() -> None:
    """With its exit code."""
    for kind in all_errors():
        if kind.__module__ == errors.__name__:
            assert f"{kind.__name__} " in str(errors.__doc__)
            assert f" {kind.exit_code}  " in next(
                line for line in str(errors.__doc__).splitlines() if f"{kind.__name__} " in line
            )
