/**
 * Progress of the orientation training, kept in this browser only, and the elements that show it.
 *
 * One key of localStorage maps content keys (data-avain: a case, a question or a page as it now reads) to
 * results. Where the browser does not store, results last as long as the page and the reader is told so; all
 * else works. All markup and wording is in macros/templates/: text is only ever set as text.
 */
(() => {
  "use strict";

  const STORAGE_KEY = "tyokyvyn-tuen-kasikirja:perehdytys";
  const COUNTS = ["oikein", "kaikki", "vaarin"];
  const changes = new EventTarget();
  /** @type {Map<string, Result>} */
  let results = new Map();
  let stores = true;

  /**
   * What was stored, as far as it makes sense: it may be another version's, or anyone's.
   * @param {?string} text
   * @returns {Map<string, Result>}
   */
  function parse(text) {
    try {
      const stored = Object.entries(JSON.parse(/** @type {string} */ (text)) ?? {});
      return new Map(stored.filter(([, result]) => Array.isArray(result) && result.every(Number.isInteger)));
    } catch {
      return new Map();
    }
  }

  /**
   * Does something to the storage; whether that is allowed and there is room for it shows only in doing it.
   * @param {(storage: Storage) => void} action
   */
  function attempt(action) {
    try {
      action(localStorage);
      stores = true;
    } catch {
      stores = false;
    }
  }

  function load() {
    // What could not be stored is known to this page only.
    if (stores) attempt((storage) => { results = parse(storage.getItem(STORAGE_KEY)); });
  }

  function refresh() {
    load();
    changes.dispatchEvent(new Event("change"));
  }

  /**
   * Stores a result, or with `null` takes it away.
   * @param {string} key
   * @param {?Result} result
   */
  function record(key, result) {
    load(); // another tab may have stored since
    if (result) results.set(key, result);
    else results.delete(key);
    attempt((storage) => storage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(results))));
    changes.dispatchEvent(new Event("change"));
  }

  function clear() {
    results.clear();
    attempt((storage) => storage.removeItem(STORAGE_KEY));
    changes.dispatchEvent(new Event("change"));
  }

  /**
   * @param {Result | undefined} result
   * @returns {"tekematta" | "tehty" | "taysin"}
   */
  function state(result) {
    if (!result) return "tekematta";
    const [right, total, wrong] = result;
    return right === total && wrong === 0 ? "taysin" : "tehty";
  }

  /** Shows the state of everything in it that has a content key, and counts them. */
  class Progress extends HTMLElement {
    #onChange = () => this.show();

    connectedCallback() {
      changes.addEventListener("change", this.#onChange);
      this.addEventListener("change", ({ target }) => {
        const box = /** @type {HTMLInputElement} */ (target);
        if (box.matches('[data-osa="luettu"]')) {
          record(box.closest("[data-avain]").dataset.avain, box.checked ? [] : null);
        }
      });
      const button = this.querySelector('[data-osa="tyhjenna"]');
      button?.addEventListener("click", () => {
        if (confirm(button.dataset.kysymys)) clear();
      });
      this.show();
    }

    disconnectedCallback() {
      changes.removeEventListener("change", this.#onChange);
    }

    /**
     * The part of `root` that the template names so.
     * @param {string} name
     * @param {ParentNode} root
     */
    byName(name, root = this) {
      const found = root.querySelector(`[data-osa="${name}"]`);
      if (!found) throw new Error(`<${this.localName}>: the template has no part "${name}"`);
      return found;
    }

    show() {
      for (const item of this.querySelectorAll("[data-avain]")) this.#showItem(item);
      for (const group of this.querySelectorAll("[data-edistyminen]")) this.#showGroup(group);
      if (this.matches("[data-edistyminen]")) this.#showGroup(this);
      for (const message of this.querySelectorAll('[data-osa="ei-tallennu"]')) message.hidden = stores;
    }

    /** @param {FoundElement} item */
    #showItem(item) {
      const result = results.get(item.dataset.avain);
      item.dataset.tila = state(result);
      for (const part of item.querySelectorAll("[data-tilassa]")) {
        part.hidden = part.dataset.tilassa !== item.dataset.tila;
      }
      for (const part of item.querySelectorAll("[data-luku]")) {
        part.textContent = String(result?.[COUNTS.indexOf(part.dataset.luku)] ?? "");
      }
      for (const checkbox of item.querySelectorAll('[data-osa="luettu"]')) checkbox.checked = Boolean(result);
    }

    /** @param {HTMLElement} group */
    #showGroup(group) {
      const items = [...group.querySelectorAll("[data-avain]")];
      const undone = items.filter((item) => item.dataset.tila === "tekematta");
      const counts = {
        tehtyja: items.length - undone.length,
        taysin: items.filter((item) => item.dataset.tila === "taysin").length,
      };
      group.dataset.edistyminen = counts.tehtyja === 0 ? "alussa" : undone.length ? "kesken" : "valmis";
      for (const [name, count] of Object.entries(counts)) {
        for (const part of group.querySelectorAll(`[data-osa="${name}"]`)) {
          part.textContent = String(count);
        }
      }
      for (const bar of group.querySelectorAll("progress")) bar.setAttribute("value", String(counts.tehtyja));
      const next = group.querySelector('[data-osa="seuraava"]');
      if (next) {
        const link = undone[0]?.querySelector("a");
        this.byName("jatko", group).hidden = !link;
        next.href = link?.getAttribute("href") ?? "";
        next.textContent = link?.textContent ?? "";
      }
    }
  }

  /** The way on along the path by which the reader came: the address names it, `#!polku=<id>`. */
  class ReadingPathBar extends Progress {
    #path = "";
    #onHashChange = () => this.#showPath();

    connectedCallback() {
      super.connectedCallback();
      addEventListener("hashchange", this.#onHashChange);
      this.#showPath();
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      removeEventListener("hashchange", this.#onHashChange);
    }

    #showPath() {
      // A section's anchor takes the path's place in the address. The history then remembers it, for a reload
      // and the way back.
      this.#path = location.hash.match(/^#!polku=(.*)$/)?.[1] ?? history.state?.polku ?? this.#path;
      if (this.#path) history.replaceState({ ...history.state, polku: this.#path }, "");
      for (const bar of this.querySelectorAll("[data-polku]")) bar.hidden = bar.dataset.polku !== this.#path;
    }
  }

  load();
  addEventListener("storage", refresh);
  // A browser that goes back shows the page as it was left, or puts its checkboxes back after the scripts
  // have run.
  addEventListener("pageshow", refresh);
  globalThis.training = Object.freeze({ Progress, record });
  customElements.define("perehdytys-edistyminen", Progress);
  customElements.define("perehdytys-palkki", ReadingPathBar);
})();
