// The search of the static copy: what `annuaire search` answers, asked of TEXTES (textes.js).
// The language of a search and its ranking are those of annuaire/reading/terms.py and search.py;
// the comments there say why. Nothing is fetched, so that it works on a folder of files.
"use strict";

const TOUT = 2, FORMES = 1, SAISI = 0; // levels: a longer word, another form, what was typed
const OUTILS = new Set(("a au aux avec ce ces d dans de des du en est et l la le les ou par pour qu que " +
  "qui sur un une and not of or the").split(" "));
const ET = new Set(["AND", "ET"]), OU = new Set(["OR", "OU"]), SAUF = new Set(["NOT", "SAUF"]);
const HAN = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const MOTS = /[\p{L}\p{N}]+/gu;

// --- folding

function plier(texte) {
  const lettres = (t) => Array.from(t, (c) => TEXTES.lettres[c] ?? c).join("");
  const nu = lettres(texte.replace(/\p{Cf}/gu, "")).normalize("NFKD").replace(/\p{Mn}/gu, "");
  const bas = lettres(nu.toLowerCase().replaceAll("ß", "ss"));
  return Array.from(bas, (c) => (TEXTES.joints.includes(c) ? " " : c)).join("").trim().split(/\s+/).join(" ");
}
const mots = (texte) => plier(texte).match(MOTS) ?? [];

// --- what was typed

