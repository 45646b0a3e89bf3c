-- Qu’a-t-on fait, année par année ?
-- Les actions que le texte date ; une action longue est à sa première année.
-- :depuis  première année ; vide : depuis le début
-- :jusqu_a  dernière année ; vide : jusqu’à la fin
SELECT
  a.id, a.annee_debut, a.annee_fin, p.numero, p.intitule, a.texte, p.slug, a.ligne_debut,
  a.ligne_fin
FROM actions a
JOIN partenariats p ON p.id = a.partenariat_id
WHERE a.annee_debut IS NOT NULL
  AND (trim(coalesce(:depuis, '')) = '' OR a.annee_debut >= CAST(:depuis AS INTEGER))
  AND (trim(coalesce(:jusqu_a, '')) = '' OR a.annee_debut <= CAST(:jusqu_a AS INTEGER))
ORDER BY a.annee_debut, p.id, a.ordre
