-- Qui étaient les contacts d’une collectivité ?
-- Personnes, organismes et notes imprimés dans sa fiche : données historiques.
-- :collectivite  nom, slug ou code (REG-42, COM-69123) de la collectivité ; vide : toutes
SELECT
  k.id, p.numero, p.intitule, k.nature, k.civilite, k.nom, k.fonction, k.qualite,
  k.telephone_source, k.email_source, p.slug, k.ligne_debut, k.ligne_fin
FROM contacts k
JOIN partenariats p ON p.id = k.partenariat_id
JOIN collectivites c ON c.id = p.collectivite_id
WHERE trim(coalesce(:collectivite, '')) = ''
  OR instr('|' || lower(trim(:collectivite)) || '|', '|' || c.slug || '|') > 0
  OR lower(trim(:collectivite)) IN (
    p.slug, lower(c.nom), lower(c.nom_court), lower(c.autorite), lower(c.nom_actuel)
  )
  OR c.id IN (SELECT collectivite_id FROM noms WHERE lower(nom) = lower(trim(:collectivite)))
ORDER BY p.id, k.ordre
