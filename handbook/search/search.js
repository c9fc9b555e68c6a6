/**
 * Finnish for the theme's search. The build (handbook/search.py) writes this to the end of lunr.fi.min.js, the theme's word
 * splitter for Finnish, which the search loads before it reads the index. "lunr" is the theme's search engine, lunr 2.3.
 *
 * The index knows the pages by base forms. For each word of a query it is first looked up which base forms may be meant, and
 * then where those stand. So a word stands in the index once, however many words lead to it.
 */
(() => {
  "use strict";

  const { fi } = lunr;
  /** How much a part of a compound, or a synonym, weighs beside the word itself. */
  const OSA = 0.8;
  /** For a word or words as they stand on the pages: their base forms. */
  const perusmuodot = new Map();
  /** For the stem of a synonym: the base forms it means. */
  const synonyymit = new Map();
  /** For the stem of a base form, of a part of it or of a synonym: the base forms that answer to it, and how well. */
  const vastaavat = new Map();
  /** The words whose stems those are, also without dots: for words that are still being typed. */
  const sanat = new Map();
  /** The first words of several that have a base form together, and how many there are at most. */
  const ilmaustenAlut = new Set();
  let pisinIlmaus = 1;
  let pisinSynonyymi = 1;

  /** A word without its ending, "lääkärille" → "lääkär": good enough for the words that the dictionary does not know. */
  const vartalo = (ilmaus) => ilmaus.split(" ").map((sana) => fi.stemmer(sana)).join(" ");
  /** A word without its dots, for those who have none on their keyboard. */
  const pisteeton = (sana) => sana.normalize("NFD").replace(/\p{M}/gu, "");
  const kelpaa = (sana) => fi.stopWordFilter(sana) !== undefined;
  /** The words of what a reader types. "Y 100" is "Y100"; the theme adds a "*" to every word and a "1" to a "~". */
  const sanoiksi = (teksti) => teksti.toLowerCase().replace(/[~^]\d+/g, " ").replace(/(^|[^\p{L}])(\p{L})\*? (?=\d)/gu, "$1$2")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

  const lisaa = (taulu, sana, perus, paino) => {
    const kanta = vartalo(sana);
    if (taulu === vastaavat) sanat.set(sana, kanta).set(pisteeton(sana), kanta);
    for (const muoto of /[^a-z ]/.test(kanta) ? [kanta, pisteeton(kanta)] : [kanta]) {
      if (!taulu.has(muoto)) taulu.set(muoto, new Map());
      taulu.get(muoto).set(perus, Math.max(paino, taulu.get(muoto).get(perus) ?? 0));
    }
  };

  // The settings of a field are the only way from the index to here (see handbook/search.py).
  const { field, build } = lunr.Builder.prototype;
  lunr.Builder.prototype.field = function (nimi, asetukset) {
    const jokainen = (taulu, lue) => Object.entries(taulu).forEach(([perus, sanat]) => sanat.forEach((sana) => lue(sana, perus)));
    if (asetukset.sanasto) {
      jokainen(asetukset.sanasto.muodot, (ilmaus, perus) => {
        perusmuodot.set(ilmaus, [...(perusmuodot.get(ilmaus) ?? []), perus]);
        const [alku, ...loput] = ilmaus.split(" ");
        if (loput.length) ilmaustenAlut.add(alku);
        pisinIlmaus = Math.max(pisinIlmaus, 1 + loput.length);
      });
      jokainen(asetukset.sanasto.osat, (osa, perus) => lisaa(vastaavat, osa, perus, OSA));
      jokainen(asetukset.sanasto.synonyymit, (teksti, perus) => {
        const hakusana = sanoiksi(teksti).join(" ");
        pisinSynonyymi = Math.max(pisinSynonyymi, hakusana.split(" ").length);
        lisaa(vastaavat, hakusana, perus, OSA);
        lisaa(synonyymit, hakusana, perus, OSA);
      });
    }
    field.call(this, nimi, asetukset);
  };
  lunr.Builder.prototype.build = function () {
    for (const perus of Object.keys(this.invertedIndex)) lisaa(vastaavat, perus, perus, 1);
    return build.call(this);
  };

  /** A word of the pages goes into the index by its base forms; the first of some words that mean one thing, also by theirs. */
  const perusmuodoiksi = (token, i, tokenit) => {
    const loytyvat = (perusmuodot.get(String(token)) ?? [String(token)]).filter(kelpaa);
    const pisin = ilmaustenAlut.has(String(token)) ? Math.min(pisinIlmaus, tokenit.length - i) : 1;
    for (let n = 2, ilmaus = String(token); n <= pisin; n += 1) {
      ilmaus = `${ilmaus} ${tokenit[i + n - 1]}`;
      loytyvat.push(...(perusmuodot.get(ilmaus) ?? []));
    }
    return loytyvat.map((perus) => token.clone(() => perus));
  };
  lunr.Pipeline.registerFunction(perusmuodoiksi, "perusmuodoiksi");
  lunr.fi = Object.assign(function () {
    this.pipeline.reset();
    this.pipeline.add(perusmuodoiksi);
    this.searchPipeline.reset();
  }, fi);

  // How rare a word is counts once for the word (below), neither for each base form nor by how many of them there are.
  lunr.idf = () => 1;
  lunr.Vector.prototype.similarity = function (toinen) {
    return this.dot(toinen);
  };

  /**
   * What to search for, by stems: words, and words that together are one synonym (TE-toimisto). No single letters, no words that
   * stand everywhere; a dozen words is enough.
   */
  const haettavat = (kysely) => {
    const sanat = sanoiksi(kysely).slice(0, 12).map((sana) => sana.slice(0, 40));
    const haut = new Map();
    for (let i = 0, n; i < sanat.length; i += n) {
      for (n = Math.min(pisinSynonyymi, sanat.length - i); n > 1; n -= 1) {
        if (synonyymit.has(vartalo(sanat.slice(i, i + n).join(" ")))) break;
      }
      const haku = sanat.slice(i, i + n).join(" ");
      if (n > 1 || (haku.length > 1 && kelpaa(haku))) haut.set(vartalo(haku), haku);
    }
    return haut;
  };

  // lunr's query language takes "TYM:n" for a field and "-" for a word that must not be found. Readers only type words.
  lunr.QueryLexer.prototype.run = function () {
    this.lexemes = [{ type: lunr.QueryLexer.TERM, str: this.str, start: 0, end: this.str.length }];
  };
  lunr.QueryParser.prototype.parse = function () {
    for (const kanta of haettavat(this.lexer.str).keys()) this.query.term(kanta, {});
    return this.query;
  };
  // The theme asks this which words to call missing from a result. It would call every inflected word missing.
  lunr.stopWordFilter = () => undefined;
  lunr.Pipeline.registerFunction(lunr.stopWordFilter, "kaikki loytyvat");

  /** The base forms that answer to stems, [stem, weight] each, and how well: as well as the best of them. */
  const parhaat = (vartalot) => {
    const loytyneet = new Map();
    for (const [muoto, paino] of vartalot) {
      for (const [perus, osuvuus] of vastaavat.get(muoto) ?? []) {
        loytyneet.set(perus, Math.max(paino * osuvuus, loytyneet.get(perus) ?? 0));
      }
    }
    return loytyneet;
  };
  let taivutetut;
  /** Base forms of the words that have this stem: the pages' "polun" tells what the reader's "polulla" is. */
  const taipuvat = (kanta) => {
    if (!taivutetut) {
      taivutetut = new Map();
      for (const [sana, muodot] of perusmuodot) for (const perus of muodot) lisaa(taivutetut, sana, perus, 1);
    }
    return taivutetut.get(kanta)?.keys() ?? [];
  };
  const painolla = (paino, vartalot) => [...vartalot].map((muoto) => [muoto, paino]);
  const alkavat = (alku) => [...sanat].filter(([sana]) => sana.startsWith(alku)).map(([, kanta]) => kanta);
  let muotojoukko;
  /** Stems that differ from this by so many slips. An end more or less is no slip but another word: "tulostin", "tulos". */
  const lahella = (kanta, virheita) => {
    muotojoukko ??= lunr.TokenSet.fromArray([...vastaavat.keys()].sort());
    return muotojoukko.intersect(lunr.TokenSet.fromFuzzyString(kanta, virheita)).toArray()
      .filter((muoto) => !muoto.startsWith(kanta) && !kanta.startsWith(muoto));
  };

  /** Ways to understand a word, the surest first; the first that finds anything is enough. */
  const tulkinnat = function* (kanta, sana) {
    const kohteet = [...synonyymit.get(kanta)?.keys() ?? []];
    const tunnettu = kohteet.length || vastaavat.get(kanta)?.get(sana) === 1;
    const omat = perusmuodot.get(sana) ?? [sana, ...(tunnettu ? [] : taipuvat(kanta))];
    // The word itself and what it is a synonym of; while it is being typed, the words that begin so. A short word is mostly whole.
    const varmat = [...painolla(1, omat.map(vartalo)), ...painolla(OSA, kohteet.map(vartalo))];
    const alkuina = painolla(0.2, alkavat(sana));
    yield sana.length > 3 ? [...varmat, ...alkuina] : varmat;
    yield alkuina;
    // One slip, in a very long word two. Short words are too like each other.
    if (kanta.length > 5) yield painolla(0.1, lahella(kanta, 1));
    if (kanta.length > 8) yield painolla(0.1, lahella(kanta, 2));
    // Of a compound that the handbook does not have: its longest end or beginning that the handbook has, at least half of it.
    const puolet = Math.floor(sana.length / 2);
    for (let n = sana.length - 2; n >= Math.max(8, puolet); n -= 1) yield painolla(0.1, [vartalo(sana.slice(-n))]);
    for (let n = sana.length - 2; n >= Math.max(6, puolet); n -= 1) yield painolla(0.1, alkavat(sana.slice(0, n)));
  };

  const etsi = (index, kanta, sana) => {
    for (const vartalot of tulkinnat(kanta, sana)) {
      const loytyneet = parhaat(vartalot);
      // An empty query would find everything.
      const osumat = loytyneet.size && index.query((query) => loytyneet.forEach((boost, perus) => query.term(perus, { boost })));
      if (osumat.length) return osumat;
    }
    return [];
  };

  /**
   * lunr's search, word by word: a section is the better the more of the words it has, above all the rare ones, and a page is
   * the better the more of its sections have them.
   */
  lunr.Index.prototype.search = function (kysely) {
    const tulokset = new Map();
    let painoja = 0;
    for (const [kanta, sana] of haettavat(kysely)) {
      const osumat = etsi(this, kanta, sana);
      const paino = osumat.length && 1 / Math.sqrt(osumat.length);
      painoja += paino;
      for (const { ref, score, matchData } of osumat) {
        if (!tulokset.has(ref)) tulokset.set(ref, { ref, pisteet: 0, paino: 0, merkityt: new Set(), metadata: {} });
        const tulos = tulokset.get(ref);
        tulos.pisteet += paino * score;
        tulos.paino += paino;
        const paikat = (tulos.metadata[kanta] = {});
        for (const kentat of Object.values(matchData.metadata)) {
          for (const [kentta, { position }] of Object.entries(kentat)) {
            // The title of the page helps a section that has another of the words; alone it is no find.
            if (kentta === "sivu") continue;
            // Each place once: the theme would mark it again for every base form that stands there.
            const uudet = position.filter((paikka) => !tulos.merkityt.has(`${kentta} ${paikka}`));
            for (const paikka of uudet) tulos.merkityt.add(`${kentta} ${paikka}`);
            paikat[kentta] = { position: [...(paikat[kentta]?.position ?? []), ...uudet] };
          }
        }
      }
    }
    const kohdat = [...tulokset.values()].filter(({ merkityt }) => merkityt.size);
    const sivut = new Map();
    for (const kohta of kohdat) {
      kohta.sivu = kohta.ref.split("#")[0];
      kohta.pisteet *= (kohta.paino / painoja) ** 2;
      sivut.set(kohta.sivu, (sivut.get(kohta.sivu) ?? 0) + kohta.pisteet);
    }
    return kohdat.map(({ ref, sivu, pisteet, metadata }) => ({
      ref,
      // The theme multiplies a page by five and a section by two: here the page is left a quarter ahead.
      score: (pisteet + 0.8 * sivut.get(sivu)) * (ref === sivu ? 0.5 : 1),
      matchData: { metadata },
    }));
  };
})();
