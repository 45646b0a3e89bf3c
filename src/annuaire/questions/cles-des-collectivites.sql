-- Sur quelle clé joindre ma propre table de collectivités ?
-- Les codes INSEE d’une région et d’un département se confondent (42 : Alsace, Loire) ;
-- `autorite` ne confond rien, et le SIREN non plus.
-- :forme  region, departement, commune… ; vide : toutes
SELECT
  id, nom_court, forme, autorite, siren, insee, iso_3166_2, wikidata, nom_actuel, siren_actuel,
  insee_actuel, confiance, slug
FROM collectivites
WHERE trim(coalesce(:forme, '')) = ''
  OR instr('|' || replace(lower(trim(:forme)), ' ', '_') || '|', '|' || forme || '|') > 0
ORDER BY id
