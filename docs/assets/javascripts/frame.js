/**
 * The page's frame by keyboard, search only for those who search, and a word on pages whose review has run out.
 *
 * The theme opens its drawer and its narrow search by hidden checkboxes; real buttons are tied to them here. It also loads
 * the search engine and the whole index on every page; both wait here until the reader turns to the search.
 */
(() => {
  "use strict";

  for (const nappi of document.querySelectorAll("[data-avaa]")) {
    const kytkin = document.getElementById(nappi.dataset.avaa);
    nappi.addEventListener("click", () => kytkin.click());
    kytkin.addEventListener("change", () => {
      nappi.setAttribute("aria-expanded", String(kytkin.checked));
      // A button that is not drawn did not open it: on a wide screen the search opens by itself when it gets the focus.
      if (!kytkin.checked || nappi.offsetParent === null) return;
      const alue = document.getElementById(nappi.getAttribute("aria-controls"));
      // What opens is not visible, and so not focusable, before the style of the open state is in force.
      requestAnimationFrame(() => alue.querySelector("a, input").focus());
    });
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !kytkin.checked || nappi.offsetParent === null) return;
      kytkin.click();
      nappi.focus();
    });
  }
  for (const nappi of document.querySelectorAll("[data-sulje]")) {
    nappi.addEventListener("click", () => {
      document.getElementById(nappi.dataset.sulje).click();
      document.querySelector(`[data-avaa="${nappi.dataset.sulje}"]`).focus();
    });
  }

  // A table that a narrow screen stacks is no longer drawn as one, and a browser may then not tell it as one.
  const roolit = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const osa of document.querySelectorAll("table[data-pinottava], table[data-pinottava] :is(thead, tbody, tr, td, th)")) {
    osa.setAttribute("role", roolit[osa.tagName] ?? (osa.scope === "row" ? "rowheader" : "columnheader"));
  }

  // A page tells that its review has run out by the reader's own calendar: the last day still holds.
  const tanaan = new Date().toLocaleDateString("sv-SE"); // 2026-01-31, as the page writes its day
  for (const huomautus of document.querySelectorAll("[data-maaraaika]")) huomautus.hidden = tanaan <= huomautus.dataset.maaraaika;

  const haku = document.getElementById("haku");
  if (!haku) return;
  const hakuAlkaa = new Promise((alkaa) => {
    haku.addEventListener("focusin", alkaa, { once: true });
    haku.addEventListener("pointerenter", alkaa, { once: true });
    document.getElementById("__search").addEventListener("change", alkaa, { once: true });
    if (new URLSearchParams(location.search).has("q")) alkaa();
  });

  const ThemeWorker = globalThis.Worker;
  /** A worker that starts when the search does; what is sent to it before waits. */
  globalThis.Worker = class extends EventTarget {
    #worker;
    constructor(...kutsu) {
      super();
      this.#worker = hakuAlkaa.then(() => {
        const worker = new ThemeWorker(...kutsu);
        worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
        return worker;
      });
    }

    postMessage(viesti) {
      this.#worker.then((worker) => worker.postMessage(viesti));
    }
  };

  const { open, send } = XMLHttpRequest.prototype;
  const hakemistot = new WeakSet();
  XMLHttpRequest.prototype.open = function (tapa, osoite, ...muut) {
    if (String(osoite).endsWith("/search/search_index.json")) hakemistot.add(this);
    return open.call(this, tapa, osoite, ...muut);
  };
  XMLHttpRequest.prototype.send = function (...sisalto) {
    if (hakemistot.has(this)) hakuAlkaa.then(() => send.apply(this, sisalto));
    else send.apply(this, sisalto);
  };
})();
