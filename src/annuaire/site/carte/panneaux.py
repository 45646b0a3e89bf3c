"""The background drawn: sea, land, frames, scales, and what the enlargements enlarge."""

from annuaire.site.carte.balises import draw_rect, draw_text, num
from annuaire.site.carte.fond import Panneau, cadre_of, load_fond
from annuaire.site.carte.geometrie import Boite
from annuaire.site.projection import units_per_km

TITRES_ENCARTS = {"ile_de_france": "Île-de-France", "pekin": "Pékin"}

ECHELLES_KM = {"france": 200, "chine": 500, "ile_de_france": 20, "pekin": 20}


def draw_fond() -> str:
    """Sea, land, and the enlargements with the squares they enlarge."""
    panneaux = load_fond()["panneaux"]
    dessins = [draw_panneau(nom, panneau) for nom, panneau in panneaux.items()]
    return '<g class="fond" aria-hidden="true">' + "".join(dessins) + "</g>"


def draw_panneau(nom: str, panneau: Panneau) -> str:
    """One panel: its sea, its land, its frame, its scale."""
    loupe = draw_loupe(nom, panneau) if "parent" in panneau else ""
    classe = "encart" if loupe else "panneau"
    rect = draw_rect(cadre_of(nom), "mer")
    bord = draw_rect(cadre_of(nom), f"bord {classe}")
    terre = f'<path class="terre" d="{panneau["d"]}"/>'
    return loupe + rect + terre + bord + draw_echelle(nom) + draw_titre_encart(nom)


def draw_loupe(nom: str, panneau: Panneau) -> str:
    """What an enlargement enlarges: a square on its parent, tied to its frame by two lines."""
    x, y, largeur, hauteur = panneau["emprise"]
    carre, cadre = Boite(x, y, x + largeur, y + hauteur), cadre_of(nom)
    if carre.haut > cadre.bas:
        left = (carre.gauche, carre.haut, cadre.gauche, cadre.bas)
        right = (carre.droite, carre.haut, cadre.droite, cadre.bas)
    else:
        left = (carre.gauche, carre.haut, cadre.droite, cadre.haut)
        right = (carre.gauche, carre.bas, cadre.droite, cadre.bas)
    d = "".join(f"M{num(a)} {num(b)}L{num(c)} {num(e)}" for a, b, c, e in (left, right))
    return draw_rect(carre, "emprise") + f'<path class="rappel" d="{d}"/>'


def draw_echelle(nom: str) -> str:
    """A panel's scale at the bottom, on the right of an enlargement of China."""
    cadre, km = cadre_of(nom), ECHELLES_KM[nom]
    longueur = km * units_per_km(load_fond()["panneaux"][nom]["projection"])
    x = cadre.droite - longueur - 45 if nom == "pekin" else cadre.gauche + 10
    y = cadre.bas - 9
    barre = f'<path class="echelle" d="M{num(x)} {num(y - 4)}v4h{num(longueur)}v-4"/>'
    return barre + draw_text((x + longueur + 5, y), f"{km} km", "large note")


def draw_titre_encart(nom: str) -> str:
    """The title of an enlargement, '' for a panel, which has its own above it."""
    if nom not in TITRES_ENCARTS:
        return ""
    cadre, titre = cadre_of(nom), TITRES_ENCARTS[nom]
    return (
        draw_text((cadre.gauche + 7, cadre.haut + 15), titre, "large encart")
        + draw_text((cadre.droite - 8, cadre.haut + 24), titre, "moyen end")
        + draw_text((cadre.droite - 8, cadre.haut + 36), titre, "etroit end")
    )
