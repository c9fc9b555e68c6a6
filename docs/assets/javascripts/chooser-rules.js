/**
 * The rules engine of the service chooser, pure and without DOM: the same as handbook/chooser.py, function by function.
 * What the rules mean is told there; the tests walk every set of answers through both. Change both or neither.
 *
 * @typedef {{id: string, teksti: string, lause: string, lause_ei?: string, avoin?: boolean, poissulkeva?: boolean}} Vaihtoehto
 * @typedef {{id: string, kysymys: string, ohje?: string, miksi: string, selvita: string, monivalinta?: boolean,
 *   vaihtoehdot: Vaihtoehto[]}} Kysymys
 * @typedef {{kysymys: string, sopii: string[], selvita: string[], ei: string[], huomio?: Object<string, string>}} Kriteeri
 * @typedef {{id: string, enintaan?: "selvita", ryhmat: Kriteeri[][]}} Palvelu
 * @typedef {{kysymykset: Kysymys[], palvelut: Palvelu[], ristiriidat: {jos: Object<string, string[]>, viesti: string}[]}} Saannot
 * @typedef {Map<string, string[]>} Vastaukset question id → ids of the chosen options
 * @typedef {{palvelu: string, taso: 0|1|2, perustelut: {teksti: string, kysymys: string}[]}} Tulos
 */
