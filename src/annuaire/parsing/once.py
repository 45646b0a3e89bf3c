"""Attributes reckoned once: what `functools.cached_property` is, without its lock.

Python 3.11 takes a lock at each first look at a cached property, which costs more than most of what
is kept here; a text is read by one thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - a decorator
    """The value of a method, kept in the attribute of its name."""

    def __init__(self, reckon: Callable[[Any], T]) -> None:
        self._reckon, self._name, self.__doc__ = reckon, reckon.__name__, reckon.__doc__

    def __get__(self, holder: Any, _kind: type | None = None) -> T:
        value = holder.__dict__[self._name] = self._reckon(holder)
        return value
