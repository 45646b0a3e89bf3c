-- Quelles communes, ou quelles collectivités, ont tant d’habitants au recensement ?
-- Celui d’avant l’enquête, à défaut le premier d’après ; le chiffre imprimé est à côté.
-- :minimum  nombre d’habitants, 100000 par exemple ; vide : 0
-- :maximum  nombre d’habitants, 250000 par exemple ; vide : sans limite
-- :forme  commune, departement, region… ; vide : commune
SELECT
  v.id, v.numero, v.collectivite, v.forme, v.population_legale, v.population_legale_annee,
  v.population AS population_imprimee, v.partenaires, v.slug
FROM v_partenariats v
WHERE v.forme = coalesce(nullif(replace(lower(trim(:forme)), ' ', '_'), ''), 'commune')
  AND v.population_legale >= coalesce(nullif(trim(:minimum), ''), '0') + 0
  AND v.population_legale <= coalesce(nullif(trim(:maximum), ''), '9999999999') + 0
ORDER BY v.population_legale DESC, v.id
