/**
 * The note of what was read and done, on paper or as a text file. The name is typed for printing: it is read by no script.
 */
(() => {
  "use strict";

  const { Edistyminen } = globalThis.perehdytys;

  class Merkinta extends Edistyminen {
    connectedCallback() {
      super.connectedCallback();
      this.osa("paiva").textContent = new Date().toLocaleDateString("fi-FI");
      this.osa("tulosta").addEventListener("click", () => print());
      this.osa("tallenna").addEventListener("click", () => this.#tallenna());
    }

    nayta() {
      super.nayta();
      const onMerkintoja = this.querySelector("[data-avain]:not([data-tila='tekematta'])") !== null;
      this.osa("tyhja").hidden = onMerkintoja;
      this.osa("sisalto").hidden = !onMerkintoja;
    }

    /** The rows that show, a heading after an empty one. */
    #teksti() {
      const rivit = [...this.querySelectorAll("[data-rivi]")].filter((rivi) => rivi.getClientRects().length);
      return rivit.map((rivi) => `${rivi.matches("h2") ? "\n" : ""}${rivi.innerText.trim()}\n`).join("");
    }

    #tallenna() {
      const linkki = document.createElement("a");
      linkki.href = URL.createObjectURL(new Blob([this.#teksti()], { type: "text/plain;charset=utf-8" }));
      linkki.download = this.dataset.tiedosto;
      linkki.click();
      // The browser reads the file after the click.
      setTimeout(() => URL.revokeObjectURL(linkki.href), 10_000);
    }
  }

  customElements.define("perehdytys-merkinta", Merkinta);
})();
