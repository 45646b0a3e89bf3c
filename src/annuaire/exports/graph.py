"""Who works with whom as a graph (GraphML): for Gephi, Cytoscape, networkx, igraph.

Nodes are authorities, partners and actors; edges the links of a record, each with its own year, its
sectors and its lines, and from the authority to each actor that takes part. Bodies that no name
tells apart (« universités ») are nodes with `generique` 1. An edge is of one record: two records
are two edges.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from annuaire.errors import MissingExtra
from annuaire.exports.imprint import imprint
from annuaire.reading.filters import where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.filters import Filters

_NODES = {
    "collectivite": """SELECT DISTINCT c.slug AS noeud, c.nom_court AS label, c.forme, c.region,
        c.departement, c.autorite, c.wikidata, c.latitude, c.longitude
      FROM collectivites c JOIN partenariats p ON p.collectivite_id = c.id
      WHERE {where} ORDER BY c.id""",
    "partenaire": """SELECT DISTINCT y.slug AS noeud, coalesce(y.nom_court, y.nom) AS label,
        y.nom_local, y.langue, y.niveau, y.province, y.pays_code, y.wikidata, y.latitude,
        y.longitude
      FROM partenaires y JOIN partenariats_partenaires x ON x.partenaire_id = y.id
      JOIN partenariats p ON p.id = x.partenariat_id WHERE {where} ORDER BY y.id""",
    "acteur": """SELECT DISTINCT a.slug AS noeud, a.nom AS label, a.categorie, a.lieu, a.generique
      FROM acteurs a JOIN partenariats_acteurs x ON x.acteur_id = a.id
      JOIN partenariats p ON p.id = x.partenariat_id WHERE {where} ORDER BY a.id""",
}
_RECORD = """p.slug AS fiche, p.intitule, {of}.annee_debut, {of}.annee_debut_nature,
  (SELECT group_concat(nom, ' ; ') FROM (
    SELECT DISTINCT s.nom FROM partenariats_secteurs z JOIN secteurs s ON s.id = z.secteur_id
    WHERE z.partenariat_id = p.id ORDER BY z.ordre, s.id)) AS secteurs"""
_EDGES = {
    ("collectivite", "partenaire"): f"""SELECT 'lien-' || x.id AS id, c.slug AS de, y.slug AS vers,
        {_RECORD.format(of="x")}, x.libelle, x.distance_km, x.ligne_debut, x.ligne_fin
      FROM partenariats_partenaires x JOIN partenariats p ON p.id = x.partenariat_id
      JOIN collectivites c ON c.id = p.collectivite_id JOIN partenaires y ON y.id = x.partenaire_id
      WHERE {{where}} ORDER BY x.id""",
    ("collectivite", "acteur"): f"""SELECT 'acteur-' || x.id AS id, c.slug AS de, a.slug AS vers,
        {_RECORD.format(of="p")}, x.libelle, x.cote, x.ligne_debut, x.ligne_fin
      FROM partenariats_acteurs x JOIN partenariats p ON p.id = x.partenariat_id
      JOIN collectivites c ON c.id = p.collectivite_id JOIN acteurs a ON a.id = x.acteur_id
      WHERE {{where}} ORDER BY x.id""",
}


def pieces(connection: sqlite3.Connection, filters: Filters) -> Iterator[str]:
    """Yield the graph as GraphML; raises MissingExtra without networkx."""
    try:
        import networkx as nx
    except ImportError as error:
        raise MissingExtra("export", "writing a graph") from error
    facts = imprint(connection)
    graph = nx.MultiGraph(**{label: text for label, text in facts.lines() if label != "Citer"})
    graph.graph["Citer"] = "\n".join(facts.citations)
    condition, values = where(connection, filters)
    for kind, sql in _NODES.items():
        for row in connection.execute(sql.format(where=condition), values):
            facts_of_it = _present(row)
            graph.add_node(f"{kind}:{facts_of_it.pop('noeud')}", objet=kind, **facts_of_it)
    for (start, end), sql in _EDGES.items():
        for row in connection.execute(sql.format(where=condition), values):
            said = _present(row)
            ends = f"{start}:{said.pop('de')}", f"{end}:{said.pop('vers')}"
            graph.add_edge(*ends, key=said.pop("id"), objet=end, **said)
    file = io.BytesIO()
    # The writer that needs no lxml: equal graphs give equal bytes wherever they are written.
    nx.write_graphml_xml(graph, file, prettyprint=True, named_key_ids=True)
    yield file.getvalue().decode() + "\n"


def _present(row: sqlite3.Row) -> dict[str, Any]:
    """The columns that hold something: GraphML has no NULL."""
    return {key: row[key] for key in row.keys() if row[key] is not None}  # noqa: SIM118