(() => {
  "use strict";

  const EI = 0, SELVITA = 1, SUOSITELLAAN = 2;

  const taso = (kriteeri, valitut) =>
    valitut.some((v) => kriteeri.sopii.includes(v)) ? SUOSITELLAAN
      : valitut.some((v) => kriteeri.selvita.includes(v)) ? SELVITA : EI;

  const mahdolliset = ({ sopii, selvita, ei }) =>
    [[SUOSITELLAAN, sopii], [SELVITA, selvita], [EI, ei]].filter(([, lista]) => lista.length).map(([t]) => t);

  const ylin = (palvelu) => (palvelu.enintaan ? SELVITA : SUOSITELLAAN);

  const parhain = (tasot) => Math.max(EI, ...tasot);

  /** Whether the answer to `tunnus` can still change the level of some service, whatever is answered later. */
  function matters(saannot, tunnus, annetut) {
    return saannot.palvelut.some((palvelu) => {
      let katto = ylin(palvelu), pohja = EI, omat = [];
      for (const ryhma of palvelu.ryhmat) {
        const oma = ryhma.find((k) => k.kysymys === tunnus);
        const tasot = ryhma.filter((k) => k !== oma).map((k) =>
          annetut.has(k.kysymys) ? taso(k, annetut.get(k.kysymys)) : Math[oma ? "min" : "max"](...mahdolliset(k)));
        if (oma) {
          omat = mahdolliset(oma);
          pohja = parhain(tasot);
        } else {
          katto = Math.min(katto, parhain(tasot));
        }
      }
      return new Set(omat.map((t) => Math.min(katto, Math.max(pohja, t)))).size > 1;
    });
  }

  /**
   * The questions asked of someone who answers so, up to and including the first one not answered.
   * @param {Saannot} saannot
   * @param {Vastaukset} vastaukset
   * @returns {Kysymys[]}
   */
  function asked(saannot, vastaukset) {
    const kysytyt = [], annetut = new Map();
    for (const kysymys of saannot.kysymykset) {
      if (!matters(saannot, kysymys.id, annetut)) continue;
      kysytyt.push(kysymys);
      if (!vastaukset.has(kysymys.id)) break;
      annetut.set(kysymys.id, vastaukset.get(kysymys.id));
    }
    return kysytyt;
  }

  /** The reasons of one deciding criterion: the ends of the sentence that the level begins. */
  function perustelut(kysymys, kriteeri, tulos, valitut) {
    const { huomio = {}, sopii, selvita } = kriteeri;
    const oma = taso(kriteeri, valitut);
    const teksti = (v, muuten) => (Object.hasOwn(huomio, v.id) ? huomio[v.id] : muuten);
    const vaihtoehdot = kysymys.vaihtoehdot.filter((v) => valitut.includes(v.id) && taso(kriteeri, [v.id]) === oma);
    if (tulos === SELVITA) return [...new Set(vaihtoehdot.map((v) => teksti(v, kysymys.selvita)))];
    if (tulos === SUOSITELLAAN || !kysymys.monivalinta || vaihtoehdot.some((v) => v.poissulkeva)) {
      return vaihtoehdot.map((v) => teksti(v, v.lause));
    }
    const huomiot = vaihtoehdot.filter((v) => Object.hasOwn(huomio, v.id)).map((v) => huomio[v.id]);
    const puuttuvat = kysymys.vaihtoehdot.filter((v) => (sopii.length ? sopii : selvita).includes(v.id));
    const yhdessa = puuttuvat.filter((v) => !v.poissulkeva);
    return huomiot.length ? huomiot : (yhdessa.length ? yhdessa : puuttuvat).map((v) => v.lause_ei);
  }

  /** The outcome of one service. */
  function laske(saannot, palvelu, vastaukset) {
    const katto = ylin(palvelu);
    const ryhmat = palvelu.ryhmat
      .map((ryhma) => ryhma.filter((k) => vastaukset.has(k.kysymys))
        .map((kriteeri) => ({ kriteeri, oma: Math.min(taso(kriteeri, vastaukset.get(kriteeri.kysymys)), katto) })))
      .filter((ryhma) => ryhma.length)
      .map((ryhma) => ({ ryhma, paras: parhain(ryhma.map((k) => k.oma)) }));
    const tulos = Math.min(katto, ...ryhmat.map((r) => r.paras));
    let osat = ryhmat.filter((r) => r.paras === tulos).flatMap((r) => r.ryhma.filter((k) => k.oma === tulos))
      .map(({ kriteeri }) => {
        const kysymys = saannot.kysymykset.find((k) => k.id === kriteeri.kysymys);
        const valitut = vastaukset.get(kysymys.id);
        return {
          tietaa: kysymys.vaihtoehdot.some((v) => valitut.includes(v.id) && !v.avoin),
          perustelut: perustelut(kysymys, kriteeri, tulos, valitut).map((teksti) => ({ teksti, kysymys: kysymys.id })),
        };
      });
    if (tulos === SUOSITELLAAN && osat.some((osa) => osa.tietaa)) osat = osat.filter((osa) => osa.tietaa);
    return { palvelu: palvelu.id, taso: tulos, perustelut: osat.flatMap((osa) => osa.perustelut) };
  }

  /**
   * Every outcome with its level and reasons, the best level first and each level in the order of the data.
   * @param {Saannot} saannot
   * @param {Vastaukset} vastaukset
   * @returns {Tulos[]}
   */
  const evaluate = (saannot, vastaukset) =>
    saannot.palvelut.map((palvelu) => laske(saannot, palvelu, vastaukset)).sort((a, b) => b.taso - a.taso);

  /** The messages of answers that contradict each other. */
  const contradictions = (saannot, vastaukset) =>
    saannot.ristiriidat
      .filter(({ jos }) => Object.entries(jos).every(([id, arvot]) => vastaukset.get(id)?.some((v) => arvot.includes(v))))
      .map(({ viesti }) => viesti);

  /**
   * Answers out of a link's fragment. Whatever the questions do not know is passed over; the first answer to a question
   * stands, and an answer that could not be given on the page counts as none.
   * @param {Saannot} saannot
   * @param {string} hash as in `location.hash`
   * @returns {Vastaukset}
   */
  function parse(saannot, hash) {
    let teksti = hash.startsWith("#!") ? hash.slice(2) : "";
    try {
      teksti = decodeURIComponent(teksti);
    } catch {
      // A half-copied link: what can be read as it stands is read.
    }
    const annetut = new Map();
    for (const osa of teksti.split("&")) {
      const [id, arvo = ""] = osa.split("=");
      if (!annetut.has(id)) annetut.set(id, arvo.split("."));
    }
    const vastaukset = new Map();
    for (const { id, monivalinta, vaihtoehdot } of saannot.kysymykset) {
      const valitut = vaihtoehdot.filter((v) => annetut.get(id)?.includes(v.id));
      if (valitut.length === 1 || (monivalinta && valitut.length && !valitut.some((v) => v.poissulkeva))) {
        vastaukset.set(id, valitut.map((v) => v.id));
      }
    }
    return vastaukset;
  }

  /** The link to answers, from its `#` on. */
  const fragment = (vastaukset) =>
    "#!" + [...vastaukset].map(([id, valitut]) => `${id}=${valitut.join(".")}`).join("&");

  globalThis.chooserRules = Object.freeze({
    asked, evaluate, contradictions, parse, fragment, TASOT: Object.freeze(["ei", "selvita", "suositellaan"]),
  });
})();
