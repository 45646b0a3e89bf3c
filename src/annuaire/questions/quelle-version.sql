-- De quelle version des données s’agit-il ?
SELECT id, cle, valeur FROM meta ORDER BY id
