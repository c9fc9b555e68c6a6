/** What a worker has and a frame lacks; loaded by file-worker.js before the search engine. */
"use strict";

self.postMessage = (viesti) => parent.postMessage(viesti, "*");

self.importScripts = (...osoitteet) =>
  osoitteet.reduce((edelliset, osoite) => edelliset.then(() => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = osoite;
    script.addEventListener("load", resolve);
    document.body.append(script);
  })), Promise.resolve());
