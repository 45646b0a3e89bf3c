-- Quels partenariats ont commencé depuis une année ?
-- Les fiches qui ne disent pas leur année de début n’y sont que si l’on ne demande rien.
-- :depuis  première année de début ; vide : toutes, et celles qui ne la disent pas
SELECT
  p.id, p.numero, p.intitule, p.annee_debut, p.annee_debut_nature, p.annee_debut_preuve, p.slug,
  p.ligne_debut, p.ligne_fin
FROM partenariats p
WHERE trim(coalesce(:depuis, '')) = '' OR p.annee_debut >= CAST(:depuis AS INTEGER)
ORDER BY p.annee_debut IS NULL, p.annee_debut, p.id
