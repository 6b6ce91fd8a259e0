/* Stands before the theme's own search worker, so that the index is loaded when somebody searches
   and not with every page. The fragment of this file's address names that worker. */
"use strict";

const SETUP = 0;
const READY = 1;
const RESULT = 3;
const post = self.postMessage.bind(self);
let given;
let loading;
let settled = () => {};

self.postMessage = (message) => (message.type === READY ? settled() : post(message));

/* To the theme's worker; what it hears from the page itself is held back below. */
const pass = (data) => self.dispatchEvent(new MessageEvent("message", { data }));

async function load() {
  const answer = await fetch(new URL("../../search/records.json", location.href));
  const docs = await answer.json();
  importScripts(new URL(`../javascripts/workers/${location.hash.slice(1)}`, location.href).href);
  const ready = new Promise((resolve) => (settled = resolve));
  pass({ type: SETUP, data: { ...given, docs } });
  await ready;
}

self.addEventListener("message", async (event) => {
  if (!event.isTrusted) return;
  event.stopImmediatePropagation();
  if (event.data.type === SETUP) {
    given = event.data.data;
    post({ type: READY });
    return;
  }
  if (event.data.data === "") {
    post({ type: RESULT, data: { items: [] } });
    return;
  }
  loading ??= load();
  await loading;
  pass(event.data);
});
