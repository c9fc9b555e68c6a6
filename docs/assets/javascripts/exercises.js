/**
 * A series of exercises: choose, check, and read why.
 *
 * Each exercise's answer stands on the page (it is what readers without JavaScript see): its options make the
 * form, and copies of them make the feedback. Which exercise shows is the stylesheet's, by :target. All
 * markup and wording is in macros/templates/_exercises.html.jinja.
 */
(() => {
  "use strict";

  const { Progress, record } = globalThis.training;

  class Exercises extends Progress {
    /** @type {?FoundElement} */
    #current = null;
    #onHashChange = () => this.#open(true);

    connectedCallback() {
      super.connectedCallback();
      addEventListener("hashchange", this.#onHashChange);
      this.#open(false);
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      removeEventListener("hashchange", this.#onHashChange);
    }

    /**
     * A copy of a template's content.
     * @param {string} name
     */
    #template(name) {
      return this.querySelector(`template[data-malli="${name}"]`).content.cloneNode(true);
    }

    /**
     * Makes ready the exercise that the address names; the focus follows the reader there, and back to the
     * list.
     * @param {boolean} moveFocus
     */
    #open(moveFocus) {
      const previous = this.#current;
      const exercises = [...this.querySelectorAll(".tk-tehtava")];
      this.#current = exercises.find(({ id }) => location.hash === `#${id}`) ?? null;
      if (this.#current && !this.#current.querySelector("form, .tk-palaute")) this.#ask(this.#current);
      if (!moveFocus) return;
      if (this.#current) {
        this.byName("otsikko", this.#current).focus();
      } else if (previous && location.hash === `#${this.dataset.luettelo}`) {
        this.querySelector(`a[href="#${previous.id}"]`).focus();
      }
    }

    /** @param {HTMLElement} exercise */
    #options(exercise) {
      return [...this.byName("vastaus", exercise).querySelectorAll("[data-vaihtoehto]")];
    }

    /** @param {HTMLElement} exercise */
    #ask(exercise) {
      const view = this.byName("nakyma", exercise);
      const template = this.#template("lomake");
      const form = template.firstElementChild;
      const single = "yksi" in view.dataset;
      this.byName("valitse-yksi", form).hidden = !single;
      this.byName("valitse-kaikki", form).hidden = single;
      const place = (/** @type {FoundElement} */ option) => Number(option.dataset.jarjestys);
      const ordered = this.#options(exercise).sort((one, other) => place(one) - place(other));
      this.byName("vaihtoehdot", form).append(...ordered.map((option) => {
        const row = this.#template("vaihtoehto");
        const input = row.querySelector("input");
        input.type = single ? "radio" : "checkbox";
        input.value = option.dataset.vaihtoehto;
        this.byName("teksti", row).textContent = this.byName("nimi", option).textContent;
        return row;
      }));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = new Set([...form.querySelectorAll("input:checked")].map((input) => input.value));
        if (chosen.size) this.#assess(exercise, chosen);
        else this.#showError(form);
      });
      view.replaceChildren(template);
    }

    /**
     * As GOV.UK's error summary: announced, in focus, and a link to the first field.
     * @param {HTMLElement} form
     */
    #showError(form) {
      const error = this.byName("virhe", form);
      error.hidden = false;
      this.byName("virhelinkki", form).onclick = (event) => {
        event.preventDefault();
        form.querySelector("input").focus();
      };
      error.focus();
    }

    /**
     * @param {HTMLElement} exercise
     * @param {Set<string>} chosen
     */
    #assess(exercise, chosen) {
      const view = this.#template("palaute");
      const options = this.#options(exercise);
      const groupOf = (/** @type {FoundElement} */ { dataset: { vaihtoehto: option, arvo: worth } }) => {
        if (chosen.has(option)) return worth;
        return worth === "oikein" ? "puuttuu" : "muut";
      };
      const inGroup = (/** @type {string} */ name) => options.filter((option) => groupOf(option) === name);
      for (const group of view.querySelectorAll("[data-ryhma]")) {
        const own = inGroup(group.dataset.ryhma);
        group.hidden = !own.length;
        group.querySelector("ul").append(...own.map((option) => option.cloneNode(true)));
      }
      const extra = this.byName("vastaus", exercise).querySelector('[data-osa="lisaksi"]');
      if (extra) this.byName("lisaksi", view).append(...extra.cloneNode(true).childNodes);
      this.byName("uudelleen", view).addEventListener("click", () => {
        this.#ask(exercise);
        this.byName("otsikko", exercise).focus();
      });
      const right = inGroup("oikein").length;
      const feedback = this.byName("palaute", view);
      this.byName("nakyma", exercise).replaceChildren(view);
      const key = /** @type {string} */ (exercise.dataset.avain);
      record(key, [right, right + inGroup("puuttuu").length, inGroup("vaarin").length]);
      feedback.focus();
    }
  }

  customElements.define("perehdytys-sarja", Exercises);
})();
