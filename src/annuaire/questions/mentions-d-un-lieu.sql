-- Où un lieu est-il nommé, sous tous ses noms ?
-- Un lieu a plusieurs noms, d’hier et d’aujourd’hui, en plusieurs langues : tous sont cherchés.
-- :lieu  un nom de collectivité, de partenaire ou de province ; vide : tous les partenaires
WITH tous (lieu, nom) AS (
  SELECT 'partenaire ' || id, nom FROM partenaires
  UNION SELECT 'partenaire ' || id, nom_court FROM partenaires
  UNION SELECT 'partenaire ' || id, nom_local FROM partenaires
  UNION SELECT 'partenaire ' || partenaire_id, nom FROM noms WHERE partenaire_id IS NOT NULL
  UNION SELECT 'province ' || id, nom FROM provinces
  UNION SELECT 'province ' || id, nom_local FROM provinces
  UNION SELECT 'province ' || province_id, nom FROM noms WHERE province_id IS NOT NULL
  UNION SELECT 'collectivite ' || id, nom_court FROM collectivites
  UNION SELECT 'collectivite ' || collectivite_id, nom FROM noms WHERE collectivite_id IS NOT NULL
),
choisis (nom) AS (
  SELECT DISTINCT nom FROM tous
  WHERE nom IS NOT NULL AND lieu IN (
    SELECT lieu FROM tous
    WHERE CASE WHEN trim(coalesce(:lieu, '')) = '' THEN lieu LIKE 'partenaire %'
      ELSE instr('|' || lower(trim(:lieu)) || '|', '|' || lower(nom) || '|') > 0 END
  )
)
SELECT
  t.id, p.numero, p.intitule, t.rubrique, t.texte, group_concat(c.nom, ', ') AS noms, p.slug,
  t.ligne_debut, t.ligne_fin
FROM choisis c
JOIN recherche r ON r.plie MATCH '"' || replace(c.nom, '"', '""') || '"'
JOIN textes t ON t.id = r.rowid AND t.rubrique <> 'noms'
LEFT JOIN partenariats p ON p.id = t.partenariat_id
GROUP BY t.id
ORDER BY t.id
