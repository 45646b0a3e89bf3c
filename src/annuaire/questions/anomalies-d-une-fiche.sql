-- Quelles sont les anomalies d’une fiche, avec ses lignes ?
-- :fiche  slug ou numéro de la fiche ; vide : toutes, et ce qui est hors des fiches
SELECT
  a.id, p.slug AS fiche, a.ligne, a.ligne_fin, a.code, a.gravite, a.message, a.valeur_source,
  a.valeur_corrigee, l.texte AS texte_de_la_ligne
FROM anomalies a
LEFT JOIN partenariats p ON p.id = a.partenariat_id
LEFT JOIN lignes l ON l.repertoire_id = a.repertoire_id AND l.numero = a.ligne
WHERE trim(coalesce(:fiche, '')) = ''
  OR instr('|' || lower(trim(:fiche)) || '|', '|' || p.slug || '|') > 0
  OR CAST(p.numero AS TEXT) = trim(:fiche)
ORDER BY a.repertoire_id, a.ligne, a.id
