"""A page of the terminal as Markdown: its lines in, headings and lists out.

The page is made in lines that are never folded, so that a line of it is a line here: the title a
heading, a section a smaller one, and each line of a section an item, its label or years in bold.
"""

from __future__ import annotations

from annuaire.formats.table import markdown_cell as escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annuaire.cli.terminal import Line

UNFOLDED = 1_000_000
"""Columns of a page whose lines are never folded."""
_SIGNS = " •–─"
"""What a page puts before its texts."""


def markdown(lines: Iterable[Line]) -> Iterator[str]:
    """The page as Markdown."""
    inside = False
    for line in lines:
        style = line[0][1] if line else ""
        text = "".join(piece for piece, _ in line)
        if style in {"titre", "section"}:
            inside = style == "section"
            yield f"## {escaped(text.capitalize())}\n\n" if inside else f"# {escaped(text)}\n\n"
        elif not text.strip(_SIGNS):
            inside = False
            yield "\n" if not text.strip() else "---\n"
        else:
            yield f"{_bullet(text, inside=inside)}{_item(line)}\n"


def _bullet(text: str, *, inside: bool) -> str:
    """The mark of an item: a step to the right for what stands under another."""
    if not inside:
        return ""
    below = text.lstrip(" ").startswith("–") or text.startswith("    ")
    return "  - " if below else "- "


def _item(line: Line) -> str:
    """The line without its signs, what is styled before the text in bold."""
    *heads, (last, style) = line
    bold = [text.strip(_SIGNS) for text, how in heads if how]
    plain = [text.strip(_SIGNS) for text, how in heads if not how]
    label = " ".join(f"**{escaped(text)}**" for text in bold if text)
    rest = " ".join(filter(None, [*plain, last.strip() if style else last.lstrip(_SIGNS).rstrip()]))
    return " ".join(filter(None, (label, escaped(rest))))
