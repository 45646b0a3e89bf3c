"""The columns that a record's tables show, in the order of `schema.sql`, ids aside.

One list for what is read from the database and for what the JSON of a record holds, so that
neither can forget a column. A test compares them with `schema.sql` and with `records`.
"""

from __future__ import annotations

SPAN = ("ligne_debut", "ligne_fin")
_PRINTED = ("telephone_source", "fax_source", "email_source")
_IDENTITY = ("nom_actuel", "evolution", "actuel_depuis")

COLLECTIVITE = (
    "nom", "nom_court", "forme", "region", "departement", "ville", "code_postal", "adresse",
    "telephone", "telephone_autre", "fax", "email", "site", *_IDENTITY, "autorite", "insee",
    "siren", "iso_3166_2", "wikidata", "latitude", "longitude", "insee_actuel", "siren_actuel",
    "iso_3166_2_actuel", "geonames", "confiance", "sources", "slug", *_PRINTED, "site_source",
    *SPAN,
)  # fmt: skip

LIEU = (
    "nom", "nom_court", "rattachement", "niveau", "province", "nom_chinois", "pinyin",
    *_IDENTITY, "latitude", "longitude", "coordonnees_de", "iso_3166_2", "gb2260",
    "gb2260_actuel", "geonames", "wikidata", "confiance", "sources", "pays_code", "slug",
)  # fmt: skip

DIRIGEANT = ("nom", "civilite", "fonction", "ordre", *SPAN)

POPULATION = ("habitants", "perimetre", "texte", "perimetre_source", *SPAN)

CONTACT = (
    "nom", "civilite", "fonction", "nature", "qualite", "telephone", "telephone_autre", "fax",
    "email", "adresse", *_PRINTED, *SPAN,
)  # fmt: skip

PARTENAIRE = ("libelle", "rattachement", "distance_km", *SPAN)

ACTION = ("texte", "annee_debut", "annee_fin", *SPAN)

RUBRIQUE = ("texte", "intitule", *SPAN)

ACTEUR = ("slug", "nom", "categorie", "lieu", "generique")

PARTENARIAT = (
    "numero", "slug", "intitule", "titre", "annee_debut", "annee_debut_nature",
    "annee_debut_preuve", *SPAN,
)  # fmt: skip
