/**
 * The service chooser on the page: one question at a time, then the result with reasons.
 *
 * All state is in the address, after "#!": Back, reload and a shared link work by themselves, and nothing of it reaches
 * a server. All markup and wording is in macros/templates/chooser.html.jinja: views are its <template>s, and
 * what is told of a service or of the ground of a reason is copied from the decision table. Text is only ever set as text.
 */
(() => {
  "use strict";

  const { asked, evaluate, contradictions, parse, fragment, TASOT } = globalThis.chooserRules;

  class PalveluValitsin extends HTMLElement {
    #saannot = JSON.parse(this.dataset.saannot);
    #sivunNimi = document.title;
    /** Answers once given on this visit, so that a question returned to shows the answer it had. */
    #muistetut = new Map();
    #onHashChange = () => {
      if (location.hash.startsWith("#!") || !location.hash) this.#render().focus();
      else this.#openTarget();
    };
    /** The theme opens every details for printing and leaves it so. */
    #onAfterPrint = () => {
      delete this.dataset.tuloste;
      this.#showAll(this.hasAttribute("data-kaikki"));
    };

    connectedCallback() {
      this.#showAll(false);
      const summary = this.querySelector("#kaikki-kysymykset > summary");
      summary.addEventListener("click", () => this.toggleAttribute("data-kaikki", !this.#osa("kaikki").open));
      this.#osa("tulosta-kaikki").hidden = false;
      this.#osa("tulosta-kaikki").addEventListener("click", () => this.#print("kaikki"));
      addEventListener("hashchange", this.#onHashChange);
      addEventListener("afterprint", this.#onAfterPrint);
      this.#render();
      this.#openTarget();
    }

    disconnectedCallback() {
      removeEventListener("hashchange", this.#onHashChange);
      removeEventListener("afterprint", this.#onAfterPrint);
      document.title = this.#sivunNimi;
    }

    /** The part of `juuri` that the template names so. */
    #osa(nimi, juuri = this) {
      const osa = juuri.querySelector(`[data-osa="${nimi}"]`);
      if (!osa) throw new Error(`<palvelu-valitsin>: the template has no part "${nimi}"`);
      return osa;
    }

    /** A copy of a template's content. */
    #malli(nimi) {
      return this.querySelector(`template[data-malli="${nimi}"]`).content.cloneNode(true);
    }

    /** Opens the list of all questions and rules when the address leads into it. */
    #openTarget() {
      const kaikki = this.#osa("kaikki");
      const kohde = document.getElementById(location.hash.slice(1));
      if (kohde && kaikki.contains(kohde)) {
        this.#showAll(true);
        kohde.scrollIntoView();
      }
    }

    #showAll(auki) {
      this.#osa("kaikki").open = auki;
      this.toggleAttribute("data-kaikki", auki);
    }

    /** Shows what the address says; returns the heading, for focus. */
    #render() {
      const vastaukset = parse(this.#saannot, location.hash);
      vastaukset.forEach((valitut, id) => this.#muistetut.set(id, valitut));
      const kysytyt = asked(this.#saannot, vastaukset);
      const annetut = new Map(kysytyt.filter(({ id }) => vastaukset.has(id)).map(({ id }) => [id, vastaukset.get(id)]));
      const nakyma = annetut.size < kysytyt.length ? this.#question(kysytyt, vastaukset) : this.#result(annetut);
      if (annetut.size) nakyma.append(this.#answers(annetut, vastaukset));
      const otsikko = this.#osa("otsikko", nakyma);
      document.title = `${otsikko.textContent} – ${this.#sivunNimi}`;
      this.#osa("nakyma").replaceChildren(nakyma);
      return otsikko;
    }

    #question(kysytyt, vastaukset) {
      const kysymys = kysytyt.at(-1);
      const nakyma = this.#malli("kysymys");
      const lomake = nakyma.querySelector("form");
      this.#osa("numero", nakyma).textContent = kysytyt.length;
      this.#osa("otsikko", nakyma).textContent = kysymys.kysymys;
      this.#osa("miksi", nakyma).textContent = kysymys.miksi;
      const ohje = this.#osa("ohje", nakyma);
      if (kysymys.ohje) ohje.textContent = kysymys.ohje;
      else ohje.remove();
      this.#osa("vaihtoehdot", nakyma).append(...kysymys.vaihtoehdot.map((vaihtoehto) => {
        const rivi = this.#malli("vaihtoehto");
        const syote = rivi.querySelector("input");
        syote.type = kysymys.monivalinta ? "checkbox" : "radio";
        syote.value = vaihtoehto.id;
        syote.checked = Boolean(this.#muistetut.get(kysymys.id)?.includes(vaihtoehto.id));
        this.#osa("teksti", rivi).textContent = vaihtoehto.teksti;
        return rivi;
      }));
      const edellinen = this.#osa("edellinen", nakyma);
      if (kysytyt.length > 1) edellinen.href = this.#without(kysytyt.at(-2).id, vastaukset);
      else edellinen.remove();
      lomake.addEventListener("change", ({ target }) => this.#uncheckExcluded(kysymys, lomake, target));
      lomake.addEventListener("submit", (event) => {
        event.preventDefault();
        const valitut = [...lomake.querySelectorAll("input:checked")].map((syote) => syote.value);
        if (valitut.length) location.hash = this.#with(kysymys.id, valitut, vastaukset);
        else this.#showError(lomake);
      });
      return nakyma;
    }

    /** "I can't say yet" goes with no other option. */
    #uncheckExcluded(kysymys, lomake, valittu) {
      if (!kysymys.monivalinta || !valittu.checked) return;
      const poissulkeva = (id) => Boolean(kysymys.vaihtoehdot.find((v) => v.id === id).poissulkeva);
      for (const syote of lomake.querySelectorAll("input:checked")) {
        if (syote !== valittu && (poissulkeva(valittu.value) || poissulkeva(syote.value))) syote.checked = false;
      }
    }

    /** As GOV.UK's error summary: told in the title, announced, in focus, and a link to the first field. */
    #showError(lomake) {
      const kentta = lomake.querySelector("input");
      const yhteenveto = this.#osa("virhe", lomake);
      const linkki = this.#osa("virhelinkki", lomake);
      yhteenveto.hidden = false;
      this.#osa("kenttavirhe", lomake).hidden = false;
      lomake.querySelector("fieldset").setAttribute("aria-describedby", "valitsin-virhe");
      linkki.href = location.hash || "#!";
      linkki.onclick = (event) => {
        event.preventDefault();
        kentta.focus();
      };
      document.title = `${lomake.dataset.virhe}${this.#osa("otsikko", lomake).textContent} – ${this.#sivunNimi}`;
      yhteenveto.focus();
    }

    #result(annetut) {
      const nakyma = this.#malli("tulos");
      const tulokset = evaluate(this.#saannot, annetut);
      for (const [taso, nimi] of TASOT.entries()) {
        const ryhma = this.#osa(nimi, nakyma);
        const omat = tulokset.filter((tulos) => tulos.taso === taso);
        ryhma.hidden = !omat.length;
        this.#osa("maara", ryhma).textContent = omat.length;
        this.#osa("lista", ryhma).append(...omat.map((tulos) => this.#outcome(tulos, nimi, ryhma.dataset.alku)));
      }
      this.#osa("varalla", nakyma).hidden = tulokset.some((tulos) => tulos.taso > 0);
      this.#osa("ristiriidat", nakyma).append(...contradictions(this.#saannot, annetut).map((viesti) => {
        const rivi = this.#malli("ristiriita");
        this.#osa("teksti", rivi).textContent = viesti;
        return rivi;
      }));
      this.#osa("tulosta", nakyma).addEventListener("click", () => this.#print("tulos"));
      this.#osa("kopioi", nakyma).addEventListener("click", ({ target }) => this.#copyLink(target.closest("section"), annetut));
      return nakyma;
    }

    /** One service of the result; its facts and grounds are copied from the decision table. */
    #outcome({ palvelu, perustelut }, taso, alku) {
      const saanto = this.querySelector(`[data-saanto="${palvelu}"]`);
      const rivi = this.#malli("palvelu");
      const kohta = rivi.firstElementChild;
      kohta.dataset.palvelu = palvelu;
      kohta.dataset.tulos = taso;
      this.#osa("nimi", rivi).append(this.#osa("linkki", saanto).cloneNode(true));
      this.#osa("alku", rivi).textContent = alku;
      this.#osa("perustelut", rivi).append(...perustelut.map(({ teksti, kysymys }) => {
        const perustelu = this.#malli("perustelu");
        const peruste = this.#osa("peruste", saanto.querySelector(`[data-kysymys="${kysymys}"]`));
        this.#osa("teksti", perustelu).textContent = teksti;
        this.#osa("peruste", perustelu).append(...peruste.cloneNode(true).childNodes);
        return perustelu;
      }));
      if (taso !== "ei") kohta.append(this.#osa("tiedot", saanto).cloneNode(true));
      return rivi;
    }

    #answers(annetut, vastaukset) {
      const nakyma = this.#malli("vastaukset");
      this.#osa("lista", nakyma).append(...[...annetut].map(([id, valitut]) => {
        const kysymys = this.#saannot.kysymykset.find((k) => k.id === id);
        const rivi = this.#malli("vastaus");
        const muuta = this.#osa("muuta", rivi);
        this.#osa("kysymys", rivi).textContent = kysymys.kysymys;
        this.#osa("vastaus", rivi).textContent =
          kysymys.vaihtoehdot.filter((v) => valitut.includes(v.id)).map((v) => v.teksti).join("; ");
        muuta.href = this.#without(id, vastaukset);
        this.#osa("mita", muuta).textContent = kysymys.kysymys;
        return rivi;
      }));
      this.#osa("alusta", nakyma).addEventListener("click", () => this.#muistetut.clear());
      return nakyma;
    }

    #without(id, vastaukset) {
      return fragment(new Map([...vastaukset].filter(([muu]) => muu !== id)));
    }

    #with(id, valitut, vastaukset) {
      const kaikki = new Map(vastaukset).set(id, valitut);
      return fragment(new Map(this.#saannot.kysymykset.filter((k) => kaikki.has(k.id)).map((k) => [k.id, kaikki.get(k.id)])));
    }

    async #copyLink(nakyma, annetut) {
      const osoite = new URL(fragment(annetut), location.href).href;
      const tila = this.#osa("kopioinnin-tila", nakyma);
      const kentta = this.#osa("linkki", nakyma);
      try {
        await navigator.clipboard.writeText(osoite);
        tila.textContent = tila.dataset.kopioitu;
      } catch {
        // No clipboard without https or a permission: the link itself is then shown, selected.
        tila.textContent = tila.dataset.kopioiItse;
        kentta.value = osoite;
        kentta.hidden = false;
        kentta.select();
      }
    }

    /** Prints the result, or all questions and rules, and leaves the other out. */
    #print(mita) {
      this.dataset.tuloste = mita;
      print();
    }
  }

  customElements.define("palvelu-valitsin", PalveluValitsin);
})();
