"""The SVG elements that everything is drawn with: a text, a rectangle, a number in them."""

from html import escape

from annuaire.site.carte.geometrie import Boite, Point


def draw_text(point: Point, texte: str, classe: str) -> str:
    """A line of text."""
    return f'<text class="{classe}" x="{num(point[0])}" y="{num(point[1])}">{escape(texte)}</text>'


def draw_rect(boite: Boite, classe: str) -> str:
    """A rectangle."""
    largeur, hauteur = num(boite.droite - boite.gauche), num(boite.bas - boite.haut)
    x, y = num(boite.gauche), num(boite.haut)
    return f'<rect class="{classe}" x="{x}" y="{y}" width="{largeur}" height="{hauteur}"/>'


def num(number: float) -> str:
    """A number to a tenth of a unit, without a useless '.0'."""
    return f"{number:.1f}".removesuffix(".0")
