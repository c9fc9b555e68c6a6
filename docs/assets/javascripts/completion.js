/**
 * The note of what was read and done, on paper or as a text file. The name is typed for printing: it is read
 * by no script.
 */
(() => {
  "use strict";

  const { Progress } = globalThis.training;

  class Completion extends Progress {
    connectedCallback() {
      super.connectedCallback();
      this.byName("paiva").textContent = new Date().toLocaleDateString("fi-FI");
      this.byName("tulosta").addEventListener("click", () => print());
      this.byName("tallenna").addEventListener("click", () => this.#save());
    }

    show() {
      super.show();
      const hasAny = this.querySelector("[data-avain]:not([data-tila='tekematta'])") !== null;
      this.byName("tyhja").hidden = hasAny;
      this.byName("sisalto").hidden = !hasAny;
    }

    /** The rows that show, a heading after an empty one. */
    #text() {
      const rows = [...this.querySelectorAll("[data-rivi]")].filter((row) => row.getClientRects().length);
      return rows.map((row) => `${row.matches("h2") ? "\n" : ""}${row.innerText.trim()}\n`).join("");
    }

    #save() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([this.#text()], { type: "text/plain;charset=utf-8" }));
      link.download = /** @type {string} */ (this.dataset.tiedosto);
      link.click();
      // The browser reads the file after the click.
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }
  }

  customElements.define("perehdytys-merkinta", Completion);
})();
