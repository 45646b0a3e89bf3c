"""Words to print: countries, authorities, people, roles, sentences. All of them unambiguous.

What is left out, because a careful person could not decide either:
surnames that are also given names in names of three words or more (one person or two?);
`du Havre`, `de la Réunion` (is the article part of the short name?); partners whose own name
holds ` et ` or ` - `; bodies whose name ends in a full stop (`Co. Ltd.`); actors with a comma
outside parentheses (the source splits one at its comma, and not the others).
"""

from __future__ import annotations

from generator.verite import Autorite, Pays


def _pays(ligne: str) -> Pays:
    nom, code, adjectif, cote, villes, regions = (part.strip() for part in ligne.split("|"))
    return Pays(
        nom=nom,
        code=code,
        adjectif=adjectif,
        cote=cote,
        villes=tuple(ville.strip() for ville in villes.split(",")),
        regions=tuple(region.strip() for region in regions.split(",")),
    )


PAYS = tuple(
    _pays(ligne)
    for ligne in """
    Chine|CN|franco-chinois|En Chine|Suzhou,Qingdao,Baoji,Nanjing,Xi’an,Chengdu|Jiangsu,Shandong,Shaanxi
    Japon|JP|franco-japonais|Au Japon|Kyoto,Nagoya,Kanazawa,Sendai|Aichi,Miyagi,Nara
    République tchèque|CZ|franco-tchèques|En République tchèque|Brno,Plzeň,Ostrava,Hradec Králové|Moravie,Bohême centrale
    Roumanie|RO|franco-roumains|En Roumanie|Cluj-Napoca,Iaşi,Timişoara|Transylvanie,Moldavie
    Hongrie|HU|franco-hongrois|En Hongrie|Pécs,Szeged,Debrecen|Baranya,Somogy
    Pologne|PL|franco-polonais|En Pologne|Cracovie,Łódź,Gdańsk,Bielsko-Biała|Silésie,Mazovie
    Croatie|HR|franco-croates|En Croatie|Zadar,Osijek,Rijeka|Istrie,Dalmatie
    Maroc|MA|franco-marocains|Au Maroc|Agadir,Fès,Salé,Beni Mellal|Souss,Tadla
    Tunisie|TN|franco-tunisiens|En Tunisie|Sfax,Mahdia,Bizerte|Sahel,Cap Bon
    Algérie|DZ|franco-algériens|En Algérie|Oran,Annaba,Tlemcen|Kabylie,Mitidja
    Liban|LB|franco-libanais|Au Liban|Tripoli,Zahlé,Saïda|Chouf,Bekaa
    Palestine|PS|franco-palestiniens|En Palestine|Hébron,Bethléem,Jéricho|Cisjordanie
    Israël|IL|franco-israéliens|En Israël|Haïfa,Netanya,Beer-Sheva|Galilée,Néguev
    Turquie|TR|franco-turcs|En Turquie|Izmir,Bursa,Eskişehir|Anatolie,Cappadoce
    Etats-Unis|US|franco-américains|Aux Etats-Unis|Pittsburgh,Cleveland,La Nouvelle-Orléans|Ohio,Louisiane
    Brésil|BR|franco-brésiliens|Au Brésil|Curitiba,Belém,São Paulo|Paraná,Minas Gerais
    Nicaragua|NI|franco-nicaraguayens|Au Nicaragua|Estelí,Diriamba,Rivas|Chontales
    Cuba|CU|franco-cubains|A Cuba|Cienfuegos,Matanzas,Holguín|Pinar del Río
    Sénégal|SN|franco-sénégalais|Au Sénégal|Saint-Louis,Thiès,Ziguinchor|Casamance,Fouta
    Mali|ML|franco-maliens|Au Mali|Ségou,Mopti,Tombouctou|Dogon,Koulikoro
    Burkina Faso|BF|franco-burkinabè|Au Burkina Faso|Koudougou,Ouahigouya,Dori|Gourma,Yatenga
    Bénin|BJ|franco-béninois|Au Bénin|Cotonou,Parakou,Abomey|Atacora,Zou
    Togo|TG|franco-togolais|Au Togo|Lomé,Sokodé,Kpalimé|Savanes,Kara
    Mauritanie|MR|franco-mauritaniens|En Mauritanie|Kaédi,Atar,Nouadhibou|Gorgol,Trarza
    Madagascar|MG|franco-malgaches|A Madagascar|Antsirabe,Mahajanga,Fianarantsoa|Itasy,Boeny
    Vietnam|VN|franco-vietnamiens|Au Vietnam|Hué,Hanoï,Cantho|Ba Ria,Yen Bai
    """.strip().splitlines()
)


