-- Qui appeler sur un secteur ?
-- Les contacts imprimés dans les fiches de ce secteur : données historiques.
-- :secteur  nom ou slug du secteur, ou un mot de son nom ; vide : tous
-- :qualite  elu, agent ou autre ; vide : tous
SELECT
  k.id, v.numero, v.intitule, k.civilite, k.nom, k.fonction, k.qualite, k.telephone, k.email,
  v.slug, k.ligne_debut, k.ligne_fin
FROM contacts k
JOIN v_partenariats v ON v.id = k.partenariat_id
WHERE k.nature <> 'note'
  AND (trim(coalesce(:qualite, '')) = ''
    OR instr('|' || lower(trim(:qualite)) || '|', '|' || k.qualite || '|') > 0)
  AND (trim(coalesce(:secteur, '')) = '' OR k.partenariat_id IN (
    SELECT ps.partenariat_id FROM partenariats_secteurs ps JOIN secteurs s ON s.id = ps.secteur_id
    WHERE instr('|' || lower(trim(:secteur)) || '|', '|' || s.slug || '|') > 0
      OR instr(lower(s.nom), lower(trim(:secteur))) > 0
  ))
ORDER BY v.numero, k.partenariat_id, k.ordre
