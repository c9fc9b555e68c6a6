/**
 * The page's frame by keyboard, search only for those who search, and a word on pages whose review has run
 * out.
 *
 * The theme opens its drawer and its narrow search by hidden checkboxes; real buttons are tied to them here.
 * It also loads the search engine and the whole index on every page; both wait here until the reader turns to
 * the search.
 */
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-avaa]")) {
    const toggle = document.getElementById(button.dataset.avaa);
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", () => {
      button.setAttribute("aria-expanded", String(toggle.checked));
      // A button that is not drawn did not open it: on a wide screen the search opens by itself when it gets
      // the focus.
      if (!toggle.checked || button.offsetParent === null) return;
      const area = document.getElementById(/** @type {string} */ (button.getAttribute("aria-controls")));
      // What opens is not visible, and so not focusable, before the style of the open state is in force.
      requestAnimationFrame(() => area.querySelector("a, input").focus());
    });
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !toggle.checked || button.offsetParent === null) return;
      toggle.click();
      button.focus();
    });
  }
  for (const button of document.querySelectorAll("[data-sulje]")) {
    button.addEventListener("click", () => {
      document.getElementById(button.dataset.sulje).click();
      document.querySelector(`[data-avaa="${button.dataset.sulje}"]`).focus();
    });
  }

  // A table that a narrow screen stacks is no longer drawn as one, and a browser may then not tell it as one.
  /** @type {Record<string, string>} */
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const parts = "table[data-pinottava], table[data-pinottava] :is(thead, tbody, tr, td, th)";
  for (const part of document.querySelectorAll(parts)) {
    part.setAttribute("role", roles[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
  }

  // A page tells that its review has run out by the reader's own calendar: the last day still holds.
  const today = new Date().toLocaleDateString("sv-SE"); // 2026-01-31, as the page writes its day
  for (const notice of document.querySelectorAll("[data-maaraaika]")) {
    notice.hidden = today <= notice.dataset.maaraaika;
  }

  const search = document.getElementById("haku");
  if (!search) return;
  const searchBegins = new Promise((resolve) => {
    const begin = () => resolve(undefined);
    search.addEventListener("focusin", begin, { once: true });
    search.addEventListener("pointerenter", begin, { once: true });
    document.getElementById("__search").addEventListener("change", begin, { once: true });
    if (new URLSearchParams(location.search).has("q")) begin();
  });

  const ThemeWorker = globalThis.Worker;
  /** A worker that starts when the search does; what is sent to it before waits. */
  class WaitingWorker extends EventTarget {
    #worker;

    /** @param {ConstructorParameters<typeof Worker>} args */
    constructor(...args) {
      super();
      this.#worker = searchBegins.then(() => {
        const worker = new ThemeWorker(...args);
        worker.addEventListener("message", ({ data }) => {
          this.dispatchEvent(new MessageEvent("message", { data }));
        });
        return worker;
      });
    }

    /** @param {unknown} message */
    postMessage(message) {
      this.#worker.then((worker) => worker.postMessage(message));
    }
  }
  // The theme uses no more of a worker than this.
  globalThis.Worker = /** @type {any} */ (WaitingWorker);

  const { open, send } = XMLHttpRequest.prototype;
  const indexes = new WeakSet();
  /**
   * @this {XMLHttpRequest}
   * @param {[string, string | URL, ...any]} args
   */
  XMLHttpRequest.prototype.open = function (...args) {
    if (String(args[1]).endsWith("/search/search_index.json")) indexes.add(this);
    return open.apply(this, /** @type {any} */ (args));
  };
  /**
   * @this {XMLHttpRequest}
   * @param {Parameters<typeof send>} body
   */
  XMLHttpRequest.prototype.send = function (...body) {
    if (indexes.has(this)) searchBegins.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
