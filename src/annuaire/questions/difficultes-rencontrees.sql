-- Quelles difficultés ont été rencontrées ?
-- Les textes des fiches qui parlent de difficultés, de problèmes, d’obstacles ou de manques.
-- :province  nom ou slug d’une province partenaire, ou parenthèse imprimée ; vide : toutes
SELECT
  t.id, p.numero, p.intitule, t.rubrique, t.texte, p.slug, t.ligne_debut, t.ligne_fin
FROM recherche r
JOIN textes t ON t.id = r.rowid
JOIN partenariats p ON p.id = t.partenariat_id
WHERE r.plie MATCH 'difficult* OR probleme* OR obstacle* OR frein* OR manque* OR insuffisan* OR faible* OR lourdeur* OR limit* OR ralenti* OR interromp* OR suspen*'
  AND t.rubrique IN ('bilan', 'perspectives', 'origine', 'action', 'autre')
  AND (trim(coalesce(:province, '')) = '' OR p.id IN (
    SELECT pp.partenariat_id
    FROM partenariats_partenaires pp JOIN partenaires y ON y.id = pp.partenaire_id
    WHERE y.province_id IN (
      SELECT id FROM provinces
      WHERE instr('|' || lower(trim(:province)) || '|', '|' || slug || '|') > 0
        OR lower(trim(:province)) IN (lower(nom), nom_local)
      UNION SELECT province_id FROM noms WHERE lower(nom) = lower(trim(:province))
    )
      OR (y.province_id IS NULL
        AND instr('|' || lower(trim(:province)) || '|', '|' || lower(y.rattachement) || '|') > 0)
  ))
ORDER BY p.id, t.ligne_debut, t.id
