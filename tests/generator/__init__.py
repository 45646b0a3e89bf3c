"""The directories we have, some of their records laid out anew at random: the same must be read."""

from generator.comparison import compare, tell
from generator.printer import BRUITS, Mise, print_directory
from generator.strategies import Extrait, directories, layouts

__all__ = [
    "BRUITS",
    "Extrait",
    "Mise",
    "compare",
    "directories",
    "layouts",
    "print_directory",
    "tell",
]
