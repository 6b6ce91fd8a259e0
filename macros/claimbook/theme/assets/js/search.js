/* Stands before the theme's own search worker, so that the index is loaded when somebody searches
   and not with every page. The fragment of this file's address names that worker.
   The entries of a large book are an index in parts, of which a search loads those that it needs;
   then no other worker is loaded, and what is found is told here in the form in which the theme's
   worker would. macros/claimbook/site/search_index.py writes both. */
"use strict";

const SETUP = 0;
const READY = 1;
const RESULT = 3;
const SHOWN = 20; // each result is a request
const PAUSE = 150; // milliseconds; who goes on typing asks for nothing yet
const LONGEST = 50; // words of a text that are shown
const BEFORE = 5; // words that are shown before the first one that was found
const WORDS_ONLY = "\ue009"; // after it stand words that are found and not shown
const WORDS = /[\p{L}\p{M}\p{N}]+(?:[.,'’-][\p{L}\p{M}\p{N}]+)*/gu;
const LABEL = /^[^:]*: /; // says in a title what kind of thing it is
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const post = self.postMessage.bind(self);
let given;
let loading;
let newest = 0;
let settled = () => {};

self.postMessage = (message) => (message.type === READY ? settled() : post(message));

/* To the theme's worker; what it hears from the page itself is held back below. */
const pass = (data) => self.dispatchEvent(new MessageEvent("message", { data }));

async function load() {
  const answer = await fetch(new URL("../../search/records.json", location.href));
  const records = await answer.json();
  return Array.isArray(records) ? whole(records) : inParts(records);
}

async function whole(docs) {
  importScripts(new URL(`../javascripts/workers/${location.hash.slice(1)}`, location.href).href);
  const ready = new Promise((resolve) => (settled = resolve));
  pass({ type: SETUP, data: { ...given, docs } });
  await ready;
  return pass;
}

async function inParts({ pages }) {
  const folder = new URL("../../search/pagefind/", location.href).href;
  const pagefind = await import(`${folder}pagefind.js`);
  await pagefind.options({ basePath: folder });
  return async ({ data }, number) => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (number !== newest) return;
    const terms = data.match(WORDS) ?? [];
    const { results } = await pagefind.search(terms.join(" "));
    const inText = (one) => (one.matchedMetaFields?.length ? 0 : 1);
    const best = results.sort((a, b) => inText(a) - inText(b)).slice(0, SHOWN);
    const found = await Promise.all(best.map((one) => one.data()));
    if (number !== newest) return;
    const items = grouped(found, terms.map(folded), pages);
    if (results.length > found.length) items.push([more(results.length, data)]);
    post({ type: RESULT, data: { items } });
  };
}

/* Results by page, in the order of each page's best; a title that begins with the terms is first. */
function grouped(found, terms, pages) {
  const begins = (one) => folded(one.meta.title.replace(LABEL, "")).startsWith(terms.join(" "));
  found.sort((a, b) => begins(b) - begins(a));
  const groups = new Map();
  for (const [place, one] of found.entries()) {
    const [text] = one.content.split(WORDS_ONLY);
    const item = {
      location: one.raw_url,
      title: marked(one.meta.title, terms),
      text: marked(text, terms, new Set(one.locations)),
      score: found.length - place,
      terms: Object.fromEntries(terms.map((term) => [term, true])),
    };
    const [page] = one.raw_url.split("#");
    if (!groups.has(page)) groups.set(page, []);
    groups.get(page).push(item);
  }
  for (const [page, items] of groups)
    if (pages[page] !== undefined && !items.some((one) => one.location === page))
      items.push({ location: page, title: pages[page], text: "", score: 0, terms: {} });
  return [...groups.values()];
}

const more = (count, query) => ({
  location: `?q=${encodeURIComponent(query)}`,
  title: `${count} were found, and the best ${SHOWN} of them are shown`,
  text: "One more word finds fewer.",
  score: 0,
  terms: {},
});

const escaped = (text) => text.replace(/[&<>"']/g, (one) => ESCAPES[one]);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* A text as HTML, with the words that were found marked: those at the given places, and those that
   begin with one of the terms. */
function marked(text, terms, places = new Set()) {
  const words = text.trim().split(/\s+/);
  const place = Math.min(...places);
  const isLong = words.length > LONGEST && place < words.length;
  const first = isLong ? Math.max(0, place - BEFORE) : 0;
  const begins = (part) => terms.some((term) => folded(part).startsWith(term));
  return words
    .map((word, at) => markedIn(word, places.has(at) ? () => true : begins))
    .slice(first, first + LONGEST)
    .join(" ");
}

/* Every second part of what is split at letters and digits is made of them. */
function markedIn(word, isFound) {
  const parts = word.split(/([\p{L}\p{M}\p{N}]+)/u);
  return parts
    .map((part, at) => (at % 2 && isFound(part) ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join("");
}

self.addEventListener("message", async (event) => {
  if (!event.isTrusted) return;
  event.stopImmediatePropagation();
  if (event.data.type === SETUP) {
    given = event.data.data;
    post({ type: READY });
    return;
  }
  const number = (newest += 1);
  if (event.data.data === "") {
    post({ type: RESULT, data: { items: [] } });
    return;
  }
  loading ??= load();
  const search = await loading;
  search(event.data, number);
});