# Beside the names of the whole list, one that a short name cannot be told of: '' asks for none.


def _autorites(forme: str, lignes: str) -> tuple[Autorite, ...]:
    couples = (ligne.strip().split("|") for ligne in lignes.strip().splitlines())
    return tuple(Autorite(nom=nom, nom_court=court, forme=forme) for nom, court in couples)


COMMUNES = [
    "Angers",
    "Aubagne",
    "Chambéry",
    "Châlons-en-Champagne",
    "Clermont-Ferrand",
    "Evreux",
    "Fontenay-sous-Bois",
    "Laval",
    "Le Mans",
    "Les Ulis",
    "La Courneuve",
    "L’Haÿ-les-Roses",
    "Nantes",
    "Niort",
    "Oullins",
    "Pau",
    "Romans-sur-Isère",
    "Saint-Denis",
    "Vaulx-en-Velin",
    "Villeneuve d’Ascq",
    "Vitry-sur-Seine",
    "Yerres",
]

AUTORITES = (
    *(Autorite(nom=nom, nom_court=nom, forme="commune") for nom in COMMUNES),
    *_autorites(
        "region",
        """
        Conseil Régional d’Aquitaine|Aquitaine
        Conseil Régional de Bourgogne|Bourgogne
        Conseil Régional du Centre|Centre
        Conseil Régional de Champagne-Ardenne|Champagne-Ardenne
        Conseil Régional d’Ile-de-France|Ile-de-France
        Conseil Régional du Languedoc-Roussillon|Languedoc-Roussillon
        Conseil régional de Midi-Pyrénées|Midi-Pyrénées
        Conseil Régional des Pays de la Loire|Pays de la Loire
        Conseil Régional Rhône-Alpes|Rhône-Alpes
        Conseil Régional de Provence-Alpes-Côte-d’Azur|Provence-Alpes-Côte-d’Azur
        """,
    ),
    *_autorites(
        "departement",
        """
        Conseil Général de l’Ain|Ain
        Conseil Général des Alpes-Maritimes|Alpes-Maritimes
        Conseil Général de la Charente-Maritime|Charente-Maritime
        Conseil Général de la Côte-d’Or|Côte-d’Or
        Conseil général d’Eure-et-Loir|Eure-et-Loir
        Conseil Général du Finistère|Finistère
        Conseil Général d’Ille-et-Vilaine|Ille-et-Vilaine
        Conseil Général des Landes|Landes
        Conseil Général de Loir-et-Cher|Loir-et-Cher
        Conseil Général de Seine-Saint-Denis|Seine-Saint-Denis
        Conseil général du Val-de-Marne|Val-de-Marne
        Conseil Général du Territoire de Belfort|Territoire de Belfort
        """,
    ),
    *_autorites(
        "communaute_urbaine",
        """
        Communauté Urbaine d’Arras|Arras
        Communauté Urbaine de Strasbourg|Strasbourg
        Communauté urbaine de Lille Métropole|Lille Métropole
        Communauté Urbaine du Grand Nancy|Grand Nancy
        Dunkerque Grand Littoral (Communauté urbaine)|Dunkerque Grand Littoral
        """,
    ),
    *_autorites(
        "communaute_agglomeration",
        """
        Communauté d’Agglomération d’Annecy|Annecy
        Communauté d’agglomération de Cergy-Pontoise|Cergy-Pontoise
        Communauté d’Agglomération de La Rochelle|La Rochelle
        Communauté d’Agglomération du Grand Toulouse|Grand Toulouse
        Plaine Commune (Communauté d’agglomération)|Plaine Commune
        """,
    ),
    *_autorites(
        "communaute_communes",
        """
        Communauté de Communes du Pays de Gex|Pays de Gex
        Communauté de communes de l’Ile de Ré|Ile de Ré
        """,
    ),
    Autorite(nom="Ville de Grenoble", nom_court="Grenoble", forme="commune"),
    Autorite(nom="Syndicat intercommunal de la Vallée de l’Orge", nom_court="", forme="syndicat"),
)

