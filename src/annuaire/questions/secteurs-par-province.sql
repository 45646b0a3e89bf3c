-- Quels secteurs, avec quelles provinces ?
-- Une fiche compte une fois par secteur et par province, villes de la province comprises.
-- :province  nom ou slug de la province ; vide : toutes
-- :secteur  nom ou slug du secteur, ou un mot de son nom ; vide : tous
SELECT
  v.id, v.province, v.secteur, v.partenariats
FROM v_provinces_secteurs v
JOIN provinces r ON r.nom = v.province
JOIN secteurs s ON s.nom = v.secteur
WHERE (trim(coalesce(:province, '')) = ''
    OR instr('|' || lower(trim(:province)) || '|', '|' || r.slug || '|') > 0
    OR lower(trim(:province)) IN (lower(r.nom), r.nom_local)
    OR r.id IN (SELECT province_id FROM noms WHERE lower(nom) = lower(trim(:province))))
  AND (trim(coalesce(:secteur, '')) = ''
    OR instr('|' || lower(trim(:secteur)) || '|', '|' || s.slug || '|') > 0
    OR instr(lower(s.nom), lower(trim(:secteur))) > 0)
ORDER BY v.partenariats DESC, v.province, v.secteur
