-- Schéma de la base `annuaire`. Toute la définition de la base tient dans ce fichier :
-- il est exécuté tel quel par `annuaire build`, et le dictionnaire des données
-- (`annuaire schema`, docs/dictionnaire.md, descriptions du site) est lu dans ses commentaires.
--
-- Dans chaque CREATE : la première ligne de commentaire dit ce qu’est une ligne de la table,
-- le commentaire en bout de ligne décrit la colonne. [verbatim] marque un texte tel
-- qu’imprimé (blancs réduits, lignes coupées rejointes) ; « X_source » est le texte imprimé
-- dont X est la valeur utilisable. NULL : la source ne le dit pas, ou rien ne l’établit.
-- [codes E] : la colonne tient un code de l’ensemble E de words/codes.csv, dont `make docs` écrit
-- le CHECK. [INTEGER], [JSON]… : le type d’une colonne de vue qui n’est pas celui d’une autre colonne.
PRAGMA application_id = 1095650901; -- « ANNU » : c’est une base d’annuaire
PRAGMA user_version = 2; -- version du schéma

CREATE TABLE repertoires (
  -- Un document source : un répertoire imprimé, tel que son texte nous est parvenu.
  id INTEGER PRIMARY KEY, -- numéro, dans l’ordre des sources
  titre TEXT, -- [verbatim] titre de la liste des partenariats, sans les deux-points ; titre donné avec la source quand `sources` le dit
  pays TEXT, -- pays partenaire, lu dans le titre de la liste, à défaut dans les libellés des acteurs
  pays_code TEXT, -- code ISO 3166-1 alpha-2 du pays partenaire
  etat TEXT CHECK (etat <> ''), -- années dont les fiches disent les faits : « 2004 », « 2004-2006 »
  annee INTEGER CHECK (annee BETWEEN 1900 AND 2099), -- année de l’édition
  editeur TEXT CHECK (editeur <> ''), -- qui publie le répertoire
  lieu_edition TEXT CHECK (lieu_edition <> ''), -- ville où il est publié
  sources TEXT, -- d’où viennent ces faits quand ce n’est pas la liste : imprimés (leur ligne), donnés avec la source, ou lus dans une référence
  avertissement TEXT, -- [verbatim] texte de l’avertissement qui ouvre le document
  nombre_lignes INTEGER NOT NULL CHECK (nombre_lignes >= 0), -- nombre de lignes du texte
  slug TEXT NOT NULL UNIQUE, -- nom court pour les adresses : celui du pays, suivi de « -2 » s’il est pris
  fichier TEXT NOT NULL CHECK (fichier <> '' AND instr(fichier, '/') = 0), -- nom du fichier, sans dossier
  bom INTEGER NOT NULL CHECK (bom IN (0, 1)), -- 1 si le fichier commence par une marque d’ordre (BOM)
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64), -- empreinte SHA-256 des octets du fichier
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut) -- dernière ligne dans la source
) STRICT;

CREATE TABLE sources (
  -- Une source des références : d’où vient une valeur que le répertoire n’imprime pas, et à quelles conditions.
  id TEXT PRIMARY KEY CHECK (id <> ''), -- code, celui que disent les colonnes `sources` et `source_id`
  nom TEXT NOT NULL, -- ce que c’est
  licence TEXT NOT NULL, -- licence, ou ce qui en tient lieu
  version TEXT, -- version, édition ou commit lus
  consulte TEXT, -- quand elle l’a été (AAAA-MM)
  url TEXT -- où elle est publiée
) STRICT;

CREATE TABLE provinces (
  -- Une division de premier niveau du pays partenaire, qu’elle ait ou non un partenaire français.
  id INTEGER PRIMARY KEY, -- numéro
  nom TEXT NOT NULL, -- nom français usuel
  nom_local TEXT, -- nom dans la langue du pays, dans son écriture
  transcription TEXT, -- le même en lettres latines, quand il s’écrit autrement
  langue TEXT, -- langue du nom local (étiquette BCP 47 : de, ja, zh)
  niveau TEXT, -- [codes niveau] ce qu’est la division : province, région, Land, préfecture, wilaya…
  chef_lieu TEXT, -- nom du chef-lieu
  latitude REAL CHECK (latitude BETWEEN -90 AND 90), -- latitude du chef-lieu, degrés décimaux WGS 84
  longitude REAL CHECK (longitude BETWEEN -180 AND 180), -- longitude du chef-lieu, degrés décimaux WGS 84
  pays_code TEXT NOT NULL, -- code ISO 3166-1 alpha-2 du pays
  iso_3166_2 TEXT UNIQUE, -- code ISO 3166-2 d’aujourd’hui
  gb2260 TEXT, -- code GB/T 2260 (six chiffres)
  geonames TEXT, -- identifiant GeoNames de la division
  wikidata TEXT, -- identifiant Wikidata de la division
  slug TEXT NOT NULL UNIQUE, -- nom court pour les adresses
  sources TEXT -- d’où viennent ces faits : « colonnes=source + source (précision); … », codes de `sources`
) STRICT;

CREATE TABLE secteurs (
  -- Un secteur du vocabulaire contrôlé (rédigé d’après les libellés imprimés).
  id INTEGER PRIMARY KEY, -- numéro
  nom TEXT NOT NULL UNIQUE, -- nom français du secteur
  nom_anglais TEXT, -- nom anglais
  nom_chinois TEXT, -- nom chinois (non relu par un sinophone) ; NULL si aucun répertoire n’est d’un pays de cette langue
  definition TEXT, -- ce que le secteur comprend
  cad_code INTEGER, -- code-objet du CAD de l’OCDE le plus voisin, quand il est honnête d’en donner un
  cad_relation TEXT CHECK (cad_relation IN ('exacte', 'proche', 'plus_large', 'plus_etroit')), -- [codes relation_cad] relation du code CAD au secteur
  sources TEXT, -- d’où viennent ces faits, codes de `sources`
  slug TEXT NOT NULL UNIQUE -- nom court pour les adresses
) STRICT;

