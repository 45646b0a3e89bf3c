-- Quels textes contiennent ces mots ?
-- Les mots, dans cet ordre, accents et capitales indifférents ; la recherche du site trouve davantage.
-- :mots  un mot ou une suite de mots ; vide : tous les textes des fiches
SELECT t.id, v.numero, v.intitule, v.rubrique, v.texte, v.slug, v.ligne_debut, v.ligne_fin
FROM textes t
JOIN v_textes v ON v.id = t.id
WHERE trim(coalesce(:mots, '')) = '' OR t.id IN (
  SELECT rowid FROM recherche
  WHERE plie MATCH '"' || replace(replace(replace(replace(replace(
    coalesce(:mots, ''), '"', '""'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae') || '"'
)
ORDER BY t.id
