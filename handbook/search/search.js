/**
 * Finnish for the theme's search. The build (handbook/search/index.py) writes this to the end of
 * lunr.fi.min.js, the theme's word splitter for Finnish, which the search loads before it reads the index.
 * "lunr" is the theme's search engine, lunr 2.3.
 *
 * The index knows the pages by base forms. For each word of a query it is first looked up which base forms
 * may be meant, and then where those stand. So a word stands in the index once, however many words lead to
 * it.
 */
(() => {
  "use strict";

  /**
   * @typedef {Map<string, Map<string, number>>} Table for a stem: base forms, and how well each answers to it
   * @typedef {[stem: string, weight: number]} Weighted
   * @typedef {{ref: string, page: string, points: number, weight: number, marked: Set<string>,
   *   metadata: Record<string, Record<string, {position: unknown[]}>>}} Section
   */

  const { fi } = lunr;
  /** How much a part of a compound, or a synonym, weighs beside the word itself. */
  const PART = 0.8;
  /**
   * For a word or words as they stand on the pages: their base forms.
   * @type {Map<string, string[]>}
   */
  const baseForms = new Map();
  /**
   * For the stem of a synonym: the base forms it means.
   * @type {Table}
   */
  const synonyms = new Map();
  /**
   * For the stem of a base form, of a part of it or of a synonym: the base forms that answer to it.
   * @type {Table}
   */
  const answering = new Map();
  /**
   * The words whose stems those are, also without dots: for words that are still being typed.
   * @type {Map<string, string>}
   */
  const words = new Map();
  /** The first words of several that have a base form together, and how many there are at most. */
  const phraseStarts = new Set();
  let longestPhrase = 1;
  let longestSynonym = 1;

  /**
   * A word without its ending, "lääkärille" → "lääkär": good enough for words that the dictionary does not
   * know.
   * @param {string} phrase
   * @returns {string}
   */
  const stem = (phrase) => phrase.split(" ").map((word) => fi.stemmer(word)).join(" ");
  /**
   * A word without its dots, for those who have none on their keyboard.
   * @param {string} word
   */
  const undotted = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");
  /** @param {string} word */
  const meaningful = (word) => fi.stopWordFilter(word) !== undefined;
  /**
   * The words of what a reader types. "Y 100" is "Y100"; the theme adds a "*" to every word and a "1" to a
   * "~".
   * @param {string} text
   * @returns {string[]}
   */
  const toWords = (text) => text.toLowerCase().replace(/[~^]\d+/g, " ")
    .replace(/(^|[^\p{L}])(\p{L})\*? (?=\d)/gu, "$1$2").match(/[\p{L}\p{N}]+/gu) ?? [];

  /**
   * @param {Table} table
   * @param {string} word
   * @param {string} base
   * @param {number} weight
   */
  const add = (table, word, base, weight) => {
    const root = stem(word);
    if (table === answering) words.set(word, root).set(undotted(word), root);
    for (const form of /[^a-z ]/.test(root) ? [root, undotted(root)] : [root]) {
      const bases = table.get(form) ?? new Map();
      table.set(form, bases.set(base, Math.max(weight, bases.get(base) ?? 0)));
    }
  };

  // The settings of a field are the only way from the index to here (see handbook/search/index.py).
  const { field, build } = lunr.Builder.prototype;
  /**
   * @param {string} name
   * @param {{sanasto?: Record<"muodot" | "osat" | "synonyymit", Record<string, string[]>>}} settings
   */
  lunr.Builder.prototype.field = function (name, settings) {
    /**
     * @param {Record<string, string[]>} table
     * @param {(word: string, base: string) => void} read
     */
    const each = (table, read) => {
      for (const [base, words] of Object.entries(table)) words.forEach((word) => read(word, base));
    };
    if (settings.sanasto) {
      each(settings.sanasto.muodot, (phrase, base) => {
        baseForms.set(phrase, [...(baseForms.get(phrase) ?? []), base]);
        const [start, ...rest] = phrase.split(" ");
        if (rest.length) phraseStarts.add(start);
        longestPhrase = Math.max(longestPhrase, 1 + rest.length);
      });
      each(settings.sanasto.osat, (part, base) => add(answering, part, base, PART));
      each(settings.sanasto.synonyymit, (text, base) => {
        const term = toWords(text).join(" ");
        longestSynonym = Math.max(longestSynonym, term.split(" ").length);
        add(answering, term, base, PART);
        add(synonyms, term, base, PART);
      });
    }
    field.call(this, name, settings);
  };
  lunr.Builder.prototype.build = function () {
    for (const base of Object.keys(this.invertedIndex)) add(answering, base, base, 1);
    return build.call(this);
  };

  /**
   * A word of the pages goes into the index by its base forms; the first of some words that mean one thing,
   * also by theirs.
   * @param {any} token
   * @param {number} i
   * @param {any[]} tokens
   */
  const toBaseForms = (token, i, tokens) => {
    const found = (baseForms.get(String(token)) ?? [String(token)]).filter(meaningful);
    const longest = phraseStarts.has(String(token)) ? Math.min(longestPhrase, tokens.length - i) : 1;
    for (let n = 2, phrase = String(token); n <= longest; n += 1) {
      phrase = `${phrase} ${tokens[i + n - 1]}`;
      found.push(...(baseForms.get(phrase) ?? []));
    }
    return found.map((base) => token.clone(() => base));
  };
  lunr.Pipeline.registerFunction(toBaseForms, "toBaseForms");
  lunr.fi = Object.assign(/** @this {any} */ function () {
    this.pipeline.reset();
    this.pipeline.add(toBaseForms);
    this.searchPipeline.reset();
  }, fi);

  // How rare a word is counts once for the word (below), neither for each base form nor by how many of them
  // there are.
  lunr.idf = () => 1;
  /** @param {unknown} other */
  lunr.Vector.prototype.similarity = function (other) {
    return this.dot(other);
  };

  /**
   * What to search for, by stems: words, and words that together are one synonym (TE-toimisto). No single
   * letters, no words that stand everywhere; a dozen words is enough.
   * @param {string} query
   * @returns {Map<string, string>}
   */
  const searchTerms = (query) => {
    const words = toWords(query).slice(0, 12).map((word) => word.slice(0, 40));
    const terms = new Map();
    for (let i = 0, n; i < words.length; i += n) {
      for (n = Math.min(longestSynonym, words.length - i); n > 1; n -= 1) {
        if (synonyms.has(stem(words.slice(i, i + n).join(" ")))) break;
      }
      const term = words.slice(i, i + n).join(" ");
      if (n > 1 || (term.length > 1 && meaningful(term))) terms.set(stem(term), term);
    }
    return terms;
  };

  // lunr's query language takes "TYM:n" for a field and "-" for a word that must not be found. Readers only
  // type words.
  lunr.QueryLexer.prototype.run = function () {
    this.lexemes = [{ type: lunr.QueryLexer.TERM, str: this.str, start: 0, end: this.str.length }];
  };
  lunr.QueryParser.prototype.parse = function () {
    for (const root of searchTerms(this.lexer.str).keys()) this.query.term(root, {});
    return this.query;
  };
  // The theme asks this which words to call missing from a result. It would call every inflected word
  // missing.
  lunr.stopWordFilter = () => undefined;
  lunr.Pipeline.registerFunction(lunr.stopWordFilter, "noneMissing");

  /**
   * The base forms that answer to stems, and how well: as well as the best of them.
   * @param {Weighted[]} stems
   * @returns {Map<string, number>}
   */
  const best = (stems) => {
    const found = new Map();
    for (const [form, weight] of stems) {
      for (const [base, fit] of answering.get(form) ?? []) {
        found.set(base, Math.max(weight * fit, found.get(base) ?? 0));
      }
    }
    return found;
  };
  /** @type {Table} */
  const inflected = new Map();
  /**
   * Base forms of the words that have this stem: the pages' "polun" tells what the reader's "polulla" is.
   * @param {string} root
   */
  const inflectedFrom = (root) => {
    if (!inflected.size) {
      for (const [word, forms] of baseForms) for (const base of forms) add(inflected, word, base, 1);
    }
    return inflected.get(root)?.keys() ?? [];
  };
  /**
   * @param {number} weight
   * @param {string[]} stems
   * @returns {Weighted[]}
   */
  const weighted = (weight, stems) => stems.map((form) => [form, weight]);
  /**
   * Stems of the words that begin so.
   * @param {string} start
   */
  const beginning = (start) => [...words].filter(([word]) => word.startsWith(start)).map(([, root]) => root);
  /** @type {any} */
  let formSet;
  /**
   * Stems that differ from this by so many slips. An end more or less is no slip but another word:
   * "tulostin", "tulos".
   * @param {string} root
   * @param {number} slips
   * @returns {string[]}
   */
  const near = (root, slips) => {
    formSet ??= lunr.TokenSet.fromArray([...answering.keys()].sort());
    return formSet.intersect(lunr.TokenSet.fromFuzzyString(root, slips)).toArray()
      .filter((/** @type {string} */ form) => !form.startsWith(root) && !root.startsWith(form));
  };

  /**
   * Ways to understand a word, the surest first; the first that finds anything is enough.
   * @param {string} root
   * @param {string} word
   */
  const interpretations = function* (root, word) {
    const targets = [...synonyms.get(root)?.keys() ?? []];
    const known = targets.length || answering.get(root)?.get(word) === 1;
    const own = baseForms.get(word) ?? [word, ...(known ? [] : inflectedFrom(root))];
    // The word itself and what it is a synonym of; while it is being typed, the words that begin so. A short
    // word is mostly whole.
    const sure = [...weighted(1, own.map(stem)), ...weighted(PART, targets.map(stem))];
    const prefixed = weighted(0.2, beginning(word));
    yield word.length > 3 ? [...sure, ...prefixed] : sure;
    yield prefixed;
    // One slip, in a very long word two. Short words are too like each other.
    if (root.length > 5) yield weighted(0.1, near(root, 1));
    if (root.length > 8) yield weighted(0.1, near(root, 2));
    // Of a compound that the handbook does not have: its longest end or beginning that the handbook has, at
    // least half of it.
    const half = Math.floor(word.length / 2);
    for (let n = word.length - 2; n >= Math.max(8, half); n -= 1) yield weighted(0.1, [stem(word.slice(-n))]);
    for (let n = word.length - 2; n >= Math.max(6, half); n -= 1) {
      yield weighted(0.1, beginning(word.slice(0, n)));
    }
  };

  /**
   * What one word finds.
   * @param {any} index
   * @param {string} root
   * @param {string} word
   */
  const find = (index, root, word) => {
    for (const stems of interpretations(root, word)) {
      const found = best(stems);
      // An empty query would find everything.
      if (!found.size) continue;
      const hits = index.query((/** @type {any} */ query) => {
        found.forEach((boost, base) => query.term(base, { boost }));
      });
      if (hits.length) return hits;
    }
    return [];
  };

  /**
   * lunr's search, word by word: a section is the better the more of the words it has, above all the rare
   * ones, and a page is the better the more of its sections have them.
   * @param {string} query
   */
  lunr.Index.prototype.search = function (query) {
    /** @type {Map<string, Section>} */
    const results = new Map();
    let weights = 0;
    for (const [root, word] of searchTerms(query)) {
      const hits = find(this, root, word);
      const weight = hits.length && 1 / Math.sqrt(hits.length);
      weights += weight;
      for (const { ref, score, matchData } of hits) {
        const [page] = ref.split("#");
        /** @type {Section} */
        const result = results.get(ref)
          ?? { ref, page, points: 0, weight: 0, marked: new Set(), metadata: {} };
        results.set(ref, result);
        result.points += weight * score;
        result.weight += weight;
        /** @type {Section["metadata"][string]} */
        const places = {};
        result.metadata[root] = places;
        for (const fields of Object.values(matchData.metadata)) {
          for (const [fieldName, { position }] of Object.entries(fields)) {
            // The title of the page helps a section that has another of the words; alone it is no find.
            if (fieldName === "sivu") continue;
            // Each place once: the theme would mark it again for every base form that stands there.
            const mark = (/** @type {unknown} */ place) => `${fieldName} ${place}`;
            const fresh = position.filter((/** @type {unknown} */ place) => !result.marked.has(mark(place)));
            for (const place of fresh) result.marked.add(mark(place));
            places[fieldName] = { position: [...(places[fieldName]?.position ?? []), ...fresh] };
          }
        }
      }
    }
    const sections = [...results.values()].filter(({ marked }) => marked.size);
    const pages = new Map();
    for (const section of sections) {
      section.points *= (section.weight / weights) ** 2;
      pages.set(section.page, (pages.get(section.page) ?? 0) + section.points);
    }
    return sections.map(({ ref, page, points, metadata }) => ({
      ref,
      // The theme multiplies a page by five and a section by two: here the page is left a quarter ahead.
      score: (points + 0.8 * pages.get(page)) * (ref === page ? 0.5 : 1),
      matchData: { metadata },
    }));
  };
})();
