-- Quels liens une source extérieure, Wikidata par exemple, confirme-t-elle ?
-- Un lien sans source : on ne sait pas s’il vit encore, et rien de plus.
-- :source  mots du nom de la source ; vide : toutes, et les liens dont rien n’est dit
SELECT
  l.id, l.numero, l.collectivite, l.partenaire, coalesce(k.enonce, 'inconnu') AS enonce, k.date,
  s.nom AS source, s.licence, l.slug
FROM v_liens l
LEFT JOIN confirmations k ON k.partenariats_partenaires_id = l.id
LEFT JOIN sources s ON s.id = k.source_id
WHERE trim(coalesce(:source, '')) = ''
  OR instr(lower(s.nom), lower(trim(:source)))
ORDER BY k.id IS NULL, l.numero, l.id
