"""Labels, and the sets they come in: one for each width of the page."""

from typing import NamedTuple

from annuaire.site.carte.geometrie import Boite

BLOCKED = 1000.0
"""What it costs a label to cover another, a dot or a frame: more than any other cost."""


class Etiquette(NamedTuple):
    """A label: its lines inside a box, and which side of the box the text holds on to."""

    lignes: tuple[str, ...]
    boite: Boite
    ancre: str


class Jeu(NamedTuple):
    """A set of labels: for one width of the page."""

    nom: str
    """The class of its labels."""
    corps: float
    """The size of the letters, in SVG units."""
    distances: tuple[float, ...]
    """How far from the dot's edge a label may stand, in units."""
    complet: bool
    """Whether every place has its label; else those that find no room are left out."""
    grossi: float
    """How many times larger the dots are drawn."""
    air: float
    """The room a label leaves around other dots, so that it is not taken for theirs, in units."""
    doute: float
    """What it costs a label to take some of that room, or a leader to meet something."""
    encarts: bool
    """Whether the places of the enlargements have labels too; else their titles must do."""


LARGE = Jeu(
    nom="large",
    corps=12.5,
    distances=(2.5, 8, 16, 26, 38, 52, 68, 86),
    complet=True,
    grossi=1,
    air=6,
    doute=3.5,
    encarts=True,
)

MOYEN = LARGE._replace(
    nom="moyen",
    corps=22,
    distances=(3, 9),
    complet=False,
    grossi=1.5,
    air=8,
    doute=BLOCKED,
    encarts=False,
)

ETROIT = MOYEN._replace(nom="etroit", corps=40, distances=(4, 10), grossi=2.6, air=12)
