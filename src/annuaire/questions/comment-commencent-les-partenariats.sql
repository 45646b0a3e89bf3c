-- Combien ont commencé par un jumelage, un accord, un premier contact ?
-- La ligne sans nature compte les fiches qui ne disent pas leur année de début.
SELECT
  annee_debut_nature,
  count(*) AS partenariats,
  min(annee_debut) AS premiere_annee,
  max(annee_debut) AS derniere_annee
FROM partenariats
GROUP BY annee_debut_nature
ORDER BY annee_debut_nature IS NULL, partenariats DESC
