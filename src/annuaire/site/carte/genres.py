"""The kinds of authority: few enough for a colour and a pattern of dashes each."""

GENRES = {
    "region": "region",
    "departement": "departement",
    "communaute_urbaine": "intercommunalite",
    "communaute_agglomeration": "intercommunalite",
    "communaute_communes": "intercommunalite",
    "metropole": "intercommunalite",
    "syndicat": "intercommunalite",
    "intercommunalite": "intercommunalite",
    "commune": "commune",
}
"""The kind drawn for each form of the database; any other form is 'autre'."""

LEGENDES = {
    "region": "région",
    "departement": "département",
    "intercommunalite": "intercommunalité",
    "commune": "commune",
    "autre": "autre collectivité",
}


def genre_of(forme: str) -> str:
    """The kind drawn for a form of authority: a colour and a pattern of dashes."""
    return GENRES.get(forme, "autre")
