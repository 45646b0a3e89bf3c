"""metadata.yml: what Datasette says of the tables, and the questions it has ready.

python tools/metadata.py [--check]

Three sources: what a hand wrote (metadata_redige.yml), the data dictionary (the comments of
schema.sql), the canned questions (src/annuaire/questions/*.sql), which `annuaire query --named`
shares. Datasette 0.65 reads all of it as metadata, 1.0 the questions and settings as
configuration; it no longer lends a table the source and licence of its database, so each level
says them.
"""

from __future__ import annotations

import os
from typing import Any

import yaml
from generated import ROOT, publish

from annuaire.reading import dictionary, questions
from annuaire.site.settings import DATABASE, SETTINGS

HEAD = """\
# Fait par tools/metadata.py de tools/metadata_redige.yml, des commentaires de schema.sql et de
# src/annuaire/questions/*.sql : ne se modifie pas ici.
#   datasette -i data/annuaire.db -m metadata.yml                    (Datasette 0.65)
#   datasette -i data/annuaire.db -m metadata.yml -c metadata.yml    (Datasette 1.0)
"""

Node = dict[str, Any]


def render() -> str:
    """The file."""
    with open(os.path.join(ROOT, "tools", "metadata_redige.yml"), encoding="utf-8") as file:
        written: Node = yaml.safe_load(file)
    return HEAD + yaml.dump(
        metadata(written), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
    )


def metadata(written: Node) -> Node:
    """The whole, from the part that a hand wrote."""
    credit: Node = written["credits"]
    return {
        "title": written["title"],
        "description_html": written["description_html"],
        **credit,
        "settings": SETTINGS,
        "databases": {
            DATABASE: {
                **written["database"],
                **credit,
                "tables": {
                    table.name: _table(table, written["tables"][table.name], credit)
                    for table in dictionary.tables()
                },
                "queries": {each.name: _query(each, credit) for each in questions.load_all()},
            }
        },
    }


def _table(table: dictionary.Table, written: Node, credit: Node) -> Node:
    """A table: its description from the dictionary, with a last sentence from the hand."""
    settings = dict(written)
    after = settings.pop("suite", None)
    return {
        "description": " ".join(part for part in (table.description, after) if part),
        **credit,
        **settings,
        "columns": {column.name: _column(column) for column in table.columns},
    }


def _column(column: dictionary.Column) -> str:
    return f"{column.description} (tel qu’imprimé)" if column.verbatim else column.description


def _query(question: questions.Question, credit: Node) -> Node:
    """A canned question; its parameters are told in its description."""
    told = [f"« {name} » : {text}." for name, text in question.parameters.items()]
    description = " ".join(part for part in (question.description, *told) if part)
    return {
        "title": question.title,
        **({"description": description} if description else {}),
        **({"params": list(question.parameters)} if question.parameters else {}),
        **credit,
        "sql": question.sql + "\n",
    }


class _Dumper(yaml.SafeDumper):
    """YAML that people read: no anchors, SQL in blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _represent_text)


if __name__ == "__main__":
    raise SystemExit(publish("metadata.yml", render()))
