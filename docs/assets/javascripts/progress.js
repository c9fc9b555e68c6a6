/**
 * Progress of the orientation training, kept in this browser only, and the elements that show it.
 *
 * One key of localStorage maps content keys (data-avain: a case, a question or a page as it now reads) to results. Where the
 * browser does not store, results last as long as the page and the reader is told so; all else works. All markup and
 * wording is in macros/templates/: text is only ever set as text.
 *
 * @typedef {number[]} Tulos right options chosen, right options in all, wrong options chosen; empty for a page that was read
 */
(() => {
  "use strict";

  const TALLENNE = "tyokyvyn-tuen-kasikirja:perehdytys";
  const LUVUT = ["oikein", "kaikki", "vaarin"];
  const muutokset = new EventTarget();
  /** @type {Map<string, Tulos>} */
  let tulokset = new Map();
  let tallentaa = true;

  /** What was stored, as far as it makes sense: it may be another version's, or anyone's. */
  function pura(teksti) {
    try {
      const kelpaa = ([, tulos]) => Array.isArray(tulos) && tulos.every(Number.isInteger);
      return new Map(Object.entries(JSON.parse(teksti) ?? {}).filter(kelpaa));
    } catch {
      return new Map();
    }
  }

  /** Does something to the storage; whether that is allowed and there is room for it shows only in doing it. */
  function kokeile(teko) {
    try {
      teko(localStorage);
      tallentaa = true;
    } catch {
      tallentaa = false;
    }
  }

  function lataa() {
    // What could not be stored is known to this page only.
    if (tallentaa) kokeile((muisti) => { tulokset = pura(muisti.getItem(TALLENNE)); });
  }

  function paivita() {
    lataa();
    muutokset.dispatchEvent(new Event("muutos"));
  }

  /**
   * Stores a result, or with `null` takes it away.
   * @param {string} avain
   * @param {?Tulos} tulos
   */
  function merkitse(avain, tulos) {
    lataa(); // another tab may have stored since
    if (tulos) tulokset.set(avain, tulos);
    else tulokset.delete(avain);
    kokeile((muisti) => muisti.setItem(TALLENNE, JSON.stringify(Object.fromEntries(tulokset))));
    muutokset.dispatchEvent(new Event("muutos"));
  }

  function tyhjenna() {
    tulokset.clear();
    kokeile((muisti) => muisti.removeItem(TALLENNE));
    muutokset.dispatchEvent(new Event("muutos"));
  }

  /** @returns {"tekematta"|"tehty"|"taysin"} */
  function tila(tulos) {
    if (!tulos) return "tekematta";
    const [oikein, kaikki, vaarin] = tulos;
    return oikein === kaikki && vaarin === 0 ? "taysin" : "tehty";
  }

  /** Shows the state of everything in it that has a content key, and counts them. */
  class Edistyminen extends HTMLElement {
    #onMuutos = () => this.nayta();

    connectedCallback() {
      muutokset.addEventListener("muutos", this.#onMuutos);
      this.addEventListener("change", ({ target }) => {
        if (target.matches('[data-osa="luettu"]')) {
          merkitse(target.closest("[data-avain]").dataset.avain, target.checked ? [] : null);
        }
      });
      this.querySelector('[data-osa="tyhjenna"]')?.addEventListener("click", ({ target }) => {
        if (confirm(target.dataset.kysymys)) tyhjenna();
      });
      this.nayta();
    }

    disconnectedCallback() {
      muutokset.removeEventListener("muutos", this.#onMuutos);
    }

    /** The part of `juuri` that the template names so. */
    osa(nimi, juuri = this) {
      const osa = juuri.querySelector(`[data-osa="${nimi}"]`);
      if (!osa) throw new Error(`<${this.localName}>: the template has no part "${nimi}"`);
      return osa;
    }

    nayta() {
      for (const kohta of this.querySelectorAll("[data-avain]")) this.#naytaKohta(kohta);
      const joukot = [...this.querySelectorAll("[data-edistyminen]"), ...(this.matches("[data-edistyminen]") ? [this] : [])];
      joukot.forEach((joukko) => this.#naytaJoukko(joukko));
      for (const viesti of this.querySelectorAll('[data-osa="ei-tallennu"]')) viesti.hidden = tallentaa;
    }

    #naytaKohta(kohta) {
      const tulos = tulokset.get(kohta.dataset.avain);
      kohta.dataset.tila = tila(tulos);
      for (const osa of kohta.querySelectorAll("[data-tilassa]")) osa.hidden = osa.dataset.tilassa !== kohta.dataset.tila;
      for (const osa of kohta.querySelectorAll("[data-luku]")) osa.textContent = tulos?.[LUVUT.indexOf(osa.dataset.luku)] ?? "";
      for (const ruutu of kohta.querySelectorAll('[data-osa="luettu"]')) ruutu.checked = Boolean(tulos);
    }

    #naytaJoukko(joukko) {
      const kohdat = [...joukko.querySelectorAll("[data-avain]")];
      const tekematta = kohdat.filter((kohta) => kohta.dataset.tila === "tekematta");
      const maarat = {
        tehtyja: kohdat.length - tekematta.length,
        taysin: kohdat.filter((kohta) => kohta.dataset.tila === "taysin").length,
      };
      joukko.dataset.edistyminen = maarat.tehtyja === 0 ? "alussa" : tekematta.length ? "kesken" : "valmis";
      for (const [nimi, maara] of Object.entries(maarat)) {
        for (const osa of joukko.querySelectorAll(`[data-osa="${nimi}"]`)) osa.textContent = maara;
      }
      for (const palkki of joukko.querySelectorAll("progress")) palkki.value = maarat.tehtyja;
      const seuraava = joukko.querySelector('[data-osa="seuraava"]');
      if (seuraava) {
        const linkki = tekematta[0]?.querySelector("a");
        this.osa("jatko", joukko).hidden = !linkki;
        seuraava.href = linkki?.getAttribute("href") ?? "";
        seuraava.textContent = linkki?.textContent ?? "";
      }
    }
  }

  /** The way on along the path by which the reader came: the address names it, `#!polku=<id>`. */
  class Palkki extends Edistyminen {
    #polku = "";
    #onHashChange = () => this.#naytaPolku();

    connectedCallback() {
      super.connectedCallback();
      addEventListener("hashchange", this.#onHashChange);
      this.#naytaPolku();
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      removeEventListener("hashchange", this.#onHashChange);
    }

    #naytaPolku() {
      // A section's anchor takes the path's place in the address. The history then remembers it, for a reload and the way back.
      this.#polku = location.hash.match(/^#!polku=(.*)$/)?.[1] ?? history.state?.polku ?? this.#polku;
      if (this.#polku) history.replaceState({ ...history.state, polku: this.#polku }, "");
      for (const polku of this.querySelectorAll("[data-polku]")) polku.hidden = polku.dataset.polku !== this.#polku;
    }
  }

  lataa();
  addEventListener("storage", paivita);
  // A browser that goes back shows the page as it was left, or puts its checkboxes back after the scripts have run.
  addEventListener("pageshow", paivita);
  globalThis.perehdytys = Object.freeze({ Edistyminen, merkitse });
  customElements.define("perehdytys-edistyminen", Edistyminen);
  customElements.define("perehdytys-palkki", Palkki);
})();
