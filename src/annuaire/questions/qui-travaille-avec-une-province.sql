-- Qui travaille avec une province, villes comprises ?
-- Les fiches dont un partenaire est la province elle-même ou un lieu de cette province.
-- :province  nom, français ou dans sa langue, slug, ou parenthèse imprimée ; vide : toutes
SELECT
  l.id, l.numero, l.intitule, l.forme, l.region, l.partenaire, l.partenaire_local, l.niveau,
  l.province, l.annee_debut, l.slug, l.ligne_debut, l.ligne_fin
FROM v_liens l
JOIN partenaires y ON y.id = l.partenaire_id
WHERE trim(coalesce(:province, '')) = '' OR y.province_id IN (
  SELECT id FROM provinces
  WHERE instr('|' || lower(trim(:province)) || '|', '|' || slug || '|') > 0
    OR lower(trim(:province)) IN (lower(nom), nom_local, lower(iso_3166_2), gb2260)
  UNION SELECT province_id FROM noms WHERE lower(nom) = lower(trim(:province))
)
  OR (y.province_id IS NULL
    AND instr('|' || lower(trim(:province)) || '|', '|' || lower(y.rattachement) || '|') > 0)
ORDER BY l.province, l.numero, l.id
