-- Quels secteurs, selon la nature des collectivités ?
-- Une fiche compte une fois par secteur, même quand plusieurs libellés imprimés le désignent.
-- :forme  region, departement, commune… ; vide : toutes
SELECT
  s.id * 100 + row_number() OVER (PARTITION BY s.id ORDER BY c.forme) AS id,
  s.nom AS secteur,
  c.forme,
  count(DISTINCT p.id) AS partenariats,
  s.slug
FROM partenariats p
JOIN collectivites c ON c.id = p.collectivite_id
JOIN partenariats_secteurs ps ON ps.partenariat_id = p.id
JOIN secteurs s ON s.id = ps.secteur_id
WHERE trim(coalesce(:forme, '')) = ''
  OR instr('|' || replace(lower(trim(:forme)), ' ', '_') || '|', '|' || c.forme || '|') > 0
GROUP BY s.id, c.forme
ORDER BY s.nom, partenariats DESC, c.forme
