-- Quels partenariats furent interrompus, puis repris ?
-- Une ligne par reprise que la fiche date ; sans année d’interruption, la fiche ne la date pas.
SELECT
  r.id, p.numero, p.intitule,
  (SELECT max(i.annee) FROM jalons i
   WHERE i.partenariat_id = r.partenariat_id AND i.nature = 'interruption'
     AND i.annee <= coalesce(r.annee_fin, r.annee)) AS interruption,
  r.annee AS reprise, r.annee_fin AS reprise_au_plus_tard, r.preuve, p.slug,
  r.ligne_debut, r.ligne_fin
FROM jalons r
JOIN partenariats p ON p.id = r.partenariat_id
WHERE r.nature = 'reprise'
ORDER BY p.id, r.ordre