function morceaux(texte) {
  const trouves = [];
  for (const m of texte.matchAll(/(-+)?(?:["«»“”„]([^"«»“”„]*)["«»“”„]?|([^\s"«»“”„]+))/g)) {
    const saisi = m[2] ?? m[3];
    const nu = m[2] === undefined ? saisi.replace(/^[([{'’‘]+/, "")
      .replace(/^(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu)['’‘ʼ`´](?=[\p{L}\p{N}_])/iu, "") : saisi;
    const formes = mots(nu);
    if (formes.length) trouves.push({ saisi: saisi.trim(), mots: formes, exact: m[2] !== undefined,
      moins: Boolean(m[1]), autres: [] });
  }
  return trouves;
}

function joindre(tous) {
  const joints = [];
  let attente = "";
  tous.forEach((m, rang) => {
    const signe = m.exact || m.moins ? "" : m.saisi, dernier = rang + 1 === tous.length;
    if ((OU.has(signe) || SAUF.has(signe)) && !dernier && !attente && (joints.length || SAUF.has(signe))) {
      attente = signe;
      return;
    }
    if (ET.has(signe) && joints.length && !dernier && !attente) return;
    const avant = joints[joints.length - 1];
    if (OU.has(attente) && avant.moins === m.moins) avant.autres.push(m);
    else joints.push({ ...m, moins: m.moins || SAUF.has(attente) });
    attente = "";
  });
  return joints;
}

function comprendre(texte) {
  const trouves = [new Map(), new Map()];
  for (const m of joindre(morceaux(texte))) {
    const formes = new Map();
    for (const un of [m, ...m.autres]) for (const f of formesDe(un)) {
      const cle = JSON.stringify([f.mots, f.debut, f.niveau]);
      if (!formes.has(cle)) formes.set(cle, f);
    }
    const outil = !m.exact && m.mots.length === 1 && OUTILS.has(m.mots[0]);
    const cle = [...formes.keys()].join(), groupe = trouves[m.moins ? 1 : 0];
    if (!groupe.has(cle)) groupe.set(cle, { formes: [...formes.values()], outil });
  }
  const voulus = [...trouves[0].values()], utiles = voulus.filter((t) => !t.outil);
  return { voulus: (utiles.length ? utiles : voulus).slice(0, 60), exclus: [...trouves[1].values()].slice(0, 60) };
}

function formesDe(m) {
  const dernier = m.mots[m.mots.length - 1], debut = m.mots.slice(0, -1);
  const formes = [{ mots: m.mots, debut: false, niveau: SAISI }];
  if (m.exact) return formes;
  for (const autre of autrement(m)) if (autre.length) formes.push({ mots: autre, debut: false, niveau: SAISI });
  const niveau = HAN.test(dernier) ? SAISI : FORMES;
  for (const f of autresFormes(dernier)) formes.push({ mots: [...debut, f], debut: false, niveau });
  if ([...dernier].length >= 4 || niveau === SAISI) formes.push({ mots: m.mots, debut: true, niveau: TOUT });
  return formes;
}

function autrement(m) {
  const entier = m.mots.join(""), trouves = [];
  const tel = /^(?:0|33)([1-9])([0-9]{8})$/.exec(entier);
  if (tel) trouves.push(["0" + tel[1], ...tel[2].match(/../g)]);
  if (m.mots.length > 1 && m.mots.length <= 6 && m.mots.every((mot) => [...mot].length === 1)) trouves.push([entier]);
  const sens = TEXTES.sigles[entier] ?? [];
  const capitales = m.saisi === m.saisi.toUpperCase() && m.saisi !== m.saisi.toLowerCase();
  if (/^\p{L}{2,6}$/u.test(entier) && m.mots.length === 1 && (sens.length || capitales)) trouves.push([...entier]);
  const nom = m.mots.join(" ");
  for (const autre of [...sens, ...(TEXTES.noms[nom] ?? TEXTES.noms[simplifier(nom)] ?? [])])
    trouves.push(autre.match(MOTS) ?? []);
  return trouves;
}

// --- what is known of words

const simplifier = (mot) => (HAN.test(mot) ? Array.from(mot, (c) => TEXTES.variantes[c] ?? c).join("") : mot);
const connus = new Set(), parRacine = new Map(), racinesDe = new Map(), radicaux = new Set();

function lireRacines() {
  for (const [nature, paires] of Object.entries(TEXTES.racines)) for (const [mot, racine] of paires) {
    connus.add(mot).add(racine);
    if (nature === "radical") radicaux.add(mot);
    const cle = nature + " " + racine;
    parRacine.set(cle, [...(parRacine.get(cle) ?? []), mot]);
    for (const nom of [mot, racine]) racinesDe.set(nom, new Set([...(racinesDe.get(nom) ?? []), cle]));
  }
}

function autresFormes(mot) {
  if (HAN.test(mot)) {
    const simple = simplifier(mot);
    return TEXTES.sinogrammes.filter(([, racine]) => racine.includes(simple)).map(([forme]) => forme).sort(ordre);
  }
  let connu = mot;
  if (!TEXTES.mots.has(mot)) for (const [fin, autre] of TEXTES.fins) {
    const racine = mot.slice(0, mot.length - fin.length) + autre;
    if (mot.endsWith(fin) && racine.length >= 3 && connus.has(racine)) { connu = racine; break; }
  }
  const formes = new Set();
  for (const cle of racinesDe.get(connu) ?? []) for (const forme of parRacine.get(cle) ?? [])
    if (radicaux.has(forme) && forme !== mot) formes.add(forme);
  return [...formes].sort(ordre);
}
const ordre = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// --- where words stand

function places(jetons, forme) {
  const fin = forme.mots.length - 1, trouves = [];
  for (let i = 0; i + fin < jetons.length; i++) {
    let j = 0;
    while (j <= fin && (j === fin && forme.debut ? jetons[i + j].startsWith(forme.mots[j]) : jetons[i + j] === forme.mots[j])) j++;
    if (j > fin) trouves.push(i);
  }
  return trouves;
}

function demandees(terme, niveau) {
  const pres = terme.formes.filter((f) => f.niveau <= niveau);
  const debuts = pres.filter((f) => f.debut && f.mots.length === 1).map((f) => f.mots[0]);
  const trouvees = new Map();
  for (const f of pres)
    if (f.debut || f.mots.length > 1 || !debuts.some((d) => f.mots[0].startsWith(d))) trouvees.set(f.mots.join(" ") + (f.debut ? "*" : ""), f);
  return [...trouvees.values()];
}
const tient = (colonnes, terme, niveau) =>
  demandees(terme, niveau).some((f) => colonnes.some((jetons) => places(jetons, f).length));

/** The rank that FTS5's bm25() gives a row, the best the lowest. */
function peser(lignes, poids, formes) {
  const taille = (l) => l.colonnes.reduce((somme, jetons) => somme + jetons.length, 0);
  const moyenne = lignes.reduce((somme, l) => somme + taille(l), 0) / lignes.length;
  const idf = formes.map((f) => {
    const n = lignes.filter((l) => l.colonnes.some((jetons) => places(jetons, f).length)).length;
    return Math.max(Math.log((lignes.length - n + 0.5) / (n + 0.5)), 1e-6);
  });
  return (ligne) => -formes.reduce((somme, f, i) => {
    const fois = ligne.colonnes.reduce((s, jetons, c) => s + poids[c] * places(jetons, f).length, 0);
    return somme + (idf[i] * fois * 2.2) / (fois + 1.2 * (0.25 + (0.75 * taille(ligne)) / moyenne));
  }, 0);
}

// --- the index

const index = { fiches: [], textes: [] };

function lire() {
  TEXTES.mots = new Set(Object.values(TEXTES.racines).flat().concat(TEXTES.sinogrammes).map(([mot]) => mot));
  lireRacines();
  index.textes = TEXTES.textes.map(([fiche, rubrique, texte, debut, fin], id) =>
    ({ id, fiche, rubrique, texte, debut, fin, colonnes: [mots(texte)] }));
  index.fiches = TEXTES.fiches.map(([slug, intitule, titre, acteurs], id) => {
    const siens = index.textes.filter((t) => t.fiche === id);
    const noms = siens.filter((t) => t.rubrique === "noms" || t.rubrique === "vocabulaire");
    const reste = siens.filter((t) => !noms.includes(t) && t.rubrique !== "titre");
    const ensemble = (liste) => liste.flatMap((t) => t.colonnes[0]);
    return { id, slug, intitule, siens, colonnes: [mots(titre), [...ensemble(noms), ...mots(acteurs)], ensemble(reste)] };
  });
}

// --- the answers

/** The items that answer, in order: records and their passages, then what stands outside of them. */
function chercher(saisie, passages = 3) {
  if (!index.textes.length) lire();
  const { voulus, exclus } = comprendre(saisie);
  const ecarte = (ligne) => exclus.some((t) => tient(ligne.colonnes, t, FORMES));
  if (!voulus.length) return exclus.length ? index.fiches.filter((f) => !ecarte(f)).map((f) => f.siens.find((t) => t.rubrique === "titre") ?? f.siens[0]) : [];
  const formes = (niveau) => voulus.flatMap((t) => demandees(t, niveau));
  const repond = (ligne) => voulus.every((t) => tient(ligne.colonnes, t, TOUT)) && !ecarte(ligne);
  const retenues = index.fiches.filter((f) => repond(f) && voulus.every((t) =>
    !t.formes.some((forme) => forme.mots.length > 1) || f.siens.some((s) => tient(s.colonnes, t, TOUT))));
  const proche = (f) => {
    const [titre, , texte] = f.colonnes;
    const rang = [[[titre, texte], SAISI], [[titre, texte], FORMES], [f.colonnes, FORMES]]
      .findIndex(([colonnes, niveau]) => voulus.every((t) => tient(colonnes, t, niveau)));
    return rang < 0 ? 3 : rang;
  };
  const note = peser(index.fiches, [10, 1, 1], [...formes(TOUT), ...exclus.flatMap((t) => demandees(t, FORMES))]);
  const classees = retenues.map((f) => [proche(f), note(f), f]).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2].id - b[2].id);
  const noteTexte = peser(index.textes, [1], formes(SAISI));
  const dehors = index.textes.filter((t) => t.fiche === null && repond(t));
  const noteDehors = peser(index.textes, [1], formes(TOUT));
  return [
    ...classees.flatMap(([, , f]) => extraits(f, formes, noteTexte).slice(0, passages)),
    ...dehors.map((t) => [noteDehors(t), t]).sort((a, b) => a[0] - b[0] || a[1].id - b[1].id).map(([, t]) => t),
  ];
}

function extraits(fiche, formes, note) {
  const parle = (t, niveau) => formes(niveau).some((f) => places(t.colonnes[0], f).length);
  const trouves = fiche.siens.filter((t) => parle(t, TOUT)).map((t) => {
    const rang = (t.rubrique === "noms") + 2 * (t.rubrique === "vocabulaire");
    return [rang, parle(t, SAISI) ? 0 : parle(t, FORMES) ? 1 : 2, parle(t, SAISI) ? note(t) : 0, t];
  }).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3].id - b[3].id);
  const gardes = trouves.filter(([rang], i) => rang < 2 || !i).map((t) => t[3]);
  return gardes.length ? gardes : [fiche.siens.find((t) => t.rubrique === "titre") ?? fiche.siens[0]];
}

// --- the page

/** Start and end, in the text as printed, of what was searched. */
function marques(texte, voulus) {
  const suite = [];
  for (const m of texte.matchAll(MOTS)) for (const mot of mots(m[0])) suite.push([mot, m.index, m.index + m[0].length]);
  const jetons = suite.map(([mot]) => mot);
  const trouvees = voulus.flatMap((t) => t.formes.flatMap((f) =>
    places(jetons, f).map((i) => [suite[i][1], suite[i + f.mots.length - 1][2]])));
  return trouvees.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((m, i, tous) => !tous.slice(0, i).some((a) => a[1] > m[0]));
}

function element(nom, enfants, attributs = {}) {
  const fait = Object.assign(document.createElement(nom), attributs);
  fait.append(...enfants);
  return fait;
}

function passage(texte, voulus) {
  const trouvees = marques(texte.texte, voulus), enfants = [];
  const debut = trouvees.length && trouvees[0][0] > 60 ? texte.texte.indexOf(" ", trouvees[0][0] - 48) + 1 : 0;
  const fin = Math.min(texte.texte.length, debut + 200);
  let ici = debut;
  for (const [a, b] of trouvees.filter(([a, b]) => a >= debut && b <= fin)) {
    enfants.push(texte.texte.slice(ici, a), element("mark", [texte.texte.slice(a, b)]));
    ici = b;
  }
  enfants.push(texte.texte.slice(ici, fin));
  return [debut ? "… " : "", ...enfants, fin < texte.texte.length ? " … " : " "];
}

function montrer() {
  const saisie = new URLSearchParams(location.search).get("q") ?? "", lieu = document.getElementById("reponses");
  if (!saisie.trim()) return;
  document.getElementById("q").value = saisie;
  const trouves = chercher(saisie), { voulus } = comprendre(saisie), articles = new Map();
  for (const t of trouves) {
    const fiche = index.fiches[t.fiche], page = fiche ? `fiche/${fiche.slug}` : "hors-fiches";
    if (!articles.has(t.fiche)) articles.set(t.fiche, element("ul", []));
    const ligne = element("a", [t.debut === t.fin ? `l.\u00a0${t.debut}` : `l.\u00a0${t.debut}-${t.fin}`],
      { className: "ligne", href: `${page}${fiche ? "/source" : ""}.html#l${t.debut}` });
    articles.get(t.fiche).append(element("li", [element("span", [`${TEXTES.rubriques[t.rubrique] ?? t.rubrique} : `],
      { className: "menu" }), ...passage(t, voulus), ligne]));
  }
  const nombre = [...articles.keys()].filter((f) => f !== null).length;
  lieu.append(element("p", [trouves.length ? `${nombre} ${nombre < 2 ? "fiche" : "fiches"}.` : "Rien n’a été trouvé. Essayez moins de mots, ou un autre nom."]));
  for (const [fiche, liste] of articles) {
    const f = index.fiches[fiche];
    const titre = f ? element("a", [f.intitule], { href: `fiche/${f.slug}.html` }) : "Hors des fiches : avant-propos et annexes";
    lieu.append(element("article", [element("h2", [titre]), liste]));
  }
}

if (typeof document !== "undefined") montrer();
