/** What a worker has and a frame lacks; loaded by file-worker.js before the search engine. */
"use strict";

self.postMessage = (/** @type {unknown} */ message) => parent.postMessage(message, "*");

self.importScripts = (...addresses) =>
  addresses.reduce((previous, address) => previous.then(() => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(undefined));
    document.body.append(script);
  })), Promise.resolve());