CREATE TABLE collectivites (
  -- Une collectivité française telle qu’un répertoire l’imprime : un instantané, non un référentiel.
  id INTEGER PRIMARY KEY, -- numéro, dans l’ordre des fiches
  nom TEXT CHECK (nom <> ''), -- [verbatim] nom tel que dans le titre de la fiche ; NULL si le titre manque
  nom_court TEXT, -- nom sans « Conseil Régional de… » : Bretagne, Lyon
  forme TEXT NOT NULL CHECK (forme IN ('region', 'departement', 'communaute_urbaine', 'communaute_agglomeration', 'communaute_communes', 'metropole', 'syndicat', 'commune', 'autre')), -- [codes forme] nature de la collectivité
  region TEXT, -- région, au nom d’alors (2005)
  departement TEXT, -- département, au nom d’alors
  ville TEXT, -- ville de l’adresse, capitales gardées, sans « CEDEX n » ni « RP »
  code_postal TEXT CHECK (code_postal GLOB '[0-9][0-9][0-9][0-9][0-9]'), -- code postal, cinq chiffres sans espace
  adresse TEXT, -- [verbatim] lignes imprimées sous le nom du dirigeant jusqu’au premier Tél., Fax, E-Mail ou Site, séparées par un saut de ligne
  telephone TEXT, -- téléphone au format E.164 ; NULL quand le numéro imprimé n’est pas valable
  telephone_autre TEXT, -- second numéro au format E.164
  fax TEXT, -- télécopie au format E.164
  email TEXT, -- adresse électronique utilisable
  site TEXT, -- adresse absolue du site
  nom_actuel TEXT, -- nom d’aujourd’hui de la collectivité ou de celle qui lui a succédé
  evolution TEXT CHECK (evolution IN ('inchangee', 'renommee', 'fusionnee', 'transformee', 'supprimee', 'inconnue')), -- [codes evolution] ce qu’elle est devenue
  actuel_depuis TEXT, -- date (AAAA, AAAA-MM ou AAAA-MM-JJ) de ce changement
  autorite TEXT, -- clé commune à tous les répertoires : REG-42, DEP-48, COM-69123, EPCI-242900314
  insee TEXT, -- code INSEE d’alors (commune, département ou région ; à ne pas joindre sans la forme)
  siren TEXT CHECK (siren GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'), -- numéro SIREN d’alors
  iso_3166_2 TEXT, -- code ISO 3166-2 d’alors
  wikidata TEXT, -- identifiant Wikidata de la collectivité, ou de son territoire
  latitude REAL CHECK (latitude BETWEEN -90 AND 90), -- latitude du siège, degrés décimaux WGS 84
  longitude REAL CHECK (longitude BETWEEN -180 AND 180), -- longitude du siège, degrés décimaux WGS 84
  insee_actuel TEXT, -- code INSEE d’aujourd’hui
  siren_actuel TEXT, -- numéro SIREN d’aujourd’hui
  iso_3166_2_actuel TEXT, -- code ISO 3166-2 d’aujourd’hui
  geonames TEXT, -- identifiant GeoNames
  geonames_de TEXT CHECK (geonames_de IN ('territoire', 'lieu', 'siege', 'quartier')), -- [codes geonames_de] ce que cet identifiant désigne : le lieu, ou le siège de la collectivité seulement
  geonames_territoire TEXT, -- identifiant GeoNames du territoire, quand le précédent est celui du siège
  confiance TEXT CHECK (confiance IN ('haute', 'moyenne', 'basse')), -- [codes confiance] confiance dans les identifiants
  sources TEXT, -- d’où viennent les identifiants : « colonnes=source + source (précision); … », codes de `sources`
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- répertoire qui l’imprime
  slug TEXT NOT NULL UNIQUE, -- nom court pour les adresses : « lyon », « departement-vienne »
  telephone_source TEXT, -- [verbatim] téléphone tel qu’imprimé
  fax_source TEXT, -- [verbatim] télécopie telle qu’imprimée
  email_source TEXT, -- [verbatim] adresse électronique telle qu’imprimée
  site_source TEXT, -- [verbatim] adresse du site telle qu’imprimée
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut) -- dernière ligne dans la source
) STRICT;
CREATE INDEX collectivites_repertoire_id ON collectivites (repertoire_id);
CREATE INDEX collectivites_autorite ON collectivites (autorite);

CREATE TABLE partenaires (
  -- Une collectivité ou un organisme étranger, une seule fois par répertoire même si plusieurs fiches le citent.
  id INTEGER PRIMARY KEY, -- numéro, dans l’ordre de première mention
  nom TEXT NOT NULL CHECK (nom <> ''), -- nom tel qu’imprimé à sa première mention
  nom_court TEXT, -- nom sans « Province de… », « Ville de… »
  rattachement TEXT, -- parenthèse de la source à sa première mention : province, ou municipalité
  niveau TEXT, -- [codes niveau] rang administratif d’alors : province, municipalite, region_autonome, prefecture, sous_prefecture, district, comte, organisme
  province TEXT, -- nom de la division de premier niveau
  nom_local TEXT, -- nom dans la langue du pays, dans son écriture
  transcription TEXT, -- le même en lettres latines, quand il s’écrit autrement
  langue TEXT, -- langue du nom local (étiquette BCP 47 : de, ja, zh)
  nom_actuel TEXT, -- nom d’aujourd’hui
  evolution TEXT CHECK (evolution IN ('inchangee', 'renommee', 'fusionnee', 'transformee', 'supprimee', 'inconnue')), -- [codes evolution] ce qu’il est devenu
  actuel_depuis TEXT, -- date de ce changement
  latitude REAL CHECK (latitude BETWEEN -90 AND 90), -- latitude du point, degrés décimaux WGS 84
  longitude REAL CHECK (longitude BETWEEN -180 AND 180), -- longitude du point, degrés décimaux WGS 84
  coordonnees_de TEXT, -- ce que le point représente : le siège, le chef-lieu de la province…
  iso_3166_2 TEXT, -- code ISO 3166-2 de la division de premier niveau
  gb2260 TEXT, -- code GB/T 2260 d’alors
  gb2260_actuel TEXT, -- code GB/T 2260 d’aujourd’hui
  geonames TEXT, -- identifiant GeoNames
  geonames_de TEXT CHECK (geonames_de IN ('territoire', 'lieu', 'siege', 'quartier')), -- [codes geonames_de] ce que cet identifiant désigne : le territoire, la ville, le siège ou un quartier
  wikidata TEXT, -- identifiant Wikidata
  confiance TEXT CHECK (confiance IN ('haute', 'moyenne', 'basse')), -- [codes confiance] confiance dans les identifiants
  sources TEXT, -- d’où viennent les identifiants : « colonnes=source + source (précision); … », codes de `sources`
  pays_code TEXT, -- code ISO 3166-1 alpha-2 du pays
  province_id INTEGER REFERENCES provinces (id), -- division de premier niveau
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- répertoire qui l’imprime
  slug TEXT NOT NULL UNIQUE -- nom court pour les adresses
) STRICT;
CREATE INDEX partenaires_repertoire_id ON partenaires (repertoire_id);
CREATE INDEX partenaires_province_id ON partenaires (province_id);

