-- Qui, dans une région française, travaille avec qui à l’étranger ?
-- Les régions sont celles de 2005.
-- :region  nom de la région ; vide : toutes
SELECT
  id, numero, intitule, forme, region, departement, partenaires, secteurs, annee_debut,
  annee_debut_nature, slug,
  ligne_debut, ligne_fin
FROM v_partenariats
WHERE trim(coalesce(:region, '')) = ''
  OR instr('|' || replace(lower(trim(:region)), '-', ' ') || '|',
    '|' || replace(lower(region), '-', ' ') || '|') > 0
ORDER BY region, numero, id
