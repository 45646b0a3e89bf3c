-- Combien de partenariats par décennie de début ?
-- Et combien commencent alors par un accord ou un jumelage ; le reste par une demande, un contact, une mention.
-- La ligne sans décennie compte les fiches qui ne disent pas leur année.
SELECT
  annee_debut / 10 * 10 AS decennie,
  count(*) AS partenariats,
  count(*) FILTER (WHERE annee_debut_nature IN ('accord', 'jumelage')) AS dont_accords_et_jumelages,
  group_concat(intitule, ' ; ') AS fiches
FROM (SELECT annee_debut, annee_debut_nature, intitule FROM partenariats ORDER BY annee_debut, id)
GROUP BY decennie
ORDER BY decennie IS NULL, decennie