CREATE TABLE noms (
  -- Un autre nom d’une collectivité, d’un partenaire ou d’une province : dans une autre langue, d’hier, d’usage.
  id INTEGER PRIMARY KEY, -- numéro
  nom TEXT NOT NULL CHECK (nom <> ''), -- l’autre nom
  langue TEXT, -- langue (étiquette BCP 47 : fr, en, ja-Latn, zh-Hant)
  collectivite_id INTEGER REFERENCES collectivites (id), -- la collectivité qu’il nomme
  partenaire_id INTEGER REFERENCES partenaires (id), -- le partenaire qu’il nomme
  province_id INTEGER REFERENCES provinces (id), -- la province qu’il nomme
  source TEXT NOT NULL, -- d’où vient ce nom, code de `sources`, avec une précision entre parenthèses
  CHECK ((collectivite_id IS NOT NULL) + (partenaire_id IS NOT NULL) + (province_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX noms_collectivite_id ON noms (collectivite_id);
CREATE INDEX noms_partenaire_id ON noms (partenaire_id);
CREATE INDEX noms_province_id ON noms (province_id);

CREATE TABLE partenariats (
  -- Une fiche du répertoire : une collectivité française et son ou ses partenaires.
  id INTEGER PRIMARY KEY, -- numéro unique dans la base
  numero INTEGER NOT NULL CHECK (numero > 0), -- rang de la fiche dans son répertoire, à partir de 1
  intitule TEXT NOT NULL CHECK (intitule <> ''), -- intitulé court : « Collectivité – Partenaire, Partenaire »
  annee_debut INTEGER CHECK (annee_debut BETWEEN 1900 AND 2099), -- année de début, par la règle documentée ; NULL si la fiche ne la dit pas
  annee_debut_nature TEXT CHECK (annee_debut_nature IN ('accord', 'jumelage', 'premier_contact', 'proposition', 'mention')), -- [codes nature_debut] ce qui eut lieu cette année-là
  annee_debut_preuve TEXT, -- [verbatim] les mots de la fiche sur lesquels repose l’année
  titre TEXT, -- [verbatim] titre de la fiche ; NULL s’il manque
  collectivite_id INTEGER NOT NULL UNIQUE REFERENCES collectivites (id), -- la collectivité française
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- répertoire de la fiche
  slug TEXT NOT NULL, -- nom court pour les adresses, unique dans la base
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (repertoire_id, numero),
  UNIQUE (repertoire_id, slug),
  CHECK ((annee_debut IS NULL) = (annee_debut_nature IS NULL)),
  CHECK ((annee_debut IS NULL) = (annee_debut_preuve IS NULL))
) STRICT;
CREATE INDEX partenariats_slug ON partenariats (slug);

CREATE TABLE lignes (
  -- Une ligne du texte source. Le BOM éventuel puis `texte` et `fin` de chaque ligne redonnent le fichier, octet pour octet.
  id INTEGER PRIMARY KEY, -- numéro unique dans la base
  numero INTEGER NOT NULL CHECK (numero > 0), -- numéro de ligne dans la source, à partir de 1
  texte TEXT NOT NULL, -- [verbatim] la ligne exacte, blancs compris, sans sa fin
  role TEXT NOT NULL CHECK (role IN ('blanc', 'pagination', 'avertissement', 'liste', 'titre', 'libelle', 'champ', 'puce', 'tiret', 'texte', 'annexe')), -- [codes role_ligne] ce que la ligne est : blanc, numéro de page, avertissement, liste du début, titre de fiche, libellé seul, libellé suivi d’une valeur, début d’un point, début d’un sous-point, suite ou prose, annexe
  page INTEGER CHECK (page > 0), -- page du document, comptée aux sauts de page (U+000C) du texte ; NULL s’il n’en a pas
  etiquette TEXT, -- [verbatim] la partie de la ligne qui n’est qu’un libellé (« Tél. : », « En France : ») ; NULL s’il n’y en a pas
  partenariat_id INTEGER REFERENCES partenariats (id), -- la fiche à laquelle la ligne appartient ; NULL hors des fiches
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- le répertoire
  fin TEXT NOT NULL CHECK (fin = char(10) OR fin = char(13, 10) OR fin = ''), -- la fin de ligne : LF, CRLF ou rien
  UNIQUE (repertoire_id, numero)
) STRICT;
CREATE INDEX lignes_partenariat_id ON lignes (partenariat_id);

CREATE TABLE partenariats_partenaires (
  -- Un partenaire dans une fiche : le lien entre une collectivité française et une collectivité étrangère.
  id INTEGER PRIMARY KEY, -- numéro du lien
  libelle TEXT NOT NULL CHECK (libelle <> ''), -- [verbatim] le partenaire tel que cette fiche l’imprime, sans la parenthèse
  rattachement TEXT, -- [verbatim] la parenthèse telle que cette fiche l’imprime
  annee_debut INTEGER CHECK (annee_debut BETWEEN 1900 AND 2099), -- année de début avec ce partenaire, lue dans ses jalons par la règle documentée ; NULL si la fiche ne la dit pas de lui
  annee_debut_nature TEXT CHECK (annee_debut_nature IN ('accord', 'jumelage', 'premier_contact', 'proposition', 'mention')), -- [codes nature_debut] ce qui eut lieu cette année-là
  annee_debut_preuve TEXT, -- les mots du jalon sur lequel repose l’année
  distance_km INTEGER CHECK (distance_km >= 0), -- distance orthodromique entre les deux points, en kilomètres
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans le titre, à partir de 1
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  partenaire_id INTEGER NOT NULL REFERENCES partenaires (id), -- le partenaire
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, ordre),
  CHECK ((annee_debut IS NULL) = (annee_debut_nature IS NULL)),
  CHECK ((annee_debut IS NULL) = (annee_debut_preuve IS NULL))
) STRICT;
CREATE INDEX partenariats_partenaires_partenaire_id ON partenariats_partenaires (partenaire_id);

CREATE TABLE confirmations (
  -- Ce qu’une source extérieure dit d’un lien. Un lien sans ligne ici : on ne sait pas, et rien de plus.
  id INTEGER PRIMARY KEY, -- numéro
  enonce TEXT NOT NULL CHECK (enonce <> ''), -- ce que la source énonce
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]*'), -- à quelle date elle l’énonce
  source_id TEXT NOT NULL REFERENCES sources (id), -- la source
  partenariats_partenaires_id INTEGER NOT NULL REFERENCES partenariats_partenaires (id), -- le lien
  UNIQUE (partenariats_partenaires_id, source_id, enonce)
) STRICT;
CREATE INDEX confirmations_source_id ON confirmations (source_id);

CREATE TABLE populations_legales (
  -- Un chiffre de recensement d’une autorité, à côté de celui que le répertoire imprime.
  id INTEGER PRIMARY KEY, -- numéro
  autorite TEXT NOT NULL CHECK (autorite <> ''), -- clé de l’autorité (`collectivites.autorite`)
  annee INTEGER NOT NULL CHECK (annee BETWEEN 1900 AND 2099), -- année du recensement
  valeur INTEGER NOT NULL CHECK (valeur > 0), -- population légale
  definition TEXT NOT NULL CHECK (definition IN ('sans_doubles_comptes', 'municipale', 'totale')), -- [codes population_legale] laquelle des populations légales
  remarque TEXT, -- relevé d’où elle vient, ou comment elle est faite
  source_id TEXT NOT NULL REFERENCES sources (id), -- la source
  UNIQUE (autorite, annee)
) STRICT;
CREATE INDEX populations_legales_source_id ON populations_legales (source_id);

CREATE TABLE jalons (
  -- Une étape datée d’un partenariat, telle que la fiche l’imprime ; imprimée deux fois, une seule ligne.
  id INTEGER PRIMARY KEY, -- numéro
  annee INTEGER CHECK (annee BETWEEN 1900 AND 2099), -- année ; d’une date approchée (« il y a dix ans »), la première possible, NULL si l’on ne sait pas quand la fiche fut remplie
  annee_fin INTEGER CHECK (annee_fin BETWEEN 1900 AND 2099), -- dernière année d’une période (« 1985-1986 ») ou d’une date approchée
  mois INTEGER CHECK (mois BETWEEN 1 AND 12), -- mois, quand il est imprimé
  jour INTEGER CHECK (jour BETWEEN 1 AND 31), -- jour, quand il est imprimé
  precision TEXT NOT NULL CHECK (precision IN ('jour', 'mois', 'annee', 'approximative')), -- [codes precision] ce que la date dit ; approximative : entre `annee` et `annee_fin`, les années d’enquête moins ce que dit le texte, ou une décennie
  nature TEXT NOT NULL CHECK (nature IN ('accord', 'jumelage', 'premier_contact', 'proposition', 'mention', 'convention', 'interruption', 'reprise', 'fin')), -- [codes nature_jalon] ce qui eut lieu ; mention : la coopération est dite de cette date, sans plus
  suite INTEGER NOT NULL CHECK (suite IN (0, 1)), -- 1 si l’étape renouvelle, actualise ou prolonge un acte antérieur
  preuve TEXT NOT NULL CHECK (preuve <> ''), -- [verbatim] la phrase qui le dit
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans la fiche, dans l’ordre du texte
  partenaire_id INTEGER REFERENCES partenaires (id), -- le partenaire de l’étape ; NULL quand le texte ne dit pas lequel, ou nomme un autre lieu
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, ordre),
  CHECK (annee IS NOT NULL OR precision = 'approximative'),
  CHECK (annee_fin > annee),
  CHECK ((mois IS NOT NULL) = (precision IN ('jour', 'mois'))),
  CHECK ((jour IS NOT NULL) = (precision = 'jour'))
) STRICT;
CREATE INDEX jalons_partenaire_id ON jalons (partenaire_id);

