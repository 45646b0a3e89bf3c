"""What can go wrong, and the exit code that says so.

AnnuaireError           1  a request that could not be done
├── NotFound            1  a named thing is not there; also a LookupError, with suggestions
├── SharedName          1  a name of several records, where one was asked; also a LookupError
├── CheckFailed         1  a law of the dataset is broken
├── SqlRefused          1  SQL that would write, or that ran past a limit, or that SQLite rejects
├── OutputError         1  the result could not be written where it was asked
├── MissingExtra        1  a part of the package that is installed apart; also an ImportError
├── UsageProblem        2  a command or a call that makes no sense as typed
└── InputError          3  an input that can't be read for what it should be
    ├── SourceError     3  a text that is no directory
    ├── DecisionError   3  a row of decisions that can't hold
    └── DatabaseError   3  a database that is not ours, or not whole

An error carries its facts; `str()` makes one sentence of them: what, where, what to do.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` costs more than the rest of the way to a first row
if TYPE_CHECKING:
    from collections.abc import Iterable


def counted(number: int, noun: str) -> str:
    """A count in a sentence: « 1 record », « 2 records »."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


class AnnuaireError(Exception):
    """A request that could not be done; base of all errors that the package raises on purpose."""

    exit_code = 1

    def __init__(
        self,
        what: str,
        *,
        path: str | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.hint = hint

    @property
    def where(self) -> str:
        """`file:line`, `file`, `line N` or nothing."""
        if self.line is None:
            return self.path or ""
        return f"{self.path}:{self.line}" if self.path else f"line {self.line}"

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.where, self.what) if part)
        return f"{head}. {self.hint}" if self.hint else head


class NotFound(AnnuaireError, LookupError):  # noqa: N818 - read as in `except NotFound`
    """No such record, sector, table…

    `suggestions` are the nearest names that exist; where none is near, `known` may be all of them.
    """

    def __init__(
        self, kind: str, key: str, suggestions: Iterable[str] = (), known: Iterable[str] = ()
    ) -> None:
        self.kind = kind
        self.key = key
        self.suggestions = tuple(suggestions)
        self.known = tuple(known)
        super().__init__(f"no {kind} is called {key!r}", hint=_hint(self.suggestions, self.known))

    def __reduce__(
        self,
    ) -> tuple[type[NotFound], tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
        return type(self), (self.kind, self.key, self.suggestions, self.known)


def require(value: object, kinds: tuple[type, ...], what: str) -> None:
    """Raise TypeError, which says what is wanted, for a value of another type."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        wanted = " or ".join(kind.__name__ for kind in kinds if kind is not type(None))
        raise TypeError(f"{what} is {wanted}, not {type(value).__name__}: {value!r:.60}")


def require_counts(**bounds: int | None) -> None:
    """Raise TypeError or UsageProblem for a bound that is no count; None does not bound."""
    for name, bound in bounds.items():
        require(bound, (int, type(None)), name)
        if bound is not None and bound < 0:
            raise UsageProblem(f"{name} is 0 or more, not {bound}")


_LISTED = 40
"""Names that a message lists."""


def _hint(near: tuple[str, ...], known: tuple[str, ...]) -> str | None:
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if not known:
        return None
    more = f"… ({len(known)} in all)" if len(known) > _LISTED else ""
    return f"There are: {', '.join(known[:_LISTED])}{more}."


class SharedName(AnnuaireError, LookupError):  # noqa: N818 - read as in `except SharedName`
    """A name that several records answer to, where one record was asked; `slugs` are theirs."""

    def __init__(self, key: str, slugs: Iterable[str]) -> None:
        self.key = key
        self.slugs = tuple(slugs)
        super().__init__(
            f"{key!r} names {len(self.slugs)} records",
            hint=f"Ask for one of them: {', '.join(self.slugs)}",
        )

    def __reduce__(self) -> tuple[type[SharedName], tuple[str, tuple[str, ...]]]:
        return type(self), (self.key, self.slugs)


class CheckFailed(AnnuaireError):  # noqa: N818
    """A law of the dataset is broken."""


class SqlRefused(AnnuaireError):  # noqa: N818
    """SQL that would change something, that ran past a limit, or that SQLite can't run."""


class OutputError(AnnuaireError):
    """The result could not be written where it was asked; nothing half-written is left."""


class MissingExtra(AnnuaireError, ImportError):  # noqa: N818
    """A part of the package that is installed apart, as `annuaire[extra]`."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        self.purpose = purpose
        super().__init__(
            f"{purpose} needs more than the core of annuaire",
            hint=f"Install it, from a clone, with: pip install '.[{extra}]'",
        )

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.extra, self.purpose)


class UsageProblem(AnnuaireError):  # noqa: N818
    """A command or a call that makes no sense as typed."""

    exit_code = 2


class InputError(AnnuaireError):
    """An input that can't be read for what it should be."""

    exit_code = 3


class SourceError(InputError):
    """A text that is no directory: no list and no record, undecodable bytes, NUL."""


class DecisionError(InputError):
    """A row of decisions that can't hold: its file and line, and why."""


class DatabaseError(InputError):
    """A database that is not ours, not whole, or that this SQLite can't read."""
