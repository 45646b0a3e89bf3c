-- Combien de partenariats par décennie de début ?
-- La ligne sans décennie compte les fiches qui ne disent pas leur année.
SELECT
  annee_debut / 10 * 10 AS decennie,
  count(*) AS partenariats,
  group_concat(intitule, ' ; ') AS fiches
FROM (SELECT annee_debut, intitule FROM partenariats ORDER BY annee_debut, id)
GROUP BY decennie
ORDER BY decennie IS NULL, decennie
