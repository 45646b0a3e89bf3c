-- Quels numéros un téléphone peut-il composer ?
-- Les numéros valables, au format international, à côté de ce qui est imprimé.
-- :qualite  elu, agent ou autre (contacts seulement) ; vide : tous, collectivités comprises
SELECT * FROM (
  SELECT
    p.slug AS fiche, 'collectivité' AS de, c.nom_court AS nom, NULL AS qualite, c.telephone,
    c.telephone_autre, c.telephone_source, c.ligne_debut
  FROM collectivites c JOIN partenariats p ON p.collectivite_id = c.id
  UNION ALL
  SELECT
    p.slug, 'contact', k.nom, k.qualite, k.telephone, k.telephone_autre, k.telephone_source,
    k.ligne_debut
  FROM contacts k JOIN partenariats p ON p.id = k.partenariat_id
)
WHERE telephone IS NOT NULL
  AND (trim(coalesce(:qualite, '')) = ''
    OR instr('|' || lower(trim(:qualite)) || '|', '|' || qualite || '|') > 0)
ORDER BY ligne_debut
