/**
 * The service chooser on the page: one question at a time, then the result with reasons.
 *
 * All state is in the address, after "#!": Back, reload and a shared link work by themselves, and nothing of
 * it reaches a server. All markup and wording is in macros/templates/chooser.html.jinja: views are its
 * <template>s, and what is told of a service or of the ground of a reason is copied from the decision table.
 * Text is only ever set as text.
 */
(() => {
  "use strict";

  const { asked, evaluate, contradictions, parse, fragment, LEVELS } = globalThis.chooserRules;

  class Chooser extends HTMLElement {
    /** @type {Rules} */
    #rules = JSON.parse(this.dataset.saannot ?? "");
    #pageTitle = document.title;
    /**
     * Answers once given on this visit, so that a question returned to shows the answer it had.
     * @type {Answers}
     */
    #remembered = new Map();
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
      summary.addEventListener("click", () => {
        this.toggleAttribute("data-kaikki", !this.#part("kaikki").open);
      });
      this.#part("tulosta-kaikki").hidden = false;
      this.#part("tulosta-kaikki").addEventListener("click", () => this.#print("kaikki"));
      addEventListener("hashchange", this.#onHashChange);
      addEventListener("afterprint", this.#onAfterPrint);
      this.#render();
      this.#openTarget();
    }

    disconnectedCallback() {
      removeEventListener("hashchange", this.#onHashChange);
      removeEventListener("afterprint", this.#onAfterPrint);
      document.title = this.#pageTitle;
    }

    /**
     * The part of `root` that the template names so.
     * @param {string} name
     * @param {ParentNode} root
     */
    #part(name, root = this) {
      const part = root.querySelector(`[data-osa="${name}"]`);
      if (!part) throw new Error(`<palvelu-valitsin>: the template has no part "${name}"`);
      return part;
    }

    /**
     * A copy of a template's content.
     * @param {string} name
     */
    #template(name) {
      return this.querySelector(`template[data-malli="${name}"]`).content.cloneNode(true);
    }

    /** Opens the list of all questions and rules when the address leads into it. */
    #openTarget() {
      const all = this.#part("kaikki");
      const target = document.getElementById(location.hash.slice(1));
      if (target && all.contains(target)) {
        this.#showAll(true);
        target.scrollIntoView();
      }
    }

    /** @param {boolean} open */
    #showAll(open) {
      this.#part("kaikki").open = open;
      this.toggleAttribute("data-kaikki", open);
    }

    /** Shows what the address says; returns the heading, for focus. */
    #render() {
      const answers = parse(this.#rules, location.hash);
      answers.forEach((chosen, id) => this.#remembered.set(id, chosen));
      const questions = asked(this.#rules, answers);
      const ids = new Set(questions.map(({ id }) => id));
      const given = new Map([...answers].filter(([id]) => ids.has(id)));
      const view = given.size < questions.length ? this.#question(questions, answers) : this.#result(given);
      if (given.size) view.append(this.#answers(given, answers));
      const heading = this.#part("otsikko", view);
      document.title = `${heading.textContent} – ${this.#pageTitle}`;
      this.#part("nakyma").replaceChildren(view);
      return heading;
    }

    /**
     * @param {Question[]} questions
     * @param {Answers} answers
     */
    #question(questions, answers) {
      const question = questions[questions.length - 1];
      const view = this.#template("kysymys");
      const form = view.querySelector("form");
      this.#part("numero", view).textContent = String(questions.length);
      this.#part("otsikko", view).textContent = question.kysymys;
      this.#part("miksi", view).textContent = question.miksi;
      const hint = this.#part("ohje", view);
      if (question.ohje) hint.textContent = question.ohje;
      else hint.remove();
      this.#part("vaihtoehdot", view).append(...question.vaihtoehdot.map((option) => {
        const row = this.#template("vaihtoehto");
        const input = row.querySelector("input");
        input.type = question.monivalinta ? "checkbox" : "radio";
        input.value = option.id;
        input.checked = Boolean(this.#remembered.get(question.id)?.includes(option.id));
        this.#part("teksti", row).textContent = option.teksti;
        return row;
      }));
      const previous = this.#part("edellinen", view);
      if (questions.length > 1) previous.href = this.#without(questions[questions.length - 2].id, answers);
      else previous.remove();
      form.addEventListener("change", ({ target }) => {
        this.#uncheckExcluded(question, form, /** @type {HTMLInputElement} */ (target));
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = [...form.querySelectorAll("input:checked")].map((input) => input.value);
        if (chosen.length) location.hash = this.#with(question.id, chosen, answers);
        else this.#showError(form);
      });
      return view;
    }

    /**
     * "I can't say yet" goes with no other option.
     * @param {Question} question
     * @param {HTMLElement} form
     * @param {HTMLInputElement} changed
     */
    #uncheckExcluded(question, form, changed) {
      if (!question.monivalinta || !changed.checked) return;
      const excluding = question.vaihtoehdot.filter((option) => option.poissulkeva).map(({ id }) => id);
      for (const input of form.querySelectorAll("input:checked")) {
        const excluded = excluding.includes(changed.value) || excluding.includes(input.value);
        if (input !== changed && excluded) input.checked = false;
      }
    }

    /**
     * As GOV.UK's error summary: told in the title, announced, in focus, and a link to the first field.
     * @param {HTMLElement} form
     */
    #showError(form) {
      const field = form.querySelector("input");
      const summary = this.#part("virhe", form);
      const link = this.#part("virhelinkki", form);
      summary.hidden = false;
      this.#part("kenttavirhe", form).hidden = false;
      form.querySelector("fieldset").setAttribute("aria-describedby", "valitsin-virhe");
      link.href = location.hash || "#!";
      link.onclick = (event) => {
        event.preventDefault();
        field.focus();
      };
      const heading = this.#part("otsikko", form).textContent;
      document.title = `${form.dataset.virhe}${heading} – ${this.#pageTitle}`;
      summary.focus();
    }

    /** @param {Answers} given */
    #result(given) {
      const view = this.#template("tulos");
      const outcomes = evaluate(this.#rules, given);
      for (const [level, name] of LEVELS.entries()) {
        const group = this.#part(name, view);
        const own = outcomes.filter((outcome) => outcome.taso === level);
        group.hidden = !own.length;
        this.#part("maara", group).textContent = String(own.length);
        const opening = group.dataset.alku;
        this.#part("lista", group).append(...own.map((outcome) => this.#outcome(outcome, name, opening)));
      }
      this.#part("varalla", view).hidden = outcomes.some((outcome) => outcome.taso > 0);
      this.#part("ristiriidat", view).append(...contradictions(this.#rules, given).map((message) => {
        const row = this.#template("ristiriita");
        this.#part("teksti", row).textContent = message;
        return row;
      }));
      this.#part("tulosta", view).addEventListener("click", () => this.#print("tulos"));
      const copy = this.#part("kopioi", view);
      copy.addEventListener("click", () => this.#copyLink(copy.closest("section"), given));
      return view;
    }

    /**
     * One service of the result; its facts and grounds are copied from the decision table.
     * @param {Outcome} outcome
     * @param {string} level
     * @param {string} opening
     */
    #outcome({ palvelu: service, perustelut: reasons }, level, opening) {
      const rule = this.querySelector(`[data-saanto="${service}"]`);
      const row = this.#template("palvelu");
      const item = row.firstElementChild;
      item.dataset.palvelu = service;
      item.dataset.tulos = level;
      this.#part("nimi", row).append(this.#part("linkki", rule).cloneNode(true));
      this.#part("alku", row).textContent = opening;
      this.#part("perustelut", row).append(...reasons.map(({ teksti: text, kysymys: question, tulkinta }) => {
        const reason = this.#template("perustelu");
        const ground = this.#part("peruste", rule.querySelector(`[data-kysymys="${question}"]`));
        this.#part("teksti", reason).textContent = text;
        this.#part("peruste", reason).append(...ground.cloneNode(true).childNodes);
        if (!tulkinta) this.#part("tulkinta", reason).remove();
        return reason;
      }));
      const concerned = reasons.map(({ kysymys: question }) => `[data-kysymykset~="${question}"]`).join();
      for (const review of rule.querySelectorAll(concerned)) item.append(review.cloneNode(true));
      if (level !== "ei") item.append(this.#part("tiedot", rule).cloneNode(true));
      return row;
    }

    /**
     * @param {Answers} given
     * @param {Answers} answers
     */
    #answers(given, answers) {
      const view = this.#template("vastaukset");
      this.#part("lista", view).append(...[...given].map(([id, chosen]) => {
        const [question] = this.#rules.kysymykset.filter((one) => one.id === id);
        const row = this.#template("vastaus");
        const change = this.#part("muuta", row);
        this.#part("kysymys", row).textContent = question.kysymys;
        const options = question.vaihtoehdot.filter((option) => chosen.includes(option.id));
        this.#part("vastaus", row).textContent = options.map((option) => option.teksti).join("; ");
        change.href = this.#without(id, answers);
        this.#part("mita", change).textContent = question.kysymys;
        return row;
      }));
      this.#part("alusta", view).addEventListener("click", () => this.#remembered.clear());
      return view;
    }

    /**
     * @param {string} id
     * @param {Answers} answers
     */
    #without(id, answers) {
      return fragment(new Map([...answers].filter(([other]) => other !== id)));
    }

    /**
     * @param {string} id
     * @param {string[]} chosen
     * @param {Answers} answers
     */
    #with(id, chosen, answers) {
      const order = this.#rules.kysymykset.map((one) => one.id);
      const all = [...new Map(answers).set(id, chosen)];
      return fragment(new Map(all.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))));
    }

    /**
     * @param {HTMLElement} view
     * @param {Answers} given
     */
    async #copyLink(view, given) {
      const address = new URL(fragment(given), location.href).href;
      const status = this.#part("kopioinnin-tila", view);
      const field = this.#part("linkki", view);
      try {
        await navigator.clipboard.writeText(address);
        status.textContent = status.dataset.kopioitu;
      } catch {
        // No clipboard without https or a permission: the link itself is then shown, selected.
        status.textContent = status.dataset.kopioiItse;
        field.value = address;
        field.hidden = false;
        field.select();
      }
    }

    /**
     * Prints the result, or all questions and rules, and leaves the other out.
     * @param {"tulos" | "kaikki"} what
     */
    #print(what) {
      this.dataset.tuloste = what;
      print();
    }
  }

  customElements.define("palvelu-valitsin", Chooser);
})();
