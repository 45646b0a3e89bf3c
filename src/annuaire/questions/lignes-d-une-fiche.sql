-- Que dit la source d’une fiche, ligne à ligne ?
-- Les lignes telles qu’imprimées, avec ce que chacune est.
-- :fiche  slug ou numéro de la fiche ; vide : toutes les fiches
SELECT l.id, p.slug AS fiche, l.numero AS ligne, l.texte, l.role, l.etiquette
FROM lignes l
JOIN partenariats p ON p.id = l.partenariat_id
WHERE trim(coalesce(:fiche, '')) = ''
  OR instr('|' || lower(trim(:fiche)) || '|', '|' || p.slug || '|') > 0
  OR CAST(p.numero AS TEXT) = trim(:fiche)
ORDER BY l.repertoire_id, l.numero