CREATE TABLE dirigeants (
  -- Une personne à la tête de la collectivité française, au moment de l’enquête ou de la révision.
  id INTEGER PRIMARY KEY, -- numéro
  nom TEXT NOT NULL CHECK (nom <> ''), -- [verbatim] nom, sans la civilité
  civilite TEXT, -- [verbatim] civilité telle qu’imprimée : M., Mme, Mlle
  fonction TEXT, -- [verbatim] fonction : Président, Maire
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- 1 : la personne nommée d’abord ; 2 : le nom écrit plus tard après un nom barré
  collectivite_id INTEGER NOT NULL REFERENCES collectivites (id), -- la collectivité
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (collectivite_id, ordre)
) STRICT;

CREATE TABLE populations (
  -- Un chiffre de population donné par la collectivité française.
  id INTEGER PRIMARY KEY, -- numéro
  habitants INTEGER CHECK (habitants > 0), -- nombre d’habitants ; NULL quand le chiffre imprimé est illisible ou absurde
  perimetre TEXT CHECK (perimetre IN ('collectivite', 'agglomeration')), -- [codes perimetre] ce que le chiffre couvre ; NULL quand les mots imprimés ne le disent pas
  texte TEXT NOT NULL, -- [verbatim] le chiffre tel qu’imprimé
  perimetre_source TEXT, -- [verbatim] le périmètre tel qu’imprimé, sans parenthèses ni deux-points
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans la fiche, à partir de 1
  collectivite_id INTEGER NOT NULL REFERENCES collectivites (id), -- la collectivité
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (collectivite_id, ordre)
) STRICT;

CREATE TABLE contacts (
  -- Une personne, un organisme ou une note parmi les contacts d’une fiche : données historiques, de l’état du répertoire.
  id INTEGER PRIMARY KEY, -- numéro
  nom TEXT CHECK (nom <> ''), -- [verbatim] nom de la personne sans civilité, ligne entière de l’organisme, ou phrase de la note
  civilite TEXT, -- [verbatim] civilité telle qu’imprimée
  fonction TEXT, -- [verbatim] ce qui suit le nom, lignes rejointes
  nature TEXT NOT NULL CHECK (nature IN ('personne', 'organisme', 'note')), -- [codes nature_contact] ce qu’est ce contact
  qualite TEXT CHECK (qualite IN ('elu', 'agent', 'autre')), -- [codes qualite] élu, agent ou autre, d’après la fonction ; NULL si ce n’est pas une personne
  telephone TEXT, -- téléphone au format E.164 ; NULL quand le numéro imprimé n’est pas valable
  telephone_autre TEXT, -- second numéro au format E.164
  fax TEXT, -- télécopie au format E.164
  email TEXT, -- adresse électronique utilisable
  adresse TEXT, -- [verbatim] service et lignes d’adresse imprimés sous le nom, séparés par un saut de ligne
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans la fiche, à partir de 1
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  telephone_source TEXT, -- [verbatim] téléphone tel qu’imprimé
  fax_source TEXT, -- [verbatim] télécopie telle qu’imprimée
  email_source TEXT, -- [verbatim] adresse électronique telle qu’imprimée
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, ordre)
) STRICT;

