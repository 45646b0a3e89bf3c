"""What Datasette is told of a database: its file under the name that pages use, and its metadata.

A path comes in (none: the packaged database), a list of arguments for `datasette serve` goes out,
good for as long as the context lasts. `metadata.yml` tells of the packaged database; of any other,
what it says of tables, columns and questions holds, and title, source and rights are made of the
rows of its directories.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from annuaire import resources
from annuaire.codebook import state
from annuaire.reading.connection import connect
from annuaire.site import content
from annuaire.site.settings import DATABASE, full

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    Node = dict[str, Any]


@contextmanager
def told(version: str, database: str | None) -> Iterator[list[str]]:
    """The arguments that make this version of Datasette the site of a database."""
    if database is None:
        yield full(version, resources.database())
        return
    with tempfile.TemporaryDirectory() as folder:
        link, metadata = (
            os.path.join(folder, name) for name in (f"{DATABASE}.db", "metadata.json")
        )
        _link(os.path.abspath(database), link)
        with closing(connect(database)) as base, open(metadata, "w", encoding="utf-8") as file:
            json.dump(describe(base), file, ensure_ascii=False)
        yield full(version, link, metadata)


def _link(path: str, link: str) -> None:
    """Another name for a file; a copy where links are a privilege."""
    try:
        os.symlink(path, link)
    except OSError:
        import shutil

        shutil.copyfile(path, link)


def describe(base: sqlite3.Connection) -> Node:
    """`metadata.yml`, telling of this database."""
    import yaml  # Datasette's

    with open(resources.metadata(), encoding="utf-8") as file:
        known: Node = yaml.safe_load(file)
    shelf = content.read_catalogue(base)
    rights, database = credit(shelf), known["databases"][DATABASE]
    groups = {
        group: {name: node | rights for name, node in database[group].items()}
        for group in ("tables", "queries")
    }
    own = {"title": f"Annuaire des {shelf.titre}", "description_html": _description(shelf)}
    return known | rights | own | {"databases": {DATABASE: database | rights | groups}}


def credit(shelf: content.Catalogue) -> Node:
    """Source and rights, which each level says."""
    sources = (
        ", ".join(filter(None, (each.editeur, each.titre or each.fichier, state(each.etat))))
        for each in shelf.editions
    )
    owners = dict.fromkeys(each.editeur for each in shelf.editions if each.editeur)
    return {
        "source": " ; ".join(sources),
        "license": f"Textes : {', '.join(owners) or 'leurs éditeurs'}, sans licence connue, donnés "
        "pour l’étude et la citation. Références : chacune dit sa licence dans la table sources "
        "(GeoNames : CC BY 4.0). Programme et mise en base : MIT",
    }


def _description(shelf: content.Catalogue) -> str:
    years = state(*(each.etat for each in shelf.editions))
    years = f"<strong>{years[0].upper()}{years[1:]}</strong> : noms" if years else "Noms"
    return (
        f'<p lang="fr">Qui, en France, travaille avec qui, {shelf.lieu} : '
        f"{content.plural(len(shelf.fiches), 'partenariat')} de collectivités, tels qu’imprimés. "
        f"{years}, fonctions et coordonnées ont pu changer.</p>"
    )
