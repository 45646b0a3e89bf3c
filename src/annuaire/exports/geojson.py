"""The partnerships on a map, by RFC 7946: a line per link, a point per end.

Every point says in `coordonnees_de` what it stands for: a seat, or the capital of the province
that is the partner. A link says its years and sectors; one of which an end has no point is kept,
with a null geometry. A line takes the short way around the Earth, and is cut where that crosses
the antimeridian (§3.1.9). There are no rings, so none to turn.
"""

from __future__ import annotations

from json import loads

from annuaire.formats.json import dumps
from annuaire.reading.filters import where

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annuaire.reading.filters import Filters

    Point = tuple[float, float]
    """Longitude and latitude, in this order."""
    Json = dict[str, object]

_LINKS = """SELECT m.id, m.numero, m.slug, m.intitule, m.collectivite, m.forme, c.region,
  m.partenaire, y.nom_local AS partenaire_local, y.langue, m.province, l.annee_debut,
  l.annee_debut_nature, l.annee_premier_contact, l.annee_accord, v.secteurs, m.distance_km,
  m.coordonnees_de, x.ligne_debut, x.ligne_fin, m.longitude, m.latitude, m.partenaire_longitude,
  m.partenaire_latitude, r.etat
FROM v_carte m JOIN v_liens l ON l.id = m.id JOIN v_partenariats v ON v.id = m.partenariat_id
JOIN partenariats p ON p.id = m.partenariat_id
JOIN repertoires r ON r.id = p.repertoire_id
JOIN collectivites c ON c.id = p.collectivite_id
JOIN partenariats_partenaires x ON x.id = m.id JOIN partenaires y ON y.id = x.partenaire_id
WHERE {where} ORDER BY m.id"""

_AUTHORITIES = """SELECT c.slug, c.nom_court AS nom, c.nom AS nom_imprime, c.forme, c.region,
  c.departement, c.nom_actuel, c.autorite, c.wikidata, 'siège' AS coordonnees_de,
  c.longitude, c.latitude, r.etat
FROM collectivites c JOIN partenariats p ON p.collectivite_id = c.id
JOIN repertoires r ON r.id = c.repertoire_id
WHERE {where} ORDER BY c.id"""

_PARTNERS = """SELECT DISTINCT y.slug, coalesce(y.nom_court, y.nom) AS nom, y.nom AS nom_imprime,
  y.nom_local, y.transcription, y.langue, y.niveau, y.province, y.nom_actuel, y.gb2260, y.wikidata,
  y.coordonnees_de, y.longitude, y.latitude, r.etat
FROM partenaires y JOIN partenariats_partenaires x ON x.partenaire_id = y.id
JOIN partenariats p ON p.id = x.partenariat_id JOIN repertoires r ON r.id = y.repertoire_id
WHERE {where} ORDER BY y.id"""


def pieces(connection: sqlite3.Connection, filters: Filters) -> Iterator[str]:
    """Yield a FeatureCollection, a feature a line."""
    before = '{"type": "FeatureCollection", "features": [\n'
    for feature in features(connection, filters):
        yield before + dumps(feature)
        before = ",\n"
    yield "\n]}\n" if before == ",\n" else before + "]}\n"


def features(connection: sqlite3.Connection, filters: Filters) -> Iterator[Json]:
    """Yield the features: lines first, then French seats, then partners."""
    condition, values = where(connection, filters)
    for sql, kind in ((_LINKS, "lien"), (_AUTHORITIES, "collectivite"), (_PARTNERS, "partenaire")):
        for row in connection.execute(sql.format(where=condition), values):
            facts: Json = dict(row)
            yield _link(facts) if kind == "lien" else _place(facts, kind)


def _link(facts: Json) -> Json:
    number = facts.pop("id")
    facts["secteurs"] = loads(str(facts["secteurs"]))
    start = _point(facts.pop("longitude"), facts.pop("latitude"))
    end = _point(facts.pop("partenaire_longitude"), facts.pop("partenaire_latitude"))
    geometry = line(start, end) if start and end else None
    return _feature(f"lien-{number}", geometry, {"objet": "lien", **facts})


def _place(facts: Json, kind: str) -> Json:
    point = _point(facts.pop("longitude"), facts.pop("latitude"))
    geometry: Json | None = {"type": "Point", "coordinates": list(point)} if point else None
    return _feature(f"{kind}-{facts['slug']}", geometry, {"objet": kind, **facts})


def _feature(name: str, geometry: Json | None, properties: Json) -> Json:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _point(longitude: object, latitude: object) -> Point | None:
    if isinstance(longitude, (int, float)) and isinstance(latitude, (int, float)):
        return float(longitude), float(latitude)
    return None


def line(start: Point, end: Point) -> Json:
    """Draw the line between two points, in two parts when it crosses the antimeridian."""
    if abs(end[0] - start[0]) <= 180:
        return {"type": "LineString", "coordinates": [list(start), list(end)]}
    edge = 180.0 if start[0] > 0 else -180.0
    beyond = end[0] + 2 * edge  # where the end would be if longitudes went on past the edge
    share = (edge - start[0]) / (beyond - start[0])
    latitude = round(start[1] + share * (end[1] - start[1]), 6)
    parts = [[list(start), [edge, latitude]], [[-edge, latitude], list(end)]]
    return {"type": "MultiLineString", "coordinates": parts}