CREATE TABLE partenariats_secteurs (
  -- Un libellé de secteur imprimé dans une fiche, relié au secteur qu’il désigne ; compter avec DISTINCT partenariat_id.
  id INTEGER PRIMARY KEY, -- numéro
  libelle TEXT NOT NULL CHECK (libelle <> ''), -- [verbatim] le point imprimé, entier, répété sur chacune de ses lignes
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang du point dans la fiche, à partir de 1
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  secteur_id INTEGER REFERENCES secteurs (id), -- le secteur ; NULL si aucun ne correspond (une anomalie le dit)
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, ordre, secteur_id)
) STRICT;
CREATE INDEX partenariats_secteurs_secteur_id ON partenariats_secteurs (secteur_id);

CREATE TABLE actions (
  -- Une action ou une sous-action d’une fiche.
  id INTEGER PRIMARY KEY, -- numéro
  texte TEXT NOT NULL, -- [verbatim] le texte de l’action, sans celui de ses sous-actions
  annee_debut INTEGER CHECK (annee_debut BETWEEN 1900 AND 2099), -- première année, quand le texte date l’action elle-même
  annee_fin INTEGER CHECK (annee_fin BETWEEN annee_debut AND 2099), -- dernière année
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans la fiche, sous-actions comprises, à partir de 1
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  parent_id INTEGER REFERENCES actions (id), -- l’action dont c’est une sous-action
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, ordre)
) STRICT;
CREATE INDEX actions_parent_id ON actions (parent_id);

CREATE TABLE acteurs (
  -- Une organisation citée dans une ou plusieurs fiches.
  id INTEGER PRIMARY KEY, -- numéro
  nom TEXT NOT NULL, -- nom de l’organisation
  categorie TEXT NOT NULL CHECK (categorie IN ('administration', 'agence_developpement', 'association', 'chambre_consulaire', 'collectivite', 'consulat_ambassade', 'culture', 'ecole', 'entreprise', 'foire', 'organisation_internationale', 'port', 'recherche', 'sante', 'securite_civile', 'sport', 'technopole', 'tourisme', 'universite', 'urbanisme', 'autre')), -- [codes categorie] sorte d’organisation
  lieu TEXT, -- lieu, quand le nom le donne
  generique INTEGER NOT NULL CHECK (generique IN (0, 1)), -- 1 : nom de genre (« universités »), aucun organisme désigné
  slug TEXT NOT NULL UNIQUE -- nom court pour les adresses
) STRICT;

CREATE TABLE partenariats_acteurs (
  -- Un acteur imprimé dans une fiche, relié à l’organisation qu’il désigne.
  id INTEGER PRIMARY KEY, -- numéro
  libelle TEXT NOT NULL CHECK (libelle <> ''), -- [verbatim] l’acteur tel qu’imprimé, répété s’il nomme plusieurs organisations
  cote TEXT NOT NULL CHECK (cote IN ('france', 'partenaire')), -- [codes cote] imprimé sous « En France » ou du côté du partenaire
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans la fiche, à partir de 1
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  acteur_id INTEGER NOT NULL REFERENCES acteurs (id), -- l’organisation
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, ordre, acteur_id)
) STRICT;
CREATE INDEX partenariats_acteurs_acteur_id ON partenariats_acteurs (acteur_id);

CREATE TABLE rubriques (
  -- Un point ou un paragraphe d’une rubrique rédigée d’une fiche.
  id INTEGER PRIMARY KEY, -- numéro
  rubrique TEXT NOT NULL CHECK (rubrique IN ('caracteristiques', 'origine', 'objectifs', 'bilan', 'perspectives', 'autre')), -- [codes rubrique] la rubrique
  texte TEXT NOT NULL, -- [verbatim] le texte du point ou du paragraphe
  intitule TEXT, -- le libellé de la rubrique tel qu’imprimé, sans les deux-points ; NULL pour un texte sans libellé
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans la rubrique, à partir de 1
  partenariat_id INTEGER NOT NULL REFERENCES partenariats (id), -- la fiche
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (partenariat_id, rubrique, ordre)
) STRICT;

CREATE TABLE annexes (
  -- Un paragraphe des annexes du répertoire (présentation de l’éditeur).
  id INTEGER PRIMARY KEY, -- numéro
  intitule TEXT, -- intertitre sous lequel le paragraphe est imprimé, sur d’autres lignes que lui
  texte TEXT NOT NULL, -- [verbatim] le paragraphe
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans les annexes, à partir de 1
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- le répertoire
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (repertoire_id, ordre)
) STRICT;

CREATE TABLE publications (
  -- Un ouvrage du catalogue de l’éditeur, imprimé en annexe.
  id INTEGER PRIMARY KEY, -- numéro
  reference TEXT NOT NULL, -- référence de commande, telle qu’imprimée
  titre TEXT NOT NULL, -- [verbatim] titre de l’ouvrage
  collection TEXT, -- collection ou rubrique du catalogue, telle qu’imprimée
  annee INTEGER CHECK (annee BETWEEN 1900 AND 2099), -- année de parution
  prix_euros INTEGER CHECK (prix_euros >= 0), -- prix en euros : celui de la ligne, sinon celui de la collection
  mention TEXT, -- [verbatim] mention entre parenthèses ou promotion : « à paraître », « épuisé… »
  ordre INTEGER NOT NULL CHECK (ordre > 0), -- rang dans le catalogue, à partir de 1
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- le répertoire
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut), -- dernière ligne dans la source
  UNIQUE (repertoire_id, ordre)
) STRICT;

CREATE TABLE anomalies (
  -- Une bizarrerie de la source : gardée telle quelle, signalée ici, corrigée à côté quand une règle le permet.
  id INTEGER PRIMARY KEY, -- numéro
  code TEXT NOT NULL, -- [codes anomalie] code de l’anomalie (docs/anomalies.md)
  gravite TEXT NOT NULL CHECK (gravite IN ('info', 'avertissement', 'erreur')), -- [codes gravite] gravité ; « build --strict » refuse les erreurs
  message TEXT NOT NULL, -- ce qui est étrange, en une phrase
  valeur_source TEXT, -- le texte en cause, tel qu’imprimé
  valeur_corrigee TEXT, -- la valeur corrigée, quand il y en a une
  partenariat_id INTEGER REFERENCES partenariats (id), -- la fiche ; NULL hors des fiches
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- le répertoire
  ligne INTEGER NOT NULL CHECK (ligne >= 0), -- ligne de la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne) -- dernière ligne concernée
) STRICT;
CREATE INDEX anomalies_repertoire_id ON anomalies (repertoire_id);
CREATE INDEX anomalies_partenariat_id ON anomalies (partenariat_id);

