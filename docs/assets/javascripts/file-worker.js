/**
 * A browser starts no Worker for a page opened from the disk. Here the search engine runs in an empty frame
 * of the page instead, which workers/file-frame.js makes look like a worker to it. Only in the offline copy
 * (make offline); follows iframe-worker (MIT, https://github.com/squidfunk/iframe-worker), without its inline
 * script.
 */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const frameScript = new URL("workers/file-frame.js", src).href;

  class FileWorker extends EventTarget {
    #window;
    #loaded;

    /** @param {string} url */
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.#window = /** @type {WindowProxy} */ (frame.contentWindow);
      const { document: inside } = this.#window;
      this.#loaded = new Promise((resolve) => {
        frame.addEventListener("load", resolve, { once: true });
      });
      inside.open();
      const scripts = [frameScript, url].map((address) => `<script src="${encodeURI(address)}"></script>`);
      inside.write(`<!doctype html>${scripts.join("")}`);
      inside.close();
      addEventListener("message", ({ source, data }) => {
        if (source === this.#window) this.dispatchEvent(new MessageEvent("message", { data }));
      });
    }

    /** @param {unknown} message */
    postMessage(message) {
      this.#loaded.then(() => {
        this.#window.dispatchEvent(new MessageEvent("message", { data: structuredClone(message) }));
      });
    }
  }

  // The theme's search engine looks for this name to know that it is in a frame.
  globalThis.IFrameWorker = FileWorker;
  globalThis.Worker = /** @type {any} */ (FileWorker);
})();
