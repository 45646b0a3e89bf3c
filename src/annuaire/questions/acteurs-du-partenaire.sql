-- Quels organismes du lieu partenaire les Français nomment-ils ?
-- Les noms de genre (« universités ») et les collectivités elles-mêmes sont laissés de côté.
-- :partenaire  nom, français ou dans sa langue, ou slug du partenaire ; vide : tous
SELECT
  pa.id, p.numero, p.intitule, a.nom AS acteur, a.categorie, a.lieu, pa.libelle, p.slug,
  pa.ligne_debut, pa.ligne_fin
FROM partenariats_acteurs pa
JOIN acteurs a ON a.id = pa.acteur_id
JOIN partenariats p ON p.id = pa.partenariat_id
WHERE pa.cote = 'partenaire' AND a.generique = 0 AND a.categorie <> 'collectivite'
  AND (trim(coalesce(:partenaire, '')) = '' OR p.id IN (
    SELECT pp.partenariat_id
    FROM partenariats_partenaires pp JOIN partenaires y ON y.id = pp.partenaire_id
    WHERE instr('|' || lower(trim(:partenaire)) || '|', '|' || y.slug || '|') > 0
      OR lower(trim(:partenaire)) IN (lower(y.nom), lower(y.nom_court), y.nom_local)
      OR y.id IN (SELECT partenaire_id FROM noms WHERE lower(nom) = lower(trim(:partenaire)))
  ))
ORDER BY p.id, pa.ordre, pa.id