CREATE TABLE corrections (
  -- Ce qu’une personne a décidé d’une ligne ou d’une valeur lue ; le texte imprimé reste tel quel.
  id INTEGER PRIMARY KEY, -- numéro
  imprime TEXT NOT NULL, -- [verbatim] la ligne telle qu’imprimée, que la personne avait sous les yeux
  code TEXT, -- l’anomalie qui posait la question, ou celle qu’un erratum signale (docs/anomalies.md)
  role TEXT CHECK (role IN ('blanc', 'pagination', 'avertissement', 'liste', 'titre', 'libelle', 'point', 'sous_point', 'contact', 'texte', 'annexe')), -- [codes role_decide] ce que la ligne est (docs/decider.md) ; NULL pour une valeur
  nom_table TEXT, -- table de la valeur décidée ; NULL pour un rôle
  colonne TEXT, -- colonne de la valeur décidée, dans la première ligne de la table que la ligne du texte imprime
  valeur_lue TEXT, -- ce qui avait été lu : la valeur, le rôle, ou les mots en cause
  valeur TEXT, -- la valeur décidée ; NULL vide la colonne
  motif TEXT, -- pourquoi
  auteur TEXT, -- qui l’a décidé, ou d’où on le tient
  partenariat_id INTEGER REFERENCES partenariats (id), -- la fiche ; NULL hors des fiches
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- le répertoire
  ligne INTEGER NOT NULL CHECK (ligne > 0), -- ligne de la source
  CHECK ((role IS NULL) = (nom_table IS NOT NULL)),
  CHECK ((nom_table IS NULL) = (colonne IS NULL)),
  CHECK (role IS NULL OR valeur IS NULL)
) STRICT;
CREATE INDEX corrections_repertoire_id ON corrections (repertoire_id);
CREATE INDEX corrections_partenariat_id ON corrections (partenariat_id);

CREATE TABLE textes (
  -- Un texte cherchable : point de fiche, nom, contact, secteur, acteur, paragraphe d’avant-propos ou d’annexe (table technique de la recherche).
  id INTEGER PRIMARY KEY, -- numéro, dans l’ordre de lecture
  rubrique TEXT NOT NULL, -- [codes texte] d’où vient le texte : titre, noms, vocabulaire, dirigeant, contact, secteur, action, acteur, une rubrique rédigée, avertissement, annexe, publication
  texte TEXT NOT NULL, -- le texte d’origine
  plie TEXT NOT NULL, -- le même sans accents, capitales ni ligatures, pour chercher
  partenariat_id INTEGER REFERENCES partenariats (id), -- la fiche ; NULL hors des fiches
  repertoire_id INTEGER NOT NULL REFERENCES repertoires (id), -- le répertoire
  ligne_debut INTEGER NOT NULL CHECK (ligne_debut >= 0), -- première ligne dans la source
  ligne_fin INTEGER NOT NULL CHECK (ligne_fin >= ligne_debut) -- dernière ligne dans la source
) STRICT;
CREATE INDEX textes_partenariat_id ON textes (partenariat_id);
CREATE INDEX textes_repertoire_id ON textes (repertoire_id);

CREATE TABLE racines (
  -- Un mot des textes cherchables ou le nom d’un lieu, et ce qu’il partage avec d’autres (table technique de la recherche).
  id INTEGER PRIMARY KEY, -- numéro
  mot TEXT NOT NULL, -- le mot, sans accents ni capitales
  racine TEXT NOT NULL, -- la racine, la famille, les mots que le sigle abrège, la forme simplifiée, ou l’autre nom
  nature TEXT NOT NULL CHECK (nature IN ('radical', 'famille', 'sigle', 'sinogrammes', 'nom', 'variante')), -- [codes nature_racine] ce que les deux ont en commun
  UNIQUE (mot, racine, nature)
) STRICT;
CREATE INDEX racines_racine ON racines (racine);

