/**
 * A series of exercises: choose, check, and read why.
 *
 * Each exercise's answer stands on the page (it is what readers without JavaScript see): its options make the form, and
 * copies of them make the feedback. Which exercise shows is the stylesheet's, by :target. All markup and wording is in
 * macros/templates/_exercises.html.jinja.
 */
(() => {
  "use strict";

  const { Edistyminen, merkitse } = globalThis.perehdytys;

  class Sarja extends Edistyminen {
    #avoin = null;
    #onHashChange = () => this.#avaa(true);

    connectedCallback() {
      super.connectedCallback();
      addEventListener("hashchange", this.#onHashChange);
      this.#avaa(false);
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      removeEventListener("hashchange", this.#onHashChange);
    }

    /** A copy of a template's content. */
    #malli(nimi) {
      return this.querySelector(`template[data-malli="${nimi}"]`).content.cloneNode(true);
    }

    /** Makes ready the exercise that the address names; the focus follows the reader there, and back to the list. */
    #avaa(siirraKohdistus) {
      const edellinen = this.#avoin;
      this.#avoin = [...this.querySelectorAll(".tk-tehtava")].find(({ id }) => location.hash === `#${id}`) ?? null;
      if (this.#avoin && !this.#avoin.querySelector("form, .tk-palaute")) this.#kysy(this.#avoin);
      if (!siirraKohdistus) return;
      if (this.#avoin) this.osa("otsikko", this.#avoin).focus();
      else if (edellinen && location.hash === `#${this.dataset.luettelo}`) this.querySelector(`a[href="#${edellinen.id}"]`).focus();
    }

    #vaihtoehdot(tehtava) {
      return [...this.osa("vastaus", tehtava).querySelectorAll("[data-vaihtoehto]")];
    }

    #kysy(tehtava) {
      const nakyma = this.osa("nakyma", tehtava);
      const malli = this.#malli("lomake");
      const lomake = malli.firstElementChild;
      const yksi = "yksi" in nakyma.dataset;
      this.osa("valitse-yksi", lomake).hidden = !yksi;
      this.osa("valitse-kaikki", lomake).hidden = yksi;
      const jarjestys = this.#vaihtoehdot(tehtava).sort((a, b) => a.dataset.jarjestys - b.dataset.jarjestys);
      this.osa("vaihtoehdot", lomake).append(...jarjestys.map((vaihtoehto) => {
        const rivi = this.#malli("vaihtoehto");
        const syote = rivi.querySelector("input");
        syote.type = yksi ? "radio" : "checkbox";
        syote.value = vaihtoehto.dataset.vaihtoehto;
        this.osa("teksti", rivi).textContent = this.osa("nimi", vaihtoehto).textContent;
        return rivi;
      }));
      lomake.addEventListener("submit", (event) => {
        event.preventDefault();
        const valitut = new Set([...lomake.querySelectorAll("input:checked")].map((syote) => syote.value));
        if (valitut.size) this.#arvioi(tehtava, valitut);
        else this.#virhe(lomake);
      });
      nakyma.replaceChildren(malli);
    }

    /** As GOV.UK's error summary: announced, in focus, and a link to the first field. */
    #virhe(lomake) {
      const virhe = this.osa("virhe", lomake);
      virhe.hidden = false;
      this.osa("virhelinkki", lomake).onclick = (event) => {
        event.preventDefault();
        lomake.querySelector("input").focus();
      };
      virhe.focus();
    }

    #arvioi(tehtava, valitut) {
      const nakyma = this.#malli("palaute");
      const vaihtoehdot = this.#vaihtoehdot(tehtava);
      const kuuluu = ({ dataset: { vaihtoehto, arvo } }) => valitut.has(vaihtoehto) ? arvo : arvo === "oikein" ? "puuttuu" : "muut";
      const ryhmassa = (nimi) => vaihtoehdot.filter((vaihtoehto) => kuuluu(vaihtoehto) === nimi);
      for (const ryhma of nakyma.querySelectorAll("[data-ryhma]")) {
        const omat = ryhmassa(ryhma.dataset.ryhma);
        ryhma.hidden = !omat.length;
        ryhma.querySelector("ul").append(...omat.map((vaihtoehto) => vaihtoehto.cloneNode(true)));
      }
      const lisaksi = this.osa("vastaus", tehtava).querySelector('[data-osa="lisaksi"]');
      if (lisaksi) this.osa("lisaksi", nakyma).append(...lisaksi.cloneNode(true).childNodes);
      this.osa("uudelleen", nakyma).addEventListener("click", () => {
        this.#kysy(tehtava);
        this.osa("otsikko", tehtava).focus();
      });
      const oikein = ryhmassa("oikein").length;
      const palaute = this.osa("palaute", nakyma);
      this.osa("nakyma", tehtava).replaceChildren(nakyma);
      merkitse(tehtava.dataset.avain, [oikein, oikein + ryhmassa("puuttuu").length, ryhmassa("vaarin").length]);
      palaute.focus();
    }
  }

  customElements.define("perehdytys-sarja", Sarja);
})();
