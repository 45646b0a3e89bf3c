"""The map's style sheet: ``carte.css``, and the colours and dashes that Python knows."""

from importlib.resources import files

TERRE, MER, ENCRE = "#fdfdf9", "#e3ebf3", "#1c2330"

COULEURS = {
    "region": "#0b6e4f",
    "departement": "#1f55ad",
    "intercommunalite": "#855700",
    "commune": "#b3261e",
    "autre": "#555b66",
}
"""Each at least 4.5:1 on land and on sea."""

POINTILLES = {"region": "12 3", "departement": "5 3", "intercommunalite": "9 3 2 3"}
"""Dashes, so that colour is not the only sign; communes are drawn in one stroke."""

_VARIABLES = f".carte {{ --terre: {TERRE}; --mer: {MER}; --encre: {ENCRE}; }}\n"


def build_style() -> str:
    """The whole sheet: the ground's colours, ``carte.css``, the kinds' colours and dashes."""
    couleurs = (
        f".carte .forme-{genre}, g.lieu .forme-{genre} {{ color: {couleur}; }}\n"
        for genre, couleur in COULEURS.items()
    )
    pointilles = (
        f".carte .forme-{genre} .trait {{ stroke-dasharray: {dashes}; }}\n"
        for genre, dashes in POINTILLES.items()
    )
    feuille = files("annuaire.site.carte").joinpath("carte.css").read_text("utf-8")
    return "".join((_VARIABLES, feuille, *couleurs, *pointilles))


STYLE = build_style()
"""Constant: a page with a content policy may allow it by its hash."""