CREATE VIRTUAL TABLE recherche USING fts5(
  -- Index plein texte, une ligne par texte cherchable (rowid = textes.id).
  plie, -- texte replié
  rubrique UNINDEXED, -- [codes texte] rubrique du texte
  partenariat_id UNINDEXED, -- la fiche
  ligne_debut UNINDEXED, -- première ligne dans la source
  ligne_fin UNINDEXED, -- dernière ligne dans la source
  content='textes', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE recherche_fiches USING fts5(
  -- Index plein texte, une ligne par fiche (rowid = partenariats.id), pour que des mots épars dans la fiche comptent ensemble.
  titre, -- titre imprimé
  noms, -- noms des collectivités, des partenaires, des provinces, des secteurs, sous toutes leurs formes
  texte, -- tout le reste de la fiche
  content='', tokenize="unicode61 remove_diacritics 2"
);

CREATE TABLE meta (
  -- Un fait sur la fabrication de la base ; rien qui change d’une fabrication à l’autre.
  id INTEGER PRIMARY KEY, -- numéro
  cle TEXT NOT NULL UNIQUE, -- ce dont il s’agit
  valeur TEXT NOT NULL -- sa valeur
) STRICT;

CREATE VIEW v_recensements AS
  -- Une ligne par collectivité recensée : le recensement qu’elle pouvait connaître lors de l’enquête, à défaut le premier d’après.
  SELECT
    c.id AS id, -- numéro de la collectivité
    c.nom_court AS collectivite, -- nom court
    c.forme AS forme, -- nature de la collectivité
    l.annee AS annee, -- année du recensement
    l.valeur AS valeur, -- population légale
    l.definition AS definition, -- laquelle des populations légales
    l.source_id AS source_id, -- source
    c.autorite AS autorite -- clé de l’autorité
  FROM collectivites c
  JOIN populations_legales l ON l.id = (
    SELECT x.id FROM populations_legales x JOIN repertoires r ON r.id = c.repertoire_id
    WHERE x.autorite = c.autorite
    ORDER BY x.annee > substr(r.etat, 1, 4) + 0, abs(x.annee - substr(r.etat, 1, 4)), x.annee LIMIT 1);

CREATE VIEW v_partenariats AS
  -- Une ligne par fiche, avec ses partenaires, provinces et secteurs en listes JSON.
  SELECT
    p.id AS id, -- numéro de la fiche dans la base
    p.numero AS numero, -- rang de la fiche dans son répertoire
    p.intitule AS intitule, -- intitulé court
    c.nom_court AS collectivite, -- nom court de la collectivité française
    c.forme AS forme, -- nature de la collectivité
    c.region AS region, -- région d’alors
    c.departement AS departement, -- département d’alors
    (SELECT json_group_array(nom) FROM (
      SELECT coalesce(pa.nom_court, pa.nom) AS nom FROM partenariats_partenaires pp JOIN partenaires pa ON pa.id = pp.partenaire_id
      WHERE pp.partenariat_id = p.id ORDER BY pp.ordre)) AS partenaires, -- [JSON] partenaires, liste JSON
    (SELECT json_group_array(province) FROM (
      SELECT pa.province AS province FROM partenariats_partenaires pp JOIN partenaires pa ON pa.id = pp.partenaire_id
      WHERE pp.partenariat_id = p.id AND pa.province IS NOT NULL GROUP BY pa.province ORDER BY min(pp.ordre))) AS provinces, -- [JSON] provinces, liste JSON sans répétition
    (SELECT json_group_array(nom) FROM (
      SELECT s.nom AS nom FROM partenariats_secteurs ps JOIN secteurs s ON s.id = ps.secteur_id
      WHERE ps.partenariat_id = p.id GROUP BY s.id ORDER BY min(ps.id))) AS secteurs, -- [JSON] secteurs, liste JSON sans répétition
    p.annee_debut AS annee_debut, -- année de début
    p.annee_debut_nature AS annee_debut_nature, -- ce qui eut lieu cette année-là
    (SELECT min(j.annee) FROM jalons j WHERE j.partenariat_id = p.id
      AND j.nature = 'premier_contact' AND j.precision <> 'approximative') AS annee_premier_contact, -- [INTEGER] année du premier contact que la fiche date
    (SELECT min(j.annee) FROM jalons j WHERE j.partenariat_id = p.id
      AND j.nature IN ('accord', 'jumelage', 'convention') AND NOT j.suite AND j.precision <> 'approximative') AS annee_accord, -- [INTEGER] année du premier accord, jumelage ou convention
    (SELECT habitants FROM populations h WHERE h.collectivite_id = c.id AND h.perimetre = 'collectivite'
      AND h.habitants IS NOT NULL ORDER BY h.ordre LIMIT 1) AS population, -- [INTEGER] population imprimée, de la collectivité même
    (SELECT valeur FROM v_recensements v WHERE v.id = c.id) AS population_legale, -- [INTEGER] population légale au dernier recensement d’avant l’enquête, à défaut au premier d’après
    (SELECT annee FROM v_recensements v WHERE v.id = c.id) AS population_legale_annee, -- [INTEGER] année de ce recensement
    (SELECT count(*) FROM actions a WHERE a.partenariat_id = p.id AND a.parent_id IS NULL) AS actions, -- [INTEGER] nombre d’actions
    (SELECT count(*) FROM contacts k WHERE k.partenariat_id = p.id) AS contacts, -- [INTEGER] nombre de contacts
    r.pays AS pays, -- pays partenaire
    p.titre AS titre, -- titre imprimé
    p.slug AS slug, -- nom court pour les adresses
    r.slug AS repertoire, -- répertoire
    p.ligne_debut AS ligne_debut, -- première ligne dans la source
    p.ligne_fin AS ligne_fin -- dernière ligne dans la source
  FROM partenariats p
  JOIN collectivites c ON c.id = p.collectivite_id
  JOIN repertoires r ON r.id = p.repertoire_id;

CREATE VIEW v_liens AS
  -- Une ligne par fiche et partenaire.
  SELECT
    pp.id AS id, -- numéro du lien
    p.numero AS numero, -- rang de la fiche
    p.intitule AS intitule, -- intitulé court de la fiche
    c.nom_court AS collectivite, -- collectivité française
    c.forme AS forme, -- nature de la collectivité
    c.region AS region, -- région d’alors
    coalesce(pa.nom_court, pa.nom) AS partenaire, -- partenaire étranger
    pa.nom_local AS partenaire_local, -- nom du partenaire dans sa langue
    pa.niveau AS niveau, -- rang administratif du partenaire
    pa.province AS province, -- division de premier niveau
    pp.annee_debut AS annee_debut, -- année de début avec ce partenaire
    pp.annee_debut_nature AS annee_debut_nature, -- ce qui eut lieu cette année-là
    (SELECT min(j.annee) FROM jalons j WHERE j.partenariat_id = pp.partenariat_id AND j.partenaire_id = pp.partenaire_id
      AND j.nature = 'premier_contact' AND j.precision <> 'approximative') AS annee_premier_contact, -- [INTEGER] année du premier contact que la fiche date avec lui
    (SELECT min(j.annee) FROM jalons j WHERE j.partenariat_id = pp.partenariat_id AND j.partenaire_id = pp.partenaire_id
      AND j.nature IN ('accord', 'jumelage', 'convention') AND NOT j.suite AND j.precision <> 'approximative') AS annee_accord, -- [INTEGER] année du premier accord, jumelage ou convention avec lui
    pp.libelle AS libelle, -- partenaire tel qu’imprimé
    pp.rattachement AS rattachement, -- parenthèse telle qu’imprimée
    p.slug AS slug, -- nom court de la fiche
    pp.partenariat_id AS partenariat_id, -- la fiche
    p.collectivite_id AS collectivite_id, -- la collectivité française
    pp.partenaire_id AS partenaire_id, -- le partenaire
    pp.ligne_debut AS ligne_debut, -- première ligne dans la source
    pp.ligne_fin AS ligne_fin -- dernière ligne dans la source
  FROM partenariats_partenaires pp
  JOIN partenariats p ON p.id = pp.partenariat_id
  JOIN collectivites c ON c.id = p.collectivite_id
  JOIN partenaires pa ON pa.id = pp.partenaire_id;

CREATE VIEW v_carte AS
  -- Une ligne par lien, avec les coordonnées des deux bouts et la distance.
  SELECT
    l.id AS id, -- numéro du lien
    l.numero AS numero, -- rang de la fiche
    l.intitule AS intitule, -- intitulé court de la fiche
    l.collectivite AS collectivite, -- collectivité française
    l.forme AS forme, -- nature de la collectivité
    l.partenaire AS partenaire, -- partenaire étranger
    l.province AS province, -- division de premier niveau
    l.annee_debut AS annee_debut, -- année de début avec ce partenaire
    l.annee_debut_nature AS annee_debut_nature, -- ce qui eut lieu cette année-là
    c.latitude AS latitude, -- latitude du siège français
    c.longitude AS longitude, -- longitude du siège français
    pa.latitude AS partenaire_latitude, -- latitude du point étranger
    pa.longitude AS partenaire_longitude, -- longitude du point étranger
    pa.coordonnees_de AS coordonnees_de, -- ce que le point étranger représente
    pp.distance_km AS distance_km, -- distance orthodromique en kilomètres
    l.slug AS slug, -- nom court de la fiche
    l.partenariat_id AS partenariat_id -- la fiche
  FROM v_liens l
  JOIN partenariats_partenaires pp ON pp.id = l.id
  JOIN collectivites c ON c.id = l.collectivite_id
  JOIN partenaires pa ON pa.id = l.partenaire_id;

CREATE VIEW v_repertoire AS
  -- Une ligne par contact, avec sa collectivité, les provinces et les secteurs de sa fiche : données historiques.
  SELECT
    k.id AS id, -- numéro du contact
    k.nom AS nom, -- nom
    k.civilite AS civilite, -- civilité
    k.fonction AS fonction, -- fonction
    k.nature AS nature, -- personne, organisme ou note
    k.qualite AS qualite, -- élu, agent, autre
    k.telephone AS telephone, -- téléphone
    k.email AS email, -- adresse électronique
    v.collectivite AS collectivite, -- collectivité française
    v.forme AS forme, -- nature de la collectivité
    v.region AS region, -- région d’alors
    v.partenaires AS partenaires, -- partenaires, liste JSON
    v.provinces AS provinces, -- provinces, liste JSON
    v.secteurs AS secteurs, -- secteurs, liste JSON
    v.intitule AS intitule, -- intitulé court de la fiche
    v.slug AS slug, -- nom court de la fiche
    k.partenariat_id AS partenariat_id, -- la fiche
    k.ligne_debut AS ligne_debut, -- première ligne dans la source
    k.ligne_fin AS ligne_fin -- dernière ligne dans la source
  FROM contacts k
  JOIN v_partenariats v ON v.id = k.partenariat_id;

CREATE VIEW v_textes AS
  -- Tous les textes des fiches, dans l’ordre de lecture.
  SELECT
    t.id AS id, -- numéro du texte
    p.numero AS numero, -- rang de la fiche
    p.intitule AS intitule, -- intitulé court de la fiche
    t.rubrique AS rubrique, -- rubrique
    t.texte AS texte, -- le texte
    p.slug AS slug, -- nom court de la fiche
    t.partenariat_id AS partenariat_id, -- la fiche
    t.ligne_debut AS ligne_debut, -- première ligne dans la source
    t.ligne_fin AS ligne_fin -- dernière ligne dans la source
  FROM textes t
  JOIN partenariats p ON p.id = t.partenariat_id
  WHERE t.rubrique NOT IN ('noms', 'vocabulaire');

CREATE VIEW v_couverture AS
  -- Une ligne par fiche : ce qu’elle remplit du questionnaire, en nombre de lignes (0 : rien n’y est imprimé).
  SELECT
    p.id AS id, -- numéro de la fiche dans la base
    p.numero AS numero, -- rang de la fiche
    p.intitule AS intitule, -- intitulé court de la fiche
    (SELECT count(*) FROM dirigeants x WHERE x.collectivite_id = c.id) AS dirigeants, -- [INTEGER] têtes de la collectivité
    c.adresse IS NOT NULL AS adresse, -- [INTEGER] 1 si une adresse est imprimée
    c.telephone_source IS NOT NULL AS telephone, -- [INTEGER] 1 si un téléphone de la collectivité est imprimé
    c.email_source IS NOT NULL AS email, -- [INTEGER] 1 si une adresse électronique de la collectivité est imprimée
    c.site_source IS NOT NULL AS site, -- [INTEGER] 1 si un site est imprimé
    (SELECT count(*) FROM contacts x WHERE x.partenariat_id = p.id) AS contacts, -- [INTEGER] contacts
    (SELECT count(*) FROM populations x WHERE x.collectivite_id = c.id) AS populations, -- [INTEGER] chiffres de population
    (SELECT count(*) FROM partenariats_secteurs x WHERE x.partenariat_id = p.id) AS secteurs, -- [INTEGER] libellés de secteurs
    (SELECT count(*) FROM rubriques x WHERE x.partenariat_id = p.id AND x.rubrique = 'caracteristiques') AS caracteristiques, -- [INTEGER] points des caractéristiques
    (SELECT count(*) FROM rubriques x WHERE x.partenariat_id = p.id AND x.rubrique = 'origine') AS origine, -- [INTEGER] points de l’origine
    (SELECT count(*) FROM rubriques x WHERE x.partenariat_id = p.id AND x.rubrique = 'objectifs') AS objectifs, -- [INTEGER] points des objectifs
    (SELECT count(*) FROM actions x WHERE x.partenariat_id = p.id AND x.parent_id IS NULL) AS actions, -- [INTEGER] actions
    (SELECT count(*) FROM partenariats_acteurs x WHERE x.partenariat_id = p.id AND x.cote = 'france') AS acteurs_france, -- [INTEGER] acteurs du côté français
    (SELECT count(*) FROM partenariats_acteurs x WHERE x.partenariat_id = p.id AND x.cote = 'partenaire') AS acteurs_partenaire, -- [INTEGER] acteurs du côté partenaire
    (SELECT count(*) FROM rubriques x WHERE x.partenariat_id = p.id AND x.rubrique = 'bilan') AS bilan, -- [INTEGER] points du bilan
    (SELECT count(*) FROM rubriques x WHERE x.partenariat_id = p.id AND x.rubrique = 'perspectives') AS perspectives, -- [INTEGER] points des perspectives
    p.slug AS slug -- nom court de la fiche
  FROM partenariats p
  JOIN collectivites c ON c.id = p.collectivite_id;

CREATE VIEW v_provinces_secteurs AS
  -- Nombre de fiches par province et secteur ; une fiche compte une fois par case.
  SELECT
    pr.id * 1000 + s.id AS id, -- [INTEGER] numéro de la case
    pr.nom AS province, -- division de premier niveau
    s.nom AS secteur, -- secteur
    count(DISTINCT pp.partenariat_id) AS partenariats -- [INTEGER] nombre de fiches
  FROM partenariats_partenaires pp
  JOIN partenaires pa ON pa.id = pp.partenaire_id
  JOIN provinces pr ON pr.id = pa.province_id
  JOIN partenariats_secteurs ps ON ps.partenariat_id = pp.partenariat_id
  JOIN secteurs s ON s.id = ps.secteur_id
  GROUP BY pr.id, s.id;

CREATE VIEW v_formes_decennies AS
  -- Nombre de fiches par nature de collectivité et décennie de début ; NULL quand l’année n’est pas dite.
  SELECT
    min(p.id) AS id, -- [INTEGER] numéro de la première fiche de la case
    c.forme AS forme, -- nature de la collectivité
    p.annee_debut / 10 * 10 AS decennie, -- [INTEGER] décennie de début
    count(*) AS partenariats -- [INTEGER] nombre de fiches
  FROM partenariats p
  JOIN collectivites c ON c.id = p.collectivite_id
  GROUP BY c.forme, p.annee_debut / 10;
