"""Random directories in the layout of the series, with the truth they were printed from."""

from generator.comparison import compare, tell
from generator.printer import print_directory
from generator.strategies import directories, layouts
from generator.verite import Impression, Mise, Verite

__all__ = [
    "Impression",
    "Mise",
    "Verite",
    "compare",
    "directories",
    "layouts",
    "print_directory",
    "tell",
]
