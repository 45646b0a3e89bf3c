-- Quelles valeurs ont été corrigées, lesquelles viennent d’une référence, et avec quelle confiance ?
-- :confiance  haute, moyenne ou basse (références seulement) ; vide : tout
SELECT * FROM (
  SELECT
    'correction' AS provenance, p.slug AS fiche, a.code AS sujet, a.valeur_source,
    a.valeur_corrigee AS valeur, NULL AS confiance, a.message AS sources, a.ligne
  FROM anomalies a LEFT JOIN partenariats p ON p.id = a.partenariat_id
  WHERE a.valeur_corrigee IS NOT NULL
  UNION ALL
  SELECT
    'référence', p.slug, 'identifiants : ' || c.nom_court, c.nom, c.autorite, c.confiance,
    c.sources, c.ligne_debut
  FROM collectivites c JOIN partenariats p ON p.collectivite_id = c.id
  WHERE c.sources IS NOT NULL
  UNION ALL
  SELECT
    'référence', p.slug, 'identifiants : ' || coalesce(y.nom_court, y.nom), pp.libelle,
    y.gb2260, y.confiance, y.sources, pp.ligne_debut
  FROM partenariats_partenaires pp
  JOIN partenaires y ON y.id = pp.partenaire_id
  JOIN partenariats p ON p.id = pp.partenariat_id
  WHERE y.sources IS NOT NULL
)
WHERE trim(coalesce(:confiance, '')) = ''
  OR instr('|' || lower(trim(:confiance)) || '|', '|' || confiance || '|') > 0
ORDER BY provenance, ligne, sujet
