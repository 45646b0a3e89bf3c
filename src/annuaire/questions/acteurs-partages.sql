-- Quels organismes prennent part à plusieurs partenariats ?
-- Les noms de genre (« universités »), qui ne désignent aucun organisme, n’y sont pas.
SELECT
  a.id, a.nom AS acteur, a.categorie, a.lieu, count(DISTINCT p.id) AS partenariats,
  group_concat(DISTINCT p.slug) AS fiches, a.slug
FROM acteurs a
JOIN partenariats_acteurs pa ON pa.acteur_id = a.id
JOIN partenariats p ON p.id = pa.partenariat_id
WHERE a.generique = 0
GROUP BY a.id
HAVING partenariats > 1
ORDER BY partenariats DESC, a.nom
