"""Records as one Markdown document: a heading each, its sections, every text with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annuaire import shape
from annuaire.codebook import say
from annuaire.exports.imprint import imprint
from annuaire.formats.table import markdown_cell as escaped
from annuaire.reading import record
from annuaire.reading.filters import where
from annuaire.records import Partenariat

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.filters import Filters


def pieces(connection: sqlite3.Connection, filters: Filters) -> Iterator[str]:
    """Yield the document, a record at a time, in source order."""
    facts = imprint(connection)
    yield f"# {escaped(facts.titre)}\n\n"
    for label, text in facts.lines()[1:]:
        yield f"- **{label}** : {escaped(text)}\n"
    condition, values = where(connection, filters)
    sql = f"SELECT p.id FROM partenariats p WHERE {condition} ORDER BY p.id"
    ids = [number for (number,) in connection.execute(sql, values)]
    if filters:
        ((total,),) = connection.execute("SELECT count(*) FROM partenariats")
        yield f"- **Extrait** : {len(ids)} des {total} fiches\n"
    for fiche in record.read(connection, ids):
        yield "".join(of_record(fiche))


def of_record(fiche: Partenariat) -> Iterator[str]:
    """Yield the section of a record."""
    yield f"\n## {fiche.numero}. {escaped(fiche.titre or fiche.intitule)}\n\n"
    yield f"{_since(fiche)} *({_lines(fiche)})*\n"
    kinds = {part.name: part for part in shape.parts(Partenariat)}
    for name in dict.fromkeys((*shape.SHOWN[:1], "dirigeants", "populations", *shape.SHOWN[1:])):
        part = kinds[name]
        items = shape.held(fiche, part)
        if items:
            yield f"\n### {shape.heading(name)}\n\n"
        for item in items:
            yield from _item(item, part.kind, "")


def _since(fiche: Partenariat) -> str:
    if fiche.annee_debut is None:
        return "Année de début : la fiche ne la dit pas."
    nature = say("nature_debut", fiche.annee_debut_nature)
    proof = escaped(fiche.annee_debut_preuve)
    return f"Depuis {fiche.annee_debut} ({nature}), d’après : « {proof} »."


def _item(item: Any, kind: type, margin: str) -> Iterator[str]:
    """What is printed of a row, with its lines; the rows inside it a step to the right."""
    printed = (getattr(item, name) for name in shape.printed(kind))
    words = " · ".join(escaped(each) for each in printed if each)
    named = getattr(item, "intitule", None) if kind is not Partenariat else None
    head = f"**{escaped(named)}** : " if named else ""
    side = f"{say('cote', item.cote)} : " if hasattr(item, "cote") else ""
    yield f"{margin}- {head}{side}{words or escaped(_name(item))} *({_lines(item)})*\n"
    inside = shape.nested(kind)
    for each in shape.held(item, inside) if inside else ():
        yield from _item(each, kind, margin + "  ")


def _name(item: Any) -> str:
    return getattr(item, "nom", None) or ""


def _lines(item: Any) -> str:
    first, last = (getattr(item, name) for name in shape.SPAN)
    return f"l. {first}" if first == last else f"l. {first}-{last}"
