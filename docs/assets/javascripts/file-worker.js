/**
 * A browser starts no Worker for a page opened from the disk. Here the search engine runs in an empty frame of the page
 * instead, which workers/file-frame.js makes look like a worker to it. Only in the offline copy (make offline); follows
 * iframe-worker (MIT, https://github.com/squidfunk/iframe-worker), without its inline script.
 */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  const frameScript = new URL("workers/file-frame.js", document.currentScript.src);

  class FileWorker extends EventTarget {
    #window;
    #loaded;

    constructor(url) {
      super();
      const frame = document.body.appendChild(Object.assign(document.createElement("iframe"), { hidden: true }));
      this.#window = frame.contentWindow;
      const { document: inside } = this.#window;
      this.#loaded = new Promise((resolve) => {
        frame.addEventListener("load", resolve, { once: true });
      });
      inside.open();
      inside.write(`<!doctype html><script src="${encodeURI(frameScript)}"></script><script src="${encodeURI(url)}"></script>`);
      inside.close();
      addEventListener("message", ({ source, data }) => {
        if (source === this.#window) this.dispatchEvent(new MessageEvent("message", { data }));
      });
    }

    postMessage(data) {
      this.#loaded.then(() => this.#window.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })));
    }
  }

  // The theme's search engine looks for this name to know that it is in a frame.
  globalThis.IFrameWorker = FileWorker;
  globalThis.Worker = FileWorker;
})();
