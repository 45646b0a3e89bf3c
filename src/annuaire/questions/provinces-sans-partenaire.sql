-- Quelles provinces n’ont pas de partenaire français ?
SELECT r.id, r.nom, r.nom_local, r.transcription, r.niveau, r.chef_lieu, r.iso_3166_2, r.slug
FROM provinces r
WHERE NOT EXISTS (
  SELECT 1 FROM partenaires y JOIN partenariats_partenaires pp ON pp.partenaire_id = y.id
  WHERE y.province_id = r.id
)
ORDER BY r.gb2260, r.id
