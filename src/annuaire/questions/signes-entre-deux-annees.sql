-- Quels accords, jumelages et conventions furent signés entre deux années ?
-- Une ligne par acte daté ; suite : 1 quand il renouvelle un acte antérieur. Les dates approchées n’y sont pas.
-- :depuis   première année ; vide : sans borne
-- :jusqu_a  dernière année ; vide : sans borne
SELECT
  j.id, p.numero, p.intitule, j.annee, j.mois, j.jour, j.nature, j.suite,
  coalesce(y.nom_court, y.nom) AS partenaire, j.preuve, p.slug, j.ligne_debut, j.ligne_fin
FROM jalons j
JOIN partenariats p ON p.id = j.partenariat_id
LEFT JOIN partenaires y ON y.id = j.partenaire_id
WHERE j.nature IN ('accord', 'jumelage', 'convention')
  AND j.precision <> 'approximative'
  AND (trim(coalesce(:depuis, '')) = '' OR j.annee >= CAST(:depuis AS INTEGER))
  AND (trim(coalesce(:jusqu_a, '')) = '' OR j.annee <= CAST(:jusqu_a AS INTEGER))
ORDER BY j.annee, j.mois, j.jour, j.id