PRENOMS_M = [
    "Alain",
    "André",
    "Antoine",
    "Bernard",
    "Bruno",
    "Christian",
    "Christophe",
    "Claude",
    "Daniel",
    "Denis",
    "Edmond",
    "Eric",
    "François",
    "Georges",
    "Gérard",
    "Gilles",
    "Guy",
    "Henri",
    "Jacques",
    "Jean",
    "Jean-Claude",
    "Jean-François",
    "Jean-Luc",
    "Jean-Marie",
    "Jean-Michel",
    "Jean-Noël",
    "Jean-Paul",
    "Jean-Pierre",
    "Jean-Yves",
    "Louis",
    "Marc",
    "Maurice",
    "Michel",
    "Nicolas",
    "Olivier",
    "Patrick",
    "Paul",
    "Philippe",
    "Pierre",
    "René",
    "Roger",
    "Serge",
    "Stéphane",
    "Yves",
]
PRENOMS_F = [
    "Anne",
    "Annick",
    "Blandine",
    "Catherine",
    "Christine",
    "Danièle",
    "Dominique",
    "Elisabeth",
    "Françoise",
    "Geneviève",
    "Hélène",
    "Isabelle",
    "Marianne",
    "Marie",
    "Marie-Françoise",
    "Martine",
    "Michèle",
    "Monique",
    "Nathalie",
    "Nicole",
    "Rose-Anne",
    "Ségolène",
    "Sophie",
    "Sylvie",
    "Thérèse",
]
NOMS = [
    "Ackermann",
    "Arnould",
    "Bessière",
    "Bosquet",
    "Chevreau",
    "Collomb",
    "Cottalorda",
    "Delajudie",
    "Debenne",
    "Esperanssa",
    "Fouchard",
    "Guyonvarc’h",
    "Granier",
    "Kerroc’h",
    "Lefrançois",
    "Maisonnave",
    "Mandroux",
    "Péquignot",
    "Queyranne",
    "Rufenacht",
    "Sénécheau",
    "Thiolliere",
    "Trinquet",
    "Viennet",
    "Joissains-Masini",
    "Meunier-Jourde",
]
# Surnames that are given names too: only after one given name, where two words make one person.
NOMS_PRENOMS = ("Hervé", "Vincent", "Bernard", "Jacob", "Martin")
NOMS_LONGS = (
    "Le Drian",
    "de Veyrac",
    "Rocca Serra",
    "Le Goff",
    "de La Tour",
    "d’Aubert",
    "du Plessis",
)

# A role as printed after a name, and what it makes of the person. Wherever they wrap, they wrap
# at a word that can only go on (lower case, or a capital inside a title at a full line).
ROLES = (
    ("responsable des Relations Internationales", "agent"),
    ("Directeur de la Coopération et des Relations Internationales", "agent"),
    ("directrice des Relations Internationales", "agent"),
    ("chargée de mission coopération décentralisée", "agent"),
    ("chargé des affaires internationales auprès du maire", "agent"),
    ("chef de projet", "agent"),
    ("responsable du service des relations européennes et internationales à la ville", "agent"),
    ("adjoint au maire, délégué aux Relations Internationales", "elu"),
    ("adjointe au maire, chargée des ressources humaines et des relations avec les villes du monde", "elu"),
    ("Adjoint au Maire délégué aux Relations Internationales et au tourisme", "elu"),
    ("vice-président délégué aux relations internationales, à la citoyenneté et aux innovations sociales", "elu"),
    ("Vice-Présidente déléguée à la coopération internationale décentralisée", "elu"),
    ("conseiller municipal, délégué aux Relations Internationales", "elu"),
    ("conseiller général chargé des relations avec les pays partenaires", "elu"),
    ("adjoint à la Coopération décentralisée, Université - Recherche et aux relations extérieures", "elu"),
    ("président de la Commission croissance et développement économique, Europe et coopération", None),
    ("Chef de cabinet, responsable des Relations Internationales", "agent"),
    ("assistante", "agent"),
    ("directeur du Pôle développement", "agent"),
)  # fmt: skip

ORGANISMES = (
    "Comité de jumelage",
    "Association France-Chine",
    "Association des Amitiés internationales (manifestations culturelles)",
    "Association de jumelage « Rennes – Jinan »",
    "Association pour la Promotion du jumelage « Le Havre - Dalian »",
    "Alliance Universités -Entreprises de Grenoble",
    "Comité de Jumelages et de Relations Internationales",
    "Chambre de Commerce et d’Industrie",
    "Office de tourisme",
)

NOTES = (
    (
        "Le volet économique de la coopération est en partie géré par l’association locale pour le "
        "développement à l’international."
    ),
    "Les échanges scolaires sont suivis par le service de l’enseignement de la ville.",
    (
        "La coopération est menée avec le soutien de plusieurs communes de la région, qui ont "
        "désigné un interlocuteur commun."
    ),
)

