"""Small texts that are read otherwise without a rule of parsing that no other text needs.

A text goes by the name of its rule; ➢ stands for the bullet U+F0D8.
"""

from __future__ import annotations

from morceaux import HEAD

LIST = " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ Brest - Qingdao \n"
FRONT = " Lyon – Canton (Guangdong) \n \n"
_CASES = {
    "empty_break": "Lyon – Canton\n\nMaire :\nM. X Y\n\nOrigine :\n1998.\n\nFinancement :\nVille.\n",
    "named_page": HEAD + "Origine : \nUn accord\n\nPage 22\n\nsigné. \n",
    "running_head": HEAD
    + "Origine : \nUn accord\n\n\fCités Unies\n\nsigné à\n\n\fCités Unies\n\nLyon.\n",
    "number_in_order": HEAD + "Origine : \nUn\n\n1\n\naccord\n\n2\n\nsigné\n\n3\n\nà\n4\nLyon.\n",
    "head_inside": HEAD + "Origine : \nUn accord signé de\n\n12\nCités\n\nprincipe. \n",
    "marked": HEAD + "Origine : \n- Perspectives : une fin. \n",
    "end_of_text": HEAD + "Origine : \nElle est. \n \nPerspectives. \n",
    "of_the_book": HEAD + "Origine : \nUn accord \nANNEXES \nEn bref \n",
    "over_lower_case": HEAD + "Origine : \nUn accord. \n \nPerspectives \nde la ville. \n",
    "over_person": FRONT + "Maire \nM. Gérard Collomb \n",
    "lone_head": HEAD + "Origine : \nUn accord. \n \nMaire \nUne suite. \n",
    "below_blank": HEAD + "Origine : \nUn accord. \n\nPerspectives \n\nSuite. \n",
    "inside_text": HEAD + "Origine : \nUn accord sur les \nPerspectives \nUne suite. \n",
    "below_first": LIST + " Nantes – Qingdao \n \nMaire : \nM. X Y \n",
    "below_body": HEAD + "Contacts : \nComité Lyon – Canton \nPrésident : M. X Y \n",
    "unconfirmed": HEAD + "Contacts : \nElan – Canton \nPrésident : M. X Y \n",
    "below_heading": HEAD + "Origine : \n1998. \n \nBrest – Qingdao \n \nMaire : \nM. X Y \n",
    "below_apart": FRONT + "Le Maire : \n \nM. X Y \n",
    "heading_lost": HEAD + "Origine : \n1998. \n \nMaire : \nM. X Y \n",
    "first_heading_lost": "Maire : \nM. X Y \n",
    "announced_alone": LIST
    + HEAD
    + "Origine : \n1998. \n Brest – Qingdao \n \nOrigine : \n1999. \n",
    "begins_record": FRONT + "Le Maire : \n \nGérard Collomb \n",
    "perimeter": HEAD + "Population : 12 000 \nPopulation de l’agglomération : 50 000 \n",
    "other_head": HEAD + "Président du Grand Lyon : \nM. C D \n",
    "own_people": HEAD + "Population (1999) : 450 000 \n",
    "coordinate": HEAD + "Contacts : \nM. X Y \n \nTél. : \n04 72 10 30 30 \n",
    "side": HEAD + "Acteurs impliqués : \nEn Chine : a \n \nActeurs français : \nb \n",
    "introduction": HEAD + "Actions réalisées : \n➢ Une. \n \nCulture : \n- deux \n",
    "variant_label": HEAD + "Bilan et suites : \n➢ un. \n",
    "deeper_bullet": HEAD + "Actions réalisées : \n➢ Un : \n• a \n➢ Deux \n",
    "wrapped": HEAD + "Actions réalisées : \n➢ Un. \n \nsuite. \n",
    "after_sentence": HEAD + "Actions réalisées : \n➢ Un. \n \nAprès. \n",
    "lettered_bullet": HEAD + "Actions réalisées : \n➢ Un : \no deux \n",
}
CASES = {name: text.replace("➢", "\uf0d8") for name, text in _CASES.items()}
