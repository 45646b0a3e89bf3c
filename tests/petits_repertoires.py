"""Small directories written by hand in the layout of the series.

Every line ends in | so that trailing spaces are seen; ➢ stands for the bullet U+F0D8.
"""

from __future__ import annotations


def text(printed: str) -> str:
    """The text of a sheet, without its marks."""
    lines = [line.removesuffix("|") for line in printed.strip("\n").split("\n")]
    return "\n".join(lines).replace("➢", "\uf0d8")


JAPON = text("""
 Avertissement :  |
 |
Cet annuaire a été établi à partir des réponses apportées au questionnaire. |
 Liste des partenariats franco-japonais : |
 |
➢ Lyon - Yokohama (Kanagawa) |
➢ Conseil Régional de Bretagne - Préfecture de Miyagi |
 Lyon – Yokohama (Kanagawa) |
|
 |
Maire :  |
M. Gérard Collomb |
1, place de la Comédie |
69205 LYON CEDEX 01 |
Tél. : 04 72 10 30 30 |
 |
Contacts :  |
Mme Isabelle Fernandez - responsable des Relations Internationales  |
Tél. : 04 72 10 30 66 |
E-Mail : isabelle.fernandez@mairie-lyon.fr |
 |
Population de la collectivité française :                       453 000 habitants |
 |
Origine du jumelage/partenariat : |
Jumelage signé en 1959. |
 |
Objectifs de la coopération :  |
➢ Favoriser les échanges entre les populations. |
 |
Secteurs d’intervention : |
➢ Enseignement / Education |
➢ Origami |
 |
Actions réalisées :  |
➢ Domaine culturel : |
- exposition de soieries à Yokohama en 1998 ; |
- accueil d’un chœur. |
➢ Echanges d’étudiants entre l’Université de Lyon et l’Université de |
|
Yokohama. |
 |
Acteurs impliqués : |
En France : Ville de Lyon ; universités. |
Au Japon : Ville de Yokohama ; Ambassade de France. |
 |
Perspectives : |
Poursuite des échanges. |
 Conseil Régional de Bretagne - Préfecture de Miyagi |
 |
Président :  |
M. Jean-Yves Le Drian |
35711 Rennes Cedex 7 |
 |
Contact : |
Mme Sylvie Couratin - responsable des Relations Internationales  |
 |
Population de la collectivité française :     2 906 197 habitants |
 |
Origine du jumelage/partenariat : |
Demande de la Préfecture de Miyagi en 1990. |
 |
Secteurs d’intervention : |
➢ Sport |
 |
Actions réalisées :  |
➢ Signature d’un accord en 1992. |
 |
Acteurs impliqués : |
Au Japon : Préfecture de Miyagi. |
 |
Appréciation/bilan de la coopération : |
Coopération satisfaisante. |
""")
"""Two records, both of authorities that the Chinese directory has too."""

SANS_TITRE = JAPON.replace(
    " Conseil Régional de Bretagne - Préfecture de Miyagi \n \nPrésident", " \nPrésident"
)
"""The second record lost its heading."""

REPETE = JAPON + "\n" + JAPON[JAPON.index(" Lyon – Yokohama") :]
"""Both records are printed twice."""

COUPE = JAPON[: JAPON.index("Acteurs impliqués")]
"""The text breaks off in the middle of the first record."""
