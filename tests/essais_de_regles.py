"""Small texts that are read otherwise without a rule of parsing that no other text needs.

A text goes by the name of its rule; ➢ stands for the bullet U+F0D8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from morceaux import HEAD

if TYPE_CHECKING:
    from annuaire.records import RoleDecide

LIST = " Liste des partenariats franco-chinois : \n \n➢ Lyon - Canton \n➢ Brest - Qingdao \n"
FRONT = " Lyon – Canton (Guangdong) \n \n"
_PARAGRAPHS = (
    "Lyon – Canton (Guangdong)",
    "Maire :", "M. Gérard Collomb", *(f"Bâtiment {letter}" for letter in "ABCDEFGHIJKLMNO"),
    "Contacts :", "Mme Anne Rey – responsable du service des", "Relations extérieures",
    "Origine :", "1998.",
)  # fmt: skip
_CASES = {
    "between": "\n\n".join(_PARAGRAPHS),
    "empty_break": "Lyon – Canton\n\nMaire :\nM. X Y\n\nOrigine :\n1998.\n\nMatériel :\nVille.\n",
    "named_page": HEAD + "Origine : \nUn accord\n\nPage 22\n\nsigné. \n",
    "running_head": HEAD
    + "Origine : \nUn accord\n\n\fCités Unies\n\nsigné à\n\n\fCités Unies\n\nLyon.\n",
    "number_in_order": HEAD + "Origine : \nUn\n\n1\n\naccord\n\n2\n\nsigné\n\n3\n\nà\n4\nLyon.\n",
    "head_inside": HEAD + "Origine : \nUn accord signé de\n\n12\nCités\n\nprincipe. \n",
    "marked": HEAD + "Origine : \n- Perspectives : une fin. \n",
    "end_of_text": HEAD + "Origine : \nElle est. \n \nPerspectives. \n",
    "with_figure": HEAD + "Contacts : \nMme Anne Rey \nPopulation 1 204 habitants \n",
    "of_the_book": HEAD + "Origine : \nUn accord \nANNEXES \nEn bref \n",
    "over_lower_case": HEAD + "Origine : \nUn accord. \n \nPerspectives \nde la ville. \n",
    "over_person": FRONT + "Maire \nM. Gérard Collomb \n",
    "lone_head": HEAD + "Origine : \nUn accord. \n \nMaire \nUne suite. \n",
    "inside_text": HEAD + "Origine : \nUn accord sur les \nPerspectives \nUne suite. \n",
    "bare_label": HEAD + "Origine : \nUn accord. \nPerspectives \nUne suite. \n",
    "below_first": LIST
    + " Nantes – Qingdao \n \nMaire : \nM. X Y \n \nLyon - Canton \n \nMaire : \nM. A B \n",
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
    "contacts_side": HEAD + "Contacts : \nEn France : \nM. X Y \n",
    "other_head": HEAD + "Président du Grand Lyon : \nM. C D \n",
    "own_people": HEAD + "Population (1999) : 450 000 \n",
    "coordinate": HEAD + "Contacts : \nM. X Y \n \nTél. : \n04 72 10 30 30 \n",
    "side": HEAD + "Acteurs impliqués : \nEn Chine : a \n \nActeurs français : \nb \n",
    "introduction": HEAD + "Actions réalisées : \n➢ Une. \n \nDivers : \n- Deux \n",
    "variant_label": HEAD + "Bilan et suites : \n➢ un. \n",
    "deeper_bullet": HEAD + "Actions réalisées : \n➢ Un : \n• a \n➢ Deux \n",
    "set_in": HEAD + "Actions réalisées : \n➢ Un : \n   ➢ a \n   ➢ b \n➢ Deux \n",
    "wrapped": HEAD + "Actions réalisées : \n➢ Un. \n \nsuite. \n",
    "lost_label": HEAD + "Secteurs d’intervention : \n➢ Sport \nCulture \n",
    "after_sentence": HEAD + "Actions réalisées : \n➢ Un. \n \nAprès. \n",
    "dated": HEAD
    + "Actions réalisées : \n2001 : une mission dans les écoles de la ville \n2003 : une autre. \n",
    "lettered_bullet": HEAD + "Actions réalisées : \n➢ Un : \no deux \n",
    "said_page": HEAD + "Origine : \nUn accord \nCités unies \nsigné. \n",
    "said_break": HEAD + "Origine : \nUn accord \n\nSigné. \n",
    "said_noise": HEAD + "Origine : \nUn accord \n \nSigné. \n",
    "said_printed": HEAD + "Origine : \n\n 198 \n\n",
    "said_label": HEAD + "Origine : \nUn accord, des \nPerspectives \nbonnes. \n",
    "said_other": HEAD + "Origine : \nUn accord. \nANNEXES : \nen bref. \n",
    "said_no_head": HEAD + "Bilan : \n1998. \n \nBrest – Qingdao \n \nLe Maire : \nM. X Y \n",
    "below_said": HEAD + "Bilan : \n1998. \nBrest, Qingdao \nLe Maire : \n \nX Y \n",
    "said_heading": "Brest – Qingdao \nUn accord. \n" + HEAD,
    "said_section": HEAD + "Origine : \n1998. \nFinancement : la ville. \n",
    "said_contact": HEAD + "M. X Y – maire \n \nOrigine : \n1998. \n",
    "said_content": HEAD + "Origine : \n1998. \n \nFinancement : \nla ville. \n",
    "said_item": HEAD + "Actions réalisées : \n➢ Un \nDeux \n",
    "said_child": HEAD + "Actions réalisées : \n- Un \n- Deux \n",
    "said_text": HEAD + "Actions réalisées : \n➢ Un. \n \nDeux \n",
}
CASES = {name: text.replace("➢", "\uf0d8") for name, text in _CASES.items()}
SAID: dict[str, tuple[str, RoleDecide]] = {
    "said_page": ("Cités unies ", "pagination"),
    "said_break": ("", "blanc"),
    "said_noise": (" ", "texte"),
    "said_printed": (" 198 ", "texte"),
    "said_label": ("Perspectives ", "libelle"),
    "said_other": ("ANNEXES : ", "texte"),
    "said_no_head": ("Le Maire : ", "texte"),
    "below_said": ("Brest, Qingdao ", "titre"),
    "said_heading": ("Brest – Qingdao ", "titre"),
    "said_section": ("Financement : la ville. ", "libelle"),
    "said_contact": ("M. X Y – maire ", "contact"),
    "said_content": ("Financement : ", "texte"),
    "said_item": ("Deux ", "point"),
    "said_child": ("- Deux ", "sous_point"),
    "said_text": ("Deux ", "texte"),
}
"""The line of these texts, the last of its words, that a person decided on."""