SERVICES = (
    "Service des Relations internationales",
    "Mission de développement",
    "Direction des Relations extérieures",
)

RUES = (
    "35, avenue de la Paix",
    "238, av. du Général Patton",
    "6, rue St Michel",
    "1, Place Aristide Briand",
    "Place Gabriel Hocquard",
    "27, bd de Strasbourg",
    "Chemin de Villecran",
)
BOITES = ("BP 19", "B.P. 1006", "BP 829", "B.P. 51")
BATIMENTS = (
    "Hôtel de Ville",
    "Hôtel de Région",
    "Hôtel du Département",
    "Maison des Citoyens",
    "Centre administratif municipal",
)
# As printed, and without CEDEX or RP.
BUREAUX = (
    ("67000 Strasbourg Cedex", "67000", "Strasbourg"),
    ("35711 Rennes Cedex 7", "35711", "Rennes"),
    ("57036 Metz Cedex 01", "57036", "Metz"),
    ("25031 BESANCON CEDEX", "25031", "BESANCON"),
    ("06 364 NICE CEDEX 4", "06364", "NICE"),
    ("42 007 St Etienne", "42007", "St Etienne"),
    ("75196 PARIS RP", "75196", "PARIS"),
    ("13616 Aix-en-Provence", "13616", "Aix-en-Provence"),
    ("69751 CHARBONNIERES-LES-BAINS CEDEX", "69751", "CHARBONNIERES-LES-BAINS"),
    ("85021 LA ROCHE SUR YON", "85021", "LA ROCHE SUR YON"),
    ("38240 MEYLAN", "38240", "MEYLAN"),
)

COURRIELS = (
    "pierre.meyer@region-alsace.fr",
    "contact@cub-brest.fr",
    "groscolas@cda-larochelle.org",
    "dri@ville-rennes.fr",
    "international@mairie-st-etienne.fr",
)
SITES = (
    "www.region-alsace.fr",
    "www.ville-rennes.fr",
    "www.cr-lorraine.fr",
    "http://www.issy.com",
)

# Parts of sentences: no year, no label, nothing that a line could begin with and be read as
# another thing (a civility, `En France :`, a dash).
SUJETS = (
    "la coopération universitaire",
    "le développement des échanges économiques et culturels",
    "un projet de formation aux métiers de l’automobile",
    "la mise en place d’un bureau de représentation",
    "une semaine culturelle du Guangdong",
    "l’apprentissage du français par les médecins",
    "le savoir-faire technique de la collectivité en matière d’assainissement",
    "la distance entre les deux pays",
    "l’exposition « Histoires croisées »",
    "le soutien aux PME-PMI",
    "une banque de données sur l’offre des entreprises",
    "un concours de photographes intitulé « Regards croisés »",
    "le jardin botanique du Parc Floral",
)
COMPLEMENTS = (
    "avec l’appui des chambres consulaires",
    "dans le cadre des années croisées",
    "par un professeur de l’Ecole nationale du cirque",
    "en liaison avec l’usine Citroën Dongfeng",
    "à hauteur de 58 000 euros par an",
    "(échanges d’étudiants et d’enseignants)",
    "(projet qui n’a pas été finalisé)",
    "pour favoriser une meilleure compréhension mutuelle des populations",
    "au sein du technopôle Brest Iroise",
    "et dans une moindre mesure l’environnement",
    "sur les notions d’ espace vert",
    "entre l’Université de Bretagne Occidentale et l’Institut des minorités",
    "de plus de 27 000 km2",
    "(Asia Urbs ; EU / China LAL)",
    "– voirie, affaires scolaires, protection de l’environnement –",
    "sous-traitance comprise",
    "N°2",
)
PUCES_TROMPEUSES = (
    "En cours : projet d’un village français.",
    "Site Internet www.issy.com",
    "Perspectives de développement du tourisme.",
    "Culture : soutien à des structures régionales.",
    "4ème ville de France (2ème ville étudiante)",
    "Capitale de la Région Bretagne – 360 km à l’ouest de Paris.",
    "Contacts engagés pour l’ouverture d’un parc.",
)
PROSES_TROMPEUSES = (
    "En cours : projet d’un village français.",
    "Culture et économie.",
    "Résidentiel, intellectuel (Pôle Orsay…)",
)
DOMAINES = (
    "Domaine culturel :",
    "Activités dans de nombreux domaines :",
    "Echanges économiques et culturels :",
    "Soutien financier conjoint aux projets élaborés par des opérateurs des deux rives, par exemple :",
)

