/** The chooser's rules without DOM, function by function as in handbook/chooser/rules.py: change both. */
(() => {
  "use strict";

  const EI = 0, SELVITA = 1, SUOSITELLAAN = 2;

  /**
   * @param {Criterion} criterion
   * @param {string[]} chosen
   */
  const level = ({ sopii, selvita }, chosen) => {
    if (chosen.some((id) => sopii.includes(id))) return SUOSITELLAAN;
    return chosen.some((id) => selvita.includes(id)) ? SELVITA : EI;
  };

  /** @param {Criterion} criterion */
  const possible = ({ sopii, selvita, ei }) => [
    ...(sopii.length ? [SUOSITELLAAN] : []),
    ...(selvita.length ? [SELVITA] : []),
    ...(ei.length ? [EI] : []),
  ];

  /** @param {Service} service */
  const highest = (service) => (service.enintaan ? SELVITA : SUOSITELLAAN);

  /** @param {number[]} levels */
  const best = (levels) => Math.max(EI, ...levels);

  /**
   * Whether the answer to `id` can still change the level of some service, whatever is answered later.
   * @param {Rules} rules
   * @param {string} id
   * @param {Answers} given
   */
  function matters(rules, id, given) {
    return rules.palvelut.some((service) => {
      let ceiling = highest(service), floor = EI;
      /** @type {number[]} */
      let own = [];
      for (const group of service.ryhmat) {
        const mine = group.find(({ kysymys }) => kysymys === id);
        const unknown = mine ? Math.min : Math.max;
        const levels = group.filter((criterion) => criterion !== mine).map((criterion) =>
          given.has(criterion.kysymys)
            ? level(criterion, given.get(criterion.kysymys) ?? [])
            : unknown(...possible(criterion)));
        if (mine) {
          own = possible(mine);
          floor = best(levels);
        } else {
          ceiling = Math.min(ceiling, best(levels));
        }
      }
      return new Set(own.map((one) => Math.min(ceiling, Math.max(floor, one)))).size > 1;
    });
  }

  /**
   * The questions asked of someone who answers so, up to and including the first one not answered.
   * @type {ChooserRules["asked"]}
   */
  const asked = (rules, answers) => {
    const questions = [], given = new Map();
    for (const question of rules.kysymykset) {
      if (!matters(rules, question.id, given)) continue;
      questions.push(question);
      if (!answers.has(question.id)) break;
      given.set(question.id, answers.get(question.id));
    }
    return questions;
  };

  /**
   * The reasons of one deciding criterion: ends of the level's sentence.
   * @param {Question} question
   * @param {Criterion} criterion
   * @param {number} result
   * @param {string[]} chosen
   */
  function reasons(question, criterion, result, chosen) {
    const { huomio: notes = {}, sopii, selvita, tulkinta: interpreted = [] } = criterion;
    const mine = level(criterion, chosen);
    const options = question.vaihtoehdot.filter(({ id }) =>
      chosen.includes(id) && level(criterion, [id]) === mine);
    const own = result !== EI || !question.monivalinta || options.some((option) => option.poissulkeva);
    const text = (/** @type {Option} */ option) =>
      Object.hasOwn(notes, option.id) ? notes[option.id]
        : result === SELVITA ? question.selvita : option.lause;
    let texts = options.filter(({ id }) => own || Object.hasOwn(notes, id)).map(text);
    if (!texts.length) {
      const missing = question.vaihtoehdot.filter(({ id }) => (sopii.length ? sopii : selvita).includes(id));
      const together = missing.filter((option) => !option.poissulkeva);
      texts = (together.length ? together : missing).map((option) => option.lause_ei ?? "");
    }
    return [...new Set(texts)].map((teksti) => ({
      teksti,
      kysymys: question.id,
      tulkinta: options.some((one) => interpreted.includes(one.id) && (!own || text(one) === teksti)),
    }));
  }

  /**
   * The outcome of one service.
   * @param {Rules} rules
   * @param {Service} service
   * @param {Answers} answers
   * @returns {Outcome}
   */
  function outcomeOf(rules, service, answers) {
    const groups = service.ryhmat
      .map((group) => group.filter(({ kysymys }) => answers.has(kysymys)).map((criterion) => {
        const chosen = answers.get(criterion.kysymys) ?? [];
        return { criterion, chosen, mine: level(criterion, chosen) };
      }))
      .filter((group) => group.length)
      .map((group) => ({ group, highest: best(group.map(({ mine }) => mine)) }));
    const lowest = Math.min(SUOSITELLAAN, ...groups.map((group) => group.highest));
    const result = Math.min(lowest, highest(service));
    const deciding = groups.filter((group) => group.highest === lowest)
      .flatMap(({ group }) => group.filter(({ mine }) => mine === lowest));
    let parts = deciding.map(({ criterion, chosen }) => {
      const [question] = rules.kysymykset.filter(({ id }) => id === criterion.kysymys);
      return {
        knows: question.vaihtoehdot.some((option) => chosen.includes(option.id) && !option.avoin),
        reasons: reasons(question, criterion, result, chosen),
      };
    });
    const knowing = parts.filter((part) => part.knows);
    if (result === SUOSITELLAAN && knowing.length) parts = knowing;
    return { palvelu: service.id, taso: result, perustelut: parts.flatMap((part) => part.reasons) };
  }

  /**
   * Every outcome, the best level first and each level in the order of the data.
   * @type {ChooserRules["evaluate"]}
   */
  const evaluate = (rules, answers) => rules.palvelut.map((service) => outcomeOf(rules, service, answers))
    .sort((one, other) => other.taso - one.taso);

  /**
   * The messages of answers that contradict each other.
   * @type {ChooserRules["contradictions"]}
   */
  const contradictions = (rules, answers) => rules.ristiriidat
    .filter(({ jos: conditions }) => Object.entries(conditions)
      .every(([id, options]) => answers.get(id)?.some((one) => options.includes(one))))
    .map(({ viesti: message }) => message);

  /**
   * Answers out of `location.hash`. Whatever the questions do not know is passed over; the first answer to a
   * question stands, and an answer that could not be given on the page counts as none.
   * @type {ChooserRules["parse"]}
   */
  const parse = (rules, hash) => {
    let text = hash.startsWith("#!") ? hash.slice(2) : "";
    try {
      text = decodeURIComponent(text);
    } catch {
      // A half-copied link: what can be read as it stands is read.
    }
    const given = new Map();
    for (const part of text.split("&")) {
      const [id, value = ""] = part.split("=");
      if (!given.has(id)) given.set(id, value.split("."));
    }
    const answers = new Map();
    for (const { id, monivalinta, vaihtoehdot: options } of rules.kysymykset) {
      const chosen = options.filter((option) => given.get(id)?.includes(option.id));
      const alone = chosen.some((option) => option.poissulkeva);
      if (chosen.length === 1 || (monivalinta && chosen.length && !alone)) {
        answers.set(id, chosen.map((option) => option.id));
      }
    }
    return answers;
  };

  /**
   * The link to answers, from its `#` on.
   * @type {ChooserRules["fragment"]}
   */
  const fragment = (answers) =>
    "#!" + [...answers].map(([id, chosen]) => `${id}=${chosen.join(".")}`).join("&");

  globalThis.chooserRules = Object.freeze({
    asked, evaluate, contradictions, parse, fragment,
    LEVELS: Object.freeze(["ei", "selvita", "suositellaan"]),
  });
})();
