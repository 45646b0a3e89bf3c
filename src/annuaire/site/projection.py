"""From degrees to the map's SVG units: the conic equal-area projection of Albers, on a sphere.

A longitude and a latitude come in, with the parameters of one panel as ``basemap.json`` holds
them; a point in the coordinates of the whole drawing goes out. Equal areas on the ground are
equal areas on the page: one square kilometre measures ``(echelle / RAYON_KM) ** 2`` square units.
"""

from math import cos, radians, sin, sqrt
from typing import TypedDict

RAYON_KM = 6371.0088
"""The Earth's mean radius: of the sphere with the ellipsoid's mean axis (IUGG)."""


class Parametres(TypedDict):
    """One panel's projection: angles in degrees, ``echelle`` in SVG units per Earth radius."""

    paralleles: list[float]
    """The two standard parallels, where lengths are true along the parallel."""
    meridien: float
    """The central meridian, vertical on the page."""
    latitude: float
    """The latitude that, on the central meridian, falls on ``translation``."""
    echelle: float
    translation: list[float]


def albers(lon: float, lat: float, params: Parametres) -> tuple[float, float]:
    """The point (x, y) of a place given in degrees; y grows downwards, as in SVG."""
    sud, nord = (radians(parallele) for parallele in params["paralleles"])
    n = (sin(sud) + sin(nord)) / 2
    c = cos(sud) ** 2 + 2 * n * sin(sud)
    rho = sqrt(c - 2 * n * sin(radians(lat))) / n
    rho_0 = sqrt(c - 2 * n * sin(radians(params["latitude"]))) / n
    theta = n * radians(lon - params["meridien"])
    x_0, y_0 = params["translation"]
    x = x_0 + params["echelle"] * rho * sin(theta)
    y = y_0 - params["echelle"] * (rho_0 - rho * cos(theta))
    return x, y


def units_per_km(params: Parametres) -> float:
    """How many SVG units a kilometre measures where the scale is true."""
    return params["echelle"] / RAYON_KM