SECTEURS = (
    "Enseignement / Education",
    "Enseignement /Education",
    "Développement économique local",
    "Patrimoine, tourisme",
    "Culture et francophonie",
    "Gestion de l’eau, assainissement",
    "Jeunesse et sport",
    "Ingénierie urbano-portuaire",
    "Echanges de bibliothécaires en stage de formation continue",
    "Santé",
    "Philatélie",
)
SECTEURS_INCONNUS = ("Philatélie", "Encore à définir avec les partenaires.")
SECTEURS_PROSE = (
    "Développement économique local.",
    "Patrimoine, tourisme",
    "Encore à définir avec les partenaires.",
    "Echanges universitaires et lycéens, environnement, problématiques urbaines et santé, économie.",
)

ACTEURS = (
    "universités",
    "Chambre de Commerce et d’Industrie de la Vienne",
    "ADA (Agence pour le développement de l’Alsace)",
    "ADEBT - Théâtre-Cinéma",
    "CRCI Limousin - Poitou-Charentes",
    "Ambassade de France",
    "structures culturelles (Ecole nationale du cirque de Châtellerault ; Théâtre de l’Avant-Scène)",
    "Missions économiques (Shanghai, Canton, Hong Kong)",
    "laboratoires (eau ; air (villes) ; sols)",
    "Groupement interprofessionnel de Promotion de l’Economie du Bois",
    "associations franco-chinoises",
    "universités/grandes écoles",
    "bureau ERAI-Shanghai",
    "Consulat général de France",
    "Ocean University of Qingdao",
    "collèges et lycées",
    "institutions culturelles…",
)

LABELS: dict[str, tuple[str, ...]] = {
    "caracteristiques": ("Caractéristiques", "Caractéristiques de la collectivité française"),
    "origine": ("Origine du jumelage/partenariat", "Origine du partenariat", "Origine du jumelage"),
    "objectifs": ("Objectifs de la coopération",),
    "bilan": ("Appréciation/bilan de la coopération", "Appréciation / bilan de la coopération"),
    "perspectives": ("Perspectives",),
    "autre": ("Financement", "Moyens mis en œuvre", "Calendrier"),
}

# (printed, years of the action, does it date an agreement with the partner)
ACTIONS_DATEES = (
    ("Signature d’un accord de coopération en {a}.", 1, True),
    ("Signature d’un mémorandum en octobre {a}.", 1, True),
    ("Jumelage signé le 22 juin {a}.", 1, True),
    ("{a} : Signature du pacte d’amitié.", 1, True),
    ("{a} : ouverture d’un cours de langue, donné par un professeur du lycée.", 1, False),
    ("Octobre {a} : inauguration de l’exposition « L’énigme de l’Homme de bronze ».", 1, False),
    ("En mai {a}, exposition photographique réalisée par un artiste français.", 1, False),
    ("De {a} à {b} : accueil de délégations et d’étudiants.", 2, False),
    ("{a}-{b} : participation à un projet culturel mené par la scène nationale.", 2, False),
    ("Semaine de la ville partenaire (octobre {a}).", 0, False),
    ("Du 28 juin au 4 juillet {a} : semaine culturelle.", 1, False),
    ("Juin {a} à avril {b} : programme communautaire de formation.", 2, False),
    ("Installation en {a} d’un bureau de promotion des entreprises.", 1, False),
    (
        "Bourses à hauteur de 2000 euros par an, pour la 54ème foire et l’Université Lyon 3.",
        0,
        False,
    ),
    ("Jumelage en {a}.", 1, True),
    ("Depuis {a}, échanges de chercheurs et de médecins.", 1, False),
    ("Echanges de chercheurs.", 0, False),
)

# (printed, nature; None: the contract leaves it to the reader)
ORIGINES_DATEES = (
    ("Jumelage signé le 12 mai {a}.", "jumelage"),
    ("Signature d’un accord de coopération en {a}.", "accord"),
    ("Premiers contacts établis en {a}.", "premier_contact"),
    ("La coopération remonte à {a}.", None),
    ("Partenariat établi en {a}, après la visite d’une délégation de la ville partenaire.", None),
    ("{a}", None),
    ("18 juillet {a}", None),
)
ORIGINES_SANS_DATE = (
    "Initié il y a dix ans officiellement.",
    "Demande des villes partenaires.",
    "Incitation des services extérieurs de l’Etat français.",
)
